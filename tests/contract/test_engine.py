"""Opening the database: upgrades, refusals, and that what is acknowledged is on the disk."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from transfobot.adapters.sql import upgrade
from transfobot.adapters.sql.engine import FILE_NAME, open_engine, overwrite_log, reading, writing
from transfobot.domain.errors import ConfigurationError, StoreUnavailable


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    opened = open_engine(None, tmp_path)
    yield opened
    opened.dispose()


def test_sqlite_is_set_up_to_lose_nothing(engine: Engine) -> None:
    wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}
    with reading(engine) as connection:
        for name, value in wanted.items():
            assert connection.exec_driver_sql(f"PRAGMA {name}").scalar() == value
        assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar() >= 5000  # type: ignore[operator]


def test_an_up_to_date_database_opens_without_alembic(tmp_path: Path) -> None:
    open_engine(None, tmp_path).dispose()
    code = (
        "import sys, pathlib; from transfobot.adapters.sql.engine import open_engine;"
        f"open_engine(None, pathlib.Path({str(tmp_path)!r})); print('alembic' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_steps_are_a_chain(engine: Engine) -> None:
    names = upgrade.steps()
    assert names[:2] == ["0001_knowledge", "0002_conversations"]
    with reading(engine) as connection:
        found = connection.execute(text("SELECT version_num FROM alembic_version")).scalars()
        assert list(found) == [names[-1]]


def test_a_newer_database_is_refused(tmp_path: Path) -> None:
    open_engine(None, tmp_path).dispose()
    with sqlite3.connect(tmp_path / FILE_NAME) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999_future'")
    with pytest.raises(ConfigurationError, match="neueren Fassung"):
        open_engine(None, tmp_path)


def test_an_upgrade_that_fails_leaves_nothing_half_done(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / FILE_NAME) as connection:
        # A table of the last step is in the way: the step before must not stay either.
        connection.execute("CREATE TABLE aggregates (day TEXT)")
    with pytest.raises(ConfigurationError):
        open_engine(None, tmp_path)
    with sqlite3.connect(tmp_path / FILE_NAME) as connection:
        names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    assert "documents" not in names
    assert "alembic_version" not in names


@pytest.mark.parametrize("damage", [b"kein SQLite" * 500, None])
def test_a_damaged_database_is_one_german_sentence(tmp_path: Path, damage: bytes | None) -> None:
    path = tmp_path / FILE_NAME
    if damage is None:
        open_engine(None, tmp_path).dispose()
        content = bytearray(path.read_bytes())
        content[:4096] = b"\xff" * 4096
        path.write_bytes(bytes(content))
    else:
        path.write_bytes(damage)
    with pytest.raises(ConfigurationError) as caught:
        open_engine(None, tmp_path)
    assert "beschädigt" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_an_unreachable_server_is_one_german_sentence(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError) as caught:
        open_engine("postgresql://bot:geheim@127.0.0.1:9/none", tmp_path)
    assert "geheim" not in str(caught.value)
    with pytest.raises(ConfigurationError, match="TRANSFOBOT_DATABASE_URL"):
        open_engine("mysql+nothing://x", tmp_path)


def test_a_lock_that_stays_becomes_unavailable(engine: Engine, tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / FILE_NAME, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        with engine.connect() as connection:
            connection.connection.dbapi_connection.execute("PRAGMA busy_timeout = 50")  # type: ignore[union-attr]
        with pytest.raises(StoreUnavailable, match="belegt"), writing(engine):
            pass
        other.execute("ROLLBACK")


def test_a_transaction_that_fails_leaves_nothing(engine: Engine) -> None:
    class Broken(Exception):
        pass

    def write_and_break() -> None:
        with writing(engine) as connection:
            connection.execute(text("INSERT INTO roots VALUES ('/a', 'public', 'a')"))
            raise Broken

    with pytest.raises(Broken):
        write_and_break()
    with reading(engine) as connection:
        assert connection.execute(text("SELECT count(*) FROM roots")).scalar() == 0


def test_writers_in_threads_wait_for_each_other(engine: Engine) -> None:
    def write(number: int) -> None:
        for step in range(10):
            with writing(engine) as connection:
                values = {"path": f"/{number}/{step}"}
                connection.execute(text("INSERT INTO roots VALUES (:path, 'public', 'a')"), values)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with reading(engine) as connection:
        assert connection.execute(text("SELECT count(*) FROM roots")).scalar() == 40


def test_erased_text_is_gone_from_the_files(engine: Engine, tmp_path: Path) -> None:
    marker = "GEHEIMNISMARKE"
    with writing(engine) as connection:
        connection.execute(text("INSERT INTO roots VALUES (:p, 'public', 'a')"), {"p": marker})
    with writing(engine) as connection:
        connection.execute(text("DELETE FROM roots"))
    overwrite_log(engine)
    for path in tmp_path.iterdir():
        assert marker.encode() not in path.read_bytes()
