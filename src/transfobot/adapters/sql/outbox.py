"""The outbox: rows are claimed with a lease and a fence, so that one process sends each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, Select, func, or_, select, update

from transfobot.adapters.sql.engine import reading, writing
from transfobot.adapters.sql.handoff_rows import to_dispatch
from transfobot.adapters.sql.handoffs import add_dispatches, locked_state, make_move
from transfobot.adapters.sql.tables_handoffs import handoffs, outbox
from transfobot.domain.dispatches import Dispatch, DispatchState, NewDispatch
from transfobot.domain.handoffs import HandoffState

_WAITING = DispatchState.WAITING.value
_POST = "Postausgang"


class SqlOutbox:
    """Outbox port."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def claim(self, owner: str, at: datetime, seconds: int) -> Dispatch | None:
        """The next due row, leased for `seconds`."""
        box = outbox.c
        due = (
            select(box.id)
            .where(box.state == _WAITING, box.next_at <= at)
            .where(or_(box.claimed_until.is_(None), box.claimed_until <= at))
            .order_by(box.next_at, box.id)
            .limit(1)
        )
        with reading(self._engine) as connection:
            if connection.scalar(due) is None:
                return None
        with writing(self._engine) as connection:
            row_id = connection.scalar(due.with_for_update(skip_locked=True))
            if row_id is None:
                return None
            connection.execute(
                update(outbox)
                .where(box.id == row_id)
                .values(
                    claimed_by=owner,
                    claimed_until=at + timedelta(seconds=seconds),
                    fence=box.fence + 1,
                    attempts=box.attempts + 1,
                )
            )
            row = connection.execute(select(outbox).where(box.id == row_id)).mappings().one()
            return to_dispatch(row)

    def sent(
        self,
        dispatch: Dispatch,
        at: datetime,
        ticket: str | None = None,
        *,
        delivered: bool = True,
    ) -> bool:
        """Mark as sent, and the case where this opens it; False when no longer ours."""
        with writing(self._engine) as connection:
            done = {"state": DispatchState.SENT.value, "sent_at": at, "failure": None}
            if not _settle(connection, dispatch, done):
                return False
            if ticket is not None:
                connection.execute(
                    update(handoffs)
                    .where(handoffs.c.reference == dispatch.reference)
                    .values(desk_ticket=ticket)
                )
            if dispatch.kind.opens and delivered:
                _advance(connection, dispatch.reference, HandoffState.SENT, at)
            return True

    def retry(self, dispatch: Dispatch, next_at: datetime, failure: str) -> bool:
        """Give back for a later try."""
        with writing(self._engine) as connection:
            return _settle(connection, dispatch, {"next_at": next_at, "failure": failure})

    def fail(
        self, dispatch: Dispatch, at: datetime, failure: str, alarm: NewDispatch | None
    ) -> bool:
        """Mark as failed, and the case where this opens it, with an alarm row."""
        with writing(self._engine) as connection:
            failed = {"state": DispatchState.FAILED.value, "failure": failure, "sent_at": None}
            if not _settle(connection, dispatch, failed, also_sent=True):
                return False
            if dispatch.kind.opens:
                _advance(connection, dispatch.reference, HandoffState.FAILED, at)
            if alarm is not None:
                add_dispatches(connection, dispatch.reference, [alarm], at)
            return True

    def by_message_id(self, message_id: str) -> Dispatch | None:
        """The row of one of our letters."""
        found = self._many(select(outbox).where(outbox.c.message_id == message_id))
        return found[0] if found else None

    def of_case(self, reference: str) -> Sequence[Dispatch]:
        """All rows of a case, oldest first."""
        box = outbox.c
        return self._many(
            select(outbox).where(box.reference == reference).order_by(box.created_at, box.id)
        )

    def waiting(self) -> int:
        """How many rows wait."""
        with reading(self._engine) as connection:
            return int(
                connection.scalar(
                    select(func.count()).select_from(outbox).where(outbox.c.state == _WAITING)
                )
                or 0
            )

    def failed(self) -> Sequence[Dispatch]:
        """Rows that failed for good, newest first."""
        box = outbox.c
        failed = select(outbox).where(box.state == DispatchState.FAILED.value)
        return self._many(failed.order_by(box.created_at.desc()))

    def _many(self, wanted: Select[Any]) -> Sequence[Dispatch]:
        with reading(self._engine) as connection:
            return [to_dispatch(row) for row in connection.execute(wanted).mappings()]


def _settle(
    connection: Connection,
    dispatch: Dispatch,
    values: Mapping[str, object],
    *,
    also_sent: bool = False,
) -> bool:
    states = [_WAITING, DispatchState.SENT.value] if also_sent else [_WAITING]
    box = outbox.c
    changed = connection.execute(
        update(outbox)
        .where(box.id == dispatch.id, box.fence == dispatch.fence, box.state.in_(states))
        .values(claimed_by=None, claimed_until=None, **values)
    )
    return changed.rowcount == 1


def _advance(connection: Connection, reference: str, after: HandoffState, at: datetime) -> None:
    """Move on, unless somebody is already working on the case or has answered it."""
    waits = {HandoffState.OPEN, HandoffState.SENT, HandoffState.FAILED} - {after}
    if locked_state(connection, reference) in waits:
        make_move(connection, reference, after, _POST, at)
