"""I/O. What an installation has made once: the name that tells its entries from any other's, and
the secret that its links by mail are signed with."""

import secrets
import uuid
from collections.abc import Callable

from sqlalchemy import select

from bot.store.engine import Store, insert
from bot.store.schema import installation


def identity(store: Store) -> str:
    """A UUID that stays the same as long as the store does."""
    return _made_once(store, "id", lambda: str(uuid.uuid4()))


def secret(store: Store) -> str:
    """A secret that nobody chose, so that links stay right as long as the store does."""
    return _made_once(store, "secret", secrets.token_urlsafe)


def _made_once(store: Store, name: str, make: Callable[[], str]) -> str:
    query = select(installation.c.value).where(installation.c.name == name)
    with store.reading() as connection:
        if found := connection.scalar(query):
            return str(found)
    with store.writing() as connection:
        new = insert(connection, installation).values(name=name, value=make())
        connection.execute(new.on_conflict_do_nothing())
        return str(connection.scalar(query))
