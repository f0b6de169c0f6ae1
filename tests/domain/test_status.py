"""Status by day: before, on and after every dated end, computed over all delivered records."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.assistant.corpus import register
from transfobot.domain.answers import Status
from transfobot.domain.conversation import Audience
from transfobot.domain.register import (
    CoordinationOffice,
    FundingKind,
    FundingProgramme,
    Network,
    Offer,
    OfficeStatus,
    Remit,
    Span,
    first_day,
    last_day,
)

ONE = timedelta(days=1)
YEAR_END, NEW_YEAR = date(2026, 12, 31), date(2027, 1, 1)
TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("stated", "first", "last"),
    [
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2025-12", date(2025, 12, 1), date(2025, 12, 31)),
        ("2025-06-30", date(2025, 6, 30), date(2025, 6, 30)),
    ],
)
def test_days_months_and_years(stated: str, first: date, last: date) -> None:
    assert (first_day(stated), last_day(stated)) == (first, last)


def dated_networks() -> list[Network]:
    """Networks with a proven end."""
    return [one for one in register().networks if one.span.ends]


@pytest.mark.parametrize("network", dated_networks(), ids=lambda one: one.id)
def test_networks_around_their_proven_end(network: Network) -> None:
    assert network.span.ends is not None
    end = last_day(network.span.ends)
    after = Status.UNKNOWN if network.span.extension == "possible" else Status.ENDED
    assert network.status_on(end - ONE) is Status.RUNNING
    assert network.status_on(end) is Status.RUNNING
    if network.span.extension_until and last_day(network.span.extension_until) == end:
        after = Status.ENDED
    assert network.status_on(end + ONE) is after
    if network.span.begins:
        begin = first_day(network.span.begins)
        assert network.status_on(begin - ONE) is Status.ANNOUNCED
        assert network.status_on(begin) is Status.RUNNING


def test_networks_at_the_turn_of_the_year() -> None:
    """On 31.12.2026 many still count; on 1.1.2027 none is said to run."""
    proven = {one.id for one in register().networks if one.status_on(YEAR_END) is Status.RUNNING}
    assert proven == {"retrason", "trafonetz", "transform_emn", "neuwagen", "teammit"}
    for network in register().networks:
        status = network.status_on(NEW_YEAR)
        assert status is not Status.RUNNING, network.id
        offered = network.span.extension == "possible" and network.span.ends
        if offered and last_day(network.span.ends or "") < YEAR_END:
            assert network.status_on(YEAR_END) is Status.UNKNOWN, network.id
            assert status is Status.ENDED, network.id
            assert network.span.note, network.id
            assert "belegt" in network.span.note, network.id


def test_every_funded_network_says_what_is_not_proven() -> None:
    for network in register().networks:
        if network.status_on(TODAY) is not Status.RUNNING:
            assert network.span.note, network.id


def dated_programmes() -> list[FundingProgramme]:
    """Programmes with an end on file."""
    return [one for one in register().programmes if one.closes and not one.ended]


@pytest.mark.parametrize("programme", dated_programmes(), ids=lambda one: one.id)
def test_programmes_around_their_end(programme: FundingProgramme) -> None:
    end = last_day(programme.closes or "")
    assert programme.status_on(end - ONE) is Status.RUNNING
    assert programme.status_on(end) is Status.RUNNING
    assert programme.status_on(end + ONE) is Status.ENDED


def test_six_programmes_have_ended_and_one_is_uncertain() -> None:
    ended = {one.id for one in register().programmes if one.status_on(TODAY) is Status.ENDED}
    assert ended == {"uwm", "kfw_380", "godigital", "digitaljetzt", "gutschein_bw", "potenz_nrw"}
    unknown = {one.id for one in register().programmes if one.status_on(TODAY) is Status.UNKNOWN}
    assert unknown == {"kug_quali"}
    further = {one.id for one in register().programmes if one.status_on(NEW_YEAR) is Status.ENDED}
    assert further - ended == {"tn_2021", "hubs_alt", "sofort_bw"}


def test_the_lead_time_closes_a_programme_before_its_end() -> None:
    programme = register().programme("sofort_bw")
    assert programme is not None
    last_chance = date(2026, 12, 31) - timedelta(days=70)
    assert programme.status_on(last_chance + ONE) is Status.RUNNING
    assert not programme.too_late_on(last_chance)
    assert programme.too_late_on(last_chance + ONE)
    assert programme.too_late_on(YEAR_END)
    assert not programme.too_late_on(NEW_YEAR)
    assert programme.note is not None
    assert "Vorlauf" in programme.note


@pytest.mark.parametrize(
    "offer", [one for one in register().offers if one.ends], ids=lambda one: one.id
)
def test_offers_around_their_end(offer: Offer) -> None:
    end = last_day(offer.ends or "")
    assert offer.status_on(end) is Status.RUNNING
    assert offer.status_on(end + ONE) is Status.ENDED
    if offer.begins:
        assert offer.status_on(first_day(offer.begins) - ONE) is Status.ANNOUNCED


def test_no_event_is_announced_and_open_offers_are_unknown() -> None:
    assert all(one.status_on(TODAY) is not Status.ANNOUNCED for one in register().offers)
    undated = [one for one in register().offers if one.ends is None]
    assert undated
    assert all(one.status_on(TODAY) is Status.UNKNOWN for one in undated)


def test_no_office_is_said_to_be_active_and_one_has_ended() -> None:
    statuses = {one.id: one.status for one in register().offices}
    assert statuses["office_itas"] is OfficeStatus.ENDED
    assert OfficeStatus.ACTIVE not in statuses.values()


def test_an_office_with_an_end_is_ended_after_it() -> None:
    office = CoordinationOffice(
        id="office_x",
        document_id="d",
        organisation="X",
        network_id=None,
        status=OfficeStatus.ACTIVE,
        contacts=(),
        phone=None,
        email=None,
        website=None,
        address=None,
        hours=None,
        substitute=None,
        substitute_office_id=None,
        remit=Remit(),
        note=None,
        references=(),
        verified_on=None,
        ends="2026-12",
    )
    assert office.status_on(YEAR_END) is Status.RUNNING
    assert office.status_on(NEW_YEAR) is Status.ENDED


@pytest.mark.parametrize(
    ("span", "day", "status"),
    [
        (Span(), TODAY, Status.UNKNOWN),
        (Span(begins="2027"), TODAY, Status.ANNOUNCED),
        (Span(begins="2020"), TODAY, Status.UNKNOWN),
        (Span(ends="2026-11-20"), TODAY, Status.RUNNING),
        (Span(ends="2026-11-19"), TODAY, Status.ENDED),
        (Span(ends="2025", extension="possible"), TODAY, Status.UNKNOWN),
        (Span(ends="2025", extension="proven"), TODAY, Status.ENDED),
    ],
)
def test_spans(span: Span, day: date, status: Status) -> None:
    assert span.status_on(day) is status


def test_audiences_and_kinds_are_known_for_every_programme() -> None:
    for programme in register().programmes:
        assert programme.audience, programme.id
        assert set(programme.audience) <= set(Audience)
        assert isinstance(programme.kind, FundingKind)
