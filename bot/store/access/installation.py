"""I/O. The name of this installation, made once: what tells its entries from any other's."""

import uuid

from sqlalchemy import select

from bot.store.engine import Store, insert
from bot.store.schema import installation

_NAME = "id"


def identity(store: Store) -> str:
    """A UUID that stays the same as long as the store does."""
    query = select(installation.c.value).where(installation.c.name == _NAME)
    with store.reading() as connection:
        if found := connection.scalar(query):
            return str(found)
    with store.writing() as connection:
        new = insert(connection, installation).values(name=_NAME, value=str(uuid.uuid4()))
        connection.execute(new.on_conflict_do_nothing())
        return str(connection.scalar(query))
