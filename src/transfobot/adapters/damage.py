"""Damaged SQLite files: which errors say so, and what may simply be made again."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

_DAMAGE = {sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT}


def says_damage(error: sqlite3.Error) -> bool:
    """Whether the file itself is wrong, not the lock, the disk or the rights."""
    code = getattr(error, "sqlite_errorcode", None)
    return code is not None and code & 0xFF in _DAMAGE


def is_damaged(path: Path) -> bool:
    """Whether a file cannot even show its tables; one that is not there is not damaged."""
    if not path.is_file():
        return False
    try:
        with closing(sqlite3.connect(path, timeout=5.0)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.Error as error:
        return says_damage(error)
    return False


def discard(path: Path) -> None:
    """Remove a database file with its log."""
    for name in (path, *(path.with_name(path.name + end) for end in ("-wal", "-shm"))):
        name.unlink(missing_ok=True)
