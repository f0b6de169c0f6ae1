"""What every records store promises."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine

from tests.contract.stores import engine, postgres_url  # noqa: F401 - fixtures
from tests.fakes.records import FakeRecords
from transfobot.adapters.sql.documents import SqlRecords
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
from transfobot.ports import Change, FileState, NewRevision, Records, Root


@pytest.fixture
def records(engine: Engine | None) -> Records:  # noqa: F811
    return FakeRecords() if engine is None else SqlRecords(engine)


def a_document(name: str, revision: str = "r1", **changes: object) -> Document:
    document = Document(
        id=name,
        revision=revision,
        source="corpus",
        path=f"networks/{name}.md",
        title=f"Titel {name}",
        kind=Kind.DOCUMENT,
        visibility=Visibility.PUBLIC,
        text=f"Förderung {name} {revision}\nZweite Zeile",
        as_of="2026-01",
        pages=2,
        pages_at=(0, 10),
        warnings=("Hinweis",),
        ingested_at=datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC),
    )
    return replace(document, **changes)  # type: ignore[arg-type]


def its_passages(document: Document) -> list[Passage]:
    return [
        Passage(
            id=f"{document.id}-{document.revision}-{number}",
            document_id=document.id,
            revision=document.revision,
            ordinal=number,
            text=document.text[:9],
            offset=0,
            title=document.title,
            locator=Locator(number + 1, ("Oben", "Unten")),
            units=(Unit(0, 4), Unit(5, 9, UnitKind.CONTACT)),
            visibility=document.visibility,
            kind=UnitKind.LIST,
        )
        for number in range(2)
    ]


def new(document: Document, *attached: Document) -> NewRevision:
    state = FileState(
        document_id=document.id,
        source=document.source,
        path=document.path,
        size=7,
        mtime_ns=1_700_000_000_123_456_789,
        content_hash=document.revision,
        visibility=document.visibility,
        parser="markdown 1",
        pages=2,
        passages=2,
    )
    return NewRevision(
        document, its_passages(document), state, tuple((one, its_passages(one)) for one in attached)
    )


def test_comes_back_as_it_was_put(records: Records) -> None:
    document = a_document("a", record={"id": "net", "partners": ["x"], "year": 2022})
    changes = records.put([new(document)])
    assert changes == [Change(1, "a", "r1")]
    assert records.document("a") == document
    assert records.passages_of("a") == its_passages(document)
    assert records.documents() == [replace(document, text="")]
    assert records.record_rows() == [
        ("a", "networks/a.md", {"id": "net", "partners": ["x"], "year": 2022})
    ]
    assert records.file_states("corpus") == [new(document).state]
    assert records.file_states("other") == []
    assert records.document("b") is None


def test_passages_come_in_the_order_asked(records: Records) -> None:
    records.put([new(a_document("a")), new(a_document("b"))])
    found = records.passages(["b-r1-1", "nothing", "a-r1-0"])
    assert [passage.id for passage in found] == ["b-r1-1", "a-r1-0"]


def test_the_old_revision_is_readable_until_purged(records: Records) -> None:
    records.put([new(a_document("a"))])
    (change,) = records.put([new(a_document("a", "r2"))])
    assert records.document("a").revision == "r2"  # type: ignore[union-attr]
    assert [one.revision for one in records.passages(["a-r1-0", "a-r2-0"])] == ["r1", "r2"]
    assert {one.revision for one in records.passages_of("a")} == {"r2"}
    records.purge(change.number - 1)
    assert len(records.passages(["a-r1-0"])) == 1
    records.purge(change.number)
    assert records.passages(["a-r1-0"]) == []
    assert len(records.passages_of("a")) == 2


def test_going_back_to_an_earlier_revision(records: Records) -> None:
    for revision in ("r1", "r2", "r1"):
        (change,) = records.put([new(a_document("a", revision))])
    records.purge(change.number)
    assert [one.id for one in records.passages_of("a")] == ["a-r1-0", "a-r1-1"]
    assert records.passages(["a-r2-0"]) == []


def test_what_becomes_internal_is_gone_from_the_public_at_once(records: Records) -> None:
    records.put([new(a_document("a"))])
    records.put([new(a_document("a", "r2", visibility=Visibility.INTERNAL))])
    assert records.passages(["a-r1-0"]) == []
    assert {one.visibility for one in records.passages_of("a")} == {Visibility.INTERNAL}


def test_removal_is_complete_and_logged(records: Records) -> None:
    records.put([new(a_document("a"), a_document("a1"), a_document("a2")), new(a_document("b"))])
    number = records.revision_number()
    changes = records.remove(["a", "unknown"])
    assert {one.document_id for one in changes} == {"a", "a1", "a2"}
    assert all(one.revision is None for one in changes)
    assert records.changes_since(number) == changes
    assert [one.id for one in records.documents()] == ["b"]
    assert records.passages(["a-r1-0", "a1-r1-0"]) == []
    assert [one.document_id for one in records.file_states()] == ["b"]


def test_attached_documents_follow_their_file(records: Records) -> None:
    records.put([new(a_document("a"), a_document("a1"), a_document("a2"))])
    changes = records.put([new(a_document("a", "r2"), a_document("a2", "r2"))])
    assert Change(4, "a1", None) in changes
    assert [one.id for one in records.documents()] == ["a", "a2"]


def test_remembers_failures_and_copies_without_a_document(records: Records) -> None:
    failed = replace(
        new(a_document("x")).state,
        outcome=IngestOutcome.REJECTED,
        reason="Die Datei ist leer.",
        pages=None,
    )
    records.remember([failed])
    assert records.file_states() == [failed]
    assert records.revision_number() == 0
    records.remember([replace(failed, size=8)])
    assert [one.size for one in records.file_states()] == [8]
    records.forget([(failed.source, failed.path)])
    assert records.file_states() == []


def test_roots(records: Records) -> None:
    records.remember_root(Root("/b", Visibility.PUBLIC, "b"))
    records.remember_root(Root("/a", Visibility.PUBLIC, "a"))
    records.remember_root(Root("/b", Visibility.INTERNAL, "b"))
    expected = [Root("/a", Visibility.PUBLIC, "a"), Root("/b", Visibility.INTERNAL, "b")]
    assert records.roots() == expected
    records.forget_root("/a")
    assert records.roots() == expected[1:]


def test_reading_writes_nothing_and_writing_is_counted(records: Records) -> None:
    assert records.rows_written() == 0
    records.put([new(a_document("a"))])
    written = records.rows_written()
    assert written >= 4  # document, two passages, change
    records.documents(), records.file_states(), records.passages_of("a"), records.purge(99)
    records.changes_since(0), records.remember([]), records.forget([]), records.remove(["none"])
    assert records.rows_written() == written
