"""The real command line in processes of their own, on a data directory of the test's."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from tests.clean_logs import WATCH
from tests.personal import PERSONAL

ROOT = Path(__file__).parents[2]
_ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+")


@dataclass(frozen=True)
class Deployment:
    """A data directory with its settings; nothing of the surroundings leaks in.

    What its processes log is watched like what the tests themselves do; of a service, standard
    output is a log as well.
    """

    data: Path
    settings: dict[str, str] = field(default_factory=dict)

    def environment(self) -> dict[str, str]:
        """What a process of this deployment sees."""
        kept = {name: value for name, value in os.environ.items() if "TRANSFOBOT" not in name}
        own = {"TRANSFOBOT_DATA_DIR": str(self.data), "TRANSFOBOT_LOG_LEVEL": "DEBUG"}
        return kept | own | self.settings

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """A command at the head of a process group of its own."""
        return subprocess.Popen(
            [sys.executable, "-m", "transfobot", *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=self.environment(),
            cwd=self.data.parent,
            start_new_session=True,
        )

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """A command to its end."""
        if arguments[0] in {"ask", "search"}:
            PERSONAL.learn(*arguments[1:2])
        process = self.start(*arguments)
        try:
            out, err = process.communicate(timeout=120)
        except subprocess.TimeoutExpired:
            kill_group(process)
            raise
        WATCH.hear_process(arguments[0], err)
        return subprocess.CompletedProcess(arguments, process.returncode, out, err)

    def read(self, *arguments: str) -> dict[str, Any]:
        """What a command prints with --json."""
        done = self.run(*arguments, "--json")
        assert done.returncode == 0, done.stderr
        found: dict[str, Any] = json.loads(done.stdout)
        return found

    @contextmanager
    def serving(self) -> Iterator[str]:
        """`serve` on a free port; gives its address."""
        # A number of our own: with 0 the commands could not write addresses that open.
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        PERSONAL.learn(
            *(word for name, word in self.settings.items() if name.endswith(("TOKEN", "SECRET")))
        )
        process = self.start("serve", "--port", str(port))
        logged: list[str] = []
        listeners = [listen_to("serve", process.stderr, logged)]
        try:
            assert process.stdout is not None
            shown = _ADDRESS.search(process.stdout.readline())
            if shown is None:
                kill_group(process)
                listeners[0].join(30)
                raise AssertionError("".join(logged))
            listeners.append(listen_to("serve", process.stdout))
            yield shown[0]
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGINT)
            assert process.wait(30) == 0
            for listener in listeners:
                listener.join(30)


def listen_to(
    name: str, stream: IO[str] | None, logged: list[str] | None = None
) -> threading.Thread:
    """Watch line by line what a process logs, until it ends; `logged` gets the lines, too."""

    def listen() -> None:
        for line in stream or ():
            WATCH.hear_process(name, line)
            if logged is not None:
                logged.append(line)

    listener = threading.Thread(target=listen, daemon=True)
    listener.start()
    return listener


def kill_group(process: subprocess.Popen[str]) -> None:
    """SIGKILL to the command and every child it has."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(30)
