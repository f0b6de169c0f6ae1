"""One process owns the data directory."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fakes.clock import FakeClock
from transfobot.adapters.ownership import FILE_NAME, acquire, current_owner
from transfobot.domain.errors import BusyError, ConfigurationError

HOLD = """
import sys, time, pathlib
from tests.fakes.clock import FakeClock
from transfobot.adapters.ownership import acquire
held = acquire(pathlib.Path(sys.argv[1]), FakeClock())
print("held", flush=True)
time.sleep(60)
"""


def holder(folder: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_the_second_is_told_who_holds_it_and_since_when(tmp_path: Path) -> None:
    process = holder(tmp_path)
    try:
        with pytest.raises(BusyError) as caught:
            acquire(tmp_path, FakeClock())
        sentence = str(caught.value)
        assert f"läuft bereits (PID {process.pid}, seit 16.03.2026, 10:00 Uhr)" in sentence
        owner = current_owner(tmp_path)
        assert owner is not None
        assert owner.pid == process.pid
        assert owner.address is None
    finally:
        process.kill()
        process.wait()


def test_a_killed_owner_leaves_no_lock(tmp_path: Path) -> None:
    process = holder(tmp_path)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert current_owner(tmp_path) is None
    with acquire(tmp_path, FakeClock()) as held:
        assert held.owner.pid == os.getpid()


def test_the_address_is_announced_and_the_secret_is_ours_alone(tmp_path: Path) -> None:
    with acquire(tmp_path, FakeClock()) as held:
        held.announce("http://127.0.0.1:8123")
        owner = current_owner(tmp_path)
        assert owner == held.owner
        assert owner.address == "http://127.0.0.1:8123"
        assert len(owner.secret) >= 32
        assert stat.S_IMODE((tmp_path / FILE_NAME).stat().st_mode) == 0o600
    assert current_owner(tmp_path) is None
    assert owner.secret.encode() not in (tmp_path / FILE_NAME).read_bytes()


def test_a_child_process_does_not_inherit_the_lock(tmp_path: Path) -> None:
    held = acquire(tmp_path, FakeClock())
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(30)"])
    try:
        held.release()
        assert current_owner(tmp_path) is None
        acquire(tmp_path, FakeClock()).release()
    finally:
        child.kill()
        child.wait()


def test_a_half_written_file_still_says_that_it_is_held(tmp_path: Path) -> None:
    with acquire(tmp_path, FakeClock()):
        (tmp_path / FILE_NAME).write_text('{"pid": 1', encoding="utf-8")
        with pytest.raises(BusyError, match="läuft bereits"):
            acquire(tmp_path, FakeClock())


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ConfigurationError, match="TRANSFOBOT_DATA_DIR"):
        acquire(tmp_path / "file" / "data", FakeClock())
