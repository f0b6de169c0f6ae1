"""Löschfristen: what is due to go goes, and its bytes with it; anonymous counts stay.

A run looks only at what there is and what time it is, so a missed run is made up by the next one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from transfobot import logs
from transfobot.domain.errors import Conflict, NotFound
from transfobot.domain.handoffs import HandoffState, Retention, erase_from
from transfobot.ports import Clock, Conversations
from transfobot.ports.cases import Cases, Storage, UnmatchedMails

WHO = "Löschfrist"
_log = logs.get("retention")


@dataclass(frozen=True, slots=True)
class RetentionRoom:
    """What a run works on; `storages` give up the bytes of what was erased."""

    cases: Cases
    mails: UnmatchedMails
    conversations: Conversations
    clock: Clock
    retention: Retention
    log_dir: Path | None = None
    storages: Sequence[Storage] = ()


@dataclass(frozen=True, slots=True)
class RetentionReport:
    """How many were erased, and how many answered cases were closed."""

    conversations: int = 0
    cases: int = 0
    mails: int = 0
    logs: int = 0
    closed: int = 0

    @property
    def erased(self) -> int:
        """Rows that are gone from the stores."""
        return self.conversations + self.cases + self.mails


def run_retention(room: RetentionRoom) -> RetentionReport:
    """Erase what is due. Raises StoreUnavailable; what was erased before stays erased."""
    now = room.clock.now()
    report = RetentionReport(
        conversations=room.conversations.delete_before(
            now - timedelta(days=room.retention.conversations)
        ),
        closed=_close_answered(room, now),
        cases=_erase_cases(room, now),
        mails=room.mails.erase_before(now - timedelta(days=room.retention.unmatched_mail)),
        logs=_erase_logs(room, now),
    )
    if report.erased:
        for storage in room.storages:
            storage.compact()
    _log.info(
        "retention_run",
        conversations=report.conversations,
        cases=report.cases,
        mails=report.mails,
        logs=report.logs,
        closed=report.closed,
    )
    return report


def _close_answered(room: RetentionRoom, now: datetime) -> int:
    """An answer that nobody comes back to ends the case, so that its period begins at all."""
    closed = 0
    rested = now - timedelta(days=room.retention.answered_until_closed)
    for handoff in room.cases.answered_before(rested):
        try:
            room.cases.move(handoff.reference, HandoffState.CLOSED, WHO, now)
        except (Conflict, NotFound):
            continue
        closed += 1
    return closed


def _erase_cases(room: RetentionRoom, now: datetime) -> int:
    erased = 0
    for handoff in room.cases.closed_before(now + timedelta(microseconds=1)):
        if handoff.closed_at is None:
            continue
        days = room.retention.case_days(handoff.retention_class)
        if erase_from(handoff.closed_at, handoff.consent.retention_days, days) <= now:
            erased += room.cases.erase(handoff.reference)
    return erased


def _erase_logs(room: RetentionRoom, now: datetime) -> int:
    if room.log_dir is None or not room.log_dir.is_dir():
        return 0
    oldest = (now - timedelta(days=room.retention.logs)).timestamp()
    old = [path for path in room.log_dir.glob("*.log*") if path.stat().st_mtime < oldest]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)
