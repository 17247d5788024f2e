"""What a feed's server alone is told: its own headers, encrypted where there is a key."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.add_column("feeds", sa.Column("headers", sa.LargeBinary))
