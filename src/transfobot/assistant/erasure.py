"""Auskunft und Löschung for one person: everything that is stored, and then nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from email.utils import parseaddr
from enum import Enum
from typing import Any

from transfobot import logs
from transfobot.domain.conversation import Conversation
from transfobot.domain.errors import InvalidInput
from transfobot.domain.handoffs import Handoff, UnmatchedMail
from transfobot.ports import Clock, Conversations
from transfobot.ports.cases import Accounts, Cases, Storage, UnmatchedMails

_log = logs.get("erasure")
_SECRETS = ("secret", "office_token", "inquirer_token")


@dataclass(frozen=True, slots=True)
class Person:
    """How somebody is found: an address, a case number, or a conversation's secret id."""

    email: str | None = None
    reference: str | None = None
    conversation_id: str | None = None


def person_of(key: str) -> Person:
    """Read one key as typed: an address has an @, a case number begins with TB-."""
    key = key.strip()
    if not key:
        raise InvalidInput(
            "Bitte eine E-Mail-Adresse, eine Vorgangsnummer oder eine Gesprächskennung angeben."
        )
    if "@" in key:
        return Person(email=key)
    if key.upper().startswith("TB-"):
        return Person(reference=key.upper())
    return Person(conversation_id=key)


@dataclass(frozen=True, slots=True)
class PrivacyRoom:
    """Where something about a person can be."""

    cases: Cases
    mails: UnmatchedMails
    conversations: Conversations
    accounts: Accounts
    clock: Clock
    storages: Sequence[Storage] = ()
    forget_chat: Callable[[str, str], None] | None = None
    """Erase what is kept of a chat (messenger, chat id)."""


@dataclass(frozen=True, slots=True)
class Found:
    """What is stored about one person."""

    cases: tuple[Handoff, ...] = ()
    conversations: tuple[Conversation, ...] = ()
    mails: tuple[UnmatchedMail, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether there is nothing."""
        return not (self.cases or self.conversations or self.mails)


@dataclass(frozen=True, slots=True)
class Forgotten:
    """Ids of what was erased."""

    cases: tuple[str, ...] = ()
    conversations: int = 0
    mails: int = 0
    still_at: tuple[str, ...] = field(default=())
    """Offices and desks that were sent a copy and have to be asked to erase it too."""


def find_person(room: PrivacyRoom, person: Person) -> Found:
    """Everything about a person: cases, the conversations they came from, mail without a case.

    A case number stands for its whole person: its address leads to the other cases.
    """
    emails = {person.email} if person.email else set()
    talks = {person.conversation_id} if person.conversation_id else set()
    cases: dict[str, Handoff] = {}
    if person.reference and (named := room.cases.by_reference(person.reference)) is not None:
        cases[named.reference] = named
    waiting = [*cases.values()]
    while emails or talks or waiting:
        for handoff in waiting:
            if handoff.inquirer.email:
                emails.add(handoff.inquirer.email)
            if handoff.conversation_id:
                talks.add(handoff.conversation_id)
        waiting = []
        for email in emails:
            waiting += room.cases.of_person(email=email)
        for talk in talks:
            waiting += room.cases.of_person(conversation_id=talk)
        waiting = [one for one in waiting if one.reference not in cases]
        cases |= {one.reference: one for one in waiting}
        if not waiting:
            break
    found = [room.conversations.load(talk) for talk in sorted(talks)]
    folded = {email.casefold() for email in emails}
    mails = [mail for mail in room.mails.all() if parseaddr(mail.sender)[1].casefold() in folded]
    return Found(
        tuple(cases.values()), tuple(one for one in found if one is not None), tuple(mails)
    )


def export_person(room: PrivacyRoom, person: Person) -> dict[str, Any]:
    """All of it as JSON values (Art. 15 GDPR); the keys of open links are left out."""
    found = find_person(room, person)
    room.accounts.record("Befehlszeile", "export", f"{len(found.cases)}", room.clock.now())
    return {
        "created_at": room.clock.now().isoformat(),
        "cases": [_without_secrets(_plain(asdict(one))) for one in found.cases],
        "conversations": [_plain(asdict(one)) for one in found.conversations],
        "mails": [_plain(asdict(one)) for one in found.mails],
    }


def forget_person(room: PrivacyRoom, person: Person) -> Forgotten:
    """Erase all of it, with its bytes on disk (Art. 17 GDPR). Anonymous counts stay."""
    found = find_person(room, person)
    for handoff in found.cases:
        asker = handoff.inquirer
        if room.forget_chat is not None and asker.messenger and asker.chat_id:
            room.forget_chat(asker.messenger, asker.chat_id)
        room.cases.erase(handoff.reference)
    talks = sum(room.conversations.delete(one.id) for one in found.conversations)
    mails = sum(room.mails.erase(one.id) for one in found.mails)
    for storage in room.storages:
        storage.compact()
    references = tuple(sorted(one.reference for one in found.cases))
    for reference in references:
        room.accounts.record("Befehlszeile", "forget", reference, room.clock.now())
    _log.info("person_forgotten", cases=len(references), conversations=talks, mails=mails)
    copies = {one.desk_ticket or one.office_name or "" for one in found.cases if one.deliverable}
    return Forgotten(references, talks, mails, tuple(sorted(copies - {""})))


def _without_secrets(case: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in case.items() if name not in _SECRETS}


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(name): _plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(one) for one in value]
    return value
