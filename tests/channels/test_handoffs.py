"""The doors of handoffs: one case per click, the status page's data, desks, staff."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import SecretStr
from standardwebhooks import Webhook
from starlette.testclient import TestClient

from tests.channels.conftest import open_client
from tests.fakes.assistant import House, settings_of
from tests.fakes.clock import FakeClock
from tests.fakes.handoff_house import HandoffHouse
from transfobot.adapters.sql.accounts import SqlAccounts
from transfobot.adapters.sql.engine import open_engine
from transfobot.assistant.handoff.staff import find_account
from transfobot.channels.http.schema_cases import CaseListOut, CaseOut, OpenedOut, StaffCaseOut
from transfobot.domain.accounts import Account, Role, new_token, token_hash
from transfobot.domain.errors import DeliveryFailed

FIRST = "das-erste-zugangswort-der-verwaltung"
WEBHOOK = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
ZAMMAD = "zammad-geheimnis"
BODY = {
    "message": "Wir suchen Beratung.",
    "email": "kim@betrieb.example",
    "name": "Kim Beispiel",
    "consent": True,
    "place": "Nordstadt",
}


class Office:
    """The whole application over real case stores, with accounts of every role."""

    def __init__(self, tmp_path: Path) -> None:
        self.engine = open_engine(None, tmp_path / "var")
        self.clock = FakeClock()
        self.handoffs = HandoffHouse(self.engine, self.clock)
        self.accounts = SqlAccounts(self.engine)
        self.tokens = {"admin": FIRST}
        for name, role, office, expired in (
            ("editor", Role.EDITOR, None, False),
            ("agent", Role.AGENT, "nord", False),
            ("other", Role.AGENT, "sued", False),
            ("expired", Role.ADMIN, None, True),
        ):
            token = new_token()
            ends = self.clock.now() if expired else None
            account = Account(name, name, role, office, self.clock.now(), ends)
            self.accounts.add(account, token_hash(token.encode()))
            self.tokens[name] = token
        house = House(tmp_path)
        settings = settings_of(
            tmp_path,
            desk_webhook_secret=SecretStr(WEBHOOK),
            zammad_webhook_secret=SecretStr(ZAMMAD),
        )
        house.with_services(
            settings=settings,
            clock=self.clock,
            cases=self.handoffs.service,
            account_of=lambda token: find_account(self.accounts, self.clock, FIRST, token),
        )
        self.client = open_client(house)

    def open(self, key: str = "k1", **more: object) -> dict[str, str]:
        answer = self.client.post(
            "/api/handoffs", json=BODY | more, headers={"Idempotency-Key": key}
        )
        assert answer.status_code in {200, 201}, answer.text
        found: dict[str, str] = answer.json()
        return found

    def staff(self, method: str, path: str, who: str = "admin", **more: object) -> object:
        headers = {"Authorization": f"Bearer {self.tokens[who]}"}
        return self.client.request(method, path, headers=headers, **more)  # type: ignore[arg-type]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    one = Office(tmp_path)
    with one.client:
        yield one
    one.engine.dispose()


@pytest.fixture
def client(office: Office) -> TestClient:
    return office.client


def test_a_handoff_is_opened_and_read_by_its_secret(office: Office, client: TestClient) -> None:
    answer = client.post("/api/handoffs", json=BODY, headers={"Idempotency-Key": "k"})
    assert answer.status_code == 201
    opened = OpenedOut.model_validate(answer.json())
    assert opened.reference == "TB-2026-0001"
    assert opened.status.value == "open"
    assert opened.office is not None
    assert opened.office.organisation == "Netzwerk Nord"
    secret = opened.status_url.rpartition("/")[2]
    assert opened.status_url == f"https://netz.example/anfrage/{secret}"
    read = client.get(f"/api/handoffs/{secret}")
    case = CaseOut.model_validate(read.json())
    assert case.message == "Wir suchen Beratung."
    assert case.replies == []
    assert read.headers["cache-control"] == "no-store"


def test_a_repeat_is_200_and_the_same(client: TestClient) -> None:
    first = client.post("/api/handoffs", json=BODY, headers={"Idempotency-Key": "k"})
    second = client.post("/api/handoffs", json=BODY, headers={"Idempotency-Key": "k"})
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json() == second.json()
    other = BODY | {"message": "Anderes"}
    conflict = client.post("/api/handoffs", json=other, headers={"Idempotency-Key": "k"})
    assert conflict.status_code == 409
    assert conflict.headers["content-type"] == "application/problem+json"


def test_a_hundred_double_clicks(office: Office, client: TestClient) -> None:
    def click(_: int) -> tuple[int, str]:
        answer = client.post("/api/handoffs", json=BODY, headers={"Idempotency-Key": "k"})
        return answer.status_code, answer.json()["reference"]

    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(click, range(100)))
    assert {reference for _, reference in answers} == {"TB-2026-0001"}
    assert sorted(status for status, _ in answers) == [200] * 99 + [201]
    office.handoffs.drain()
    assert len(office.handoffs.mailer.letters) == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"consent": False},
        {"consent": "ja"},
        {"message": ""},
        {"message": "x" * 4001},
        {"email": "a@b.de\r\nBcc: c@d.de"},
        {"email": "kein-at"},
        {"phone": "x"},
        {"kind": "beschwerde"},
        {"conversation_id": "../etc"},
        {"speaker": []},
    ],
)
def test_what_does_not_fit_is_422_and_stores_nothing(
    office: Office, client: TestClient, wrong: dict[str, object]
) -> None:
    answer = client.post("/api/handoffs", json=BODY | wrong)
    assert answer.status_code == 422
    assert answer.json()["type"] == "urn:transfobot:problem:invalid"
    assert office.handoffs.service.cases.counts() == {}


def test_an_unknown_office_is_404_and_stores_nothing(office: Office, client: TestClient) -> None:
    answer = client.post("/api/handoffs", json=BODY | {"office_id": "unbekannt"})
    assert answer.status_code == 404
    assert "Diese Stelle gibt es nicht" in answer.json()["detail"]
    assert office.handoffs.service.cases.counts() == {}


@pytest.mark.parametrize("secret", ["x", "a" * 32, "A" * 32, "ä" * 32, "%00" * 8])
def test_a_wrong_secret_is_404(client: TestClient, secret: str) -> None:
    assert client.get(f"/api/handoffs/{secret}").status_code == 404


def test_a_status_link_ends_thirty_days_after_closing(office: Office, client: TestClient) -> None:
    opened = office.open()
    path = "/api/handoffs/" + opened["status_url"].rpartition("/")[2]
    office.clock.advance(days=60)
    assert client.get(path).status_code == 200
    office.staff("POST", f"/api/staff/handoffs/{opened['reference']}/close")
    office.clock.advance(days=29)
    assert client.get(path).status_code == 200
    office.clock.advance(days=2)
    assert client.get(path).status_code == 404


def test_new_clicks_are_limited_and_repeats_are_not(tmp_path: Path) -> None:
    office = Office(tmp_path)
    house = House(tmp_path / "b")
    house.with_services(settings=settings_of(tmp_path, rate_limit=2), cases=office.handoffs.service)
    with open_client(house) as client:
        for _ in range(10):
            one = client.post("/api/handoffs", json=BODY, headers={"Idempotency-Key": "k"})
            assert one.status_code < 300
        client.post("/api/handoffs", json=BODY, headers={"Idempotency-Key": "k2"})
        over = client.post("/api/handoffs", json=BODY, headers={"Idempotency-Key": "k3"})
    assert over.status_code == 429
    assert int(over.headers["retry-after"]) > 0


# --- staff -------------------------------------------------------------------------------------


def test_staff_answer_note_assign_close_and_reopen(office: Office, client: TestClient) -> None:
    opened = office.open()
    base = f"/api/staff/handoffs/{opened['reference']}"
    office.handoffs.drain()
    steps = [
        ("assign", {"assignee": "Beratung 1"}, "in_progress"),
        ("notes", {"text": "Rücksprache am Montag."}, "in_progress"),
        ("replies", {"text": "Gern, wir melden uns mit Terminen."}, "answered"),
        ("close", None, "closed"),
        ("reopen", None, "in_progress"),
    ]
    for name, body, state in steps:
        answer = office.staff("POST", f"{base}/{name}", "agent", json=body)
        assert answer.status_code == 200, answer.text  # type: ignore[attr-defined]
        case = StaffCaseOut.model_validate(answer.json())  # type: ignore[attr-defined]
        assert case.status.value == state
    assert case.assignee == "Beratung 1"
    assert [note.text for note in case.notes] == ["Rücksprache am Montag."]
    assert case.moves[-1].who == "agent"
    assert case.replies[0].human
    assert case.replies[0].author_name == "Netzwerk Nord"
    public = client.get("/api/handoffs/" + opened["status_url"].rpartition("/")[2])
    assert "Rücksprache" not in public.text
    assert "Beratung 1" not in public.text
    assert "wir melden uns" in public.text
    office.handoffs.drain()
    assert office.handoffs.mailer.letters[-1].recipient == "kim@betrieb.example"


def test_an_illegal_move_is_409(office: Office) -> None:
    base = f"/api/staff/handoffs/{office.open()['reference']}"
    assert office.staff("POST", f"{base}/close").status_code == 200  # type: ignore[attr-defined]
    assert office.staff("POST", f"{base}/close").status_code == 409  # type: ignore[attr-defined]


def test_a_failed_case_can_be_sent_again(office: Office) -> None:
    opened = office.open(place="Südstadt")
    base = f"/api/staff/handoffs/{opened['reference']}"
    refused = office.staff("POST", f"{base}/send")
    assert refused.status_code == 409  # type: ignore[attr-defined]
    policy = replace(office.handoffs.service.policy, default_office="zentrale")
    object.__setattr__(office.handoffs.service, "policy", policy)
    assert office.staff("POST", f"{base}/send").status_code == 200  # type: ignore[attr-defined]
    office.handoffs.drain()
    assert office.handoffs.mailer.letters[-1].recipient == "zentrale@netz.example"


def test_lists_show_only_the_own_office(office: Office) -> None:
    office.open()
    office.open("k2", place="Südstadt")

    def listed(who: str, query: str = "") -> list[str | None]:
        answer = office.staff("GET", f"/api/staff/handoffs{query}", who)
        return [one["office_id"] for one in answer.json()["handoffs"]]  # type: ignore[attr-defined]

    assert listed("admin") == ["sued", "nord"]
    assert listed("agent") == ["nord"]
    assert listed("other") == ["sued"]
    assert listed("other", "?office=nord") == []
    assert listed("admin", "?state=open&office=nord") == ["nord"]
    assert listed("admin", "?state=closed") == []


def test_what_could_not_be_delivered_is_shown_to_who_may_see_it(office: Office) -> None:
    opened = office.open()
    office.handoffs.mailer.failures = [DeliveryFailed("550", permanent=True)]
    office.handoffs.drain()

    def alarms(who: str) -> list[dict[str, str]]:
        found = office.staff("GET", "/api/staff/handoffs", who).json()  # type: ignore[attr-defined]
        CaseListOut.model_validate(found)
        listed: list[dict[str, str]] = found["alarms"]
        return listed

    assert alarms("admin") == [
        {"reference": opened["reference"], "kind": "office_mail", "failure": "550"}
    ]
    assert len(alarms("agent")) == 1
    assert alarms("other") == []
    shown = office.client.get("/metrics").text
    assert 'transfobot_dispatches{state="failed"} 1.0' in shown
    assert 'transfobot_dispatches{state="waiting"} 0.0' in shown


# --- desks -------------------------------------------------------------------------------------


def signed(
    office: Office, message: object, webhook_id: str = "wh-1"
) -> tuple[bytes, dict[str, str]]:
    content = json.dumps(message).encode()
    now = office.clock.now()
    return content, {
        "Content-Type": "application/json",
        "webhook-id": webhook_id,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": Webhook(WEBHOOK).sign(webhook_id, now, content.decode()),
    }


def reply_message(office: Office, reference: str) -> dict[str, object]:
    case = office.handoffs.service.cases.by_reference(reference)
    assert case is not None
    data = {"reply_token": case.office_token, "text": "Gern, am Montag."}
    return {"type": "handoff.replied", "data": data}


def test_a_signed_reply_is_taken_once(office: Office, client: TestClient) -> None:
    opened = office.open()
    content, headers = signed(office, reply_message(office, opened["reference"]))
    first = client.post("/api/desks/webhook", content=content, headers=headers)
    second = client.post("/api/desks/webhook", content=content, headers=headers)
    assert (first.json(), second.json()) == ({"stored": True}, {"stored": False})
    case = client.get("/api/handoffs/" + opened["status_url"].rpartition("/")[2]).json()
    assert [reply["text"] for reply in case["replies"]] == ["Gern, am Montag."]
    assert case["status"] == "answered"


@pytest.mark.parametrize(
    "spoiled",
    [
        {"webhook-signature": "v1,AAAA"},
        {"webhook-signature": "v1,ü".encode("latin-1")},
        {"webhook-signature": ""},
        {"webhook-id": "wh-2"},
        {"webhook-timestamp": "0"},
        {"webhook-timestamp": "x"},
    ],
)
def test_a_wrong_signature_is_403(
    office: Office, client: TestClient, spoiled: dict[str, str | bytes]
) -> None:
    content, headers = signed(office, reply_message(office, office.open()["reference"]))
    mixed: dict[str, str | bytes] = headers | spoiled  # type: ignore[operator]
    assert client.post("/api/desks/webhook", content=content, headers=mixed).status_code == 403  # type: ignore[arg-type]
    assert office.handoffs.service.cases.counts() == {"open": 1}


def test_an_old_webhook_is_not_replayed(office: Office, client: TestClient) -> None:
    content, headers = signed(office, reply_message(office, office.open()["reference"]))
    office.clock.advance(minutes=6)
    assert client.post("/api/desks/webhook", content=content, headers=headers).status_code == 403


@pytest.mark.parametrize(
    ("message", "status"),
    [
        ([], 422),
        ({"type": "x"}, 422),
        ({"type": "handoff.replied", "data": {"reply_token": 1, "text": "x"}}, 422),
        ({"type": "handoff.replied", "data": {"reply_token": "z" * 32, "text": "x"}}, 404),
    ],
)
def test_a_signed_message_that_makes_no_sense(
    office: Office, client: TestClient, message: object, status: int
) -> None:
    content, headers = signed(office, message)
    answer = client.post("/api/desks/webhook", content=content, headers=headers)
    assert answer.status_code == status


def zammad(office: Office, client: TestClient, secret: str = ZAMMAD, **article: object) -> object:
    known: dict[str, object] = {
        "id": 7,
        "body": "<p>Gern, am Montag.</p><p>Bis dann</p>",
        "content_type": "text/html",
        "internal": False,
        "sender": "Agent",
    }
    content = json.dumps({"ticket": {"id": 100}, "article": known | article}).encode()
    digest = hmac.new(secret.encode(), content, hashlib.sha1).hexdigest()
    headers = {"Content-Type": "application/json", "X-Hub-Signature": f"sha1={digest}"}
    return client.post("/api/desks/zammad", content=content, headers=headers)


def test_a_zammad_article_becomes_a_reply_once(office: Office, client: TestClient) -> None:
    opened = office.open()
    service = office.handoffs.service
    claimed = service.outbox.claim("a", office.clock.now(), 30)
    assert claimed is not None
    service.outbox.sent(claimed, office.clock.now(), "zammad:100")
    for spoiled in ({"internal": True}, {"sender": "Customer"}):
        assert zammad(office, client, **spoiled).json() == {"stored": False}  # type: ignore[attr-defined]
    assert zammad(office, client, "falsch").status_code == 403  # type: ignore[attr-defined]
    assert zammad(office, client).json() == {"stored": True}  # type: ignore[attr-defined]
    assert zammad(office, client).json() == {"stored": False}  # type: ignore[attr-defined]
    case = service.cases.by_reference(opened["reference"])
    assert case is not None
    assert [reply.text for reply in case.replies] == ["Gern, am Montag.\nBis dann"]
