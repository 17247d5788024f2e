"""I/O. What is kept of a workspace or server that has removed the bot, or of a person who is to be
forgotten: nothing."""

from collections.abc import Callable
from dataclasses import replace

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Text,
    cast,
    delete,
    literal,
    select,
    update,
)

from bot.models import Person, Subscription
from bot.store.engine import Store
from bot.store.packing import pack, unpack
from bot.store.schema import briefs, complaints, feeds, follows, posts, subscriptions, told

FORGOTTEN = "forgotten reader "  # and a number: what they complained of is still to be corrected


def forget(store: Store, platform: str, workspace: str) -> None:
    """Forgets its digests, where copies stand there, what its people and channels were told, follow
    and asked for, and that they added feeds or ordered mail, which stay."""
    with store.writing() as connection:
        for table in (subscriptions, posts):
            there = (table.c.platform == platform, table.c.workspace == workspace)
            connection.execute(delete(table).where(*there))
        theirs = feeds.c.added_by == f"{platform}:{workspace}"
        connection.execute(update(feeds).where(theirs).values(added_by=None))
        readers = f"{platform}:{workspace}:"
        _disown(connection, subscriptions.c.person.startswith(readers, autoescape=True))
        _forget(connection, lambda reader: reader.startswith(readers, autoescape=True))


def forget_person(store: Store, person: Person) -> int:
    """Forgets what a person was told, follows, asked for and complained of, and their own digests;
    returns how many rows said so."""
    everywhere = replace(person, workspace="")  # the same person in all of Discord's servers
    names = (str(person), str(everywhere))
    theirs = subscriptions.c.person.in_(names)
    with store.writing() as connection:
        own = connection.scalars(select(subscriptions.c.channel).where(theirs)).all()
        ended = connection.execute(delete(subscriptions).where(theirs)).rowcount
        return ended + _forget(connection, lambda reader: reader.in_((*names, *own)))


def _disown(connection: Connection, mine: ColumnElement[bool]) -> None:
    """Forgets who ordered these subscriptions, which go on: mail goes to whoever confirmed it."""
    for row in connection.execute(select(subscriptions).where(mine)).all():
        wish = replace(unpack(Subscription, row.wish), owner=None, personal=False)
        its = (subscriptions.c.channel == row.channel, subscriptions.c.name == row.name)
        changed = update(subscriptions).where(*its)
        connection.execute(changed.values(wish=pack(wish), person=None))


def _forget(connection: Connection, mine: Callable[[Column[str]], ColumnElement[bool]]) -> int:
    changes = (
        *(delete(read).where(mine(read.c.reader)) for read in (told, follows)),
        update(briefs).where(mine(briefs.c.asker)).values(asker=None),
        update(complaints)
        .where(mine(complaints.c.reader))
        .values(reader=literal(FORGOTTEN) + cast(complaints.c.id, Text)),
    )
    return sum(connection.execute(change).rowcount for change in changes)
