"""The tables. A change here needs a migration beside it; the full-text index is the
migrations' own.

An article's number is the moment it counts from, in microseconds since 1970 with the last six
digits made from its address: the primary key is the order of the news, newest last, in every
table and in the full-text index.
"""

import hashlib
import json
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.dialects.postgresql import TIMESTAMP
from sqlalchemy.types import TypeEngine

LONGEST_KEY = 500  # bytes; PostgreSQL's indexes take 2,704

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def microseconds(moment: datetime) -> int:
    """Since 1970. Raises ValueError for a time without a zone."""
    if moment.tzinfo is None:
        raise ValueError("a time without a zone can't be stored")
    return (moment - _EPOCH) // timedelta(microseconds=1)


def key(text: str) -> str:
    """The text as an index can hold it: a long one ends in a digest of itself."""
    raw = text.encode("utf-8", "replace")
    if len(raw) <= LONGEST_KEY:
        return storable(text)
    start = raw[: LONGEST_KEY - 40].decode("utf-8", "ignore")
    return storable(f"{start}…{hashlib.blake2b(raw, digest_size=16).hexdigest()}")


def storable(text: str) -> str:
    """Without what a database refuses, NUL and half surrogates; as long as before."""
    return text.replace("\x00", "\ufffd").encode("utf-8", "replace").decode()


class UtcDateTime(TypeDecorator[datetime]):
    """An aware time: timestamptz on PostgreSQL, whole microseconds on SQLite."""

    impl = BigInteger
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        kind = TIMESTAMP(timezone=True) if dialect.name == "postgresql" else BigInteger()
        return dialect.type_descriptor(kind)

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | int | None:
        if value is None:
            return None
        whole = microseconds(value)
        return value if dialect.name == "postgresql" else whole

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ANN401  what the driver gives
        if value is None:
            return None
        if dialect.name == "postgresql":
            aware: datetime = value
            return aware.astimezone(UTC)
        whole: int = value
        return _EPOCH + timedelta(microseconds=whole)


class WebText(TypeDecorator[str]):
    """Text from the web, whatever is in it."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002  SQLAlchemy's signature
        return None if value is None else storable(value)


class Key(TypeDecorator[str]):
    """Text from the web that is looked up; see `key`."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002  SQLAlchemy's signature
        return None if value is None else key(value)


class Packed(TypeDecorator[list[dict[str, Any]]]):
    """A list of parts as ASCII JSON, which holds any character."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: list[dict[str, Any]] | None, dialect: Dialect) -> str:  # noqa: ARG002  SQLAlchemy's signature
        return json.dumps(value or [], separators=(",", ":"))

    def process_result_value(self, value: str | None, dialect: Dialect) -> list[dict[str, Any]]:  # noqa: ARG002  SQLAlchemy's signature
        return json.loads(value or "[]")  # type: ignore[no-any-return]  # what process_bind_param wrote


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

_Number = BigInteger().with_variant(Integer, "sqlite")  # SQLite counts up in INTEGER keys only

feeds = Table(
    "feeds",
    metadata,
    Column("id", _Number, primary_key=True),
    Column("url", Key, nullable=False, unique=True),
    Column("title", WebText),
    Column("site", WebText),
    Column("category", WebText),
    Column("region", WebText),
    Column("added", UtcDateTime, nullable=False),
    Column("etag", WebText),
    Column("last_modified", WebText),
    Column("next_poll", UtcDateTime, nullable=False, index=True),
    Column("leased_until", UtcDateTime),
    Column("lease", Text),
    Column("last_fetch", UtcDateTime),
    Column("last_success", UtcDateTime),
    Column("listed", UtcDateTime),  # when it last sent its list of entries
    Column("newest", UtcDateTime),
    Column("failing_since", UtcDateTime),
    Column("failures", Integer, nullable=False, default=0),
    Column("last_error", WebText),
    Column("gone", Boolean, nullable=False, default=False),
    Column("entries_seen", Integer, nullable=False, default=0),
    Column("headers", LargeBinary),  # see bot.sealing
    Column("added_by", Key),  # the workspace whose people added it; none for the operator's
)

proposals = Table(
    "proposals",
    metadata,
    Column("id", Text, primary_key=True),
    Column("packed", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False, index=True),
)

articles = Table(
    "articles",
    metadata,
    Column("id", _Number, primary_key=True, autoincrement=False),
    Column("address", Key, unique=True),
    Column("content", Text, unique=True),
    Column("saved", UtcDateTime, nullable=False, index=True),
    Column("page", Text, nullable=False),
    Column("page_error", WebText),
    Column("page_retry", UtcDateTime, index=True),
    Column("url", WebText),
    Column("headline", WebText),
    Column("outlet", WebText),
    Column("byline", WebText),
    Column("published", UtcDateTime),
    Column("published_offset", Integer),  # seconds east of UTC
    Column("lang", WebText),
    Column("images", Packed, nullable=False),
    Column("related", Packed, nullable=False),
    Column("body", WebText, nullable=False),  # last: what is before it is read without it
    Column("story", Text, index=True),
    Column("features", Text),  # what grouping made of the article
    Column("standfirst", WebText),
    Column("complete", Boolean, nullable=False, default=True),
    Column("near", Text),  # stories that grouping found related to it, each named by its first id
    Index("ix_articles_outlet", "outlet", "id"),
)

entries = Table(
    "entries",
    metadata,
    Column("id", _Number, primary_key=True),
    Column("feed_id", _Number, ForeignKey(feeds.c.id, ondelete="CASCADE"), nullable=False),
    Column("guid", Key, nullable=False),
    Column("url", Key, index=True),
    Column("article_id", _Number, ForeignKey(articles.c.id), index=True),
    Column("seen", UtcDateTime, nullable=False, index=True),
    Column("listed", UtcDateTime, nullable=False),  # the last list that had it
    Column("said", Text),  # its title and date as the feed had them last, see `store.feeds`
    UniqueConstraint("feed_id", "guid"),
)

subscriptions = Table(
    "subscriptions",
    metadata,
    Column("channel", Key, primary_key=True),
    Column("name", Key, primary_key=True, default="", server_default=""),  # among its digests
    Column("platform", Text, nullable=False),
    Column("workspace", Key, nullable=False),
    Column("wish", Text, nullable=False),  # the subscription, but for its state
    Column("state", Text, nullable=False),
    Column("reason", WebText),
    Column("last", Text),  # the newest local date that was decided
    Column("person", Key, index=True),  # whose own it is; none for a channel's
    Index("ix_subscriptions_platform", "platform", "workspace"),
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("id", _Number, primary_key=True),
    Column("channel", Key, nullable=False),
    Column("name", Key, nullable=False, default="", server_default=""),  # of the digest; no alert's
    Column("date", Text, nullable=False),  # local; with the two, what makes it the only one
    Column("platform", Text, nullable=False),
    Column("wish", Text, nullable=False),  # the subscription as it was
    Column("due", UtcDateTime, nullable=False, index=True),
    Column("state", Text, nullable=False),
    Column("reason", WebText),
    Column("next_try", UtcDateTime),  # none once it is over
    Column("leased_until", UtcDateTime),
    Column("lease", Text),
    Column("digest", Text),  # the stored one's id
    Column("told", Text),  # what the channel is told by it
    Column("at", UtcDateTime),  # when the last attempt is to appear
    Column("settled", UtcDateTime),  # when no request of that attempt can be at work any more
    Column("attempts", Integer, nullable=False, default=0),
    Column("looks", Integer, nullable=False, default=0),
    Column("ended", UtcDateTime),
    Column("appeared", UtcDateTime),
    UniqueConstraint("channel", "name", "date"),
    Index("ix_deliveries_platform", "platform", "next_try"),
)

briefs = Table(
    "briefs",
    metadata,
    Column("id", Text, primary_key=True),
    Column("story", Key, index=True),
    Column("asker", Key),
    Column("made", UtcDateTime, nullable=False, index=True),
    Column("corrected", UtcDateTime),
    Column("packed", Text, nullable=False),
    Column("rejected", Integer, nullable=False, default=0),  # points that were left out
    Index("ix_briefs_asker", "asker", "made"),
)

digests = Table(
    "digests",
    metadata,
    Column("id", Text, primary_key=True),
    Column("made", UtcDateTime, nullable=False, index=True),
    Column("packed", Text, nullable=False),
)

digest_briefs = Table(
    "digest_briefs",
    metadata,
    Column("digest", Text, ForeignKey(digests.c.id, ondelete="CASCADE"), primary_key=True),
    Column("brief", Text, ForeignKey(briefs.c.id), primary_key=True, index=True),
)

posts = Table(
    "posts",
    metadata,
    Column("id", _Number, primary_key=True),
    Column("brief", Text, ForeignKey(briefs.c.id, ondelete="CASCADE"), index=True),
    Column("digest", Text, ForeignKey(digests.c.id, ondelete="CASCADE"), index=True),
    Column("platform", Text, nullable=False),
    Column("workspace", Text, nullable=False),
    Column("channel", Text, nullable=False, index=True),
    Column("message", Text, nullable=False),
    Column("thread", Text, index=True),
    Column("posted", UtcDateTime, nullable=False),
    Column("next_edit", UtcDateTime, index=True),  # none where it says what is stored
    Column("edits_failed", Integer, nullable=False, default=0),
    Column("edit_error", WebText),
    Column("lang", Text),  # of our own words in it; English where none is noted
)

told = Table(
    "told",
    metadata,
    Column("reader", Key, primary_key=True),
    Column("story", Key, primary_key=True),
    Column("at", UtcDateTime, nullable=False, index=True),
    Column("what", Text, nullable=False),
)

follows = Table(
    "follows",
    metadata,
    Column("reader", Key, primary_key=True),
    Column("story", Key, primary_key=True, index=True),
    Column("since", UtcDateTime, nullable=False, index=True),
)

complaints = Table(
    "complaints",
    metadata,
    Column("id", _Number, primary_key=True),
    Column("brief", Text, ForeignKey(briefs.c.id, ondelete="CASCADE"), nullable=False, index=True),
    Column("reader", Key, nullable=False),
    Column("reason", WebText, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("settled", UtcDateTime),
    UniqueConstraint("brief", "reader", "reason"),
)

seen = Table(
    "seen",
    metadata,
    Column("event", Key, primary_key=True),
    Column("at", UtcDateTime, nullable=False, index=True),
)

installs = Table(
    "installs",
    metadata,
    Column("team", Key, primary_key=True),
    Column("secret", LargeBinary, nullable=False),
    Column("saved", UtcDateTime, nullable=False),
)

model_answers = Table(
    "model_answers",
    metadata,
    Column("question", Key, primary_key=True),
    Column("answer", WebText, nullable=False),
    Column("at", UtcDateTime, nullable=False, index=True),
)

model_spending = Table(
    "model_spending",
    metadata,
    Column("day", Text, primary_key=True),  # UTC
    Column("tokens", BigInteger, nullable=False),
    Column("millionths", BigInteger, nullable=False),
)

model_fallbacks = Table(
    "model_fallbacks",
    metadata,
    Column("day", Text, primary_key=True),  # UTC
    Column("cause", Text, primary_key=True),
    Column("count", Integer, nullable=False),
)

installation = Table(
    "installation",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

api_tokens = Table(
    "api_tokens",
    metadata,
    Column("name", Key, primary_key=True),
    Column("digest", Text, nullable=False, unique=True),  # SHA-256; the token is kept nowhere
    Column("scopes", Text, nullable=False),
    Column("made", UtcDateTime, nullable=False),
)


def _of_article(**more: Any) -> Column[int]:  # noqa: ANN401  a column's own
    """The article that a row goes with."""
    return Column("article", _Number, ForeignKey(articles.c.id, ondelete="CASCADE"), **more)


article_versions = Table(
    "article_versions",
    metadata,
    Column("id", _Number, primary_key=True),
    _of_article(index=True, nullable=False),
    Column("at", UtcDateTime, nullable=False),  # when the article was found changed
    Column("changes", Text, nullable=False),  # by sentence, as the newsroom writes them
    Column("open", Boolean, nullable=False, index=True),  # posts were not compared with it yet
)

rereads = Table(
    "rereads",
    metadata,
    _of_article(primary_key=True),
    Column("due", UtcDateTime, index=True),  # none once it is old
    Column("step", Integer, nullable=False),
    Column("told", Boolean, nullable=False),  # some reader knows or follows its story
    Column("etag", WebText),
    Column("last_modified", WebText),
)

announcements = Table(
    "announcements",
    metadata,
    Column("id", _Number, primary_key=True),
    _of_article(index=True, nullable=False),
    Column("day", Text, nullable=False, index=True),
    Column("point", Text, nullable=False),
)

amendments = Table(
    "amendments",
    metadata,
    Column("id", _Number, primary_key=True),
    Column("brief", Text, ForeignKey(briefs.c.id, ondelete="CASCADE"), nullable=False, index=True),
    Column("place", Integer, nullable=False),  # of its sentence
    Column("now", WebText, nullable=False),  # what the publisher says in its place; or nothing
    Column("note", WebText, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("state", Text, nullable=False, index=True),
    Column("said", WebText, nullable=False, default="", server_default=""),  # the note readers have
    UniqueConstraint("brief", "place"),
)
