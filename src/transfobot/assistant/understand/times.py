"""Days told by their distance from today ("in vier Wochen", "vor drei Jahren") or in short."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from transfobot.assistant.understand.language import Word
from transfobot.assistant.understand.words import Found
from transfobot.german.figures import find_dates
from transfobot.german.text import fold

_DAYS = {"days": 1, "weeks": 7, "months": 30, "years": 365}
_NUMBERS_TEXT = """
ein zwei drei vier fuenf sechs sieben acht neun zehn elf zwoelf dreizehn vierzehn
"""
_NUMBERS = {word: at for at, word in enumerate(_NUMBERS_TEXT.split(), 1)}
_MONTHS_TEXT = """
januar februar maerz april mai juni juli august september oktober november dezember
"""
MONTHS = frozenset(_MONTHS_TEXT.split())
_SOME = frozenset(("paar", "wenigen", "einigen"))
_FEW = 3


def ahead_in(found: Sequence[Found], words: Sequence[Word], day: date) -> date | None:
    """The day a question names by its distance from today; None where it names none."""
    for one in found:
        if one.group == "ahead" and (distance := _distance(one, words)) is not None:
            return day + timedelta(days=distance)
    return None


def back_in(found: Sequence[Found], words: Sequence[Word], day: date) -> date | None:
    """The day that lies as far back as a question says: "vor drei Jahren"."""
    for one in found:
        if one.group == "back" and (distance := _distance(one, words)) is not None:
            return back_from(day, distance)
    return None


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


_SHORT_DAY = re.compile(
    r"(?<![\d.])(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d\d)(?![\d.]*\d)"
)
_WITHOUT_YEAR = re.compile(
    r"\b\d{1,2}\.\s*(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November"
    r"|Dezember)\b(?!\s*\d)",
    re.IGNORECASE,
)
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
    months = {month for name, span in _PARTS_OF_YEAR.items() if name in folded for month in span}
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
_PARTS_OF_YEAR = {
    "erste halbjahr": (1, 2, 3, 4, 5, 6),
    "zweite halbjahr": (7, 8, 9, 10, 11, 12),
    "1. halbjahr": (1, 2, 3, 4, 5, 6),
    "2. halbjahr": (7, 8, 9, 10, 11, 12),
    "erste jahreshaelfte": (1, 2, 3, 4, 5, 6),
    "ersten jahreshaelfte": (1, 2, 3, 4, 5, 6),
    "zweite jahreshaelfte": (7, 8, 9, 10, 11, 12),
    "zweiten jahreshaelfte": (7, 8, 9, 10, 11, 12),
    "ersten haelfte": (1, 2, 3, 4, 5, 6),
    "zweiten haelfte": (7, 8, 9, 10, 11, 12),
    "ersten quartal": (1, 2, 3),
    "zweiten quartal": (4, 5, 6),
    "dritten quartal": (7, 8, 9),
    "vierten quartal": (10, 11, 12),
    "ersten halbjahr": (1, 2, 3, 4, 5, 6),
    "zweiten halbjahr": (7, 8, 9, 10, 11, 12),
}
_PART_OF_THIS = re.compile(
    r"\b(?P<part>anfang|mitte|ende) (?:dieses|diesen|letzten|vorigen|vergangenen|des|laufenden)"
    r" (?:vor)?jahres\b"
)
_THIRDS = {"anfang": (1, 2, 3, 4), "mitte": (5, 6, 7, 8), "ende": (9, 10, 11, 12)}
_LAST_MONTH = re.compile(r"\b(?:letzte|vorige|vergangene)[nms]? monat\b")
_THIS_MONTH = re.compile(r"\bdiese[nm] monat\b")


def words_of_time(found: Sequence[Found], words: Sequence[Word]) -> set[int]:
    """Where the words of any distance stand, ahead or back."""
    return {
        at
        for one in found
        if one.group in ("ahead", "back") and _distance(one, words) is not None
        for at in range(one.start, one.end)
    }


def words_ahead(found: Sequence[Found], words: Sequence[Word]) -> set[int]:
    """Where the words of such a distance stand."""
    return {
        at
        for one in found
        if one.group == "ahead" and _distance(one, words) is not None
        for at in range(one.start, one.end)
    }


def _distance(found: Found, words: Sequence[Word]) -> int | None:
    """How many days ahead; None for "in den nächsten Wochen", which is no distance."""
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
    return 1 if folded in ("einem", "einer") else _NUMBERS.get(folded)


_SIDE = re.compile(
    r"\b(?P<side>vor|before|nach|after|seit|ab|since)\b\s+(?:dem\s+jahre?\s+|jahres)?(?P<year>(?:19|20)\d\d)\b"
)


def years_meant(text: str, year: int, years: Iterable[int]) -> set[int]:
    """Those of some years that a text means by its year: "vor 2022", "nach 2022", "seit 2022"."""
    match = next((one for one in _SIDE.finditer(fold(text)) if int(one["year"]) == year), None)
    side = match["side"] if match else ""
    if side in ("vor", "before"):
        return {one for one in years if one < year}
    if side in ("nach", "after"):
        return {one for one in years if one > year}
    if side in ("seit", "ab", "since"):
        return {one for one in years if one >= year}
    return {year}


def year_shown(text: str, year: int) -> str:
    """A year with the word that says on which side of it: "vor 2022"."""
    match = next((one for one in _SIDE.finditer(fold(text)) if int(one["year"]) == year), None)
    return f"{match['side']} {year}" if match else str(year)
