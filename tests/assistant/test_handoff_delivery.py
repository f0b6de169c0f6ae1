"""The outbox: back-off, failures that show, leases, and letters that cannot be broken out of."""

from __future__ import annotations

from datetime import timedelta
from email.parser import BytesParser
from email.policy import default

import pytest
from sqlalchemy import Engine

from tests.fakes.clock import FakeClock
from tests.fakes.desk import FakeDesk
from tests.fakes.handoff_house import SENDER, HandoffHouse, a_request
from tests.fakes.messenger import FakeMessenger
from transfobot.adapters.mail_message import as_message
from transfobot.assistant.handoff.delivery import Delivered, deliver_next
from transfobot.assistant.handoff.opening import HandoffPolicy, open_handoff, opened_sentence
from transfobot.assistant.handoff.replies import add_question, answer_case
from transfobot.domain.dispatches import DispatchKind, DispatchState
from transfobot.domain.errors import DeliveryFailed, ServiceUnreachable
from transfobot.domain.handoffs import Author, HandoffState, SpeakerWish
from transfobot.ports import Letter


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def house(case_engine: Engine, clock: FakeClock) -> HandoffHouse:
    policy = HandoffPolicy(
        "https://netz.example", SENDER, mail=True, alarm_email="technik@netz.example"
    )
    return HandoffHouse(case_engine, clock, policy)


def test_a_sent_letter_makes_the_case_sent(house: HandoffHouse) -> None:
    case = open_handoff(house.service, a_request()).handoff
    assert house.drain() == [Delivered.SENT]
    after = house.again(case)
    assert after.state is HandoffState.SENT
    assert after.moves[-1].who == "Postausgang"
    letter = house.mailer.letters[0]
    assert letter.recipient == "nord@stelle.example"
    assert letter.reply_to == f"assistent+{case.office_token}@netz.example"
    assert letter.headers["Auto-Submitted"] == "auto-generated"
    assert "kim@betrieb.example" in letter.text
    assert case.secret not in letter.text  # the office gets no key to the inquirer's page
    assert house.drain() == []


def test_back_off_is_1_5_15_60_minutes_and_ends_after_72_hours(
    house: HandoffHouse, clock: FakeClock
) -> None:
    case = open_handoff(house.service, a_request()).handoff
    house.mailer.failures = [DeliveryFailed("451") for _ in range(200)]
    waits, tries = [], 0
    opened_at = clock.now()
    while True:
        tries += 1
        became = deliver_next(house.delivery())
        row = house.service.outbox.of_case(case.reference)[0]
        if became is Delivered.FAILED:
            break
        waits.append(round((row.next_at - clock.now()).total_seconds() / 60))
        clock.set(row.next_at)
    assert waits[:5] == [1, 5, 15, 60, 60]
    assert timedelta(hours=71) <= clock.now() - opened_at <= timedelta(hours=72)
    assert tries == len(waits) + 1
    assert house.again(case).state is HandoffState.FAILED


def test_a_server_that_is_away_is_asked_every_five_minutes(
    house: HandoffHouse, clock: FakeClock
) -> None:
    case = open_handoff(house.service, a_request()).handoff
    house.mailer.failures = [ServiceUnreachable("weg") for _ in range(300)]
    for _ in range(12 * 24):
        assert deliver_next(house.delivery()) is Delivered.UNREACHABLE
        row = house.service.outbox.of_case(case.reference)[0]
        assert row.next_at - clock.now() <= timedelta(minutes=5)
        clock.set(row.next_at)
    house.mailer.failures.clear()
    assert deliver_next(house.delivery()) is Delivered.SENT
    assert len(house.mailer.letters) == 1


def test_a_permanent_refusal_fails_at_once_with_an_alarm(house: HandoffHouse) -> None:
    case = open_handoff(house.service, a_request()).handoff
    house.mailer.failures = [DeliveryFailed("550", permanent=True)]
    assert house.drain() == [Delivered.FAILED, Delivered.SENT]
    assert house.again(case).state is HandoffState.FAILED
    alarm = house.mailer.letters[0]
    assert alarm.recipient == "technik@netz.example"
    assert case.reference in alarm.subject
    for private in ("Gießerei", "Kim Beispiel", "kim@betrieb.example"):
        assert private not in alarm.text
    assert [row.reference for row in house.service.outbox.failed()] == [case.reference]


def test_one_process_at_a_time_and_a_late_one_changes_nothing(
    house: HandoffHouse, clock: FakeClock
) -> None:
    case = open_handoff(house.service, a_request()).handoff
    outbox = house.service.outbox
    asleep = outbox.claim("a", clock.now(), 30)
    assert asleep is not None
    assert outbox.claim("b", clock.now(), 30) is None
    clock.advance(seconds=31)
    taken_over = outbox.claim("b", clock.now(), 30)
    assert taken_over is not None
    assert taken_over.message_id == asleep.message_id
    assert outbox.sent(taken_over, clock.now())
    assert not outbox.retry(asleep, clock.now(), "zu spät")
    assert not outbox.fail(asleep, clock.now(), "zu spät", None)
    assert outbox.of_case(case.reference)[0].state is DispatchState.SENT
    assert house.again(case).state is HandoffState.SENT


def test_after_its_deadline_nothing_is_handed_over(house: HandoffHouse) -> None:
    open_handoff(house.service, a_request())
    ticks = iter([0.0, 100.0])
    became = deliver_next(house.delivery(monotonic=lambda: next(ticks)))
    assert became is Delivered.POSTPONED
    assert house.mailer.letters == []


def test_an_answer_goes_to_mail_and_messenger_as_that_of_a_person(house: HandoffHouse) -> None:
    request = a_request(messenger="telegram", chat_id="4711")
    case = open_handoff(house.service, request).handoff
    house.drain()
    answer_case(
        house.service,
        house.again(case),
        "Gern, am Montag.",
        author=Author.OFFICE,
        channel="mail",
        dedupe="m1",
    )
    messenger = FakeMessenger()
    house.drain(messengers={"telegram": messenger})
    letter = house.mailer.letters[-1]
    assert letter.recipient == "kim@betrieb.example"
    assert "Geschrieben hat sie ein Mensch: Netzwerk Nord." in letter.text
    assert "Gern, am Montag." in letter.text
    assert f"https://netz.example/anfrage/{case.secret}" in letter.text
    assert letter.reply_to == f"assistent+{case.inquirer_token}@netz.example"
    ((chat, text, link),) = messenger.sent
    assert (chat, link) == ("4711", f"https://netz.example/anfrage/{case.secret}")
    assert "Montag" not in text
    assert house.again(case).state is HandoffState.ANSWERED


def test_a_blocked_chat_leaves_the_answer_on_the_page_and_shows(house: HandoffHouse) -> None:
    request = a_request(email=None, messenger="telegram", chat_id="4711")
    case = open_handoff(house.service, request).handoff
    house.drain()
    answer_case(
        house.service,
        house.again(case),
        "Gern.",
        author=Author.STAFF,
        channel="console",
        dedupe="1",
    )
    messenger = FakeMessenger()
    messenger.blocked.add("4711")
    house.drain(messengers={"telegram": messenger})
    assert house.again(case).state is HandoffState.ANSWERED
    assert house.service.outbox.failed()[0].kind is DispatchKind.INQUIRER_MESSAGE


def test_what_the_inquirer_adds_goes_to_the_office_in_the_same_thread(house: HandoffHouse) -> None:
    case = open_handoff(house.service, a_request()).handoff
    house.drain()
    first = house.mailer.letters[0].message_id
    answer_case(
        house.service, house.again(case), "Gern.", author=Author.OFFICE, channel="mail", dedupe="1"
    )
    assert add_question(house.service, house.again(case), "Wo?", channel="mail", dedupe="2")
    assert not add_question(house.service, house.again(case), "Wo?", channel="mail", dedupe="2")
    house.drain()
    follow_up = next(one for one in house.mailer.letters if "Nachfrage" in one.subject)
    assert follow_up.recipient == "nord@stelle.example"
    assert follow_up.references == (first,)
    assert "Wo?" in follow_up.text
    assert house.again(case).state is HandoffState.IN_PROGRESS


def test_a_desk_gets_the_ticket_once(case_engine: Engine) -> None:
    policy = HandoffPolicy("https://netz.example", SENDER, desk=True)
    house = HandoffHouse(case_engine, policy=policy)
    case = open_handoff(house.service, a_request(place="Südstadt")).handoff
    assert case.deliverable
    desk = FakeDesk()
    house.drain(desk=desk)
    (ticket,) = desk.tickets.values()
    assert ticket.reference == case.reference
    assert ticket.reply_token == case.office_token
    assert house.again(case).desk_ticket == "fake:1"
    assert house.again(case).state is HandoffState.SENT


HOSTILE = "Zeile\r\nBcc: fremd@example.org\r\n\r\n<script>alert(1)</script> =?utf-8?q?x?="


def test_no_header_can_be_smuggled_in_and_html_is_escaped(house: HandoffHouse) -> None:
    case = open_handoff(
        house.service,
        a_request(message=HOSTILE, name=HOSTILE[:60], speaker=SpeakerWish(topic=HOSTILE[:100])),
    ).handoff
    house.drain()
    letter = house.mailer.letters[0]
    content = as_message(letter, SENDER).as_bytes()
    parsed = BytesParser(policy=default).parsebytes(content)
    assert parsed["Bcc"] is None
    assert parsed["To"] == "nord@stelle.example"
    assert parsed["Message-ID"] == letter.message_id
    assert letter.html is not None
    assert "<script" not in letter.html
    assert "&lt;script&gt;" in letter.html
    assert case.reference in str(parsed["Subject"])


@pytest.mark.parametrize("field", ["recipient", "subject", "reply_to", "message_id"])
def test_a_line_break_in_a_header_is_refused_for_good(field: str) -> None:
    values = {
        "recipient": "a@b.example",
        "subject": "s",
        "reply_to": "a@b.example",
        "message_id": "<a@b.example>",
    }
    values[field] += "\r\nBcc: fremd@example.org"
    letter = Letter(text="t", **values)
    with pytest.raises(DeliveryFailed) as refused:
        as_message(letter, SENDER)
    assert refused.value.permanent


def test_a_stand_in_is_named_to_everybody(case_engine: Engine) -> None:
    policy = HandoffPolicy("https://netz.example", SENDER, mail=True, default_office="zentrale")
    house = HandoffHouse(case_engine, policy=policy)
    case = open_handoff(house.service, a_request(place="Südstadt")).handoff
    assert "geht an: Zentrale Anlaufstelle" in opened_sentence(house.service, case)
    house.drain()
    (letter,) = house.mailer.letters
    assert letter.recipient == "zentrale@netz.example"
    assert "erhalten Sie die Anfrage für: Netzwerk Süd" in letter.text
    answer_case(house.service, case, "Gern.", author=Author.OFFICE, channel="mail", dedupe="1")
    assert house.again(case).replies[0].author_name == "Zentrale Anlaufstelle"
