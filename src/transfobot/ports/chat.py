"""A chat service (Telegram) and what is remembered of its chats.

The door stores an update before it is worked on and a reply before it is sent, so that a restart
loses none and answers none twice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from transfobot.domain.errors import DeliveryFailed


class TooFast(DeliveryFailed):
    """The service asks to wait `seconds`."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"Der Chatdienst bittet um {seconds:.0f} Sekunden Pause.")
        self.seconds = seconds


class Unreachable(DeliveryFailed):
    """The chat is gone or has blocked the bot; another try is pointless."""

    def __init__(self) -> None:
        super().__init__("Der Chat ist nicht mehr erreichbar.", permanent=True)


class Moved(DeliveryFailed):
    """The group became a supergroup with another id."""

    def __init__(self, chat_id: int) -> None:
        super().__init__("Die Gruppe hat eine neue Kennung.")
        self.chat_id = chat_id


class Uncertain(DeliveryFailed):
    """No answer in time: the message may have arrived, so it is not sent again."""

    def __init__(self) -> None:
        super().__init__("Der Chatdienst hat den Empfang nicht bestätigt.", permanent=True)


class BadToken(DeliveryFailed):
    """The service does not know the bot: fatal for this door, not for the others."""

    def __init__(self) -> None:
        super().__init__(
            "Telegram kennt diesen Bot nicht; bitte TRANSFOBOT_TELEGRAM_TOKEN prüfen.",
            permanent=True,
        )


class PollingConflict(DeliveryFailed):
    """Somebody else fetches the updates of this bot."""

    def __init__(self) -> None:
        super().__init__("Die Nachrichten dieses Bots werden schon anderswo abgeholt.")


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message: either `data` (64 bytes at most) or a `url`."""

    label: str
    data: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message: `html` with escaped content, and `plain` for when the service refuses it."""

    chat_id: int
    html: str
    plain: str
    buttons: tuple[tuple[Button, ...], ...] = ()
    reply_to: int | None = None
    thread_id: int | None = None

    def to(self, chat_id: int) -> Outgoing:
        """The same message for another chat."""
        return replace(self, chat_id=chat_id)


class ChatService(Protocol):
    """The service's own interface."""

    async def start(self) -> str:
        """Make ready; the bot's user name. Raises DeliveryFailed, BadToken."""
        ...

    async def stop(self) -> None: ...

    async def send(self, message: Outgoing) -> None:
        """Deliver one message.

        Refused mark-up is sent once more as plain text, a too long text in parts, a reply to a
        message that is gone without the reply. Raises TooFast, Unreachable, Moved, Uncertain,
        DeliveryFailed.
        """
        ...

    async def typing(self, chat_id: int, thread_id: int | None) -> None:
        """Show that an answer is being prepared; failures do not matter."""
        ...

    async def acknowledge(self, callback_id: str, text: str | None = None) -> None:
        """End the waiting state of a tapped button; failures do not matter."""
        ...

    async def updates(self, offset: int | None, timeout: int) -> Sequence[Mapping[str, object]]:
        """Fetch raw updates. Raises TooFast, PollingConflict, BadToken, DeliveryFailed."""
        ...

    async def use_webhook(self, url: str | None, secret: str) -> None:
        """Have updates delivered to `url`; None: fetch them instead. Raises DeliveryFailed."""
        ...

    async def announce(self, commands: Mapping[str, Sequence[tuple[str, str]]]) -> None:
        """Publish the commands by language ("" is the default)."""
        ...


@dataclass(frozen=True, slots=True)
class Chat:
    """What is kept of one chat: ids and a place, never a name."""

    id: int
    conversation_id: str | None = None
    place: str | None = None
    reachable: bool = True


@dataclass(frozen=True, slots=True)
class Waiting:
    """A message that waits in the outbox."""

    number: int
    message: Outgoing


class Chats(Protocol):
    """Updates, chats and messages to send, in the records."""

    def accept(self, update_id: int, payload: Mapping[str, object], at: datetime) -> bool:
        """Store an update; False when its id was there before (kept at least 48 hours)."""
        ...

    def open_updates(self) -> Sequence[tuple[int, Mapping[str, object]]]:
        """Updates that were stored and not yet worked on, in order of arrival."""
        ...

    def finish(self, update_id: int, messages: Sequence[Outgoing], at: datetime) -> None:
        """Blank the update and put its replies into the outbox, in one transaction."""
        ...

    def post(self, message: Outgoing, at: datetime) -> None:
        """Put a message into the outbox."""
        ...

    def due(self, at: datetime) -> Sequence[Waiting]:
        """Messages to send now, oldest first; a chat whose first message waits is left out."""
        ...

    def claim(self, number: int) -> bool:
        """Mark as being sent; False when another process was faster."""
        ...

    def sent(self, number: int) -> None:
        """Done with it, whether it arrived or never will: its text is erased."""
        ...

    def postpone(self, number: int, until: datetime) -> None: ...

    def drop_claimed(self) -> int:
        """After a restart: messages whose delivery is uncertain are not sent again."""
        ...

    def chat(self, chat_id: int) -> Chat: ...

    def by_conversation(self, conversation_id: str) -> Chat | None:
        """The chat a conversation is held in."""
        ...

    def keep(self, chat: Chat, at: datetime) -> None: ...

    def forget(self, chat_id: int) -> None:
        """Erase what is kept of a chat and its waiting messages."""
        ...

    def move(self, old: int, new: int) -> None: ...

    def tidy(self, before: datetime, idle_since: datetime) -> int:
        """Drop ids of worked-off updates from before, and chats that asked nothing since."""
        ...
