"""`transfobot ingest` as a command: report, exit codes, one owner at a time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fakes.clock import FakeClock
from transfobot.adapters.ownership import acquire


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / "gut.txt").write_text("Die Stelle hilft Betrieben.", encoding="utf-8")
    return tmp_path


def ingest(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    settings = {
        "TRANSFOBOT_DATA_DIR": str(home / "data"),
        "TRANSFOBOT_CORPUS_DIR": str(home / "corpus"),
    }
    return subprocess.run(
        [sys.executable, "-m", "transfobot", "ingest", *arguments],
        capture_output=True,
        text=True,
        env=os.environ | settings,
        cwd=home,
        check=False,
    )


def test_the_report_and_its_exit_codes(home: Path) -> None:
    first = ingest(home, str(home / "inbox"), "--json")
    assert first.returncode == 0, first.stderr
    report = json.loads(first.stdout)
    (document,) = report["documents"]
    assert set(document) == {
        "path",
        "outcome",
        "reason",
        "warnings",
        "pages",
        "passages",
        "seconds",
    }
    assert (document["outcome"], document["passages"]) == ("added", 1)
    assert report["totals"]["added"] == 1
    assert "Sichtbarkeit öffentlich (public)" in first.stderr

    (home / "inbox" / "leer\nzeile.txt").write_text("")
    second = ingest(home, str(home / "inbox"))
    assert second.returncode == 1
    assert "abgewiesen:" in second.stdout
    assert "leer\\nzeile.txt – Die Datei ist leer (0 Byte)." in second.stdout
    assert "1 unverändert, 1 abgewiesen" in second.stdout


def test_a_second_one_is_told_who_holds_the_stores(home: Path) -> None:
    with acquire(home / "data", FakeClock()):
        done = ingest(home, str(home / "inbox"))
    assert done.returncode == 75
    assert f"läuft bereits (PID {os.getpid()}, seit 16.03.2026" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_wrong_path_is_one_sentence(home: Path) -> None:
    done = ingest(home, str(home / "nichts"))
    assert done.returncode == 1
    assert done.stderr.strip().endswith("gibt es nicht.")
    assert "Traceback" not in done.stderr
