"""I/O. Briefs and digests as they were made, and where their copies stand.

A digest is stored without its briefs, which are stored themselves: a correction of one shows
wherever it stands.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, delete, exists, func, or_, select

from bot.errors import NotFoundError
from bot.models import Brief, Channel, Digest, Item, Post
from bot.store.engine import Store, forget, insert, token
from bot.store.packing import pack, unpack
from bot.store.schema import briefs, digest_briefs, digests, posts
from bot.translation import translatable

_PRUNED_AT_ONCE = 500
_JUST = timedelta(hours=1)  # longer than a post is on its way
_GONE = translatable("That brief is no longer kept. Please ask for the topic again.")


def save_brief(store: Store, brief: Brief, *, asker: str | None = None, now: datetime) -> Brief:
    """Stores a new brief, with who asked for it; returns it with its id."""
    with store.writing() as connection:
        return put_brief(connection, brief, asker=asker, now=now)


def save_digest(store: Store, digest: Digest, *, now: datetime) -> Digest:
    """Stores a new digest and those of its briefs that have no id; returns it with all ids."""
    with store.writing() as connection:
        return put_digest(connection, digest, now=now)


def brief(store: Store, id: str) -> Brief:
    """The stored brief as it is now. Raises NotFoundError."""
    with store.reading() as connection:
        return get_brief(connection, id)


def digest(store: Store, id: str) -> Digest:
    """The stored digest with its briefs as they are now. Raises NotFoundError."""
    with store.reading() as connection:
        return get_digest(connection, id)


def recent(store: Store, asker: str, *, limit: int) -> tuple[Brief, ...]:
    """The briefs that somebody asked for last, newest first."""
    return _newest(store, briefs.c.asker == asker, limit)


def of_story(store: Store, story: str, *, limit: int) -> tuple[Brief, ...]:
    """The briefs of a story that were made last, newest first."""
    return _newest(store, briefs.c.story == story, limit)


def posted_in(store: Store, channel: Channel, thread: str | None) -> Brief | None:
    """The brief that was last posted in a channel, which may itself be a thread; with a `thread`,
    in that, or the one that is the message under which it stands."""
    mine = (
        posts.c.platform == channel.platform,
        posts.c.workspace == channel.workspace,
        or_(posts.c.channel == channel.id, posts.c.thread == channel.id),
        posts.c.brief.is_not(None),
        *([or_(posts.c.thread == thread, posts.c.message == thread)] if thread else []),
    )
    query = select(briefs.c.id, briefs.c.packed).join(posts, posts.c.brief == briefs.c.id)
    with store.reading() as connection:
        found = _briefs(connection, query.where(*mine).order_by(posts.c.id.desc()).limit(1))
    return next(iter(found.values()), None)


def posted_digests(store: Store, channel: Channel, *, limit: int) -> dict[str, str]:
    """The digests that stand in a channel, the last first: their ids by their messages."""
    mine = (
        posts.c.platform == channel.platform,
        posts.c.workspace == channel.workspace,
        posts.c.channel == channel.id,
        posts.c.digest.is_not(None),
    )
    query = select(posts.c.message, posts.c.digest).where(*mine).order_by(posts.c.posted.desc())
    with store.reading() as connection:
        return {row.message: row.digest for row in connection.execute(query.limit(limit))}


def rejected(store: Store, *, since: datetime) -> int:
    """How many points broke an invariant, and were left out of the briefs made since then."""
    query = select(func.coalesce(func.sum(briefs.c.rejected), 0)).where(briefs.c.made >= since)
    with store.reading() as connection:
        return int(connection.execute(query).scalar_one())


def add_post(store: Store, brief: str, post: Post, *, now: datetime) -> None:
    """A copy of the stored brief stands there. Raises NotFoundError for one that isn't stored."""
    with store.writing() as connection:
        if not connection.scalar(select(exists().where(briefs.c.id == brief))):
            raise NotFoundError(f"no brief {brief!r} is stored", advice=_GONE)
        put_post(connection, post, brief=brief, now=now)


def add_digest_post(store: Store, digest: str, post: Post, *, now: datetime) -> None:
    """A copy of the stored digest stands there. Raises NotFoundError for one that isn't stored."""
    with store.writing() as connection:
        get_digest(connection, digest)
        put_post(connection, post, digest=digest, now=now)


def prune(store: Store, *, before: datetime) -> int:
    """Forgets digests, and briefs that no kept digest holds, made before then; returns how many."""
    held = exists().where(digest_briefs.c.brief == briefs.c.id)
    old = (
        select(digests.c.id).where(digests.c.made < before).limit(_PRUNED_AT_ONCE),
        select(briefs.c.id).where(briefs.c.made < before, ~held).limit(_PRUNED_AT_ONCE),
    )
    pruned = 0
    for table, some in zip((digests, briefs), old, strict=True):
        gone = _PRUNED_AT_ONCE
        while gone == _PRUNED_AT_ONCE:
            gone = forget(store, table, table.c.id.in_(some))
            pruned += gone
    return pruned


def put_brief(connection: Connection, new: Brief, *, asker: str | None, now: datetime) -> Brief:
    """Stores the brief in this transaction, unless it has an id and so is stored."""
    if new.id is not None:
        return new
    made = replace(new, id=token())
    row = {
        "id": made.id, "story": made.story, "asker": asker, "made": now, "packed": pack(made),
        "rejected": len(made.rejected),
    }  # fmt: skip
    connection.execute(insert(connection, briefs).values(row))
    return made


def put_digest(connection: Connection, new: Digest, *, now: datetime) -> Digest:
    """Stores the digest in this transaction, in the place of the one with its id."""
    items = tuple(
        replace(item, brief=put_brief(connection, item.brief, asker=None, now=now))
        for item in new.items
    )
    made = replace(new, id=new.id or token(), items=items)
    row = {"id": made.id, "made": now, "packed": pack(made)}
    stored = insert(connection, digests).values(row)
    connection.execute(
        stored.on_conflict_do_update(index_elements=["id"], set_={"packed": row["packed"]})
    )
    held = [{"digest": made.id, "brief": item.brief.id} for item in items]
    if held:
        connection.execute(insert(connection, digest_briefs).on_conflict_do_nothing(), held)
    return made


def get_brief(connection: Connection, id: str) -> Brief:
    """The stored brief as it is now. Raises NotFoundError."""
    packed = connection.scalar(select(briefs.c.packed).where(briefs.c.id == id))
    if packed is None:
        raise NotFoundError(f"no brief {id!r} is stored", advice=_GONE)
    return unpack(Brief, packed)


def get_digest(connection: Connection, id: str) -> Digest:
    """The stored digest with its briefs as they are now. Raises NotFoundError."""
    packed = connection.scalar(select(digests.c.packed).where(digests.c.id == id))
    if packed is None:
        raise NotFoundError(f"no digest {id!r} is stored", advice=_GONE)
    query = select(briefs.c.id, briefs.c.packed).join(digest_briefs)
    as_now = _briefs(connection, query.where(digest_briefs.c.digest == id))
    found = unpack(Digest, packed)
    return replace(found, items=_renewed(found.items, as_now))


def put_post(
    connection: Connection,
    post: Post,
    *,
    brief: str | None = None,
    digest: str | None = None,
    now: datetime,
) -> None:
    """Remembers in this transaction where a copy of a brief or a digest stands."""
    values = {
        "brief": brief, "digest": digest, "platform": post.channel.platform,
        "workspace": post.channel.workspace, "channel": post.channel.id, "message": post.message,
        "thread": post.thread, "posted": now, "edits_failed": 0,
        "next_edit": _owed(connection, brief, digest, now), "lang": post.lang,
    }  # fmt: skip
    connection.execute(insert(connection, posts).values(values))


def drop_posts(connection: Connection, digest: str) -> None:
    """Forgets in this transaction where copies of a digest stand: they are taken back."""
    connection.execute(delete(posts).where(posts.c.digest == digest))


def _owed(
    connection: Connection, brief: str | None, digest: str | None, now: datetime
) -> datetime | None:
    """At once, where the copy was made of a brief that has just been corrected."""
    held = exists().where(digest_briefs.c.digest == digest, digest_briefs.c.brief == briefs.c.id)
    mine = briefs.c.id == brief if digest is None else held
    fresh = briefs.c.corrected > now - _JUST
    return now if connection.scalar(select(exists().where(mine, fresh))) else None


def _renewed(items: Sequence[Item], as_now: Mapping[str, Brief]) -> tuple[Item, ...]:
    return tuple(replace(item, brief=as_now.get(item.brief.id or "", item.brief)) for item in items)


def _newest(store: Store, wanted: ColumnElement[bool], limit: int) -> tuple[Brief, ...]:
    query = select(briefs.c.id, briefs.c.packed).where(wanted)
    with store.reading() as connection:
        found = _briefs(connection, query.order_by(briefs.c.made.desc()).limit(limit))
    return tuple(found.values())


def _briefs(connection: Connection, query: Select[Any]) -> dict[str, Brief]:
    return {row.id: unpack(Brief, row.packed) for row in connection.execute(query)}
