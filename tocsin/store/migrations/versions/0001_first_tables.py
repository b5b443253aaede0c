"""The first tables."""

import sqlalchemy as sa
from alembic import op

from tocsin.store.dialect import Key
from tocsin.store.tables import AnyText

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "mark",
        sa.Column("name", sa.String(40), primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
        comment="what the program notes about the database itself",
    )
    op.create_table(
        "report",
        sa.Column("id", Key, primary_key=True, autoincrement=False),
        sa.Column("key", AnyText, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("url", AnyText),
        sa.Column("outlet", AnyText),
        sa.Column("byline", AnyText),
        sa.Column("title", AnyText),
        sa.Column("title_in_text", sa.Boolean, nullable=False),
        sa.Column("published", sa.Date),
        sa.Column("published_basis", sa.String(20)),
        sa.Column("language", sa.String(20), nullable=False),
        sa.Column("captured_at", sa.String(40)),
        sa.Column("chrome", sa.Text, nullable=False),
        sa.Column("cites", AnyText, nullable=False),
        sa.Column("digest", sa.String(32), nullable=False),
        sa.Column("text", AnyText, nullable=False),
        sa.UniqueConstraint("key", "sha256"),
        comment="one version of one report; digest tells whether a new reading differs",
    )
    op.create_table(
        "capture",
        sa.Column("sha256", sa.String(64), primary_key=True),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("zlib", sa.LargeBinary, nullable=False),
        comment="the bytes as they came, compressed",
    )
    op.create_table(
        "origin",
        sa.Column("id", Key, primary_key=True, autoincrement=False),
        sa.Column("name", AnyText, nullable=False, unique=True),
        comment="who asserts: a finder and its version, or a person",
    )
    op.create_table(
        "cell",
        sa.Column("id", Key, primary_key=True, autoincrement=False),
        sa.Column("name", AnyText, nullable=False, unique=True),
        comment="the properties in use",
    )
    op.create_table(
        "value",
        sa.Column("id", Key, primary_key=True, autoincrement=False),
        sa.Column("json", AnyText, nullable=False),
        comment="every value once; its number is a hash of it",
    )
    op.create_table(
        "subject",
        sa.Column("id", Key, primary_key=True, autoincrement=False),
        sa.Column("report_id", Key, sa.ForeignKey("report.id", ondelete="CASCADE"), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("key", AnyText, nullable=False),
        sa.UniqueConstraint("report_id", "kind", "key"),
        comment="what is spoken of: a mention, claim or figure of a report, or the report",
    )
    op.create_index("ix_subject_key", "subject", ["key"])
    op.create_table(
        "statement",
        sa.Column("id", Key, primary_key=True, autoincrement=False),
        sa.Column("report_id", Key, sa.ForeignKey("report.id", ondelete="CASCADE"), nullable=False),
        sa.Column("subject_id", Key, nullable=False),
        sa.Column("cell_id", Key, nullable=False),
        sa.Column("value_id", Key, nullable=False),
        sa.Column("evidence", sa.String, nullable=False),
        sa.Column("resolved_from", sa.String),
        sa.Column("claim_id", Key),
        sa.Column("origin_id", Key, nullable=False),
        comment="one sourced cell: the row of truth",
    )
    op.create_index("ix_statement_report_id", "statement", ["report_id"])
    op.create_table(
        "reject",
        sa.Column("source", AnyText, primary_key=True),
        sa.Column("line", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("reason", AnyText, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        comment="inputs that could not be read, and why; line 0 is all of it",
    )


def downgrade() -> None:
    """Go back."""
    for name in ("reject", "statement", "subject", "value", "cell", "origin", "capture", "report", "mark"):
        op.drop_table(name)
