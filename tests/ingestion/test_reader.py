"""The child process: what costs too much costs one file and nothing else."""

from __future__ import annotations

import os
import signal
import time
import zlib
from pathlib import Path

import pytest

from tests.fakes.records import FakeRecords
from tests.ingestion.bench import Bench, by_name
from tests.ingestion.made_files import locked_pdf, pdf, raw_pdf, scanned_pdf
from tests.ingestion.reads import task
from transfobot.domain.errors import ParseFailed
from transfobot.ingestion.reader import Reader

GOOD = b"Die Stelle hilft Betrieben."


def flate_bomb(unit: bytes, times: int) -> bytes:
    """A page whose drawing unpacks to `times` units."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(unit) for _ in range(times)) + packer.flush()
    page = raw_pdf(b"STREAM").replace(
        b"/Length 6", b"/Filter /FlateDecode /Length %d" % len(packed)
    )
    return page.replace(b"STREAM", packed)


def test_one_child_serves_many_files() -> None:
    with Reader() as reader:
        pids = set()
        for _ in range(5):
            reader.read(task("a.txt"), GOOD)
            assert reader._child is not None
            pids.add(reader._child.pid)
        assert reader.parsed == 5
    assert len(pids) == 1
    with pytest.raises(ProcessLookupError):
        os.kill(pids.pop(), 0)


def test_a_child_that_overruns_is_killed_and_replaced() -> None:
    slow = flate_bomb(b"BT /F1 9 Tf " + b"1 0 0 1 7 7 Tm (Wort) Tj " * 4_000 + b"ET ", 190)
    with Reader(seconds=2) as reader:
        began = time.perf_counter()
        with pytest.raises(ParseFailed, match=r"Sekunden|Speicher") as caught:
            reader.read(task("a.pdf"), slow)
        assert caught.value.quarantined
        assert time.perf_counter() - began < 8
        assert reader.read(task("a.txt"), GOOD).document.text == GOOD.decode()


def test_a_child_that_dies_costs_one_file() -> None:
    with Reader() as reader:
        reader.read(task("a.txt"), GOOD)
        assert reader._child is not None
        os.kill(reader._child.pid, signal.SIGSTOP)
        os.kill(reader._child.pid, signal.SIGKILL)
        time.sleep(0.1)
        assert reader.read(task("a.txt"), GOOD).passages


def test_memory_is_bounded() -> None:
    bomb = flate_bomb(b" " * (1 << 20), 1_200)
    with Reader() as reader:
        with pytest.raises(ParseFailed):
            reader.read(task("a.pdf"), bomb)
        assert reader.read(task("a.txt"), GOOD).passages


def test_the_child_gets_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRANSFOBOT_LLM_API_KEY", "geheim")
    with Reader() as reader:
        reader.read(task("a.txt"), GOOD)
        assert reader._child is not None
        environment = Path(f"/proc/{reader._child.pid}/environ").read_bytes()
    assert b"geheim" not in environment
    assert b"PATH=" in environment


def test_bad_files_never_stop_the_good_ones(tmp_path: Path) -> None:
    bench = Bench(tmp_path, FakeRecords())
    bad = {
        "leer.txt": (b"", "leer"),
        "leer.pdf": (b"", "leer"),
        "nullen.txt": (b"\0" * 900, "Nullzeichen"),
        "gesperrt.pdf": (locked_pdf("geheim"), "passwortgeschützt"),
        "gescannt.pdf": (scanned_pdf(), "keinen Text"),
        "bild.pdf": (b"\x89PNG\r\n\x1a\n" + b"\0" * 90, "PNG-Bild"),
        "programm.docx": (b"MZ" + b"\0" * 90, "Programm"),
        "halb.pdf": (pdf(["Text"])[:400], "beschädigt"),
        "bombe.pdf": (flate_bomb(b" " * (1 << 20), 1_200), ""),
    }
    for name, (content, _) in bad.items():
        bench.write(name, content)
    bench.write("latin1.txt", "Die Förderung läuft.".encode("latin-1"))
    bench.write("gut.pdf", pdf(["Die Stelle hilft Betrieben."]))
    bench.write("gut.txt", GOOD)
    report = bench.run()
    found = by_name(report)
    for name, (_, reason) in bad.items():
        assert found[name].outcome.value in {"rejected", "quarantined"}, name
        assert reason in (found[name].reason or ""), name
        assert "\n" not in (found[name].reason or "")
    for name in ("latin1.txt", "gut.pdf", "gut.txt"):
        assert found[name].outcome.value in {"added", "skipped"}, name
    assert "Die Förderung läuft." in bench.text.texts()
    assert report.failed
    assert bench.run().parsed == 0
