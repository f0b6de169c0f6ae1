"""Give up the bytes of what was deleted in the records database."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Engine, event, text
from sqlalchemy.engine import ExecutionContext

from transfobot.adapters.sql.engine import reading

_POSTGRES_TABLES = (
    "conversations",
    "turns",
    "feedback",
    "handoffs",
    "consents",
    "handoff_moves",
    "handoff_replies",
    "handoff_notes",
    "outbox",
    "unmatched_mail",
)


_WATCHED = frozenset({*_POSTGRES_TABLES, "chats", "chat_messages"})


class ErasureWatch:
    """Whether something of a person was deleted since the last rewrite.

    True at the start: nobody knows what was deleted before. Of PostgreSQL always true, since other
    processes delete too.
    """

    def __init__(self, engine: Engine) -> None:
        self._always = engine.dialect.name != "sqlite"
        self.erased = True
        event.listen(engine, "after_cursor_execute", self._see)

    def take(self) -> bool:
        """Whether there was anything; from now on only what follows counts."""
        found, self.erased = self.erased, self._always
        return found

    def _see(
        self,
        _connection: Connection,
        cursor: Any,
        _statement: str,
        _parameters: object,
        context: ExecutionContext,
        _many: bool,
    ) -> None:
        if not getattr(context, "isdelete", False) or cursor.rowcount == 0:
            return
        table = getattr(getattr(context, "compiled", None), "statement", None)
        if getattr(getattr(table, "table", None), "name", None) in _WATCHED:
            self.erased = True


class SqlStorage:
    """Storage port: SQLite is rewritten and its log emptied, PostgreSQL's tables are rewritten."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def compact(self) -> None:
        """Rewrite; takes as long as copying the tables. Raises StoreUnavailable when held up."""
        with reading(self._engine) as connection:
            connection.exec_driver_sql("SELECT 1")
        if self._engine.dialect.name == "sqlite":
            self._compact_sqlite()
            return
        with self._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            for name in _POSTGRES_TABLES:
                connection.execute(text(f"VACUUM FULL {name}"))

    def _compact_sqlite(self) -> None:
        raw = self._engine.raw_connection()
        try:
            cursor = raw.cursor()
            # `secure_delete` has zeroed the rows; moved cells may have left copies inside pages.
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            cursor.close()
        finally:
            raw.close()
