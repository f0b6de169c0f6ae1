"""The sums a list is bounded by: "mehr als 5 Mio. €", "zwischen zwei und drei Millionen"."""

from __future__ import annotations

import re
from decimal import Decimal

from transfobot.assistant.understand.understanding import Bound
from transfobot.german.figures import find_amounts

_SCALE = r"(?:mio|mrd|mill|millionen|million|milliarden|tausend|tsd)\b\.?"
_EURO = r"(?:€|euro|eur)"
_SUM = rf"\d[\d.,]*\s*(?:{_SCALE}\s*{_EURO}?|{_EURO})"
_ABOVE = (
    r"(?:mehr|höher|hoeher|größer|groesser) als|über|ueber|oberhalb|jenseits|more than|over|above"
)
_BELOW = (
    r"(?:weniger|niedriger|kleiner|geringer) (?:als|wie)|unterhalb|unter|less than|under|below"
    r"|keine|nicht (?:ein|noch )?mal|not even"
)
_FROM = r"mindestens|wenigstens|ab|at least"
_UP_TO = r"höchstens|hoechstens|maximal|bis zu|bis|at most|up to"
_BOUND = re.compile(
    rf"\b(?:(?P<over>{_ABOVE}|(?P<least>{_FROM}))|{_BELOW}|(?P<most>{_UP_TO}))"
    rf"\s+(?:von )?(?:der |die |den )?(?P<sum>{_SUM})",
    re.IGNORECASE,
)
_AFTER = re.compile(
    rf"\b(?P<sum>{_SUM})\s+(?:und|oder|and|or)\s+"
    r"(?:(?P<over>mehr|darüber|drüber|more|above)|weniger|darunter|drunter|less|below)\b",
    re.IGNORECASE,
)
""" "Fünf Millionen oder mehr"."""
_PASSED = re.compile(
    rf"(?P<sum>{_SUM})\s+(?:\w+\s+)?(?:(?P<over>überst(?:eig|ieg)|überschr(?:eit|itt)|übertr(?:iff|af|eff))|unterschr(?:eit|itt))",
    re.IGNORECASE,
)
""" "Deren Förderung zwei Millionen übersteigt"."""
_RANGE = re.compile(
    rf"(?:\b(?:zwischen|between|von)\s+|\b(?=[\d.,]+\s*(?:{_SCALE})?\s*{_EURO}?\s*bis\b))"
    rf"(?P<low>\d[\d.,]*)\s*(?P<unit>{_SCALE})?\s*{_EURO}?\s*"
    rf"(?:und|and|bis|to)\s+(?P<high>{_SUM})",
    re.IGNORECASE,
)
_SPELT_SUMS = {
    "einer halben": "0,5", "eine halbe": "0,5", "eine": "1", "einer": "1", "zwei": "2",
    "drei": "3", "vier": "4", "fünf": "5", "fuenf": "5", "sechs": "6", "sieben": "7", "acht": "8",
    "neun": "9", "zehn": "10", "zwölf": "12", "zwoelf": "12",
}  # fmt: skip
_SPELT = re.compile(
    rf"\b({'|'.join(_SPELT_SUMS)})(?=\s+(?:(?:und|bis|and|to)\s+\w+\s+)?(?:million|mio))",
    re.IGNORECASE,
)
""" "Unter einer Million", "zwischen zwei und drei Millionen"."""
_UNIT = re.compile(r"€|euro|eur", re.IGNORECASE)
_DIGITS = 4


def bound_of(text: str) -> Bound | None:
    """What sums a list is bounded by; None where no sum bounds it."""
    text = _SPELT.sub(lambda one: _SPELT_SUMS[one[1].lower()], text)
    span = _RANGE.search(text)
    if span is not None:
        # "Zwischen 2 und 3 Mio.", but not "zwischen 500.000 und 2 Mio.".
        unit = span["unit"] or ("€" if len(span["low"]) > _DIGITS else _unit_of(span["high"]))
        low, high = _euros(f"{span['low']} {unit}"), _euros(span["high"])
        if high is not None and low is not None and low < high:
            shown = span["high"].strip()
            return Bound(low, over=True, shown=shown, itself=True, most=high, lowest=span["low"])
    after = _AFTER.search(text)
    match = after or _PASSED.search(text) or _BOUND.search(text)
    value = _euros(match["sum"]) if match else None
    if match is None or value is None:
        return None
    said = {name for name, text in match.groupdict().items() if text}
    itself = after is not None or bool({"least", "most"} & said)
    return Bound(value, match["over"] is not None, match["sum"].strip(), itself=itself)


def _euros(text: str) -> Decimal | None:
    money = find_amounts(text if _UNIT.search(text) else f"{text} €")
    return money[0].value if money else None


def _unit_of(text: str) -> str:
    return re.sub(r"^[\d.,\s]+", "", text)
