"""I/O. What is kept of a workspace's installation, encrypted by the adapter it is of."""

from datetime import datetime

from sqlalchemy import delete, select

from bot.store.engine import Store, insert
from bot.store.schema import installs


def save(store: Store, team: str, secret: bytes, *, now: datetime) -> None:
    """Keeps a team's installation in the place of the one before."""
    values = {"secret": secret, "saved": now}
    with store.writing() as connection:
        new = insert(connection, installs).values(team=team, **values)
        connection.execute(new.on_conflict_do_update(index_elements=["team"], set_=values))


def find(store: Store, team: str) -> bytes | None:
    """A team's installation; None where there is none."""
    with store.reading() as connection:
        return connection.scalar(select(installs.c.secret).where(installs.c.team == team))


def remove(store: Store, team: str) -> bool:
    """Forgets a team's installation; False where there was none."""
    with store.writing() as connection:
        return connection.execute(delete(installs).where(installs.c.team == team)).rowcount > 0
