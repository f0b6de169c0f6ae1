"""Funding programmes (Förderprogramme) by what can be done with them on a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from transfobot.domain.answers import Status
from transfobot.domain.conversation import Audience, Topic
from transfobot.domain.register import FundingProgramme


class Standing(StrEnum):
    """What an applicant meets on a day; only OPEN may be named as open."""

    OPEN = "open"
    TOO_LATE = "too_late"
    """Running, but the lead time no longer fits before the end: closed in practice."""
    NO_CALL = "no_call"
    """Running, but no call is known to be open."""
    ANNOUNCED = "announced"
    ENDED = "ended"
    UNKNOWN = "unknown"


def standing_on(programme: FundingProgramme, day: date) -> Standing:
    """The standing of one programme."""
    status = programme.status_on(day)
    if status is not Status.RUNNING:
        return Standing(status.value)
    if programme.too_late_on(day):
        return Standing.TOO_LATE
    return Standing.NO_CALL if programme.call_open is False else Standing.OPEN


def fitting(
    programmes: Iterable[FundingProgramme],
    day: date,
    *,
    standing: Standing | None = None,
    audience: Audience | None = None,
    land: str | None = None,
    topic: Topic | None = None,
    size: int | None = None,
) -> list[FundingProgramme]:
    """The programmes that pass every filter given; what a record leaves open never excludes.

    A Land includes what holds for all of Germany; `size` is the number of employees.
    """
    return [
        one
        for one in programmes
        if (standing is None or standing_on(one, day) is standing)
        and (audience is None or not one.audience or audience in one.audience)
        and (land is None or not one.lands or land.casefold() in map(str.casefold, one.lands))
        and (topic is None or not one.topics or topic in one.topics)
        and (size is None or fits_size(one, size))
    ]


def fits_size(programme: FundingProgramme, size: int) -> bool:
    """Whether a firm of this many employees is within the limits on file."""
    smallest, largest = programme.size_min, programme.size_max
    return (smallest is None or size >= smallest) and (largest is None or size <= largest)
