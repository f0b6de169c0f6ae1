"""Which day a document states for itself: a dateline, „Stand: …“, or a signature's day."""

from __future__ import annotations

import re
from datetime import date

from transfobot.german.figures import find_dates

_SHORT_DAY = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{2}|\d{4})(?!\d)")
_DATELINE = re.compile(
    r"(?:(?:veröffentlicht|erschienen|datum|vom|am|den|stand)\b[:. ]*(?:am )?)?"
    r"(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)?,? *",
    re.IGNORECASE,
)
_AS_OF = re.compile(
    r"^[^\w\n]*(?:Stand|Letzte Aktualisierung|Zuletzt aktualisiert|Bearbeitungsstand"
    r"|Redaktionsschluss)(?: vom| der Angaben)?[: ]+(.{4,40})",
    re.MULTILINE | re.IGNORECASE,
)
_AS_OF_YEAR = re.compile(r"(?:im Jahr )?((?:19|20)\d{2})\b")
_SIGNED = re.compile(
    r"^[A-ZÄÖÜ][\w./ -]{1,40}, (?:den |am |im )?(?=\d{1,2}\.|[A-ZÄÖÜ][a-zä]{2,8} \d{4})(.{4,40})$",
    re.MULTILINE,
)
_HEAD_LINES = 14


def stated_day(text: str) -> str | None:
    """ISO day, month or year that the text gives for itself; None where it gives none."""
    return _dateline(text) or _as_of(text) or _signed(text)


def _dateline(text: str) -> str | None:
    """A short line near the top that begins with a day: „28.08.2022 | Redaktion“."""
    lines = [line.strip() for line in text[:6_000].split("\n")]
    for line in [line for line in lines if line][:_HEAD_LINES]:
        if len(line) > 80:
            continue
        rest = line[_lead(line) :]
        if (day := first_day_in(rest[:24], at_start=True)) is not None:
            return day
    return None


def _lead(line: str) -> int:
    match = _DATELINE.match(line)
    return match.end() if match else 0


def _as_of(text: str) -> str | None:
    for match in _AS_OF.finditer(text):
        if day := first_day_in(match[1]):
            return day
        if year := _AS_OF_YEAR.match(match[1]):
            return year[1]
    return None


def _signed(text: str) -> str | None:
    days = [day for match in _SIGNED.finditer(text) if (day := first_day_in(match[1]))]
    return days[-1] if days else None


def first_day_in(text: str, *, at_start: bool = False) -> str | None:
    """The first day or month written in a short text, also with a year of two digits."""
    found = find_dates(text)
    if found and (not at_start or found[0].start == 0):
        return found[0].iso
    match = _SHORT_DAY.match(text) if at_start else _SHORT_DAY.search(text)
    if match is None:
        return None
    day, month, year = (int(part) for part in match.groups())
    year += 2000 if year < 70 else 1900 if year < 100 else 0
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
