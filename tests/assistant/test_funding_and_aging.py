"""Programmes that are open, and what `doctor` should look at."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.assistant.corpus import register
from transfobot.assistant.aging import AgingKind, age_in_days, aging, has_open_call
from transfobot.assistant.register.programme_filters import fits_size
from transfobot.assistant.register.status import programme_open
from transfobot.domain.answers import Status
from transfobot.domain.register import FundingCall, FundingProgramme, OfficeStatus
from transfobot.domain.register_index import Register

TODAY = date(2026, 11, 20)


def programme(record_id: str) -> FundingProgramme:
    """A delivered programme."""
    found = register().programme(record_id)
    assert found is not None
    return found


def test_open_is_never_ended_unknown_closed_or_too_late() -> None:
    found = {one.id for one in register().programmes if programme_open(one, TODAY)}
    assert "quali_geld" in found
    assert not found & {"sofort_bw", "investbw", "tn_2021", "godigital", "kug_quali"}
    assert programme("umweltfin").status_on(date(2025, 11, 30)) is Status.ANNOUNCED


def test_size_limits_leave_out_larger_firms() -> None:
    assert fits_size(programme("kfw_kmu"), 45)
    assert not fits_size(programme("kfw_kmu"), 5000)
    assert fits_size(programme("quali_geld"), 5000)


def findings(records: Register, day: date = TODAY) -> dict[str, set[AgingKind]]:
    """Kinds by record."""
    found: dict[str, set[AgingKind]] = {}
    for one in aging(records, day):
        assert one.record_id in one.sentence
        found.setdefault(one.record_id, set()).add(one.kind)
    return found


def test_the_delivered_register_is_told_honestly() -> None:
    found = findings(register())
    assert AgingKind.CONTACT in found["office_retrason"]
    assert AgingKind.CONTACT not in found["office_itas"]
    reachless = {one for one, kinds in found.items() if AgingKind.UNREACHABLE in kinds}
    assert "office_transformotive" in reachless
    assert "office_itas" in reachless
    assert "office_retrason" not in reachless
    ended = {one for one, kinds in found.items() if AgingKind.PROGRAMME_ENDED in kinds}
    assert ended == {
        one.id for one in register().programmes if one.status_on(TODAY) is Status.ENDED
    }
    assert found["sofort_bw"] >= {AgingKind.CLOSED_IN_PRACTICE}
    assert AgingKind.NETWORK_ENDED in found["itas"]
    assert not any(one.startswith("study_") for one in found)
    assert not any(AgingKind.NO_SOURCE in kinds for kinds in found.values())


def test_limits_are_counted_to_the_day() -> None:
    office = register().office("office_tregks")
    assert office is not None
    fresh = replace(office, contacts=(), verified_on="2026-08-22", contact_as_of=None)
    assert findings(Register.from_records([fresh])) == {}
    later = findings(Register.from_records([fresh]), date(2026, 11, 21))
    assert later == {"office_tregks": {AgingKind.CONTACT}}
    ended = replace(fresh, status=OfficeStatus.ENDED)
    assert findings(Register.from_records([ended])) == {"office_tregks": {AgingKind.UNREACHABLE}}


def test_open_calls_age_faster_than_rules() -> None:
    rule = replace(programme("quali_geld"), as_of="2026-10-20")
    call = replace(rule, id="aufruf", call_open=True)
    dated = replace(rule, id="stichtag", calls=(FundingCall("Stichtag", None, "2026-12-01"),))
    past = replace(rule, id="vorbei", calls=(FundingCall("Stichtag", None, "2026-11-01"),))
    records = Register.from_records([rule, call, dated, past])
    found = findings(records)
    assert found == {"aufruf": {AgingKind.OPEN_CALL}, "stichtag": {AgingKind.OPEN_CALL}}
    assert not has_open_call(past, TODAY)
    assert set(findings(records, date(2027, 10, 21))) == {
        "aufruf",
        "stichtag",
        "vorbei",
        "quali_geld",
    }


def test_a_record_without_a_source_is_found() -> None:
    bare = replace(programme("quali_geld"), references=(), as_of="2026-11-01")
    assert findings(Register.from_records([bare])) == {"quali_geld": {AgingKind.NO_SOURCE}}


def test_age_counts_from_the_last_possible_day() -> None:
    assert age_in_days("2025", date(2026, 1, 1)) == 1
    assert age_in_days("2025-12", date(2026, 1, 1)) == 1
    assert age_in_days("2027", date(2026, 1, 1)) == 0
