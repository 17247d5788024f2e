"""Pure. Whether a chat platform is reached, as its adapter notes it, for readiness and metrics."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

AWAY = timedelta(seconds=30)  # without a connection, in which one may come back by itself


@dataclass(slots=True)
class Connection:
    """What is known of the connections to one platform; none is expected before `expected`."""

    name: str
    clock: Callable[[], datetime]
    count: int = 0  # of those that are open
    _fault: str | None = None
    _down_since: datetime | None = None

    def expected(self) -> None:
        """From now on there should be one, if there is none yet."""
        if not self.count and self._down_since is None:
            self._down_since = self.clock()

    def unneeded(self) -> None:
        """Another replica has it, or nobody is to be answered."""
        self.count, self._fault, self._down_since = 0, None, None

    def opened(self) -> None:
        """One more is open: whatever was wrong is over."""
        self.count += 1
        self._fault, self._down_since = None, None

    def reopened(self) -> None:
        """The only one is open, perhaps in the place of one whose end nobody noted."""
        self.count = 0
        self.opened()

    def closed(self) -> None:
        """One less is open."""
        self.count = max(0, self.count - 1)
        self.expected()

    def refused(self, advice: str) -> None:
        """The platform won't have us until somebody does something about it."""
        self._fault = advice

    def trouble(self) -> str | None:
        """What keeps people from being answered, and what to do; None if nothing does."""
        if self._fault is not None:
            return self._fault
        if self._down_since is None or self.clock() - self._down_since < AWAY:
            return None
        return f"{self.name} can't be reached for more than 30 seconds: look at the network."
