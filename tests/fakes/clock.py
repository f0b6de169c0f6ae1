"""A clock that stands where it is put."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

_BERLIN = ZoneInfo("Europe/Berlin")


class FakeClock:
    """Clock port: starts at `now` (aware), moves only when told."""

    def __init__(self, now: datetime = datetime(2026, 3, 16, 9, 0, tzinfo=UTC)) -> None:
        self._now = now

    def now(self) -> datetime:
        return self._now

    def today(self) -> date:
        return self._now.astimezone(_BERLIN).date()

    def advance(self, **span: float) -> None:
        """Move on by a timedelta's arguments."""
        self._now += timedelta(**span)

    def set(self, now: datetime) -> None:
        self._now = now
