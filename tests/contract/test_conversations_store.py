"""What every store of conversations promises."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import Engine

from tests.contract.stores import engine, postgres_url  # noqa: F401 - fixtures
from tests.fakes.conversations import FakeConversations
from transfobot.adapters.sql.conversations import SqlConversations
from transfobot.domain.answers import (
    Answer,
    Citation,
    Clarification,
    Mode,
    OfficeCard,
    Outcome,
    Related,
    Sentence,
    Status,
)
from transfobot.domain.conversation import Audience, Conversation, Referents
from transfobot.ports import Conversations, Feedback

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
CARD = OfficeCard(
    id="office_x",
    organisation="Wirtschaftsförderung",
    status="unverified",
    contact=None,
    role=None,
    phone="0123 456",
    email=None,
    website="https://www.beispiel.de",
    address=None,
    substitute="Stadt",
    missing=("contact", "email"),
    reason="weil Öhringen im Hohenlohekreis liegt",
    verified_on="2025-01",
    notes=("Auch zuständig: …",),
)
ANSWER = Answer(
    answer_id="a1",
    conversation_id="c1",
    outcome=Outcome.PARTLY,
    mode=Mode.EXTRACTIVE,
    sentences=(Sentence("„Fördersumme: 7,6 Mio. €“", (1,)), Sentence("Guten Tag.")),
    citations=(
        Citation(1, "d", "p", "Titel", 3, "Eckdaten", "Fördersumme", "/dok", "2022", Status.ENDED),
    ),
    office=CARD,
    clarification=Clarification("Welches?", ("A", "B")),
    related=(Related("Verwandt", "/dok/2"),),
    suggestions=("Und weiter?",),
    notices=("Das Programm ist beendet.",),
    language="en",
)
REFERENTS = Referents(
    network="itas", other_networks=("molewa",), pending=(("Waldenburg (HOK)", "08126085"),)
)


@pytest.fixture
def store(engine: Engine | None) -> Conversations:  # noqa: F811
    return FakeConversations() if engine is None else SqlConversations(engine)


def keep(store: Conversations, answer: Answer = ANSWER, **more: object) -> None:
    given = {"referents": Referents(), "audience": None, "channel": "api", "at": NOON}
    store.keep(answer.conversation_id, "Wer hilft?", answer, **(given | more))  # type: ignore[arg-type]


def test_a_turn_comes_back_as_it_was(store: Conversations) -> None:
    keep(store, referents=REFERENTS, audience=Audience.COMPANY)
    found = store.load("c1")
    assert isinstance(found, Conversation)
    assert found.referents == REFERENTS
    assert found.audience is Audience.COMPANY
    assert [(turn.question, turn.answer, turn.at) for turn in found.turns] == [
        ("Wer hilft?", ANSWER, NOON)
    ]
    assert store.answer("a1") == ANSWER
    assert store.load("other") is None
    assert store.answer("other") is None


def test_turns_stay_in_order_and_the_audience_is_remembered(store: Conversations) -> None:
    keep(store, audience=Audience.EMPLOYEE)
    for number in range(2, 12):
        keep(store, replace(ANSWER, answer_id=f"a{number}"), at=NOON + timedelta(seconds=number))
    found = store.load("c1")
    assert found is not None
    assert [turn.answer.answer_id for turn in found.turns] == [f"a{n}" for n in range(1, 12)]
    assert found.audience is Audience.EMPLOYEE


def test_erasing_takes_turns_and_feedback(store: Conversations) -> None:
    keep(store)
    assert store.rate(Feedback("a1", "down", "falsch", None, NOON))
    assert store.delete("c1")
    assert not store.delete("c1")
    assert store.load("c1") is None
    assert store.answer("a1") is None
    assert store.ratings(NOON - timedelta(days=1), NOON + timedelta(days=1)) == []


def test_old_conversations_go_by_their_last_turn(store: Conversations) -> None:
    keep(store)
    keep(store, replace(ANSWER, answer_id="b1", conversation_id="c2"))
    keep(
        store,
        replace(ANSWER, answer_id="b2", conversation_id="c2"),
        at=NOON + timedelta(days=40),
    )
    assert store.delete_before(NOON + timedelta(days=30)) == 1
    assert store.load("c1") is None
    found = store.load("c2")
    assert found is not None
    assert len(found.turns) == 2


def test_the_last_feedback_counts(store: Conversations) -> None:
    keep(store)
    assert not store.rate(Feedback("unknown", "up", None, None, NOON))
    store.rate(Feedback("a1", "up", None, None, NOON))
    last = Feedback("a1", "down", "veraltet", "Stand 2022", NOON + timedelta(hours=1))
    store.rate(last)
    assert store.ratings(NOON, NOON + timedelta(hours=2)) == [last]
    assert store.ratings(NOON, NOON + timedelta(hours=1)) == []


def test_aggregates_add_up_by_day_and_outlive_conversations(store: Conversations) -> None:
    day = date(2026, 3, 2)
    keep(store)
    for _ in range(3):
        store.count(day, {"outcome": "answered", "channel": "api"})
    store.count(day, {"channel": "telegram", "outcome": "answered"})
    store.count(date(2026, 4, 1), {"outcome": "failed"})
    store.delete("c1")
    assert store.counts(day, date(2026, 3, 31)) == [
        (day, {"channel": "api", "outcome": "answered"}, 3),
        (day, {"channel": "telegram", "outcome": "answered"}, 1),
    ]


def test_odd_characters_are_kept_without_failing(store: Conversations) -> None:
    given = {"referents": Referents(), "audience": None, "channel": "api", "at": NOON}
    store.keep("c1", "Nul\x00 und \ud800 😀", ANSWER, **given)  # type: ignore[arg-type]
    found = store.load("c1")
    assert found is not None
    assert "😀" in found.turns[0].question


def test_a_turn_and_its_count_go_together(store: Conversations) -> None:
    keep(store, counted=(NOON.date(), {"outcome": "answered"}))
    keep(store, replace(ANSWER, answer_id="a-next"), counted=None)
    assert store.counts(NOON.date(), NOON.date()) == [(NOON.date(), {"outcome": "answered"}, 1)]
