"""A bot desk over fakes, and updates as Telegram sends them."""

from __future__ import annotations

import itertools
import time
from pathlib import Path
from typing import Any

from tests.fakes.chats import FakeChats
from tests.fakes.clock import FakeClock
from tests.fakes.conversations import FakeConversations
from transfobot.channels.telegram.pace import Notices, Questions
from transfobot.channels.telegram.replies import ChatDesk
from transfobot.domain.answers import (
    Answer,
    Citation,
    Clarification,
    Mode,
    OfficeCard,
    Outcome,
    Sentence,
)
from transfobot.domain.conversation import Question, Referents
from transfobot.domain.errors import TransfobotError
from transfobot.domain.places import Place, PlaceMatch
from transfobot.ports.chat import Chats
from transfobot.prompts import load_phrases

PHRASES = load_phrases(Path(__file__).parents[3] / "prompts")
OEHRINGEN = Place(
    "Öhringen", "Öhringen (Hohenlohekreis)", "08126066", "Hohenlohekreis", "Baden-Württemberg",
    ("08126",), "Gemeinde",
)  # fmt: skip
OFFICE = OfficeCard(
    "office_test", "Musterstelle <Nord> & Co.", "active", None, None, None, None,
    "https://stelle.example", None, None, ("phone", "email"), "weil Öhringen dort liegt", "2026-01",
)  # fmt: skip


class Asking:
    """Answers every question with its own words, counted; `failure` is raised once instead."""

    def __init__(self, conversations: FakeConversations, clock: FakeClock) -> None:
        self.questions: list[Question] = []
        self.failure: TransfobotError | None = None
        self.long = False
        self.options: tuple[str, ...] = ()
        self._conversations = conversations
        self._clock = clock
        self._numbers = itertools.count(1)

    def __call__(self, question: Question) -> Answer:
        self.questions.append(question)
        failure, self.failure = self.failure, None
        if failure is not None:
            raise failure
        number = next(self._numbers)
        words = f"Antwort auf: {question.text}"
        text = "\n".join([words] * 400) if self.long else words
        conversation_id = question.conversation_id or f"gespraech-{number}"
        answer = Answer(
            f"antwort-{number}",
            conversation_id,
            Outcome.CLARIFY if self.options else Outcome.ANSWERED,
            Mode.EXTRACTIVE,
            (Sentence(text, (1,)),),
            (
                Citation(
                    1, "dok", "stelle", "Projektblatt <A&B>", 2, None, "Zitat",
                    "https://bot.example/dok/dok/1/seite/2?stelle=stelle", "2026-01",
                ),
            ),
            OFFICE,
            Clarification("Welcher Ort?", self.options) if self.options else None,
        )  # fmt: skip
        if question.store:
            self._conversations.keep(
                conversation_id,
                question.text,
                answer,
                referents=Referents(),
                audience=None,
                channel="telegram",
                at=self._clock.now(),
            )
        return answer


def find_place(name: str) -> PlaceMatch | None:
    """One known place, one name that is not unique."""
    if name in {"Öhringen", "08126066"}:
        return PlaceMatch((OEHRINGEN,), name)
    if name == "Waldenburg":
        twin = Place("Waldenburg", "Waldenburg (Zwickau)", "14524300", "Zwickau", "Sachsen",
                     ("14524",), "Stadt")  # fmt: skip
        return PlaceMatch((OEHRINGEN, twin), name)
    return None


def make_desk(
    chats: Chats | None = None, *, limit: int = 0, public_url: str = "https://bot.example"
) -> tuple[ChatDesk, Asking]:
    """A desk over fakes; `limit` questions a minute."""
    clock, conversations = FakeClock(), FakeConversations()
    asking = Asking(conversations, clock)
    desk = ChatDesk(
        ask=asking,
        conversations=conversations,
        chats=chats or FakeChats(),
        find_place=find_place,
        offices=lambda place: [OFFICE] if place else [],
        phrases=PHRASES,
        clock=clock,
        monotonic=time.monotonic,
        public_url=public_url,
        questions=Questions(limit),
        notices=Notices(),
    )
    return desk, asking


_MESSAGE_IDS = itertools.count(1)


def message(number: int, chat_id: int = 111, **content: Any) -> dict[str, Any]:
    """An update with a private message."""
    return {
        "update_id": number,
        "message": {
            "message_id": next(_MESSAGE_IDS),
            "date": 1_760_000_000,
            "chat": {"id": chat_id, "type": "private", "first_name": "Vorname"},
            "from": {"id": chat_id, "is_bot": False, "first_name": "V", "language_code": "de"},
            **content,
        },
    }


def tap(number: int, data: str, user: int = 111, callback: str = "cb") -> dict[str, Any]:
    """An update with a tapped button in chat 111."""
    return {
        "update_id": number,
        "callback_query": {
            "id": callback,
            "from": {"id": user, "is_bot": False, "first_name": "V"},
            "chat_instance": "1",
            "data": data,
            "message": {"message_id": 1, "date": 0, "chat": {"id": 111, "type": "private"}},
        },
    }
