"""Conversations with internal answers: read by staff alone, and never passed on to an office."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine

from tests.fakes.handoff_house import HandoffHouse, a_request
from transfobot.assistant.handoff.opening import draft, open_handoff
from transfobot.assistant.readable import document_ids, readable
from transfobot.domain.answers import (
    Answer,
    Citation,
    Mode,
    Outcome,
    Related,
    Sentence,
    Status,
)
from transfobot.domain.conversation import Conversation, Referents, Turn
from transfobot.domain.knowledge import Document, Kind, Visibility

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
PUBLIC = frozenset({Visibility.PUBLIC})
ANSWER = Answer(
    "a1",
    "g" * 24,
    Outcome.ANSWERED,
    Mode.EXTRACTIVE,
    (Sentence("Das Werk schließt.", (1,)),),
    (
        Citation(
            1, "geheim", "p1", "Protokoll", None, None, "Das Werk schließt.", "/dok/x", None,
            Status.UNKNOWN,
        ),
    ),
)  # fmt: skip
REFUSED = replace(
    ANSWER,
    outcome=Outcome.NO_SOURCE,
    sentences=(Sentence("Dazu steht hier nichts."),),
    citations=(),
    related=(Related("Beschluss", "https://netz.example/dok/geheim/r1/seite/1?stelle=p1"),),
)


def talk(*answers: Answer) -> Conversation:
    return Conversation("g" * 24, tuple(Turn("Was?", one, NOW) for one in answers))


def shelf(**visibility: Visibility) -> dict[str, Document]:
    return {
        name: Document(name, "r1", "korpus", f"{name}.md", name, Kind.DOCUMENT, seen, "Text")
        for name, seen in visibility.items()
    }


@pytest.mark.parametrize("answer", [ANSWER, REFUSED], ids=["cited", "possibly related"])
def test_what_came_from_internal_documents_is_not_for_everybody(answer: Answer) -> None:
    kept = talk(answer)
    assert document_ids(kept) == {"geheim"}
    internal, public = shelf(geheim=Visibility.INTERNAL), shelf(geheim=Visibility.PUBLIC)
    assert not readable(kept, PUBLIC, internal.get)
    assert not readable(kept, PUBLIC, {}.get), "a document that is gone may have been internal"
    assert readable(kept, PUBLIC, public.get)
    assert readable(kept, frozenset(Visibility), internal.get)


def test_no_internal_word_goes_into_a_form_or_to_an_office(case_engine: Engine) -> None:
    house = HandoffHouse(case_engine)
    house.service.conversations.keep(
        ANSWER.conversation_id, "Schließt das Werk?", ANSWER, referents=Referents(), audience=None,
        channel="web", at=NOW, counted=None,
    )  # fmt: skip
    assert draft(house.service, ANSWER.conversation_id).answered == ANSWER.text
    house.internal.add(ANSWER.conversation_id)
    assert draft(house.service, ANSWER.conversation_id).answered is None
    case = open_handoff(house.service, a_request(conversation_id=ANSWER.conversation_id)).handoff
    assert (case.summary.question, case.summary.answered) == (None, None)
    assert case.summary.sources == ()
