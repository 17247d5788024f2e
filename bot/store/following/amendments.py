"""I/O. What publishers changed in sentences that stand in stored briefs, and what readers are told
of it: at once, or once the operator approves."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, select, update

from bot.errors import NotFoundError
from bot.models import Brief
from bot.store import corrections
from bot.store.engine import Store, upsert
from bot.store.following.versions import Version
from bot.store.packing import unpack
from bot.store.schema import amendments, article_versions, briefs


class AmendmentState(StrEnum):
    """Whether readers are told."""

    WAITING = "waiting"  # for the operator
    TOLD = "told"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True)
class Amendment:
    """What a publisher says `now` in the `place` of a brief's sentence, counted from 1, what
    readers are to be told of that, if anything, and what they were `said`."""

    brief: str
    place: int
    now: str
    note: str
    id: int = 0
    state: AmendmentState = AmendmentState.WAITING
    at: datetime | None = None
    said: str = ""


def quoting(store: Store, version: Version) -> tuple[tuple[Brief, tuple[Amendment, ...]], ...]:
    """The stored briefs of a changed article's story, with what is known to be changed in them."""
    names = [version.article, *([version.story] if version.story else [])]
    query = select(briefs.c.packed).where(briefs.c.story.in_(names)).order_by(briefs.c.id)
    with store.reading() as connection:
        found = [unpack(Brief, packed) for packed in connection.scalars(query)]
        return tuple((one, _of_brief(connection, one.id or "")) for one in found)


def settle(
    store: Store, version: Version, some: Iterable[Amendment], *, at_once: bool, now: datetime
) -> bool:
    """Notes what a version changes in stored briefs, once; False where another did so before.

    Where readers are told `at_once`, every post of these briefs is owed an edit.
    """
    mine = (article_versions.c.id == version.id, article_versions.c.open.is_(True))
    with store.writing() as connection:
        if not connection.execute(
            update(article_versions).where(*mine).values(open=False)
        ).rowcount:
            return False
        for one in sorted(some, key=lambda each: (each.brief, each.place)):
            before = _told(connection, one.brief)
            _put(connection, one, now)
            if at_once and one.state is AmendmentState.WAITING:
                _tell(connection, [one.brief, one.place], before, now)
    return True


def waiting(store: Store) -> tuple[Amendment, ...]:
    """Those that the operator has not decided on, the oldest first."""
    query = select(amendments).where(amendments.c.state == AmendmentState.WAITING)
    with store.reading() as connection:
        return tuple(map(_amendment, connection.execute(query.order_by(amendments.c.id))))


def decide(store: Store, number: int, *, approved: bool, now: datetime) -> Amendment:
    """Tells readers of a change, or dismisses it. Raises NotFoundError where none waits."""
    is_mine = (amendments.c.id == number, amendments.c.state == AmendmentState.WAITING)
    with store.writing() as connection:
        row = connection.execute(select(amendments).where(*is_mine).with_for_update()).first()
        if row is None:
            raise NotFoundError(
                f"no amendment {number} waits", advice=f"No change {number} waits for approval."
            )
        if approved:
            _tell(connection, [row.brief, row.place], _told(connection, row.brief), now)
        else:
            dismissed = {"state": AmendmentState.DISMISSED}
            connection.execute(update(amendments).where(*is_mine).values(dismissed))
    return _amendment(row)


def _of_brief(connection: Connection, brief: str) -> tuple[Amendment, ...]:
    query = select(amendments).where(amendments.c.brief == brief).order_by(amendments.c.place)
    return tuple(map(_amendment, connection.execute(query)))


def _told(connection: Connection, brief: str) -> str:
    """What the readers of a brief have been told of such changes."""
    some = _of_brief(connection, brief)
    return " ".join(one.said for one in some if one.said)


def _put(connection: Connection, one: Amendment, now: datetime) -> None:
    values = {"now": one.now, "note": one.note, "at": now, "state": one.state}
    upsert(connection, amendments, {"brief": one.brief, "place": one.place}, values)


def _tell(connection: Connection, one: Sequence[Any], before: str, now: datetime) -> None:
    brief, place = one
    mine = (amendments.c.brief == brief, amendments.c.place == place)
    told = {"state": AmendmentState.TOLD, "said": amendments.c.note}
    connection.execute(update(amendments).where(*mine).values(told))
    corrections.amend(connection, brief, before, _told(connection, brief), now)


def _amendment(row: Row[Any]) -> Amendment:
    state = AmendmentState(row.state)
    return Amendment(row.brief, row.place, row.now, row.note, row.id, state, row.at, row.said)
