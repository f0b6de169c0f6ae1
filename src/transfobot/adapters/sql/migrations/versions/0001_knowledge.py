"""Documents, passages, files looked at, remembered roots and the revision log."""

import sqlalchemy as sa
from alembic import op

revision = "0001_knowledge"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables of tables_knowledge.py as they were first."""
    _changes()
    _documents()
    _passages()
    _files_and_roots()


def _changes() -> None:
    op.create_table(
        "changes",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("document_id", sa.Text, nullable=False),
        sa.Column("revision", sa.Text),
        sqlite_autoincrement=True,
    )


def _documents() -> None:
    op.create_table(
        "documents",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("parent_id", sa.Text),
        sa.Column("revision", sa.Text, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("path", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("visibility", sa.Text, nullable=False),
        sa.Column("as_of", sa.Text),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("pages", sa.Integer),
        sa.Column("pages_at", sa.Text, nullable=False),
        sa.Column("source_url", sa.Text),
        sa.Column("media_type", sa.Text, nullable=False),
        sa.Column("record", sa.Text),
        sa.Column("warnings", sa.Text, nullable=False),
        sa.Column("ingested_at", sa.Text),
        sa.Column("text", sa.Text, nullable=False),
    )
    op.create_index("documents_by_parent", "documents", ["parent_id"])


def _passages() -> None:
    op.create_table(
        "passages",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column(
            "document_id",
            sa.Text,
            sa.ForeignKey("documents.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("revision", sa.Text, nullable=False),
        sa.Column("ordinal", sa.Integer, nullable=False),
        sa.Column("offset", sa.Integer, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("page", sa.Integer),
        sa.Column("headings", sa.Text, nullable=False),
        sa.Column("units", sa.Text, nullable=False),
        sa.Column("visibility", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("superseded", sa.Integer),
        sa.Column("text", sa.Text, nullable=False),
    )
    op.create_index("passages_by_document", "passages", ["document_id", "ordinal"])
    op.create_index("passages_superseded", "passages", ["superseded"])


def _files_and_roots() -> None:
    op.create_table(
        "files",
        sa.Column("source", sa.Text, primary_key=True),
        sa.Column("path", sa.Text, primary_key=True),
        sa.Column("document_id", sa.Text, nullable=False),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("mtime_ns", sa.BigInteger, nullable=False),
        sa.Column("content_hash", sa.Text, nullable=False),
        sa.Column("visibility", sa.Text, nullable=False),
        sa.Column("parser", sa.Text, nullable=False),
        sa.Column("outcome", sa.Text, nullable=False),
        sa.Column("reason", sa.Text),
        sa.Column("pages", sa.Integer),
        sa.Column("passages", sa.Integer, nullable=False),
    )
    op.create_index("files_by_document", "files", ["document_id"])
    op.create_table(
        "roots",
        sa.Column("path", sa.Text, primary_key=True),
        sa.Column("visibility", sa.Text, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
    )


def downgrade() -> None:
    """Take them out again."""
    for name in ("roots", "files", "passages", "documents", "changes"):
        op.drop_table(name)
