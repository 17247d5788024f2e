"""Replicas go by the clock of the PostgreSQL that they share, whatever their own shows."""

from datetime import UTC, datetime, timedelta

from bot.delivery.clock import StoreClock
from bot.store.engine import Store


def test_a_clock_that_is_wrong_counts_only_where_one_process_has_the_store(store: Store) -> None:
    uptime = 100.0
    wrong = datetime.now(UTC) - timedelta(hours=5)
    clock = StoreClock(store, lambda: wrong, lambda: uptime)
    assert clock() == wrong
    clock.set()
    if store.engine.dialect.name == "sqlite":
        assert clock() == wrong
        return
    asked = clock()
    assert abs(asked - datetime.now(UTC)) < timedelta(minutes=1)
    uptime += 60
    assert clock() - asked == timedelta(minutes=1)
