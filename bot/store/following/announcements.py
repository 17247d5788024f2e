"""I/O. What articles announce for which day."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, delete, select

from bot.models import Announcement, Article, Point
from bot.store.articles import OUTLINE, kept
from bot.store.engine import Store, in_chunks, insert
from bot.store.packing import pack, unpack
from bot.store.schema import announcements, articles

MOST = 2_000  # announcements looked at for one answer


@dataclass(frozen=True, slots=True)
class Announced:
    """An announcement, with its article and that one's story."""

    story: str
    article: Article
    announcement: Announcement


def put(connection: Connection, some: Mapping[int, Sequence[Announcement]]) -> None:
    """These articles, by their numbers, announce this, in the place of what they did before."""
    for numbers in in_chunks(list(some)):
        connection.execute(delete(announcements).where(announcements.c.article.in_(numbers)))
    rows = [
        {"article": number, "day": one.day.isoformat(), "point": pack(one.point)}
        for number, announced in some.items()
        for one in announced
    ]
    if rows:
        connection.execute(insert(connection, announcements), rows)


def between(
    store: Store, first: date, last: date, stories: Iterable[str] | None = None
) -> tuple[Announced, ...]:
    """What is announced for these days, of some stories or of all, the oldest article first; of too
    much, what the newest articles announce."""
    columns: tuple[Any, ...] = (*OUTLINE, announcements.c.day, announcements.c.point)
    query = (
        select(*columns)
        .join(announcements, announcements.c.article == articles.c.id)
        .where(announcements.c.day.between(first.isoformat(), last.isoformat()))
        .where(articles.c.story.is_not(None))
        .order_by(articles.c.id.desc(), announcements.c.id)
        .limit(MOST)
    )
    chunks: list[Sequence[str] | None] = (
        [None] if stories is None else list(in_chunks(sorted(stories)))
    )
    found: list[Announced] = []
    with store.reading() as connection:
        for some in chunks:
            mine = query if some is None else query.where(articles.c.story.in_(some))
            for row in connection.execute(mine):
                one = Announcement(date.fromisoformat(row.day), unpack(Point, row.point))
                found.append(Announced(row.story, kept(row).article, one))
    return tuple(sorted(found, key=lambda one: int(one.article.id)))
