"""Stores for the tests of cases: the same suite on SQLite and on a real PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.servers.postgres import an_engine, postgres


@pytest.fixture(scope="session")
def postgres_for_cases() -> Iterator[str]:
    with postgres() as url:
        yield url


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def case_engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An empty records database."""
    kind: str = request.param
    url = request.getfixturevalue("postgres_for_cases") if kind == "postgres" else None
    with an_engine(kind, url, tmp_path / "records") as engine:
        yield engine
