"""Open the records database: SQLite under the data directory, or PostgreSQL by URL.

SQLite runs in WAL with `synchronous=FULL` (an acknowledged row survives a power cut), foreign keys,
a busy timeout and `secure_delete` (what is erased is overwritten). Transactions are begun by us,
since Python's driver would otherwise leave DDL outside of them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import ExecutionContext
from sqlalchemy.exc import ArgumentError, DatabaseError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from transfobot.adapters.sql.upgrade import upgrade
from transfobot.domain.errors import ConfigurationError, StoreUnavailable

FILE_NAME = "records.db"
_PRAGMAS = (
    "PRAGMA busy_timeout = 10000",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
)


def open_engine(url: str | None, data_dir: Path) -> Engine:
    """Open the database and bring its schema up to date.

    `url` None means SQLite in `data_dir`. Raises ConfigurationError when it cannot be used.
    """
    where = url.split("@")[-1] if url else str(data_dir / FILE_NAME)
    try:
        engine = _create(url, data_dir)
        _listen(engine)
        upgrade(engine)
    except (ImportError, ArgumentError) as error:
        raise ConfigurationError(
            f"Die Datenbank {where} kann nicht verwendet werden; "
            "bitte TRANSFOBOT_DATABASE_URL prüfen (für PostgreSQL: Paket transfobot[postgres])."
        ) from error
    except (SQLAlchemyError, sqlite3.Error, OSError) as error:
        raise ConfigurationError(_opening_sentence(where, error)) from error
    return engine


def _create(url: str | None, data_dir: Path) -> Engine:
    if url is None or url.startswith("sqlite"):
        if url is None:
            data_dir.mkdir(parents=True, exist_ok=True)
            url = f"sqlite:///{data_dir / FILE_NAME}"
        return create_engine(url, connect_args={"timeout": 10, "check_same_thread": False})
    for scheme in ("postgres://", "postgresql://"):
        if url.startswith(scheme):
            url = "postgresql+psycopg://" + url[len(scheme) :]
    return create_engine(url, pool_pre_ping=True, pool_timeout=10)


def _listen(engine: Engine) -> None:
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
    event.listen(engine, "after_cursor_execute", _count)


def _prepare(connection: Any, _record: object) -> None:
    connection.isolation_level = None
    for pragma in _PRAGMAS:
        connection.execute(pragma)


def _begin(connection: Connection) -> None:
    # A writer takes its lock at once: a reader that turns writer later cannot wait for it.
    options = connection.get_execution_options()
    if options.get("single", False):
        return  # One statement is a consistent view of its own.
    writes = options.get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _count(
    connection: Connection,
    cursor: Any,
    _statement: str,
    _parameters: object,
    context: ExecutionContext,
    _many: bool,
) -> None:
    counter: Callable[[int], None] | None = connection.get_execution_options().get("rows")
    kinds = ("isinsert", "isupdate", "isdelete")
    if counter is not None and any(getattr(context, kind, False) for kind in kinds):
        counter(max(int(cursor.rowcount), 0))


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A consistent view. Raises StoreUnavailable."""
    with _translated(), engine.begin() as connection:
        yield connection


@contextmanager
def reading_once(engine: Engine) -> Iterator[Connection]:
    """A view for one statement, without a transaction around it. Raises StoreUnavailable."""
    with _translated(), engine.connect().execution_options(single=True) as connection:
        yield connection


@contextmanager
def writing(engine: Engine, rows: Callable[[int], None] | None = None) -> Iterator[Connection]:
    """One transaction, committed at the end; `rows` is told how many rows each statement changed.

    Raises StoreUnavailable.
    """
    with (
        _translated(),
        engine.connect().execution_options(writes=True, rows=rows) as connection,
        connection.begin(),
    ):
        yield connection


def overwrite_log(engine: Engine) -> None:
    """Fold the write-ahead log into the database, so that erased text is gone from it too."""
    if engine.dialect.name == "sqlite":
        with _translated(), engine.connect() as connection:
            raw = connection.connection.dbapi_connection
            if raw is not None:
                raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except PoolTimeout as error:
        raise StoreUnavailable("Die Datenbank ist überlastet; bitte gleich erneut.") from error
    except DatabaseError as error:
        raise StoreUnavailable(_sentence(str(error.orig))) from error


def _sentence(cause: str) -> str:
    cause = cause.lower()
    if "locked" in cause or "busy" in cause:
        return "Die Datenbank ist gerade belegt; bitte in einer Minute erneut versuchen."
    if "full" in cause or "no space" in cause:
        return (
            "Der Speicherplatz ist voll: Es konnte nichts gespeichert werden; bitte Platz machen."
        )
    if "readonly" in cause or "read-only" in cause:
        return "Die Datenbank ist schreibgeschützt; bitte die Rechte am Datenordner prüfen."
    if "malformed" in cause or "not a database" in cause or "disk image" in cause:
        return (
            "Die Datenbank ist beschädigt; bitte die letzte Sicherung des Datenordners einspielen."
        )
    return "Die Datenbank antwortet nicht; bitte in einer Minute erneut versuchen."


def _opening_sentence(where: str, error: BaseException) -> str:
    cause = str(getattr(error, "orig", None) or error).lower()
    if "malformed" in cause or "not a database" in cause or "disk image" in cause:
        return (
            f"Die Datenbank {where} ist beschädigt; bitte die letzte Sicherung einspielen "
            "oder die Datei zur Seite legen und mit transfobot ingest neu einlesen."
        )
    if "readonly" in cause or "unable to open" in cause or "denied" in cause:
        return f"Die Datenbank {where} kann nicht geöffnet werden; bitte die Rechte prüfen."
    if "locked" in cause:
        return f"Die Datenbank {where} ist von einem anderen Programm gesperrt."
    return f"Die Datenbank {where} antwortet nicht; bitte TRANSFOBOT_DATABASE_URL prüfen."
