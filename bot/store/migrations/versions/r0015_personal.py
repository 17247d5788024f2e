"""Whose own a digest is."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.add_column("subscriptions", sa.Column("person", sa.Text))
    op.create_index("ix_subscriptions_person", "subscriptions", ["person"])
