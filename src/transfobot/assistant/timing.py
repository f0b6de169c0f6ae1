"""What time does to a statement: an announcement stays one, a period ends, a contact grows old."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from transfobot.assistant.phrasing import age_in_days, day_text
from transfobot.domain.answers import Citation, Status
from transfobot.domain.knowledge import AgeLimit, Document, Kind, UnitKind
from transfobot.domain.register import first_day, last_day
from transfobot.german.figures import find_dates
from transfobot.prompts import Phrases

AGE_LIMITS = {
    "contact": AgeLimit(90),
    "funding": AgeLimit(30),
    "law": AgeLimit(365),
    "study": AgeLimit(None),
}
"""How old a statement may be before its age is said; a closed study never needs it."""

_RUNS = re.compile(
    r"laufzeit|zeitraum|läuft|dauert|befristet|gilt bis|gültig bis|endet|startet zum|frist",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\d\s*(?:–|-|bis(?: zum)?)\s*\d|\bbis\b", re.IGNORECASE)
_UNTIL_YEAR = re.compile(r"\bbis(?: (?:zum )?Ende)? (20\d\d)\b(?![.-]\d)", re.IGNORECASE)
_FUTURE = re.compile(
    r"\b(?:wird|werden|soll|sollen|lädt|laden|plant|planen|geplant|voraussichtlich|findet|"
    r"finden|startet|beginnt|vorgesehen|demnächst|künftig)\b"
)
_LAW = re.compile(r"§\s?\d|\bSGB\b|\bGesetz\b|\bVerordnung\b|\bRichtlinie\b")


def status_of(quote: str, as_of: str | None, today: date) -> Status:
    """Whether what a quote speaks of is announced, running or ended on a day."""
    days = _days_of(quote)
    ends = _end_of(quote, days)
    if ends is not None and last_day(ends) < today:
        return Status.ENDED
    if ends is not None:
        # A single day is the end; when it begins is not said.
        begun = len(days) == 1 or first_day(days[0]) <= today
        return Status.RUNNING if begun else Status.ANNOUNCED
    if _announced(quote, days, as_of):
        return Status.ANNOUNCED
    return Status.UNKNOWN


def _days_of(quote: str) -> list[str]:
    """Days and months in order, and a bare year that something runs until."""
    found = [(one.start, one.iso) for one in find_dates(quote)]
    found += [(match.start(), match[1]) for match in _UNTIL_YEAR.finditer(quote)]
    return [iso for _, iso in sorted(found)]


def _end_of(quote: str, days: Sequence[str]) -> str | None:
    """The last day of a period that a quote states, None when it states none."""
    if not _RUNS.search(quote) and not (len(days) > 1 and _RANGE.search(quote)):
        return None
    if len(days) > 1 and _RANGE.search(quote):
        return max(days, key=last_day)
    if len(days) == 1 and re.search(r"\bbis\b|endet", quote):
        return days[0]
    return None


def _announced(quote: str, days: Sequence[str], as_of: str | None) -> bool:
    """What lay ahead on the day of the document and is told as such."""
    if as_of is None or not _FUTURE.search(quote):
        return False
    ahead = any(first_day(day) > last_day(as_of) for day in days)
    return ahead or "voraussichtlich" in quote


def time_notices(
    citations: Sequence[tuple[Citation, UnitKind, Document | None]],
    today: date,
    phrases: Phrases,
    language: str,
) -> list[str]:
    """What must be said of the age of what is quoted, each once."""
    notices: list[str] = []
    for citation, kind, document in citations:
        key, day = _age_notice(citation, kind, document, today)
        if key is None:
            continue
        values = {"day": day_text(day, language)} if day else {"title": citation.title}
        notices.append(phrases.of(f"answers.{key}", language, **values))
    return list(dict.fromkeys(notices))


def _age_notice(
    citation: Citation, kind: UnitKind, document: Document | None, today: date
) -> tuple[str | None, str | None]:
    if citation.status is Status.ENDED:
        ends = _end_of(citation.quote, _days_of(citation.quote))
        return ("notice_ended", ends) if ends else (None, None)
    if citation.status is Status.ANNOUNCED and citation.as_of:
        if last_day(citation.as_of) < today and age_in_days(citation.as_of, today) > 0:
            return "notice_announced", citation.as_of
        return None, None
    subject = _subject(citation.quote, kind, document)
    if subject is None:
        return None, None
    if citation.as_of is None:
        return ("notice_undated", None) if subject == "contact" else (None, None)
    limit = AGE_LIMITS[subject].days
    if limit is not None and age_in_days(citation.as_of, today) > limit:
        return f"notice_old_{subject}", citation.as_of
    return None, None


def _subject(quote: str, kind: UnitKind, document: Document | None) -> str | None:
    if kind is UnitKind.CONTACT or (document and document.kind is Kind.OFFICE):
        return "contact"
    if document is None or document.kind is Kind.STUDY:
        return None
    if document.kind is Kind.FUNDING:
        return "law" if _LAW.search(quote) else "funding"
    return "law" if _LAW.search(quote) and kind is UnitKind.PROSE else None
