"""I/O. What a channel or a person was told of each story, and which stories they follow.

A reader is a channel or a person, as `str` writes it. What they were told is the newsroom's own
text, which means nothing here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, func, select

from bot.store.engine import Store, forget, in_chunks, insert
from bot.store.schema import follows, told


@dataclass(frozen=True, slots=True)
class ToldRow:
    """What a reader was last told of a story, and when."""

    what: str
    at: datetime


def tell(store: Store, reader: str, news: Mapping[str, str], *, now: datetime) -> None:
    """The reader was told this of these stories, by their ids, in the place of what was before."""
    with store.writing() as connection:
        put(connection, reader, news, now=now)


def of(store: Store, reader: str, stories: Sequence[str]) -> dict[str, ToldRow]:
    """What the reader was told of those of the stories that they know."""
    found: dict[str, ToldRow] = {}
    with store.reading() as connection:
        for some in in_chunks(stories):
            query = select(told).where(told.c.reader == reader, told.c.story.in_(some))
            found |= {row.story: ToldRow(row.what, row.at) for row in connection.execute(query)}
    return found


def last(store: Store, readers: Sequence[str]) -> datetime | None:
    """When any of these readers was last told anything."""
    with store.reading() as connection:
        query = select(func.max(told.c.at)).where(told.c.reader.in_(readers))
        found: datetime | None = connection.execute(query).scalar()
        return found


def stories(store: Store, readers: Sequence[str]) -> set[str]:
    """The stories that any of these readers was told of, or follows."""
    with store.reading() as connection:
        return {
            story
            for table in (told, follows)
            for story in connection.scalars(
                select(table.c.story).where(table.c.reader.in_(readers))
            )
        }


def follow(store: Store, reader: str, story: str, *, now: datetime) -> bool:
    """Follows a story, or stops; True where it is followed now."""
    mine = (follows.c.reader == reader, follows.c.story == story)
    with store.writing() as connection:
        if connection.execute(delete(follows).where(*mine)).rowcount:
            return False
        row = {"reader": reader, "story": story, "since": now}
        connection.execute(insert(connection, follows).values(row).on_conflict_do_nothing())
        return True


def unfollow(store: Store, reader: str, story: str) -> None:
    """Follows a story no more, if it was."""
    forget(store, follows, follows.c.reader == reader, follows.c.story == story)


def followed(store: Store, readers: Sequence[str]) -> tuple[str, ...]:
    """The stories that any of these readers follows, the last taken up first, each once."""
    query = select(follows.c.story).where(follows.c.reader.in_(readers))
    in_order = query.order_by(follows.c.since.desc(), follows.c.story)
    with store.reading() as connection:
        return tuple(dict.fromkeys(connection.scalars(in_order)))


def followed_since(store: Store, readers: Sequence[str]) -> dict[str, datetime]:
    """The stories that any of these readers follows, each with the time since when."""
    query = select(follows.c.story, follows.c.since).where(follows.c.reader.in_(readers))
    with store.reading() as connection:
        rows = connection.execute(query.order_by(follows.c.since, follows.c.story))
        return {row.story: row.since for row in rows}


def prune(store: Store, *, before: datetime) -> int:
    """Forgets what was told or taken up before then; returns how much."""
    gone = forget(store, told, told.c.at < before)
    return gone + forget(store, follows, follows.c.since < before)


def put(
    connection: Connection,
    reader: str,
    news: Mapping[str, str],
    *,
    now: datetime,
    unless_later: bool = False,
) -> None:
    """The reader was told this, in this transaction; `unless_later`, where nothing was since."""
    rows = [
        {"reader": reader, "story": story, "at": now, "what": what}
        for story, what in sorted(news.items())  # or two who tell the same deadlock
    ]
    if rows:
        new = insert(connection, told)
        connection.execute(
            new.on_conflict_do_update(
                index_elements=["reader", "story"],
                set_={"at": new.excluded.at, "what": new.excluded.what},
                where=told.c.at <= new.excluded.at if unless_later else None,
            ),
            rows,
        )
