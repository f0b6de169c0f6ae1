"""Is an answer right: are the words there, is it refused where it should be, is the office right?

Reading is lenient in spelling and strict in substance. Text and expectation are folded alike: case,
umlauts, line breaks, quotation marks and dashes do not count, "€" is "Euro", "%" is "Prozent", and
the thousands point goes ("1.300" is "1300"). An expectation must begin where a word begins, as EMN
does in "transform_EMN", and a number must be the whole number: "7,6" does not stand in "17,6" nor
"200" in "2000" nor in "200,5".
A year may stand in a date ("06.06.2024").
Only what is shown as the answer's text is read, not its citations or its office card.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from transfobot.german.text import fold

ABSTAINED = frozenset({"no_source", "unsupported", "out_of_scope", "clarify", "person_wanted"})
ANSWERED = frozenset({"answered", "partly"})
_THOUSANDS = re.compile(r"(?<=\d)[.\u202f\u00a0'](?=\d{3}(?!\d))")
_YEAR = re.compile(r"(?:19|20)\d\d")
_MARKS = re.compile(r"[„“”\"»«‚‘’*]|\[\d+\]")
_DASHES = re.compile(r"[–—‑]")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Item:
    """One gold question; the fields are those of a line of the file."""

    id: str
    question: str
    kind: str = "other"
    audience: str | None = None
    earlier_turns: tuple[str, ...] = ()
    expected: tuple[str, ...] = ()
    semantics: str = "all_of"
    must_not_contain: tuple[str, ...] = ()
    must_abstain: bool = False
    expected_office: str | None = None
    expected_office_alt: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was wrong with the answer to an item; nothing wrong is right."""

    item: Item
    outcome: str
    mode: str
    office: str | None
    text: str
    milliseconds: float
    faults: tuple[str, ...] = field(default=())

    @property
    def right(self) -> bool:
        """Whether nothing was wrong."""
        return not self.faults


def normal(text: str) -> str:
    """The text as both sides are compared."""
    plain = _DASHES.sub("-", _MARKS.sub("", text.replace("_", " ")))
    plain = fold(plain.replace("€", " Euro").replace("%", " Prozent"))
    plain = _SPACES.sub(" ", plain)
    return _THOUSANDS.sub("", plain)


def stands(wanted: str, text: str) -> bool:
    """Whether one variant of `wanted` (separated by `|`) stands in the text."""
    folded = normal(text)
    return any(_variant_stands(normal(one).strip(), folded) for one in wanted.split("|"))


def _variant_stands(variant: str, folded: str) -> bool:
    if not variant:
        return False
    before = r"(?<![\d.,])(?<!\w)" if variant[0].isdigit() else r"(?<!\w)"
    if _YEAR.fullmatch(variant):
        before = r"(?<!\d)"
    after = r"(?!\d|[.,]\d)" if variant[-1].isdigit() else ""
    return re.search(f"{before}{re.escape(variant)}{after}", folded) is not None


def judge(item: Item, answer: Mapping[str, Any], milliseconds: float = 0.0) -> Verdict:
    """Compare an answer, in the shape of the HTTP interface, with what was expected."""
    text, outcome = str(answer["text"]), str(answer["outcome"])
    office = answer["office"]["id"] if answer.get("office") else None
    faults = [
        *_wrong_outcome(item, outcome),
        *_missing(item, text),
        *(f"enthält: {one}" for one in item.must_not_contain if stands(one, text)),
    ]
    if item.expected_office and office not in (item.expected_office, *item.expected_office_alt):
        faults.append(f"Stelle: {office or 'keine'} statt {item.expected_office}")
    mode = str(answer.get("mode", ""))
    return Verdict(item, outcome, mode, office, text, milliseconds, tuple(faults))


def _wrong_outcome(item: Item, outcome: str) -> list[str]:
    allowed = ABSTAINED if item.must_abstain else ANSWERED
    return [] if outcome in allowed else [f"Ausgang: {outcome}"]


def _missing(item: Item, text: str) -> list[str]:
    absent = [one for one in item.expected if not stands(one, text)]
    if item.semantics == "any_of":
        return [f"fehlt: eines von {', '.join(item.expected)}"] if _none_of(item, absent) else []
    return [f"fehlt: {one}" for one in absent]


def _none_of(item: Item, absent: Sequence[str]) -> bool:
    return bool(item.expected) and len(absent) == len(item.expected)
