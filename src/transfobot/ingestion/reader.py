"""Reads files in a child process that can be killed; one child serves many good files.

A child that dies, overruns its time or its memory costs one file, which is quarantined.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import subprocess
import sys
import time
from types import TracebackType
from typing import IO, Any

from transfobot.domain.errors import ParseFailed
from transfobot.ingestion.limits import SECONDS
from transfobot.ingestion.wire import Reading, Task, reading_from_json, task_to_json, write_frame

FILES_A_CHILD = 400
"""After so many files a new child begins, so that what libraries keep does not add up."""

_ANSWER_BYTES = 256 << 20


class Reader:
    """Used by one thread at a time; `parsed` counts the files handed to a child."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self.parsed = 0
        self._seconds = seconds
        self._child: subprocess.Popen[bytes] | None = None
        self._served = 0

    def __enter__(self) -> Reader:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def read(self, task: Task, data: bytes) -> Reading:
        """One file's document with its passages.

        Raises ParseFailed; `quarantined` when reading was too costly or killed the child.
        """
        self.parsed += 1
        child = self._ready()
        try:
            write_frame(_open(child.stdin), task_to_json(task), data)
            answer = _receive(_open(child.stdout), time.monotonic() + self._seconds)
        except (BrokenPipeError, EOFError, TimeoutError) as error:
            self._kill()
            raise ParseFailed(_sentence(error, self._seconds), quarantined=True) from error
        return self._decoded(task, answer)

    def _decoded(self, task: Task, answer: bytes) -> Reading:
        try:
            values: dict[str, Any] = json.loads(answer)
            if "failed" not in values:
                return reading_from_json(values, task)
        except (ValueError, KeyError, TypeError, IndexError, RecursionError) as error:
            self._kill()
            sentence = (
                "Das Ergebnis beim Lesen der Datei ist unbrauchbar; sie wurde beiseitegelegt."
            )
            raise ParseFailed(sentence, quarantined=True) from error
        if values["quarantined"]:
            self._kill()
        raise ParseFailed(str(values["failed"]), quarantined=bool(values["quarantined"]))

    def _ready(self) -> subprocess.Popen[bytes]:
        if self._child is not None and self._served >= FILES_A_CHILD:
            self.close()
        if self._child is None or self._child.poll() is not None:
            self._served = 0
            self._child = subprocess.Popen(
                [sys.executable, "-P", "-m", "transfobot.ingestion.child"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
                env=_environment(),
            )
        self._served += 1
        return self._child

    def close(self) -> None:
        """End the child."""
        self._kill()

    def _kill(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()
        for stream in (child.stdin, child.stdout):
            if stream is not None:
                _close_quietly(stream)


def _close_quietly(stream: IO[bytes]) -> None:
    try:
        stream.close()
    except OSError:  # unsent bytes for a child that is gone
        return


def _environment() -> dict[str, str]:
    """What the child needs to start, and none of our settings and secrets."""
    kept = (
        "PATH",
        "HOME",
        "LANG",
        "LC_ALL",
        "PYTHONPATH",
        "VIRTUAL_ENV",
        "TMPDIR",
        "LD_LIBRARY_PATH",
    )
    found = {name: os.environ[name] for name in kept if name in os.environ}
    fixed = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    return found | fixed


def _open(stream: IO[bytes] | None) -> IO[bytes]:
    if stream is None:
        raise BrokenPipeError
    return stream


def _receive(stream: IO[bytes], deadline: float) -> bytes:
    """One frame until the deadline. Raises TimeoutError, or EOFError when the child is gone."""
    descriptor = stream.fileno()
    head = _exactly(descriptor, 8, deadline)
    length = int.from_bytes(head, "big")
    if length > _ANSWER_BYTES:
        raise EOFError
    return _exactly(descriptor, length, deadline)


def _exactly(descriptor: int, length: int, deadline: float) -> bytes:
    parts: list[bytes] = []
    missing = length
    while missing:
        left = deadline - time.monotonic()
        if left <= 0 or not select.select([descriptor], [], [], left)[0]:
            raise TimeoutError
        part = os.read(descriptor, min(missing, 1 << 20))
        if not part:
            raise EOFError
        parts.append(part)
        missing -= len(part)
    return b"".join(parts)


def _sentence(error: Exception, seconds: float) -> str:
    if isinstance(error, TimeoutError):
        return (
            f"Das Lesen dauerte länger als {seconds:.0f} Sekunden; die Datei wurde beiseitegelegt."
        )
    return "Das Lesen der Datei brach ab (zu viel Speicher oder Absturz); sie wurde beiseitegelegt."
