"""What became of events: every id that one ever had, and what changed; reports found by their address."""

import sqlalchemy as sa
from alembic import op

from tocsin.store.dialect import Key
from tocsin.store.tables import AnyText

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "address",
        sa.Column("key", sa.String(40), primary_key=True),
        sa.Column("at", sa.String(40), nullable=False),
        sa.Column("live", sa.Boolean, nullable=False),
        sa.Column("json", AnyText, nullable=False),
        comment="every id that an event ever had, with what is remembered of it; one that is no more leads on",
    )
    op.create_table(
        "change",
        sa.Column("id", Key, primary_key=True, autoincrement=False),
        sa.Column("key", sa.String(40), nullable=False, unique=True),
        sa.Column("at", sa.String(40), nullable=False, index=True),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("event", sa.String(40), nullable=False, index=True),
        sa.Column("json", AnyText, nullable=False),
        comment="what became of events each time they were merged; rows are added and never changed",
    )
    op.create_index("ix_report_url", "report", ["url"])


def downgrade() -> None:
    """Go back."""
    op.drop_index("ix_report_url", "report")
    op.drop_table("change")
    op.drop_table("address")
