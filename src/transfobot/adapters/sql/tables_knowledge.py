"""The tables of the knowledge store as the program sees them; migrations create them."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, MetaData, Table, Text

metadata = MetaData()

changes = Table(
    "changes",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("document_id", Text, nullable=False),
    Column("revision", Text),
    sqlite_autoincrement=True,
)

documents = Table(
    "documents",
    metadata,
    Column("id", Text, primary_key=True),
    Column("parent_id", Text),
    Column("revision", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("path", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("visibility", Text, nullable=False),
    Column("as_of", Text),
    Column("language", Text, nullable=False),
    Column("pages", Integer),
    Column("pages_at", Text, nullable=False),
    Column("source_url", Text),
    Column("media_type", Text, nullable=False),
    Column("record", Text),
    Column("warnings", Text, nullable=False),
    Column("ingested_at", Text),
    Column("text", Text, nullable=False),
)

passages = Table(
    "passages",
    metadata,
    Column("id", Text, primary_key=True),
    Column("document_id", Text, ForeignKey("documents.id", ondelete="CASCADE"), nullable=False),
    Column("revision", Text, nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("offset", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("page", Integer),
    Column("headings", Text, nullable=False),
    Column("units", Text, nullable=False),
    Column("visibility", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("superseded", Integer),
    Column("text", Text, nullable=False),
)

files = Table(
    "files",
    metadata,
    Column("source", Text, primary_key=True),
    Column("path", Text, primary_key=True),
    Column("document_id", Text, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("mtime_ns", BigInteger, nullable=False),
    Column("content_hash", Text, nullable=False),
    Column("visibility", Text, nullable=False),
    Column("parser", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("reason", Text),
    Column("pages", Integer),
    Column("passages", Integer, nullable=False),
)

roots = Table(
    "roots",
    metadata,
    Column("path", Text, primary_key=True),
    Column("visibility", Text, nullable=False),
    Column("source", Text, nullable=False),
)
