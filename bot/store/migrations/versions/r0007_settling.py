"""When a request of a delivery that was sent can't be at work any more."""

import sqlalchemy as sa
from alembic import op

from bot.store.schema import UtcDateTime

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.add_column("deliveries", sa.Column("settled", UtcDateTime))
