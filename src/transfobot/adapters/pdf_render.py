"""Pictures of PDF pages by pypdfium2, in a child process that can be killed.

A hostile file costs at most its child: 20 s and 1 GiB.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path

from transfobot import logs

SECONDS = 20.0
AT_ONCE = 2
KEPT = 24

_CHILD = "transfobot.adapters.pdf_render_child"
_log = logs.get(__name__)
_Key = tuple[str, int, int, int, tuple[str, ...]]


class PdfPages:
    """PageRenderer port. The newest pictures are kept in memory."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._line = threading.BoundedSemaphore(AT_ONCE)
        self._lock = threading.Lock()
        self._kept: OrderedDict[_Key, bytes] = OrderedDict()

    def render(self, original: Path, page: int, quotes: Sequence[str]) -> bytes | None:
        """The page as PNG with the quotes highlighted; None when there is no picture."""
        try:
            state = original.stat()
        except OSError:
            return None
        key = (str(original), state.st_mtime_ns, state.st_size, page, tuple(quotes))
        with self._lock:
            if (kept := self._kept.get(key)) is not None:
                self._kept.move_to_end(key)
                return kept
        with self._line:
            picture = self._in_child(original, page, quotes)
        if picture is not None:
            with self._lock:
                self._kept[key] = picture
                while len(self._kept) > KEPT:
                    self._kept.popitem(last=False)
        return picture

    def _in_child(self, original: Path, page: int, quotes: Sequence[str]) -> bytes | None:
        task = json.dumps({"path": str(original.resolve()), "page": page, "quotes": list(quotes)})
        child = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            [sys.executable, "-m", _CHILD],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            picture, _ = child.communicate(task.encode(), timeout=self._seconds)
        except subprocess.TimeoutExpired:
            _kill(child)
            _log.warning("page_picture_too_slow", page=page)
            return None
        if child.returncode != 0 or not picture:
            _log.info("page_picture_failed", page=page, code=child.returncode)
            return None
        return picture


def _kill(child: subprocess.Popen[bytes]) -> None:
    if child.poll() is None:
        os.killpg(child.pid, signal.SIGKILL)
    child.communicate()
