"""I/O. What can't be done because the store can't be used: a line of log a minute, and why."""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import inf

from bot.errors import StoreError

log = logging.getLogger("briefbot")

BETWEEN_LINES = 60.0  # seconds, though everything that uses the store meets it again and again


@dataclass(slots=True)
class Outage:
    """Shared by all that use one store; `clock` is in seconds."""

    clock: Callable[[], float] = time.monotonic
    _said: float = -inf
    _met: dict[str, StoreError] = field(default_factory=dict)

    @property
    def trouble(self) -> str | None:
        """What keeps the store from being used, and what to do; None while it can be."""
        return next((error.advice for error in self._met.values()), None)

    @contextmanager
    def noting(self, work: str) -> Iterator[None]:
        """Lets no StoreError through; the work is in trouble until it is done without one."""
        try:
            yield
        except StoreError as error:
            self.met(work, error)
        else:
            self.over(work)

    def met(self, work: str, error: StoreError) -> None:
        """The work could not be done, and will be tried again."""
        self._met[work] = error
        self.tell(work, error)

    def tell(self, work: str, error: StoreError) -> None:
        """Says so in the log, unless something was said just now."""
        now = self.clock()
        if now - self._said >= BETWEEN_LINES:
            self._said = now
            log.error("%s: the store can't be used: %s", work, error.log)

    def over(self, work: str) -> None:
        """The work could be done."""
        if self._met.pop(work, None) and not self._met:
            self._said = -inf
            log.info("%s: the store can be used again", work)
