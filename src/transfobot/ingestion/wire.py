"""What goes between the ingest and its child: a header in JSON, then the file's bytes.

JSON and not pickle: the child has read hostile files and is not believed more than its data.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import IO, Any

from transfobot.domain.knowledge import (
    Document,
    Kind,
    Locator,
    Passage,
    Unit,
    UnitKind,
    Visibility,
)
from transfobot.ingestion.rules import Rules

_LENGTH = 8
_UNIT_KINDS = {kind.value: kind for kind in UnitKind}


@dataclass(frozen=True, slots=True)
class Task:
    """One file to read: what is known of it before its content is."""

    document_id: str
    revision: str
    source: str
    path: str
    visibility: Visibility
    kind: Kind
    rules: Rules


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of it: the document with its passages, and what is attached to it."""

    document: Document
    passages: tuple[Passage, ...]
    attached: tuple[tuple[Document, tuple[Passage, ...]], ...] = ()


def write_frame(stream: IO[bytes], *parts: bytes) -> None:
    """Send parts, each led by its length."""
    for part in parts:
        stream.write(len(part).to_bytes(_LENGTH, "big"))
        stream.write(part)
    stream.flush()


def read_part(stream: IO[bytes]) -> bytes | None:
    """One part; None at the end of the stream."""
    head = stream.read(_LENGTH)
    if len(head) < _LENGTH:
        return None
    return stream.read(int.from_bytes(head, "big"))


def task_to_json(task: Task) -> bytes:
    """A task as the child reads it."""
    return json.dumps(
        {
            "document_id": task.document_id,
            "revision": task.revision,
            "source": task.source,
            "path": task.path,
            "visibility": task.visibility.value,
            "kind": task.kind.value,
            "rules": task.rules.to_dict(),
        }
    ).encode()


def task_from_json(data: bytes) -> Task:
    """The task again."""
    values = json.loads(data)
    return Task(
        values["document_id"],
        values["revision"],
        values["source"],
        values["path"],
        Visibility(values["visibility"]),
        Kind(values["kind"]),
        Rules.from_dict(values["rules"]),
    )


def reading_to_json(reading: Reading) -> bytes:
    """A reading as the ingest gets it."""
    pairs = [(reading.document, reading.passages), *reading.attached]
    found = {"documents": [[_document(one), [_passage(p) for p in its]] for one, its in pairs]}
    # A title made of a file's name may hold half a character, as the name does.
    return json.dumps(found, separators=(",", ":"), ensure_ascii=False).encode(
        "utf-8", "surrogatepass"
    )


def reading_from_json(values: Mapping[str, Any], task: Task) -> Reading:
    """The reading again; identity and visibility are the task's, whatever the child says.

    Raises KeyError, ValueError, TypeError or IndexError for anything that is no reading.
    """
    found = []
    for number, (document, its_passages) in enumerate(values["documents"]):
        made = _to_document(document, task, attached=number > 0)
        found.append(
            (made, tuple(_to_passage(one, at, made) for at, one in enumerate(its_passages)))
        )
    return Reading(*found[0], attached=tuple(found[1:]))


def _document(document: Document) -> dict[str, Any]:
    return {
        "id": document.id,
        "kind": document.kind.value,
        "title": document.title,
        "text": document.text,
        "as_of": document.as_of,
        "language": document.language,
        "pages": document.pages,
        "pages_at": document.pages_at,
        "source_url": document.source_url,
        "media_type": document.media_type,
        "record": document.record,
        "warnings": document.warnings,
    }


def _to_document(values: Mapping[str, Any], task: Task, *, attached: bool) -> Document:
    if attached and not str(values["id"]).startswith(f"{task.document_id}-"):
        raise ValueError("an attached document belongs to its file")
    return Document(
        id=str(values["id"]) if attached else task.document_id,
        revision=task.revision,
        source=task.source,
        path=task.path,
        title=str(values["title"]),
        kind=Kind(values["kind"]),
        visibility=task.visibility,
        text=str(values["text"]),
        as_of=values["as_of"],
        language=str(values["language"]),
        pages=values["pages"],
        pages_at=tuple(int(at) for at in values["pages_at"]),
        source_url=values["source_url"],
        media_type=str(values["media_type"]),
        record=values["record"],
        warnings=tuple(str(one) for one in values["warnings"]),
    )


def _passage(passage: Passage) -> list[Any]:
    return [
        passage.id,
        passage.offset,
        len(passage.text),
        passage.locator.page,
        passage.locator.headings,
        passage.kind.value,
        [[unit.start, unit.end, unit.kind.value] for unit in passage.units],
    ]


def _to_passage(values: Sequence[Any], ordinal: int, document: Document) -> Passage:
    identity, offset, length, page, headings, kind, units = values
    return Passage(
        id=str(identity),
        document_id=document.id,
        revision=document.revision,
        ordinal=ordinal,
        text=document.text[offset : offset + length],
        offset=offset,
        title=document.title,
        locator=Locator(page, tuple(headings)),
        units=tuple([Unit(start, end, _UNIT_KINDS[of]) for start, end, of in units]),
        visibility=document.visibility,
        kind=UnitKind(kind),
    )
