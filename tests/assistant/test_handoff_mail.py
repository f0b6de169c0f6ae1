"""Mail in: what is new in it, to whom it belongs, and what is dropped."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from sqlalchemy import Engine

from tests.fakes.handoff_house import HandoffHouse, a_request
from tests.fakes.inbox import FakeInbox
from transfobot.assistant.handoff.mail import new_text, take_in
from transfobot.assistant.handoff.opening import open_handoff
from transfobot.assistant.handoff.replies import answer_case
from transfobot.domain.errors import Unavailable
from transfobot.domain.handoffs import Author, Handoff, HandoffState
from transfobot.ports import IncomingMail

MAIL = IncomingMail(
    uid="1",
    message_id="<antwort@stelle.example>",
    sender="Beratung <nord@stelle.example>",
    recipients=("assistent@netz.example",),
    subject="Re: Anfrage",
    references=(),
    text="Gern, am Montag.\n\nAm 16.03.2026 um 10:00 schrieb assistent:\n> Guten Tag,\n> alt\n",
    auto_submitted=False,
)


@pytest.fixture
def house(case_engine: Engine) -> HandoffHouse:
    return HandoffHouse(case_engine)


@pytest.fixture
def case(house: HandoffHouse) -> Handoff:
    opened = open_handoff(house.service, a_request()).handoff
    house.drain()
    return opened


def receive(house: HandoffHouse, mail: IncomingMail) -> FakeInbox:
    inbox = FakeInbox()
    inbox.put(mail)
    take_in(house.service, inbox)
    assert inbox.waiting == {}
    return inbox


def test_a_reply_is_matched_by_its_references(house: HandoffHouse, case: Handoff) -> None:
    sent = house.mailer.letters[0].message_id
    inbox = receive(house, replace(MAIL, references=("<fremd@x.example>", sent)))
    after = house.again(case)
    assert [(reply.author, reply.text) for reply in after.replies] == [
        (Author.OFFICE, "Gern, am Montag.")
    ]
    assert after.replies[0].author_name == "Netzwerk Nord"
    assert after.state is HandoffState.ANSWERED
    assert inbox.handled == {"1": True}


@pytest.mark.parametrize("where", ["recipients", "subject", "text"])
def test_without_references_the_token_decides(
    house: HandoffHouse, case: Handoff, where: str
) -> None:
    token = case.office_token
    changed = {
        "recipients": (f"assistent+{token}@netz.example",),
        "subject": f"Kennung {token.upper()}",
        "text": f"Gern.\n\n> Kennung für die Zuordnung: {token}\n",
    }[where]
    receive(house, replace(MAIL, **{where: changed}))  # type: ignore[arg-type]
    assert house.again(case).state is HandoffState.ANSWERED


def test_the_same_mail_twice_is_one_reply(house: HandoffHouse, case: Handoff) -> None:
    mail = replace(MAIL, references=(house.mailer.letters[0].message_id,))
    receive(house, mail)
    receive(house, replace(mail, uid="2"))
    assert len(house.again(case).replies) == 1


def test_what_the_inquirer_answers_is_no_answer_of_the_office(
    house: HandoffHouse, case: Handoff
) -> None:
    answer_case(house.service, case, "Gern.", author=Author.STAFF, channel="console", dedupe="1")
    house.drain()
    to_inquirer = house.mailer.letters[-1]
    receive(
        house,
        replace(MAIL, sender="kim@betrieb.example", references=(to_inquirer.message_id,)),
    )
    after = house.again(case)
    assert [reply.author for reply in after.replies] == [Author.STAFF, Author.INQUIRER]
    assert after.state is HandoffState.IN_PROGRESS


def test_absence_notes_and_our_own_letters_are_dropped(house: HandoffHouse, case: Handoff) -> None:
    sent = house.mailer.letters[0].message_id
    receive(house, replace(MAIL, references=(sent,), auto_submitted=True))
    receive(house, replace(MAIL, message_id=sent))
    assert house.again(case).replies == ()
    assert house.service.mails.all() == []
    assert house.again(case).state is HandoffState.SENT


def test_unknown_mail_is_kept_for_staff_once(house: HandoffHouse, case: Handoff) -> None:
    inbox = receive(house, MAIL)
    receive(house, MAIL)
    (kept,) = house.service.mails.all()
    assert kept.subject == "Re: Anfrage"
    assert kept.text == MAIL.text
    assert inbox.handled == {"1": False}
    assert house.again(case).replies == ()


def test_a_mail_of_odd_characters_does_not_hold_up_the_others(
    house: HandoffHouse, case: Handoff
) -> None:
    inbox = FakeInbox()
    sent = house.mailer.letters[0].message_id
    inbox.put(replace(MAIL, text="\u200b\u202e" * 10, subject="\ufffd" * 900, references=(sent,)))
    inbox.put(replace(MAIL, uid="2", message_id="<b@x>", references=(sent,)))
    assert take_in(house.service, inbox).replies == 1
    assert len(house.service.mails.all()) == 1


def test_a_bounce_makes_the_failure_visible(house: HandoffHouse, case: Handoff) -> None:
    sent = house.mailer.letters[0].message_id
    receive(house, replace(MAIL, auto_submitted=True, returned=(sent,)))
    assert house.again(case).state is HandoffState.FAILED
    assert len(house.service.outbox.failed()) == 1


def test_a_mailbox_that_is_away_loses_nothing(house: HandoffHouse, case: Handoff) -> None:
    inbox = FakeInbox()
    inbox.put(replace(MAIL, references=(house.mailer.letters[0].message_id,)))
    inbox.away = True
    with pytest.raises(Unavailable):
        take_in(house.service, inbox)
    inbox.away = False
    assert take_in(house.service, inbox).replies == 1


def test_a_late_answer_to_a_closed_case_still_reaches_the_inquirer(
    house: HandoffHouse, case: Handoff
) -> None:
    house.service.cases.move(case.reference, HandoffState.CLOSED, "Test", house.clock.now())
    receive(house, replace(MAIL, references=(house.mailer.letters[0].message_id,)))
    house.drain()
    assert house.again(case).state is HandoffState.CLOSED
    assert house.mailer.letters[-1].recipient == "kim@betrieb.example"


@pytest.mark.parametrize(
    ("text", "new"),
    [
        ("Ja.\n\n-- \nStelle Nord\nTel. 0", "Ja."),
        ("Ja.\n\nOn Mon, 16 Mar 2026 at 10:00, A <a@b.example> wrote:\n> alt\n> alt", "Ja."),
        ("Ja.\n\nAm Mo., 16. März 2026 um 10:00 Uhr schrieb Assistent <\na@b.example>:\n> a", None),
        ("Ja.\n\n-----Ursprüngliche Nachricht-----\nVon: a\nGesendet: b\n\nalt", "Ja."),
        ("Ja.\n\nVon: Assistent <a@b.example>\nGesendet: Montag\nBetreff: x\n\nalt", "Ja."),
        ("Ja.\n________________________________\nVon: a", "Ja."),
        ("> Frage eins?\nJa.\n> Frage zwei?\nNein.", "Ja.\nNein."),
        (
            "Am 16.03.2026 um 10:00 schrieb assistent:\n> Frage?\n\nDie Antwort steht unten.",
            "Die Antwort steht unten.",
        ),
        ("> nur ein Zitat", "> nur ein Zitat"),
        ("Von: mir aus gern.\nBis dann", "Von: mir aus gern.\nBis dann"),
        ("Absatz eins\n\n\n\nAbsatz zwei", "Absatz eins\n\nAbsatz zwei"),
    ],
)
def test_only_what_is_new_counts(text: str, new: str | None) -> None:
    found = new_text(text)
    assert found.startswith("Ja.") if new is None else found == new


def test_hostile_text_takes_no_time() -> None:
    for text in ("<" * 100_000, "Am " + "x" * 100_000, "\n" * 50_000, "a@" * 50_000, ">" * 9**5):
        began = time.perf_counter()
        new_text(text)
        assert time.perf_counter() - began < 0.5
