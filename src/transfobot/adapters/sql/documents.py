"""Documents, revisions and passages in SQL: the truth that every index is rebuilt from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Engine, Insert, Table, delete, insert, select, text, update
from sqlalchemy.dialects import postgresql, sqlite

from transfobot.adapters.sql import rows as row
from transfobot.adapters.sql.engine import reading, reading_once, writing
from transfobot.adapters.sql.tables_knowledge import changes, documents, files, passages, roots
from transfobot.domain.knowledge import Document, Passage, Visibility
from transfobot.ports import Change, FileState, NewRevision, Root

_IDS_AT_ONCE = 900
_NEWEST = "SELECT max(number) FROM changes"
_ONE_WRITER = 7_249_201  # any number: the advisory lock that keeps change numbers in commit order


class SqlRecords:
    """Records port on SQLite or PostgreSQL."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._written = 0
        self._upserts: dict[str, Insert] = {}

    def _count(self, number: int) -> None:
        self._written += number

    def rows_written(self) -> int:
        """Rows inserted, changed or deleted, as the database driver counted them."""
        return self._written

    # --- the revision log ----------------------------------------------------------------------

    def revision_number(self) -> int:
        """The number of the newest change."""
        with reading_once(self._engine) as connection:
            # Asked at every question: plain SQL, which SQLAlchemy need not build each time.
            return connection.exec_driver_sql(_NEWEST).scalar() or 0

    def changes_since(self, number: int) -> Sequence[Change]:
        """Changes after `number`, oldest first."""
        query = select(changes).where(changes.c.number > number).order_by(changes.c.number)
        with reading(self._engine) as connection:
            return [Change(*found) for found in connection.execute(query)]

    def _log(self, connection: Connection, document_id: str, revision: str | None) -> Change:
        made = connection.execute(
            insert(changes).values(document_id=document_id, revision=revision)
        )
        key = made.inserted_primary_key
        return Change(int(key[0]) if key else 0, document_id, revision)

    # --- writing -------------------------------------------------------------------------------

    def put(self, revisions: Sequence[NewRevision]) -> Sequence[Change]:
        """Make complete revisions the live ones, all in one transaction."""
        made: list[Change] = []
        with writing(self._engine, self._count) as connection:
            self._alone(connection)
            for new in revisions:
                made += self._put_file(connection, new)
        return made

    def _alone(self, connection: Connection) -> None:
        if self._engine.dialect.name == "postgresql":
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_ONE_WRITER})"))

    def _put_file(self, connection: Connection, new: NewRevision) -> list[Change]:
        kept = {document.id for document, _ in new.attached}
        query = select(documents.c.id).where(documents.c.parent_id == new.document.id)
        gone = sorted(set(connection.execute(query).scalars()) - kept)
        made = [self._take_out(connection, document_id) for document_id in gone]
        made.append(self._put_one(connection, new.document, new.passages, None))
        for document, its_passages in new.attached:
            made.append(self._put_one(connection, document, its_passages, new.document.id))
        self._upsert(connection, files, [row.from_state(new.state)], ("source", "path"))
        return made

    def _put_one(
        self,
        connection: Connection,
        document: Document,
        its_passages: Sequence[Passage],
        parent: str | None,
    ) -> Change:
        query = select(documents.c.visibility).where(documents.c.id == document.id)
        before = connection.execute(query).scalar()
        change = self._log(connection, document.id, document.revision)
        mine = passages.c.document_id == document.id
        if before == Visibility.PUBLIC and document.visibility is Visibility.INTERNAL:
            connection.execute(delete(passages).where(mine))
        elif before is not None:
            live = passages.c.superseded.is_(None)
            connection.execute(update(passages).where(mine, live).values(superseded=change.number))
            again = [passage.id for passage in its_passages]
            for chunk in _chunks(again):
                connection.execute(delete(passages).where(mine, passages.c.id.in_(chunk)))
        self._upsert(connection, documents, [row.from_document(document, parent)], ("id",))
        if its_passages:
            connection.execute(insert(passages), [row.from_passage(one) for one in its_passages])
        return change

    def _take_out(self, connection: Connection, document_id: str) -> Change:
        connection.execute(delete(passages).where(passages.c.document_id == document_id))
        connection.execute(delete(documents).where(documents.c.id == document_id))
        return self._log(connection, document_id, None)

    def remove(self, document_ids: Sequence[str]) -> Sequence[Change]:
        """Take documents and what is attached to them out."""
        made: list[Change] = []
        with writing(self._engine, self._count) as connection:
            self._alone(connection)
            for document_id in document_ids:
                both = (documents.c.id == document_id) | (documents.c.parent_id == document_id)
                query = select(documents.c.id).where(both).order_by(documents.c.parent_id.is_(None))
                found = list(connection.execute(query).scalars())
                made += [self._take_out(connection, one) for one in found]
                connection.execute(delete(files).where(files.c.document_id == document_id))
        return made

    def purge(self, number: int) -> None:
        """Drop superseded passages up to this change."""
        old = passages.c.superseded <= number
        with reading(self._engine) as connection:
            if connection.execute(select(passages.c.id).where(old).limit(1)).first() is None:
                return
        with writing(self._engine, self._count) as connection:
            connection.execute(delete(passages).where(old))

    def _upsert(
        self,
        connection: Connection,
        table: Table,
        rows: Sequence[Mapping[str, Any]],
        key: tuple[str, ...],
    ) -> None:
        statement = self._upserts.get(table.name)
        if statement is None:
            dialect = postgresql if self._engine.dialect.name == "postgresql" else sqlite
            insertion = dialect.insert(table)
            fresh = {name: insertion.excluded[name] for name in rows[0] if name not in key}
            statement = insertion.on_conflict_do_update(index_elements=list(key), set_=fresh)
            # Kept: making it anew for each document takes longer than the row itself.
            self._upserts[table.name] = statement
        connection.execute(statement, list(rows))

    # --- files and roots -----------------------------------------------------------------------

    def file_states(self, source: str | None = None) -> Sequence[FileState]:
        """What is remembered of every file, of one source or all."""
        query = select(files).order_by(files.c.source, files.c.path)
        if source is not None:
            query = query.where(files.c.source == source)
        with reading(self._engine) as connection:
            return [row.to_state(found) for found in connection.execute(query)]

    def remember(self, states: Sequence[FileState]) -> None:
        """Keep file rows without touching documents."""
        if states:
            with writing(self._engine, self._count) as connection:
                rows = [row.from_state(state) for state in states]
                self._upsert(connection, files, rows, ("source", "path"))

    def forget(self, named: Sequence[tuple[str, str]]) -> None:
        """Drop the file rows of these (source, path)."""
        if named:
            with writing(self._engine, self._count) as connection:
                for source, path in named:
                    this = (files.c.source == source) & (files.c.path == path)
                    connection.execute(delete(files).where(this))

    def roots(self) -> Sequence[Root]:
        """Remembered roots, by path."""
        with reading(self._engine) as connection:
            found = connection.execute(select(roots).order_by(roots.c.path))
            return [Root(one.path, Visibility(one.visibility), one.source) for one in found]

    def remember_root(self, root: Root) -> None:
        """Remember a PATH given to ingest, or its new visibility."""
        values = {"path": root.path, "visibility": root.visibility.value, "source": root.source}
        with writing(self._engine, self._count) as connection:
            self._upsert(connection, roots, [values], ("path",))

    def forget_root(self, path: str) -> None:
        """No longer scan this PATH."""
        with writing(self._engine, self._count) as connection:
            connection.execute(delete(roots).where(roots.c.path == path))

    # --- reading -------------------------------------------------------------------------------

    def document(self, document_id: str) -> Document | None:
        """The live revision."""
        query = select(documents).where(documents.c.id == document_id)
        with reading(self._engine) as connection:
            found = connection.execute(query).first()
        return row.to_document(found) if found is not None else None

    def documents(self) -> Sequence[Document]:
        """All live documents without their text."""
        columns = [column for column in documents.c if column.name != "text"]
        with reading(self._engine) as connection:
            found = connection.execute(select(*columns).order_by(documents.c.id)).all()
        return [row.to_document(one) for one in found]

    def record_rows(self) -> Sequence[tuple[str, str, Mapping[str, object]]]:
        """(document id, path, front matter) of every live document that carries a record."""
        query = select(documents.c.id, documents.c.path, documents.c.record).where(
            documents.c.record.is_not(None)
        )
        with reading(self._engine) as connection:
            found = connection.execute(query.order_by(documents.c.id)).all()
        return [(document_id, path, row.to_record(record)) for document_id, path, record in found]

    def passages(self, passage_ids: Sequence[str]) -> Sequence[Passage]:
        """The passages of these ids in the order asked, live or not yet purged."""
        found: dict[str, Passage] = {}
        with reading(self._engine) as connection:
            for chunk in _chunks(passage_ids):
                query = select(passages).where(passages.c.id.in_(chunk))
                found.update((one.id, row.to_passage(one)) for one in connection.execute(query))
        return [found[passage_id] for passage_id in passage_ids if passage_id in found]

    def passages_of(self, document_id: str) -> Sequence[Passage]:
        """The live passages of one document in order."""
        query = (
            select(passages)
            .where(passages.c.document_id == document_id, passages.c.superseded.is_(None))
            .order_by(passages.c.ordinal)
        )
        with reading(self._engine) as connection:
            return [row.to_passage(one) for one in connection.execute(query)]


def _chunks(ids: Sequence[str]) -> list[Sequence[str]]:
    return [ids[at : at + _IDS_AT_ONCE] for at in range(0, len(ids), _IDS_AT_ONCE)]
