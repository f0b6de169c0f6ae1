"""What of a record's scale holds for a firm of a size and somebody of an age: rules, applied.

"Unter 50 Beschäftigten keiner, von 50 bis 499 Beschäftigten die Hälfte" is the half for 120.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from transfobot.assistant.register.draft import DraftSentence
from transfobot.assistant.register.programme_met import fits, statements_of
from transfobot.assistant.register.say import Desk, backed
from transfobot.assistant.register.status import programme_status_short
from transfobot.assistant.understand.understanding import Attribute, Understanding
from transfobot.domain.register import FundingKind, FundingProgramme
from transfobot.german.text import fold

_SMALL, _MIDDLE = 50, 250
_CLAUSES = re.compile(r"([;,] )")
_BELOW = re.compile(r"\b(?:unter|weniger als) (\d+) beschaeftigten\b")
_FROM = re.compile(r"\bab (\d+) beschaeftigten\b")
_BETWEEN = re.compile(r"\bvon (\d+) bis (\d+) beschaeftigten\b")
_CLASSES = (
    (re.compile(r"\bkleine und mittlere unternehmen"), 0, _MIDDLE),
    (re.compile(r"\bkleine unternehmen"), 0, _SMALL),
    (re.compile(r"\bmittlere unternehmen"), _SMALL, _MIDDLE),
    (re.compile(r"\bgrosse unternehmen"), _MIDDLE, None),
)
_PERSONAL = re.compile(r"\bab (\d+) jahren\b")
_NONE = re.compile(r"\bkeiner?$")
_DISABLED = re.compile(r"schwerbehind")
_GENERAL = re.compile(r"\d+ Prozent$")
_AGE = re.compile(
    r"\b(?:bin|mit|ist|werde|wird) (?:jetzt |schon |auch |erst )?([1-6]\d)\b(?! ?(?:bis|euro"
    r"|prozent|%|mann|stunden|tage|wochen|\w*(?:beschaeft|mitarb|leute|kolleg|person)))"
    r"|\b([1-6]\d) jahre? alt\b|,\s([1-6]\d) jahre?,|,\s([2-6]\d),"
)
_THRESHOLD = re.compile(
    r"(\d+) Prozent der Beschäftigten, in Betrieben mit weniger als (\d+) Beschäftigten (\d+) "
    r"Prozent"
)
_FIRST = re.compile(r"[^.;]*(?:\bvor \w*[Bb]eginn\b|\bnach der Bewilligung\b)[^.;]*")
"""That one must apply, or be granted, before one starts."""


@dataclass(frozen=True, slots=True)
class Case:
    """What somebody tells of the firm and of themselves that a scale may turn on."""

    size: int | None
    age: int | None
    disabled: bool

    def holds(self, clause: str) -> bool:
        """Whether a clause is of firms of this size, or of no size."""
        bounds = _bounds(fold(clause))
        if self.size is None or bounds is None:
            return True
        low, high = bounds
        return low <= self.size and (high is None or self.size < high)

    def meant(self, clause: str) -> bool:
        """Whether a clause is of somebody of this age or with a disability."""
        aged = _PERSONAL.search(fold(clause))
        old = aged is not None and self.age is not None and self.age >= int(aged[1])
        return old or (self.disabled and _DISABLED.search(fold(clause)) is not None)


def case_of(asked: Understanding) -> Case:
    """The case told in a message."""
    found = _AGE.search(fold(asked.text))
    age = next((int(one) for one in found.groups() if one), None) if found else None
    return Case(asked.filters.size, age, _DISABLED.search(fold(asked.text)) is not None)


def fitted(text: str, case: Case) -> str:
    """The clauses of a scale that hold in the case; one made for it stands for the others."""
    head, colon, scale = text.partition(": ")
    if not colon:
        head, scale = "", text
    first, *rest = _CLAUSES.split(scale)
    clauses = [("", first), *zip(rest[::2], rest[1::2], strict=True)]
    kept = [one for one in clauses if case.holds(one[1]) or case.meant(one[1])]
    own = [one for one in kept if case.meant(one[1]) and case.holds(one[1])]
    if case.size is not None and any(_NONE.search(clause) for _, clause in kept):
        kept = [one for one in kept if not _PERSONAL.search(fold(one[1]))]
    elif case.size is not None and own:
        kept = own
    told = [
        (joint, clause)
        for at, (joint, clause) in enumerate(kept)
        if not (at + 1 < len(kept) and _replaced(clause, *kept[at + 1], case))
    ]
    if not told:
        return text
    said = told[0][1] + "".join(joint + clause for joint, clause in told[1:])
    return f"{head}{colon}{said}"


def _replaced(clause: str, joint: str, following: str, case: Case) -> bool:
    """ "25 Prozent, für kleine und mittlere Unternehmen 35 Prozent": the first is for others."""
    sized = case.size is not None and _bounds(fold(following)) is not None
    plain = _GENERAL.search(clause) is not None and _bounds(fold(clause)) is None
    return sized and plain and joint == ", "


def _bounds(clause: str) -> tuple[int, int | None] | None:
    """From which size on and below which a clause holds."""
    if match := _BETWEEN.search(clause):
        return int(match[1]), int(match[2]) + 1
    if match := _BELOW.search(clause):
        return 0, int(match[1])
    if match := _FROM.search(clause):
        return int(match[1]), None
    found = (each for each in _CLASSES if each[0].search(clause))
    return next(((low, high) for _, low, high in found), None)


def fitting_line(
    desk: Desk, asked: Understanding, programme: FundingProgramme, *, payer: bool = False
) -> DraftSentence:
    """A line of a list: the aid, until when, how much in the case, on what condition, and where."""
    first = _FIRST.search(programme.note or "")
    paid = programme.kind is FundingKind.WAGE_SUPPORT
    parts = (
        desk.say(f"kind_{programme.kind.value}"),
        programme_status_short(desk, programme),
        fitted(programme.rate, case_of(asked)) if programme.rate else None,
        programme.purpose if paid else None,
        first[0].strip() if first and programme.apply_before_start else None,
        None if paid else desk.say("line_agency", agency=programme.agency),
        f"{desk.label('funder')}: {programme.funder}" if payer else None,
    )
    value = "; ".join(part.rstrip(".") for part in parts if part)
    said = (programme.term, programme.status_note, programme.name, programme.rate, programme.note)
    evidence = backed(programme, *said, programme.purpose, programme.agency, programme.funder)
    return desk.line("list_line_value", evidence, name=programme.name, value=value)


def hours_told(
    desk: Desk, asked: Understanding, programmes: Sequence[FundingProgramme]
) -> list[DraftSentence]:
    """That a course of the hours told is too short for what the records pay for."""
    told = _HOURS_TOLD.search(fold(asked.text))
    found = [(one, _HOURS.search(fold(one.purpose or ""))) for one in programmes]
    short = [(one, match) for one, match in found if told and match and _short(told, match)]
    if not (short and told):
        return []
    evidence = [backed(one, one.purpose) for one, _ in short]
    limit, names = short[0][1][1], desk.joined([one.name for one, _ in short])
    return [desk.line("help_hours", *evidence, hours=told[1], limit=limit, names=names)]


def _short(told: re.Match[str], limit: re.Match[str]) -> bool:
    return int(told[1]) <= int(limit[1])


_HOURS_TOLD = re.compile(r"\b(\d{1,4}) (?:unterrichts)?stunden\b(?! (?:die|pro|in der|je) woche)")
_HOURS = re.compile(r"\b(?:ueber|mehr als) (\d+) stunden\b")


def sized_rules(
    desk: Desk, asked: Understanding, programmes: Sequence[FundingProgramme]
) -> list[DraftSentence]:
    """What the records ask of a firm of this size: how many must be affected, what is agreed."""
    size = asked.filters.size
    lines: list[DraftSentence] = []
    for one in programmes if size is not None else ():
        match = _THRESHOLD.search(one.note or "")
        if match is None or size is None:
            continue
        share = int(match[3]) if size < int(match[2]) else int(match[1])
        notes = [each for each in statements_of(one) if each.attribute is Attribute.CONDITIONS]
        agreed = [each.text for each in notes if match[0] not in each.text and fits(each, size)]
        said = {"name": one.name, "share": share, "size": size, "rest": " ".join(agreed)}
        number = math.ceil(size * share / 100)
        lines.append(desk.line("help_affected", backed(one, one.note), number=number, **said))
    return lines
