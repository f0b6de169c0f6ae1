"""Open the doors: HTTP with web chat, Telegram where it is on, and the worker, in one process."""

from __future__ import annotations

import asyncio
import contextlib
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from transfobot import logs
from transfobot.bootstrap.cases import CaseRoom, open_cases
from transfobot.bootstrap.cases import Register as CaseRegister
from transfobot.bootstrap.compaction import compaction_job
from transfobot.bootstrap.house import House
from transfobot.bootstrap.stores import Stores, open_stores
from transfobot.domain.errors import BusyError, ConfigurationError, TransfobotError
from transfobot.domain.knowledge import IngestReport, Visibility
from transfobot.settings import Settings

if TYPE_CHECKING:
    from fastapi import FastAPI

    from transfobot.channels.telegram.door import TelegramDoor
    from transfobot.ports import Messenger

_log = logs.get(__name__)


@dataclass(frozen=True)
class Doors:
    """A running deployment: its application and the rooms behind."""

    app: FastAPI
    house: House
    cases: CaseRoom
    stores: Stores


def serve(settings: Settings) -> None:
    """Serve until told to stop. Raises ConfigurationError, BusyError."""
    from transfobot.channels.http.server import run

    logs.configure(settings.log_level)
    with open_doors(settings) as doors:
        try:
            run(
                doors.app,
                settings.host,
                settings.port,
                trusted_proxies=settings.trusted_proxies,
                announce=lambda address: _announce(doors, address),
            )
        finally:
            doors.cases.worker.stop()


def _announce(doors: Doors, address: str) -> None:
    # Only now: a start that fails at the port has sent nothing and removed nothing.
    doors.cases.worker.start()
    doors.stores.ownership.announce(address)
    print(f"transfobot antwortet unter {address} (beenden mit Strg+C)", flush=True)


@contextmanager
def open_doors(settings: Settings) -> Iterator[Doors]:
    """Everything wired, nothing listening yet."""
    from transfobot.channels.http.app import create_app
    from transfobot.channels.http.services import Services

    with ExitStack() as stack:
        stores = stack.enter_context(open_stores(settings))
        intake = _Intake(stores)
        intake.first()
        house = House(stores)
        messengers, telegram = _telegram(settings, stores, house)
        cases = open_cases(
            settings,
            stores.engine,
            stores.clock,
            house.phrases,
            CaseRegister(
                offices=lambda: {office.id: office for office in house.register().offices},
                choose=house.office_choice,
                card=lambda office_id: house.offices().named(office_id),
            ),
            messengers=messengers,
            jobs=(compaction_job(stores),),
        )
        services = Services(
            settings=settings,
            clock=stores.clock,
            phrases=house.phrases,
            records=stores.records,
            conversations=stores.conversations,
            ask=house.assistant.ask,
            search=house.search,
            register=house.register,
            places=house,
            offices=house.office_cards,
            ready=lambda: _not_ready(stores, cases),
            account_of=cases.account_of,
            ingest=intake.run,
            local_key=stores.ownership.owner.secret.encode(),
            cases=cases.service,
            extras=_extras(stores),
        )
        app = create_app(services)
        if telegram is not None:
            _attach(app, telegram(cases), settings)
        yield Doors(app, house, cases, stores)


class _Intake:
    """Ingest runs of a serving process: one at a time."""

    def __init__(self, stores: Stores) -> None:
        self._ingestion = stores.ingestion()
        self._empty = stores.records.revision_number() == 0
        self._turn = threading.Lock()

    def first(self) -> None:
        """What is due before anything is answered."""
        if self._empty:
            self._ingestion.run()
        else:
            self._ingestion.indexer.catch_up()

    def run(
        self, paths: Sequence[str], visibility: Visibility | None, dry_run: bool
    ) -> IngestReport:
        """As `transfobot ingest`. Raises BusyError while another run goes on."""
        if not self._turn.acquire(blocking=False):
            raise BusyError("Es wird gerade schon eingelesen; bitte warten, bis das fertig ist.")
        try:
            return self._ingestion.run([Path(path) for path in paths], visibility, dry_run)
        finally:
            self._turn.release()


def _extras(stores: Stores) -> Mapping[str, object]:
    from transfobot.adapters.originals import FolderOriginals
    from transfobot.adapters.pdf_render import PdfPages

    return {
        "originals": FolderOriginals(stores.original_folders),
        "page_renderer": PdfPages(),
        "chat_of": lambda conversation_id: _private_chat(stores, conversation_id),
    }


def _private_chat(stores: Stores, conversation_id: str) -> tuple[str, str] | None:
    """The chat that may be told of a reply: never a group, whose members would get the link."""
    if stores.settings.telegram_mode == "off":
        return None
    from transfobot.adapters.sql.chats import SqlChats

    chat = SqlChats(stores.engine).by_conversation(conversation_id)
    if chat is None or not chat.reachable or chat.id <= 0:
        return None
    return "telegram", str(chat.id)


def _not_ready(stores: Stores, cases: CaseRoom) -> Mapping[str, str]:
    """What is not ready, a German sentence each."""
    found: dict[str, str] = {}
    try:
        number = stores.records.revision_number()
        if stores.search.text_index.applied() < number:
            found["index"] = "Der Textindex holt noch Änderungen nach."
        if stores.search.vectors is not None:
            stores.search.vectors.applied()
    except TransfobotError as error:
        found["search"] = str(error)
    if not cases.worker.alive:
        found["worker"] = "Der Versand läuft nicht; bitte den Dienst neu starten."
    return found


def _telegram(
    settings: Settings, stores: Stores, house: House
) -> tuple[Mapping[str, Messenger], Callable[[CaseRoom], TelegramDoor] | None]:
    """The messenger for replies, and how to make the door; nothing where Telegram is off."""
    if settings.telegram_mode == "off":
        return {}, None
    from transfobot.adapters.sql.chats import SqlChats
    from transfobot.adapters.telegram import TelegramBot, TelegramMessenger
    from transfobot.channels.telegram.door import TelegramDoor
    from transfobot.channels.telegram.pace import Notices, Questions
    from transfobot.channels.telegram.replies import ChatDesk
    from transfobot.channels.telegram.webhook import PATH

    token = settings.telegram_token.get_secret_value()
    if not token:
        raise ConfigurationError("TRANSFOBOT_TELEGRAM_TOKEN fehlt; Telegram braucht einen Bot.")
    secret = settings.telegram_webhook_secret.get_secret_value()
    if settings.telegram_mode == "webhook" and not (secret and settings.public_url):
        raise ConfigurationError(
            "TRANSFOBOT_TELEGRAM_MODE=webhook braucht TRANSFOBOT_TELEGRAM_WEBHOOK_SECRET "
            "und TRANSFOBOT_PUBLIC_URL."
        )
    chats = SqlChats(stores.engine)
    desk = ChatDesk(
        ask=house.assistant.ask,
        conversations=stores.conversations,
        chats=chats,
        find_place=house.find,
        offices=lambda place: house.office_cards(place, None, None),
        phrases=house.phrases,
        clock=stores.clock,
        monotonic=time.monotonic,
        public_url=settings.public_url.rstrip("/"),
        questions=Questions(settings.rate_limit),
        notices=Notices(),
    )

    def make(cases: CaseRoom) -> TelegramDoor:
        return TelegramDoor(
            desk,
            TelegramBot(token, settings.telegram_base_url),
            cases.leases,
            owner=stores.ownership.owner.secret[:16],
            mode=settings.telegram_mode,
            webhook=settings.public_url.rstrip("/") + PATH,
            secret=secret,
            kept_days=settings.retention_conversations,
        )

    return {"telegram": TelegramMessenger(chats, stores.clock, house.phrases)}, make


def _attach(app: FastAPI, door: TelegramDoor, settings: Settings) -> None:
    """Let the door live as long as the application."""
    from transfobot.channels.telegram.webhook import make_router

    if settings.telegram_mode == "webhook":
        secret = settings.telegram_webhook_secret.get_secret_value()
        app.include_router(make_router(door, secret))
    around = app.router.lifespan_context

    @asynccontextmanager
    async def lifespan(inner: FastAPI) -> AsyncIterator[None]:
        async with around(inner):
            running = asyncio.create_task(door.run())
            try:
                yield
            finally:
                running.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await running

    app.router.lifespan_context = lifespan
