"""Give up the bytes of what was deleted in the records database."""

from __future__ import annotations

from sqlalchemy import Engine, text

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
