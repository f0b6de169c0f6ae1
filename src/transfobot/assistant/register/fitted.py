"""Lines on programmes as they hold for whoever asks: how much, on what condition, and where."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from transfobot.assistant.register.draft import DraftSentence
from transfobot.assistant.register.programme_met import fits, statements_of
from transfobot.assistant.register.say import Desk, backed
from transfobot.assistant.register.scales import case_of, fitted
from transfobot.assistant.register.status import programme_status_short
from transfobot.assistant.understand.understanding import Attribute, Understanding
from transfobot.domain.register import FundingKind, FundingProgramme
from transfobot.german.text import fold

THRESHOLD = re.compile(
    r"(\d+) Prozent der Beschäftigten, in Betrieben mit weniger als (\d+) Beschäftigten (\d+) "
    r"Prozent"
)
_FIRST = re.compile(r"[^.;]*(?:\bvor \w*[Bb]eginn\b|\bnach der Bewilligung\b)[^.;]*")
"""That one must apply, or be granted, before one starts."""


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
    told = _HOURS_TOLD.search(fold(f"{asked.core} {asked.text}"))
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
    size = case_of(asked).size
    lines: list[DraftSentence] = []
    for one in programmes if size is not None else ():
        match = THRESHOLD.search(one.note or "")
        if match is None or size is None:
            continue
        share = int(match[3]) if size < int(match[2]) else int(match[1])
        notes = [each for each in statements_of(one) if each.attribute is Attribute.CONDITIONS]
        agreed = [each.text for each in notes if match[0] not in each.text and fits(each, size)]
        said = {"name": one.name, "share": share, "size": size, "rest": " ".join(agreed)}
        number = math.ceil(size * share / 100)
        lines.append(desk.line("help_affected", backed(one, one.note), number=number, **said))
    return lines
