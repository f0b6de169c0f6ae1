"""Tables of handoffs, outbox, accounts and leases (migration 0003)."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)
from sqlalchemy.engine import Dialect


class Instant(TypeDecorator[datetime]):
    """An aware instant, kept as UTC without a zone: alike in SQLite and PostgreSQL."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _: Dialect) -> datetime | None:
        """Aware to naive UTC."""
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, _: Dialect) -> datetime | None:
        """Naive UTC to aware."""
        return None if value is None else value.replace(tzinfo=UTC)


metadata = MetaData()


def _of_case(*, primary_key: bool = False) -> Column[str]:
    return Column(
        "reference",
        String(20),
        ForeignKey("handoffs.reference", ondelete="CASCADE"),
        nullable=False,
        primary_key=primary_key,
        index=not primary_key,
    )


case_numbers = Table(
    "case_numbers",
    metadata,
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("last", Integer, nullable=False),
)

handoffs = Table(
    "handoffs",
    metadata,
    Column("reference", String(20), primary_key=True),
    Column("secret", String(64), nullable=False, unique=True),
    Column("office_token", String(64), nullable=False, unique=True),
    Column("inquirer_token", String(64), nullable=False, unique=True),
    Column("idempotency_key", String(64), nullable=False, unique=True),
    Column("content_hash", String(64), nullable=False),
    Column("state", String(20), nullable=False, index=True),
    Column("kind", String(20), nullable=False),
    Column("retention_class", String(40), nullable=False),
    Column("office_id", String(120), index=True),
    Column("office_name", Text),
    Column("deliverable", Boolean, nullable=False),
    Column("message", Text, nullable=False),
    Column("summary", JSON, nullable=False),
    Column("speaker", JSON, nullable=False),
    Column("name", Text),
    Column("email", Text),
    Column("email_folded", Text, index=True),
    Column("phone", Text),
    Column("messenger", String(40)),
    Column("chat_id", String(80)),
    Column("language", String(8), nullable=False),
    Column("conversation_id", String(80), index=True),
    Column("assignee", String(120)),
    Column("desk_ticket", String(120), index=True),
    Column("opened_at", Instant, nullable=False),
    Column("changed_at", Instant, nullable=False),
    Column("closed_at", Instant),
)

consents = Table(
    "consents",
    metadata,
    _of_case(primary_key=True),
    Column("basis", String(20), nullable=False),
    Column("purpose", Text, nullable=False),
    Column("retention_days", Integer, nullable=False),
    Column("text_version", String(40), nullable=False),
    Column("text", Text, nullable=False),
    Column("given_at", Instant, nullable=False),
)

moves = Table(
    "handoff_moves",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    _of_case(),
    Column("at", Instant, nullable=False),
    Column("who", String(120), nullable=False),
    Column("before", String(20)),
    Column("after", String(20), nullable=False),
)

replies = Table(
    "handoff_replies",
    metadata,
    Column("id", String(64), primary_key=True),
    _of_case(),
    Column("author", String(20), nullable=False),
    Column("author_name", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("channel", String(20), nullable=False),
    Column("dedupe", String(64), nullable=False, unique=True),
    Column("at", Instant, nullable=False),
)

notes = Table(
    "handoff_notes",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    _of_case(),
    Column("at", Instant, nullable=False),
    Column("who", String(120), nullable=False),
    Column("text", Text, nullable=False),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", String(64), primary_key=True),
    _of_case(),
    Column("kind", String(20), nullable=False),
    Column("state", String(20), nullable=False),
    Column("message_id", String(200), nullable=False, unique=True),
    Column("recipient", Text, nullable=False),
    Column("reply_id", String(64)),
    Column("attempts", Integer, nullable=False),
    Column("failure", Text),
    Column("created_at", Instant, nullable=False),
    Column("next_at", Instant, nullable=False),
    Column("sent_at", Instant),
    Column("claimed_by", String(80)),
    Column("claimed_until", Instant),
    Column("fence", Integer, nullable=False),
    Index("ix_outbox_due", "state", "next_at"),
)

unmatched_mail = Table(
    "unmatched_mail",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("sender", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("at", Instant, nullable=False),
)

leases = Table(
    "leases",
    metadata,
    Column("name", String(80), primary_key=True),
    Column("owner", String(80), nullable=False),
    Column("until", Instant, nullable=False),
    Column("fence", Integer, nullable=False),
)

job_runs = Table(
    "job_runs",
    metadata,
    Column("job", String(80), primary_key=True),
    Column("at", Instant, nullable=False),
)

accounts = Table(
    "accounts",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("name", String(120), nullable=False, unique=True),
    Column("role", String(20), nullable=False),
    Column("office_id", String(120)),
    Column("token_hash", String(64), nullable=False, unique=True),
    Column("created_at", Instant, nullable=False),
    Column("expires_at", Instant),
)

audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("at", Instant, nullable=False),
    Column("who", String(120), nullable=False),
    Column("action", String(60), nullable=False),
    Column("subject", String(120), nullable=False),
)
