"""Tokens by which programs and people are known over the network, and the log of what they did."""

import sqlalchemy as sa
from alembic import op

from tocsin.store.dialect import Key
from tocsin.store.tables import AnyText

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "token",
        sa.Column("id", Key, primary_key=True, autoincrement=False),
        sa.Column("name", AnyText, nullable=False),
        sa.Column("role", sa.String(10), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False, unique=True),
        sa.Column("made_at", sa.String(40), nullable=False),
        sa.Column("revoked_at", sa.String(40)),
        comment="who may ask over the network, by the hash of a token that only its holder knows",
    )
    op.create_table(
        "audit",
        sa.Column("id", Key, primary_key=True, autoincrement=False),
        sa.Column("at", sa.String(40), nullable=False),
        sa.Column("who", AnyText, nullable=False),
        sa.Column("what", sa.String(40), nullable=False),
        sa.Column("about", AnyText, nullable=False),
        comment="what was changed or refused over the network, by whom; rows are added and never changed",
    )


def downgrade() -> None:
    """Go back."""
    op.drop_table("audit")
    op.drop_table("token")
