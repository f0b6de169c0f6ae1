"""How fast: questions that one chat may ask, and messages that may be sent. Monotonic seconds."""

from __future__ import annotations

from collections import deque


class Questions:
    """At most `limit` questions a minute and chat (0: any number)."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._seen: dict[int, deque[float]] = {}
        self._told: dict[int, float] = {}

    def allowed(self, chat_id: int, now: float) -> bool:
        """Whether one more is fine; counts it."""
        if not self._limit:
            return True
        seen = self._seen.setdefault(chat_id, deque())
        while seen and seen[0] <= now - 60:
            seen.popleft()
        if len(seen) >= self._limit:
            return False
        seen.append(now)
        return True

    def tell(self, chat_id: int, now: float) -> bool:
        """Whether to say so: once a minute."""
        if now - self._told.get(chat_id, -60.0) < 60:
            return False
        self._told[chat_id] = now
        return True


class Sending:
    """The service's own limits: a message a second and chat after a small burst, 30 in all."""

    BURST = 5
    OVERALL = 30
    GROUP = 20

    def __init__(self) -> None:
        self._chats: dict[int, deque[float]] = {}
        self._all: deque[float] = deque()

    def wait(self, chat_id: int, now: float) -> float:
        """Seconds until a message to this chat may go; 0 counts it as sent."""
        sent = self._chats.setdefault(chat_id, deque())
        span, most = (60.0, self.GROUP) if chat_id < 0 else (float(self.BURST), self.BURST)
        for times, seconds in ((sent, span), (self._all, 1.0)):
            while times and times[0] <= now - seconds:
                times.popleft()
        if len(sent) >= most:
            return sent[0] + span - now
        if len(self._all) >= self.OVERALL:
            return self._all[0] + 1.0 - now
        sent.append(now)
        self._all.append(now)
        return 0.0


class Notices:
    """One notice a minute and subject, one an album."""

    def __init__(self) -> None:
        self._told: dict[tuple[int, str], float] = {}

    def tell(self, chat_id: int, subject: str, now: float) -> bool:
        """Whether to say it now."""
        key = (chat_id, subject)
        if now - self._told.get(key, -60.0) < 60:
            return False
        self._told = {known: at for known, at in self._told.items() if now - at < 60}
        self._told[key] = now
        return True
