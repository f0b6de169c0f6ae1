"""Conversations with their turns, feedback and anonymous daily aggregates."""

import sqlalchemy as sa
from alembic import op

revision = "0002_conversations"
down_revision = "0001_knowledge"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables of conversations.py as they were first."""
    op.create_table(
        "conversations",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("audience", sa.Text),
        sa.Column("referents", sa.Text, nullable=False),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("last_at", sa.Text, nullable=False),
    )
    op.create_index("conversations_by_last", "conversations", ["last_at"])
    op.create_table(
        "turns",
        sa.Column("answer_id", sa.Text, primary_key=True),
        sa.Column(
            "conversation_id",
            sa.Text,
            sa.ForeignKey("conversations.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("ordinal", sa.Integer, nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("answer", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
    )
    op.create_index("turns_by_conversation", "turns", ["conversation_id", "ordinal"], unique=True)
    op.create_table(
        "feedback",
        sa.Column(
            "answer_id",
            sa.Text,
            sa.ForeignKey("turns.answer_id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("rating", sa.Text, nullable=False),
        sa.Column("reason", sa.Text),
        sa.Column("comment", sa.Text),
        sa.Column("at", sa.Text, nullable=False),
    )
    op.create_table(
        "aggregates",
        sa.Column("day", sa.Text, primary_key=True),
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("number", sa.Integer, nullable=False),
    )


def downgrade() -> None:
    """Take them out again."""
    for name in ("aggregates", "feedback", "turns", "conversations"):
        op.drop_table(name)
