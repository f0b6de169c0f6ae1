"""Documents, conversations, feedback, and the doors of whoever runs the service."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from starlette.testclient import TestClient

from tests.channels.conftest import open_client
from tests.channels.test_questions import STAFF, ask
from tests.fakes.assistant import QUOTE, House
from transfobot.domain.errors import StoreUnavailable


def test_a_quote_stands_in_the_text_of_its_document(client: TestClient) -> None:
    cited = ask(client).json()["citations"][0]
    found = client.get(f"/api/documents/{cited['document_id']}").json()
    assert cited["quote"] in found["text"]
    assert set(found) == {"id", "title", "revision", "as_of", "text", "pages", "url"}
    assert found["url"] == "http://127.0.0.1:8000/dok/projekt/r1/seite/1"
    moved = client.get("/dok/projekt")
    assert (moved.status_code, moved.headers["location"]) == (303, "/dok/projekt/r1/seite/1")


def test_internal_documents_are_not_there_without_a_token(client: TestClient) -> None:
    for path in ("/api/documents/intern", "/dok/intern"):
        hidden, missing = client.get(path), client.get(path.replace("intern", "nichts"))
        assert hidden.status_code == missing.status_code == 404
        assert hidden.json() == missing.json()
    assert QUOTE in client.get("/api/documents/intern", headers=STAFF).json()["text"]


def test_a_conversation_is_read_continued_and_erased(client: TestClient) -> None:
    first = ask(client, audience="municipality").json()
    there = f"/api/conversations/{first['conversation_id']}"
    ask(client, "Und weiter?", conversation_id=first["conversation_id"])
    found = client.get(there).json()
    assert [one["question"] for one in found["turns"]] == [
        "Wie hoch ist die Fördersumme?",
        "Und weiter?",
    ]
    assert found["turns"][0]["answer"] == first
    assert found["audience"] == "municipality"
    assert client.delete(there).status_code == 204
    assert client.get(there).status_code == client.delete(there).status_code == 404


def test_nothing_is_kept_of_a_confidential_question(client: TestClient) -> None:
    answer = ask(client, store=False).json()
    assert client.get(f"/api/conversations/{answer['conversation_id']}").status_code == 404


def test_an_answer_is_rated_once_known(house: House, client: TestClient) -> None:
    answer_id = ask(client).json()["answer_id"]
    there = f"/api/answers/{answer_id}/feedback"
    assert client.post(there, json={"rating": "down", "reason": "outdated"}).status_code == 204
    assert client.post("/api/answers/none/feedback", json={"rating": "up"}).status_code == 404
    assert client.post(there, json={"rating": "maybe"}).status_code == 422
    assert (
        house.conversations.ratings(
            house.clock.now().replace(year=2025), house.clock.now().replace(year=2027)
        )[0].reason
        == "outdated"
    )


def test_a_comment_is_stored_without_what_it_says_of_a_person(
    house: House, client: TestClient
) -> None:
    answer_id = ask(client).json()["answer_id"]
    comment = "Falsch, bitte Frau Zinnober unter zinnober@marder.example fragen, 0711 8899776"
    given = {"rating": "down", "comment": comment}
    assert client.post(f"/api/answers/{answer_id}/feedback", json=given).status_code == 204
    form = {"antwort_id": answer_id, "wertung": "down", "anmerkung": comment}
    assert client.post("/rueckmeldung", data=form).status_code == 200
    now = house.clock.now()
    stored = house.conversations.ratings(now.replace(year=2025), now.replace(year=2027))
    assert len(stored) == 1
    text = stored[0].comment or ""
    assert text.startswith("Falsch")
    assert not any(one in text for one in ("Zinnober", "marder.example", "8899776"))


def test_health_and_readiness_are_different_questions(house: House, client: TestClient) -> None:
    assert client.get("/readyz").json() == {"status": "ok", "problems": {}}
    house.problems["search"] = "Die Suche antwortet nicht."
    ready = client.get("/readyz")
    assert (ready.status_code, ready.headers["retry-after"]) == (503, "30")
    assert ready.json()["problems"] == {"search": "Die Suche antwortet nicht."}
    assert client.get("/healthz").json() == {"status": "ok"}
    assert client.head("/healthz").status_code == 200


def test_figures_count_and_are_not_for_strangers(tmp_path: Path) -> None:
    house = House(tmp_path, public_url="https://assistent.example.de")
    with open_client(house) as client:
        ask(client)
        shown = client.get("/metrics").text
        assert (
            'transfobot_questions_total{channel="api",mode="extractive",outcome="answered"} 1.0'
            in shown
        )
        assert (
            'transfobot_requests_total{group="/api/questions",method="POST",status="200"}' in shown
        )
        outside = {"Host": "assistent.example.de"}
        assert client.get("/metrics", headers=outside).status_code == 401
        assert client.get("/metrics", headers={"X-Forwarded-For": "9.9.9.9"}).status_code == 401
        assert client.get("/metrics", headers=outside | STAFF).status_code == 200


def test_a_failing_store_is_said_and_not_a_fault(house: House) -> None:
    def locked(_document_id: str) -> None:
        raise StoreUnavailable("Die Datenbank ist gerade belegt.")

    house.records.document = locked  # type: ignore[method-assign, assignment]
    with open_client(house) as client:
        response = client.get("/api/documents/projekt")
    assert (response.status_code, response.headers["retry-after"]) == (503, "30")
    assert response.json()["detail"] == "Die Datenbank ist gerade belegt."


def test_the_docs_need_no_other_host(client: TestClient) -> None:
    page = client.get("/api/docs")
    assert page.status_code == 200
    assert "http://" not in page.text
    assert "https://" not in page.text
    policy = page.headers["content-security-policy"]
    assert "'sha256-" in policy
    assert "script-src 'self'" in policy
    for name in ("swagger-ui-bundle.js", "swagger-ui.css", "favicon.png"):
        assert client.get(f"/api/docs/assets/{name}").status_code == 200
    described = client.get("/api/openapi.json").json()
    assert described["paths"]["/api/questions"]["post"]["responses"].keys() >= {
        "200", "400", "401", "413", "415", "422", "429", "500", "503",
    }  # fmt: skip


def test_the_page_of_a_conversation_shows_nothing_internal(client: TestClient) -> None:
    answer = client.post("/api/questions", json={"question": "Was?"}, headers=STAFF).json()
    public = ask(client).json()
    assert client.get(f"/gespraech/{answer['conversation_id']}").status_code == 404
    shown = client.get(f"/gespraech/{public['conversation_id']}")
    assert shown.status_code == 200
    assert QUOTE in shown.text


def test_every_example_and_every_answer_is_as_described(client: TestClient) -> None:
    described = client.get("/api/openapi.json").json()
    schemas = described["components"]["schemas"]
    shown = {name: one["examples"] for name, one in schemas.items() if "examples" in one}
    assert {"AnswerOut", "HitsOut", "OfficesOut", "DocumentOut", "FundingOut"} <= set(shown)
    for name, examples in shown.items():
        for example in examples:
            described_by(schemas, name).validate(example)
    described_by(schemas, "AnswerOut").validate(ask(client).json())
    described_by(schemas, "AnswerOut").validate(ask(client, "Waldenburg?").json())


def described_by(schemas: dict[str, Any], name: str) -> Draft202012Validator:
    return Draft202012Validator(
        {"$ref": f"#/components/schemas/{name}", "components": {"schemas": schemas}}
    )
