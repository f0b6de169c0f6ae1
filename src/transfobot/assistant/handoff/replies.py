"""What comes back: answers of the office and of staff, and what the inquirer adds."""

from __future__ import annotations

from transfobot.assistant.handoff.opening import HandoffService, target_of
from transfobot.domain.dispatches import DispatchKind, NewDispatch
from transfobot.domain.errors import InvalidInput
from transfobot.domain.handoffs import (
    Author,
    Handoff,
    HandoffState,
    Reply,
    new_message_id,
    new_secret,
)

REPLY_LIMIT = 20_000


def answer_case(
    service: HandoffService,
    handoff: Handoff,
    text: str,
    *,
    author: Author,
    channel: str,
    dedupe: str,
) -> bool:
    """Store an answer of a person, make the case answered and tell the inquirer.

    One transaction; False when this very message is known already. Raises InvalidInput.
    """
    via = target_of(service, handoff.office_id).via if author is Author.OFFICE else None
    office = (
        via
        or handoff.office_name
        or service.phrases.of("handoff.someone_at_office", handoff.language)
    )
    reply = _reply(service, text, author, office, channel)
    sender, person = service.policy.sender, handoff.inquirer
    dispatches: list[NewDispatch] = []
    if person.email:
        dispatches.append(
            NewDispatch(DispatchKind.INQUIRER_MAIL, new_message_id(sender), person.email, reply.id)
        )
    if person.chat_id and person.messenger:
        dispatches.append(
            NewDispatch(
                DispatchKind.INQUIRER_MESSAGE,
                new_message_id(sender),
                f"{person.messenger}:{person.chat_id}",
                reply.id,
            )
        )
    # A late answer to a closed case reaches the inquirer all the same; the case stays closed.
    keeps = handoff.state in {HandoffState.ANSWERED, HandoffState.CLOSED}
    after = None if keeps else HandoffState.ANSWERED
    stored = service.cases.reply(handoff.reference, reply, after, dispatches, dedupe)
    service.wake()
    return stored


def add_question(
    service: HandoffService, handoff: Handoff, text: str, *, channel: str, dedupe: str
) -> bool:
    """Store what the inquirer adds and bring it to the office; the case is being worked on again.

    False when this very message is known already. Raises InvalidInput.
    """
    who = service.phrases.of("handoff.inquirer_wrote", handoff.language)
    reply = _reply(service, text, Author.INQUIRER, who, channel)
    recipient = target_of(service, handoff.office_id).recipient
    dispatches = []
    if recipient is not None:
        message_id = new_message_id(service.policy.sender)
        dispatches.append(
            NewDispatch(DispatchKind.OFFICE_FOLLOW_UP, message_id, recipient, reply.id)
        )
    rests = handoff.state in {HandoffState.ANSWERED, HandoffState.CLOSED}
    after = HandoffState.IN_PROGRESS if rests else None
    stored = service.cases.reply(handoff.reference, reply, after, dispatches, dedupe)
    service.wake()
    return stored


def _reply(
    service: HandoffService, text: str, author: Author, author_name: str, channel: str
) -> Reply:
    cleaned = "".join(sign for sign in text if sign.isprintable() or sign in "\n\t").strip()
    if not cleaned:
        raise InvalidInput("Die Nachricht ist leer; es wurde nichts gespeichert.")
    if len(cleaned) > REPLY_LIMIT:
        cleaned = cleaned[:REPLY_LIMIT] + " […]"
    return Reply(
        id=new_secret(),
        author=author,
        author_name=author_name,
        text=cleaned,
        channel=channel,
        at=service.clock.now(),
    )
