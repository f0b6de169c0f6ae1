"""The records: documents, revisions and passages; every index is rebuilt from them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from transfobot.domain.knowledge import Document, IngestOutcome, Passage, Visibility


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
