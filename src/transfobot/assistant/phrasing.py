"""How days and quotes are written for people to read."""

from __future__ import annotations

import re
from datetime import date

from transfobot.domain.register import last_day

_MONTHS_DE = """
Januar Februar März April Mai Juni Juli August September Oktober November Dezember
"""
_MONTHS_EN = """
January February March April May June July August September October November December
"""
_MONTHS = {"de": _MONTHS_DE.split(), "en": _MONTHS_EN.split()}
_MARKS = re.compile(r"\*\*|__|(?<!\w)\*(?=\w)|(?<=\w)\*(?!\w)|^#{1,6}\s+", re.MULTILINE)
_BULLET = re.compile(r"^\s*(?:[-*+•–▪◦·‣●■]|--?>|→|=>)\s+", re.MULTILINE)
_LINES = re.compile(r"[ \t]*\n\s*")
_BLANKS = re.compile(r"[ \t\xa0]+")


def day_text(stated: str, language: str = "de") -> str:
    """An ISO day, month or year as people write it: 15.01.2026, Januar 2026, 2026.

    An English day stands beside the one of the record: it can be looked up there.
    """
    parts = stated.split("-")
    if len(parts) == 1:
        return stated
    if len(parts) == 2:
        return f"{_MONTHS[language][int(parts[1]) - 1]} {parts[0]}"
    of_record = f"{parts[2]}.{parts[1]}.{parts[0]}"
    if language == "de":
        return of_record
    return f"{int(parts[2])} {_MONTHS[language][int(parts[1]) - 1]} {parts[0]} ({of_record})"


def age_in_days(stated: str, today: date) -> int:
    """Days since the last day a stated ISO day, month or year may mean; 0 when still to come."""
    return max(0, today.toordinal() - last_day(stated).toordinal())


def shown(text: str, *, lines: bool = False) -> str:
    """A quote as it is shown: its words, without Markdown marks; line breaks kept for blocks."""
    bare = _BULLET.sub("", _MARKS.sub("", text))
    bare = _LINES.sub("\n" if lines else " ", bare)
    return _BLANKS.sub(" ", bare).strip()


def quoted(text: str, language: str = "de") -> str:
    """Words in quotation marks; words that hold some already get the other kind."""
    if any(mark in text for mark in '„“”"'):
        return f"»{text}«"
    return f"„{text}“" if language == "de" else f"“{text}”"


def short_title(title: str, longest: int = 90) -> str:
    """A title to lead with: quotation marks off, cut at a word when very long."""
    bare = title.strip().strip('„“”"»«').strip()
    if len(bare) <= longest:
        return bare
    return bare[:longest].rsplit(" ", 1)[0].rstrip(",;:–- ") + " …"
