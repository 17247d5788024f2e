"""Versions of articles: when a page is read again, what changed in it, and posts amended."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TIMESTAMP

revision = "0012"
down_revision = "0011"
number = sa.BigInteger().with_variant(sa.Integer, "sqlite")
moment = sa.BigInteger().with_variant(TIMESTAMP(timezone=True), "postgresql")


def upgrade() -> None:
    op.create_table(
        "article_versions",
        sa.Column("id", number, nullable=False),
        sa.Column("article", number, nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.Column("changes", sa.Text, nullable=False),
        sa.Column("open", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_article_versions"),
        _of_article("article_versions"),
    )
    op.create_index("ix_article_versions_article", "article_versions", ["article"])
    op.create_index("ix_article_versions_open", "article_versions", ["open"])
    op.create_table(
        "rereads",
        sa.Column("article", number, nullable=False),
        sa.Column("due", moment),
        sa.Column("step", sa.Integer, nullable=False),
        sa.Column("told", sa.Boolean, nullable=False),
        sa.Column("etag", sa.Text),
        sa.Column("last_modified", sa.Text),
        sa.PrimaryKeyConstraint("article", name="pk_rereads"),
        _of_article("rereads"),
    )
    op.create_index("ix_rereads_due", "rereads", ["due"])
    op.create_table(
        "amendments",
        sa.Column("id", number, nullable=False),
        sa.Column("brief", sa.Text, nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("now", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_amendments"),
        sa.UniqueConstraint("brief", "place", name="uq_amendments_brief"),
        sa.ForeignKeyConstraint(
            ["brief"], ["briefs.id"], name="fk_amendments_brief", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_amendments_brief", "amendments", ["brief"])
    op.create_index("ix_amendments_state", "amendments", ["state"])


def _of_article(table: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_article"
    return sa.ForeignKeyConstraint(["article"], ["articles.id"], name=name, ondelete="CASCADE")
