"""Fixtures: the same contract on the fake, on SQLite and on PostgreSQL."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from tests.contract import postgres
from transfobot.adapters.sql.engine import open_engine

KINDS = ["fake", "sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]


@pytest.fixture(scope="module")
def postgres_url() -> Iterator[str]:
    if postgres.binaries() is None:
        missing = "PostgreSQL is not installed: sudo apt-get install postgresql"
        if os.environ.get("CI") == "true":
            pytest.fail(missing)
        pytest.skip(missing)
    with postgres.server() as url:
        yield url


@pytest.fixture(params=KINDS)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine | None]:
    """An empty database; None stands for the fake."""
    if request.param == "fake":
        yield None
        return
    url = request.getfixturevalue("postgres_url") if request.param == "postgres" else None
    opened = open_engine(url, tmp_path)
    yield opened
    if url is not None:
        with opened.begin() as connection:
            connection.execute(text("DROP SCHEMA public CASCADE"))
            connection.execute(text("CREATE SCHEMA public"))
    opened.dispose()
