"""Chats port in memory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from transfobot.ports.chat import Chat, Outgoing, Waiting


class FakeChats:
    """Keeps updates, chats and messages in dictionaries."""

    def __init__(self) -> None:
        self.taken: dict[int, tuple[Mapping[str, object] | None, datetime]] = {}
        self.kept: dict[int, Chat] = {}
        self.kept_at: dict[int, datetime] = {}
        self.outbox: dict[int, tuple[Outgoing, datetime, bool]] = {}
        self._next = 1

    def accept(self, update_id: int, payload: Mapping[str, object], at: datetime) -> bool:
        if update_id in self.taken:
            return False
        self.taken[update_id] = (payload, at)
        return True

    def open_updates(self) -> Sequence[tuple[int, Mapping[str, object]]]:
        return [
            (number, payload) for number, (payload, _) in self.taken.items() if payload is not None
        ]

    def finish(self, update_id: int, messages: Sequence[Outgoing], at: datetime) -> None:
        payload, taken_at = self.taken[update_id]
        if payload is None:
            return
        self.taken[update_id] = (None, taken_at)
        for message in messages:
            self.post(message, at)

    def post(self, message: Outgoing, at: datetime) -> None:
        self.outbox[self._next] = (message, at, False)
        self._next += 1

    def due(self, at: datetime) -> Sequence[Waiting]:
        found, seen = [], set()
        for number, (message, due, claimed) in sorted(self.outbox.items()):
            if message.chat_id not in seen and due <= at and not claimed:
                found.append(Waiting(number, message))
            seen.add(message.chat_id)
        return found

    def claim(self, number: int) -> bool:
        if number not in self.outbox or self.outbox[number][2]:
            return False
        message, due, _ = self.outbox[number]
        self.outbox[number] = (message, due, True)
        return True

    def sent(self, number: int) -> None:
        self.outbox.pop(number, None)

    def postpone(self, number: int, until: datetime) -> None:
        message, _, _ = self.outbox[number]
        self.outbox[number] = (message, until, False)

    def drop_claimed(self) -> int:
        claimed = [number for number, row in self.outbox.items() if row[2]]
        for number in claimed:
            del self.outbox[number]
        return len(claimed)

    def chat(self, chat_id: int) -> Chat:
        return self.kept.get(chat_id, Chat(chat_id))

    def by_conversation(self, conversation_id: str) -> Chat | None:
        held = (chat for chat in self.kept.values() if chat.conversation_id == conversation_id)
        return next(held, None)

    def keep(self, chat: Chat, at: datetime) -> None:
        self.kept[chat.id] = chat
        self.kept_at[chat.id] = at

    def forget(self, chat_id: int) -> None:
        self.kept.pop(chat_id, None)
        self.outbox = {
            number: row for number, row in self.outbox.items() if row[0].chat_id != chat_id
        }

    def move(self, old: int, new: int) -> None:
        self.kept.pop(new, None)
        if old in self.kept:
            self.kept[new] = replace(self.kept.pop(old), id=new)
        for number, (message, due, claimed) in list(self.outbox.items()):
            if message.chat_id == old:
                self.outbox[number] = (message.to(new), due, claimed)

    def tidy(self, before: datetime, idle_since: datetime) -> int:
        for chat_id, at in self.kept_at.items():
            if at < idle_since:
                self.kept.pop(chat_id, None)
        old = [
            number
            for number, (payload, at) in self.taken.items()
            if payload is None and at < before
        ]
        for number in old:
            del self.taken[number]
        return len(old)
