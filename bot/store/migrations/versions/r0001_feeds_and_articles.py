"""Feeds, their entries, the articles, and the index that finds them by their words."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None

number = sa.BigInteger().with_variant(sa.Integer, "sqlite")
moment = sa.BigInteger().with_variant(postgresql.TIMESTAMP(timezone=True), "postgresql")

# `words` is a function of every connection that briefbot opens (bot.store.full_text.of_article).
SQLITE_SEARCH = (
    """CREATE VIEW searchable AS
       SELECT id, words(headline, body, related) AS words FROM articles""",
    """CREATE VIRTUAL TABLE search USING fts5(
       words, content='searchable', content_rowid='id', columnsize=0, tokenize='ascii')""",
    """CREATE TRIGGER search_insert AFTER INSERT ON articles BEGIN
       INSERT INTO search(rowid, words)
       VALUES (new.id, words(new.headline, new.body, new.related)); END""",
    """CREATE TRIGGER search_delete AFTER DELETE ON articles BEGIN
       INSERT INTO search(search, rowid, words)
       VALUES ('delete', old.id, words(old.headline, old.body, old.related)); END""",
    """CREATE TRIGGER search_update AFTER UPDATE OF headline, body, related ON articles BEGIN
       INSERT INTO search(search, rowid, words)
       VALUES ('delete', old.id, words(old.headline, old.body, old.related));
       INSERT INTO search(rowid, words)
       VALUES (new.id, words(new.headline, new.body, new.related)); END""",
)
POSTGRESQL_SEARCH = (
    """CREATE TABLE search (
       id BIGINT PRIMARY KEY REFERENCES articles ON DELETE CASCADE, words TSVECTOR NOT NULL)""",
    # In line: the planner doesn't count what it costs to fetch words kept out of line.
    "ALTER TABLE search ALTER words SET STORAGE MAIN",
    "CREATE INDEX ix_search_words ON search USING gin (words)",
)


def upgrade() -> None:
    op.create_table(
        "feeds",
        sa.Column("id", number, nullable=False),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("title", sa.Text),
        sa.Column("site", sa.Text),
        sa.Column("category", sa.Text),
        sa.Column("region", sa.Text),
        sa.Column("added", moment, nullable=False),
        sa.Column("etag", sa.Text),
        sa.Column("last_modified", sa.Text),
        sa.Column("next_poll", moment, nullable=False),
        sa.Column("leased_until", moment),
        sa.Column("lease", sa.Text),
        sa.Column("last_fetch", moment),
        sa.Column("last_success", moment),
        sa.Column("listed", moment),
        sa.Column("newest", moment),
        sa.Column("failing_since", moment),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("last_error", sa.Text),
        sa.Column("gone", sa.Boolean, nullable=False),
        sa.Column("entries_seen", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_feeds"),
        sa.UniqueConstraint("url", name="uq_feeds_url"),
    )
    op.create_index("ix_feeds_next_poll", "feeds", ["next_poll"])
    op.create_table(
        "articles",
        sa.Column("id", number, nullable=False, autoincrement=False),
        sa.Column("address", sa.Text),
        sa.Column("content", sa.Text),
        sa.Column("saved", moment, nullable=False),
        sa.Column("page", sa.Text, nullable=False),
        sa.Column("page_error", sa.Text),
        sa.Column("page_retry", moment),
        sa.Column("url", sa.Text),
        sa.Column("headline", sa.Text),
        sa.Column("outlet", sa.Text),
        sa.Column("byline", sa.Text),
        sa.Column("published", moment),
        sa.Column("published_offset", sa.Integer),
        sa.Column("lang", sa.Text),
        sa.Column("images", sa.Text, nullable=False),
        sa.Column("related", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_articles"),
        sa.UniqueConstraint("address", name="uq_articles_address"),
        sa.UniqueConstraint("content", name="uq_articles_content"),
    )
    op.create_index("ix_articles_saved", "articles", ["saved"])
    op.create_index("ix_articles_page_retry", "articles", ["page_retry"])
    op.create_table(
        "entries",
        sa.Column("id", number, nullable=False),
        sa.Column("feed_id", number, nullable=False),
        sa.Column("guid", sa.Text, nullable=False),
        sa.Column("url", sa.Text),
        sa.Column("article_id", number),
        sa.Column("seen", moment, nullable=False),
        sa.Column("listed", moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_entries"),
        sa.UniqueConstraint("feed_id", "guid", name="uq_entries_feed_id"),
        sa.ForeignKeyConstraint(
            ["feed_id"], ["feeds.id"], name="fk_entries_feed_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_entries_article_id"),
    )
    for column in ("url", "article_id", "seen"):
        op.create_index(f"ix_entries_{column}", "entries", [column])
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in SQLITE_SEARCH if on_sqlite else POSTGRESQL_SEARCH:
        op.execute(statement)
