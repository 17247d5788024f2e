"""I/O. Feeds that people found in chat, until who may add sources adds them."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import select

from bot.errors import NotFoundError
from bot.models import FoundFeed
from bot.store.engine import Store, forget, insert, token
from bot.store.packing import pack, unpack
from bot.store.schema import proposals
from bot.translation import translatable


def put(store: Store, found: FoundFeed, *, now: datetime) -> FoundFeed:
    """Keeps what was found; returns it with its id."""
    kept = replace(found, id=token())
    with store.writing() as connection:
        row = {"id": kept.id, "packed": pack(kept), "at": now}
        connection.execute(insert(connection, proposals).values(row))
    return kept


def find(store: Store, id: str) -> FoundFeed:
    """What was found under this id; raises NotFoundError."""
    with store.reading() as connection:
        row = connection.execute(select(proposals).where(proposals.c.id == id)).first()
    if row is None:
        advice = translatable("That feed was found too long ago. Please look for it again.")
        raise NotFoundError(f"no proposal {id!r}", advice=advice)
    return unpack(FoundFeed, row.packed)


def prune(store: Store, *, before: datetime) -> int:
    """Forgets what was found before then; returns how much."""
    return forget(store, proposals, proposals.c.at < before)
