"""Subscriptions, deliveries, briefs and digests as posted, what readers were told, and stories."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"

number = sa.BigInteger().with_variant(sa.Integer, "sqlite")
moment = sa.BigInteger().with_variant(postgresql.TIMESTAMP(timezone=True), "postgresql")


def upgrade() -> None:
    op.add_column("articles", sa.Column("story", sa.Text))
    op.add_column("articles", sa.Column("features", sa.Text))
    op.create_index("ix_articles_story", "articles", ["story"])
    _subscriptions()
    _briefs()
    _readers()
    _platforms()


def _subscriptions() -> None:
    op.create_table(
        "subscriptions",
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("platform", sa.Text, nullable=False),
        sa.Column("workspace", sa.Text, nullable=False),
        sa.Column("wish", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("reason", sa.Text),
        sa.Column("last", sa.Text),
        sa.PrimaryKeyConstraint("channel", name="pk_subscriptions"),
    )
    op.create_index("ix_subscriptions_platform", "subscriptions", ["platform", "workspace"])
    op.create_table(
        "deliveries",
        sa.Column("id", number, nullable=False),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("date", sa.Text, nullable=False),
        sa.Column("platform", sa.Text, nullable=False),
        sa.Column("wish", sa.Text, nullable=False),
        sa.Column("due", moment, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("reason", sa.Text),
        sa.Column("next_try", moment),
        sa.Column("leased_until", moment),
        sa.Column("lease", sa.Text),
        sa.Column("digest", sa.Text),
        sa.Column("told", sa.Text),
        sa.Column("at", moment),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("looks", sa.Integer, nullable=False),
        sa.Column("ended", moment),
        sa.Column("appeared", moment),
        sa.PrimaryKeyConstraint("id", name="pk_deliveries"),
        sa.UniqueConstraint("channel", "date", name="uq_deliveries_channel"),
    )
    op.create_index("ix_deliveries_due", "deliveries", ["due"])
    op.create_index("ix_deliveries_platform", "deliveries", ["platform", "next_try"])


def _briefs() -> None:
    op.create_table(
        "briefs",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("story", sa.Text),
        sa.Column("asker", sa.Text),
        sa.Column("made", moment, nullable=False),
        sa.Column("corrected", moment),
        sa.Column("packed", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_briefs"),
    )
    op.create_index("ix_briefs_story", "briefs", ["story"])
    op.create_index("ix_briefs_made", "briefs", ["made"])
    op.create_index("ix_briefs_asker", "briefs", ["asker", "made"])
    op.create_table(
        "digests",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("made", moment, nullable=False),
        sa.Column("packed", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_digests"),
    )
    op.create_index("ix_digests_made", "digests", ["made"])
    op.create_table(
        "digest_briefs",
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("brief", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("digest", "brief", name="pk_digest_briefs"),
        sa.ForeignKeyConstraint(
            ["digest"], ["digests.id"], name="fk_digest_briefs_digest", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["brief"], ["briefs.id"], name="fk_digest_briefs_brief"),
    )
    op.create_index("ix_digest_briefs_brief", "digest_briefs", ["brief"])
    op.create_table(
        "posts",
        sa.Column("id", number, nullable=False),
        sa.Column("brief", sa.Text),
        sa.Column("digest", sa.Text),
        sa.Column("platform", sa.Text, nullable=False),
        sa.Column("workspace", sa.Text, nullable=False),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("message", sa.Text, nullable=False),
        sa.Column("thread", sa.Text),
        sa.Column("posted", moment, nullable=False),
        sa.Column("next_edit", moment),
        sa.Column("edits_failed", sa.Integer, nullable=False),
        sa.Column("edit_error", sa.Text),
        sa.PrimaryKeyConstraint("id", name="pk_posts"),
        sa.ForeignKeyConstraint(
            ["brief"], ["briefs.id"], name="fk_posts_brief", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["digest"], ["digests.id"], name="fk_posts_digest", ondelete="CASCADE"
        ),
    )
    for column in ("brief", "digest", "next_edit"):
        op.create_index(f"ix_posts_{column}", "posts", [column])


def _readers() -> None:
    op.create_table(
        "told",
        sa.Column("reader", sa.Text, nullable=False),
        sa.Column("story", sa.Text, nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.Column("what", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("reader", "story", name="pk_told"),
    )
    op.create_table(
        "follows",
        sa.Column("reader", sa.Text, nullable=False),
        sa.Column("story", sa.Text, nullable=False),
        sa.Column("since", moment, nullable=False),
        sa.PrimaryKeyConstraint("reader", "story", name="pk_follows"),
    )
    op.create_index("ix_told_at", "told", ["at"])
    op.create_index("ix_follows_story", "follows", ["story"])
    op.create_index("ix_follows_since", "follows", ["since"])
    op.create_table(
        "complaints",
        sa.Column("id", number, nullable=False),
        sa.Column("brief", sa.Text, nullable=False),
        sa.Column("reader", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.Column("settled", moment),
        sa.PrimaryKeyConstraint("id", name="pk_complaints"),
        sa.UniqueConstraint("brief", "reader", "reason", name="uq_complaints_brief"),
        sa.ForeignKeyConstraint(
            ["brief"], ["briefs.id"], name="fk_complaints_brief", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_complaints_brief", "complaints", ["brief"])


def _platforms() -> None:
    op.create_table(
        "seen",
        sa.Column("event", sa.Text, nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.PrimaryKeyConstraint("event", name="pk_seen"),
    )
    op.create_index("ix_seen_at", "seen", ["at"])
    op.create_table(
        "installs",
        sa.Column("team", sa.Text, nullable=False),
        sa.Column("secret", sa.LargeBinary, nullable=False),
        sa.Column("saved", moment, nullable=False),
        sa.PrimaryKeyConstraint("team", name="pk_installs"),
    )
