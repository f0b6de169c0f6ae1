"""What may be said of a record on a day: running, announced, ended, not proven."""

from __future__ import annotations

from datetime import date

from transfobot.assistant.register.draft import DraftSentence
from transfobot.assistant.register.say import Desk, backed
from transfobot.domain.answers import Status
from transfobot.domain.register import FundingKind, FundingProgramme, Network, first_day, last_day
from transfobot.domain.register_index import Register

ORDER = (
    FundingKind.ADVICE,
    FundingKind.SERVICE,
    FundingKind.WAGE_SUPPORT,
    FundingKind.GRANT,
    FundingKind.TAX,
    FundingKind.LOAN,
)
"""The order of kinds of aid in a list: what costs a firm least comes first."""


def network_status(desk: Desk, network: Network) -> DraftSentence:
    """One sentence on whether a network runs on the day, with what is not proven."""
    span, name = network.span, network.short_name
    status = network.status_on(desk.day)
    evidence = backed(network, span.text or span.note, span.note)
    end, until = desk.day_of(span.ends), desk.day_of(span.extension_until)
    if status is Status.ANNOUNCED:
        return desk.line("status_announced", evidence, name=name, begin=desk.day_of(span.begins))
    if span.ends is None:
        return desk.line("status_no_end", evidence, name=name)
    if status is Status.RUNNING:
        if span.extension == "proven" and span.original_end:
            original = desk.day_of(span.original_end)
            return desk.line(
                "status_running_extended", evidence, name=name, end=end, original=original
            )
        return desk.line("status_running", evidence, name=name, end=end)
    if status is Status.UNKNOWN:
        key = "status_possible" if span.extension_until else "status_possible_open"
        return desk.line(key, evidence, name=name, end=end, until=until)
    if span.extension == "possible" and span.extension_until:
        return desk.line("status_ended_extension", evidence, name=name, end=end, until=until)
    return desk.line("status_ended", evidence, name=name, end=end)


def network_status_short(desk: Desk, network: Network) -> str:
    """The same in a few words, for a line of a list."""
    span = network.span
    status = network.status_on(desk.day)
    if status is Status.ANNOUNCED:
        return desk.say("short_announced", begin=desk.day_of(span.begins))
    if span.ends is None:
        return desk.say("short_no_end")
    key = {Status.RUNNING: "short_running", Status.UNKNOWN: "short_unknown"}
    return desk.say(key.get(status, "short_ended"), end=desk.day_of(span.ends))


def programme_open(programme: FundingProgramme, day: date) -> bool:
    """Whether an application still makes sense: running, in time, no closed call known."""
    return (
        programme.status_on(day) is Status.RUNNING
        and not programme.too_late_on(day)
        and programme.call_open is not False
    )


def programme_status(desk: Desk, programme: FundingProgramme) -> list[DraftSentence]:
    """Whether a programme can be applied for on the day, why not, and what fits instead."""
    name, status = programme.name, programme.status_on(desk.day)
    end = desk.day_of(programme.closes)
    evidence = backed(programme, programme.status_note, *_needles(desk, programme))
    lines: list[DraftSentence] = []
    if status is Status.ENDED:
        key = "funding_ended" if programme.closes else "funding_ended_undated"
        lines.append(desk.line(key, evidence, name=name, end=end))
        lines += successor_lines(desk, programme)
    elif status is Status.UNKNOWN:
        lines.append(desk.line("funding_uncertain", evidence, name=name))
    elif status is Status.ANNOUNCED:
        begin = desk.day_of(programme.opens)
        lines.append(desk.line("funding_announced", evidence, name=name, begin=begin))
    else:
        key = "funding_permanent" if programme.permanent else "funding_running_open"
        key = "funding_running" if programme.closes else key
        lines.append(desk.line(key, evidence, name=name, end=end))
        if programme.too_late_on(desk.day):
            days = programme.lead_time_days
            # That nobody can apply any more comes before that it still runs.
            lines.insert(0, desk.line("funding_too_late", evidence, name=name, end=end, days=days))
        elif programme.call_open is False:
            lines.append(desk.line("funding_call_closed", evidence, name=name))
            lines += successor_lines(desk, programme)
    return lines


def _needles(desk: Desk, programme: FundingProgramme) -> list[str]:
    german = Desk(desk.register, desk.phrases, desk.day)
    return [german.day_of(one) for one in (programme.closes, programme.opens) if one]


def programme_status_short(desk: Desk, programme: FundingProgramme) -> str:
    """The same in a few words, for a line of a list."""
    status, end = programme.status_on(desk.day), desk.day_of(programme.closes)
    if status is Status.ENDED:
        key = "short_ended" if programme.closes else "short_ended_undated"
        return desk.say(key, end=end)
    if status is Status.UNKNOWN:
        return desk.say("short_uncertain")
    if status is Status.ANNOUNCED:
        return desk.say("short_announced", begin=desk.day_of(programme.opens))
    if programme.too_late_on(desk.day):
        return desk.say("short_too_late", days=programme.lead_time_days, end=end)
    if programme.call_open is False:
        superseded = living_successors(desk.register, programme, desk.day)
        return desk.say("short_superseded" if superseded else "short_call_closed")
    if programme.permanent:
        return desk.say("short_permanent")
    return desk.say("short_open_until", end=end) if programme.closes else desk.say("short_open")


def successor_lines(desk: Desk, programme: FundingProgramme) -> list[DraftSentence]:
    """What took the place of an ended programme, as far as it is on record and not ended itself."""
    following = living_successors(desk.register, programme, desk.day)
    if not following:
        return []
    evidence = [backed(programme, programme.contact, *(one.name for one in following))]
    evidence += [backed(one, one.name) for one in following]
    names = "; ".join(f"{one.name} ({programme_status_short(desk, one)})" for one in following)
    return [desk.line("funding_successor", *evidence, names=names)]


def living_successors(
    register: Register, programme: FundingProgramme, day: date
) -> list[FundingProgramme]:
    """Successors that have not ended, followed along the chain."""
    found: list[FundingProgramme] = []
    waiting, seen = list(programme.successors), {programme.id}
    while waiting:
        one = register.programme(waiting.pop(0))
        if one is None or one.id in seen:
            continue
        seen.add(one.id)
        if one.status_on(day) is Status.ENDED:
            waiting += one.successors
        else:
            found.append(one)
    return found


def runs_in(network: Network, year: int, day: date) -> Status:
    """Whether a network runs in some year: proven, possible, ended before, or not begun.

    For the day's own year the rest of it counts from the day on.
    """
    moment = max(day, date(year, 1, 1)) if year >= day.year else date(year, 12, 31)
    span = network.span
    if year < day.year and span.begins and first_day(span.begins).year > year:
        return Status.ANNOUNCED
    if year < day.year and span.ends and last_day(span.ends).year >= year:
        return Status.RUNNING
    return network.status_on(moment)


def programme_line(desk: Desk, programme: FundingProgramme, *, rate: bool = False) -> DraftSentence:
    """A line of a list: the kind of aid and until when; with `rate` also how much."""
    kind = desk.say(f"kind_{programme.kind.value}")
    shown = programme.rate if rate else None
    parts = (kind, programme_status_short(desk, programme), shown)
    value = "; ".join(part for part in parts if part)
    evidence = backed(programme, programme.term, programme.status_note, programme.name, shown)
    return desk.line("list_line_value", evidence, name=programme.name, value=value)
