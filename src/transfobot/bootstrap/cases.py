"""Wiring of handoffs: stores, ways out and in, the worker, and privacy for the command line."""

from __future__ import annotations

import base64
import os
import secrets
import socket
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from email.utils import parseaddr
from typing import TYPE_CHECKING

from transfobot.adapters.sql.accounts import SqlAccounts
from transfobot.adapters.sql.conversations import SqlConversations
from transfobot.adapters.sql.documents import SqlRecords
from transfobot.adapters.sql.handoffs import SqlCases
from transfobot.adapters.sql.leases import SqlLeases
from transfobot.adapters.sql.outbox import SqlOutbox
from transfobot.adapters.sql.storage import SqlStorage
from transfobot.adapters.sql.unmatched import SqlUnmatchedMails
from transfobot.assistant.erasure import PrivacyRoom
from transfobot.assistant.handoff.delivery import LEASE_SECONDS, Delivery
from transfobot.assistant.handoff.mail import take_in
from transfobot.assistant.handoff.opening import (
    ChooseOffice,
    HandoffPolicy,
    HandoffService,
    Offices,
)
from transfobot.assistant.handoff.staff import find_account
from transfobot.assistant.readable import readable
from transfobot.assistant.retention import RetentionRoom, run_retention
from transfobot.domain.accounts import Account
from transfobot.domain.answers import OfficeCard
from transfobot.domain.errors import ConfigurationError, InvalidInput
from transfobot.domain.handoffs import HandoffKind, LegalBasis, Retention, clean_email
from transfobot.domain.knowledge import Visibility
from transfobot.ports import Clock, Desk, Inbox, Mailer, Messenger
from transfobot.ports.cases import Storage
from transfobot.prompts import Phrases
from transfobot.settings import Settings
from transfobot.worker import Job, Worker

if TYPE_CHECKING:
    from sqlalchemy import Engine

UNSET_SENDER = "transfobot@localhost"
IMAP_EVERY = timedelta(seconds=30)
RETENTION_EVERY = timedelta(hours=1)
_PUBLIC = frozenset({Visibility.PUBLIC})


@dataclass(frozen=True)
class Register:
    """What handoffs need of the register: all offices, the choice, and an office as shown."""

    offices: Offices
    choose: ChooseOffice
    card: Callable[[str], OfficeCard | None]


@dataclass(frozen=True)
class CaseRoom:
    """Everything about cases of one process; `worker` is started and stopped by `serve`."""

    service: HandoffService
    accounts: SqlAccounts
    leases: SqlLeases
    privacy: PrivacyRoom
    worker: Worker
    account_of: Callable[[bytes], Account | None] = field(repr=False)


class _Bell:
    """Rings through to the worker, which is made after those who ring."""

    hear: Callable[[], None] | None = None

    def ring(self) -> None:
        if self.hear is not None:
            self.hear()


def open_cases(
    settings: Settings,
    engine: Engine,
    clock: Clock,
    phrases: Phrases,
    register: Register,
    *,
    messengers: Mapping[str, Messenger] | None = None,
    storages: Sequence[Storage] = (),
    jobs: Sequence[Job] = (),
    lease_seconds: int = LEASE_SECONDS,
) -> CaseRoom:
    """Wire the cases of one process. Raises ConfigurationError.

    `storages` are further stores that give up erased bytes; `jobs` further scheduled work.
    """
    owner = f"{socket.gethostname()[:40]}:{os.getpid()}:{secrets.token_hex(4)}"
    accounts, leases = SqlAccounts(engine), SqlLeases(engine)
    waiting, records = _Bell(), SqlRecords(engine)
    service = HandoffService(
        cases=SqlCases(engine),
        outbox=SqlOutbox(engine),
        mails=SqlUnmatchedMails(engine),
        conversations=SqlConversations(engine),
        clock=clock,
        phrases=phrases,
        policy=policy_of(settings),
        offices=register.offices,
        choose=register.choose,
        card=register.card,
        wake=waiting.ring,
        is_public=lambda talk: readable(talk, _PUBLIC, records.document),
    )
    delivery = Delivery(
        service=service,
        owner=owner,
        mailer=mailer_of(settings),
        desk=desk_of(settings, clock),
        messengers=messengers or {},
        lease_seconds=lease_seconds,
    )
    every = (SqlStorage(engine), *storages)
    own_jobs = _jobs(settings, service, clock, every)
    worker = Worker(delivery, leases, clock, [*own_jobs, *jobs], owner=owner)
    waiting.hear = worker.wake
    first = settings.staff_token.get_secret_value()
    return CaseRoom(
        service=service,
        accounts=accounts,
        leases=leases,
        privacy=privacy_of(engine, clock, every),
        worker=worker,
        account_of=lambda token: find_account(accounts, clock, first, token),
    )


def _jobs(
    settings: Settings, service: HandoffService, clock: Clock, storages: Sequence[Storage]
) -> list[Job]:
    """What every process would do, and one at a time does."""
    room = RetentionRoom(
        cases=service.cases,
        mails=service.mails,
        conversations=service.conversations,
        clock=clock,
        retention=service.policy.retention,
        log_dir=settings.data_dir / "logs",
        storages=storages,
    )
    found = [Job("retention", RETENTION_EVERY, lambda: run_retention(room), 900)]
    if (inbox := inbox_of(settings)) is not None:
        found.append(Job("imap", IMAP_EVERY, lambda: take_in(service, inbox), 120))
    return found


def privacy_of(engine: Engine, clock: Clock, storages: Sequence[Storage] = ()) -> PrivacyRoom:
    """Auskunft and Löschung over the records; also for the command line, without a worker."""
    return PrivacyRoom(
        cases=SqlCases(engine),
        mails=SqlUnmatchedMails(engine),
        conversations=SqlConversations(engine),
        accounts=SqlAccounts(engine),
        clock=clock,
        storages=storages or (SqlStorage(engine),),
        forget_chat=lambda messenger, chat_id: _forget_chat(engine, messenger, chat_id),
    )


def _forget_chat(engine: Engine, messenger: str, chat_id: str) -> None:
    from transfobot.adapters.sql.chats import SqlChats

    if messenger == "telegram" and chat_id.lstrip("-").isdecimal():
        SqlChats(engine).forget(int(chat_id))


def policy_of(settings: Settings) -> HandoffPolicy:
    """What is set about handoffs. Raises ConfigurationError."""
    sender = parseaddr(settings.smtp_sender)[1]
    if settings.smtp_host and "@" not in sender:
        raise ConfigurationError(
            "TRANSFOBOT_SMTP_SENDER: Für den Postausgang fehlt eine Absenderadresse; "
            "erwartet wird etwas wie assistent@example.de."
        )
    return HandoffPolicy(
        base_url=settings.base_url,
        sender=sender or UNSET_SENDER,
        mail=bool(settings.smtp_host),
        desk=settings.desk != "none",
        default_office=settings.default_office or None,
        own_mailbox=_address("HANDOFF_EMAIL", settings.handoff_email),
        legal_basis=LegalBasis(settings.legal_basis),
        retention=retention_of(settings),
        alarm_email=_address("ALARM_EMAIL", settings.alarm_email),
        messenger_text=settings.messenger_reply_text,
    )


def retention_of(settings: Settings) -> Retention:
    """The periods. Raises ConfigurationError."""
    base = Retention(
        conversations=settings.retention_conversations,
        cases=settings.retention_cases,
        logs=settings.retention_logs,
    )
    kinds = {kind.value for kind in HandoffKind}
    chosen: dict[str, int] = {}
    for part in filter(None, (one.strip() for one in settings.retention_cases_by_kind.split(","))):
        kind, _, days = (one.strip() for one in part.partition("="))
        if kind not in kinds or not days.isdecimal():
            raise ConfigurationError(
                f"TRANSFOBOT_RETENTION_CASES_BY_KIND: „{part}“ passt nicht; erwartet wird etwas "
                f"wie speaker=90 (Arten: {', '.join(sorted(kinds))})."
            )
        chosen[kind] = int(days)
    return replace(base, cases_by_class=chosen)


def mailer_of(settings: Settings) -> Mailer:
    """SMTP where it is set, else the twin that only says what it would send."""
    if not settings.smtp_host:
        from transfobot.adapters.mail_console import ConsoleMailer

        return ConsoleMailer()
    from transfobot.adapters.mail_smtp import SmtpMailer

    return SmtpMailer(
        host=settings.smtp_host,
        port=settings.smtp_port,
        sender=settings.smtp_sender,
        tls=settings.smtp_tls,
        username=settings.smtp_username,
        password=settings.smtp_password.get_secret_value(),
    )


def inbox_of(settings: Settings) -> Inbox | None:
    """The mailbox that is looked into, if one is set."""
    if not settings.imap_host:
        return None
    from transfobot.adapters.mail_imap import ImapInbox

    return ImapInbox(
        host=settings.imap_host,
        port=settings.imap_port,
        username=settings.imap_username,
        password=settings.imap_password.get_secret_value(),
        tls=settings.imap_tls,
        folder=settings.imap_folder,
    )


def desk_of(settings: Settings, clock: Clock) -> Desk | None:
    """The ticket system cases go to instead of mail. Raises ConfigurationError."""
    if settings.desk == "webhook":
        from transfobot.adapters.desk_webhook import WebhookDesk

        secret = settings.desk_webhook_secret.get_secret_value()
        _require("DESK_WEBHOOK_URL", settings.desk_webhook_url)
        _require("DESK_WEBHOOK_SECRET", secret)
        _check_key("DESK_WEBHOOK_SECRET", secret)
        return WebhookDesk(settings.desk_webhook_url, secret, clock)
    if settings.desk == "zammad":
        from transfobot.adapters.desk_zammad import ZammadDesk

        token = settings.zammad_token.get_secret_value()
        _require("ZAMMAD_URL", settings.zammad_url)
        _require("ZAMMAD_TOKEN", token)
        _require("ZAMMAD_CUSTOMER", settings.zammad_customer)
        return ZammadDesk(
            settings.zammad_url, token, settings.zammad_group, settings.zammad_customer
        )
    return None


def _address(name: str, value: str) -> str | None:
    try:
        return clean_email(value)
    except InvalidInput:
        raise ConfigurationError(
            f"TRANSFOBOT_{name}: „{value}“ ist keine E-Mail-Adresse; "
            "erwartet wird etwas wie anfragen@example.de."
        ) from None


def _check_key(name: str, secret: str) -> None:
    """A key that cannot sign would keep every case from its desk."""
    try:
        key = base64.b64decode(secret.removeprefix("whsec_"), validate=True)
    except ValueError:
        key = b""
    if not key:
        raise ConfigurationError(
            f"TRANSFOBOT_{name}: Der Wert ist kein Schlüssel; erwartet wird Base64, "
            "auch mit whsec_ davor (Standard Webhooks)."
        )


def _require(name: str, value: str) -> None:
    if not value:
        raise ConfigurationError(
            f"TRANSFOBOT_{name} fehlt; mit TRANSFOBOT_DESK ist die Angabe nötig."
        )


@contextmanager
def open_privacy(settings: Settings) -> Iterator[PrivacyRoom]:
    """The records alone, for Auskunft, Löschung and accounts; also while a server runs.

    Raises ConfigurationError.
    """
    from transfobot.adapters.sql.engine import open_engine
    from transfobot.bootstrap.clock import SystemClock

    engine = open_engine(settings.database_url or None, settings.data_dir)
    try:
        yield privacy_of(engine, SystemClock())
    finally:
        engine.dispose()
