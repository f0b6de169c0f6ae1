"""Follow-ups over an interface that keeps no conversation.

A client of `/v1` sends the whole history each time. The history so far leads to the conversation it
was: a conversation belongs to exactly one history, and moves on with it, so that two clients who
began with the same words never share one.
"""

from __future__ import annotations

import hashlib
import secrets
import time
from collections import OrderedDict, deque
from collections.abc import Callable, Sequence

KEPT_SECONDS = 3600.0
MAX_HISTORIES = 2_000
MAX_SAME = 50


class Threads:
    """Histories, as keyed hashes, to the conversations they are."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._salt = secrets.token_bytes(32)
        self._open: OrderedDict[bytes, deque[tuple[str, float]]] = OrderedDict()

    def take(self, account: str, messages: Sequence[str]) -> str | None:
        """The conversation of this history, which then no longer waits here."""
        waiting = self._open.get(self._key(account, messages))
        while waiting:
            conversation_id, since = waiting.pop()
            if self._monotonic() - since < KEPT_SECONDS:
                return conversation_id
        return None

    def put(self, account: str, messages: Sequence[str], conversation_id: str) -> None:
        """Let a conversation wait for what follows on this history."""
        key = self._key(account, messages)
        waiting = self._open.setdefault(key, deque(maxlen=MAX_SAME))
        waiting.append((conversation_id, self._monotonic()))
        self._open.move_to_end(key)
        while len(self._open) > MAX_HISTORIES:
            self._open.popitem(last=False)

    def _key(self, account: str, messages: Sequence[str]) -> bytes:
        digest = hashlib.blake2b(key=self._salt, digest_size=16)
        for text in (account, *messages):
            encoded = text.encode()
            digest.update(len(encoded).to_bytes(8, "big") + encoded)
        return digest.digest()
