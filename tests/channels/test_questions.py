"""Questions: whole answers, streams, rights, limits."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.channels.conftest import open_client
from tests.fakes.assistant import QUOTE, STAFF_TOKEN, House
from transfobot.domain.answer_codec import answer_from_dict
from transfobot.domain.conversation import Audience, Language
from transfobot.domain.errors import SearchUnavailable

STAFF = {"Authorization": f"Bearer {STAFF_TOKEN}"}


def ask(client: TestClient, text: str = "Wie hoch ist die Fördersumme?", **more: Any) -> Any:
    return client.post("/api/questions", json={"question": text, **more})


def events(text: str) -> list[tuple[str, Any]]:
    """Server-sent events as the standard reads them."""
    found = []
    for block in text.split("\n\n"):
        lines = [line for line in block.split("\n") if line and not line.startswith(":")]
        fields = dict(line.split(": ", 1) for line in lines)
        if fields:
            found.append((fields["event"], json.loads(fields["data"])))
    return found


def test_an_answer_has_exactly_the_fields_promised(client: TestClient) -> None:
    response = ask(client)
    assert response.status_code == 200
    answer = response.json()
    assert set(answer) == {
        "answer_id", "conversation_id", "outcome", "mode", "text", "sentences", "citations",
        "office", "clarification", "related", "suggestions", "notices", "language", "ai_generated",
    }  # fmt: skip
    assert answer["text"].startswith(f"Im Projektblatt steht: „{QUOTE}“. [1]")
    assert answer["citations"][0]["quote"] == QUOTE
    assert answer["office"]["missing"] == ["phone"]
    assert answer["clarification"] is None
    assert answer["ai_generated"] is True
    assert answer_from_dict(answer).outcome == "answered"


def test_what_was_sent_reaches_the_assistant_untouched(house: House, client: TestClient) -> None:
    ask(
        client,
        "  Wer hilft?\x00 ",
        audience="company",
        place="Öhringen",
        language="en",
        store=False,
    )
    asked = house.assistant.asked[-1]
    assert (asked.text, asked.audience, asked.place) == ("Wer hilft?", Audience.COMPANY, "Öhringen")
    assert (asked.language, asked.store, asked.internal) == (Language.EN, False, False)


def test_a_stream_says_each_sentence_and_then_the_answer(client: TestClient) -> None:
    response = client.post(
        "/api/questions", json={"question": "Was?"}, headers={"Accept": "text/event-stream"}
    )
    assert response.headers["content-type"].startswith("text/event-stream")
    told = events(response.text)
    assert [name for name, _ in told] == ["sentence", "sentence", "answer"]
    answer = told[-1][1]
    assert [{"text": one["text"], "citations": one["citations"]} for _, one in told[:2]] == answer[
        "sentences"
    ]
    assert told[0][1]["sources"] == answer["citations"]


def test_a_failure_ends_a_stream_with_a_problem(house: House, client: TestClient) -> None:
    house.assistant.failure = SearchUnavailable("Die Suche antwortet gerade nicht.")
    response = client.post(
        "/api/questions", json={"question": "Was?"}, headers={"Accept": "text/event-stream"}
    )
    assert events(response.text) == [
        (
            "error",
            {
                "type": "urn:transfobot:problem:unavailable",
                "title": "Zurzeit nicht verfügbar",
                "status": 503,
                "detail": "Die Suche antwortet gerade nicht.",
            },
        )
    ]
    whole = ask(client)
    assert (whole.status_code, whole.headers["retry-after"]) == (503, "30")


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"question": "x" * 4001}, "question"),
        ({"question": " \n\t "}, "question"),
        ({"question": None}, "question"),
        ({"question": 123}, "question"),
        ({"audience": "king"}, "audience"),
        ({"conversation_id": {"$ne": None}}, "conversation_id"),
        ({"conversation_id": "../x"}, "conversation_id"),
        ({"language": "../de"}, "language"),
        ({"store": "false"}, "store"),
        ({"place": "x" * 201}, "place"),
    ],
)
def test_a_wrong_field_is_named_and_nothing_is_asked(
    house: House, client: TestClient, more: dict[str, Any], field: str
) -> None:
    response = client.post("/api/questions", json={"question": "Wer hilft?"} | more)
    assert response.status_code == 422
    assert [one["field"] for one in response.json()["errors"]] == [field]
    assert house.assistant.asked == []


@pytest.mark.parametrize("question", ["", "   ", "\n\t"])
def test_an_empty_question_is_told_what_to_do(client: TestClient, question: str) -> None:
    response = client.post("/api/questions", json={"question": question})
    assert response.status_code == 422
    assert "bitte schreiben Sie etwas hinein." in response.json()["detail"]


def test_only_a_token_gives_internal_rights(house: House, client: TestClient) -> None:
    body = {"question": "Was?", "visibility": "internal", "internal": True}
    client.post("/api/questions", json=body)
    assert house.assistant.asked[-1].internal is False
    answer = client.post("/api/questions", json=body, headers=STAFF).json()
    assert house.assistant.asked[-1].internal is True
    told = f"/api/conversations/{answer['conversation_id']}"
    assert client.get(told).status_code == 404
    assert client.get(told, headers=STAFF).status_code == 200


@pytest.mark.parametrize(
    "value", [b"Bearer falsch", "Bearer schlüssel".encode(), b"Basic %%%", b"Bearer", b"Bearer "]
)
def test_a_wrong_token_is_refused(client: TestClient, value: bytes) -> None:
    response = client.post(
        "/api/questions", json={"question": "Was?"}, headers={b"Authorization": value}
    )
    assert response.status_code == 401
    assert response.headers["www-authenticate"] == "Bearer"
    assert response.json()["type"] == "urn:transfobot:problem:unauthorized"


def test_questions_per_minute_are_limited_and_said(tmp_path: Path) -> None:
    with open_client(House(tmp_path, rate_limit=2)) as client:
        first, second, third = ask(client), ask(client), ask(client)
        assert [first.headers["ratelimit-remaining"], second.headers["ratelimit-remaining"]] == [
            "1",
            "0",
        ]
        assert third.status_code == 429
        assert 1 <= int(third.headers["retry-after"]) <= 30
        assert client.get("/healthz").status_code == 200


def test_search_shows_internal_passages_to_staff_only(client: TestClient) -> None:
    public = client.post("/api/search", json={"query": "Fördersumme"}).json()["hits"]
    assert [one["document_id"] for one in public] == ["projekt"]
    assert public[0]["url"] == "http://127.0.0.1:8000/dok/projekt/r1/seite/1?stelle=projekt-p1"
    staff = client.post("/api/search", json={"query": "Fördersumme"}, headers=STAFF).json()["hits"]
    assert [one["document_id"] for one in staff] == ["projekt", "intern"]
