"""I/O. Which article belongs to which story, and what grouping made of each."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    and_,
    bindparam,
    case,
    delete,
    exists,
    func,
    or_,
    select,
    update,
)

from bot.models import Announcement, Article
from bot.store.articles import (
    COLUMNS,
    LONGEST_NUMBER,
    OUTLINE,
    beginning,
    first_number,
    kept,
    with_body,
)
from bot.store.engine import Store, in_chunks
from bot.store.following import announcements
from bot.store.schema import articles, briefs, follows, told
from bot.text.visible import host

AT_ONCE = 500  # rows in memory, of many
BEGINNING = 1_000  # characters of a body: enough to tell a page from what its entry said


@dataclass(frozen=True, slots=True)
class Grouped:
    """An article's place: its story, its features as the grouping wrote them, and the stories that
    it is related to, and what it announces."""

    article: str
    story: str
    features: str
    related: tuple[str, ...] = ()
    announced: tuple[Announcement, ...] = ()


def ungrouped(store: Store, *, limit: int) -> tuple[Article, ...]:
    """Articles without a story, the oldest first."""
    query = select(*COLUMNS).where(articles.c.story.is_(None)).order_by(articles.c.id)
    with store.reading() as connection:
        return tuple(kept(row).article for row in connection.execute(query.limit(limit)))


def assign(
    store: Store, grouped: Iterable[Grouped], absorbed: Mapping[str, str] | None = None
) -> None:
    """Gives articles their stories, in one transaction.

    `absorbed` are stories that are now a part of another: their articles, and what readers were
    told of them or follow, go over to it. So does what they were told of an article that was
    briefed before it had a story, and stood for one.
    """
    grouped = list(grouped)
    rows = [
        {
            "number": int(one.article),
            "story": one.story,
            "features": one.features,
            "near": " ".join(one.related) or None,
        }
        for one in grouped
    ]
    mine = update(articles).where(articles.c.id == bindparam("number"))
    given = mine.values(
        story=bindparam("story"), features=bindparam("features"), near=bindparam("near")
    )
    with store.writing() as connection:
        if rows:
            connection.execute(given, rows)
            announcements.put(connection, {int(one.article): one.announced for one in grouped})
        stood_alone = _briefed(connection, {str(row["number"]): str(row["story"]) for row in rows})
        for less, more in ({**(absorbed or {}), **stood_alone}).items():
            absorb(connection, less, more)


def _briefed(connection: Connection, stories: Mapping[str, str]) -> dict[str, str]:
    """Those of the articles of which there is a brief by their own ids, with their stories."""
    mine = select(briefs.c.story).where(briefs.c.story.in_(list(stories))).distinct()
    found = connection.scalars(mine).all()
    return {one: stories[one] for one in found if stories[one] != one}


def place(
    connection: Connection,
    number: int,
    story: str | None,
    made: str,
    announced: Sequence[Announcement] = (),
) -> None:
    """Notes what grouping makes of an article, what it announces, and its story where that is
    known."""
    known = {} if story is None else {"story": story}
    mine = update(articles).where(articles.c.id == number)
    connection.execute(mine.values(features=made, **known))
    announcements.put(connection, {number: announced})


def of_article(connection: Connection, number: int) -> str | None:
    """The story of an article; None for one not grouped yet."""
    found: str | None = connection.scalar(select(articles.c.story).where(articles.c.id == number))
    return found


def absorb(connection: Connection, less: str, more: str) -> None:
    """All of one story becomes another's: its articles, briefs, and what readers know of it."""
    connection.execute(update(articles).where(articles.c.story == less).values(story=more))
    connection.execute(update(briefs).where(briefs.c.story == less).values(story=more))
    for table in (told, follows):
        other = table.alias()
        has_both = exists().where(other.c.reader == table.c.reader, other.c.story == more)
        old = table.c.story == less
        connection.execute(update(table).where(old, ~has_both).values(story=more))
        connection.execute(delete(table).where(old))


def heard(
    store: Store, *, since: datetime, until: datetime | None = None
) -> Iterator[tuple[str, str | None, int]]:
    """The stories reported at that time or later, and before `until`: each with every outlet that
    reported it (by its name or, where that is not known, by its host) and the number of its newest
    article."""
    outlet = func.coalesce(articles.c.outlet, articles.c.url).label("by")
    query = (
        select(articles.c.story, outlet, func.max(articles.c.id).label("newest"))
        .where(*_between(since, until), articles.c.story.is_not(None))
        .group_by(articles.c.story, outlet)
    )
    with store.reading() as connection:
        for row in _streamed(connection, query):
            site = host(row.by) if row.by and "://" in row.by else None
            yield row.story, site or row.by, row.newest


def _between(since: datetime | None, until: datetime | None) -> list[ColumnElement[bool]]:
    """From that time on, and before the other, each where it is one."""
    found = [articles.c.id >= first_number(since)] if since else []
    return [*found, articles.c.id < first_number(until)] if until else found


def window(store: Store, *, since: datetime) -> Iterator[Grouped]:
    """Every grouped article of that time or later, the oldest first, a few at a time."""
    query = (
        select(articles.c.id, articles.c.story, articles.c.features)
        .where(articles.c.id >= first_number(since), articles.c.story.is_not(None))
        .order_by(articles.c.id)
    )
    with store.reading() as connection:
        for row in _streamed(connection, query):
            yield Grouped(str(row.id), row.story, row.features)


def _streamed(connection: Connection, query: Select[Any]) -> Iterator[Row[Any]]:
    return iter(connection.execution_options(yield_per=AT_ONCE).execute(query))


def places(store: Store, numbers: Sequence[str]) -> dict[str, Grouped]:
    """The place of each of these articles, by their ids; those not grouped yet have none."""
    found: dict[str, Grouped] = {}
    columns = select(articles.c.id, articles.c.story, articles.c.features)
    with store.reading() as connection:
        for some in in_chunks([number for number in numbers if number.isdecimal()]):
            query = columns.where(articles.c.id.in_(map(int, some)), articles.c.story.is_not(None))
            for row in connection.execute(query):
                found[str(row.id)] = Grouped(str(row.id), row.story, row.features)
    return found


def reports(
    store: Store,
    stories: Sequence[str],
    *,
    since: datetime | None = None,
    until: datetime | None = None,
) -> tuple[Grouped, ...]:
    """Every article of these stories, at that time or later and before `until`, without its
    text."""
    found: list[Grouped] = []
    columns = select(articles.c.id, articles.c.story, articles.c.features)
    columns = columns.where(*_between(since, until))
    with store.reading() as connection:
        for some in in_chunks(list(stories)):
            rows = connection.execute(columns.where(articles.c.story.in_(some)))
            found += (Grouped(str(row.id), row.story, row.features) for row in rows)
    return tuple(found)


def came(store: Store, *, published: datetime, read: datetime) -> Iterator[tuple[str, Article]]:
    """Every grouped article published and read at these times or later, with its story, the oldest
    first, a few at a time.

    Of its body it has the beginning, and no pictures or teasers: there may be thousands.
    """
    outlines = (*with_body(beginning(BEGINNING)), articles.c.story)
    since = (articles.c.id >= first_number(published), articles.c.saved >= read)
    query = select(*outlines).where(*since, articles.c.story.is_not(None)).order_by(articles.c.id)
    with store.reading() as connection:
        for row in _streamed(connection, query):
            yield row.story, replace(kept(row).article, images=(), related=())


def outlined(store: Store, story: str) -> tuple[Article, ...]:
    """The articles of a story without their bodies, in the order they were published; the one of
    that id where no grouping has seen it yet."""
    mine = articles.c.story == story
    if story.isdecimal() and len(story) < LONGEST_NUMBER:
        mine = or_(mine, and_(articles.c.id == int(story), articles.c.story.is_(None)))
    query = select(*OUTLINE).where(mine).order_by(articles.c.id)
    with store.reading() as connection:
        return tuple(kept(row).article for row in connection.execute(query))


def of_outlet(store: Store, outlet: str, *, limit: int) -> tuple[tuple[str, Article], ...]:
    """The newest articles of an outlet that have a headline, without their bodies, each with its
    story; an article without one counts as one of its own."""
    query = _titled().where(articles.c.outlet == outlet).order_by(articles.c.id.desc())
    with store.reading() as connection:
        rows = connection.execute(query.limit(limit))
        return tuple((row.story or str(row.id), kept(row).article) for row in rows)


def _titled() -> Select[Any]:
    return select(*OUTLINE).where(func.coalesce(articles.c.headline, "") != "")


def languages(store: Store, stories: Sequence[str]) -> dict[str, set[str | None]]:
    """The languages that each of these stories is told in."""
    found: defaultdict[str, set[str | None]] = defaultdict(set)
    with store.reading() as connection:
        for some in in_chunks(list(stories)):
            query = select(articles.c.story, articles.c.lang).where(articles.c.story.in_(some))
            for row in connection.execute(query.distinct()):
                found[row.story].add(row.lang)
    return dict(found)


def newest(
    store: Store,
    stories: Sequence[str],
    languages: Sequence[str] = (),
    loose: Collection[str] = (),
) -> dict[str, Article]:
    """The newest article of each of these stories that has a headline and is not `loose`, without
    its body: one in these languages before any other."""
    titled = _titled()
    is_read = case((articles.c.lang.in_(list(languages)), 1), else_=0)
    found: dict[str, Article] = {}
    with store.reading() as connection:
        for some in in_chunks(list(stories)):
            query = titled.where(articles.c.story.in_(some)).order_by(is_read, articles.c.id)
            found |= {
                row.story: article
                for row in connection.execute(query)
                if (article := kept(row).article).id not in loose
            }
    return found


def touched(store: Store, *, published: datetime, read: datetime) -> frozenset[str]:
    """The stories of which an article was published and read at these times or later; an article
    without a story counts as one of its own."""
    since = (articles.c.id >= first_number(published), articles.c.saved >= read)
    query = select(articles.c.id, articles.c.story).where(*since)
    with store.reading() as connection:
        return frozenset(row.story or str(row.id) for row in connection.execute(query))


def members(store: Store, stories: Sequence[str]) -> dict[str, tuple[Article, ...]]:
    """The articles of each of these stories, in the order they were published."""
    found: defaultdict[str, list[Article]] = defaultdict(list)
    columns: tuple[Any, ...] = (*COLUMNS, articles.c.story)
    with store.reading() as connection:
        for some in in_chunks(list(stories)):
            query = select(*columns).where(articles.c.story.in_(some))
            for row in connection.execute(query.order_by(articles.c.id)):
                found[row.story].append(kept(row).article)
    return {story: tuple(own) for story, own in found.items()}


def related(
    store: Store, stories: Sequence[str], *, since: datetime | None = None
) -> dict[str, Counter[str]]:
    """The stories that each of these is related to, with how many of its articles of that time or
    later are; those that the newest are related to come first.

    They were named by their first article, whose story may have become a part of another since.
    """
    near: defaultdict[str, Counter[str]] = defaultdict(Counter)
    columns = select(articles.c.story, articles.c.near).where(articles.c.near.is_not(None))
    if since:
        columns = columns.where(articles.c.id >= first_number(since))
    with store.reading() as connection:
        for some in in_chunks(list(stories)):
            query = columns.where(articles.c.story.in_(some)).order_by(articles.c.id.desc())
            for row in connection.execute(query):
                near[row.story].update(row.near.split())
    now = places(store, list({name for names in near.values() for name in names}))
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for story, names in near.items():
        for name, count in names.items():
            if name in now and now[name].story != story:
                found[story][now[name].story] += count
    return dict(found)


def story_of(store: Store, article: str) -> str | None:
    """The story that a stored article belongs to; None for one not grouped yet."""
    with store.reading() as connection:
        return of_article(connection, int(article))
