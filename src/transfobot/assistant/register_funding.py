"""Funding programmes (Förderprogramme): lists by status, audience, Land and topic."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from transfobot.assistant.register_draft import Draft, DraftSentence
from transfobot.assistant.register_say import Desk, backed, newest
from transfobot.assistant.register_status import (
    programme_open,
    programme_status,
    programme_status_short,
    successor_lines,
)
from transfobot.assistant.understanding import Intent, Understanding
from transfobot.domain.answers import Outcome, Status
from transfobot.domain.conversation import Audience, Referents, Topic
from transfobot.domain.register import FundingKind, FundingProgramme, last_day
from transfobot.german.text import fold

_NEW_DAYS = 400
_LONG_NOUN = 6
_FEW = 3
_DENIED = re.compile(r"nicht (?:für|fuer)\b|(?:für|fuer) \S+ (?:\S+ )?nicht\b|\bnot for\b")
_ONLY = re.compile(r"\bnur (?:in|für|fuer)\b|landeseigen|landesprogramm|\bonly in\b")
_ALL = ("open", "running", "ended", "announced", "unknown")


def list_programmes(desk: Desk, asked: Understanding) -> Draft:
    """Programmes by what the question asks: status by status, one cited line each."""
    pool, what = _narrowed(desk, asked)
    statuses = [one for one in asked.filters.statuses if one in (*_ALL, "new", "end_now")]
    if not statuses:
        statuses = list(_ALL) if _wants_all(asked) else ["open"]
    sentences: list[DraftSentence] = []
    listed: list[FundingProgramme] = []
    for status in statuses:
        fitting = _of_status(desk, asked, pool, status)
        if not fitting and len(statuses) > 1:
            continue
        sentences += _group(desk, asked, fitting, status, what)
        listed += fitting
    if not listed and len(pool) <= _FEW:
        sentences = [line for one in pool for line in programme_status(desk, one)]
        listed = pool
    if not listed:
        said = _said(desk, statuses[0] if statuses else "open", what)
        return Draft(
            (DraftSentence(desk.say("funding_none", what=said)),),
            Outcome.NO_SOURCE,
            referents=asked.referents,
        )
    if "open" in statuses or "running" in statuses:
        sentences += _beside(desk, pool, listed)
    one = listed[0].id if len(listed) == 1 else None
    place = asked.place.unique if asked.place else None
    referents = Referents(
        programme=one, place=(place.ags if place else None) or asked.referents.place
    )
    return Draft(tuple(sentences), referents=referents)


def _wants_all(asked: Understanding) -> bool:
    """ "Alle Förderprogramme" without any narrowing asks for every status."""
    words = asked.core.lower()
    narrowed = asked.audience or asked.topics not in ((), (Topic.FUNDING,)) or asked.place
    every = any(word in words for word in ("alle ", "liste", "sämtliche", "all ", "wie viele"))
    return every and not narrowed and Intent.ELIGIBILITY not in asked.intents


def _narrowed(desk: Desk, asked: Understanding) -> tuple[list[FundingProgramme], str]:
    """By Land, audience, topic, size and kind; and what that was, in words."""
    pool = list(desk.register.programmes)
    what: list[str] = []
    lands = _lands(asked)
    if lands:
        own = _ONLY.search(asked.core.lower()) is not None
        pool = [one for one in pool if (not one.lands and not own) or set(one.lands) & set(lands)]
        key = "funding_for_land_only" if own else "funding_for_land"
        what.append(desk.say(key, land=desk.joined(lands)))
    if asked.audience and _DENIED.search(asked.core.lower()):
        pool = [one for one in pool if asked.audience not in one.audience]
        audience = desk.say(f"audience_{asked.audience.value}")
        what.append(desk.say("funding_not_for_audience", audience=audience))
    elif asked.audience and _narrows(asked):
        pool = [one for one in pool if asked.audience in one.audience]
        audience = desk.say(f"audience_{asked.audience.value}")
        what.append(desk.say("funding_for_audience", audience=audience))
    topics = [one for one in asked.topics if one is not Topic.FUNDING]
    on_topic = [one for one in pool if set(topics) & set(one.topics)]
    if topics and on_topic:
        pool = on_topic
        shown = desk.joined([desk.say(f"topic_{one.value}") for one in topics])
        what.append(desk.say("funding_for_topic", topic=shown))
    pool = matching(pool, asked) or pool
    size = asked.filters.size
    if size is not None:
        pool = [one for one in pool if _fits_size(one, size)]
    kinds = kinds_asked(asked)
    if kinds:
        pool = [one for one in pool if one.kind in kinds]
    return pool, " ".join(f" {part}" for part in what).replace("  ", " ")


def matching(pool: Sequence[FundingProgramme], asked: Understanding) -> list[FundingProgramme]:
    """Programmes whose name, purpose or applicants hold the question's own nouns."""
    own = asked.subjects_anywhere or set(asked.content) - set(asked.settled)
    wanted = {one for one in own if len(one) >= _LONG_NOUN}
    return [
        one
        for one in pool
        if any(
            noun in fold(" ".join((one.name, one.purpose or "", one.eligible or "")))
            for noun in wanted
        )
    ]


def _narrows(asked: Understanding) -> bool:
    """An audience that is only a hint of the channel does not shorten a list by status."""
    said = asked.audience_said or Intent.ELIGIBILITY in asked.intents or asked.individual
    plain = not (asked.filters.statuses and not said)
    return plain and asked.audience not in (Audience.OTHER, Audience.STAFF)


def kinds_asked(asked: Understanding) -> tuple[FundingKind, ...]:
    """Only loans or only grants, if just one of them is asked for."""
    text = asked.core.lower()
    loans = any(word in text for word in ("kredit", "darlehen", "loan"))
    grants = any(word in text for word in ("zuschuss", "zuschüsse", "grant"))
    if any(word in text for word in ("ohne kredit", "keinen kredit", "kein kredit", "no loan")):
        return tuple(one for one in FundingKind if one is not FundingKind.LOAN)
    if loans and not grants:
        return (FundingKind.LOAN,)
    if grants and not loans and "foerder" not in text and "förder" not in text:
        return (FundingKind.GRANT, FundingKind.ADVICE, FundingKind.WAGE_SUPPORT)
    return ()


def _lands(asked: Understanding) -> tuple[str, ...]:
    if asked.filters.lands:
        return asked.filters.lands
    place = asked.place.unique if asked.place else None
    return (place.land,) if place and place.land else ()


def _fits_size(programme: FundingProgramme, size: int) -> bool:
    low, high = programme.size_min, programme.size_max
    return (low is None or size >= low) and (high is None or size <= high)


def _of_status(
    desk: Desk, asked: Understanding, pool: Sequence[FundingProgramme], status: str
) -> list[FundingProgramme]:
    day, year = desk.day, asked.filters.year
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
    detail = f"{kind}; {programme_status_short(desk, programme)}"
    if asked.filters.size is not None or asked.audience is not None or asked.filters.lands:
        rate = programme.rate
        detail = f"{detail}; {rate}" if rate else detail
    shown_rate = programme.rate if programme.rate and programme.rate in detail else None
    needles = (programme.name, programme.term, programme.status_note, shown_rate)
    evidence = backed(programme, *needles)
    return desk.line("list_line_value", evidence, name=programme.name, value=detail)


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
