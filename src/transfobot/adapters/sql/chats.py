"""Chats port in SQL: updates taken in once, messages sent once."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, and_, delete, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from transfobot.adapters.sql.engine import overwrite_log, reading, writing
from transfobot.adapters.sql.tables_chats import chat_messages, chat_updates, chats
from transfobot.ports.chat import Button, Chat, Outgoing, Waiting


class SqlChats:
    """Chats port on SQLite or PostgreSQL."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._flavour = postgresql if engine.dialect.name == "postgresql" else sqlite

    def accept(self, update_id: int, payload: Mapping[str, object], at: datetime) -> bool:
        """Store an update; False when its id was there before."""
        row = {"update_id": update_id, "payload": _ascii(payload), "at": at}
        with writing(self._engine) as connection:
            stored = connection.execute(
                self._flavour.insert(chat_updates)
                .values(**row)
                .on_conflict_do_nothing()
                .returning(chat_updates.c.ordinal)
            ).first()
        return stored is not None

    def open_updates(self) -> Sequence[tuple[int, Mapping[str, object]]]:
        """Stored and not yet worked on, in order of arrival."""
        wanted = (
            select(chat_updates.c.update_id, chat_updates.c.payload)
            .where(chat_updates.c.payload.is_not(None))
            .order_by(chat_updates.c.ordinal)
        )
        with reading(self._engine) as connection:
            return [(row.update_id, json.loads(row.payload)) for row in connection.execute(wanted)]

    def finish(self, update_id: int, messages: Sequence[Outgoing], at: datetime) -> None:
        """Blank the update and queue its replies, together."""
        with writing(self._engine) as connection:
            blanked = connection.execute(
                update(chat_updates)
                .where(chat_updates.c.update_id == update_id, chat_updates.c.payload.is_not(None))
                .values(payload=None)
            )
            # Another process may have answered it meanwhile.
            if blanked.rowcount:
                for message in messages:
                    _queue(connection, message, at)

    def post(self, message: Outgoing, at: datetime) -> None:
        """Queue one message."""
        with writing(self._engine) as connection:
            _queue(connection, message, at)

    def due(self, at: datetime) -> Sequence[Waiting]:
        """The first message of each chat, where it is due and not claimed."""
        first = select(func.min(chat_messages.c.number)).group_by(chat_messages.c.chat_id)
        wanted = (
            select(chat_messages.c.number, chat_messages.c.message)
            .where(
                and_(
                    chat_messages.c.number.in_(first),
                    chat_messages.c.due <= at,
                    chat_messages.c.claimed.is_(False),
                )
            )
            .order_by(chat_messages.c.number)
        )
        with reading(self._engine) as connection:
            return [Waiting(row.number, _to_message(row)) for row in connection.execute(wanted)]

    def claim(self, number: int) -> bool:
        """Mark as being sent, once."""
        with writing(self._engine) as connection:
            claimed = connection.execute(
                update(chat_messages)
                .where(chat_messages.c.number == number, chat_messages.c.claimed.is_(False))
                .values(claimed=True)
            )
        return bool(claimed.rowcount)

    def sent(self, number: int) -> None:
        """Erase it."""
        with writing(self._engine) as connection:
            connection.execute(delete(chat_messages).where(chat_messages.c.number == number))

    def postpone(self, number: int, until: datetime) -> None:
        """Give it back for later."""
        with writing(self._engine) as connection:
            connection.execute(
                update(chat_messages)
                .where(chat_messages.c.number == number)
                .values(claimed=False, due=until)
            )

    def drop_claimed(self) -> int:
        """Erase messages whose delivery is uncertain; how many there were."""
        with writing(self._engine) as connection:
            dropped = connection.execute(
                delete(chat_messages).where(chat_messages.c.claimed.is_(True))
            )
        return int(dropped.rowcount)

    def chat(self, chat_id: int) -> Chat:
        """What is kept of a chat; a fresh one where nothing is."""
        with reading(self._engine) as connection:
            row = connection.execute(select(chats).where(chats.c.id == chat_id)).first()
        if row is None:
            return Chat(chat_id)
        return Chat(row.id, row.conversation_id, row.place, row.reachable)

    def by_conversation(self, conversation_id: str) -> Chat | None:
        """The chat a conversation is held in."""
        query = select(chats).where(chats.c.conversation_id == conversation_id).limit(1)
        with reading(self._engine) as connection:
            row = connection.execute(query).first()
        return Chat(row.id, row.conversation_id, row.place, row.reachable) if row else None

    def keep(self, chat: Chat, at: datetime) -> None:
        """Store or replace what is kept of a chat."""
        values = asdict(chat) | {"at": at}
        with writing(self._engine) as connection:
            connection.execute(
                self._flavour.insert(chats)
                .values(**values)
                .on_conflict_do_update(index_elements=["id"], set_=values)
            )

    def forget(self, chat_id: int) -> None:
        """Erase a chat with its waiting messages."""
        with writing(self._engine) as connection:
            connection.execute(delete(chats).where(chats.c.id == chat_id))
            connection.execute(delete(chat_messages).where(chat_messages.c.chat_id == chat_id))
        overwrite_log(self._engine)

    def move(self, old: int, new: int) -> None:
        """Give a chat its new id, with its waiting messages."""
        with writing(self._engine) as connection:
            connection.execute(delete(chats).where(chats.c.id == new))
            connection.execute(update(chats).where(chats.c.id == old).values(id=new))
            waiting = connection.execute(
                select(chat_messages).where(chat_messages.c.chat_id == old)
            ).all()
            for row in waiting:
                moved = _ascii(asdict(_to_message(row).to(new)))
                connection.execute(
                    update(chat_messages)
                    .where(chat_messages.c.number == row.number)
                    .values(chat_id=new, message=moved)
                )

    def tidy(self, before: datetime, idle_since: datetime) -> int:
        """Drop ids of worked-off updates from before, and chats that asked nothing since."""
        with writing(self._engine) as connection:
            connection.execute(delete(chats).where(chats.c.at < idle_since))
            dropped = connection.execute(
                delete(chat_updates).where(
                    chat_updates.c.at < before, chat_updates.c.payload.is_(None)
                )
            )
        return int(dropped.rowcount)


def _ascii(value: object) -> str:
    """JSON that any database takes, even with half a surrogate pair in it."""
    return json.dumps(value, separators=(",", ":"))


def _queue(connection: Connection, message: Outgoing, at: datetime) -> None:
    connection.execute(
        insert(chat_messages).values(
            chat_id=message.chat_id, message=_ascii(asdict(message)), due=at, claimed=False
        )
    )


def _to_message(row: Any) -> Outgoing:
    values = json.loads(row.message)
    values["buttons"] = tuple(
        tuple(Button(**button) for button in line) for line in values["buttons"]
    )
    return Outgoing(**values)
