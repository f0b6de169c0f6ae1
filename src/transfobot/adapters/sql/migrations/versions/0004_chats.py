"""The chat door: updates taken in, chats, messages to send."""

import sqlalchemy as sa
from alembic import op

revision = "0004_chats"
down_revision = "0003_handoffs"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables of tables_chats.py as they were first."""
    op.create_table(
        "chat_updates",
        sa.Column("ordinal", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("update_id", sa.BigInteger, nullable=False, unique=True),
        sa.Column("payload", sa.Text),
        sa.Column("at", sa.DateTime, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "chats",
        sa.Column("id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("conversation_id", sa.Text),
        sa.Column("place", sa.Text),
        sa.Column("reachable", sa.Boolean, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
    )
    op.create_table(
        "chat_messages",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("chat_id", sa.BigInteger, nullable=False),
        sa.Column("message", sa.Text, nullable=False),
        sa.Column("due", sa.DateTime, nullable=False),
        sa.Column("claimed", sa.Boolean, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("chat_messages_chat", "chat_messages", ["chat_id", "number"])


def downgrade() -> None:
    """Take them out again."""
    for name in ("chat_messages", "chats", "chat_updates"):
        op.drop_table(name)
