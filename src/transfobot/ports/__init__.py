"""What the assistant, ingestion and channels need from outside: one protocol per need.

Every protocol has a fake in `tests/fakes/` and a contract suite in `tests/contract/` that runs on
the fake and on the real adapter.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from transfobot.domain.answers import Answer
from transfobot.domain.conversation import Audience, Conversation, Referents
from transfobot.domain.knowledge import Visibility
from transfobot.german.statistics import Statistics
from transfobot.ports.knowledge import Change, FileState, NewRevision, Records, Root

__all__ = [
    "Change",
    "Clock",
    "Conversations",
    "Desk",
    "DeskTicket",
    "Embedder",
    "Feedback",
    "FileState",
    "Inbox",
    "IncomingMail",
    "Letter",
    "Mailer",
    "Messenger",
    "NewRevision",
    "Records",
    "Root",
    "VectorIndex",
]


class Clock(Protocol):
    """The only source of time."""

    def now(self) -> datetime:
        """The instant, aware, in UTC."""
        ...

    def today(self) -> date:
        """The day in Europe/Berlin."""
        ...


# --- conversations, feedback -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Feedback:
    """Thumbs for one answer, with a reason and a comment."""

    answer_id: str
    rating: str
    reason: str | None
    comment: str | None
    at: datetime


class Conversations(Protocol):
    """Conversations with their turns; texts are masked before they come here."""

    def load(self, conversation_id: str) -> Conversation | None: ...

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
        """Add a turn in one transaction, making the conversation where it is new.

        `counted` is a day and key of an aggregate to add one to in the same transaction.
        """
        ...

    def delete(self, conversation_id: str) -> bool:
        """Erase; False when there was none."""
        ...

    def answer(self, answer_id: str) -> Answer | None: ...

    def rate(self, feedback: Feedback) -> bool:
        """Keep feedback for a known answer (one per answer, the last counts); False if unknown."""
        ...

    def count(self, day: date, key: Mapping[str, str]) -> None:
        """Add one to the anonymous aggregate of a day (outcome, audience, topic, channel …)."""
        ...

    def counts(self, begin: date, end: date) -> Sequence[tuple[date, Mapping[str, str], int]]:
        """The aggregates from `begin` to `end`, both inclusive, in order."""
        ...

    def ratings(self, begin: datetime, end: datetime) -> Sequence[Feedback]:
        """Feedback kept from `begin` until before `end`, in order."""
        ...

    def delete_before(self, at: datetime) -> int:
        """Erase conversations whose last turn is older, with their feedback; how many."""
        ...


# --- search ------------------------------------------------------------------------------------


class VectorIndex(Protocol):
    """Vectors by passage id, one collection per visibility, cosine."""

    def applied(self) -> int:
        """The number of the revision-log entry it has applied."""
        ...

    def replace(
        self,
        document_id: str,
        visibility: Visibility,
        passage_ids: Sequence[str],
        vectors: object,
        number: int,
    ) -> None:
        """Take the old vectors of a document out and these in (float32 array, a row a passage)."""
        ...

    def replace_many(
        self, documents: Sequence[tuple[str, Visibility, Sequence[str], object]], number: int
    ) -> None:
        """The same for several documents at once: id, visibility, passage ids, vectors."""
        ...

    def remove(self, document_id: str, number: int) -> None: ...

    def nearest(
        self, visibilities: Iterable[Visibility], vector: object, k: int
    ) -> list[tuple[str, float]]:
        """The best `k` passage ids with cosine similarity, best first.

        Raises SearchUnavailable.
        """
        ...

    def clear(self) -> None:
        """Empty everything, so that no byte of old entries stays on disk."""
        ...


class Embedder(Protocol):
    """Text to vectors. `name` changes when stored vectors are no longer comparable."""

    name: str
    learned: bool
    """True for a language model's embeddings, False for the built-in hashing."""

    @property
    def dimensions(self) -> int:
        """How many numbers a vector has. Raises ModelUnavailable where a service must be asked."""
        ...

    def passages(self, texts: Sequence[str]) -> object:
        """float32 array, L2-normalised, a row a text. Raises ModelUnavailable."""
        ...

    def query(self, text: str, statistics: Statistics | None = None) -> object:
        """float32 vector, L2-normalised; `statistics` weigh the grams (hashing only)."""
        ...


# --- outward -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail: `message_id` is our own and stays the same when it is sent again."""

    message_id: str
    recipient: str
    subject: str
    text: str
    html: str | None = None
    reply_to: str | None = None
    references: tuple[str, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)


class Mailer(Protocol):
    """Mail out. The development twin prints and can never mail anybody: `delivers` is False."""

    @property
    def delivers(self) -> bool:
        """Whether a letter really leaves."""
        ...

    def send(self, letter: Letter, deadline: float | None = None) -> None:
        """Hand over to the server. Raises DeliveryFailed (permanent or not).

        `deadline` is an instant of `time.monotonic()`: past it the text is no longer handed over,
        since another process may by then be sending the same letter.
        """
        ...


@dataclass(frozen=True, slots=True)
class IncomingMail:
    """A mail that came in: `uid` in its folder, headers that matter, and the plain text.

    `returned` are the Message-IDs of our own letters that a bounce says could not be delivered.
    """

    uid: str
    message_id: str
    sender: str
    recipients: tuple[str, ...]
    subject: str
    references: tuple[str, ...]
    text: str
    auto_submitted: bool
    returned: tuple[str, ...] = ()


class Inbox(Protocol):
    """Mail in, over IMAP."""

    def fetch(self) -> Sequence[IncomingMail]:
        """Mail not yet marked as handled. Raises Unavailable."""
        ...

    def done(self, uid: str, *, matched: bool) -> None:
        """Mark as handled; unmatched mail stays for staff."""
        ...


class Messenger(Protocol):
    """A chat service that can tell an inquirer that something is there."""

    @property
    def name(self) -> str:
        """What the service is called."""
        ...

    def notify(self, chat_id: str, text: str, link: str) -> None:
        """Send a short text with a link. Raises DeliveryFailed (permanent when blocked)."""
        ...


@dataclass(frozen=True, slots=True)
class DeskTicket:
    """What a desk gets: reference, subject, text, the reply token, the office and its recipient."""

    reference: str
    subject: str
    text: str
    reply_token: str
    office_id: str
    idempotency_key: str


class Desk(Protocol):
    """A ticket system or webhook that an office works with."""

    @property
    def name(self) -> str:
        """What the kind of system is called."""
        ...

    def open(self, ticket: DeskTicket) -> str:
        """Create the ticket once per idempotency key; its foreign id. Raises DeliveryFailed."""
        ...
