"""The tables of conversations, feedback and aggregates; migrations create them."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, MetaData, Table, Text

metadata = MetaData()

conversations = Table(
    "conversations",
    metadata,
    Column("id", Text, primary_key=True),
    Column("audience", Text),
    Column("referents", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("last_at", Text, nullable=False),
)

turns = Table(
    "turns",
    metadata,
    Column("answer_id", Text, primary_key=True),
    Column(
        "conversation_id", Text, ForeignKey("conversations.id", ondelete="CASCADE"), nullable=False
    ),
    Column("ordinal", Integer, nullable=False),
    Column("question", Text, nullable=False),
    Column("answer", Text, nullable=False),
    Column("at", Text, nullable=False),
)

feedback = Table(
    "feedback",
    metadata,
    Column("answer_id", Text, ForeignKey("turns.answer_id", ondelete="CASCADE"), primary_key=True),
    Column("rating", Text, nullable=False),
    Column("reason", Text),
    Column("comment", Text),
    Column("at", Text, nullable=False),
)

aggregates = Table(
    "aggregates",
    metadata,
    Column("day", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("number", Integer, nullable=False),
)
