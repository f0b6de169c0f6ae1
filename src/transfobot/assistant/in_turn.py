"""Several questions in one message: each is read as if it were asked after the one before it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TypeGuard

from transfobot.assistant.register.draft import Draft, DraftSentence
from transfobot.assistant.register.network import NETWORK_ATTRIBUTES
from transfobot.assistant.understand.filters import size_of
from transfobot.assistant.understand.followup import remembered
from transfobot.assistant.understand.language import of_oneself, words_of
from transfobot.assistant.understand.pieces import Piece, listed_in, of_both, questions_in
from transfobot.assistant.understand.understanding import Category, Intent, Understanding
from transfobot.assistant.understand.words import listed, word_tables
from transfobot.domain.answers import Answer, Mode, Outcome
from transfobot.domain.conversation import Conversation, Question, Turn
from transfobot.german.text import fold

_FEWEST, _MOST = 2, 4
_MARKS = 2
_TOLD = frozenset((Outcome.ANSWERED, Outcome.PARTLY))
_WHOLE = frozenset((Intent.COMPARE, Intent.CHOOSE))
"""What is done with all that is named at once."""
_SUMMED = frozenset((Intent.SUMMARY, Intent.OUTLINE))
_LISTING = frozenset((Intent.LIST, Intent.COUNT))
_POINTING = frozenset(listed("in_turn_pointing"))

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

        The whole stands where it answers a situation, and where it is answered and one of them not.
        """
        whole = self.from_register(asked)
        # "Und bei ATLAS?" asks all that was asked before.
        pieces = list(questions_in(asked.core if asked.followup else question.text))
        if len(pieces) <= 1 and not _SUMMED & set(asked.intents):
            pieces = listed_in(question.text) or pieces
        together = _WHOLE & set(asked.intents) or asked.meta or asked.person_wanted
        told_of = whole is not None and whole.whole
        if together or not 0 < len(pieces) <= _MOST or (told_of and len(pieces) == 1):
            return whole
        if len(pieces) == 1:
            return self._alone(asked, pieces[0], question, conversation, whole)
        if of_both(words_of(question.text)):
            return whole
        answered = self._answered(asked, pieces, question, conversation)
        if whole is not None and told_of:
            return _with_rest(whole, answered, pieces)
        found = [draft for _, draft in answered]
        told = [one for one in found if _told(one)]
        known = _told(whole)
        refused = any(_kept(one) and not _told(one) for one in found)
        doubtful = refused and any(one.apposed or not one.opened for one in pieces)
        untold = len(told) < len(found)
        if whole is not None and untold and known and told and size_of(question.text):
            return _with_rest(whole, answered, ())
        if not told or len(found) < _FEWEST or (untold and (known or doubtful)):
            return whole
        lines = tuple(dict.fromkeys(line for one in found if _kept(one) for line in one.sentences))
        if whole is not None and known:
            said = {line.text for line in whole.sentences}
            if all(line.text in said for line in lines):
                return replace(whole, referents=told[-1].referents)
        row = _in_a_row(told, lines, full=len(told) == len(found))
        # What is only told of whoever asks wants no answer.
        aside = {piece.text for piece in pieces if not piece.opened}
        bare = {piece.text: piece.bare for piece in pieces}
        unkept = [text for text, one in answered if not _kept(one) and text not in aside]
        return replace(row, open_parts=tuple(bare.get(text, text) for text in unkept))

    def _alone(
        self,
        part: Understanding,
        piece: Piece,
        question: Question,
        conversation: Conversation,
        draft: Draft | None,
    ) -> Draft | None:
        """The draft, or the answer to the question as if what is told before it were no part of it.

        "Kollegen sagen, bei X sei es immer voll. Wie viele machten dort mit?": asked of X.
        """
        named = part.mentions.networks or part.mentions.organisations
        silent = draft is None or (draft.outcome is Outcome.NO_SOURCE and len(draft.sentences) == 1)
        if not (silent and named) or len(piece.bare) + _MARKS >= len(piece.text):
            return draft
        known = remembered(conversation.referents, part.mentions)
        before = replace(conversation, referents=known)
        alone = self.understand(replace(question, text=piece.bare), before, part.day)
        if alone.named.empty and not alone.named.organisations:
            # "Es gibt dort eine Kantine. Wie hoch ist der Preis?": asked of what is told.
            pointing = _POINTING & {word.folded for word in words_of(piece.bare)}
            if not pointing and not NETWORK_ATTRIBUTES & set(alone.attributes):
                return draft
        if alone.mentions.empty and not alone.mentions.organisations:
            alone = replace(alone, mentions=part.mentions)
        again = self.from_register(alone)
        told = _told(again) and (draft is None or again.outcome is Outcome.ANSWERED)
        return again if told else draft

    def _answered(
        self,
        asked: Understanding,
        pieces: Sequence[Piece],
        question: Question,
        conversation: Conversation,
    ) -> list[tuple[str, Draft | None]]:
        """Each question in turn with its answer."""
        answered: list[tuple[str, Draft | None]] = []
        told, earlier, begun = "", conversation, conversation
        for piece in pieces:
            text = f"{told} {piece.text}".strip()
            if piece.joined and fold(piece.bare).startswith("gibt es"):
                # "Wer hilft uns, und gibt es Geld?": not what the network there got.
                conversation = begun
            part = self.understand(replace(question, text=text), conversation, asked.day)
            if not piece.opened and not (part.attributes or part.category):
                # "Ich brauche bald Klarheit." asks for nothing.
                told = text
                continue
            told = ""
            if answered and not _says_something(part):
                # "Sechs sind es, oder? Welche sind das?": one question with that before it.
                text, conversation = f"{answered.pop()[0]} {text}", earlier
                part = self.understand(replace(question, text=text), conversation, asked.day)
            if piece.joined and part.filters.size is None:
                part = replace(part, filters=replace(part.filters, size=asked.filters.size))
            apart = part.place or part.filters.lands or not asked.mentions.empty
            apart = apart or asked.mentions.organisations or not of_oneself(question.text)
            if piece.joined and not apart:
                # "Wir sind in Bautzen. Gibt es Geld, und welches Netzwerk hilft?": there.
                part = replace(part, place=asked.place)
            placed = part.place is not None and part.place.matched in text
            of_all = part.category is Category.NETWORK and _LISTING & set(part.intents)
            belongs = Intent.BELONGS in part.intents and "dazu" in text
            onward = belongs or (piece.joined and not (placed or of_all))
            if onward and part.mentions.empty:
                # "AuToS: Wann war der Auftakt, und welche Summe …?": of the same record.
                part = replace(part, mentions=asked.mentions)
            draft = self._alone(part, piece, question, conversation, self.from_register(part))
            own = placed or of_all or part.filters.lands or part.category
            before = answered[-1][1] if answered else None
            lost = part.mentions.empty and (onward or not own)
            if lost and _told(before) and not _one_record(before):
                # "Aus welchem Topf geht das und wo reichen wir ein?": of all that were listed.
                draft = None
            answered.append((text, draft))
            earlier, conversation = conversation, self._after(conversation, text, part, draft)
        return answered

    def _after(
        self, conversation: Conversation, text: str, part: Understanding, draft: Draft | None
    ) -> Conversation:
        """The conversation as if a question had been a message of its own."""
        known = remembered(conversation.referents, part.mentions)
        if not _kept(draft):
            return replace(conversation, referents=known)
        answer = Answer("", conversation.id, draft.outcome, draft.mode, (), ())
        return replace(
            conversation,
            turns=(*conversation.turns, Turn(text, answer, self.now())),
            referents=draft.referents or known,
        )


_GENERAL = frozenset(("categories", "topics"))
"""What a piece names that the answer to the whole is about already."""


def _with_rest(
    whole: Draft, answered: Sequence[tuple[str, Draft | None]], pieces: Sequence[Piece]
) -> Draft:
    """The answer to a situation, with what in it is refused and what it passes over."""
    said = fold(" ".join(line.text for line in whole.sentences))
    bare = {piece.text: piece.bare for piece in pieces if piece.opened}
    lines: list[DraftSentence] = []
    unkept: list[str] = []
    for text, draft in answered:
        words = words_of(bare.get(text, ""))
        general = any(one.group in _GENERAL for one in word_tables().find(words))
        nouns = [one.folded for one in words[1:] if one.shown[:1].isupper() and not general]
        told = fold(" ".join(line.text for line in draft.sentences)) if _kept(draft) else ""
        if draft is not None and draft.outcome is Outcome.NO_SOURCE:
            lines += draft.sentences[:1]
        elif nouns and not any(one in said for one in nouns):
            if _told(draft) and any(one in told for one in nouns):
                lines += draft.sentences[:_MOST]
            else:
                unkept.append(bare[text])
    new = [line for line in dict.fromkeys(lines) if fold(line.text) not in said]
    return replace(
        whole,
        sentences=(*whole.sentences, *new),
        open_parts=(*whole.open_parts, *unkept),
    )


def _says_something(part: Understanding) -> bool:
    """Whether a question names what it asks, or of what."""
    named = not part.named.empty or part.place or part.category
    return bool(named or part.attributes or part.content or part.topics)


def _one_record(draft: Draft) -> bool:
    meant = draft.referents
    return bool(meant.network or meant.programme or meant.study or meant.offer or meant.office)


def _kept(draft: Draft | None) -> TypeGuard[Draft]:
    """Whether a draft says something, be it that something is not on file."""
    known = _TOLD | {Outcome.NO_SOURCE}
    return draft is not None and draft.outcome in known and draft.mode is Mode.REGISTER


def _told(draft: Draft | None) -> TypeGuard[Draft]:
    return _kept(draft) and draft.outcome in _TOLD and draft.clarification is None


def _in_a_row(drafts: Sequence[Draft], lines: tuple[DraftSentence, ...], *, full: bool) -> Draft:
    """One draft of several; what was spoken of last is what follow-ups mean."""
    full = full and all(one.outcome is Outcome.ANSWERED for one in drafts)
    return replace(
        drafts[-1],
        sentences=lines,
        outcome=Outcome.ANSWERED if full else Outcome.PARTLY,
        office_id=next((one.office_id for one in drafts if one.office_id), None),
        whole=True,
    )
