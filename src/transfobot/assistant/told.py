"""What one way of answering (register, documents, a set phrase) hands back to `ask`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from transfobot.domain.answers import Citation, Clarification, Mode, Outcome, Related, Sentence
from transfobot.domain.conversation import Referents

Say = Callable[[Sentence, Sequence[Citation]], None]
"""Called for each checked sentence with the citations it names, as soon as it may be shown."""


def nobody(_sentence: Sentence, _citations: Sequence[Citation]) -> None:
    """A reader who wants the whole answer at once."""


@dataclass(frozen=True, slots=True)
class Told:
    """An answer before its ids, its office and the notices of the conversation.

    `referents` None: what is spoken of stays. `office_id` names the office the answer is about.
    """

    outcome: Outcome
    mode: Mode
    sentences: tuple[Sentence, ...]
    citations: tuple[Citation, ...] = ()
    clarification: Clarification | None = None
    related: tuple[Related, ...] = ()
    suggestions: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    referents: Referents | None = None
    office_id: str | None = None
    turned: bool = False
    """Whether it says already whom to turn to, where it is no answer."""


def aloud(told: Told, say: Say) -> Told:
    """Say all sentences of a finished answer."""
    for sentence in told.sentences:
        say(sentence, [one for one in told.citations if one.number in sentence.citations])
    return told
