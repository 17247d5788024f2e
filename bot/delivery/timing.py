"""Pure. How long each step of a delivery may take, and how long is waited before the next."""

from dataclasses import dataclass
from datetime import timedelta

from bot.delivery.schedule import CATCH_UP


@dataclass(frozen=True, slots=True)
class Timing:
    """The defaults are for the real platforms; tests run the same steps faster.

    `lease` is longer than composing or sending may take, so that only the dead lose theirs.
    `settle` is how long a request that broke off may still be at work over there.
    """

    tick: timedelta = timedelta(seconds=30)  # between two looks at what is due
    preparation: timedelta = timedelta(minutes=2)  # for composing, before a digest is handed over
    composing: timedelta = timedelta(seconds=60)
    sending: timedelta = timedelta(seconds=30)
    lease: timedelta = timedelta(minutes=2)
    settle: timedelta = timedelta(seconds=20)
    retry: timedelta = timedelta(minutes=1)  # after a digest could not be composed
    drain: timedelta = timedelta(seconds=8)  # for what is on its way when the process is to stop
    catch_up: timedelta = CATCH_UP
    looks: int = 6  # that find nothing out, until an outcome counts as unknown

    def next_look(self, looks: int) -> timedelta:
        """How long to wait after so many looks: twice as long each time."""
        return self.settle * (1 << min(looks, 5))
