"""The child process that reads files: little memory, no files to write, gone with its parent."""

from __future__ import annotations

import ctypes
import gc
import json
import os
import resource
import signal
import struct
import sys
import zlib

from transfobot.domain.errors import ParseFailed
from transfobot.ingestion.limits import MEMORY_BYTES
from transfobot.ingestion.reading import read
from transfobot.ingestion.wire import read_part, reading_to_json, task_from_json, write_frame

_PR_SET_PDEATHSIG = 1
_NICENESS = 5
"""Who answers comes first where processors are few."""
_DAMAGE = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
"""What parsers raise on damaged files; anything else ends the child and quarantines the file."""

_NOT_READ = "Die Datei konnte nicht gelesen werden"


def main() -> None:
    """Answer one frame a task until the parent closes."""
    _confine()
    source, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not get between the answers
    while (head := read_part(source)) is not None:
        data = read_part(source)
        if data is None:
            return
        write_frame(answers, _answer(head, data))


def _confine() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    os.nice(_NICENESS)
    sys.setrecursionlimit(2_000)
    gc.set_threshold(50_000, 20, 20)  # parsing makes many objects that live as long as the file


def _answer(head: bytes, data: bytes) -> bytes:
    try:
        return reading_to_json(read(task_from_json(head), data))
    except ParseFailed as error:
        return _failure(str(error), quarantined=error.quarantined)
    except MemoryError:
        return _failure(
            "Die Datei braucht beim Lesen mehr als 1 GiB Speicher; sie wurde beiseitegelegt.",
            quarantined=True,
        )
    except RecursionError:
        return _failure(
            "Die Datei ist zu tief verschachtelt; sie wurde beiseitegelegt.", quarantined=True
        )
    except _DAMAGE as error:
        kind = type(error).__name__
        return _failure(f"{_NOT_READ} ({kind}); sie ist wohl beschädigt.", quarantined=False)


def _failure(sentence: str, *, quarantined: bool) -> bytes:
    return json.dumps({"failed": sentence, "quarantined": quarantined}).encode()


if __name__ == "__main__":
    main()
