"""I/O. What time it is, for every replica of a store alike."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from sqlalchemy import text

from bot.store.engine import Store, translated


def since_boot() -> float:
    """Seconds, those that the machine slept among them where its clocks tell."""
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))


class StoreClock:
    """The store's own time where several processes share it, ours where one has it for itself.

    A claim is over with its lease, and a request is settled at a moment: replicas whose clocks
    differ by more would send twice. So PostgreSQL's clock counts. It is asked by `set`, and from
    then on `uptime`, in seconds, says how much later it is: no step of our clock is felt.
    """

    def __init__(
        self,
        store: Store,
        own: Callable[[], datetime],
        uptime: Callable[[], float] = since_boot,
    ) -> None:
        self._store = store
        self._own = own
        self._uptime = uptime
        self._started: datetime | None = None  # what time it was when `uptime` began

    def __call__(self) -> datetime:
        """Now, in UTC."""
        if self._started is None:
            return self._own()
        return self._started + timedelta(seconds=self._uptime())

    def set(self) -> None:
        """Asks the store again, if it has a clock. Raises StoreError."""
        if self._store.engine.dialect.name != "postgresql":
            return
        with translated(), self._store.engine.connect() as connection:
            asked = self._uptime()
            told: datetime = connection.execute(text("SELECT clock_timestamp()")).scalar_one()
            answered = self._uptime()
        self._started = told.astimezone(UTC) - timedelta(seconds=(asked + answered) / 2)
