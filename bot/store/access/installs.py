"""I/O. What is kept of a workspace's installation, encrypted by the adapter it is of."""

from datetime import datetime

from sqlalchemy import select

from bot.store.engine import Store, forget, upsert
from bot.store.schema import installs


def save(store: Store, team: str, secret: bytes, *, now: datetime) -> None:
    """Keeps a team's installation in the place of the one before."""
    with store.writing() as connection:
        upsert(connection, installs, {"team": team}, {"secret": secret, "saved": now})


def find(store: Store, team: str) -> bytes | None:
    """A team's installation; None where there is none."""
    with store.reading() as connection:
        return connection.scalar(select(installs.c.secret).where(installs.c.team == team))


def remove(store: Store, team: str) -> bool:
    """Forgets a team's installation; False where there was none."""
    return forget(store, installs, installs.c.team == team) > 0
