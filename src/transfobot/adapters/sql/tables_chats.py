"""Tables of the chat door: updates taken in, chats, messages to send."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, MetaData, Table, Text

from transfobot.adapters.sql.tables_handoffs import Instant

metadata = MetaData()

chat_updates = Table(
    "chat_updates",
    metadata,
    Column("ordinal", Integer, primary_key=True, autoincrement=True),
    Column("update_id", BigInteger, nullable=False, unique=True),
    Column("payload", Text),
    Column("at", Instant, nullable=False),
    sqlite_autoincrement=True,
)

chats = Table(
    "chats",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("conversation_id", Text),
    Column("place", Text),
    Column("reachable", Boolean, nullable=False),
    Column("at", Instant, nullable=False),
)

chat_messages = Table(
    "chat_messages",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("chat_id", BigInteger, nullable=False),
    Column("message", Text, nullable=False),
    Column("due", Instant, nullable=False),
    Column("claimed", Boolean, nullable=False),
    Index("chat_messages_chat", "chat_id", "number"),
    sqlite_autoincrement=True,
)
