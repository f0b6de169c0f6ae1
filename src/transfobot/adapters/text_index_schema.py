"""Tables of index.db: one set a visibility, so that no public question touches internal rows."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from transfobot.adapters.text_index_lengths import COLUMNS
from transfobot.domain.knowledge import Visibility

SCHEMA = 3
_MAPPED = 1 << 30
"""Bytes of the file that are mapped: all of it up to some hundred thousand passages."""

_SHARED = """
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS documents (
    document_id TEXT PRIMARY KEY, slot INTEGER NOT NULL UNIQUE,
    visibility TEXT NOT NULL, passages INTEGER NOT NULL
) WITHOUT ROWID;
"""

# Contentless FTS5 stores no text; 'tokens' holds what a delete has to repeat word for word.
_APART = """
CREATE VIRTUAL TABLE IF NOT EXISTS fts_{v} USING fts5(
    {columns}, content='', columnsize=0, tokenize='ascii'
);
CREATE TABLE IF NOT EXISTS rows_{v} (
    row INTEGER PRIMARY KEY, passage_id TEXT NOT NULL UNIQUE, document_id TEXT NOT NULL,
    features BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS tokens_{v} (row INTEGER PRIMARY KEY, tokens BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS terms_{v} (
    term TEXT PRIMARY KEY, passages INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS sums_{v} (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS grams_{v} (
    page INTEGER PRIMARY KEY, in_passages BLOB NOT NULL, in_sentences BLOB NOT NULL
);
"""


def connect(path: Path) -> sqlite3.Connection:
    """A connection of its own in autocommit mode, WAL, waiting up to five seconds for a lock."""
    connection = sqlite3.connect(path, timeout=5.0, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA journal_mode=WAL")
    # The index is rebuilt from the records, so power loss may cost the last commits, never more.
    connection.execute("PRAGMA synchronous=NORMAL")
    # A small cache each, as every thread has a connection; the mapped file is shared by all.
    connection.execute("PRAGMA cache_size=-4000")
    connection.execute(f"PRAGMA mmap_size={_MAPPED}")
    return connection


def create(connection: sqlite3.Connection) -> None:
    """Make what is missing; an index of another schema is emptied first."""
    found = connection.execute("PRAGMA user_version").fetchone()[0]
    if found not in (0, SCHEMA):
        drop(connection)
    connection.executescript(_SHARED)
    for visibility in Visibility:
        columns = ", ".join(COLUMNS)
        connection.executescript(_APART.format(v=visibility.value, columns=columns))
    connection.execute(f"PRAGMA user_version={SCHEMA}")


def drop(connection: sqlite3.Connection) -> None:
    """Remove every table."""
    connection.execute("BEGIN IMMEDIATE")
    for visibility in Visibility:
        for name in ("fts", "rows", "tokens", "terms", "sums", "grams"):
            connection.execute(f"DROP TABLE IF EXISTS {name}_{visibility.value}")
    for name in ("documents", "meta"):
        connection.execute(f"DROP TABLE IF EXISTS {name}")
    connection.execute("COMMIT")
