"""Days told by their distance from today ("in vier Wochen", "vor drei Jahren") or in short."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from transfobot.assistant.understand.language import Word
from transfobot.assistant.understand.words import Found, listed, pattern
from transfobot.german.figures import find_dates, number_of
from transfobot.german.text import fold

_DAYS = {"days": 1, "weeks": 7, "months": 30, "years": 365}
_MONTHS_TEXT = """
januar februar maerz april mai juni juli august september oktober november dezember
"""
MONTHS = frozenset(_MONTHS_TEXT.split())
_SOME = frozenset(("paar", "wenigen", "einigen"))
_FEW = 3


def days_away(found: Sequence[Found], words: Sequence[Word], day: date) -> Iterator[date]:
    """The days a question names by their distance from today, those that lie back first."""
    said = {word.folded for word in words}
    for one in sorted(found, key=lambda each: each.group != "back"):
        distance = _distance(one, words)
        if distance is not None and one.group == "back":
            yield back_from(day, distance)
        elif distance is not None and not (said & _TOOK and said & {"viel", "viele"}):
            # "Um wie viel schrumpfte sie in einem Jahr?": how long it took.
            yield day + timedelta(days=distance)


_TOOK = frozenset(("um", "kam", "kamen", "gab", "gabs", "waren", "hatte", "hatten", "wurden"))


def back_from(day: date, distance: int) -> date:
    """A day so many days back; whole years keep the day of the year."""
    years, rest = divmod(distance, _DAYS["years"])
    if rest or (day.month, day.day) == (2, 29):
        return day - timedelta(days=distance)
    return day.replace(year=day.year - years)


def days_said(text: str, day: date, year: int | None = None) -> set[str]:
    """The ISO days a text names: in full, "6.9.22", "heute vor vier Jahren", "13. Mai"."""
    folded = fold(text)
    days = {one.iso for one in find_dates(text) if one.day is not None}
    for match in _SHORT_DAY.finditer(folded):
        days |= _iso(2000 + int(match["year"]), int(match["month"]), int(match["day"]))
    if not days and year is not None:
        days = {one.iso for one in find_dates(_WITHOUT_YEAR.sub(rf"\g<0> {year}", text)) if one.day}
    near = _ON_THE_DAY.search(folded)
    if near is not None and (back := _number(near["number"])) is not None:
        moment = day + timedelta(days=_NEAR_DAYS[near["from"]])
        days.add(back_from(moment, back * _DAYS["years"]).isoformat())
    return days


_SHORT_DAY = pattern("short_day")
_WITHOUT_YEAR = pattern("without_year", re.IGNORECASE)
_NEAR_DAYS = {"heute": 0, "gestern": -1, "vorgestern": -2, "morgen": 1, "uebermorgen": 2}
_ON_THE_DAY = re.compile(
    rf"\b(?P<from>{'|'.join(_NEAR_DAYS)})\b(?:\s\w+){{0,4}}?\s(?P<number>\w+) jahr(?:en)?\b"
)


def _iso(year: int, month: int, day: int) -> set[str]:
    try:
        return {date(year, month, day).isoformat()}
    except ValueError:
        return set()


def months_said(text: str, day: date) -> frozenset[int]:
    """The months of a part of the year, or of "letzten Monat"."""
    folded = fold(text)
    months = _months_of_parts(folded)
    if (span := _FROM_TO.search(folded)) is not None:
        first, last = (_MONTH_NAMES.index(span[one]) + 1 for one in ("first", "last"))
        months |= set(range(first, last + 1))
    if (part := _PART_OF_THIS.search(folded)) is not None:
        months |= set(_THIRDS[part["part"]])
    if _LAST_MONTH.search(folded):
        months.add((day.replace(day=1) - timedelta(days=1)).month)
    if _THIS_MONTH.search(folded):
        months.add(day.month)
    return frozenset(months)


_MONTH_NAMES = tuple(_MONTHS_TEXT.split())
_FROM_TO = re.compile(
    rf"\b(?P<first>{'|'.join(_MONTH_NAMES)})\b(?: (?:19|20)\d\d)? ?(?:bis|und|-|–)(?: zum| ende)? ?"
    rf"(?P<last>{'|'.join(_MONTH_NAMES)})\b"
)
""" "Zwischen Juli und Dezember", "von Mai bis August"."""
_PART_OF_YEAR = pattern("times_part_of_year")
_PLACES = {
    "erste": 1, "zweite": 2, "dritte": 3, "vierte": 4, "letzte": -1,
    "first": 1, "second": 2, "third": 3, "fourth": 4, "i.": 1, "ii.": 2, "iii.": 3,
    "iv.": 4,
}  # fmt: skip
_YEAR_OF_MONTHS = 12


def _months_of_parts(folded: str) -> set[int]:
    """The months of the halves and quarters of a year that are named."""
    months: set[int] = set()
    for match in _PART_OF_YEAR.finditer(folded):
        length = _QUARTER if _is_quarter(match) else 2 * _QUARTER
        parts, place = _YEAR_OF_MONTHS // length, _place_of(match)
        place = parts if place < 0 else place
        if place <= parts:
            months |= set(range((place - 1) * length + 1, place * length + 1))
    return months


_QUARTER = 3


def _is_quarter(match: re.Match[str]) -> bool:
    return (match["short"] or match["unit"]).startswith("q")


def _place_of(match: re.Match[str]) -> int:
    """Which half or quarter is named, from 1 on; -1 for the last."""
    at = match["short"][1] if match["short"] else match["at"]
    return _PLACES.get(at) or int(at.rstrip("."))


def quarter_of(folded: str) -> str | None:
    """The quarter of a year a text names, as a figure; none for "letztes Quartal"."""
    found = (_place_of(one) for one in _PART_OF_YEAR.finditer(folded) if _is_quarter(one))
    return next((str(one) for one in found if one > 0), None)


_PART_OF_THIS = pattern("part_of_this")
_THIRDS = {"anfang": (1, 2, 3, 4), "mitte": (5, 6, 7, 8), "ende": (9, 10, 11, 12)}
_LAST_MONTH = re.compile(r"\b(?:letzte|vorige|vergangene)[nms]? monat\b")
_THIS_MONTH = re.compile(r"\bdiese[nm] monat\b")


def words_of_time(found: Sequence[Found], words: Sequence[Word]) -> set[int]:
    """Where the words of any distance stand, ahead or back."""
    return {
        at for one in found if _distance(one, words) is not None for at in range(one.start, one.end)
    }


def tells_ahead(found: Sequence[Found], words: Sequence[Word]) -> bool:
    """Whether a day that lies ahead is told by its distance."""
    return any(one.group == "ahead" and _distance(one, words) is not None for one in found)


def _distance(found: Found, words: Sequence[Word]) -> int | None:
    """How many days away; None for "in den nächsten Wochen", which is no distance."""
    if found.group not in ("ahead", "back"):
        return None
    between = [word.folded for word in words[found.start + 1 : found.end - 1]]
    unit = _DAYS[found.key]
    if not between or len(between) > 2:
        return None
    if between[-1] in _SOME:
        return _FEW * unit
    if between[-1].startswith("halben"):
        return unit // 2
    number = _number(between[0])
    return None if number is None or len(between) > 1 else number * unit


def _number(folded: str) -> int | None:
    if folded.isdigit() and len(folded) <= len("365"):
        return int(folded)
    return 1 if folded in ("ein", "einem", "einer") else number_of(folded)


_SIDE = pattern("times_side")
_BETWEEN = pattern("times_between")


def years_meant(text: str, year: int, years: Iterable[int]) -> set[int]:
    """Those of some years that a text means by its year: "vor 2022", "nach 2022", "seit 2022"."""
    side = _side_of(text, year)
    if side in ("vor", "before"):
        return {one for one in years if one < year}
    if side in ("nach", "after"):
        return {one for one in years if one > year}
    if side in ("seit", "ab", "since"):
        return {one for one in years if one >= year}
    return {year}


def year_shown(text: str, year: int) -> str:
    """A year with the word that says on which side of it: "vor 2022"."""
    side = _side_of(text, year)
    return f"{side} {year}" if side else str(year)


def _side_of(text: str, year: int) -> str:
    """The word for the side of a year; "älter als" is "vor"."""
    match = next((one for one in _SIDE.finditer(fold(text)) if int(one["year"]) == year), None)
    said = match["side"].split() if match else [""]
    return _SIDES.get(said[0], said[0])


_SIDES = {
    "aelter": "vor", "frueher": "vor", "older": "before", "earlier": "before",
    "juenger": "nach", "neuer": "nach", "spaeter": "nach",
    "newer": "after", "later": "after", "younger": "after",
}  # fmt: skip


def years_between(text: str) -> range | None:
    """The years of a span that is named: "zwischen 2020 und 2022", "2019–2021"."""
    match = _BETWEEN.search(fold(text))
    if match is None:
        return None
    first = int(match["first"] or match["from"])
    last = int(match["last"] or match["until"])
    return range(first, last + 1) if first < last else None


TIMES = frozenset(listed("times"))
