"""Telegram's Bot API over python-telegram-bot: one place that knows its refusals."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from html import escape
from typing import Any

from transfobot import logs
from transfobot.domain.errors import DeliveryFailed
from transfobot.ports import Clock
from transfobot.ports.chat import (
    BadToken,
    Button,
    Chats,
    ChatService,
    Moved,
    Outgoing,
    PollingConflict,
    TooFast,
    Uncertain,
    Unreachable,
)
from transfobot.prompts import Phrases

_TRIES = 5
_LOG = logs.get(__name__)


class TelegramBot(ChatService):
    """ChatService port on the Bot API; `pause` waits between tries (injected for tests)."""

    def __init__(
        self,
        token: str,
        base_url: str = "",
        *,
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
        timeout: float = 15.0,
    ) -> None:
        import warnings

        from telegram import Bot
        from telegram.request import HTTPXRequest
        from telegram.warnings import PTBUserWarning

        # At DEBUG the library writes down every message; that must not depend on our log level.
        for name in ("telegram", "httpx", "httpcore"):
            logging.getLogger(name).setLevel(logging.WARNING)
        # `do_api_request` is used on purpose: an update the library cannot read is still ours.
        warnings.filterwarnings("ignore", message=".*do_api_request", category=PTBUserWarning)

        def request(size: int) -> HTTPXRequest:
            return HTTPXRequest(
                connection_pool_size=size,
                read_timeout=timeout,
                write_timeout=timeout,
                connect_timeout=timeout,
                pool_timeout=timeout,
                httpx_kwargs={"trust_env": False},
            )

        self._bot = Bot(
            token,
            base_url=f"{(base_url or 'https://api.telegram.org').rstrip('/')}/bot",
            request=request(32),
            get_updates_request=request(2),
        )
        self._pause = pause

    async def start(self) -> str:
        """Make ready and ask for the bot's name."""
        return str((await self._calmly(self._initialise)).username or "")

    async def _initialise(self) -> Any:
        await self._bot.initialize()
        return self._bot.bot

    async def stop(self) -> None:
        """Close the connections."""
        await self._bot.shutdown()

    async def send(self, message: Outgoing) -> None:
        """Deliver one message; see the port for what is mended on the way."""
        try:
            await self._calmly(lambda: self._send(message, message.html, "HTML"))
        except _Refused as refused:
            await self._mend(message, refused.words)

    async def typing(self, chat_id: int, thread_id: int | None) -> None:
        """Show that an answer is being prepared."""
        await self._tolerate(
            self._bot.send_chat_action(chat_id, "typing", message_thread_id=thread_id)
        )

    async def acknowledge(self, callback_id: str, text: str | None = None) -> None:
        """End the waiting state of a tapped button."""
        await self._tolerate(self._bot.answer_callback_query(callback_id, text=text))

    async def updates(self, offset: int | None, timeout: int) -> Sequence[Mapping[str, object]]:
        """Raw updates: what python-telegram-bot cannot read is still ours to judge."""
        wanted = {"offset": offset, "timeout": timeout, "allowed_updates": _KINDS}
        try:
            found = await self._translated(
                lambda: self._bot.do_api_request(
                    "getUpdates",
                    api_kwargs={name: value for name, value in wanted.items() if value is not None},
                    read_timeout=timeout + 10,
                )
            )
        except Uncertain:
            return []
        return [update for update in found if isinstance(update, dict)]

    async def use_webhook(self, url: str | None, secret: str) -> None:
        """Have updates delivered, or fetch them."""
        if url is None:
            await self._calmly(self._bot.delete_webhook)
            return
        try:
            await self._calmly(
                lambda: self._bot.set_webhook(url, secret_token=secret, allowed_updates=_KINDS)
            )
        except _Refused as refused:
            raise DeliveryFailed(
                f"Telegram nimmt die Adresse aus TRANSFOBOT_PUBLIC_URL nicht an ({refused.words}); "
                "nötig ist eine öffentliche https-Adresse.",
                permanent=True,
            ) from None

    async def announce(self, commands: Mapping[str, Sequence[tuple[str, str]]]) -> None:
        """Publish the commands by language."""
        for language, listed in commands.items():
            await self._tolerate(
                self._bot.set_my_commands(list(listed), language_code=language or None)
            )

    async def _send(self, message: Outgoing, text: str, mode: str | None) -> None:
        from telegram import LinkPreviewOptions, ReplyParameters

        await self._bot.send_message(
            message.chat_id,
            text,
            parse_mode=mode,
            link_preview_options=LinkPreviewOptions(is_disabled=True),
            message_thread_id=message.thread_id,
            reply_parameters=ReplyParameters(message.reply_to) if message.reply_to else None,
            reply_markup=_keyboard(message.buttons),
        )

    async def _mend(self, message: Outgoing, words: str) -> None:
        """Once more without what was refused."""
        words = words.lower()
        if "parse entities" in words:
            await self._again(message, message.plain)
        elif "too long" in words:
            for part in halves(message.plain):
                await self._again(message, part)
        elif "replied not found" in words or "reply message" in words:
            bare = Outgoing(message.chat_id, message.html, message.plain, message.buttons)
            await self._again(bare, bare.html, "HTML")
        elif "chat not found" in words:
            raise Unreachable
        else:
            raise DeliveryFailed("Telegram hat die Nachricht abgelehnt.", permanent=True)

    async def _again(self, message: Outgoing, text: str, mode: str | None = None) -> None:
        try:
            await self._calmly(lambda: self._send(message, text, mode))
        except _Refused:
            raise DeliveryFailed("Telegram hat die Nachricht abgelehnt.", permanent=True) from None

    async def _calmly(self, call: Callable[[], Awaitable[Any]]) -> Any:
        """Try again on a server error or a refused connection, never on a missing answer."""
        for attempt in range(_TRIES):
            try:
                return await self._translated(call)
            except DeliveryFailed as failure:
                known = isinstance(failure, TooFast | Moved | PollingConflict)
                if failure.permanent or known or attempt == _TRIES - 1:
                    raise
                _LOG.warning("chat_retry", attempt=attempt + 1)
                await self._pause(2.0**attempt)
        raise AssertionError

    async def _translated(self, call: Callable[[], Awaitable[Any]]) -> Any:
        """The library's errors in our words."""
        from telegram import error

        try:
            return await call()
        except error.RetryAfter as slow:
            wait = slow.retry_after
            seconds = wait if isinstance(wait, int | float) else wait.total_seconds()
            raise TooFast(float(seconds)) from None
        except error.ChatMigrated as moved:
            raise Moved(moved.new_chat_id) from None
        except error.Forbidden:
            raise Unreachable from None
        except (error.InvalidToken, error.EndPointNotFound):
            raise BadToken from None
        except error.BadRequest as refused:
            raise _Refused(str(refused)) from None
        except error.Conflict:
            raise PollingConflict from None
        except error.TimedOut:
            raise Uncertain from None
        except error.TelegramError:
            raise DeliveryFailed("Telegram antwortet nicht wie erwartet.") from None

    async def _tolerate(self, call: Awaitable[Any]) -> None:
        """For what is only nice to have."""
        from telegram import error

        try:
            await call
        except error.TelegramError as failure:
            _LOG.info("chat_nicety_failed", kind=type(failure).__name__)


class _Refused(DeliveryFailed):
    """The service understood and said no; `words` are its own."""

    def __init__(self, words: str) -> None:
        super().__init__("Telegram hat die Anfrage abgelehnt.", permanent=True)
        self.words = words


_KINDS = ["message", "edited_message", "callback_query", "my_chat_member"]


def _keyboard(buttons: tuple[tuple[Button, ...], ...]) -> Any:
    from telegram import InlineKeyboardButton, InlineKeyboardMarkup

    if not buttons:
        return None
    return InlineKeyboardMarkup(
        [
            [InlineKeyboardButton(one.label, url=one.url, callback_data=one.data) for one in line]
            for line in buttons
        ]
    )


def halves(text: str) -> list[str]:
    """A text that was refused as too long, cut at a line or a blank near the middle."""
    middle = len(text) // 2
    cut = max(text.rfind("\n", 0, middle), text.rfind(" ", 0, middle))
    cut = cut if cut > 0 else middle
    return [part for part in (text[:cut].strip(), text[cut:].strip()) if part]


class TelegramMessenger:
    """Messenger port: a human's reply is there. Queued like every other message of the bot."""

    name = "telegram"

    def __init__(self, chats: Chats, clock: Clock, phrases: Phrases) -> None:
        self._chats = chats
        self._clock = clock
        self._phrases = phrases

    def notify(self, chat_id: str, text: str, link: str) -> None:
        """Queue the text with the link. Raises DeliveryFailed when the chat is gone."""
        if not self._chats.chat(int(chat_id)).reachable:
            raise Unreachable
        whole = f"{text}\n{link}"
        button = Button(self._phrases.of("telegram.open_reply"), url=link)
        buttons = ((button,),) if link.startswith("https://") else ()
        message = Outgoing(int(chat_id), escape(whole, quote=False), whole, buttons)
        self._chats.post(message, self._clock.now())
