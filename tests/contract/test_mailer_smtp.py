"""SMTP as fault_plan F10 has it: down, 4xx, 5xx, tarpit, TLS that fails, dropped after the text."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fakes.clock import FakeClock
from tests.fakes.handoff_house import SENDER, HandoffHouse, a_request
from tests.servers.smtp import SmtpScript, smtp_server
from transfobot.adapters.mail_console import ConsoleMailer
from transfobot.adapters.mail_smtp import SmtpMailer
from transfobot.adapters.sql.engine import open_engine
from transfobot.assistant.handoff.delivery import Delivered, deliver_next
from transfobot.assistant.handoff.opening import open_handoff
from transfobot.domain.errors import DeliveryFailed, ServiceUnreachable
from transfobot.domain.handoffs import Handoff, HandoffState
from transfobot.ports import Letter

LETTER = Letter(
    message_id="<tb.eins@netz.example>",
    recipient="stelle@nord.example",
    subject="Größe und Übergabe",
    text="Guten Tag,\n\nÄpfel.\n.\nEnde\n",
    html="<p>Äpfel</p>",
    reply_to="assistent+abc@netz.example",
    references=("<tb.null@netz.example>",),
    headers={"Auto-Submitted": "auto-generated"},
)


@pytest.fixture
def smtp() -> Iterator[SmtpScript]:
    with smtp_server() as script:
        yield script


@pytest.fixture
def house(tmp_path: Path) -> Iterator[HandoffHouse]:
    engine = open_engine(None, tmp_path)
    yield HandoffHouse(engine)
    engine.dispose()


def mailer_for(port: int, timeout: float = 3.0) -> SmtpMailer:
    return SmtpMailer("127.0.0.1", port, SENDER, tls="none", timeout=timeout)


def opened(house: HandoffHouse) -> Handoff:
    return open_handoff(house.service, a_request()).handoff


def once_more(house: HandoffHouse, mailer: SmtpMailer) -> Delivered:
    assert isinstance(house.clock, FakeClock)
    house.clock.advance(hours=1)
    return deliver_next(house.delivery(mailer))


def test_a_letter_arrives_whole(smtp: SmtpScript) -> None:
    mailer_for(smtp.port).send(LETTER)
    (got,) = smtp.accepted
    assert smtp.recipients == ["stelle@nord.example"]
    assert got["Message-ID"] == LETTER.message_id
    assert got["Subject"] == "Größe und Übergabe"
    assert got["Reply-To"] == LETTER.reply_to
    assert got["References"] == got["In-Reply-To"] == "<tb.null@netz.example>"
    assert got["Auto-Submitted"] == "auto-generated"
    assert got["Date"] is not None
    plain, marked_up = (got.get_body((kind,)) for kind in ("plain", "html"))
    assert plain is not None
    assert marked_up is not None
    assert plain.get_content().splitlines()[2:5] == ["Äpfel.", ".", "Ende"]


def test_nobody_listens(free_port: int) -> None:
    with pytest.raises(ServiceUnreachable):
        mailer_for(free_port).send(LETTER)


@pytest.mark.parametrize(
    ("where", "answer", "permanent"),
    [
        ("rcpt", "451 4.7.1 later", False),
        ("rcpt", "550 5.1.1 no such user", True),
        ("data", "452 4.3.1 full", False),
        ("data", "554 5.7.1 refused", True),
    ],
)
def test_what_the_server_says_decides(
    smtp: SmtpScript, where: str, answer: str, permanent: bool
) -> None:
    getattr(smtp, where).append(answer)
    with pytest.raises(DeliveryFailed) as failed:
        mailer_for(smtp.port).send(LETTER)
    assert failed.value.permanent is permanent
    assert "stelle@nord.example" not in str(failed.value)
    assert smtp.accepted == []


def test_a_tarpit_does_not_hold_us(smtp: SmtpScript) -> None:
    smtp.data.append("tarpit")
    began = time.monotonic()
    with pytest.raises(DeliveryFailed) as failed:
        mailer_for(smtp.port, timeout=1.0).send(LETTER)
    assert time.monotonic() - began < 5
    assert not failed.value.permanent


def test_a_server_that_accepts_and_says_nothing() -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        began = time.monotonic()
        with pytest.raises(ServiceUnreachable):
            mailer_for(silent.getsockname()[1], timeout=1.0).send(LETTER)
        assert time.monotonic() - began < 5


@pytest.mark.parametrize("tls", ["starttls", "tls"])
def test_no_tls_where_it_was_asked_for_sends_nothing(smtp: SmtpScript, tls: str) -> None:
    mailer = SmtpMailer("127.0.0.1", smtp.port, SENDER, tls=tls, timeout=3.0)  # type: ignore[arg-type]
    with pytest.raises(ServiceUnreachable):
        mailer.send(LETTER)
    assert smtp.accepted == []


def test_wrong_credentials_are_a_matter_of_the_set_up(smtp: SmtpScript) -> None:
    mailer = SmtpMailer(
        "127.0.0.1", smtp.port, SENDER, tls="none", username="a", password="b", timeout=3.0
    )
    with pytest.raises(ServiceUnreachable):
        mailer.send(LETTER)


def test_past_the_deadline_no_text_leaves(smtp: SmtpScript) -> None:
    with pytest.raises(DeliveryFailed) as failed:
        mailer_for(smtp.port).send(LETTER, deadline=time.monotonic() - 1)
    assert not failed.value.permanent
    assert smtp.accepted == []


def test_dropped_after_the_text_repeats_the_same_message_id(
    house: HandoffHouse, smtp: SmtpScript
) -> None:
    case = opened(house)
    smtp.data.append("drop")
    mailer = mailer_for(smtp.port)
    assert deliver_next(house.delivery(mailer)) is Delivered.POSTPONED
    assert house.again(case).state is HandoffState.OPEN
    assert once_more(house, mailer) is Delivered.SENT
    assert len(smtp.accepted) == 2
    assert len(set(smtp.message_ids)) == 1
    assert house.again(case).state is HandoffState.SENT


def test_4xx_for_a_day_and_then_it_leaves_once(house: HandoffHouse, smtp: SmtpScript) -> None:
    case = opened(house)
    mailer = mailer_for(smtp.port)
    smtp.rcpt.extend(["451 later"] * 24)
    for _ in range(24):
        assert once_more(house, mailer) is Delivered.POSTPONED
    assert once_more(house, mailer) is Delivered.SENT
    assert len(smtp.accepted) == 1
    assert house.again(case).state is HandoffState.SENT


def test_5xx_shows_as_failed(house: HandoffHouse, smtp: SmtpScript) -> None:
    case = opened(house)
    smtp.rcpt.append("550 no such user")
    assert deliver_next(house.delivery(mailer_for(smtp.port))) is Delivered.FAILED
    assert house.again(case).state is HandoffState.FAILED
    assert house.service.outbox.failed()[0].failure == "der Postausgang hat mit 550 geantwortet"


def test_down_for_a_day_and_back_within_five_minutes(house: HandoffHouse, free_port: int) -> None:
    assert isinstance(house.clock, FakeClock)
    cases = [
        open_handoff(house.service, a_request(idempotency_key=f"k{number}")).handoff
        for number in range(3)
    ]
    mailer = mailer_for(free_port)
    for _ in range(24 * 2):
        for _case in cases:
            deliver_next(house.delivery(mailer))
        house.clock.advance(minutes=30)
    with smtp_server(port=free_port) as smtp:
        house.clock.advance(minutes=5)
        house.drain(mailer)
        assert len(smtp.accepted) == 3
        assert len(set(smtp.message_ids)) == 3
    assert {house.again(case).state for case in cases} == {HandoffState.SENT}


def test_the_console_twin_prints_no_personal_data(capsys: pytest.CaptureFixture[str]) -> None:
    twin = ConsoleMailer()
    twin.send(LETTER)
    printed = capsys.readouterr().out
    assert "s***@nord.example" in printed
    assert LETTER.message_id in printed
    assert "stelle@" not in printed
    assert "Äpfel" not in printed
    assert not twin.delivers
