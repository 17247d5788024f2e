"""What articles announce for which day."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
number = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    op.create_table(
        "announcements",
        sa.Column("id", number, nullable=False),
        sa.Column("article", number, nullable=False),
        sa.Column("day", sa.Text, nullable=False),
        sa.Column("point", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_announcements"),
        sa.ForeignKeyConstraint(
            ["article"], ["articles.id"], name="fk_announcements_article", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_announcements_article", "announcements", ["article"])
    op.create_index("ix_announcements_day", "announcements", ["day"])
