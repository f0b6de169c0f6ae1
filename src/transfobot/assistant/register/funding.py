"""Funding programmes (Förderprogramme): lists by status, audience, Land and topic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from transfobot.assistant.register.draft import Draft, DraftSentence
from transfobot.assistant.register.programme_filters import Narrowed, narrowed
from transfobot.assistant.register.say import Desk, backed, newest
from transfobot.assistant.register.scales import case_of, fitted
from transfobot.assistant.register.status import (
    programme_open,
    programme_status,
    programme_status_short,
    successor_lines,
)
from transfobot.assistant.understand.programmes import fields_of
from transfobot.assistant.understand.understanding import Attribute, Intent, Understanding
from transfobot.assistant.understand.words import pattern
from transfobot.domain.answers import Outcome, Status
from transfobot.domain.conversation import Referents, Topic
from transfobot.domain.register import FundingProgramme, last_day

_NEW_DAYS = 400
_FEW = 3
_ALL = ("open", "running", "ended", "announced", "unknown")


def list_programmes(desk: Desk, asked: Understanding) -> Draft:
    """Programmes by what the question asks: status by status, one cited line each."""
    found = narrowed(desk, asked)
    pool, what = found.pool, found.said
    sentences: list[DraftSentence] = []
    listed: list[FundingProgramme] = []
    for status in _statuses(asked, found):
        fitting = [one for one in _of_status(desk, asked, pool, status) if one not in listed]
        if not fitting and not (found.dated or status == "open"):
            continue
        sentences += _group(desk, asked, fitting, status, what)
        listed += fitting
    if not listed and 0 < len(pool) <= _FEW and not found.dated:
        sentences = [line for one in pool for line in programme_status(desk, one)]
        listed = pool
    if not listed and asked.audience and "ended" in asked.filters.statuses:
        # A town hall that asks what has ended means whatever has.
        return list_programmes(desk, replace(asked, audience=None, audience_said=False))
    if not listed:
        said = _said(desk, _statuses(asked, found)[0], what)
        return Draft(
            (DraftSentence(desk.say("funding_none", what=said)),),
            Outcome.NO_SOURCE,
            referents=asked.referents,
        )
    if {"open", "running"} & set(_statuses(asked, found)) or _CLOSED.search(asked.folded):
        sentences += _beside(desk, pool, listed)
    one = listed[0].id if len(listed) == 1 else None
    place = asked.place.unique if asked.place else None
    referents = Referents(
        programme=one, place=(place.ags if place else None) or asked.referents.place
    )
    return Draft(tuple(sentences), referents=referents)


def _statuses(asked: Understanding, found: Narrowed) -> list[str]:
    """The statuses asked for; a list by dates or a bare count holds every one at once."""
    if found.dated:
        return ["any"]
    if _ENDED_AS_WELL.search(asked.folded) or _THROUGH.search(asked.folded):
        return list(_ALL)
    statuses = [one for one in asked.filters.statuses if one in (*_ALL, "new", "end_now")]
    if statuses or _CLOSED.search(asked.folded):
        return statuses or ["ended"]
    if Intent.COUNT in asked.intents:
        return ["any"]
    sums = {Attribute.RATE, Attribute.MONEY} & set(asked.attributes)
    of_one = sums or asked.audience_said or Intent.ELIGIBILITY in asked.intents
    if found.by_payer and not of_one:
        # "Welche Programme kommen von der Bundesagentur?": also what takes no applications.
        return list(_ALL)
    return list(_ALL) if _wants_all(asked) else ["open"]


def _wants_all(asked: Understanding) -> bool:
    """ "Alle Förderprogramme" without any narrowing asks for every status."""
    narrowed = asked.audience_said or asked.topics not in ((), (Topic.FUNDING,)) or asked.place
    every = _EVERY.search(asked.core.lower()) is not None
    return every and not narrowed and Intent.ELIGIBILITY not in asked.intents


_EVERY = pattern("every")
_THROUGH = pattern("through")
_CLOSED = pattern("closed")
_ENDED_AS_WELL = pattern("ended_as_well")
""" "Auch die ausgelaufenen": those that run and those that have ended."""


def _of_status(
    desk: Desk, asked: Understanding, pool: Sequence[FundingProgramme], status: str
) -> list[FundingProgramme]:
    day, year = desk.day, asked.filters.year
    if status == "any":
        return list(pool)
    if year is not None and status in ("open", "running") and year > day.year:
        start = date(year, 1, 1)
        return [one for one in pool if one.status_on(start) is Status.RUNNING]
    if status == "open":
        return [one for one in pool if programme_open(one, day)]
    if status == "running":
        return [one for one in pool if one.status_on(day) is Status.RUNNING]
    if status == "new":
        since = day - timedelta(days=_NEW_DAYS)
        return [one for one in pool if one.opens and since <= last_day(one.opens)]
    if status == "end_now":
        until = date(year or day.year, 12, 31)
        return [one for one in pool if one.closes and day <= last_day(one.closes) <= until]
    wanted = Status(status)
    fitting = [one for one in pool if one.status_on(day) is wanted]
    if wanted is Status.ENDED and year is not None:
        fitting = [one for one in fitting if one.closes and last_day(one.closes).year == year]
    return fitting


def _said(desk: Desk, status: str, what: str, year: int | None = None) -> str:
    year_day = desk.day
    values = {
        "since": desk.day_of((year_day - timedelta(days=_NEW_DAYS)).isoformat()),
        "until": desk.day_of(date(year_day.year, 12, 31).isoformat()),
    }
    key = "ending" if status == "end_now" else status
    later = year is not None and status in ("open", "running") and year > desk.day.year
    when = f" {desk.say('when_year', year=year)}" if later else ""
    return f" {desk.say(f'funding_what_{key}', **values)}{when}{what}"


def _group(
    desk: Desk,
    asked: Understanding,
    programmes: Sequence[FundingProgramme],
    status: str,
    what: str,
) -> list[DraftSentence]:
    said = _said(desk, status, what, asked.filters.year)
    if not programmes:
        return [DraftSentence(desk.say("funding_none", what=said))]
    stand = desk.day_of(newest(one.as_of for one in programmes))
    key = "funding_count_one" if len(programmes) == 1 else "funding_count"
    count = desk.count(len(programmes))
    head = desk.line(key, count=count[:1].upper() + count[1:], what=said, as_of=stand)
    lines = [head, *(_line(desk, one, asked) for one in programmes)]
    if status == "ended" and len(programmes) <= 3:
        for one in programmes:
            lines += successor_lines(desk, one)
    return lines


def _line(desk: Desk, programme: FundingProgramme, asked: Understanding) -> DraftSentence:
    kind = desk.say(f"kind_{programme.kind.value}")
    parts = [kind, programme_status_short(desk, programme)]
    if asked.filters.size is not None or asked.audience is not None or asked.filters.lands:
        parts.append(fitted(programme.rate or "", case_of(asked)))
    shown = fields_of(programme)
    wanted = [one for one in asked.attributes if shown.get(one) and one is not Attribute.RATE]
    if Intent.RESPONSIBLE in asked.intents and Attribute.AGENCY not in wanted and programme.agency:
        wanted.append(Attribute.AGENCY)
    extra = [f"{desk.label(one.value)}: {shown[one]}" for one in wanted]
    ended = programme.note if programme.status_on(desk.day) is Status.ENDED else None
    value = "; ".join(part for part in (*parts, *extra, (ended or "").rstrip(".")) if part)
    rate = programme.rate if len(parts) > _PLAIN else None
    needles = (programme.name, programme.term, programme.status_note, rate, ended)
    evidence = backed(programme, *needles, *(shown[one] for one in wanted))
    return desk.line("list_line_value", evidence, name=programme.name, value=value)


_PLAIN = 2


def _beside(
    desk: Desk, pool: Sequence[FundingProgramme], listed: Sequence[FundingProgramme]
) -> list[DraftSentence]:
    """What runs but cannot be applied for any more, so that nobody plans with it."""
    late = [one for one in pool if one not in listed and one.status_on(desk.day) is Status.RUNNING]
    return [
        desk.line(
            "list_line_value",
            backed(one, one.note, one.term, one.status_note),
            name=one.name,
            value=programme_status_short(desk, one),
        )
        for one in late
    ]
