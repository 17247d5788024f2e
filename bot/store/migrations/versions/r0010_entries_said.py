"""What a feed said of an entry last, so that one which says something else is read again."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.add_column("entries", sa.Column("said", sa.Text))
