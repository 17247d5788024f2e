"""I/O. Feeds: which there are, which are due, and what a fetch brought."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    Connection,
    Row,
    bindparam,
    exists,
    func,
    literal,
    or_,
    select,
    update,
)

from bot.errors import FeedError, StoreError
from bot.models import Article, Entry, Feed
from bot.sealing import opened, sealed
from bot.store.articles import PageStatus, at, known_urls, put
from bot.store.engine import Store, claiming, forget, in_chunks, insert, token
from bot.store.following.versions import Reread, take_in
from bot.store.schema import UtcDateTime, entries, feeds, key

FRESH = timedelta(days=2)  # after an entry was seen first, what its feed changes in it is news
_SOME = 3  # entries, of which most have a new date, show that their dates are no dates


@dataclass(frozen=True, slots=True)
class State:
    """A feed's state. `newest` is when its newest entry was published, or first seen.

    `bot.reading.feeds.polling.health` makes a verdict of `failing_since`, `last_error` and `gone`.
    """

    feed: Feed
    next_poll: datetime
    etag: str | None
    last_modified: str | None
    last_fetch: datetime | None
    last_success: datetime | None
    newest: datetime | None
    failing_since: datetime | None
    failures: int  # in a row
    last_error: str | None
    gone: bool
    entries_seen: int
    sealed: bytes | None = field(default=None, repr=False)  # its headers, see `with_headers`
    added_by: str | None = None  # the workspace whose people added it; None for the operator's


@dataclass(frozen=True, slots=True)
class FeedClaim:
    """A feed that is this process's to poll, until its lease is over."""

    id: int
    lease: str
    state: State


@dataclass(frozen=True, slots=True)
class Changed:
    """A seen entry, and the number of its article, which says something else by now."""

    article: int
    entry: Entry


@dataclass(frozen=True, slots=True)
class Unseen:
    """A feed's entries that are new: to be `read`, or `known` at their address already.

    Of those in `said_anew`, which were seen, the feed says something else than was noted, and those
    in `changed` are worth reading again.
    """

    read: tuple[Entry, ...]
    known: tuple[Entry, ...]
    said_anew: tuple[Entry, ...] = ()
    changed: tuple[Changed, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadEntry:
    """A new entry and its article; no article for one that is known at its address."""

    entry: Entry
    article: Article | None
    page: PageStatus | None = None


@dataclass(frozen=True, slots=True)
class FeedAnswer:
    """A feed answered. `listed` is every entry's id in its list, None for a 304.

    `said_anew` are the entries of which it says something else than before, `again` the articles
    that were read again for it.

    Validators (`etag`, `last_modified`) are kept with a list only; a title, a site or a `newest`
    that is None leaves the one before.
    """

    next_poll: datetime
    etag: str | None = None
    last_modified: str | None = None
    listed: tuple[str, ...] | None = None
    items: tuple[ReadEntry, ...] = ()
    said_anew: tuple[Entry, ...] = ()
    again: tuple[Reread, ...] = ()
    newest: datetime | None = None
    title: str | None = None
    site: str | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """A feed did not; `error` is the reason's log sentence, `gone` a 410."""

    next_poll: datetime
    error: str
    gone: bool = False


def add(store: Store, new: Iterable[Feed], *, now: datetime, by: str | None = None) -> int:
    """Adds feeds by their canonical addresses, due at once; returns how many there were not yet.

    `by` is the workspace whose people add them. One that is there already stays as it is, but takes
    the headers that are given with it.
    """
    rows = [
        {
            "url": feed.url, "title": feed.title, "site": feed.site, "category": feed.category,
            "region": feed.region, "added": now, "next_poll": now, "added_by": by,
            "headers": sealed(store.keys, json.dumps(dict(feed.headers))) if feed.headers else None,
        }
        for feed in new
    ]  # fmt: skip
    added = 0
    with store.writing() as connection:
        statement = insert(connection, feeds).on_conflict_do_nothing().returning(feeds.c.id)
        for row in rows:
            is_new = connection.execute(statement, row).first() is not None
            added += is_new
            if row["headers"] and not is_new:
                same = update(feeds).where(feeds.c.url == row["url"])
                connection.execute(same.values(headers=row["headers"], next_poll=now))
    return added


def with_headers(store: Store, state: State) -> Feed:
    """The feed with its own headers; raises FeedError where their key is missing or another."""
    if state.sealed is None:
        return state.feed
    try:
        return replace(state.feed, headers=json.loads(opened(store.keys, state.sealed)))
    except StoreError as error:
        raise FeedError(error.log, advice=error.advice) from error


def remove(store: Store, url: str) -> bool:
    """Forgets a feed and its entries; its articles stay until they are old. False: no such feed."""
    return forget(store, feeds, feeds.c.url == url) > 0


def move(store: Store, url: str, to: str) -> bool:
    """Gives a feed the address it has moved to; False where there is none, or one is there."""
    taken = feeds.alias()
    moved = update(feeds).where(feeds.c.url == url, ~exists().where(taken.c.url == to))
    with store.writing() as connection:
        return connection.execute(moved.values(url=to)).rowcount > 0


def states(store: Store) -> tuple[State, ...]:
    """Every feed, in the order of their addresses."""
    with store.reading() as connection:
        return tuple(_state(row) for row in connection.execute(select(feeds).order_by(feeds.c.url)))


def count_due(store: Store, *, now: datetime) -> int:
    """How many feeds' time has come."""
    query = select(func.count()).select_from(feeds).where(feeds.c.next_poll <= now)
    with store.reading() as connection:
        return connection.execute(query).scalar_one()


def claim_due(
    store: Store, *, now: datetime, limit: int, lease: timedelta
) -> tuple[FeedClaim, ...]:
    """At most `limit` feeds whose time has come, for this process alone.

    A claim whose process died lapses with its lease.
    """
    free = or_(feeds.c.leased_until.is_(None), feeds.c.leased_until <= now)
    due = select(feeds.c.id).where(feeds.c.next_poll <= now, free)
    first = due.order_by(feeds.c.next_poll).limit(limit)
    mine = claiming(feeds, first, lease=token(), leased_until=now + lease)
    with store.writing() as connection:
        rows = connection.execute(mine.returning(feeds)).all()
    return tuple(FeedClaim(row.id, row.lease, _state(row)) for row in rows)


def unseen(store: Store, claim: FeedClaim, found: Sequence[Entry], *, now: datetime) -> Unseen:
    """Which of a feed's entries are new, each once, and which of the fresh ones have changed."""
    with store.reading() as connection:
        seen = _seen(connection, claim.id, [entry.id for entry in found])
        once = {key(entry.id): entry for entry in reversed(found)}
        new = [entry for name, entry in once.items() if name not in seen][::-1]
        stored = known_urls(connection, [entry.url for entry in new if entry.url])
    before = [(seen[name], entry) for name, entry in once.items() if name in seen][::-1]
    return Unseen(
        tuple(entry for entry in new if not entry.url or key(entry.url) not in stored),
        tuple(entry for entry in new if entry.url and key(entry.url) in stored),
        tuple(entry for row, entry in before if row.said != said(entry)),
        tuple(_changed(before, now)),
    )


def said(entry: Entry) -> str:
    """What is noted of an entry, to tell whether its feed says something else: moment and title."""
    return " ".join(_says(entry))


def _says(entry: Entry) -> tuple[str, str]:
    moment = entry.updated or entry.published
    title = hashlib.blake2b((entry.title or "").encode("utf-8", "replace"), digest_size=8)
    return moment.isoformat() if moment else "", title.hexdigest()


def _changed(before: Sequence[tuple[Row[Any], Entry]], now: datetime) -> Iterator[Changed]:
    """Those with another title, or another date where the feed does not date all anew each time."""
    fresh = [(row, entry) for row, entry in before if row.said and now - row.seen <= FRESH]
    differs = [
        tuple(was != now_is for was, now_is in zip(row.said.split(" "), _says(entry), strict=True))
        for row, entry in fresh
    ]
    dated = [has_date for has_date, has_title in differs if not has_title]
    stamps = len(dated) >= _SOME and sum(dated) * 2 > len(dated)
    for (row, entry), (has_date, has_title) in zip(fresh, differs, strict=True):
        if row.article_id is not None and (has_title or (has_date and not stamps)):
            yield Changed(row.article_id, entry)


def record(
    store: Store, claim: FeedClaim, outcome: FeedAnswer | Failure, *, now: datetime
) -> int | None:
    """Ends a claim: its outcome and all it brought, or none of it; returns how many entries.

    None where the lease was over and another has the feed, or it was removed: nothing is stored.
    """
    brought = len(outcome.items) if isinstance(outcome, FeedAnswer) else 0
    values = _answered(outcome, now) if isinstance(outcome, FeedAnswer) else _failed(outcome, now)
    mine = (feeds.c.id == claim.id, feeds.c.lease == claim.lease)
    with store.writing() as connection:
        if not connection.execute(update(feeds).where(*mine).values(values)).rowcount:
            return None
        if isinstance(outcome, FeedAnswer):
            _take_in(connection, claim.id, outcome, now)
    return brought


def put_off(store: Store, claims: Iterable[FeedClaim], *, until: datetime) -> None:
    """Ends claims of feeds that could not be asked, which is no fault of theirs."""
    values = {"lease": None, "leased_until": None, "next_poll": until}
    with store.writing() as connection:
        for claim in claims:
            mine = (feeds.c.id == claim.id, feeds.c.lease == claim.lease)
            connection.execute(update(feeds).where(*mine).values(values))


def record_unchanged(
    store: Store, answers: Iterable[tuple[FeedClaim, FeedAnswer]], *, now: datetime
) -> None:
    """Ends many claims that brought nothing new, in one transaction: most polls are such."""
    with store.writing() as connection:
        for claim, answer in answers:
            mine = (feeds.c.id == claim.id, feeds.c.lease == claim.lease)
            connection.execute(update(feeds).where(*mine).values(_answered(answer, now)))


def _take_in(connection: Connection, feed: int, answer: FeedAnswer, now: datetime) -> None:
    rows = [
        {
            "feed_id": feed, "guid": item.entry.id, "url": item.entry.url, "seen": now,
            "article_id": _article_of(connection, item, now), "listed": now,
            "said": said(item.entry),
        }
        for item in sorted(answer.items, key=_address)  # or two feeds' polls deadlock
    ]  # fmt: skip
    if rows:
        connection.execute(insert(connection, entries).on_conflict_do_nothing(), rows)
    for again in sorted(answer.again, key=lambda one: one.number):
        take_in(connection, again, now)
    for some in in_chunks(answer.listed or ()):
        listed = (entries.c.feed_id == feed, entries.c.guid.in_(some))
        connection.execute(update(entries).where(*listed).values(listed=now))
    if answer.said_anew:
        own = update(entries).where(entries.c.feed_id == feed, entries.c.guid == bindparam("name"))
        saying = [{"name": key(one.id), "says": said(one)} for one in answer.said_anew]
        connection.execute(own.values(said=bindparam("says")), saying)


def _address(item: ReadEntry) -> str:
    return item.entry.url or item.entry.id


def _article_of(connection: Connection, item: ReadEntry, now: datetime) -> int | None:
    article = item.article
    if article and item.page and (article.url or article.headline or article.body):
        return put(connection, article, item.page, now)
    return at(connection, item.entry.url) if item.entry.url else None


def _answered(answer: FeedAnswer, now: datetime) -> dict[str, Any]:
    values: dict[str, Any] = {
        "lease": None, "leased_until": None, "next_poll": answer.next_poll, "last_fetch": now,
        "last_success": now, "failing_since": None, "failures": 0, "last_error": None,
        "gone": False, "entries_seen": feeds.c.entries_seen + len(answer.items),
    }  # fmt: skip
    if answer.listed is not None:  # a 304 leaves what came with the list
        values |= {"etag": answer.etag, "last_modified": answer.last_modified, "listed": now}
    said = {"newest": answer.newest, "title": answer.title, "site": answer.site}
    return values | {name: value for name, value in said.items() if value is not None}


def _failed(failure: Failure, now: datetime) -> dict[str, Any]:
    return {
        "lease": None, "leased_until": None, "next_poll": failure.next_poll, "last_fetch": now,
        "failures": feeds.c.failures + 1, "last_error": failure.error, "gone": failure.gone,
        "failing_since": func.coalesce(feeds.c.failing_since, literal(now, UtcDateTime)),
    }  # fmt: skip


def _seen(connection: Connection, feed: int, guids: Sequence[str]) -> dict[str, Row[Any]]:
    found: dict[str, Row[Any]] = {}
    columns = select(entries.c.guid, entries.c.article_id, entries.c.said, entries.c.seen)
    for some in in_chunks(guids):
        query = columns.where(entries.c.feed_id == feed, entries.c.guid.in_(some))
        found |= {row.guid: row for row in connection.execute(query)}
    return found


def _state(row: Row[Any]) -> State:
    return State(
        feed=Feed(row.url, row.title, row.site, row.category, row.region),
        next_poll=row.next_poll,
        etag=row.etag,
        last_modified=row.last_modified,
        last_fetch=row.last_fetch,
        last_success=row.last_success,
        newest=row.newest,
        failing_since=row.failing_since,
        failures=row.failures,
        last_error=row.last_error,
        gone=row.gone,
        entries_seen=row.entries_seen,
        sealed=row.headers,
        added_by=row.added_by,
    )
