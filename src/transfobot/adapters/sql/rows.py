"""Domain objects to table rows and back; nested values are compact JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from transfobot.domain.knowledge import (
    Document,
    IngestOutcome,
    Kind,
    Locator,
    Passage,
    Unit,
    UnitKind,
    Visibility,
)
from transfobot.ports import FileState


def compact(value: object) -> str:
    """JSON without blanks; dates as ISO text."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)


def instant(at: datetime) -> str:
    """An aware instant as sortable UTC text."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def from_document(document: Document, parent: str | None) -> dict[str, Any]:
    """The row of a document; `parent` is the document it is attached to."""
    return {
        "id": document.id,
        "parent_id": parent,
        "revision": document.revision,
        "source": document.source,
        "path": document.path,
        "title": document.title,
        "kind": document.kind.value,
        "visibility": document.visibility.value,
        "as_of": document.as_of,
        "language": document.language,
        "pages": document.pages,
        "pages_at": compact(document.pages_at),
        "source_url": document.source_url,
        "media_type": document.media_type,
        "record": None if document.record is None else compact(document.record),
        "warnings": compact(document.warnings),
        "ingested_at": instant(document.ingested_at) if document.ingested_at else None,
        "text": document.text,
    }


def to_document(found: Any) -> Document:
    """A document from its row; without a text column its text is empty."""
    at = found.ingested_at
    return Document(
        id=found.id,
        revision=found.revision,
        source=found.source,
        path=found.path,
        title=found.title,
        kind=Kind(found.kind),
        visibility=Visibility(found.visibility),
        text=getattr(found, "text", ""),
        as_of=found.as_of,
        language=found.language,
        pages=found.pages,
        pages_at=tuple(json.loads(found.pages_at)),
        source_url=found.source_url,
        media_type=found.media_type,
        record=None if found.record is None else json.loads(found.record),
        warnings=tuple(json.loads(found.warnings)),
        ingested_at=datetime.fromisoformat(at) if at else None,
    )


def to_record(record: str) -> Mapping[str, object]:
    """The front matter of a document row."""
    values: dict[str, object] = json.loads(record)
    return values


def from_passage(passage: Passage) -> dict[str, Any]:
    """The row of a live passage; a prose unit is [start, end], others name their kind."""
    return {
        "id": passage.id,
        "document_id": passage.document_id,
        "revision": passage.revision,
        "ordinal": passage.ordinal,
        "offset": passage.offset,
        "title": passage.title,
        "page": passage.locator.page,
        "headings": compact(passage.locator.headings),
        "units": compact(
            [
                [unit.start, unit.end]
                if unit.kind is UnitKind.PROSE
                else [unit.start, unit.end, unit.kind.value]
                for unit in passage.units
            ]
        ),
        "visibility": passage.visibility.value,
        "kind": passage.kind.value,
        "superseded": None,
        "text": passage.text,
    }


def to_passage(found: Any) -> Passage:
    """A passage from its row."""
    return Passage(
        id=found.id,
        document_id=found.document_id,
        revision=found.revision,
        ordinal=found.ordinal,
        text=found.text,
        offset=found.offset,
        title=found.title,
        locator=Locator(found.page, tuple(json.loads(found.headings))),
        units=tuple(
            Unit(unit[0], unit[1], UnitKind(unit[2]) if len(unit) > 2 else UnitKind.PROSE)
            for unit in json.loads(found.units)
        ),
        visibility=Visibility(found.visibility),
        kind=UnitKind(found.kind),
    )


def from_state(state: FileState) -> dict[str, Any]:
    """The row of a file that was looked at."""
    return {
        "source": state.source,
        "path": state.path,
        "document_id": state.document_id,
        "size": state.size,
        "mtime_ns": state.mtime_ns,
        "content_hash": state.content_hash,
        "visibility": state.visibility.value,
        "parser": state.parser,
        "outcome": state.outcome.value,
        "reason": state.reason,
        "pages": state.pages,
        "passages": state.passages,
    }


def to_state(found: Any) -> FileState:
    """A file state from its row."""
    return FileState(
        document_id=found.document_id,
        source=found.source,
        path=found.path,
        size=found.size,
        mtime_ns=found.mtime_ns,
        content_hash=found.content_hash,
        visibility=Visibility(found.visibility),
        parser=found.parser,
        outcome=IngestOutcome(found.outcome),
        reason=found.reason,
        pages=found.pages,
        passages=found.passages,
    )
