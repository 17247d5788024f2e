"""Articles have their standfirst, and say whether all of them was given to read."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column("articles", sa.Column("standfirst", sa.Text()))
    op.add_column(
        "articles", sa.Column("complete", sa.Boolean(), nullable=False, server_default=sa.true())
    )
    op.execute(  # what is stored of these is only what their feed said
        "UPDATE articles SET complete = false WHERE page <> 'fetched' AND url IS NOT NULL"
    )
