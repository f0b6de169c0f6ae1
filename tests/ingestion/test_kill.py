"""kill -9 at any step: the next run gives what a clean run gives; the old answers meanwhile."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.fakes.clock import FakeClock
from tests.ingestion.kill_child import open_ingestion
from transfobot.adapters.ownership import acquire

FILES = 24


def write_first(inbox: Path) -> None:
    inbox.mkdir(parents=True, exist_ok=True)
    for number in range(FILES):
        text = (
            f"# Papier {number}\n\nDie Frist von Papier {number} ist der {number + 1}. Mai 2026.\n"
        )
        (inbox / f"papier_{number:02d}.md").write_text(text, encoding="utf-8")


def write_second(inbox: Path) -> None:
    """A third changed, a third removed, a third as it was."""
    for number in range(0, FILES, 3):
        text = f"# Papier {number}\n\nDie neue Frist von Papier {number} ist der 1. Juni 2027.\n"
        (inbox / f"papier_{number:02d}.md").write_text(text, encoding="utf-8")
        (inbox / f"papier_{number + 1:02d}.md").unlink()


def child(home: Path, step: int) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tests.ingestion.kill_child", str(home), str(step)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def contents(home: Path) -> dict[str, object]:
    """Everything that can be found: passages with their text in records, text index, vectors."""
    ingestion = open_ingestion(home)
    indexer = ingestion.indexer
    records, text_index, vectors = indexer._records, indexer._text_index, indexer._vectors
    passages = {
        passage.id: (passage.text, passage.units)
        for document in records.documents()
        for passage in records.passages_of(document.id)
    }
    with sqlite3.connect(home / "data" / "records.db") as connection:
        stored = {name for (name,) in connection.execute("SELECT id FROM passages")}
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    held = {name for ids in vectors.live.values() for name in ids}  # type: ignore[attr-defined]
    return {
        "passages": passages,
        "stored": stored,
        "vectors": held,
        "text": _indexed(text_index, passages),
        "files": {state.path: state.content_hash for state in records.file_states()},
    }


def _indexed(text_index: object, passages: Mapping[str, object]) -> set[str]:
    found: set[str] = set()
    from transfobot.domain.knowledge import Visibility

    for visibility in Visibility:
        found.update(text_index.sample(visibility, 10_000))  # type: ignore[attr-defined]
    return found


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, object], int]:
    """A folder with a home after the first run; what a clean second run makes, in how many steps.

    The home is put back from a copy, at the same place: roots are remembered by their path.
    """
    base = tmp_path_factory.mktemp("kill")
    home = base / "home"
    write_first(home / "inbox")
    assert child(home, 0).returncode == 0
    shutil.copytree(home, base / "before")
    write_second(home / "inbox")
    done = child(home, 0)
    assert done.returncode == 0, done.stderr
    return base, contents(home), int(done.stdout.split()[-1])


@pytest.mark.timeout(900)
def test_twenty_kills_in_a_change(places: tuple[Path, dict[str, object], int]) -> None:
    base, expected, steps = places
    points = sorted({1 + round(number * (steps - 1) / 19) for number in range(20)})
    assert len(points) == 20
    home = base / "home"
    for step in points:
        shutil.rmtree(home)
        shutil.copytree(base / "before", home)
        write_second(home / "inbox")
        killed = child(home, step)
        assert killed.returncode == -9, killed.stderr
        _every_change_is_answerable(home)
        with acquire(home / "data", FakeClock()):
            pass  # no lock is left behind
        again = child(home, 0)
        assert again.returncode == 0, again.stderr
        assert contents(home) == expected, f"killed at step {step} of {steps}"


def _every_change_is_answerable(home: Path) -> None:
    """What the text index shows, old or new, is read from the records; no file is half there."""
    ingestion = open_ingestion(home)
    records, text_index = ingestion.indexer._records, ingestion.indexer._text_index
    shown = sorted(_indexed(text_index, {}))
    found = {passage.id: passage for passage in records.passages(shown)}
    live = {document.id for document in records.documents()}
    for passage_id in shown:
        if passage_id in found:
            assert "Frist" in found[passage_id].text
    answering = {passage.document_id for passage in found.values()}
    assert live == answering


def test_the_first_run_may_die_too(tmp_path: Path) -> None:
    home = tmp_path / "home"
    write_first(home / "inbox")
    expected: dict[str, object] | None = None
    for step in (4, 9, 14, 0):
        assert child(home, step).returncode == (0 if step == 0 else -9)
    expected = contents(home)
    assert len(expected["files"]) == FILES  # type: ignore[arg-type]
    assert expected["stored"] == expected["vectors"] == expected["text"]
