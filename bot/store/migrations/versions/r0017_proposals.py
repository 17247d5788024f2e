"""Feeds that people found in chat, and who added which."""

import sqlalchemy as sa
from alembic import op

from bot.store.schema import UtcDateTime

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    op.add_column("feeds", sa.Column("added_by", sa.Text))
    op.create_table(
        "proposals",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("packed", sa.Text, nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_proposals"),
    )
    op.create_index("ix_proposals_at", "proposals", ["at"])
