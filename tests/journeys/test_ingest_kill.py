"""`transfobot ingest` killed with SIGKILL, process group and all, twenty times; and two at once."""

from __future__ import annotations

import shutil
import signal
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.servers.command import Deployment, kill_group

FILES = 120
KILLS = 20


def write(inbox: Path, day: str) -> None:
    inbox.mkdir(exist_ok=True)
    for number in range(FILES):
        lines = "".join(
            f"Abschnitt {part} von Merkblatt {number}: Antragstag ist der {day}.\n\n"
            for part in range(6)
        )
        (inbox / f"blatt_{number:03d}.md").write_text(f"# Merkblatt {number}\n\n{lines}")


def contents(data: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every passage of the records, and every row that the text index and the vectors hold."""
    found: dict[str, list[tuple[object, ...]]] = {}
    for file, name, statement in (
        ("records.db", "passages", "SELECT id, text FROM passages"),
        ("index.db", "rows", "SELECT row, passage_id, document_id FROM rows_public"),
        ("index.db", "terms", "SELECT term, passages FROM terms_public"),
        (
            "chroma/chroma.sqlite3",
            "vectors",
            "SELECT c.name, e.embedding_id FROM embeddings e JOIN segments s ON s.id = e.segment_id"
            " JOIN collections c ON c.id = s.collection",
        ),
    ):
        with closing(sqlite3.connect(data / file)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            found[name] = sorted(connection.execute(statement).fetchall())
    assert found["passages"]
    assert {row[0] for row in found["passages"]} == {row[1] for row in found["rows"]}
    assert {row[0] for row in found["passages"]} == {row[1] for row in found["vectors"]}
    return found


@pytest.fixture(scope="module")
def deployment(tmp_path_factory: pytest.TempPathFactory) -> Deployment:
    base = tmp_path_factory.mktemp("kill")
    (base / "corpus").mkdir()
    here = Deployment(base / "data", {"TRANSFOBOT_CORPUS_DIR": str(base / "corpus")})
    write(base / "inbox", "3. Mai 2026")
    done = here.run("ingest", str(base / "inbox"))
    assert done.returncode == 0, done.stderr
    return here


@pytest.mark.timeout(900)
def test_twenty_kills_from_outside(deployment: Deployment) -> None:
    base = deployment.data.parent
    inbox = str(base / "inbox")
    before = base / "before"
    shutil.copytree(deployment.data, before)
    write(base / "inbox", "9. Juni 2027")
    started = time.monotonic()
    assert deployment.run("ingest", inbox).returncode == 0
    whole = time.monotonic() - started
    clean = contents(deployment.data)
    killed = 0
    for attempt in range(2 * KILLS):
        if killed == KILLS:
            break
        shutil.rmtree(deployment.data)
        shutil.copytree(before, deployment.data)
        process = deployment.start("ingest", inbox)
        time.sleep(whole * (0.3 + 0.65 * killed / KILLS))
        if process.poll() is not None:
            # The machine is quicker now than when the clean run was timed.
            whole *= 0.85
            continue
        kill_group(process)
        killed += 1
        if killed % 4 == 0:
            _each_sheet_answers(deployment)
        assert deployment.run("ingest", inbox).returncode == 0
        assert contents(deployment.data) == clean, f"after attempt {attempt}"
    assert killed == KILLS


def _each_sheet_answers(deployment: Deployment) -> None:
    """The first questions after a kill: a changed sheet is there, as it was or as it is."""
    for sheet in (0, FILES - 1):
        hits = deployment.read("search", f"Antragstag Merkblatt {sheet}")["hits"]
        own = [hit["text"] for hit in hits if hit["title"] == f"Merkblatt {sheet}"]
        assert own
        assert ("3. Mai 2026" in own[0]) != ("9. Juni 2027" in own[0])


def test_while_one_runs_a_second_is_told_who_holds_it(deployment: Deployment) -> None:
    inbox = deployment.data.parent / "inbox"
    write(inbox, "1. Juli 2028")
    first = deployment.start("ingest", str(inbox))
    lock = deployment.data / "owner.lock"
    deadline = time.monotonic() + 30
    while str(first.pid) not in (lock.read_text() if lock.exists() else ""):
        assert time.monotonic() < deadline
        time.sleep(0.01)
    # Held still, or a busy machine lets it end before the second has started.
    first.send_signal(signal.SIGSTOP)
    seconds = [deployment.run(*call) for call in (("ingest", str(inbox)), ("ask", "Was gilt?"))]
    first.send_signal(signal.SIGCONT)
    out, err = first.communicate(timeout=120)
    assert first.returncode == 0, err
    assert f"{FILES} geändert" in out
    for second in seconds:
        assert second.returncode == 75
        assert f"PID {first.pid}" in second.stderr
        assert second.stderr.count("\n") == 1
