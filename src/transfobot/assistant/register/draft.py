"""What the register answers before it is an Answer: sentences that name the records behind them.

`ask` turns a `Draft` into an `Answer`: each `Evidence` becomes a citation of the record's document
(see `assistant/register/quote.py`, which finds the passage and the exact quote).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum

from transfobot.domain.answers import Clarification, Mode, Outcome
from transfobot.domain.conversation import Referents


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a sentence of a draft stands: a record's document and the words to look for in it.

    `needle` is what the record says (a name, a date, a line of its prose); the quote is the unit of
    the document that holds it, or comes closest.
    """

    document_id: str
    needle: str


class Part(StrEnum):
    """What a sentence is to the question: what was asked, that it is not on file, or near it."""

    ANSWER = "answer"
    MISSING = "missing"
    BESIDE = "beside"


@dataclass(frozen=True, slots=True)
class DraftSentence:
    """A sentence or a line of a list; without evidence only for set phrases, never for facts."""

    text: str
    evidence: tuple[Evidence, ...] = ()
    part: Part = Part.ANSWER

    def beside(self) -> DraftSentence:
        """The same as something that only stands near the answer."""
        return self if self.part is Part.MISSING else replace(self, part=Part.BESIDE)


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer over the records.

    `referents` is what follow-ups may mean from now on. `office_id` names the office the answer is
    about (None: choose by place, topic, conversation). `open_parts` are the parts of the question
    that the records do not answer: worth a look into the documents; `outcome` is PARTLY then.
    """

    sentences: tuple[DraftSentence, ...]
    outcome: Outcome = Outcome.ANSWERED
    mode: Mode = Mode.REGISTER
    clarification: Clarification | None = None
    notices: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
    referents: Referents = field(default_factory=Referents)
    office_id: str | None = None
    open_parts: tuple[str, ...] = ()
    whole: bool = False
    """Whether it answers a situation that is told: no passage that shares a word is nearer."""


def with_gaps(draft: Draft) -> Draft:
    """The outcome by the parts: nothing of what was asked on file is NO_SOURCE, some is PARTLY."""
    if draft.outcome not in (Outcome.ANSWERED, Outcome.PARTLY):
        return draft
    if not any(one.part is Part.MISSING for one in draft.sentences):
        return draft
    told = any(one.part is Part.ANSWER and one.evidence for one in draft.sentences)
    return replace(draft, outcome=Outcome.PARTLY if told else Outcome.NO_SOURCE)
