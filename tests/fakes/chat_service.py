"""ChatService port that remembers what it was told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from transfobot.ports.chat import Outgoing


class FakeChatService:
    """`failures` are raised by `send`, one a call, before anything is delivered."""

    def __init__(self, name: str = "transfo_bot") -> None:
        self.name = name
        self.delivered: list[Outgoing] = []
        self.acknowledged: list[str] = []
        self.failures: list[Exception] = []

    async def start(self) -> str:
        return self.name

    async def stop(self) -> None:
        return None

    async def send(self, message: Outgoing) -> None:
        if self.failures:
            raise self.failures.pop(0)
        self.delivered.append(message)

    async def typing(self, chat_id: int, thread_id: int | None) -> None:
        return None

    async def acknowledge(self, callback_id: str, text: str | None = None) -> None:
        self.acknowledged.append(callback_id)

    async def updates(self, offset: int | None, timeout: int) -> Sequence[Mapping[str, object]]:
        return []

    async def use_webhook(self, url: str | None, secret: str) -> None:
        return None

    async def announce(self, commands: Mapping[str, Sequence[tuple[str, str]]]) -> None:
        return None
