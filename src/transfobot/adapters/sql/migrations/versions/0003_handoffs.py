"""Handoffs with consent, moves, replies and notes; outbox, accounts, audit and leases."""

import sqlalchemy as sa
from alembic import op

revision = "0003_handoffs"
down_revision = "0002_conversations"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables of tables_handoffs.py as they were first."""
    _cases()
    _history()
    _delivery()
    _staff()


def downgrade() -> None:
    """Take them out again."""
    for name in (
        "audit",
        "accounts",
        "job_runs",
        "leases",
        "unmatched_mail",
        "outbox",
        "handoff_notes",
        "handoff_replies",
        "handoff_moves",
        "consents",
        "handoffs",
        "case_numbers",
    ):
        op.drop_table(name)


def _cases() -> None:
    op.create_table(
        "case_numbers",
        sa.Column("year", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("last", sa.Integer, nullable=False),
    )
    op.create_table(
        "handoffs",
        sa.Column("reference", sa.String(20), primary_key=True),
        sa.Column("secret", sa.String(64), unique=True, nullable=False),
        sa.Column("office_token", sa.String(64), unique=True, nullable=False),
        sa.Column("inquirer_token", sa.String(64), unique=True, nullable=False),
        sa.Column("idempotency_key", sa.String(64), unique=True, nullable=False),
        sa.Column("content_hash", sa.String(64), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("retention_class", sa.String(40), nullable=False),
        sa.Column("office_id", sa.String(120)),
        sa.Column("office_name", sa.Text),
        sa.Column("deliverable", sa.Boolean, nullable=False),
        sa.Column("message", sa.Text, nullable=False),
        sa.Column("summary", sa.JSON, nullable=False),
        sa.Column("speaker", sa.JSON, nullable=False),
        sa.Column("name", sa.Text),
        sa.Column("email", sa.Text),
        sa.Column("email_folded", sa.Text),
        sa.Column("phone", sa.Text),
        sa.Column("messenger", sa.String(40)),
        sa.Column("chat_id", sa.String(80)),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("conversation_id", sa.String(80)),
        sa.Column("assignee", sa.String(120)),
        sa.Column("desk_ticket", sa.String(120)),
        sa.Column("opened_at", sa.DateTime, nullable=False),
        sa.Column("changed_at", sa.DateTime, nullable=False),
        sa.Column("closed_at", sa.DateTime),
    )
    op.create_index("ix_handoffs_conversation_id", "handoffs", ["conversation_id"])
    op.create_index("ix_handoffs_desk_ticket", "handoffs", ["desk_ticket"])
    op.create_index("ix_handoffs_email_folded", "handoffs", ["email_folded"])
    op.create_index("ix_handoffs_office_id", "handoffs", ["office_id"])
    op.create_index("ix_handoffs_state", "handoffs", ["state"])
    op.create_table(
        "consents",
        sa.Column(
            "reference",
            sa.String(20),
            sa.ForeignKey("handoffs.reference", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("basis", sa.String(20), nullable=False),
        sa.Column("purpose", sa.Text, nullable=False),
        sa.Column("retention_days", sa.Integer, nullable=False),
        sa.Column("text_version", sa.String(40), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("given_at", sa.DateTime, nullable=False),
    )


def _history() -> None:
    op.create_table(
        "handoff_moves",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "reference",
            sa.String(20),
            sa.ForeignKey("handoffs.reference", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("who", sa.String(120), nullable=False),
        sa.Column("before", sa.String(20)),
        sa.Column("after", sa.String(20), nullable=False),
    )
    op.create_index("ix_handoff_moves_reference", "handoff_moves", ["reference"])
    op.create_table(
        "handoff_replies",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column(
            "reference",
            sa.String(20),
            sa.ForeignKey("handoffs.reference", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("author", sa.String(20), nullable=False),
        sa.Column("author_name", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("channel", sa.String(20), nullable=False),
        sa.Column("dedupe", sa.String(64), unique=True, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
    )
    op.create_index("ix_handoff_replies_reference", "handoff_replies", ["reference"])
    op.create_table(
        "handoff_notes",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "reference",
            sa.String(20),
            sa.ForeignKey("handoffs.reference", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("who", sa.String(120), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
    )
    op.create_index("ix_handoff_notes_reference", "handoff_notes", ["reference"])


def _delivery() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column(
            "reference",
            sa.String(20),
            sa.ForeignKey("handoffs.reference", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("message_id", sa.String(200), unique=True, nullable=False),
        sa.Column("recipient", sa.Text, nullable=False),
        sa.Column("reply_id", sa.String(64)),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("failure", sa.Text),
        sa.Column("created_at", sa.DateTime, nullable=False),
        sa.Column("next_at", sa.DateTime, nullable=False),
        sa.Column("sent_at", sa.DateTime),
        sa.Column("claimed_by", sa.String(80)),
        sa.Column("claimed_until", sa.DateTime),
        sa.Column("fence", sa.Integer, nullable=False),
    )
    op.create_index("ix_outbox_due", "outbox", ["state", "next_at"])
    op.create_index("ix_outbox_reference", "outbox", ["reference"])
    op.create_table(
        "unmatched_mail",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("sender", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
    )
    op.create_table(
        "leases",
        sa.Column("name", sa.String(80), primary_key=True),
        sa.Column("owner", sa.String(80), nullable=False),
        sa.Column("until", sa.DateTime, nullable=False),
        sa.Column("fence", sa.Integer, nullable=False),
    )
    op.create_table(
        "job_runs",
        sa.Column("job", sa.String(80), primary_key=True),
        sa.Column("at", sa.DateTime, nullable=False),
    )


def _staff() -> None:
    op.create_table(
        "accounts",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("name", sa.String(120), unique=True, nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("office_id", sa.String(120)),
        sa.Column("token_hash", sa.String(64), unique=True, nullable=False),
        sa.Column("created_at", sa.DateTime, nullable=False),
        sa.Column("expires_at", sa.DateTime),
    )
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("who", sa.String(120), nullable=False),
        sa.Column("action", sa.String(60), nullable=False),
        sa.Column("subject", sa.String(120), nullable=False),
    )
