"""Questions first: indexing in the same process leaves them most of the time.

Python runs one thread at a time, and Chroma keeps the others waiting while it adds. So whoever
indexes works in small steps and rests after each for a multiple of it, as long as somebody asks.
When nobody has asked lately, nothing rests and steps are large.
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

LATELY = 1.0
"""Seconds after a question in which the next one is expected."""
SHARE = 4
"""How often its own processor time a thread rests that works between others."""
SHARE_HELD = 15
"""How often its time a step rests that lets no other thread run: few questions meet one."""
BURST = 1.0
"""Seconds of rest that may be owed: a single document is taken in without any."""
_SLICE = 0.002
"""Seconds of processor time worth a rest."""
_STEP = 0.05
"""Seconds of processor time that a step takes at most."""
_LONGEST = 1.0
"""Seconds of one rest at most, so that indexing always goes on."""
_LOOK = 0.05
_TURN = 0.005
"""Seconds Python lets a thread run before another may (its own default): answers that are made at
the same time would cost each other a third more processor time with the short turn."""
_INDEXING = 3 * LATELY
"""Seconds after a step of indexing in which the next one is expected, rests included."""
_SHORT_TURN = 0.0005
"""The same beside a thread that indexes: each step of a question may wait for one such turn."""


class Courtesy:
    """Knows whether questions are under way; safe for many threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._under_way = 0
        self._last = float("-inf")
        self._due = float("-inf")
        self._indexed = float("-inf")
        self._local = threading.local()

    @contextmanager
    def asking(self) -> Iterator[None]:
        """While a question is answered."""
        with self._lock:
            self._under_way += 1
        indexing = time.monotonic() - self._indexed < _INDEXING
        sys.setswitchinterval(_SHORT_TURN if indexing else _TURN)
        try:
            yield
        finally:
            with self._lock:
                self._under_way -= 1
                self._last = time.monotonic()

    def lately(self) -> bool:
        """Whether a question is under way or has just been answered."""
        return self._under_way > 0 or time.monotonic() - self._last < LATELY

    def give_way(self) -> None:
        """Rest for what this thread has worked since its last rest, if somebody asks."""
        self._is_indexing()
        worked = time.thread_time()
        since: float = getattr(self._local, "since", worked)
        if worked - since >= _SLICE:
            # What is more was spent on something else: steps are small.
            self._rest(min(worked - since, _STEP) * SHARE)
            since = worked
        self._local.since = since

    @contextmanager
    def holding(self) -> Iterator[None]:
        """Around a step during which no question gets on; the rest comes after it."""
        self._is_indexing()
        begun = time.monotonic()
        yield
        self._rest((time.monotonic() - begun) * SHARE_HELD)
        self._local.since = time.thread_time()

    def _is_indexing(self) -> None:
        before, self._indexed = self._indexed, time.monotonic()
        if self._indexed - before >= _INDEXING:
            sys.setswitchinterval(_SHORT_TURN)

    def _rest(self, seconds: float) -> None:
        if not self.lately():
            return
        now = time.monotonic()
        with self._lock:
            # Beyond the longest rest nothing is owed.
            end = self._due = min(max(self._due, now - BURST) + seconds, now + _LONGEST)
        while self.lately() and (left := end - time.monotonic()) > 0:
            time.sleep(min(left, _LOOK))


courtesy = Courtesy()
"""The one of this process: what is shared is its interpreter."""
