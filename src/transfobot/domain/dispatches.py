"""Sendung: what has to go out for a case, and when it is tried again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class DispatchKind(StrEnum):
    """What an outbox row brings: to the office by mail or desk, to the inquirer, or an alarm."""

    OFFICE_MAIL = "office_mail"
    OFFICE_DESK = "office_desk"
    OFFICE_FOLLOW_UP = "office_follow_up"
    INQUIRER_MAIL = "inquirer_mail"
    INQUIRER_MESSAGE = "inquirer_message"
    ALARM = "alarm"

    @property
    def opens(self) -> bool:
        """Whether its delivery is what makes the case `sent`."""
        return self in {DispatchKind.OFFICE_MAIL, DispatchKind.OFFICE_DESK}


class DispatchState(StrEnum):
    """Stand einer Sendung."""

    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class NewDispatch:
    """An outbox row to be: `message_id` is fixed here and stays the same for every try."""

    kind: DispatchKind
    message_id: str
    recipient: str
    reply_id: str | None = None


@dataclass(frozen=True, slots=True)
class Dispatch:
    """Sendung: an outbox row. `fence` grows with each claim, so that a late owner is known."""

    id: str
    reference: str
    kind: DispatchKind
    state: DispatchState
    message_id: str
    recipient: str
    reply_id: str | None
    attempts: int
    created_at: datetime
    next_at: datetime
    fence: int
    failure: str | None


_BACK_OFF = (1, 5, 15, 60)
GIVE_UP_AFTER = timedelta(hours=72)


def next_try(
    created_at: datetime, attempts: int, now: datetime, *, unreachable: bool = False
) -> datetime | None:
    """When to try again after `attempts` failures: 1, 5, 15, 60 minutes, then hourly up to 72 h.

    While the server itself is away it is five minutes at most, so that what waits leaves soon after
    it is back. None when the 72 hours are over: the dispatch has failed.
    """
    steps = _BACK_OFF[:2] if unreachable else _BACK_OFF
    minutes = steps[min(max(attempts, 1), len(steps)) - 1]
    following = now + timedelta(minutes=minutes)
    return following if following <= created_at + GIVE_UP_AFTER else None
