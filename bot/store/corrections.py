"""I/O. Readers' complaints, the operator's corrections, and the posts still to be edited."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, func, or_, select, update

from bot.errors import NotFoundError
from bot.models import Brief, Channel, Digest, Post
from bot.store import briefs as stored
from bot.store.engine import Store, claiming, insert
from bot.store.packing import pack, unpack
from bot.store.schema import briefs, complaints, digest_briefs, posts

_OWED: dict[str, Any] = {"edits_failed": 0, "edit_error": None}


@dataclass(frozen=True, slots=True)
class Complaint:
    """What a reader says is wrong with a stored brief."""

    id: int
    brief: str
    reader: str
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PostEdit:
    """A post that does not say yet what is stored; `failed` counts the tries to edit it."""

    id: int
    post: Post
    now: Brief | Digest
    failed: int


def complain(store: Store, brief: str, reader: str, reason: str, *, now: datetime) -> bool:
    """Keeps a reader's complaint; False for one made before. Raises NotFoundError."""
    stored.brief(store, brief)
    row = {"brief": brief, "reader": reader, "reason": reason, "at": now}
    with store.writing() as connection:
        new = insert(connection, complaints).values(row).on_conflict_do_nothing()
        return connection.execute(new.returning(complaints.c.id)).first() is not None


def praise(store: Store, brief: str, reader: str, *, now: datetime) -> None:
    """A reader found a brief useful: kept as a complaint without a reason, settled already. Raises
    NotFoundError."""
    stored.brief(store, brief)
    row = {"brief": brief, "reader": reader, "reason": "", "at": now, "settled": now}
    with store.writing() as connection:
        connection.execute(insert(connection, complaints).values(row).on_conflict_do_nothing())


def useful(store: Store) -> int:
    """How often a kept brief was found useful."""
    query = select(func.count()).select_from(complaints).where(complaints.c.reason == "")
    with store.reading() as connection:
        return int(connection.execute(query).scalar_one())


def open_complaints(store: Store) -> tuple[Complaint, ...]:
    """Those that the operator has not settled, oldest first."""
    unsettled = select(complaints).where(complaints.c.settled.is_(None))
    with store.reading() as connection:
        rows = connection.execute(unsettled.order_by(complaints.c.id))
        return tuple(Complaint(row.id, row.brief, row.reader, row.reason, row.at) for row in rows)


def settle(store: Store, brief: str, *, now: datetime) -> int:
    """The brief stays as it is: its complaints are settled; returns how many."""
    with store.writing() as connection:
        mine = (complaints.c.brief == brief, complaints.c.settled.is_(None))
        return connection.execute(update(complaints).where(*mine).values(settled=now)).rowcount


def correct(store: Store, brief: str, note: str, *, now: datetime) -> Brief:
    """Marks the stored brief corrected and owes an edit to every post of it, or of its digests.

    So is every other that tells the same of its story, such as another channel's. The same note
    again settles the complaints, and owes an edit to the posts that could not be edited. Raises
    NotFoundError.
    """
    with store.writing() as connection:
        before = _locked(connection, brief)
        settled = (complaints.c.brief == brief, complaints.c.settled.is_(None))
        connection.execute(update(complaints).where(*settled).values(settled=now))
        if before.correction == note:
            given_up = (posts.c.next_edit.is_(None), posts.c.edit_error.is_not(None))
            mine = update(posts).where(_holds(_same(connection, before)), *given_up)
            connection.execute(mine.values(_OWED | {"next_edit": now}))
            return before
        for one in _same(connection, before):
            _correct(connection, one, note, now)
    return replace(before, corrected=now, correction=note)


def amend(connection: Connection, brief: str, before: str, notes: str, now: datetime) -> None:
    """Marks the stored brief corrected in this transaction, with `notes` of what publishers changed
    in the place of those `before`, behind what the operator said; owes an edit to its posts."""
    stored = _locked(connection, brief)
    own = (stored.correction or "").removesuffix(before).rstrip()
    _correct(connection, stored, " ".join(filter(None, (own, notes))), now)


def _locked(connection: Connection, brief: str) -> Brief:
    mine = select(briefs.c.packed).where(briefs.c.id == brief).with_for_update()
    packed = connection.scalar(mine)
    if packed is None:
        raise NotFoundError(
            f"no brief {brief!r} is stored", advice="There is no stored brief of that id."
        )
    return unpack(Brief, packed)


def _same(connection: Connection, brief: Brief) -> list[Brief]:
    """The stored briefs that say just what this one says, itself among them."""
    if brief.story is None:
        return [brief]
    query = select(briefs.c.packed).where(briefs.c.story == brief.story).order_by(briefs.c.id)
    found = [unpack(Brief, packed) for packed in connection.scalars(query)]
    said = _texts(brief)
    return [one for one in found if _texts(one) == said]


def _texts(brief: Brief) -> list[str]:
    return [point.text for point in brief.points]


def _correct(connection: Connection, brief: Brief, note: str, now: datetime) -> None:
    mine = briefs.c.id == brief.id
    corrected = replace(brief, corrected=now, correction=note)
    connection.execute(update(briefs).where(mine).values(packed=pack(corrected), corrected=now))
    connection.execute(update(posts).where(_holds([brief])).values(_OWED | {"next_edit": now}))


def claim_edits(
    store: Store, *, now: datetime, limit: int, lease: timedelta
) -> tuple[PostEdit, ...]:
    """Posts that are to be edited, for this process alone until `lease` is over."""
    due = select(posts.c.id).where(posts.c.next_edit <= now).order_by(posts.c.next_edit)
    claim = claiming(posts, due.limit(limit), next_edit=now + lease).returning(posts)
    with store.writing() as connection:
        rows = connection.execute(claim).all()
        return tuple(
            PostEdit(row.id, _post(row), _as_now(connection, row), row.edits_failed) for row in rows
        )


def edited(store: Store, edit: PostEdit, *, now: datetime) -> None:
    """The post says what was stored when it was claimed; a later correction stays owed."""
    mine = update(posts).where(posts.c.id == edit.id)
    done = {"next_edit": None, "edits_failed": 0, "edit_error": None}
    with store.writing() as connection:
        locked = select(posts).where(posts.c.id == edit.id).with_for_update()
        row = connection.execute(locked).first()
        if row is not None:
            same = _as_now(connection, row) == edit.now
            connection.execute(mine.values(done if same else {"next_edit": now}))


def edit_failed(store: Store, edit: PostEdit, error: str, *, retry: datetime | None) -> None:
    """The post could not be edited; it is tried again then, or never where `retry` is None.

    Where another process has edited it meanwhile, it stays so.
    """
    values = {"next_edit": retry, "edits_failed": edit.failed + 1, "edit_error": error}
    mine = (posts.c.id == edit.id, posts.c.next_edit.is_not(None))
    with store.writing() as connection:
        connection.execute(update(posts).where(*mine).values(values))


def owed(store: Store) -> int:
    """How many posts do not say yet what is stored."""
    query = select(func.count()).select_from(posts).where(posts.c.next_edit.is_not(None))
    with store.reading() as connection:
        count: int = connection.execute(query).scalar_one()
        return count


@dataclass(frozen=True, slots=True)
class Copies:
    """How many posts hold a brief: those still to be edited, and those that can't be."""

    posts: int
    owed: int
    failed: int


def copies(store: Store, brief: str) -> Copies:
    """How far the correction of a brief, and of those that say the same, has come."""
    query = select(posts.c.next_edit, posts.c.edit_error)
    with store.reading() as connection:
        some = _same(connection, stored.get_brief(connection, brief))
        rows = connection.execute(query.where(_holds(some))).all()
    owed = sum(row.next_edit is not None for row in rows)
    failed = sum(row.next_edit is None and row.edit_error is not None for row in rows)
    return Copies(len(rows), owed, failed)


def _holds(some: Sequence[Brief]) -> ColumnElement[bool]:
    """Whether a post shows any of these briefs, by itself or in a digest."""
    names = [brief.id for brief in some]
    held = select(digest_briefs.c.digest).where(digest_briefs.c.brief.in_(names))
    return or_(posts.c.brief.in_(names), posts.c.digest.in_(held))


def _as_now(connection: Connection, row: Row[Any]) -> Brief | Digest:
    if row.digest is not None:
        return stored.get_digest(connection, row.digest)
    return stored.get_brief(connection, row.brief)


def _post(row: Row[Any]) -> Post:
    where = Channel(row.platform, row.workspace, row.channel)
    return Post(where, row.message, row.thread, row.lang or "en")
