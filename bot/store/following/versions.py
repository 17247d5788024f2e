"""I/O. When an article's page is read again, and what its publisher had changed by then."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import Connection, Row, exists, or_, select, update

from bot.models import Announcement, Article
from bot.store import stories
from bot.store.articles import COLUMNS, PageState, PageStatus, kept, renew
from bot.store.engine import Store, insert
from bot.store.schema import article_versions, articles, follows, rereads, told

_PLANNED_AT_ONCE = 500
_LOOKED_THROUGH = 10  # times as many due pages as are wanted, since a host gives few a round


@dataclass(frozen=True, slots=True)
class DuePage:
    """A page that is this process's to read again, with what its server said of it last.

    `step` counts the times that it was read again before.
    """

    number: int
    article: Article
    step: int
    etag: str | None
    last_modified: str | None


@dataclass(frozen=True, slots=True)
class Reread:
    """An article as its page has it now; `features` are what grouping makes of it, `changes` what
    is other than before, by sentence, as the newsroom writes it; empty where nothing is. It
    `is_news` unless something was only said otherwise."""

    number: int
    article: Article
    page: PageStatus
    features: str
    changes: str = ""
    is_news: bool = True
    announced: tuple[Announcement, ...] = ()


@dataclass(frozen=True, slots=True)
class NextRead:
    """When a page is read again, if it is, and its validators."""

    due: datetime | None
    etag: str | None = None
    last_modified: str | None = None


def plan(store: Store, top: Sequence[str], *, since: datetime, first: timedelta) -> None:
    """Notes which pages saved `since` then are to be read again, `first` after they were read:
    those of stories that a reader knows or follows, and of the stories on `top`."""
    known = or_(
        articles.c.story.in_(select(told.c.story).where(told.c.at >= since)),
        articles.c.story.in_(select(follows.c.story)),
    )
    is_page = (articles.c.page == PageState.FETCHED, articles.c.address.is_not(None))
    unplanned = ~exists().where(rereads.c.article == articles.c.id)
    new = (
        select(articles.c.id, articles.c.saved, known.label("told"))
        .where(articles.c.saved >= since, *is_page, unplanned)
        .where(or_(known, articles.c.story.in_(list(top))))
        .limit(_PLANNED_AT_ONCE)
    )
    planned = select(rereads.c.article).join(articles, articles.c.id == rereads.c.article)
    with store.writing() as connection:
        rows = [
            {"article": row.id, "due": row.saved + first, "step": 0, "told": bool(row.told)}
            for row in connection.execute(new)
        ]
        if rows:
            planning = insert(connection, rereads).values(rows)
            connection.execute(planning.on_conflict_do_nothing())  # another replica plans too
        mine = rereads.c.article.in_(planned.where(rereads.c.told.is_(False), known))
        connection.execute(update(rereads).where(mine).values(told=True))


def claim(
    store: Store, *, now: datetime, limit: int, per_host: int, lease: timedelta
) -> tuple[DuePage, ...]:
    """At most `limit` pages that are due, those of told stories first, `per_host` of each host;
    nobody else gets them until `lease` is over."""
    columns = (rereads.c.article, articles.c.address)
    due = (
        select(*columns)
        .join(articles, articles.c.id == rereads.c.article)
        .where(rereads.c.due <= now)
        .order_by(rereads.c.told.desc(), rereads.c.due)
        .limit(limit * _LOOKED_THROUGH)
    )
    with store.writing() as connection:
        chosen = _few_of_a_host(connection.execute(due).all(), limit, per_host)
        mine = update(rereads).where(rereads.c.article.in_(chosen), rereads.c.due <= now)
        taken = mine.values(due=now + lease).returning(rereads)
        claimed = {row.article: row for row in connection.execute(taken)}
        read = select(*COLUMNS).where(articles.c.id.in_(list(claimed)))
        found = {int(one.article.id): one.article for one in map(kept, connection.execute(read))}
    return tuple(
        DuePage(at, found[at], row.step, row.etag, row.last_modified)
        for at, row in claimed.items()
        if at in found
    )


def _few_of_a_host(due: Sequence[Row[int, str | None]], limit: int, per_host: int) -> list[int]:
    counts: Counter[str] = Counter()
    chosen: list[int] = []
    for row in due:
        host = urlsplit(row.address).netloc
        if counts[host] < per_host and len(chosen) < limit:
            counts[host] += 1
            chosen.append(row.article)
    return chosen


def record(
    store: Store, page: DuePage, again: Reread | None, following: NextRead, *, now: datetime
) -> None:
    """Ends a claim, with the article as it is now where that was read and is another."""
    values = {
        "due": following.due, "step": page.step + 1, "etag": following.etag,
        "last_modified": following.last_modified,
    }  # fmt: skip
    with store.writing() as connection:
        connection.execute(update(rereads).where(rereads.c.article == page.number).values(values))
        if again is not None:
            take_in(connection, again, now)


def take_in(connection: Connection, again: Reread, now: datetime) -> None:
    """Lets an article say what its page says now, in this transaction, and notes what changed."""
    is_news = again.is_news
    if not renew(connection, again.number, again.article, again.page, now, is_news=is_news):
        return
    stories.place(connection, again.number, None, again.features, again.announced)
    if again.changes:
        row = {"article": again.number, "at": now, "changes": again.changes, "open": True}
        connection.execute(insert(connection, article_versions).values(row))


@dataclass(frozen=True, slots=True)
class Version:
    """What was changed in an article, found `at` that moment; `story` is the article's."""

    id: int
    article: str
    story: str | None
    at: datetime
    changes: str


def unsettled(store: Store, *, limit: int) -> tuple[Version, ...]:
    """Versions that posts were not compared with yet, the oldest first."""
    query = (
        select(article_versions, articles.c.story)
        .join(articles, articles.c.id == article_versions.c.article)
        .where(article_versions.c.open.is_(True))
        .order_by(article_versions.c.id)
        .limit(limit)
    )
    with store.reading() as connection:
        return tuple(map(_version, connection.execute(query)))


def pass_over(store: Store) -> None:
    """Lets posts stay as they are: no version found until now is compared with them any more."""
    still_open = article_versions.c.open.is_(True)
    with store.writing() as connection:
        connection.execute(update(article_versions).where(still_open).values(open=False))


def _version(row: Row[Any]) -> Version:
    return Version(row.id, str(row.article), row.story, row.at, row.changes)
