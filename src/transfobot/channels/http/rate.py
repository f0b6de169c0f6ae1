"""Questions per minute and client, without keeping an address.

A client is a keyed hash of its address; the key is drawn anew each day and never stored. The clock
of the limiter is monotonic, so a jump of the wall clock opens and closes nothing.
"""

from __future__ import annotations

import hashlib
import ipaddress
import math
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

MAX_CLIENTS = 50_000


@dataclass(frozen=True, slots=True)
class Allowance:
    """What a client has left: `reset` and `retry_after` in whole seconds."""

    allowed: bool
    limit: int
    remaining: int
    reset: int
    retry_after: int

    @property
    def headers(self) -> dict[str, str]:
        """RateLimit headers, and Retry-After where nothing is left."""
        found = {
            "RateLimit-Limit": str(self.limit),
            "RateLimit-Remaining": str(self.remaining),
            "RateLimit-Reset": str(self.reset),
        }
        return found if self.allowed else found | {"Retry-After": str(self.retry_after)}


class ClientKeys:
    """Addresses to keys that mean nothing tomorrow. IPv6 counts by its /64."""

    def __init__(self, today: Callable[[], date]) -> None:
        self._today = today
        self._day: date | None = None
        self._salt = b""

    def of(self, address: str) -> bytes:
        """The key of an address today."""
        if (day := self._today()) != self._day:
            self._day, self._salt = day, secrets.token_bytes(32)
        return hashlib.blake2b(_network(address), key=self._salt, digest_size=16).digest()


class RateLimiter:
    """A bucket per client: `limit` at once, refilled evenly over `window` seconds; 0 is off."""

    def __init__(
        self,
        limit: int,
        window: float = 60.0,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.limit = limit
        self._window = window
        self._monotonic = monotonic
        self._buckets: OrderedDict[bytes, tuple[float, float]] = OrderedDict()

    def take(self, client: bytes) -> Allowance | None:
        """Take one; None when the limiter is off."""
        if self.limit == 0:
            return None
        level, now = self._level(client)
        allowed = level >= 1
        if allowed:
            level -= 1
            self._buckets[client] = (level, now)
            self._buckets.move_to_end(client)
            while len(self._buckets) > MAX_CLIENTS:
                self._buckets.popitem(last=False)
        pace = self._window / self.limit
        return Allowance(
            allowed=allowed,
            limit=self.limit,
            remaining=int(level),
            reset=math.ceil((self.limit - level) * pace),
            retry_after=0 if allowed else max(1, math.ceil((1 - level) * pace)),
        )

    def _level(self, client: bytes) -> tuple[float, float]:
        now = self._monotonic()
        level, since = self._buckets.get(client, (float(self.limit), now))
        return min(self.limit, level + (now - since) * self.limit / self._window), now


def _network(address: str) -> bytes:
    try:
        found = ipaddress.ip_address(address.split("%")[0])
    except ValueError:
        return address.encode("utf-8", "replace")
    if isinstance(found, ipaddress.IPv6Address):
        return found.ipv4_mapped.packed if found.ipv4_mapped else found.packed[:8]
    return found.packed
