"""Bring what waits in the outbox to its recipient: one row at a time, under a lease."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from transfobot import logs
from transfobot.assistant.handoff.letters import letter_for, messenger_text, reply_by_id, ticket_for
from transfobot.assistant.handoff.opening import HandoffService, status_url
from transfobot.domain.dispatches import Dispatch, DispatchKind, NewDispatch, next_try
from transfobot.domain.errors import DeliveryFailed, ServiceUnreachable
from transfobot.domain.handoffs import Handoff, new_message_id
from transfobot.ports import Desk, Mailer, Messenger

LEASE_SECONDS = 30
MARGIN_SECONDS = 5
TRIES = 1000
"""Far more than 72 hours of tries: a row that ends a process each time must not live for ever."""

_log = logs.get("outbox")


@dataclass(frozen=True, slots=True)
class Delivery:
    """The ways out of this process; `owner` is unique to it."""

    service: HandoffService
    owner: str
    mailer: Mailer
    desk: Desk | None = None
    messengers: Mapping[str, Messenger] = field(default_factory=dict)
    lease_seconds: int = LEASE_SECONDS
    monotonic: Callable[[], float] = time.monotonic


class Delivered(StrEnum):
    """What became of the next due row."""

    NOTHING_DUE = "nothing_due"
    SENT = "sent"
    POSTPONED = "postponed"
    UNREACHABLE = "unreachable"
    FAILED = "failed"
    OVERTAKEN = "overtaken"


def deliver_next(delivery: Delivery) -> Delivered:
    """Send the next due row and settle it.

    The lease outlasts the sending: past the deadline no text is handed over any more, so that two
    processes do not send one letter even if one of them was asleep.
    """
    service = delivery.service
    margin = min(MARGIN_SECONDS, delivery.lease_seconds / 4)
    deadline = delivery.monotonic() + delivery.lease_seconds - margin
    dispatch = service.outbox.claim(delivery.owner, service.clock.now(), delivery.lease_seconds)
    if dispatch is None:
        return Delivered.NOTHING_DUE
    handoff = service.cases.by_reference(dispatch.reference)
    if handoff is None:
        return Delivered.OVERTAKEN
    try:
        if dispatch.attempts > TRIES:
            raise DeliveryFailed("zu viele Versuche", permanent=True)
        ticket = _send(delivery, handoff, dispatch, deadline)
    except DeliveryFailed as failure:
        return _not_sent(delivery, dispatch, failure)
    mail = dispatch.kind not in {DispatchKind.OFFICE_DESK, DispatchKind.INQUIRER_MESSAGE}
    delivered = delivery.mailer.delivers or not mail
    ours = service.outbox.sent(dispatch, service.clock.now(), ticket, delivered=delivered)
    _log.info("dispatch_sent", case=dispatch.reference, kind=dispatch.kind.value, ours=ours)
    return Delivered.SENT if ours else Delivered.OVERTAKEN


def _send(delivery: Delivery, handoff: Handoff, dispatch: Dispatch, deadline: float) -> str | None:
    service = delivery.service
    if delivery.monotonic() >= deadline:
        raise DeliveryFailed("die Reservierung war abgelaufen")
    if dispatch.kind is DispatchKind.OFFICE_DESK:
        if delivery.desk is None:
            raise ServiceUnreachable("kein Ticketsystem eingerichtet")
        return delivery.desk.open(ticket_for(service, handoff, dispatch))
    if dispatch.kind is DispatchKind.INQUIRER_MESSAGE:
        _message(delivery, handoff, dispatch)
        return None
    thread = service.outbox.of_case(handoff.reference)
    delivery.mailer.send(letter_for(service, handoff, dispatch, thread), deadline)
    return None


def _message(delivery: Delivery, handoff: Handoff, dispatch: Dispatch) -> None:
    name, _, chat_id = dispatch.recipient.partition(":")
    messenger = delivery.messengers.get(name)
    reply = reply_by_id(handoff, dispatch.reply_id)
    if messenger is None or reply is None:
        raise DeliveryFailed(f"{name} ist nicht eingerichtet", permanent=messenger is None)
    text = messenger_text(delivery.service, handoff, reply)
    messenger.notify(chat_id, text, status_url(delivery.service, handoff))


def _not_sent(delivery: Delivery, dispatch: Dispatch, failure: DeliveryFailed) -> Delivered:
    service = delivery.service
    now = service.clock.now()
    away = isinstance(failure, ServiceUnreachable)
    following = next_try(dispatch.created_at, dispatch.attempts, now, unreachable=away)
    if not failure.permanent and following is not None:
        ours = service.outbox.retry(dispatch, following, str(failure))
        _log.warning(
            "dispatch_postponed",
            case=dispatch.reference,
            kind=dispatch.kind.value,
            tries=dispatch.attempts,
            ours=ours,
        )
        return Delivered.UNREACHABLE if away else Delivered.POSTPONED
    give_up(service, dispatch, str(failure))
    return Delivered.FAILED


def give_up(service: HandoffService, dispatch: Dispatch, failure: str) -> None:
    """A row has failed for good: the case shows it, the log and the operator's mailbox tell it."""
    alarm = None
    address = service.policy.alarm_email
    if address and service.policy.mail and dispatch.kind is not DispatchKind.ALARM:
        alarm = NewDispatch(
            DispatchKind.ALARM, new_message_id(service.policy.sender), address, dispatch.id
        )
    ours = service.outbox.fail(dispatch, service.clock.now(), failure, alarm)
    _log.error(
        "dispatch_failed_for_good",
        case=dispatch.reference,
        kind=dispatch.kind.value,
        tries=dispatch.attempts,
        ours=ours,
    )
