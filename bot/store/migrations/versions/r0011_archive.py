"""What an outlet told, the name of an installation, and the tokens that programs read with."""

import sqlalchemy as sa
from alembic import op

from bot.store.schema import Key, UtcDateTime

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.create_index("ix_articles_outlet", "articles", ["outlet", "id"])
    op.create_table(
        "installation",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )
    op.create_table(
        "api_tokens",
        sa.Column("name", Key, primary_key=True),
        sa.Column("digest", sa.Text, nullable=False, unique=True),
        sa.Column("scopes", sa.Text, nullable=False),
        sa.Column("made", UtcDateTime, nullable=False),
    )
