"""Opening a handoff: stored once, numbered without gaps, sent where the register says."""

from __future__ import annotations

import dataclasses
import threading

import pytest
from sqlalchemy import Engine

from tests.fakes.clock import FakeClock
from tests.fakes.handoff_house import OFFICES, SENDER, HandoffHouse, a_request
from transfobot.assistant.handoff.opening import (
    HandoffPolicy,
    notice,
    open_handoff,
    opened_sentence,
    target_of,
)
from transfobot.domain.dispatches import DispatchKind
from transfobot.domain.errors import Conflict, InvalidInput, NotFound
from transfobot.domain.handoffs import HandoffKind, HandoffState, LegalBasis


@pytest.fixture
def engine(case_engine: Engine) -> Engine:
    return case_engine


@pytest.fixture
def house(engine: Engine) -> HandoffHouse:
    return HandoffHouse(engine)


def test_a_case_has_number_consent_first_move_and_one_dispatch(house: HandoffHouse) -> None:
    opened = open_handoff(house.service, a_request())
    case = opened.handoff
    assert opened.created
    assert case.reference == "TB-2026-0001"
    assert case.state is HandoffState.OPEN
    assert [(move.before, move.after) for move in case.moves] == [(None, HandoffState.OPEN)]
    assert case.consent.basis is LegalBasis.CONSENT
    assert case.consent.retention_days == 180
    assert "180 Tage" in case.consent.text
    assert case.office_name == "Netzwerk Nord"
    rows = house.service.outbox.of_case(case.reference)
    assert [(row.kind, row.recipient) for row in rows] == [
        (DispatchKind.OFFICE_MAIL, "nord@stelle.example")
    ]
    assert rows[0].message_id.endswith("@netz.example>")
    assert len(case.secret) == 32  # base32 of 160 bits


def test_the_same_click_is_the_same_case_and_other_content_a_conflict(house: HandoffHouse) -> None:
    first = open_handoff(house.service, a_request())
    second = open_handoff(house.service, a_request())
    assert (first.created, second.created) == (True, False)
    assert first.handoff == second.handoff
    with pytest.raises(Conflict):
        open_handoff(house.service, a_request(message="Etwas anderes"))
    assert house.service.outbox.waiting() == 1


def test_without_a_key_only_identical_content_of_one_day_is_a_repeat(house: HandoffHouse) -> None:
    one = open_handoff(house.service, a_request(idempotency_key=None))
    two = open_handoff(house.service, a_request(idempotency_key=None))
    other = open_handoff(house.service, a_request(idempotency_key=None, message="Anderes"))
    assert one.handoff.reference == two.handoff.reference != other.handoff.reference
    assert isinstance(house.clock, FakeClock)
    house.clock.advance(days=1)
    assert open_handoff(house.service, a_request(idempotency_key=None)).created


def test_a_hundred_double_clicks_are_one_case(house: HandoffHouse) -> None:
    results: list[tuple[str, bool]] = []

    def click() -> None:
        opened = open_handoff(house.service, a_request())
        results.append((opened.handoff.reference, opened.created))

    threads = [threading.Thread(target=click) for _ in range(100)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == 100
    assert {reference for reference, _ in results} == {"TB-2026-0001"}
    assert sum(created for _, created in results) == 1
    assert house.service.outbox.waiting() == 1


def test_numbers_have_no_gaps_even_after_refused_openings(house: HandoffHouse) -> None:
    references = []
    for number in range(5):
        request = a_request(idempotency_key=f"k{number}")
        references.append(open_handoff(house.service, request).handoff.reference)
        open_handoff(house.service, request)
        with pytest.raises(InvalidInput):
            open_handoff(house.service, a_request(idempotency_key="x", consent=False))
    assert references == [f"TB-2026-{number:04d}" for number in range(1, 6)]


@pytest.mark.parametrize(
    ("office", "recipient", "via"),
    [
        ("nord", "nord@stelle.example", None),
        ("sued", "zentrale@netz.example", "Zentrale Anlaufstelle"),
        ("alt", "nord@stelle.example", "Netzwerk Nord"),
        ("ungeprueft", "ungeprueft@stelle.example", None),
        (None, "zentrale@netz.example", None),
    ],
)
def test_the_recipient_is_only_taken_from_the_register(
    engine: Engine, office: str | None, recipient: str, via: str | None
) -> None:
    policy = HandoffPolicy("https://netz.example", SENDER, mail=True, default_office="zentrale")
    target = target_of(HandoffHouse(engine, policy=policy).service, office)
    assert (target.recipient, target.via) == (recipient, via)


def test_without_any_address_the_case_stays_open_and_says_so(house: HandoffHouse) -> None:
    case = open_handoff(house.service, a_request(place="Südstadt")).handoff
    assert not case.deliverable
    assert house.service.outbox.of_case(case.reference) == []
    said = opened_sentence(house.service, case)
    assert "noch nicht geschickt" in said
    assert "Netzwerk Süd" in said
    assert "Anruf" not in said


def test_without_smtp_nobody_is_told_that_it_was_sent(engine: Engine) -> None:
    house = HandoffHouse(engine, policy=HandoffPolicy("https://netz.example", SENDER))
    case = open_handoff(house.service, a_request()).handoff
    assert "noch nicht geschickt" in opened_sentence(house.service, case)
    house.mailer.delivers = False
    house.drain()
    assert house.again(case).state is HandoffState.OPEN


def test_an_ended_office_never_gets_the_case_itself(engine: Engine) -> None:
    lonely = tuple(
        dataclasses.replace(office, substitute_office_id=None)
        for office in OFFICES
        if office.id == "alt"
    )
    house = HandoffHouse(engine, offices=lonely)
    assert target_of(house.service, "alt").recipient is None
    case = open_handoff(house.service, a_request(place="Altstadt")).handoff
    assert "nicht mehr tätig" in opened_sentence(house.service, case)


@pytest.mark.parametrize(
    "wrong",
    [
        {"message": "   "},
        {"message": "x" * 4001},
        {"email": "kein-at"},
        {"email": "a@b.de\r\nBcc: c@d.de"},
        {"email": "a@b.de, c@d.de"},
        {"email": "a@b.example,c"},
        {"email": "a@b.example;c"},
        {"email": "a@b.example>"},
        {"phone": "ruf mich an"},
        {"office_id": "gibt-es-nicht"},
        {"consent": False},
        {"name": "n" * 121},
    ],
)
def test_what_cannot_be_used_is_refused_and_leaves_nothing(
    house: HandoffHouse, wrong: dict[str, object]
) -> None:
    with pytest.raises((InvalidInput, NotFound)):
        open_handoff(house.service, a_request(**wrong))
    assert house.service.cases.counts() == {}


def test_the_own_mailbox_gets_what_no_office_can_get(engine: Engine) -> None:
    policy = HandoffPolicy(
        "https://netz.example", SENDER, mail=True, own_mailbox="wir@netz.example"
    )
    house = HandoffHouse(engine, policy=policy)
    assert target_of(house.service, "nord").recipient == "nord@stelle.example"
    assert target_of(house.service, "sued").recipient == "wir@netz.example"
    assert target_of(house.service, None).recipient == "wir@netz.example"
    case = open_handoff(house.service, a_request(place="Südstadt")).handoff
    assert "geht an: Postfach dieses Angebots" in opened_sentence(house.service, case)


def test_a_public_task_needs_no_consent_and_is_stored_as_such(engine: Engine) -> None:
    policy = HandoffPolicy(
        "https://netz.example", SENDER, mail=True, legal_basis=LegalBasis.PUBLIC_TASK
    )
    house = HandoffHouse(engine, policy=policy)
    case = open_handoff(house.service, a_request(consent=False)).handoff
    assert case.consent.basis is LegalBasis.PUBLIC_TASK
    assert "öffentlichen Aufgabe" in case.consent.text


def test_the_notice_version_changes_with_its_wording(house: HandoffHouse) -> None:
    german = notice(house.service, HandoffKind.ADVICE, "de")
    english = notice(house.service, HandoffKind.ADVICE, "en")
    assert german.version != english.version
    assert german.version == notice(house.service, HandoffKind.ADVICE, "de").version
