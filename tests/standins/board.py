"""A platform in memory that takes digests, loses them, answers nothing, and can be looked at.

`outcomes` are what becomes of the next digests handed over; without any, they are taken.
"""

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.errors import PostDelayedError, PostRefusedError, PostUnknownError
from bot.models import Brief, Channel, Delivery, Digest, Person, Post, Subscription
from bot.ports import Found, Looked, Pace

SPEED = 1e9  # a second: as fast as you like


class Crash(BaseException):
    """The process is gone, as by kill -9: nothing after it runs."""


@dataclass(frozen=True, slots=True)
class Pinned:
    """A digest on the board."""

    channel: Channel
    key: str
    at: datetime
    handed_over: datetime
    digest: Digest


@dataclass(slots=True)
class Board:
    """With a `pace.lead`, keeps a digest until its moment, and can't be asked for it after that.

    An outcome "late 200" is a request that is not answered, and carried out 200 seconds later.
    """

    clock: Callable[[], datetime]
    name: str = "discord"
    pace: Pace = field(default_factory=lambda: Pace(SPEED))
    outcomes: deque[str] = field(default_factory=deque)
    looks: deque[str] = field(default_factory=deque)
    pinned: list[Pinned] = field(default_factory=list)
    coming: list[tuple[datetime, Pinned]] = field(default_factory=list)
    takes: float = 0  # seconds, until a digest is on the board
    tries: int = 0
    edits: list[tuple[Post, Brief | Digest]] = field(default_factory=list)
    told: list[tuple[Person | None, str]] = field(default_factory=list)

    async def publish(self, delivery: Delivery, digest: Digest, *, key: str, at: datetime) -> Post:
        """Takes the digest, or does what the next outcome says."""
        self.tries += 1
        outcome = self.outcomes.popleft() if self.outcomes else "taken"
        _stop(outcome)
        now = self.clock()
        self.arrive()
        await asyncio.sleep(self.takes)
        pinned = Pinned(delivery.subscription.channel, key, at, now, digest)
        if outcome.startswith("taken"):
            self.pinned.append(pinned)
        elif outcome.startswith("late"):
            self.coming.append((now + timedelta(seconds=float(outcome.split()[1])), pinned))
        match outcome:
            case "taken":
                return _post(pinned)
            case "taken, then a crash":
                raise Crash
            case "taken, then silence":
                await asyncio.sleep(3600)
            case "taken, then a surprise":
                raise RuntimeError("an answer that nobody foresaw")
        raise PostUnknownError("no answer", advice="Nobody knows.")

    async def look(self, delivery: Delivery, *, key: str, at: datetime) -> Looked:
        """What is on the board under this key."""
        outcome = self.looks.popleft() if self.looks else "seen"
        _stop(outcome)
        self.arrive()
        if outcome == "unknown" or (self.pace.lead and self.clock() >= at):
            return Looked(Found.UNKNOWN)
        channel = delivery.subscription.channel
        found = [one for one in self.pinned if (one.channel, one.key) == (channel, key)]
        for again in found[1:]:
            if again.at > self.clock():
                self.pinned.remove(again)
        return Looked(Found.THERE, _post(found[0])) if found else Looked(Found.ABSENT)

    def arrive(self) -> None:
        """What was late is there by now, unless the moment it was for has passed."""
        here = [one for when, one in self.coming if when <= self.clock()]
        self.coming = [(when, one) for when, one in self.coming if one not in here]
        self.pinned += [one for one in here if one.at > self.clock() or not self.pace.lead]

    async def withdraw(self, delivery: Delivery, *, at: datetime) -> bool:
        """Takes back what has not appeared."""
        channel = delivery.subscription.channel
        kept = [one for one in self.pinned if (one.channel, one.at) != (channel, at)]
        if self.clock() >= at:
            return False
        self.pinned[:] = kept
        return True

    async def correct(self, post: Post, brief: Brief) -> None:
        """Edits a brief."""
        await self._edit(post, brief)

    async def correct_digest(self, post: Post, digest: Digest) -> None:
        """Edits a digest."""
        await self._edit(post, digest)

    async def tell_stopped(self, subscription: Subscription, reason: str) -> None:
        """Tells an owner, unless the next outcome is another."""
        _stop(self.outcomes.popleft() if self.outcomes else "taken")
        self.told.append((subscription.owner, reason))

    async def _edit(self, post: Post, now: Brief | Digest) -> None:
        _stop(self.outcomes.popleft() if self.outcomes else "taken")
        self.edits.append((post, now))


def _post(pinned: Pinned) -> Post:
    return Post(pinned.channel, pinned.key)


def _stop(outcome: str) -> None:
    """Ends here unless the digest may be taken."""
    match outcome.split():
        case ["crash"]:
            raise Crash
        case ["refused"]:
            raise PostRefusedError("channel_not_found", advice="The channel is gone.")
        case ["delayed", seconds]:
            wait = timedelta(seconds=float(seconds))
            raise PostDelayedError("429", advice="Too many at once.", retry_after=wait)
        case ["lost"]:
            raise PostUnknownError("connection reset", advice="Nobody knows.")
