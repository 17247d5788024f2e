"""In which language our own words in a post are, so that it is corrected in the same."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.add_column("posts", sa.Column("lang", sa.Text))
