"""I/O. One delivery, as far as it can be brought now: compose, write down the intent, send, commit.

A digest whose outcome is not known is looked for on the platform. Found, it is committed; absent
once no request can be at work any more, it is sent again; and where nobody can tell, it is not, and
is reported. While the platform can't be asked, it is asked until the digest is too old.
"""

import asyncio
import hashlib
import logging
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Concatenate, ParamSpec, TypeVar

from bot.delivery import schedule
from bot.delivery.outage import Outage
from bot.delivery.pacing import Turns
from bot.delivery.timing import Timing
from bot.errors import BriefbotError, PostDelayedError, PostRefusedError, StoreError
from bot.models import Delivery, Digest, Post, Subscription
from bot.ports import Found, Platform
from bot.store import briefs, deliveries, subscriptions
from bot.store.deliveries import Claim, DeliveryState
from bot.store.engine import Store

log = logging.getLogger(__name__)

Given = ParamSpec("Given")
Result = TypeVar("Result")

BETWEEN_COMMITS = 1.0  # seconds, until the store takes what became of a digest
PATIENCE = 1.0  # seconds that a courier waits for a turn; until a later one it does other work
_NOBODY_KNOWS = "nobody can tell whether it was posted"
KEY_BYTES = 12  # 24 characters; Discord takes 25


@dataclass(frozen=True, slots=True)
class Composed:
    """A digest, and what its channel is told by it: a text of the newsroom's by story."""

    digest: Digest
    told: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Skipped:
    """No digest for this date, and why: "nothing new"."""

    reason: str


Compose = Callable[[Subscription, Delivery], Awaitable[Composed | Skipped]]


def key(delivery: Delivery) -> str:
    """The name of a delivery on its platform: the same whoever sends it, and however often."""
    name = f"{delivery.subscription.key} {delivery.date} {delivery.alert}".rstrip().encode()
    return hashlib.blake2b(name, digest_size=KEY_BYTES).hexdigest()


@dataclass(frozen=True, slots=True)
class Courier:
    """What brings the deliveries of one platform there; `thread` is where the store is used."""

    store: Store
    platform: Platform
    compose: Compose
    clock: Callable[[], datetime]
    timing: Timing
    turns: Turns
    thread: Executor
    stopping: asyncio.Event
    outage: Outage

    async def deliver(self, claim: Claim) -> None:
        """Brings a claimed delivery as far as it can be; the store says how far that was."""
        if claim.state is DeliveryState.TRYING:
            if not await self._confirm_absent(claim):
                return
            claim = await self.in_store(deliveries.absent, claim, reason="was not there")
        if not await self._confirm_wanted(claim):
            return
        digest = await self._stored(claim) or await self._composed(claim)
        if digest is None:
            return
        due, now = claim.delivery.due, self.clock()
        if not self.platform.pace.lead and due > now:
            await self.in_store(deliveries.absent, claim, reason="composed", again=due)
            return
        wait = self.turns.seconds(claim.id, claim.delivery.subscription.channel.workspace)
        if wait > PATIENCE or self.stopping.is_set():
            again = now + timedelta(seconds=wait)
            await self.in_store(deliveries.absent, claim, reason="waits for its turn", again=again)
        else:
            await self._send(claim, digest)

    async def _confirm_wanted(self, claim: Claim) -> bool:
        """Ends a delivery that is too old, or whose channel has changed its mind since."""
        subscription = claim.delivery.subscription
        now = self.clock()
        if now - claim.delivery.due > self.timing.latest(claim.delivery):
            await self._end(claim, DeliveryState.SKIPPED, "missed for too long")
            return False
        standing = await self.in_store(subscriptions.find, subscription.channel, subscription.name)
        if standing is None:
            await self._end(claim, DeliveryState.SKIPPED, "no longer wanted")
            return False
        if standing.subscription != subscription:  # also paused, perhaps for a moment
            await self.in_store(deliveries.withdraw, claim)
            return False
        return True

    async def _stored(self, claim: Claim) -> Digest | None:
        return await self.in_store(briefs.digest, claim.digest) if claim.digest else None

    async def _composed(self, claim: Claim) -> Digest | None:
        delivery = claim.delivery
        try:
            async with asyncio.timeout(self.timing.composing.total_seconds()):
                made = await self.compose(delivery.subscription, delivery)
        except Exception as error:  # noqa: BLE001  whatever it was, the others go on
            _report(f"{_name(claim)} could not be composed", error)
            again, why = self.clock() + self.timing.retry, "could not be composed"
            await self.in_store(deliveries.absent, claim, reason=why, again=again)
            return None
        if isinstance(made, Skipped):
            await self._end(claim, DeliveryState.SKIPPED, made.reason)
            return None
        now = self.clock()
        return await self.in_store(deliveries.composed, claim, made.digest, made.told, now=now)

    async def _send(self, claim: Claim, digest: Digest) -> None:
        delivery, now = claim.delivery, self.clock()
        at = max(delivery.due, now + self.platform.pace.lead)
        shown = _labelled(digest, schedule.late_note(delivery, at))
        relabelled = None if shown == digest else shown
        settled = now + self.timing.settle
        if not await self.in_store(
            deliveries.intend, claim, at=at, now=now, settled=settled, relabelled=relabelled
        ):
            return  # taken for dead; another has it
        await self.turns.take(claim.id, delivery.subscription.channel.workspace)
        if self.clock() - now > claim.lasts - self.timing.sending:
            # The process or the store stood still: another may have looked and sent before we have.
            why = "held up before it was sent"
            await self.in_store(deliveries.absent, claim, reason=why, again=self.clock())
            return
        try:
            async with asyncio.timeout(self.timing.sending.total_seconds()):
                post = await self.platform.publish(delivery, shown, key=key(delivery), at=at)
        except PostRefusedError as error:
            await self._break_off(claim, DeliveryState.REFUSED, error)
        except (Exception, asyncio.CancelledError) as error:
            if delayed := _not_sent(error):
                again = self.clock() + self.timing.next_attempt(claim.attempts, delayed.retry_after)
                await self.in_store(deliveries.absent, claim, reason=delayed.log, again=again)
            if isinstance(error, asyncio.CancelledError):
                raise
            if delayed:
                return
            # Whatever it was, it may have been taken.
            _report(f"{_name(claim)} may have been sent", error)
            again, why = self.clock() + self.timing.next_look(0), str(error)
            await self.in_store(deliveries.look_again, claim, reason=why, again=again, looks=0)
        else:
            await self._commit(claim, post, appeared=max(at, self.clock()))

    async def _confirm_absent(self, claim: Claim) -> bool:
        """Looks for what may be there; commits it, waits or gives up, unless it is not."""
        delivery, at = claim.delivery, claim.at or claim.delivery.due
        try:
            async with asyncio.timeout(self.timing.sending.total_seconds()):
                looked = await self.platform.look(delivery, key=key(delivery), at=at)
        except PostRefusedError as error:
            await self._break_off(claim, DeliveryState.UNKNOWN, error)
            return False
        except PostDelayedError as error:
            await self._look_later(claim, error.log, at_least=error.retry_after)
            return False
        except Exception as error:  # noqa: BLE001  whatever it was, a later look may tell
            _report(f"{_name(claim)} could not be looked for", error)
            await self._look_later(claim, "could not be looked for")
            return False
        match looked.found:
            case Found.ABSENT if claim.settled is None or self.clock() >= claim.settled:
                return True
            case Found.ABSENT:
                await self._look_later(claim, "may still be on its way")
            case Found.THERE:
                await self._commit(claim, looked.post, appeared=at)
            case Found.UNKNOWN if claim.looks + 1 < self.timing.looks:
                await self._look_later(claim, "not known yet")
            case Found.UNKNOWN:
                await self._end(claim, DeliveryState.UNKNOWN, _NOBODY_KNOWS)
        return False

    async def _look_later(
        self, claim: Claim, reason: str, *, at_least: timedelta = timedelta(0)
    ) -> None:
        """Until the digest is too old to be sent."""
        now, looks = self.clock(), claim.looks + 1
        if now - claim.delivery.due > self.timing.catch_up:
            await self._end(claim, DeliveryState.UNKNOWN, _NOBODY_KNOWS)
            return
        pause = self.timing.next_look(claim.looks)
        if claim.settled is not None and now < claim.settled:
            pause = min(pause, claim.settled - now)
        again = now + max(at_least, pause)
        await self.in_store(deliveries.look_again, claim, reason=reason, again=again, looks=looks)

    async def _commit(self, claim: Claim, post: Post | None, *, appeared: datetime) -> None:
        """As soon as the store takes it: what is known now, a look may not find out later."""
        while True:
            try:
                now = self.clock()
                await self.in_store(deliveries.sent, claim, post, appeared=appeared, now=now)
            except StoreError as error:
                if self.stopping.is_set():
                    raise
                self.outage.met("delivering", error)
            else:
                return
            await asyncio.sleep(BETWEEN_COMMITS)

    async def _end(self, claim: Claim, state: DeliveryState, reason: str) -> None:
        log.warning("%s: %s, %s", _name(claim), state.value, reason)
        await self.in_store(deliveries.end, claim, state, reason, now=self.clock())

    async def _break_off(self, claim: Claim, state: DeliveryState, error: PostRefusedError) -> None:
        """Ends a subscription whose digests the platform will never take; tells its owner."""
        log.warning("%s: %s", _name(claim), error.log)
        now = self.clock()
        if not await self.in_store(deliveries.break_off, claim, state, error.advice, now=now):
            return
        try:
            async with asyncio.timeout(self.timing.sending.total_seconds()):
                await self.platform.tell_stopped(claim.delivery.subscription, error.advice)
        except Exception as failed:  # noqa: BLE001  the reason stands with the subscription
            _report(f"{_name(claim)}: its owner could not be told", failed)

    async def in_store(
        self,
        function: Callable[Concatenate[Store, Given], Result],
        *arguments: Given.args,
        **named: Given.kwargs,
    ) -> Result:
        """A function of the store's, off the loop."""
        work = partial(function, self.store, *arguments, **named)
        return await asyncio.get_running_loop().run_in_executor(self.thread, work)


def _not_sent(error: BaseException) -> PostDelayedError | None:
    """What is known of a post of which nothing was taken, also where it was given up before any of
    it had left; None where it may have been sent."""
    given_up = error.__cause__ if isinstance(error, TimeoutError) else error
    known = given_up.__cause__ if isinstance(given_up, asyncio.CancelledError) else given_up
    return known if isinstance(known, PostDelayedError) else None


def _labelled(digest: Digest, label: str | None) -> Digest:
    if label is None or label in (digest.note or ""):
        return digest
    return replace(digest, note=f"{label} {digest.note}" if digest.note else label)


def _name(claim: Claim) -> str:
    return f"delivery {claim.delivery.subscription.key} {claim.delivery.date}"


def _report(what: str, error: Exception) -> None:
    """Expected errors in a line, unexpected ones with where they come from."""
    if isinstance(error, BriefbotError):
        log.warning("%s: %s", what, error.log)
    elif isinstance(error, TimeoutError):
        log.warning("%s: it took too long", what)
    else:
        log.error("%s: %s", what, type(error).__name__, exc_info=error)
