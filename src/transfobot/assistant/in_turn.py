"""Several questions in one message: each is read as if it were asked after the one before it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TypeGuard

from transfobot.assistant.register.draft import Draft, DraftSentence
from transfobot.assistant.understand.followup import remembered
from transfobot.assistant.understand.language import words_of
from transfobot.assistant.understand.pieces import OF_BOTH, questions_in
from transfobot.assistant.understand.understanding import Category, Intent, Understanding
from transfobot.domain.answers import Answer, Mode, Outcome
from transfobot.domain.conversation import Conversation, Question, Turn

_FEWEST, _MOST = 2, 4
_TOLD = frozenset((Outcome.ANSWERED, Outcome.PARTLY))
_WHOLE = frozenset((Intent.COMPARE, Intent.CHOOSE))
"""What is done with all that is named at once."""
_LISTING = frozenset((Intent.LIST, Intent.COUNT))

Understand = Callable[[Question, Conversation, date], Understanding]
FromRegister = Callable[[Understanding], Draft | None]


@dataclass(frozen=True)
class InTurn:
    """Answers the questions of a message one after the other, over the records."""

    understand: Understand
    from_register: FromRegister
    now: Callable[[], datetime]

    def answer(
        self, asked: Understanding, question: Question, conversation: Conversation
    ) -> Draft | None:
        """The answer to the whole, or those to its questions where they tell more.

        The whole stands as well where it answers a situation, or where one of the questions alone
        has no answer.
        """
        whole = self.from_register(asked)
        pieces = list(questions_in(question.text))
        together = _WHOLE & set(asked.intents) or asked.meta or asked.person_wanted
        spoken = {word.folded for word in words_of(question.text)}
        told_of = whole is not None and whole.whole
        if together or told_of or spoken & OF_BOTH or not _FEWEST <= len(pieces) <= _MOST:
            return whole
        found = list(self._drafts(asked, question, conversation))
        drafts = [one for one in found if _told(one)]
        if len(drafts) < max(_FEWEST, len(found)):
            return whole
        lines = tuple(dict.fromkeys(line for one in drafts for line in one.sentences))
        if whole is not None and _told(whole):
            said = {line.text for line in whole.sentences}
            if all(line.text in said for line in lines):
                return replace(whole, referents=drafts[-1].referents)
        return _in_a_row(drafts, lines)

    def _drafts(
        self, asked: Understanding, question: Question, conversation: Conversation
    ) -> Iterator[Draft | None]:
        """The answer to each question in turn, up to the first that has none."""
        told, begun = "", False
        for piece in questions_in(question.text):
            text = f"{told} {piece.text}".strip()
            part = self.understand(replace(question, text=text), conversation, asked.day)
            if not piece.opened and not (part.attributes or part.category):
                # "Ich brauche bald Klarheit." asks for nothing.
                told = text
                continue
            told = ""
            if begun and not _says_something(part):
                # "Sechs sind es, oder? Welche sind das?": the whole says which.
                yield None
                return
            begun = True
            of_all = part.category is Category.NETWORK and _LISTING & set(part.intents)
            if piece.joined and part.mentions.empty and not (part.place or of_all):
                # "AuToS: Wann war der Auftakt, und welche Summe …?": of the same record.
                part = replace(part, mentions=asked.mentions)
            draft = self.from_register(part)
            yield draft
            if not _told(draft):
                return
            conversation = self._after(conversation, text, part, draft)

    def _after(
        self, conversation: Conversation, text: str, part: Understanding, draft: Draft
    ) -> Conversation:
        """The conversation as if a question had been a message of its own."""
        answer = Answer("", conversation.id, draft.outcome, draft.mode, (), ())
        return replace(
            conversation,
            turns=(*conversation.turns, Turn(text, answer, self.now())),
            referents=draft.referents or remembered(part.referents, part.mentions),
        )


def _says_something(part: Understanding) -> bool:
    """Whether a question names what it asks, or of what."""
    named = not part.named.empty or part.place or part.category
    return bool(named or part.attributes or part.content or part.topics)


def _told(draft: Draft | None) -> TypeGuard[Draft]:
    return (
        draft is not None
        and draft.outcome in _TOLD
        and draft.mode is Mode.REGISTER
        and draft.clarification is None
    )


def _in_a_row(drafts: Sequence[Draft], lines: tuple[DraftSentence, ...]) -> Draft:
    """One draft of several; what was spoken of last is what follow-ups mean."""
    full = all(one.outcome is Outcome.ANSWERED for one in drafts)
    return replace(
        drafts[-1],
        sentences=lines,
        outcome=Outcome.ANSWERED if full else Outcome.PARTLY,
        office_id=next((one.office_id for one in drafts if one.office_id), None),
        whole=True,
    )
