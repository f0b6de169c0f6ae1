"""Conversations kept in dictionaries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from transfobot.domain.answers import Answer
from transfobot.domain.conversation import Audience, Conversation, Referents, Turn
from transfobot.ports import Feedback


class FakeConversations:
    """Conversations port in memory."""

    def __init__(self) -> None:
        self._kept: dict[str, Conversation] = {}
        self._feedback: dict[str, Feedback] = {}
        self._counts: Counter[tuple[date, tuple[tuple[str, str], ...]]] = Counter()

    def load(self, conversation_id: str) -> Conversation | None:
        return self._kept.get(conversation_id)

    def keep(
        self,
        conversation_id: str,
        question: str,
        answer: Answer,
        *,
        referents: Referents,
        audience: Audience | None,
        channel: str,
        at: datetime,
        counted: tuple[date, Mapping[str, str]] | None = None,
    ) -> None:
        if counted is not None:
            self.count(*counted)
        before = self._kept.get(conversation_id) or Conversation(conversation_id)
        self._kept[conversation_id] = replace(
            before,
            turns=(*before.turns, Turn(question, answer, at)),
            audience=audience or before.audience,
            referents=referents,
        )

    def delete(self, conversation_id: str) -> bool:
        gone = self._kept.pop(conversation_id, None)
        if gone is None:
            return False
        for turn in gone.turns:
            self._feedback.pop(turn.answer.answer_id, None)
        return True

    def answer(self, answer_id: str) -> Answer | None:
        for conversation in self._kept.values():
            for turn in conversation.turns:
                if turn.answer.answer_id == answer_id:
                    return turn.answer
        return None

    def rate(self, feedback: Feedback) -> bool:
        if self.answer(feedback.answer_id) is None:
            return False
        self._feedback[feedback.answer_id] = feedback
        return True

    def count(self, day: date, key: Mapping[str, str]) -> None:
        self._counts[day, tuple(sorted(key.items()))] += 1

    def counts(self, begin: date, end: date) -> Sequence[tuple[date, Mapping[str, str], int]]:
        return [
            (day, dict(key), number)
            for (day, key), number in sorted(self._counts.items())
            if begin <= day <= end
        ]

    def ratings(self, begin: datetime, end: datetime) -> Sequence[Feedback]:
        chosen = [one for one in self._feedback.values() if begin <= one.at < end]
        return sorted(chosen, key=lambda one: (one.at, one.answer_id))

    def delete_before(self, at: datetime) -> int:
        old = [key for key, kept in self._kept.items() if kept.turns[-1].at < at]
        for key in old:
            self.delete(key)
        return len(old)
