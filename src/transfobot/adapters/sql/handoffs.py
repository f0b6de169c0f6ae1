"""Cases in SQLite or PostgreSQL: every writing call is one transaction, on disk when it returns."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Select,
    Table,
    and_,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from transfobot.adapters.sql import tables_handoffs as tables
from transfobot.adapters.sql.engine import overwrite_log, reading, writing
from transfobot.adapters.sql.handoff_rows import consent_row, handoff_row, to_handoff
from transfobot.domain.dispatches import DispatchKind, DispatchState, NewDispatch
from transfobot.domain.errors import Conflict, NotFound
from transfobot.domain.handoffs import (
    Author,
    Handoff,
    HandoffState,
    NewHandoff,
    Note,
    Reply,
    check_move,
    new_secret,
    reference_of,
)
from transfobot.ports.cases import CaseQuery, Opened

_TO_INQUIRER = (DispatchKind.INQUIRER_MAIL.value, DispatchKind.INQUIRER_MESSAGE.value)


class _Known(Exception):
    """The click is already a case; carries nothing, only undoes the number."""


class SqlCases:
    """Cases port."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def open(self, new: NewHandoff, dispatches: Sequence[NewDispatch]) -> Opened:
        """Store case, consent, first move and outbox rows in one transaction."""
        known = self._repeat(new)
        if known is not None:
            return known
        try:
            with writing(self._engine) as connection:
                reference = reference_of(new.at.year, _next_number(connection, new.at.year))
                # The number's row is locked now: whoever was first has committed.
                if connection.scalar(_by_key(new.idempotency_key)) is not None:
                    raise _Known
                connection.execute(insert(tables.handoffs), handoff_row(new, reference))
                connection.execute(insert(tables.consents), consent_row(new.consent, reference))
                _add_move(connection, reference, new.at, new.who, None, HandoffState.OPEN)
                add_dispatches(connection, reference, dispatches, new.at)
        except _Known:
            known = self._repeat(new)
            if known is None:
                raise Conflict("Die Anfrage wurde gerade gelöscht; bitte neu absenden.") from None
            return known
        return Opened(self._one(tables.handoffs.c.reference == reference), created=True)

    def by_reference(self, reference: str) -> Handoff | None:
        """The case of this number."""
        return self._maybe(tables.handoffs.c.reference == reference)

    def by_secret(self, secret: str) -> Handoff | None:
        """The case of this status link."""
        return self._maybe(tables.handoffs.c.secret == secret)

    def by_token(self, token: str) -> tuple[Handoff, Author] | None:
        """The case of a reply token, and the side it was given to."""
        column = tables.handoffs.c
        found = self._maybe(or_(column.office_token == token, column.inquirer_token == token))
        if found is None:
            return None
        return found, Author.OFFICE if found.office_token == token else Author.INQUIRER

    def by_message_ids(self, message_ids: Sequence[str]) -> tuple[Handoff, Author] | None:
        """The case one of our letters belongs to, and the side it went to."""
        if not message_ids:
            return None
        box = tables.outbox.c
        with reading(self._engine) as connection:
            row = connection.execute(
                select(box.reference, box.kind)
                .where(box.message_id.in_(message_ids), box.kind != DispatchKind.ALARM.value)
                .limit(1)
            ).first()
        found = self.by_reference(row.reference) if row else None
        if found is None or row is None:
            return None
        return found, Author.INQUIRER if row.kind in _TO_INQUIRER else Author.OFFICE

    def by_desk_ticket(self, ticket: str) -> Handoff | None:
        """The case a desk knows under this id."""
        return self._maybe(tables.handoffs.c.desk_ticket == ticket)

    def find(self, query: CaseQuery) -> Sequence[Handoff]:
        """Cases without moves, replies and notes, newest first."""
        column = tables.handoffs.c
        wanted = _case()
        if query.state is not None:
            wanted = wanted.where(column.state == query.state.value)
        if query.office_id is not None:
            wanted = wanted.where(column.office_id == query.office_id)
        if query.assignee is not None:
            wanted = wanted.where(column.assignee == query.assignee)
        wanted = wanted.order_by(column.opened_at.desc(), column.reference.desc())
        return self._many(wanted.limit(query.limit).offset(query.offset))

    def counts(self) -> Mapping[str, int]:
        """How many cases are in each state."""
        state = tables.handoffs.c.state
        with reading(self._engine) as connection:
            rows = connection.execute(select(state, func.count()).group_by(state)).all()
        return {row[0]: row[1] for row in rows}

    def move(self, reference: str, after: HandoffState, who: str, at: datetime) -> Handoff:
        """Make a legal move."""
        with writing(self._engine) as connection:
            make_move(connection, reference, after, who, at)
        return self._one(tables.handoffs.c.reference == reference)

    def reply(
        self,
        reference: str,
        reply: Reply,
        after: HandoffState | None,
        dispatches: Sequence[NewDispatch],
        dedupe: str,
    ) -> bool:
        """Store a reply, the move it makes and outbox rows; False for a repeat."""
        key = hashlib.sha256(dedupe.encode("utf-8", "surrogatepass")).hexdigest()
        with writing(self._engine) as connection:
            locked_state(connection, reference)
            replies = tables.replies.c
            if connection.scalar(select(replies.id).where(replies.dedupe == key)) is not None:
                return False
            connection.execute(
                insert(tables.replies).values(
                    id=reply.id,
                    reference=reference,
                    author=reply.author.value,
                    author_name=reply.author_name,
                    text=reply.text,
                    channel=reply.channel,
                    dedupe=key,
                    at=reply.at,
                )
            )
            if after is not None:
                make_move(connection, reference, after, reply.author_name, reply.at)
            add_dispatches(connection, reference, dispatches, reply.at)
        return True

    def note(self, reference: str, note: Note) -> None:
        """Add an internal note."""
        with writing(self._engine) as connection:
            locked_state(connection, reference)
            connection.execute(
                insert(tables.notes).values(
                    reference=reference, at=note.at, who=note.who, text=note.text
                )
            )

    def assign(self, reference: str, assignee: str | None, at: datetime) -> Handoff:
        """Give the case to someone, or to nobody."""
        with writing(self._engine) as connection:
            locked_state(connection, reference)
            _set(connection, reference, assignee=assignee, changed_at=at)
        return self._one(tables.handoffs.c.reference == reference)

    def redirect(self, reference: str, dispatch: NewDispatch, who: str, at: datetime) -> None:
        """Put a new delivery to the office into the outbox; a failed case is open again."""
        with writing(self._engine) as connection:
            if locked_state(connection, reference) is HandoffState.FAILED:
                make_move(connection, reference, HandoffState.OPEN, who, at)
            _set(connection, reference, deliverable=True, changed_at=at)
            add_dispatches(connection, reference, [dispatch], at)

    def closed_before(self, at: datetime) -> Sequence[Handoff]:
        """Closed cases whose closing lies before `at`."""
        return self._many(_case().where(tables.handoffs.c.closed_at < at))

    def answered_before(self, at: datetime) -> Sequence[Handoff]:
        """Answered cases that nobody has touched since `at`."""
        column = tables.handoffs.c
        answered = HandoffState.ANSWERED.value
        return self._many(_case().where(and_(column.state == answered, column.changed_at < at)))

    def of_person(
        self, *, email: str | None = None, conversation_id: str | None = None
    ) -> Sequence[Handoff]:
        """All cases of one address or conversation, with replies and notes."""
        column = tables.handoffs.c
        wanted: ColumnElement[bool] = column.reference.is_(None)
        if email:
            wanted = or_(wanted, column.email_folded == email.casefold())
        if conversation_id:
            wanted = or_(wanted, column.conversation_id == conversation_id)
        with reading(self._engine) as connection:
            found = connection.scalars(select(column.reference).where(wanted)).all()
        return [self._one(column.reference == reference) for reference in found]

    def erase(self, reference: str) -> bool:
        """Erase a case; what belongs to it goes by the foreign keys."""
        with writing(self._engine) as connection:
            gone = connection.execute(
                delete(tables.handoffs).where(tables.handoffs.c.reference == reference)
            )
        overwrite_log(self._engine)
        return gone.rowcount == 1

    def _repeat(self, new: NewHandoff) -> Opened | None:
        column = tables.handoffs.c
        with reading(self._engine) as connection:
            stored = connection.scalar(
                select(column.content_hash).where(column.idempotency_key == new.idempotency_key)
            )
        if stored is None:
            return None
        if stored != new.content_hash:
            raise Conflict(
                "Dieser Vorgangsschlüssel wurde schon für eine andere Anfrage verwendet; "
                "bitte das Formular neu laden."
            )
        return Opened(self._one(column.idempotency_key == new.idempotency_key), created=False)

    def _one(self, wanted: Any) -> Handoff:
        found = self._maybe(wanted)
        if found is None:
            raise NotFound("Diese Anfrage gibt es nicht oder nicht mehr.")
        return found

    def _maybe(self, wanted: Any) -> Handoff | None:
        with reading(self._engine) as connection:
            row = connection.execute(_case().where(wanted)).mappings().first()
            if row is None:
                return None
            parts = [
                connection.execute(
                    select(table)
                    .where(table.c.reference == row["reference"])
                    .order_by(table.c.at, *([table.c.id] if table is not tables.replies else []))
                )
                .mappings()
                .all()
                for table in (tables.moves, tables.replies, tables.notes)
            ]
        return to_handoff(row, *parts)

    def _many(self, wanted: Select[Any]) -> Sequence[Handoff]:
        with reading(self._engine) as connection:
            return [to_handoff(row) for row in connection.execute(wanted).mappings()]


def _case() -> Select[Any]:
    consent = [column for column in tables.consents.c if column.name != "reference"]
    joined = tables.consents.c.reference == tables.handoffs.c.reference
    return select(tables.handoffs, *consent).join(tables.consents, joined)


def _by_key(key: str) -> Select[Any]:
    return select(tables.handoffs.c.reference).where(tables.handoffs.c.idempotency_key == key)


def insert_new(connection: Connection, table: Table, values: Mapping[str, object]) -> bool:
    """Insert unless the key is there; whether the row came in."""
    flavour = postgresql if connection.dialect.name == "postgresql" else sqlite
    statement = flavour.insert(table).values(**values).on_conflict_do_nothing()
    # Not by row count: it is unknown after such an insert in PostgreSQL.
    return connection.execute(statement.returning(*table.primary_key)).first() is not None


def _next_number(connection: Connection, year: int) -> int:
    numbers = tables.case_numbers
    insert_new(connection, numbers, {"year": year, "last": 0})
    connection.execute(
        update(numbers).where(numbers.c.year == year).values(last=numbers.c.last + 1)
    )
    return int(
        connection.execute(select(numbers.c.last).where(numbers.c.year == year)).scalar_one()
    )


def _set(connection: Connection, reference: str, **values: object) -> None:
    column = tables.handoffs.c.reference
    connection.execute(update(tables.handoffs).where(column == reference).values(**values))


def _add_move(
    connection: Connection,
    reference: str,
    at: datetime,
    who: str,
    before: HandoffState | None,
    after: HandoffState,
) -> None:
    connection.execute(
        insert(tables.moves).values(
            reference=reference,
            at=at,
            who=who[:120],
            before=before.value if before else None,
            after=after.value,
        )
    )


def locked_state(connection: Connection, reference: str) -> HandoffState:
    """The state of a case, its row locked for this transaction. Raises NotFound."""
    column = tables.handoffs.c
    state = connection.scalar(
        select(column.state).where(column.reference == reference).with_for_update()
    )
    if state is None:
        raise NotFound("Diese Anfrage gibt es nicht oder nicht mehr.")
    return HandoffState(state)


def make_move(
    connection: Connection, reference: str, after: HandoffState, who: str, at: datetime
) -> None:
    """One legal move inside a transaction."""
    before = locked_state(connection, reference)
    check_move(before, after)
    closed_at = at if after is HandoffState.CLOSED else None
    _set(connection, reference, state=after.value, changed_at=at, closed_at=closed_at)
    _add_move(connection, reference, at, who, before, after)


def add_dispatches(
    connection: Connection, reference: str, dispatches: Sequence[NewDispatch], at: datetime
) -> None:
    """Outbox rows inside a transaction, due at once."""
    rows = [
        {
            "id": new_secret(),
            "reference": reference,
            "kind": new.kind.value,
            "state": DispatchState.WAITING.value,
            "message_id": new.message_id,
            "recipient": new.recipient,
            "reply_id": new.reply_id,
            "attempts": 0,
            "created_at": at,
            "next_at": at,
            "fence": 0,
        }
        for new in dispatches
    ]
    if rows:
        connection.execute(insert(tables.outbox), rows)
