"""What handoffs, staff accounts and the worker need from a store: one protocol per need.

Like `ports`, in a file of its own for its size.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from transfobot.domain.accounts import Account
from transfobot.domain.dispatches import Dispatch, NewDispatch
from transfobot.domain.handoffs import (
    Author,
    Handoff,
    HandoffState,
    NewHandoff,
    Note,
    Reply,
    UnmatchedMail,
)


@dataclass(frozen=True, slots=True)
class Opened:
    """The case of an opening; `created` is False for a repeat of the same click."""

    handoff: Handoff
    created: bool


@dataclass(frozen=True, slots=True)
class CaseQuery:
    """Which cases to list, newest first; None does not filter."""

    state: HandoffState | None = None
    office_id: str | None = None
    assignee: str | None = None
    limit: int = 100
    offset: int = 0


class Cases(Protocol):
    """Handoffs with consent, moves, replies, notes and the outbox rows they cause.

    Every writing call is one transaction, and what it writes is on disk when it returns.
    """

    def open(self, new: NewHandoff, dispatches: Sequence[NewDispatch]) -> Opened:
        """Store case, consent, first move and outbox rows; number them without gaps per year.

        The same idempotency key with the same content gives the case that is there already;
        with other content it raises Conflict.
        """
        ...

    def by_reference(self, reference: str) -> Handoff | None: ...

    def by_secret(self, secret: str) -> Handoff | None: ...

    def by_token(self, token: str) -> tuple[Handoff, Author] | None:
        """The case of a reply token, and which side it belongs to."""
        ...

    def by_message_ids(self, message_ids: Sequence[str]) -> tuple[Handoff, Author] | None:
        """The case one of our letters belongs to, and which side the letter went to."""
        ...

    def by_desk_ticket(self, ticket: str) -> Handoff | None: ...

    def find(self, query: CaseQuery) -> Sequence[Handoff]:
        """Cases without moves, replies and notes."""
        ...

    def counts(self) -> Mapping[str, int]:
        """How many cases are in each state."""
        ...

    def move(self, reference: str, after: HandoffState, who: str, at: datetime) -> Handoff:
        """Make a legal move. Raises NotFound or Conflict."""
        ...

    def reply(
        self,
        reference: str,
        reply: Reply,
        after: HandoffState | None,
        dispatches: Sequence[NewDispatch],
        dedupe: str,
    ) -> bool:
        """Store a reply, the move it makes (None: none) and outbox rows; False for a repeat.

        `dedupe` is what the outside calls this message (a Message-ID, a webhook id).
        """
        ...

    def note(self, reference: str, note: Note) -> None: ...

    def assign(self, reference: str, assignee: str | None, at: datetime) -> Handoff: ...

    def redirect(self, reference: str, dispatch: NewDispatch, who: str, at: datetime) -> None:
        """Put a new delivery to the office into the outbox; a failed case is open again."""
        ...

    def closed_before(self, at: datetime) -> Sequence[Handoff]:
        """Closed cases whose closing lies before `at`."""
        ...

    def answered_before(self, at: datetime) -> Sequence[Handoff]:
        """Cases that were answered before `at` and nobody has touched since."""
        ...

    def of_person(
        self, *, email: str | None = None, conversation_id: str | None = None
    ) -> Sequence[Handoff]:
        """All cases of one person: by address (any case of letters) or by conversation."""
        ...

    def erase(self, reference: str) -> bool:
        """Erase a case with all that belongs to it; False when there is none."""
        ...


class UnmatchedMails(Protocol):
    """Mail that belongs to no case, kept for staff."""

    def keep(self, mail: UnmatchedMail) -> bool:
        """Keep a mail; False when it is kept already."""
        ...

    def all(self) -> Sequence[UnmatchedMail]:
        """Newest first."""
        ...

    def erase(self, mail_id: str) -> bool: ...

    def erase_before(self, at: datetime) -> int:
        """Erase older ones; how many."""
        ...


class Outbox(Protocol):
    """What has to go out, with leases so that one process sends each row."""

    def claim(self, owner: str, at: datetime, seconds: int) -> Dispatch | None:
        """The next due row, leased to `owner`; None when nothing is due."""
        ...

    def sent(
        self,
        dispatch: Dispatch,
        at: datetime,
        ticket: str | None = None,
        *,
        delivered: bool = True,
    ) -> bool:
        """Mark as sent, and the case as sent where this opens it; False when no longer ours.

        `delivered` False (it was only printed) leaves the case as it is.
        """
        ...

    def retry(self, dispatch: Dispatch, next_at: datetime, failure: str) -> bool:
        """Give back for a later try; False when no longer ours."""
        ...

    def fail(
        self, dispatch: Dispatch, at: datetime, failure: str, alarm: NewDispatch | None
    ) -> bool:
        """Mark as failed, and the case as failed where this opens it, with an alarm row."""
        ...

    def by_message_id(self, message_id: str) -> Dispatch | None: ...

    def of_case(self, reference: str) -> Sequence[Dispatch]: ...

    def waiting(self) -> int:
        """How many rows wait, due or not."""
        ...

    def failed(self) -> Sequence[Dispatch]:
        """Rows that failed for good, newest first: what the console shows as alarm."""
        ...


@dataclass(frozen=True, slots=True)
class Lease:
    """The right of one process to do one thing until `until`; `fence` grows with each owner."""

    name: str
    owner: str
    until: datetime
    fence: int


class Leases(Protocol):
    """Who does what when several processes share one database, and when it was last done."""

    def take(self, name: str, owner: str, at: datetime, seconds: int) -> Lease | None:
        """Take or prolong a lease; None while another owner holds it."""
        ...

    def release(self, lease: Lease) -> None:
        """Give it back early."""
        ...

    def last_run(self, job: str) -> datetime | None:
        """When a job last ended well."""
        ...

    def ran(self, job: str, at: datetime) -> None: ...


class Accounts(Protocol):
    """Staff accounts; tokens are stored as hashes only."""

    def add(self, account: Account, token_hash: str) -> None:
        """Raises Conflict when the name is taken."""
        ...

    def by_token_hash(self, token_hash: str) -> Account | None: ...

    def all(self) -> Sequence[Account]: ...

    def remove(self, account_id: str) -> bool: ...

    def record(self, who: str, action: str, subject: str, at: datetime) -> None:
        """Write an audit line: who did what to which id; never personal data of inquirers."""
        ...

    def audit(self, limit: int = 100) -> Sequence[tuple[datetime, str, str, str]]:
        """Newest first: at, who, action, subject."""
        ...


class Storage(Protocol):
    """Something that keeps deleted bytes until it is told not to."""

    def compact(self) -> None:
        """Leave no byte of what was deleted in the files on disk."""
        ...
