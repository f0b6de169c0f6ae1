"""Cases, outbox and stray mail kept in dictionaries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from datetime import datetime, timedelta

from transfobot.domain.dispatches import Dispatch, DispatchKind, DispatchState, NewDispatch
from transfobot.domain.errors import Conflict, NotFound
from transfobot.domain.handoffs import (
    Author,
    Handoff,
    HandoffState,
    Move,
    NewHandoff,
    Note,
    Reply,
    UnmatchedMail,
    check_move,
    reference_of,
)
from transfobot.ports.cases import CaseQuery, Opened

_TO_INQUIRER = {DispatchKind.INQUIRER_MAIL, DispatchKind.INQUIRER_MESSAGE}
_BEFORE_WORK = {HandoffState.OPEN, HandoffState.SENT, HandoffState.FAILED}


class FakeOutbox:
    """Outbox port; `cases` is set by FakeCases."""

    def __init__(self) -> None:
        self.rows: dict[str, Dispatch] = {}
        self.claimed_until: dict[str, datetime] = {}
        self.cases: FakeCases | None = None

    def add(self, reference: str, new: Sequence[NewDispatch], at: datetime) -> None:
        """Rows due at once."""
        for one in new:
            row_id = f"{len(self.rows):06d}"
            self.rows[row_id] = Dispatch(
                row_id,
                reference,
                one.kind,
                DispatchState.WAITING,
                one.message_id,
                one.recipient,
                one.reply_id,
                0,
                at,
                at,
                0,
                None,
            )

    def claim(self, owner: str, at: datetime, seconds: int) -> Dispatch | None:
        due = [
            row
            for row in self.rows.values()
            if row.state is DispatchState.WAITING
            and row.next_at <= at
            and self.claimed_until.get(row.id, at) <= at
        ]
        if not due:
            return None
        first = min(due, key=lambda row: (row.next_at, row.id))
        self.claimed_until[first.id] = at + timedelta(seconds=seconds)
        self.rows[first.id] = replace(first, fence=first.fence + 1, attempts=first.attempts + 1)
        return self.rows[first.id]

    def sent(
        self,
        dispatch: Dispatch,
        at: datetime,
        ticket: str | None = None,
        *,
        delivered: bool = True,
    ) -> bool:
        if not self._settle(dispatch, state=DispatchState.SENT, failure=None):
            return False
        assert self.cases is not None
        if ticket is not None:
            self.cases.change(dispatch.reference, desk_ticket=ticket)
        if dispatch.kind.opens and delivered:
            self._advance(dispatch.reference, HandoffState.SENT, at)
        return True

    def retry(self, dispatch: Dispatch, next_at: datetime, failure: str) -> bool:
        return self._settle(dispatch, next_at=next_at, failure=failure)

    def fail(
        self, dispatch: Dispatch, at: datetime, failure: str, alarm: NewDispatch | None
    ) -> bool:
        states = (DispatchState.WAITING, DispatchState.SENT)
        if not self._settle(dispatch, states, state=DispatchState.FAILED, failure=failure):
            return False
        if dispatch.kind.opens:
            self._advance(dispatch.reference, HandoffState.FAILED, at)
        if alarm is not None:
            self.add(dispatch.reference, [alarm], at)
        return True

    def by_message_id(self, message_id: str) -> Dispatch | None:
        return next((row for row in self.rows.values() if row.message_id == message_id), None)

    def of_case(self, reference: str) -> Sequence[Dispatch]:
        return [row for row in self.rows.values() if row.reference == reference]

    def waiting(self) -> int:
        return sum(row.state is DispatchState.WAITING for row in self.rows.values())

    def failed(self) -> Sequence[Dispatch]:
        return [row for row in self.rows.values() if row.state is DispatchState.FAILED][::-1]

    def _settle(
        self,
        dispatch: Dispatch,
        states: Sequence[DispatchState] = (DispatchState.WAITING,),
        **changed: object,
    ) -> bool:
        row = self.rows.get(dispatch.id)
        if row is None or row.fence != dispatch.fence or row.state not in states:
            return False
        self.claimed_until.pop(row.id, None)
        self.rows[row.id] = replace(row, **changed)  # type: ignore[arg-type]
        return True

    def _advance(self, reference: str, after: HandoffState, at: datetime) -> None:
        assert self.cases is not None
        state = self.cases.kept[reference].state
        if state in _BEFORE_WORK - {after}:
            self.cases.move(reference, after, "Postausgang", at)


class FakeCases:
    """Cases port."""

    def __init__(self, outbox: FakeOutbox) -> None:
        self.kept: dict[str, Handoff] = {}
        self.keys: dict[str, tuple[str, str]] = {}
        self.seen: set[str] = set()
        self.last: Counter[int] = Counter()
        self.outbox = outbox
        outbox.cases = self

    def open(self, new: NewHandoff, dispatches: Sequence[NewDispatch]) -> Opened:
        if new.idempotency_key in self.keys:
            reference, content = self.keys[new.idempotency_key]
            if content != new.content_hash:
                raise Conflict("Dieser Vorgangsschlüssel wurde schon verwendet.")
            return Opened(self.kept[reference], created=False)
        self.last[new.at.year] += 1
        reference = reference_of(new.at.year, self.last[new.at.year])
        both = {one.name for one in fields(Handoff)} & {one.name for one in fields(NewHandoff)}
        self.kept[reference] = Handoff(
            reference=reference,
            state=HandoffState.OPEN,
            assignee=None,
            desk_ticket=None,
            opened_at=new.at,
            changed_at=new.at,
            closed_at=None,
            moves=(Move(new.at, new.who, None, HandoffState.OPEN),),
            **{name: getattr(new, name) for name in both},
        )
        self.keys[new.idempotency_key] = (reference, new.content_hash)
        self.outbox.add(reference, dispatches, new.at)
        return Opened(self.kept[reference], created=True)

    def by_reference(self, reference: str) -> Handoff | None:
        return self.kept.get(reference)

    def by_secret(self, secret: str) -> Handoff | None:
        return next((one for one in self.kept.values() if one.secret == secret), None)

    def by_token(self, token: str) -> tuple[Handoff, Author] | None:
        for one in self.kept.values():
            if token == one.office_token:
                return one, Author.OFFICE
            if token == one.inquirer_token:
                return one, Author.INQUIRER
        return None

    def by_message_ids(self, message_ids: Sequence[str]) -> tuple[Handoff, Author] | None:
        for message_id in message_ids:
            row = self.outbox.by_message_id(message_id)
            if row is not None and row.kind is not DispatchKind.ALARM:
                side = Author.INQUIRER if row.kind in _TO_INQUIRER else Author.OFFICE
                return self.kept[row.reference], side
        return None

    def by_desk_ticket(self, ticket: str) -> Handoff | None:
        return next((one for one in self.kept.values() if one.desk_ticket == ticket), None)

    def find(self, query: CaseQuery) -> Sequence[Handoff]:
        found = [
            replace(one, moves=(), replies=(), notes=())
            for one in self.kept.values()
            if query.state in {None, one.state}
            and query.office_id in {None, one.office_id}
            and query.assignee in {None, one.assignee}
        ]
        found.sort(key=lambda one: (one.opened_at, one.reference), reverse=True)
        return found[query.offset : query.offset + query.limit]

    def counts(self) -> Mapping[str, int]:
        return Counter(one.state.value for one in self.kept.values())

    def change(self, reference: str, **changed: object) -> Handoff:
        """Replace fields of a case. Raises NotFound."""
        if reference not in self.kept:
            raise NotFound("Diese Anfrage gibt es nicht oder nicht mehr.")
        self.kept[reference] = replace(self.kept[reference], **changed)  # type: ignore[arg-type]
        return self.kept[reference]

    def move(self, reference: str, after: HandoffState, who: str, at: datetime) -> Handoff:
        one = self.change(reference)
        check_move(one.state, after)
        return self.change(
            reference,
            state=after,
            changed_at=at,
            closed_at=at if after is HandoffState.CLOSED else None,
            moves=(*one.moves, Move(at, who, one.state, after)),
        )

    def reply(
        self,
        reference: str,
        reply: Reply,
        after: HandoffState | None,
        dispatches: Sequence[NewDispatch],
        dedupe: str,
    ) -> bool:
        one = self.change(reference)
        if dedupe in self.seen:
            return False
        if after is not None:
            one = self.move(reference, after, reply.author_name, reply.at)
        self.change(reference, replies=(*one.replies, reply))
        self.seen.add(dedupe)
        self.outbox.add(reference, dispatches, reply.at)
        return True

    def note(self, reference: str, note: Note) -> None:
        self.change(reference, notes=(*self.change(reference).notes, note))

    def assign(self, reference: str, assignee: str | None, at: datetime) -> Handoff:
        return self.change(reference, assignee=assignee, changed_at=at)

    def redirect(self, reference: str, dispatch: NewDispatch, who: str, at: datetime) -> None:
        if self.change(reference).state is HandoffState.FAILED:
            self.move(reference, HandoffState.OPEN, who, at)
        self.change(reference, deliverable=True, changed_at=at)
        self.outbox.add(reference, [dispatch], at)

    def closed_before(self, at: datetime) -> Sequence[Handoff]:
        return [one for one in self.kept.values() if one.closed_at and one.closed_at < at]

    def answered_before(self, at: datetime) -> Sequence[Handoff]:
        return [
            one
            for one in self.kept.values()
            if one.state is HandoffState.ANSWERED and one.changed_at < at
        ]

    def of_person(
        self, *, email: str | None = None, conversation_id: str | None = None
    ) -> Sequence[Handoff]:
        def belongs(one: Handoff) -> bool:
            mine = (one.inquirer.email or "").casefold()
            return bool(email and mine == email.casefold()) or bool(
                conversation_id and one.conversation_id == conversation_id
            )

        return [one for one in self.kept.values() if belongs(one)]

    def erase(self, reference: str) -> bool:
        gone = self.kept.pop(reference, None)
        self.keys = {key: value for key, value in self.keys.items() if value[0] != reference}
        self.outbox.rows = {
            row_id: row for row_id, row in self.outbox.rows.items() if row.reference != reference
        }
        return gone is not None


class FakeUnmatchedMails:
    """UnmatchedMails port."""

    def __init__(self) -> None:
        self.kept: dict[str, UnmatchedMail] = {}

    def keep(self, mail: UnmatchedMail) -> bool:
        new = mail.id not in self.kept
        self.kept.setdefault(mail.id, mail)
        return new

    def all(self) -> Sequence[UnmatchedMail]:
        return sorted(self.kept.values(), key=lambda mail: mail.at, reverse=True)

    def erase(self, mail_id: str) -> bool:
        return self.kept.pop(mail_id, None) is not None

    def erase_before(self, at: datetime) -> int:
        old = [mail.id for mail in self.kept.values() if mail.at < at]
        for mail_id in old:
            self.erase(mail_id)
        return len(old)
