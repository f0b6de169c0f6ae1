"""The reader of the logs is awake: it hears what leaks, and only that."""

from __future__ import annotations

import ast
import logging
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.clean_logs import OTHER_SIDE, WATCH, known_events
from tests.fakes.handoff_house import HandoffHouse, a_request
from tests.personal import PERSONAL, TELLTALES

from transfobot import logs
from transfobot.adapters.sql.engine import open_engine
from transfobot.assistant.handoff.opening import open_handoff
from transfobot.cli import run
from transfobot.domain.conversation import Question

ROOT = Path(__file__).parents[2]
LIBRARY = "some.library"


def with_trace(log: logging.Logger) -> None:
    try:
        raise ValueError("Zinnobermarder fehlt")
    except ValueError:
        log.debug("it failed", exc_info=True)


def without_parent(log: logging.Logger) -> None:
    log.propagate = False
    try:
        log.debug("Frau %s", "Zinnobermarder")
    finally:
        log.propagate = True


@pytest.mark.parametrize(
    ("leak", "piece"),
    [
        (lambda log: log.debug("to %s", "eva@muster.example"), "eva@muster.example"),
        (lambda log: log.info({"phone": "0711 8899776"}), "0711 8899776"),
        (lambda log: log.debug("call +49 (0)171/234-5678 now"), "+49 (0)171/234-5678"),
        (with_trace, "Zinnobermarder"),
        (without_parent, "Zinnobermarder"),
    ],
)
def test_a_leak_of_a_library_is_heard(leak: Callable[[logging.Logger], None], piece: str) -> None:
    before = WATCH.lines[LIBRARY]
    log = logging.getLogger(LIBRARY)
    kept, log.handlers = log.handlers, [logging.NullHandler()]
    leak(log)
    log.handlers = kept
    assert WATCH.lines[LIBRARY] == before + 1
    (found,) = WATCH.take_leaks()
    assert found.startswith(f"„{piece}“ in a line of {LIBRARY}: ")


def test_a_leak_of_the_house_is_heard_even_where_a_command_prints_only_warnings(
    capsys: pytest.CaptureFixture[str],
) -> None:
    run(["--help"])
    capsys.readouterr()
    logs.get("room").debug("asked", words="Ruf bitte 0711 8899776 an")
    logs.get("room").warning("asked", number=42)
    assert capsys.readouterr().err.count("\n") == 1
    (found,) = WATCH.take_leaks()
    assert found.startswith("„0711 8899776“ in a line of transfobot.room: timestamp=")


def test_what_a_test_asks_and_the_secrets_of_its_cases_are_known_by_themselves(
    tmp_path: Path,
) -> None:
    text = "Wer berät die Sattlerei\nan der „Oberen Schleuse“?"
    Question(text)
    case = open_handoff(HandoffHouse(open_engine(None, tmp_path)).service, a_request()).handoff
    for leak in ("WER BERÄT DIE SATTLEREI", repr(text), case.secret, case.office_token):
        logs.get("room").info("done", what=leak)
        assert len(WATCH.take_leaks()) == 1, leak


def test_what_the_house_keeps_quiet_is_not_held_against_it() -> None:
    log = logging.getLogger("sqlalchemy.engine.Engine")
    log.info("[generated] ('Kim Beispiel',)")
    assert WATCH.take_leaks() == []
    log.warning("[generated] ('Kim Beispiel',)")
    assert len(WATCH.take_leaks()) == 1


@pytest.mark.parametrize(
    "line",
    [
        "POST http://127.0.0.1:45123/api/handoffs 201",
        "timestamp='2026-03-16T09:00:00.012345Z' level='info' event='dispatch_sent'",
        "case='TB-2026-0001' tries=3 took=0.0123456789",
        "job 0198f2c1-0123-4567-89ab-0123456789ab of 0x7f0123456789",
        "sha256 0123456789abcdef0123456789abcdef",
        "10.01.2026, 01/02/2026, 09:00–10:30, GV100AD 30.11.2023",
        "@transfo_bot, user@localhost, 2 @ 3.5, k***@betrieb.example",
        "<tb.abcdefghijklmnopqrstuvwxyz234567@netz.example>",
    ],
)
def test_what_is_not_personal_is_left_alone(line: str) -> None:
    assert PERSONAL.found_in(line) is None


def run_of_its_own(folder: Path, line: str, *chosen: str) -> subprocess.CompletedProcess[str]:
    (folder / "pytest.ini").write_text("[pytest]\ntestpaths = .\n")
    (folder / "test_it.py").write_text(f"import logging\n\ndef test_it():\n    {line}\n")
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "tests.clean_logs", *chosen],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(("word", "code"), [("Karfunkelbeutel", 1), ("Karfunkel", 0)])
def test_a_test_that_logs_something_personal_fails(tmp_path: Path, word: str, code: int) -> None:
    done = run_of_its_own(tmp_path, f"logging.getLogger('deep.down').debug('{word}')", "test_it.py")
    assert done.returncode == code, done.stdout
    assert ("„Karfunkelbeutel“ in a line of deep.down: Karfunkelbeutel" in done.stdout) == code
    assert "log lines watched: transfobot 0, libraries 1, process 0" in done.stdout


def test_a_whole_run_that_hears_nothing_fails(tmp_path: Path) -> None:
    done = run_of_its_own(tmp_path, "assert True")
    assert done.returncode == 1, done.stdout
    assert "1 passed" in done.stdout
    for name in ("transfobot", "libraries", "process", "dispatch_sent"):
        assert f"nothing was heard of: {name}\n" in done.stdout
    assert run_of_its_own(tmp_path, "assert True", "-k", "it").returncode == 0


def test_the_events_of_the_house_are_known_by_name() -> None:
    names = known_events()
    assert {"ingested", "dispatch_sent", "request_failed", "telegram_open"} <= names
    assert all(re.fullmatch(r"[a-z_]+", name) for name in names)
    assert "knock" not in WATCH.events
    logs.get("room").debug("knock", number=3)
    assert "knock" in WATCH.events


def test_every_telltale_is_a_word_that_some_test_writes() -> None:
    own = {ROOT / "tests" / "personal.py", Path(__file__)}
    written = "".join(
        path.read_text(encoding="utf-8")
        for path in (ROOT / "tests").rglob("*.py")
        if path not in own
    )
    assert [word for word in TELLTALES if word not in written] == []


def test_the_other_side_is_nothing_the_house_is_made_of() -> None:
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    needed = " ".join(pyproject["project"]["dependencies"])
    for path in (ROOT / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [one.name for one in node.names] if isinstance(node, ast.Import) else []
            assert not {name.partition(".")[0] for name in names} & {"openai", "aiosmtpd"}, path
    assert set(OTHER_SIDE) == {"openai", "mail.log"}
    assert "openai" not in needed
    assert "aiosmtpd" not in needed
