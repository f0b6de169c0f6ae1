"""Every test runs at DEBUG, and fails if a line written meanwhile holds something personal.

Heard is what `logs.configure("DEBUG")` lets through, no more and no less: records of every logger
as its handler would write them, events of the house as they are printed, and the standard error of
the servers that tests start.
"""

from __future__ import annotations

import ast
import copy
import functools
import logging
import re
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import structlog

from tests.personal import PERSONAL, listen_in
from transfobot import logs

OTHER_SIDE = {
    "openai": "the client of whoever asks",
    "mail.log": "the mail server that letters go to",
}
"""Loggers of programs that the tests only play: no source of ours imports them."""

_HOUSE = "transfobot"
_PROCESS = "process"
_EVENT = re.compile(r"\bevent='(\w+)'")
_CHOOSING = ("keyword", "markexpr", "deselect", "ignore", "ignore_glob", "collectonly")
_LEVELS = {"debug", "info", "warning", "error", "exception", "critical"}


class LogWatch:
    """Hears every line and keeps those that nobody has looked at yet."""

    def __init__(self) -> None:
        self.lines: Counter[str] = Counter()
        self.events: set[str] = set()
        self._fresh: dict[tuple[str, str], None] = {}
        self._lock = threading.Lock()
        self._printed = logging.DEBUG
        self._written: logging.Handler | None = None
        self._configure = logs.configure

    def configure(self, level: str = "INFO") -> None:
        """In place of `logs.configure`: everything is heard as at DEBUG, printed as asked for."""
        self._configure("DEBUG")
        self._printed = logging.getLevelNamesMapping()[level]
        (self._written,) = logging.getLogger().handlers
        self._written.setLevel(self._printed)
        known = structlog.get_config()
        printers = known["logger_factory"]

        def named(*names: str) -> Any:
            printer = printers(*names)
            # The house names its rooms by a word or by the module.
            printer.name = f"{_HOUSE}.{'.'.join(names).removeprefix(f'{_HOUSE}.')}"
            return printer

        structlog.configure(processors=[*known["processors"], self._event], logger_factory=named)

    def _event(self, printer: Any, method: str, line: str) -> str:
        self.hear(printer.name, line)
        if logging.getLevelNamesMapping().get(method.upper(), logging.ERROR) < self._printed:
            raise structlog.DropEvent
        return line

    def record(self, record: logging.LogRecord) -> None:
        """Hear a record as it would be written, without touching it."""
        played = any(f"{record.name}.".startswith(f"{one}.") for one in OTHER_SIDE)
        if self._written is None or played:
            return
        own = copy.copy(record)
        if self._written.filter(own):
            self.hear(record.name, self._written.format(own))

    def hear(self, name: str, line: str) -> None:
        """A line that was written under this name."""
        with self._lock:
            self.lines[name] += 1
            self.events.update(_EVENT.findall(line))
            self._fresh[name, line] = None

    def hear_process(self, name: str, written: str) -> None:
        """All that a process wrote to standard error."""
        for line in written.splitlines():
            self.hear(f"{_PROCESS}.{name}", line)

    def take_leaks(self) -> list[str]:
        """What was heard since the last time and holds something personal: piece, name, line."""
        with self._lock:
            fresh, self._fresh = self._fresh, {}
        return [
            f"„{piece}“ in a line of {name}: {line}"
            for name, line in fresh
            if (piece := PERSONAL.found_in(line)) is not None
        ]

    def judge(self) -> None:
        """Raise AssertionError if there are such lines."""
        leaks = self.take_leaks()
        if leaks:
            raise AssertionError("\n".join(["something personal was logged:", *leaks]))

    def counted(self) -> dict[str, int]:
        """Lines of the house, of libraries in this process, of processes."""
        of = Counter({_HOUSE: 0, "libraries": 0, _PROCESS: 0})
        for name, count in self.lines.items():
            top = name.partition(".")[0]
            of[top if top in of else "libraries"] += count
        return dict(of)


WATCH = LogWatch()


def pytest_configure() -> None:
    """From here on everything is heard."""
    listen_in()
    logs.configure = WATCH.configure
    call = logging.Logger.callHandlers

    def call_and_hear(logger: logging.Logger, record: logging.LogRecord) -> None:
        WATCH.record(record)
        call(logger, record)

    logging.Logger.callHandlers = call_and_hear  # type: ignore[method-assign]


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup() -> None:
    """A command that ran in this process has set the log level for all that follows."""
    logs.configure("DEBUG")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call() -> Iterator[None]:
    """A test is judged with what made it ready."""
    result = yield
    WATCH.judge()
    return result


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown() -> Iterator[None]:
    """What is cleared away after a test, and what a failed test had logged."""
    result = yield
    WATCH.judge()
    return result


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """What was never heard was never looked at: a whole run of that kind has proven nothing."""
    if session.exitstatus == pytest.ExitCode.OK and _deaf(session.config):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: Any, exitstatus: int, config: pytest.Config) -> None:
    """How much was heard."""
    counts = ", ".join(f"{name} {count}" for name, count in WATCH.counted().items())
    terminalreporter.write_line(f"log lines watched: {counts}")
    for name in _deaf(config) if exitstatus == pytest.ExitCode.OK else ():
        terminalreporter.write_line(f"nothing was heard of: {name}", red=True)


def _deaf(config: pytest.Config) -> list[str]:
    """Of what a run of all tests should have heard and has not; a part of them need not."""
    given = config.args_source is not pytest.Config.ArgsSource.TESTPATHS
    if given or any(getattr(config.option, name) for name in _CHOOSING):
        return []
    silent = [name for name, count in WATCH.counted().items() if not count]
    return silent + sorted(known_events() - WATCH.events)


@functools.cache
def known_events() -> set[str]:
    """The name of every event that the house can log."""
    calls = (
        node
        for path in (Path(__file__).parents[1] / "src").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    )
    return {
        str(ast.literal_eval(call.args[0]))
        for call in calls
        if call.func.attr in _LEVELS and ast.unparse(call.func.value).lower().endswith("log")
    }
