"""I/O. Whatever is kept, row by row, out of one store and into another.

What a process holds for a while (its leases) and what is secret (the tokens of Slack's workspaces,
a feed's headers that are not encrypted) stays where it is. What only counts the rows of one store
stays too, but for an article's number: stories, briefs and what readers were told name articles by
it.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import partial
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Integer,
    LargeBinary,
    Select,
    Table,
    Text,
    select,
    text,
)

from bot.models import Brief, Digest, Subscription, SubscriptionState
from bot.sealing import is_sealed
from bot.store import schema
from bot.store.deliveries import DeliveryState
from bot.store.engine import Store, insert
from bot.store.packing import unpack

_AT_ONCE = 200  # rows in memory
_STAYS = {"lease", "leased_until"}


class Share(StrEnum):
    """A part of what is kept."""

    ARTICLES = "articles"
    FEEDS = "feeds"
    SUBSCRIPTIONS = "subscriptions"
    ALL = "all"


class Stored(StrEnum):
    """What became of a row that was given."""

    NEW = "new"
    KNOWN = "known"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class LineKind:
    """A kind of row: what makes two the same, when it came, and the columns that stay here.

    One with a `number` of its own is written in that order, another in the order of its key.
    """

    table: Table
    share: Share
    key: tuple[str, ...]
    since: str | None = None
    stays: frozenset[str] = frozenset()
    newer: str | None = None  # the later of two that are the same is kept

    @property
    def columns(self) -> tuple[Column[Any], ...]:
        left = self.stays | _STAYS
        return tuple(column for column in self.table.columns if column.name not in left)


_SHAPES: Mapping[tuple[str, str], Callable[[str], object]] = {  # of text that is read again
    ("entries", "article_id"): int,
    ("subscriptions", "wish"): partial(unpack, Subscription),
    ("subscriptions", "state"): SubscriptionState,
    ("subscriptions", "last"): date.fromisoformat,
    ("deliveries", "wish"): partial(unpack, Subscription),
    ("deliveries", "state"): DeliveryState,
    ("deliveries", "date"): date.fromisoformat,
    ("deliveries", "told"): lambda told: json.loads(told).items(),
    ("briefs", "packed"): partial(unpack, Brief),
    ("digests", "packed"): partial(unpack, Digest),
    ("told", "what"): json.loads,
}
_TYPES: Mapping[type, type] = {Boolean: bool, Integer: int, BigInteger: int}
_NAMES = {"feed_id", "article_id"}  # numbers here, in a line an address and a number as text
_MOST = 2**31
_EARLIEST, _LATEST = datetime(1900, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)

_ID = frozenset({"id"})
_POST = ("platform", "workspace", "channel", "message", "brief", "digest")
KINDS: Mapping[str, LineKind] = {  # what a row names stands before it
    "article": LineKind(
        schema.articles,
        Share.ARTICLES,
        ("id",),
        "saved",
        frozenset({"address", "content", "features"}),
    ),
    "feed": LineKind(schema.feeds, Share.FEEDS, ("url",), None, _ID),
    "entry": LineKind(schema.entries, Share.FEEDS, ("feed_id", "guid"), "seen", _ID),
    "subscription": LineKind(schema.subscriptions, Share.SUBSCRIPTIONS, ("channel", "name")),
    "brief": LineKind(schema.briefs, Share.SUBSCRIPTIONS, ("id",), "made"),
    "digest": LineKind(schema.digests, Share.SUBSCRIPTIONS, ("id",), "made"),
    "digest_brief": LineKind(schema.digest_briefs, Share.SUBSCRIPTIONS, ("digest", "brief")),
    "delivery": LineKind(
        schema.deliveries, Share.SUBSCRIPTIONS, ("channel", "name", "date"), "due", _ID
    ),
    "post": LineKind(schema.posts, Share.SUBSCRIPTIONS, _POST, "posted", _ID),
    "told": LineKind(schema.told, Share.SUBSCRIPTIONS, ("reader", "story"), "at", newer="at"),
    "follow": LineKind(schema.follows, Share.SUBSCRIPTIONS, ("reader", "story")),
    "complaint": LineKind(
        schema.complaints, Share.SUBSCRIPTIONS, ("brief", "reader", "reason"), "at", _ID
    ),
    "seen": LineKind(schema.seen, Share.SUBSCRIPTIONS, ("event",), "at"),
    "model_answer": LineKind(schema.model_answers, Share.SUBSCRIPTIONS, ("question",), "at"),
    "model_spending": LineKind(schema.model_spending, Share.SUBSCRIPTIONS, ("day",)),
    "model_fallback": LineKind(schema.model_fallbacks, Share.SUBSCRIPTIONS, ("day", "cause")),
}


def rows(
    store: Store, share: Share, since: datetime | None = None
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every row of a share with its kind, as of one moment, few of them in memory at a time."""
    with store.reading() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))
            # Whoever reads the rows may take their time.
            connection.execute(text("SET LOCAL idle_in_transaction_session_timeout = 0"))
        for name, kind in KINDS.items():
            if share in {Share.ALL, kind.share}:
                query = _query(connection, kind, since).execution_options(yield_per=_AT_ONCE)
                for row in connection.execute(query).mappings():
                    yield name, {column: _shared(value) for column, value in row.items()}


def _shared(value: object) -> object:
    """A value as it may leave: bytes are secret, and do so only if they are encrypted."""
    if not isinstance(value, bytes):
        return value
    return value.decode() if is_sealed(value) else None


def _query(connection: Connection, kind: LineKind, since: datetime | None) -> Select[Any]:
    table = kind.table
    query = select(*(column for column in kind.columns if column.name != "feed_id"))
    if table is schema.entries:
        feed = schema.feeds.c.url.label("feed_id")
        query = select(feed, *query.selected_columns).join(schema.feeds)
    if since is not None and kind.since:
        query = query.where(table.c[kind.since] >= since)
    if "id" in kind.stays and table is not schema.feeds:
        return query.order_by(table.c.id)
    return query.order_by(*(_in_order(connection, table.c[name]) for name in kind.key))


def _in_order(connection: Connection, column: Column[Any]) -> ColumnElement[Any]:
    """The same on every database, whatever language its server sorts for."""
    is_text = isinstance(column.type, Text | schema.Key | schema.WebText)
    return column.collate("C") if is_text and connection.dialect.name == "postgresql" else column


def read(name: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """A row of a kind from what a line says of it; raises ValueError with the wrong column.

    What a later briefbot adds is passed over.
    """
    columns = KINDS[name].columns
    row = {column.name: _value(column, given.get(column.name)) for column in columns}
    for (table, column), reads in _SHAPES.items():
        if table == KINDS[name].table.name and row[column] is not None:
            try:
                reads(str(row[column]))
            except (ValueError, TypeError, AttributeError, RecursionError) as error:
                raise ValueError(column) from error
    return row


def _value(column: Column[Any], given: object) -> object:
    if given is None and column.default is not None:
        return column.default.arg  # type: ignore[attr-defined]  # ours are plain values
    if given is None and column.nullable:
        return None
    if isinstance(column.type, schema.UtcDateTime):
        return _moment(column.name, given)
    if isinstance(column.type, LargeBinary):
        return _encrypted(column.name, given)
    kind: type = _TYPES.get(type(column.type), str)
    if column.name in _NAMES:
        kind = str
    if not isinstance(given, kind) or (kind is int and isinstance(given, bool)):
        raise ValueError(column.name)
    if isinstance(given, int) and abs(given) >= _MOST:
        raise ValueError(column.name)
    if isinstance(given, str) and given != schema.storable(given):
        raise ValueError(column.name)
    return given


def _encrypted(name: str, given: object) -> bytes:
    kept = given.encode("ascii", "replace") if isinstance(given, str) else b""
    if not is_sealed(kept):
        raise ValueError(name)
    return kept


def _moment(name: str, given: object) -> datetime:
    if not isinstance(given, str):
        raise ValueError(name)  # noqa: TRY004  one kind of error
    try:
        moment = datetime.fromisoformat(given)
    except ValueError as error:
        raise ValueError(name) from error
    if moment.tzinfo is None or not _EARLIEST <= moment <= _LATEST:
        raise ValueError(name)
    return moment.astimezone(UTC)


def put(connection: Connection, name: str, row: Mapping[str, Any]) -> Stored:
    """Stores a row of any kind but `article` in this transaction, unless it is there.

    Raises LookupError where it belongs to a feed, a brief or an article that is not here.
    """
    kind = KINDS[name]
    values = dict(row)
    if kind.table is schema.entries:
        values["feed_id"] = _feed(connection, values["feed_id"])
        values["article_id"] = _article(connection, values["article_id"])
    _require_known(connection, kind, values)
    same = [_is(kind.table.c[part], values[part]) for part in kind.key]
    found = connection.execute(select(kind.table).where(*same)).mappings().first()
    if found is None:
        new = insert(connection, kind.table).on_conflict_do_nothing()
        connection.execute(new.values(values))
        return Stored.NEW
    if kind.newer is None or found[kind.newer] >= values[kind.newer]:
        return Stored.KNOWN
    connection.execute(kind.table.update().where(*same).values(values))
    return Stored.CHANGED


def _is(column: Column[Any], value: object) -> ColumnElement[bool]:
    return column.is_(None) if value is None else column == value


def _feed(connection: Connection, url: str) -> int:
    number: int | None = connection.scalar(
        select(schema.feeds.c.id).where(schema.feeds.c.url == url)
    )
    if number is None:
        raise LookupError("feed")
    return number


def _article(connection: Connection, number: int | None) -> int | None:
    """The number, where it is an article's; an entry was seen though nobody has its article."""
    articles = schema.articles.c
    found: int | None = connection.scalar(select(articles.id).where(articles.id == number))
    return found


def _require_known(connection: Connection, kind: LineKind, values: Mapping[str, Any]) -> None:
    for column in kind.columns:
        for key in column.foreign_keys:
            value = values.get(column.name)
            if value is not None and not connection.scalar(
                select(key.column).where(key.column == value)
            ):
                raise LookupError(key.column.table.name.removesuffix("s"))
