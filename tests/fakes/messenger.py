"""A chat service in memory."""

from __future__ import annotations

from transfobot.domain.errors import DeliveryFailed


class FakeMessenger:
    """Messenger port. Chats in `blocked` are gone for good."""

    def __init__(self, name: str = "telegram") -> None:
        self.name = name
        self.sent: list[tuple[str, str, str]] = []
        self.blocked: set[str] = set()

    def notify(self, chat_id: str, text: str, link: str) -> None:
        if chat_id in self.blocked:
            raise DeliveryFailed("der Chat ist nicht mehr erreichbar", permanent=True)
        self.sent.append((chat_id, text, link))
