"""One PostgreSQL for a whole test run, and an empty database for each test."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, text

from tests.contract.postgres import binaries, server
from transfobot.adapters.sql.engine import open_engine

INSTALL = "PostgreSQL is not installed: sudo apt-get install postgresql"


@contextmanager
def postgres() -> Iterator[str]:
    """Run a server; yields its URL. Skips loudly where it is missing; in CI that is a failure."""
    if binaries() is None:
        if os.environ.get("CI") == "true":
            pytest.fail(INSTALL)
        pytest.skip(INSTALL)
    with server() as url:
        yield url


def emptied(url: str) -> str:
    """The same URL, its database without any table."""
    engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://", 1))
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()
    return url


@contextmanager
def an_engine(kind: str, url: str | None, folder: Path) -> Iterator[Engine]:
    """An engine over an empty database of this kind."""
    opened = open_engine(emptied(url) if url else None, folder)
    try:
        yield opened
    finally:
        opened.dispose()
