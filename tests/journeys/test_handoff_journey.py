"""The whole way on real servers: ask, case, mail, reply by mail, page and mail and chat, closed."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.channels.conftest import open_client
from tests.fakes.assistant import STAFF_TOKEN, House, settings_of
from tests.fakes.handoff_house import SENDER, HandoffHouse
from tests.fakes.messenger import FakeMessenger
from tests.servers.dovecot import PASSWORD, USER, Mailbox, dovecot
from tests.servers.handoff_process import RealClock
from tests.servers.smtp import SmtpScript, smtp_server
from transfobot.adapters.mail_imap import ImapInbox
from transfobot.adapters.mail_smtp import SmtpMailer
from transfobot.adapters.sql.conversations import SqlConversations
from transfobot.adapters.sql.engine import open_engine
from transfobot.adapters.sql.leases import SqlLeases
from transfobot.assistant.handoff.delivery import Delivery
from transfobot.assistant.handoff.mail import take_in
from transfobot.assistant.handoff.opening import HandoffPolicy, HandoffRequest, open_handoff
from transfobot.worker import Job, Worker

pytestmark = pytest.mark.imap

PRIVATE = ("Kim Beispiel", "kim@betrieb.example", "Gießerei-Marder", "0171 2345678", "Montag um 14")


@dataclass
class Deployment:
    """A running deployment: client, servers around it."""

    client: TestClient
    smtp: SmtpScript
    mailbox: Mailbox
    messenger: FakeMessenger
    handoffs: HandoffHouse
    staff_token: str = STAFF_TOKEN

    def staff(self, method: str, path: str) -> object:
        return self.client.request(
            method, path, headers={"Authorization": f"Bearer {self.staff_token}"}
        )

    def wait_for_mail_to(self, recipient: str, number: int = 1) -> EmailMessage:
        """The latest of so many mails."""

        def arrived() -> list[EmailMessage]:
            return [one for one in self.smtp.accepted if one["To"] == recipient]

        until(lambda: len(arrived()) >= number)
        return arrived()[-1]


def until(holds: Callable[[], bool], seconds: float = 30.0) -> None:
    ends = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < ends, "it did not happen in time"
        time.sleep(0.05)


@pytest.fixture
def deployment(tmp_path: Path) -> Iterator[Deployment]:
    engine = open_engine(None, tmp_path / "var")
    clock, messenger = RealClock(), FakeMessenger()
    with smtp_server() as smtp, dovecot() as mailbox:
        handoffs = HandoffHouse(engine, clock, HandoffPolicy("https://netz.example", SENDER, True))
        mailer = SmtpMailer("127.0.0.1", smtp.port, SENDER, tls="none", timeout=5)
        inbox = ImapInbox("127.0.0.1", mailbox.port, USER, PASSWORD, tls="none")
        delivery = Delivery(
            handoffs.service, "p1", mailer, messengers={"telegram": messenger}, lease_seconds=10
        )
        job = Job("imap", timedelta(seconds=0.2), lambda: take_in(handoffs.service, inbox))
        worker = Worker(delivery, SqlLeases(engine), clock, [job], owner="p1", pause=0.05)
        service = replace(handoffs.service, wake=worker.wake)
        handoffs.service = service
        house = House(tmp_path)
        house.with_services(
            settings=settings_of(tmp_path),
            clock=clock,
            cases=service,
            conversations=SqlConversations(engine),
        )
        worker.start()
        with open_client(house) as client:
            yield Deployment(client, smtp, mailbox, messenger, handoffs)
        worker.stop()
    engine.dispose()


def answered_by_mail(letter: EmailMessage, sender: str, text: str, number: int) -> bytes:
    """What a mail program makes of "Antworten"."""
    plain = letter.get_body(("plain",))
    assert plain is not None
    quoted = "".join(f"> {line}\n" for line in plain.get_content().splitlines())
    reply = EmailMessage()
    reply["From"] = sender
    reply["To"] = letter["Reply-To"]
    reply["Subject"] = f"AW: {letter['Subject']}"
    reply["Message-ID"] = f"<antwort-{number}@stelle.example>"
    reply["In-Reply-To"] = letter["Message-ID"]
    reply["References"] = letter["Message-ID"]
    reply.set_content(
        f"{text}\n\n-- \nStelle Nord\n\nAm 16.03.2026 um 10:00 schrieb assistent:\n{quoted}"
    )
    return bytes(reply)


def test_from_the_question_to_the_closed_case(
    deployment: Deployment, capfd: pytest.CaptureFixture[str]
) -> None:
    client = deployment.client
    asked = client.post("/api/questions", json={"question": "Wie hoch ist die Fördersumme?"}).json()
    body = {
        "message": "Wir brauchen Rat zur Umstellung (Gießerei-Marder).",
        "name": "Kim Beispiel",
        "email": "kim@betrieb.example",
        "phone": "0171 2345678",
        "consent": True,
        "place": "Nordstadt",
        "conversation_id": asked["conversation_id"],
        "question": "Wie hoch ist die Fördersumme?",
        "answered": asked["text"],
    }
    opened = client.post("/api/handoffs", json=body, headers={"Idempotency-Key": "k"}).json()
    page = "/api/handoffs/" + opened["status_url"].rpartition("/")[2]

    letter = deployment.wait_for_mail_to("nord@stelle.example")
    plain = letter.get_body(("plain",))
    assert plain is not None
    for part in ("Gießerei-Marder", "kim@betrieb.example", "0171 2345678", "7,6 Mio. €"):
        assert part in plain.get_content()
    until(lambda: client.get(page).json()["status"] == "sent")

    deployment.mailbox.deliver(
        answered_by_mail(letter, "nord@stelle.example", "Gern, am Montag um 14 Uhr.", 1)
    )
    until(lambda: client.get(page).json()["status"] == "answered")
    (reply,) = client.get(page).json()["replies"]
    assert reply["text"] == "Gern, am Montag um 14 Uhr."
    assert reply["human"] is True
    assert reply["author_name"] == "Netzwerk Nord"

    answer = deployment.wait_for_mail_to("kim@betrieb.example")
    told = answer.get_body(("plain",))
    assert told is not None
    assert "Geschrieben hat sie ein Mensch: Netzwerk Nord." in told.get_content()
    assert "Montag um 14 Uhr" in told.get_content()
    assert opened["status_url"] in told.get_content()

    deployment.mailbox.deliver(
        answered_by_mail(answer, "kim@betrieb.example", "Passt, danke. Wo?", 2)
    )
    follow_up = deployment.wait_for_mail_to("nord@stelle.example", 2)
    assert follow_up["References"] == letter["Message-ID"]
    assert client.get(page).json()["status"] == "in_progress"

    closed = deployment.staff("POST", f"/api/staff/handoffs/{opened['reference']}/close")
    assert closed.json()["status"] == "closed"  # type: ignore[attr-defined]
    case = client.get(page).json()
    assert [move["status"] for move in case["history"]] == [
        "open",
        "sent",
        "answered",
        "in_progress",
        "closed",
    ]
    written = capfd.readouterr()
    for private in (*PRIVATE, opened["status_url"].rpartition("/")[2], STAFF_TOKEN):
        assert private not in written.out + written.err
    assert opened["reference"] in written.err + written.out  # the log was on, and has the ids


def test_a_request_from_a_chat_hears_of_the_answer_there(deployment: Deployment) -> None:
    request = HandoffRequest(
        message="Anliegen", consent=True, place="Nordstadt", messenger="telegram", chat_id="4711"
    )
    case = open_handoff(deployment.handoffs.service, request).handoff
    letter = deployment.wait_for_mail_to("nord@stelle.example")
    deployment.mailbox.deliver(answered_by_mail(letter, "nord@stelle.example", "Gern.", 1))
    until(lambda: bool(deployment.messenger.sent))
    ((chat, text, link),) = deployment.messenger.sent
    assert chat == "4711"
    assert case.reference in text
    assert "Gern." not in text
    assert link == f"https://netz.example/anfrage/{case.secret}"
