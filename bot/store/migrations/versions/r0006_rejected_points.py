"""How many points of a brief broke an invariant and were left out."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.add_column("briefs", sa.Column("rejected", sa.Integer, nullable=False, server_default="0"))
