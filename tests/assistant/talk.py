"""A conversation with the register alone: no documents, no stores, a day of one's choice."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

from tests.assistant.corpus import places, register
from transfobot.assistant.in_turn import InTurn
from transfobot.assistant.register.answers import answer_from_register
from transfobot.assistant.register.draft import Draft
from transfobot.assistant.understand.names import Lexicon
from transfobot.assistant.understand.question import understand
from transfobot.assistant.understand.read import Reading
from transfobot.assistant.understand.understanding import Understanding
from transfobot.domain.answers import Answer, Citation, Mode, Outcome, Sentence
from transfobot.domain.conversation import Audience, Conversation, Question, Turn
from transfobot.domain.register_index import Register
from transfobot.prompts import Phrases, load_phrases

DAY = date(2026, 11, 20)


@cache
def phrases() -> Phrases:
    return load_phrases(Path(__file__).parents[2] / "prompts")


@cache
def lexicon() -> Lexicon:
    return Lexicon.of(register())


class Talk:
    """Asks one question after the other; what was said and meant is kept between them."""

    def __init__(self, day: date = DAY, records: Register | None = None) -> None:
        self._register = records or register()
        names = lexicon() if records is None else Lexicon.of(records)
        self._reading = Reading(names, places(), day)
        self._conversation = Conversation("test")
        self._in_turn = InTurn(
            lambda question, conversation, _: understand(question, conversation, self._reading),
            lambda asked: answer_from_register(asked, self._register, phrases(), places().by_ags),
            lambda: datetime.now(UTC),
        )
        self.asked: Understanding | None = None
        self.draft: Draft | None = None

    def ask(self, text: str, audience: Audience | None = None) -> str:
        """The text of the answer; "" where the documents would have to answer."""
        question = Question(text, audience=audience)
        self.asked = understand(question, self._conversation, self._reading)
        self.draft = self._in_turn.answer(self.asked, question, self._conversation)
        answer = _answer(self.draft)
        self._conversation = replace(
            self._conversation,
            turns=(*self._conversation.turns, Turn(text, answer, datetime.now(UTC))),
            referents=self.draft.referents if self.draft else self.asked.referents,
            audience=self.asked.audience,
        )
        return "\n".join(line.text for line in self.draft.sentences) if self.draft else ""

    @property
    def outcome(self) -> Outcome | None:
        """How the last question ended."""
        return self.draft.outcome if self.draft else None


def _answer(draft: Draft | None) -> Answer:
    sentences: list[Sentence] = []
    citations: list[Citation] = []
    for line in draft.sentences if draft else ():
        numbers = []
        for one in line.evidence:
            number = len(citations) + 1
            name = one.document_id
            citations.append(
                Citation(number, name, name, name, None, None, one.needle, "", "2026-01")
            )
            numbers.append(number)
        sentences.append(Sentence(line.text, tuple(numbers)))
    outcome = draft.outcome if draft else Outcome.NO_SOURCE
    return Answer("a", "test", outcome, Mode.REGISTER, tuple(sentences), tuple(citations))


def outcome_of(*turns: str) -> tuple[Outcome, str]:
    """How the last of some messages ends over the records, and its text."""
    talk = Talk()
    text = [talk.ask(turn) for turn in turns][-1]
    assert talk.draft is not None, turns
    return talk.draft.outcome, text


def says(text: str, day: date = DAY) -> str:
    """The answer to one question on a day."""
    return Talk(day).ask(text)
