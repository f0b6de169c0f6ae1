"""Übergabe: the case that a named person answers, from the first click to its erasure.

A handoff is the case; there is no second ticket type. Moves are only legal as `MOVES` lists them,
and every move carries who made it and when.
"""

from __future__ import annotations

import base64
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from transfobot.domain.conversation import Audience, Topic
from transfobot.domain.errors import Conflict, InvalidInput

MESSAGE_LIMIT = 4000
REFERENCE = re.compile(r"TB-[0-9]{4}-[0-9]{4,9}")
SECRET = re.compile(r"[a-z2-7]{32}")
STATUS_PATH = "/anfrage/{secret}"
LINK_DAYS = 30
"""How long a status link opens after its case was closed."""


class HandoffState(StrEnum):
    """Stand einer Übergabe."""

    OPEN = "open"
    SENT = "sent"
    IN_PROGRESS = "in_progress"
    ANSWERED = "answered"
    CLOSED = "closed"
    FAILED = "failed"


class HandoffKind(StrEnum):
    """Art der Anfrage: advice, a speaker for a meeting, the correction of an answer, other."""

    ADVICE = "advice"
    SPEAKER = "speaker"
    CORRECTION = "correction"
    OTHER = "other"


class LegalBasis(StrEnum):
    """Rechtsgrundlage: consent (Art. 6 (1) a GDPR) or a public task (Art. 6 (1) e)."""

    CONSENT = "consent"
    PUBLIC_TASK = "public_task"


class Author(StrEnum):
    """Who wrote a reply: the office, staff in the console, or the inquirer again."""

    OFFICE = "office"
    STAFF = "staff"
    INQUIRER = "inquirer"


_OPEN, _SENT, _BUSY = HandoffState.OPEN, HandoffState.SENT, HandoffState.IN_PROGRESS
_DONE, _CLOSED, _LOST = HandoffState.ANSWERED, HandoffState.CLOSED, HandoffState.FAILED

MOVES: Mapping[HandoffState, frozenset[HandoffState]] = {
    _OPEN: frozenset({_SENT, _BUSY, _DONE, _CLOSED, _LOST}),
    _SENT: frozenset({_BUSY, _DONE, _CLOSED, _LOST}),
    _BUSY: frozenset({_DONE, _CLOSED}),
    _DONE: frozenset({_BUSY, _CLOSED}),
    _CLOSED: frozenset({_BUSY}),
    _LOST: frozenset({_OPEN, _SENT, _BUSY, _DONE, _CLOSED}),
}
"""Legal moves. `closed → in_progress` is a reopening, `failed → open` another try to deliver."""


def check_move(before: HandoffState, after: HandoffState) -> None:
    """Raise Conflict when `after` cannot follow `before`."""
    if after not in MOVES[before]:
        raise Conflict(
            f"Der Schritt von „{STATE_WORDS[before]}“ nach „{STATE_WORDS[after]}“ ist nicht "
            "vorgesehen; bitte die Anfrage neu laden und den aktuellen Stand prüfen."
        )


STATE_WORDS: Mapping[HandoffState, str] = {
    _OPEN: "aufgenommen",
    _SENT: "weitergeleitet",
    _BUSY: "in Bearbeitung",
    _DONE: "beantwortet",
    _CLOSED: "abgeschlossen",
    _LOST: "nicht zustellbar",
}


@dataclass(frozen=True, slots=True)
class Consent:
    """Einwilligung, or the notice of a public task, exactly as it was shown.

    `text_version` names the wording, `retention_days` what was promised: days after closing.
    """

    basis: LegalBasis
    purpose: str
    retention_days: int
    text_version: str
    text: str
    given_at: datetime


@dataclass(frozen=True, slots=True)
class Source:
    """A source of the answer the inquirer had seen: title and address."""

    title: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """What goes along with the message; the inquirer has seen and could change all of it."""

    question: str | None = None
    answered: str | None = None
    sources: tuple[Source, ...] = ()
    place: str | None = None
    audience: Audience | None = None
    topic: Topic | None = None


@dataclass(frozen=True, slots=True)
class SpeakerWish:
    """What a request for a speaker says about the meeting, in the inquirer's words."""

    date: str | None = None
    audience: str | None = None
    topic: str | None = None


@dataclass(frozen=True, slots=True)
class Inquirer:
    """How the Ratsuchende Person can be reached; all of it is optional.

    `messenger` and `chat_id` are set when the request began in a chat service.
    """

    name: str | None = None
    email: str | None = None
    phone: str | None = None
    messenger: str | None = None
    chat_id: str | None = None

    @property
    def reachable(self) -> bool:
        """Whether an answer can be sent somewhere (else it waits on the status page)."""
        return bool(self.email or self.chat_id)


@dataclass(frozen=True, slots=True)
class Move:
    """One change of state: who, when, from where to where."""

    at: datetime
    who: str
    before: HandoffState | None
    after: HandoffState


@dataclass(frozen=True, slots=True)
class Reply:
    """Rückmeldung: `author_name` is the office's name for a human answer."""

    id: str
    author: Author
    author_name: str
    text: str
    channel: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Note:
    """Interne Notiz: never shown to the inquirer."""

    at: datetime
    who: str
    text: str


@dataclass(frozen=True, slots=True)
class Handoff:
    """Übergabe: one case with all that belongs to it.

    `secret` opens the status page; `office_token` and `inquirer_token` stand in reply addresses
    and say which side wrote. All three are random, at least 128 bits, and serve nothing else.
    `deliverable` is False when nobody could be written to: staff sees the case, and the inquirer is
    told so.
    """

    reference: str
    secret: str
    office_token: str
    inquirer_token: str
    state: HandoffState
    kind: HandoffKind
    retention_class: str
    office_id: str | None
    office_name: str | None
    deliverable: bool
    message: str
    summary: Summary
    speaker: SpeakerWish
    inquirer: Inquirer
    language: str
    conversation_id: str | None
    assignee: str | None
    desk_ticket: str | None
    opened_at: datetime
    changed_at: datetime
    closed_at: datetime | None
    consent: Consent
    moves: tuple[Move, ...] = ()
    replies: tuple[Reply, ...] = ()
    notes: tuple[Note, ...] = ()

    def link_open_on(self, now: datetime) -> bool:
        """Whether the status link still opens: while the case runs, and 30 days after."""
        return self.closed_at is None or now <= self.closed_at + timedelta(days=LINK_DAYS)


@dataclass(frozen=True, slots=True)
class NewHandoff:
    """What `open` stores: everything of a case but its number, which only the store can give."""

    secret: str
    office_token: str
    inquirer_token: str
    idempotency_key: str
    content_hash: str
    kind: HandoffKind
    retention_class: str
    office_id: str | None
    office_name: str | None
    deliverable: bool
    message: str
    summary: Summary
    speaker: SpeakerWish
    inquirer: Inquirer
    language: str
    conversation_id: str | None
    consent: Consent
    at: datetime
    who: str = "Ratsuchende Person"


def new_secret() -> str:
    """A random secret of 160 bits, safe in addresses and in mail local parts (a-z, 2-7)."""
    return base64.b32encode(secrets.token_bytes(20)).decode("ascii").lower()


def new_message_id(sender: str) -> str:
    """Our own Message-ID under the sender's domain; random, so that it cannot be guessed."""
    domain = sender.rpartition("@")[2].strip(" >") or "transfobot.invalid"
    return f"<tb.{new_secret()}@{domain}>"


def reference_of(year: int, number: int) -> str:
    """The case number people read: TB-2026-0042."""
    return f"TB-{year}-{number:04d}"


_EMAIL = re.compile(r"[^\s@<>,;:\"()\[\]\\]{1,64}@[^\s@<>,;:\"()\[\]\\]{1,190}\.[A-Za-z0-9-]{2,63}")
_PHONE = re.compile(r"[0-9+()/ .\-]{5,40}")


def clean_email(value: str | None) -> str | None:
    """An address as given, without blanks around it; None when empty. Raises InvalidInput."""
    text = (value or "").strip()
    if not text:
        return None
    wrong = "Die E-Mail-Adresse ist nicht lesbar; erwartet wird etwas wie name@example.de."
    local, _, domain = text.rpartition("@")
    if set(domain) & set("ßẞς\u200c\u200d"):
        # The standard library would turn these into the address of somebody else (IDNA 2003).
        raise InvalidInput(wrong)
    try:
        text = f"{local}@{domain.encode('idna').decode('ascii')}"
    except UnicodeError:
        raise InvalidInput(wrong) from None
    if not _EMAIL.fullmatch(text) or not text.isascii() or not text.isprintable():
        raise InvalidInput(wrong)
    return text


def clean_phone(value: str | None) -> str | None:
    """A phone number as given; None when empty. Raises InvalidInput."""
    text = (value or "").strip()
    if not text:
        return None
    if not _PHONE.fullmatch(text) or sum(sign.isdigit() for sign in text) < 4:
        raise InvalidInput(
            "Die Telefonnummer ist nicht lesbar; erlaubt sind Ziffern, +, /, Klammern und Striche."
        )
    return text


def one_line(value: str | None, limit: int, what: str) -> str | None:
    """A short text in one line; None when empty. Raises InvalidInput when it is too long."""
    text = " ".join((value or "").split())
    if not text:
        return None
    if len(text) > limit:
        raise InvalidInput(f"{what} ist zu lang; höchstens {limit} Zeichen.")
    return "".join(sign for sign in text if sign.isprintable())


def erase_from(closed_at: datetime, promised_days: int, set_days: int | None) -> datetime:
    """From when a closed case is to be erased: the shorter of what was promised and what is set."""
    days = promised_days if set_days is None else min(promised_days, set_days)
    return closed_at + timedelta(days=days)


@dataclass(frozen=True, slots=True)
class UnmatchedMail:
    """Mail that belongs to no case; it is kept for staff and expires like a case."""

    id: str
    sender: str
    subject: str
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Retention:
    """Aufbewahrung in days; `cases` and classes count from closing.

    A case that was answered and then rests for `answered_until_closed` days counts as closed.
    """

    conversations: int = 30
    cases: int = 180
    cases_by_class: Mapping[str, int] = field(default_factory=dict)
    logs: int = 14
    unmatched_mail: int = 30
    answered_until_closed: int = 30

    def case_days(self, retention_class: str) -> int:
        """Days after closing for one class of cases."""
        return self.cases_by_class.get(retention_class, self.cases)
