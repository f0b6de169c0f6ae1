"""Documents and the passages that can be cited from them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Visibility(StrEnum):
    """Who may read: decided by the operator's folder, source or flag, never by the file."""

    PUBLIC = "public"
    INTERNAL = "internal"


class Kind(StrEnum):
    """What a document is; it sets how fast it ages."""

    NETWORK = "network"
    OFFICE = "office"
    FUNDING = "funding"
    STUDY = "study"
    OFFER = "offer"
    DOCUMENT = "document"
    SECONDARY = "secondary"


class UnitKind(StrEnum):
    """Shape of a citable unit (see RETRIEVAL notes in docs): how it is quoted."""

    PROSE = "prose"
    LIST = "list"
    LABELS = "labels"
    CONTACT = "contact"
    TABLE = "table"
    SIGNATURE = "signature"


@dataclass(frozen=True, slots=True)
class Unit:
    """A piece of a passage that is quoted whole: a sentence, a bullet, a label line.

    `start` and `end` are character offsets into the passage's text. `kind` tells how it may be
    joined: prose sentences join neighbours, a block's units stay whole.
    """

    start: int
    end: int
    kind: UnitKind = UnitKind.PROSE


@dataclass(frozen=True, slots=True)
class Locator:
    """Fundstelle: 1-based page, sheet or slide (None without pages) and the heading path."""

    page: int | None = None
    headings: tuple[str, ...] = ()

    @property
    def heading(self) -> str | None:
        """The innermost heading."""
        return self.headings[-1] if self.headings else None


@dataclass(frozen=True, slots=True)
class Passage:
    """Textstelle: the smallest piece that is retrieved and cited.

    `text` is a substring of the document's text at `offset`; `units` cover what may be quoted, in
    order, without overlap. `id` is stable for the same document, revision and position.
    """

    id: str
    document_id: str
    revision: str
    ordinal: int
    text: str
    offset: int
    title: str
    locator: Locator
    units: tuple[Unit, ...]
    visibility: Visibility
    kind: UnitKind = UnitKind.PROSE


@dataclass(frozen=True, slots=True)
class Document:
    """Dokument in its live revision (Fassung).

    `id` = hash of source name and relative path; `revision` = content hash; `as_of` is the day,
    month or year the document states for itself ("2026-01-15", "2026-01", "2026"); `pages` the
    number of pages or None; `record` the register record it carries (front matter), or None.
    `pages_at` holds the offset in `text` at which each page begins.
    """

    id: str
    revision: str
    source: str
    path: str
    title: str
    kind: Kind
    visibility: Visibility
    text: str
    as_of: str | None = None
    language: str = "de"
    pages: int | None = None
    pages_at: tuple[int, ...] = ()
    source_url: str | None = None
    media_type: str = "text/plain"
    record: dict[str, object] | None = None
    warnings: tuple[str, ...] = ()
    ingested_at: datetime | None = None


class IngestOutcome(StrEnum):
    """What became of a file in one run."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REMOVED = "removed"
    SKIPPED = "skipped"
    REJECTED = "rejected"
    QUARANTINED = "quarantined"


@dataclass(frozen=True, slots=True)
class FileReport:
    """One line of an ingest report; `reason` is one German sentence or None."""

    path: str
    outcome: IngestOutcome
    reason: str | None = None
    warnings: tuple[str, ...] = ()
    pages: int | None = None
    passages: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class IngestReport:
    """Every file of a run with its outcome; nothing is skipped silently.

    `notes` say which visibility the paths given were taken in with.
    """

    files: tuple[FileReport, ...] = ()
    parsed: int = 0
    rows_written: int = 0
    notes: tuple[str, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether any file was rejected or quarantined (exit 1)."""
        bad = {IngestOutcome.REJECTED, IngestOutcome.QUARANTINED}
        return any(report.outcome in bad for report in self.files)


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was found, with its scores by part and why it was kept or dropped."""

    passage: Passage
    score: float
    why: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AgeLimit:
    """How old a statement of a kind may be before its age is said."""

    days: int | None
