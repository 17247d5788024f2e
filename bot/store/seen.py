"""I/O. Which of a platform's events were seen before: platforms repeat themselves."""

from datetime import datetime

from bot.store import engine
from bot.store.engine import Store, insert
from bot.store.schema import seen


def first_time(store: Store, event: str, *, now: datetime) -> bool:
    """Whether the event, by its name, was never seen before, on any replica."""
    with store.writing() as connection:
        new = insert(connection, seen).values(event=event, at=now).on_conflict_do_nothing()
        return connection.execute(new.returning(seen.c.event)).first() is not None


def forget(store: Store, event: str) -> None:
    """The event counts as never seen."""
    engine.forget(store, seen, seen.c.event == event)


def prune(store: Store, *, before: datetime) -> int:
    """Forgets the events seen before then; returns how many."""
    return engine.forget(store, seen, seen.c.at < before)
