"""What goes back to the inquirer: sentences, each backed by a citation, and the office."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Outcome(StrEnum):
    """Ausgang: how a question ended. Every ending is an Answer with one of these."""

    ANSWERED = "answered"
    PARTLY = "partly"
    CLARIFY = "clarify"
    NO_SOURCE = "no_source"
    UNSUPPORTED = "unsupported"
    OUT_OF_SCOPE = "out_of_scope"
    PERSON_WANTED = "person_wanted"
    FAILED = "failed"


class Mode(StrEnum):
    """What produced the text."""

    EXTRACTIVE = "extractive"
    GENERATIVE = "generative"
    REGISTER = "register"
    CURATED = "curated"
    NONE = "none"


class Status(StrEnum):
    """Whether something runs on a given day; unknown is said as unknown."""

    RUNNING = "running"
    ANNOUNCED = "announced"
    ENDED = "ended"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Citation:
    """Beleg: `quote` stands word for word in the text of `document_id`; `url` opens the page.

    `page` is None where the format has no pages. `as_of` is the day or month or year the document
    states for itself ("2026-01-15", "2026-01", "2026"), None where it states none.
    """

    number: int
    document_id: str
    passage_id: str
    title: str
    page: int | None
    heading: str | None
    quote: str
    url: str
    as_of: str | None
    status: Status = Status.UNKNOWN


@dataclass(frozen=True, slots=True)
class Sentence:
    """Satz: shown text, with the numbers of the citations that back it.

    `text` may span a list (lines separated by newlines). A sentence without citations is never a
    fact: only a set phrase (greeting, refusal, clarification) has none. The head of a list (it
    ends with a colon) is backed by what backs its lines.
    """

    text: str
    citations: tuple[int, ...] = ()

    @property
    def is_head(self) -> bool:
        """Whether lines with marks of their own follow."""
        return self.text.endswith(":")

    @property
    def marked(self) -> str:
        """The text with its citation marks; a head's marks stand behind its lines."""
        if self.is_head:
            return self.text
        return self.text + "".join(f" [{number}]" for number in self.citations)


@dataclass(frozen=True, slots=True)
class OfficeCard:
    """Koordinierungsstelle as shown: what is known, what is missing, and why this one.

    `status` is "active", "unverified" or "ended"; an office that is not active names its
    `substitute`; `missing` lists of {"phone", "email", "contact", "address", "website"} what is
    not on file; `reason` is one German sentence; `notes` are further German sentences (several
    networks in one district, a contact of an old day).
    """

    id: str
    organisation: str
    status: str
    contact: str | None
    role: str | None
    phone: str | None
    email: str | None
    website: str | None
    address: str | None
    substitute: str | None
    missing: tuple[str, ...]
    reason: str
    verified_on: str | None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Clarification:
    """Rückfrage: what is asked back, and the choices."""

    question: str
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Related:
    """A document shown as possibly related when none answers."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Answer:
    """Antwort: the shape of `POST /api/questions` (DESIGN.md, section 7), one to one."""

    answer_id: str
    conversation_id: str
    outcome: Outcome
    mode: Mode
    sentences: tuple[Sentence, ...]
    citations: tuple[Citation, ...] = ()
    office: OfficeCard | None = None
    clarification: Clarification | None = None
    related: tuple[Related, ...] = ()
    suggestions: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    language: str = "de"
    ai_generated: bool = field(default=True)

    @property
    def text(self) -> str:
        """The sentences joined, each with its citation marks: "… [1] … [1][2]"."""
        return "\n".join(sentence.marked for sentence in self.sentences)
