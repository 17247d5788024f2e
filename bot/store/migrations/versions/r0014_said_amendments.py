"""What the readers of a brief were told of a publisher's change, beside what is to be told next."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.add_column("amendments", sa.Column("said", sa.Text, nullable=False, server_default=""))
    op.execute("UPDATE amendments SET said = note WHERE state = 'told'")
