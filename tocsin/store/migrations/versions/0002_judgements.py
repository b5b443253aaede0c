"""Judgements of people, and what a desk knows of outlets."""

import sqlalchemy as sa
from alembic import op

from tocsin.store.dialect import Key
from tocsin.store.tables import AnyText

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "judgement",
        sa.Column("id", Key, primary_key=True, autoincrement=False),
        sa.Column("key", sa.String(40), nullable=False, unique=True),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("by", AnyText, nullable=False),
        sa.Column("made_at", sa.String(40), nullable=False),
        sa.Column("undoes", sa.String(40)),
        sa.Column("json", AnyText, nullable=False),
        comment="what people decided; rows are added and never changed",
    )
    op.create_table(
        "outlet",
        sa.Column("name", AnyText, primary_key=True),
        sa.Column("json", AnyText, nullable=False),
        sa.Column("by", AnyText, nullable=False),
        sa.Column("made_at", sa.String(40), nullable=False),
        comment="what a desk knows of an outlet, by its folded name; it goes before what ships with the program",
    )


def downgrade() -> None:
    """Go back."""
    op.drop_table("outlet")
    op.drop_table("judgement")
