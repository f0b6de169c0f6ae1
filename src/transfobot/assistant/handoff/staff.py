"""What staff do with cases; every function checks what the account may."""

from __future__ import annotations

import hmac
from collections.abc import Sequence

from transfobot.assistant.handoff.opening import HandoffService, first_dispatches, target_of
from transfobot.assistant.handoff.replies import answer_case
from transfobot.domain.accounts import Account, Role, token_hash
from transfobot.domain.dispatches import Dispatch
from transfobot.domain.errors import Conflict, NotFound
from transfobot.domain.handoffs import (
    REFERENCE,
    Author,
    Handoff,
    HandoffState,
    Note,
    new_secret,
    one_line,
)
from transfobot.ports import Clock
from transfobot.ports.cases import Accounts, CaseQuery

ALARMS = 100
FIRST_ADMIN = "erste-verwaltung"


def find_account(
    accounts: Accounts, clock: Clock, first_token: str, token: bytes
) -> Account | None:
    """The account of a bearer token; the set staff token is the first admin's. None: refused."""
    if first_token and hmac.compare_digest(
        token_hash(token), token_hash(first_token.encode("utf-8"))
    ):
        return Account(FIRST_ADMIN, "Verwaltung", Role.ADMIN, None, clock.now())
    account = accounts.by_token_hash(token_hash(token))
    if account is None or (account.expires_at is not None and account.expires_at <= clock.now()):
        return None
    return account


def list_cases(
    service: HandoffService,
    account: Account,
    *,
    state: HandoffState | None = None,
    office_id: str | None = None,
    mine: bool = False,
    limit: int = 100,
    offset: int = 0,
) -> Sequence[Handoff]:
    """Cases within reach of the account, newest first; an agent sees those of its office."""
    account.require(Role.ADMIN, Role.AGENT)
    if account.role is Role.AGENT:
        if office_id is not None and office_id != account.office_id:
            return []
        office_id = account.office_id
    query = CaseQuery(state, office_id, account.name if mine else None, limit, offset)
    return service.cases.find(query)


def alarms(service: HandoffService, account: Account) -> Sequence[Dispatch]:
    """What could not be delivered for good, within reach of the account, newest first."""
    account.require(Role.ADMIN, Role.AGENT)
    found = []
    for row in service.outbox.failed()[:ALARMS]:
        handoff = service.cases.by_reference(row.reference)
        if handoff is not None and account.may_see(handoff.office_id):
            found.append(row)
    return found


def read_case(service: HandoffService, account: Account, reference: str) -> Handoff:
    """One case with all that belongs to it. Raises NotAllowed, NotFound."""
    account.require(Role.ADMIN, Role.AGENT)
    handoff = service.cases.by_reference(reference) if REFERENCE.fullmatch(reference) else None
    if handoff is None or not account.may_see(handoff.office_id):
        raise NotFound("Diese Anfrage gibt es nicht oder nicht mehr.")
    return handoff


def deliveries(service: HandoffService, handoff: Handoff) -> Sequence[Dispatch]:
    """What has been sent for a case and what has not."""
    return service.outbox.of_case(handoff.reference)


def reply_to_case(
    service: HandoffService, account: Account, reference: str, text: str, dedupe: str | None = None
) -> Handoff:
    """Answer from the console, in the office's name; a repeat with the same key does nothing."""
    handoff = read_case(service, account, reference)
    answer_case(
        service,
        handoff,
        text,
        author=Author.STAFF,
        channel="console",
        dedupe=f"staff:{reference}:{dedupe or new_secret()}",
    )
    return read_case(service, account, reference)


def add_note(service: HandoffService, account: Account, reference: str, text: str) -> Handoff:
    """Write an internal note."""
    read_case(service, account, reference)
    cleaned = text.replace("\x00", "").strip()
    service.cases.note(reference, Note(service.clock.now(), account.name, cleaned[:4000]))
    return read_case(service, account, reference)


def assign_case(
    service: HandoffService, account: Account, reference: str, assignee: str | None
) -> Handoff:
    """Give a case to someone by name, or to nobody; who takes an open one has begun work on it."""
    handoff = read_case(service, account, reference)
    name = one_line(assignee, 120, "Der Name")
    service.cases.assign(reference, name, service.clock.now())
    if name and handoff.state in {HandoffState.OPEN, HandoffState.SENT, HandoffState.FAILED}:
        service.cases.move(reference, HandoffState.IN_PROGRESS, account.name, service.clock.now())
    return read_case(service, account, reference)


def close_case(service: HandoffService, account: Account, reference: str) -> Handoff:
    """Close; the period until erasure begins. Raises Conflict when it is closed already."""
    read_case(service, account, reference)
    return service.cases.move(reference, HandoffState.CLOSED, account.name, service.clock.now())


def reopen_case(service: HandoffService, account: Account, reference: str) -> Handoff:
    """Reopen a closed or answered case."""
    read_case(service, account, reference)
    return service.cases.move(
        reference, HandoffState.IN_PROGRESS, account.name, service.clock.now()
    )


def send_again(service: HandoffService, account: Account, reference: str) -> Handoff:
    """Put a new delivery into the outbox, to the address that is on file today."""
    handoff = read_case(service, account, reference)
    if handoff.state not in {HandoffState.OPEN, HandoffState.FAILED}:
        raise Conflict("Diese Anfrage ist schon zugestellt; bitte die Seite neu laden.")
    dispatches = first_dispatches(service, target_of(service, handoff.office_id))
    if not dispatches:
        raise Conflict(
            "Für diese Stelle ist kein Versandweg hinterlegt; bitte eine E-Mail-Adresse im "
            "Register eintragen oder TRANSFOBOT_DEFAULT_OFFICE setzen."
        )
    service.cases.redirect(reference, dispatches[0], account.name, service.clock.now())
    service.wake()
    return read_case(service, account, reference)
