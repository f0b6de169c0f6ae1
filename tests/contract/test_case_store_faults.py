"""Faults of the store (fault_plan F11, F12): locked, restarted, two processes at once."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from tests.fakes.handoff_house import HandoffHouse, a_request
from tests.servers.postgres import emptied, postgres
from transfobot.adapters.sql.engine import open_engine
from transfobot.assistant.handoff.opening import open_handoff
from transfobot.domain.errors import StoreUnavailable
from transfobot.domain.handoffs import HandoffState

HOLD = """
import sqlite3, sys, time
held = sqlite3.connect(sys.argv[1], isolation_level=None)
held.execute("BEGIN EXCLUSIVE")
print("held", flush=True)
time.sleep(float(sys.argv[2]))
held.execute("ROLLBACK")
"""


@pytest.fixture(scope="module")
def database() -> Iterator[str]:
    with postgres() as url:
        yield url


def hold(folder: Path, seconds: float) -> subprocess.Popen[str]:
    """Another process that locks the database."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder / "records.db"), str(seconds)],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline().strip() == "held"
    return process


def test_a_short_lock_only_delays(tmp_path: Path) -> None:
    engine = open_engine(None, tmp_path)
    house = HandoffHouse(engine)
    process = hold(tmp_path, 1.5)
    began = time.monotonic()
    assert open_handoff(house.service, a_request()).created
    assert 0.5 < time.monotonic() - began < 10
    process.wait()
    engine.dispose()


def test_a_long_lock_says_so_and_the_same_click_succeeds_later(tmp_path: Path) -> None:
    engine = open_engine(None, tmp_path)
    house = HandoffHouse(engine)
    process = hold(tmp_path, 13)
    with pytest.raises(StoreUnavailable) as busy:
        open_handoff(house.service, a_request())
    assert busy.value.retry_after > 0
    process.wait()
    assert open_handoff(house.service, a_request()).handoff.reference == "TB-2026-0001"
    engine.dispose()


@pytest.mark.postgres
def test_cut_connections_lose_nothing(database: str, tmp_path: Path) -> None:
    engine = open_engine(emptied(database), tmp_path)
    house = HandoffHouse(engine)
    admin = create_engine(
        database.replace("postgresql://", "postgresql+psycopg://", 1),
        isolation_level="AUTOCOMMIT",
    )
    stop = threading.Event()

    def cut() -> None:
        while not stop.is_set():
            with admin.connect() as connection:
                connection.execute(
                    text(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                        "WHERE pid <> pg_backend_pid() AND usename = 'bot'"
                    )
                )
            time.sleep(0.05)

    cutter = threading.Thread(target=cut)
    cutter.start()
    acknowledged: dict[str, str] = {}
    refused = 0
    for number in range(40):
        key = f"k{number}"
        for _ in range(50):  # the inquirer clicks again
            try:
                opened = open_handoff(house.service, a_request(idempotency_key=key))
                acknowledged[key] = opened.handoff.reference
                break
            except StoreUnavailable:
                refused += 1
    stop.set()
    cutter.join()
    assert len(acknowledged) == 40
    assert sorted(acknowledged.values()) == [f"TB-2026-{number:04d}" for number in range(1, 41)]
    assert house.service.cases.counts() == {HandoffState.OPEN.value: 40}
    assert house.service.outbox.waiting() == 40
    admin.dispose()
    engine.dispose()


@pytest.mark.postgres
def test_processes_that_start_at_once_make_the_schema_once(database: str, tmp_path: Path) -> None:
    url = emptied(database)
    with ThreadPoolExecutor(6) as pool:
        engines = list(pool.map(lambda _: open_engine(url, tmp_path), range(6)))
    for engine in engines:
        with engine.connect() as connection:
            assert connection.scalar(text("SELECT count(*) FROM alembic_version")) == 1
        engine.dispose()
