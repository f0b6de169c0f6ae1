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
from transfobot.domain.knowledge import Document, IngestOutcome, Passage, Visibility
from transfobot.german.statistics import Statistics


class Clock(Protocol):
    """The only source of time."""

    def now(self) -> datetime:
        """The instant, aware, in UTC."""
        ...

    def today(self) -> date:
        """The day in Europe/Berlin."""
        ...


# --- knowledge: the records are the truth, the index is rebuilt from them ---------------------


@dataclass(frozen=True, slots=True)
class FileState:
    """What is remembered of a file to see that it has not changed: size, mtime, content hash.

    Kept for every file that was looked at, also for those without a document of their own:
    `outcome` is ADDED for a document, SKIPPED for a second copy of the same content (then
    `document_id` is the document that stands for it), REJECTED or QUARANTINED with the `reason`.
    `pages` and `passages` are what a report says of an unchanged file.
    """

    document_id: str
    source: str
    path: str
    size: int
    mtime_ns: int
    content_hash: str
    visibility: Visibility
    parser: str
    outcome: IngestOutcome = IngestOutcome.ADDED
    reason: str | None = None
    pages: int | None = None
    passages: int = 0


@dataclass(frozen=True, slots=True)
class Root:
    """A PATH given to ingest: absolute path, who may read, and the source name in document ids."""

    path: str
    visibility: Visibility
    source: str


@dataclass(frozen=True, slots=True)
class NewRevision:
    """A complete new revision of one file's document.

    `attached` are further documents cut from the same file (dated secondary items of a press page);
    they live and go with it.
    """

    document: Document
    passages: Sequence[Passage]
    state: FileState
    attached: tuple[tuple[Document, Sequence[Passage]], ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of the revision log: the index applies them in order of `number`."""

    number: int
    document_id: str
    revision: str | None
    """None: the document was removed."""


class Records(Protocol):
    """Documents, revisions and passages with their text (SQLite or PostgreSQL)."""

    def revision_number(self) -> int:
        """The number of the newest change; 0 when empty."""
        ...

    def changes_since(self, number: int) -> Sequence[Change]:
        """Changes after `number`, oldest first."""
        ...

    def put(self, revisions: Sequence[NewRevision]) -> Sequence[Change]:
        """Store complete revisions in one transaction and make them the live ones.

        The passages of the revision before stay readable by id until `purge`, so that an index
        that has not caught up still finds them; not where a document became internal: they are
        gone at once. Attached documents that are no longer there are removed with their changes.
        """
        ...

    def remove(self, document_ids: Sequence[str]) -> Sequence[Change]:
        """Take documents and what is attached to them out, in one transaction.

        Their text and passages are gone at once; the file rows that point to them go too.
        """
        ...

    def purge(self, number: int) -> None:
        """Drop superseded passages up to this change: every index has applied it."""
        ...

    def file_states(self, source: str | None = None) -> Sequence[FileState]:
        """What is remembered of every file, of one source or all."""
        ...

    def remember(self, states: Sequence[FileState]) -> None:
        """Keep file rows without touching documents: a new mtime, a second copy, a failure."""
        ...

    def forget(self, files: Sequence[tuple[str, str]]) -> None:
        """Drop the file rows of these (source, path); documents stay."""
        ...

    def document(self, document_id: str) -> Document | None:
        """The live revision."""
        ...

    def documents(self) -> Sequence[Document]:
        """All live documents without their text (`text` is empty)."""
        ...

    def record_rows(self) -> Sequence[tuple[str, str, Mapping[str, object]]]:
        """(document id, path, front matter) of every live document that carries a record."""
        ...

    def passages(self, passage_ids: Sequence[str]) -> Sequence[Passage]:
        """The passages of these ids, live or not yet purged, in the order asked.

        Unknown ids are left out.
        """
        ...

    def passages_of(self, document_id: str) -> Sequence[Passage]:
        """The live passages of one document in order."""
        ...

    def roots(self) -> Sequence[Root]:
        """Remembered roots, by path."""
        ...

    def remember_root(self, root: Root) -> None:
        """Remember a PATH given to ingest, or its new visibility."""
        ...

    def forget_root(self, path: str) -> None:
        """No longer scan this PATH."""
        ...

    def rows_written(self) -> int:
        """Rows inserted, changed or deleted through this object since it was made."""
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
