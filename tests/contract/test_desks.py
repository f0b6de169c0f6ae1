"""Desks against servers on loopback that speak their protocol."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest
from standardwebhooks import Webhook

from tests.fakes.clock import FakeClock
from transfobot.adapters.desk_webhook import WebhookDesk
from transfobot.adapters.desk_zammad import ZammadDesk
from transfobot.domain.errors import DeliveryFailed, ServiceUnreachable
from transfobot.ports import DeskTicket

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
TICKET = DeskTicket(
    reference="TB-2026-0042",
    subject="[TB-2026-0042] Anfrage: Beratung",
    text="Guten Tag,\n\nGrößere Umstellung.",
    reply_token="a" * 32,
    office_id="nord",
    idempotency_key="tb.eins",
)


@dataclass
class Desk:
    """What a desk server was asked, and what it answers: (status, body) in turn."""

    answers: list[tuple[int, object]] = field(default_factory=list)
    posts: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)
    tickets: list[dict[str, object]] = field(default_factory=list)
    url: str = ""


@contextmanager
def running(desk: Desk) -> Iterator[Desk]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            content = self.rfile.read(int(self.headers["Content-Length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            desk.posts.append((self.path, headers, content))
            status, body = desk.answers.pop(0) if desk.answers else (201, None)
            if body is None and self.path == "/api/v1/tickets":
                desk.tickets.append(json.loads(content) | {"id": 100 + len(desk.tickets)})
                body = desk.tickets[-1]
            self._answer(status, body)

        def do_GET(self) -> None:
            query = parse_qs(urlsplit(self.path).query)["query"][0]
            wanted = query.removeprefix('title:"').removesuffix('"')
            found = [one for one in desk.tickets if wanted in str(one["title"])]
            self._answer(200, found)

        def _answer(self, status: int, body: object) -> None:
            content = json.dumps(body).encode()
            self.send_response(status)
            if status == 302:
                self.send_header("Location", "http://127.0.0.1:9/")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Nothing is printed."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    desk.url = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield desk
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture
def desk() -> Iterator[Desk]:
    with running(Desk()) as one:
        yield one


def webhook(desk: Desk) -> WebhookDesk:
    return WebhookDesk(desk.url + "/eingang", SECRET, FakeClock(datetime.now(UTC)), timeout=3)


def zammad(desk: Desk) -> ZammadDesk:
    return ZammadDesk(desk.url, "geheim", "Users", "netz@netz.example", timeout=3)


def test_the_webhook_is_signed_as_the_standard_says(desk: Desk) -> None:
    desk.answers = [(202, {"id": "D-17"})]
    assert webhook(desk).open(TICKET) == "webhook:D-17"
    path, headers, content = desk.posts[0]
    assert path == "/eingang"
    message = Webhook(SECRET).verify(content, headers)  # the library of the standard agrees
    assert message["type"] == "handoff.opened"
    assert message["data"]["reference"] == "TB-2026-0042"
    assert message["data"]["reply_token"] == TICKET.reply_token
    assert headers["webhook-id"] == "tb.eins"


def test_a_repeat_has_the_same_id(desk: Desk) -> None:
    desk.answers = [(500, {}), (200, {})]
    with pytest.raises(ServiceUnreachable):
        webhook(desk).open(TICKET)
    assert webhook(desk).open(TICKET) == "webhook:tb.eins"
    assert desk.posts[0][1]["webhook-id"] == desk.posts[1][1]["webhook-id"]


@pytest.mark.parametrize(
    ("status", "permanent"),
    [(400, True), (404, True), (410, True), (302, True), (408, False), (429, False), (503, False)],
)
def test_what_the_desk_answers_decides(desk: Desk, status: int, permanent: bool) -> None:
    desk.answers = [(status, {})]
    with pytest.raises(DeliveryFailed) as failed:
        webhook(desk).open(TICKET)
    assert failed.value.permanent is permanent
    assert len(desk.posts) == 1  # no redirect is followed


def test_nobody_listens(free_port: int) -> None:
    away = Desk(url=f"http://127.0.0.1:{free_port}")
    with pytest.raises(ServiceUnreachable):
        webhook(away).open(TICKET)
    with pytest.raises(ServiceUnreachable):
        zammad(away).open(TICKET)


def test_zammad_gets_a_ticket_with_an_article(desk: Desk) -> None:
    assert zammad(desk).open(TICKET) == "zammad:100"
    path, headers, content = desk.posts[0]
    assert path == "/api/v1/tickets"
    assert headers["authorization"] == "Token token=geheim"
    sent = json.loads(content)
    assert sent["title"] == TICKET.subject
    assert sent["article"]["body"] == TICKET.text
    assert sent["article"]["internal"] is False


def test_zammad_is_not_given_the_ticket_twice(desk: Desk) -> None:
    assert zammad(desk).open(TICKET) == zammad(desk).open(TICKET)
    assert len(desk.tickets) == 1


def test_zammad_refusing_and_talking_nonsense(desk: Desk) -> None:
    desk.answers = [(422, {"error": "x"})]
    with pytest.raises(DeliveryFailed) as refused:
        zammad(desk).open(TICKET)
    assert refused.value.permanent
    desk.answers = [(200, ["x"])]
    with pytest.raises(DeliveryFailed) as odd:
        zammad(desk).open(TICKET)
    assert not odd.value.permanent
