"""Pure. How long each step of a delivery may take, and how long is waited before the next."""

from dataclasses import dataclass
from datetime import timedelta

from bot.delivery.schedule import CATCH_UP
from bot.models import Delivery


@dataclass(frozen=True, slots=True)
class Timing:
    """The defaults are for the real platforms; tests run the same steps faster.

    `lease` is longer than composing or sending may take, so that only the dead lose theirs.
    `settle` is the longest that a platform may take over a request, also one that we have given up
    on: what is absent before that may still appear. `last_look` is how long before its moment a
    digest that was sent more than once is looked for again.
    """

    tick: timedelta = timedelta(seconds=30)  # between two looks at what is due
    preparation: timedelta = timedelta(minutes=2)  # for composing, before a digest is handed over
    composing: timedelta = timedelta(seconds=60)
    sending: timedelta = timedelta(seconds=40)
    lease: timedelta = timedelta(minutes=2)
    settle: timedelta = timedelta(minutes=3)
    last_look: timedelta = timedelta(minutes=2)
    retry: timedelta = timedelta(minutes=1)  # after a digest could not be composed
    drain: timedelta = timedelta(seconds=8)  # for what is on its way when the process is to stop
    catch_up: timedelta = CATCH_UP
    alert_catch_up: timedelta = timedelta(hours=1)  # later, it is for the digest
    looks: int = 6  # after which an outcome counts as unknown that the platform can't tell
    pause: timedelta = timedelta(seconds=20)  # after the first look in vain
    longest_pause: timedelta = timedelta(minutes=5)

    def latest(self, delivery: Delivery) -> timedelta:
        """How long after its time it is still sent."""
        return self.alert_catch_up if delivery.alert else self.catch_up

    def next_look(self, looks: int) -> timedelta:
        """How long to wait after so many looks: twice as long each time."""
        return min(self.pause * (1 << min(looks, 16)), self.longest_pause)

    def next_attempt(self, attempts: int, asked: timedelta) -> timedelta:
        """How long to wait after so many attempts: as the platform asks, but ever longer."""
        return max(asked, min(timedelta(seconds=1 << min(attempts, 16)), self.longest_pause))
