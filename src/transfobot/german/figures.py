"""Dates and amounts in German text: where they stand and what they mean."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

_MONTH_NAMES = {
    "jan": 1, "januar": 1, "jaenner": 1, "jänner": 1, "feb": 2, "februar": 2, "mär": 3, "mrz": 3,
    "märz": 3, "maerz": 3, "apr": 4, "april": 4, "mai": 5, "jun": 6, "juni": 6, "jul": 7,
    "juli": 7, "aug": 8, "august": 8, "sep": 9, "sept": 9, "september": 9, "okt": 10,
    "oktober": 10, "nov": 11, "november": 11, "dez": 12, "dezember": 12,
}  # fmt: skip
_MONTH = "|".join(sorted(_MONTH_NAMES, key=len, reverse=True))
_DATE = re.compile(
    rf"\b(?P<d1>\d{{1,2}})\.\s?(?P<m1>\d{{1,2}})\.\s?(?P<y1>\d{{4}})\b"
    rf"|\b(?P<y2>\d{{4}})-(?P<m2>\d{{2}})-(?P<d2>\d{{2}})\b"
    rf"|\b(?:(?P<d3>\d{{1,2}})\.\s*)?(?P<m3>{_MONTH})\b\.?\s+(?P<y3>\d{{4}})\b",
    re.IGNORECASE,
)
_SCALES = {
    "tsd": 1_000, "tausend": 1_000, "teur": 1_000, "t€": 1_000,
    "mio": 1_000_000, "million": 1_000_000, "millionen": 1_000_000,
    "mrd": 1_000_000_000, "milliarde": 1_000_000_000, "milliarden": 1_000_000_000,
}  # fmt: skip
_NUMBER = r"\d{1,3}(?:[. \u00a0\u202f]\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
_WORDS = {
    "ein": 1, "eine": 1, "einer": 1, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6,
    "sieben": 7, "acht": 8, "neun": 9, "zehn": 10, "elf": 11, "zwölf": 12, "zwanzig": 20,
    "dreißig": 30, "fünfzig": 50, "hundert": 100,
}  # fmt: skip
_AMOUNT = re.compile(
    rf"(?<![\w,.])(?P<number>{_NUMBER}|(?:{'|'.join(_WORDS)})\b)[\s\u00a0]*"
    r"(?P<scale>tsd|tausend|mio|millionen|million|mrd|milliarden|milliarde)?\.?[\s\u00a0]*"
    r"(?P<unit>€|euro|eur|teur|t€|%|prozent)(?!\w)",
    re.IGNORECASE,
)

_UNITS = {
    "null": 0, "ein": 1, "eins": 1, "eine": 1, "zwei": 2, "zwo": 2, "drei": 3, "vier": 4,
    "fuenf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9, "zehn": 10, "elf": 11,
    "zwoelf": 12, "dreizehn": 13, "vierzehn": 14, "fuenfzehn": 15, "sechzehn": 16,
    "siebzehn": 17, "achtzehn": 18, "neunzehn": 19,
}  # fmt: skip
_TENS = {
    "zwanzig": 20, "dreissig": 30, "vierzig": 40, "fuenfzig": 50, "sechzig": 60, "siebzig": 70,
    "achtzig": 80, "neunzig": 90,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A day, or a month (`day` is None), at `start` to `end` of the text."""

    start: int
    end: int
    year: int
    month: int
    day: int | None

    @property
    def iso(self) -> str:
        """ISO 8601 in the precision that is written."""
        month = f"{self.year:04d}-{self.month:02d}"
        return month if self.day is None else f"{month}-{self.day:02d}"


@dataclass(frozen=True, slots=True)
class FoundAmount:
    """An amount of money in EUR or a share in %, at `start` to `end` of the text."""

    start: int
    end: int
    value: Decimal
    unit: str
    """"EUR" or "%"."""


def find_dates(text: str) -> list[FoundDate]:
    """Dates such as 1.7.2025, 2025-07-01, 1. Juli 2025, Juli 2025; impossible days are left out."""
    found = []
    for match in _DATE.finditer(text):
        groups = match.groupdict()
        year = int(groups["y1"] or groups["y2"] or groups["y3"])
        named = groups["m3"]
        month = _MONTH_NAMES[named.lower()] if named else int(groups["m1"] or groups["m2"])
        written_day = groups["d1"] or groups["d2"] or groups["d3"]
        day = int(written_day) if written_day else None
        if _possible(year, month, day):
            found.append(FoundDate(match.start(), match.end(), year, month, day))
    return found


def _possible(year: int, month: int, day: int | None) -> bool:
    try:
        date(year, month, 1 if day is None else day)
    except ValueError:
        return False
    return True


def find_amounts(text: str) -> list[FoundAmount]:
    """Amounts such as 7,6 Mio. €, 50.000 Euro, 80 %; "7,6 Mio. €" is 7600000 EUR.

    Small numbers may be words: "drei Millionen Euro".
    """
    found = []
    for match in _AMOUNT.finditer(text):
        written = match["number"].lower()
        digits = re.sub(r"[. \u00a0\u202f]", "", written).replace(",", ".")
        unit = match["unit"].lower()
        scale = _SCALES.get((match["scale"] or "").lower(), 1) * _SCALES.get(unit, 1)
        kind = "%" if unit in {"%", "prozent"} else "EUR"
        found.append(
            FoundAmount(
                match.start(), match.end(), Decimal(_WORDS.get(written, digits)) * scale, kind
            )
        )
    return found


def number_of(word: str) -> int | None:
    """The number a folded word says, up to 9999; None where it says none."""
    if word in _UNITS:
        return _UNITS[word] if word not in ("ein", "eine") else None
    for mark, times in (("tausend", 1000), ("hundert", 100)):
        before, found, after = word.partition(mark)
        if found:
            many = _UNITS.get(before) if before else 1
            rest = number_of(after.removeprefix("und")) if after else 0
            whole = many is None or rest is None
            return None if whole else (many or 0) * times + (rest or 0)
    if word in _TENS:
        return _TENS[word]
    unit, found, ten = word.partition("und")
    if found and unit in _UNITS and ten in _TENS:
        return _UNITS[unit] + _TENS[ten]
    return None
