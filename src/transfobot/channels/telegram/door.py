"""The Telegram door: takes updates in, works on them in order per chat, sends what is due.

An update is stored before it is worked on and its reply before it is sent; both survive a restart.
A message whose delivery is uncertain is not sent again, since sending twice cannot be undone.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from datetime import timedelta
from typing import Any

from transfobot import logs
from transfobot.channels.telegram.incoming import Incoming, What, read, update_id
from transfobot.channels.telegram.pace import Sending
from transfobot.channels.telegram.replies import COMMANDS, ChatDesk, reply
from transfobot.domain.errors import DeliveryFailed, TransfobotError
from transfobot.ports.cases import Leases
from transfobot.ports.chat import (
    BadToken,
    ChatService,
    Moved,
    PollingConflict,
    TooFast,
    Unreachable,
    Waiting,
)

LEASE = "telegram"
LEASE_SECONDS = 30
KEPT = timedelta(hours=72)
"""How long the ids of updates are kept; the service repeats for 24 hours."""

_AT_ONCE = 8
_LOG = logs.get(__name__)


class TelegramDoor:
    """One bot. `mode` is polling or webhook; `webhook` is the public address of our route."""

    def __init__(
        self,
        desk: ChatDesk,
        service: ChatService,
        leases: Leases,
        *,
        owner: str,
        mode: str,
        webhook: str = "",
        secret: str = "",
        kept_days: int = 30,
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._desk = desk
        self._service = service
        self._leases = leases
        self._owner = owner
        self._mode = mode
        self._webhook = webhook
        self._secret = secret
        self._kept_days = kept_days
        self._pause = pause
        self._bot_name = ""
        self._tails: dict[int, asyncio.Task[None]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._sending: set[int] = set()
        self._pace = Sending()
        self._slots = asyncio.Semaphore(_AT_ONCE)
        self._news = asyncio.Event()

    async def run(self) -> None:
        """Work until cancelled; a wrong token ends this door and no other."""
        try:
            await self._open()
            loops = [self._send_due(), self._tidy()]
            if self._mode == "polling":
                loops.append(self._poll())
            await asyncio.gather(*loops)
        except BadToken as error:
            _LOG.error("telegram_stopped", reason=str(error))
        finally:
            await self._drain()

    async def receive(self, payload: object) -> bool:
        """Take one update in; False when it cannot be one. Returns before it is answered."""
        number = update_id(payload)
        if number is None or not isinstance(payload, Mapping):
            return False
        at = self._desk.clock.now()
        if await asyncio.to_thread(self._desk.chats.accept, number, payload, at):
            self._enqueue(number, payload)
        return True

    async def _open(self) -> None:
        """Connect (again and again), choose how updates come, take up what was left."""
        while True:
            try:
                self._bot_name = await self._service.start()
                await self._service.use_webhook(
                    self._webhook if self._mode == "webhook" else None, self._secret
                )
                break
            except BadToken:
                raise
            except DeliveryFailed as error:
                _LOG.error("telegram_unreachable", reason=str(error))
                await self._pause(30.0)
        await self._service.announce(self._commands())
        dropped = await asyncio.to_thread(self._desk.chats.drop_claimed)
        left = await asyncio.to_thread(self._desk.chats.open_updates)
        _LOG.info("telegram_open", mode=self._mode, left=len(left), uncertain=dropped)
        for number, payload in left:
            self._enqueue(number, payload)

    def _commands(self) -> dict[str, list[tuple[str, str]]]:
        def listed(language: str) -> list[tuple[str, str]]:
            words = self._desk.phrases.of
            return [(name, words(f"telegram.command_{name}", language)) for name in COMMANDS]

        return {"": listed("de"), "en": listed("en")}

    def _enqueue(self, number: int, payload: Mapping[str, Any]) -> None:
        incoming = read(payload, self._bot_name)
        before = self._tails.get(incoming.chat_id)
        task = self._spawn(self._work(number, incoming, before))
        self._tails[incoming.chat_id] = task
        task.add_done_callback(lambda done: self._forget_tail(incoming.chat_id, done))

    def _forget_tail(self, chat_id: int, done: asyncio.Task[None]) -> None:
        if self._tails.get(chat_id) is done:
            del self._tails[chat_id]

    def _spawn(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def _work(
        self, number: int, incoming: Incoming, before: asyncio.Task[None] | None
    ) -> None:
        """Answer one update after the one before it in the same chat."""
        if before is not None:
            await asyncio.wait([before])
        async with self._slots:
            if incoming.callback_id:
                await self._service.acknowledge(incoming.callback_id)
            if incoming.what is What.QUESTION:
                await self._service.typing(incoming.chat_id, incoming.thread_id)
            try:
                messages = await asyncio.to_thread(reply, self._desk, incoming)
            except TransfobotError as error:
                # The update stays stored and is taken up at the next start.
                _LOG.error("telegram_reply_failed", update=number, reason=type(error).__name__)
                return
            at = self._desk.clock.now()
            await asyncio.to_thread(self._desk.chats.finish, number, messages, at)
        self._news.set()

    async def _poll(self) -> None:
        """Fetch updates while this process holds the lease."""
        offset: int | None = None
        while True:
            if not await self._hold_lease():
                await self._pause(LEASE_SECONDS / 3)
                continue
            try:
                found = await self._service.updates(offset, timeout=LEASE_SECONDS // 3)
            except PollingConflict as error:
                _LOG.error("telegram_conflict", reason=str(error))
                await self._pause(60.0)
                continue
            except TooFast as slow:
                await self._pause(slow.seconds)
                continue
            except BadToken:
                raise
            except DeliveryFailed:
                _LOG.warning("telegram_poll_failed")
                await self._pause(5.0)
                continue
            for payload in found:
                await self.receive(payload)
                number = update_id(payload)
                # What the service hands out next follows what it handed out last.
                offset = offset if number is None else number + 1

    async def _hold_lease(self) -> bool:
        at = self._desk.clock.now()
        lease = await asyncio.to_thread(self._leases.take, LEASE, self._owner, at, LEASE_SECONDS)
        return lease is not None

    async def _send_due(self) -> None:
        """Send what is due, one message at a time per chat; a slow chat holds no other up."""
        while True:
            now = self._desk.clock.now()
            waits = [1.0]
            for waiting in await asyncio.to_thread(self._desk.chats.due, now):
                chat_id = waiting.message.chat_id
                if chat_id in self._sending:
                    continue
                wait = self._pace.wait(chat_id, self._desk.monotonic())
                if wait:
                    waits.append(wait)
                    continue
                self._sending.add(chat_id)
                self._spawn(self._send(waiting))
            self._news.clear()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._news.wait(), min(waits))

    async def _send(self, waiting: Waiting) -> None:
        chats = self._desk.chats
        try:
            if not await asyncio.to_thread(chats.claim, waiting.number):
                return
            try:
                await self._service.send(waiting.message)
            except TooFast as slow:
                until = self._desk.clock.now() + timedelta(seconds=slow.seconds + 1)
                await asyncio.to_thread(chats.postpone, waiting.number, until)
                return
            except Moved as moved:
                await asyncio.to_thread(chats.move, waiting.message.chat_id, moved.chat_id)
                now = self._desk.clock.now()
                await asyncio.to_thread(chats.postpone, waiting.number, now)
                return
            except DeliveryFailed as failure:
                await self._failed(waiting, failure)
                return
            await asyncio.to_thread(chats.sent, waiting.number)
        finally:
            self._sending.discard(waiting.message.chat_id)
            self._news.set()

    async def _failed(self, waiting: Waiting, failure: DeliveryFailed) -> None:
        """Give up on what will never arrive, keep the rest for later."""
        chats = self._desk.chats
        _LOG.warning("telegram_not_sent", message=waiting.number, permanent=failure.permanent)
        if not failure.permanent:
            later = self._desk.clock.now() + timedelta(minutes=1)
            await asyncio.to_thread(chats.postpone, waiting.number, later)
            return
        await asyncio.to_thread(chats.sent, waiting.number)
        if isinstance(failure, Unreachable):
            chat_id = waiting.message.chat_id
            blocked = Incoming(What.BLOCKED, chat_id=chat_id)
            await asyncio.to_thread(reply, self._desk, blocked)

    async def _tidy(self) -> None:
        while True:
            now = self._desk.clock.now()
            idle_since = now - timedelta(days=self._kept_days)
            await asyncio.to_thread(self._desk.chats.tidy, now - KEPT, idle_since)
            await self._pause(3600.0)

    async def _drain(self) -> None:
        """Let running answers end, for a moment; what is left is taken up at the next start."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=10)
        for task in list(self._tasks):
            task.cancel()
        await self._service.stop()
