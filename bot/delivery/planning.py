"""I/O. Which of a platform's digests are due or missed, written down for the couriers."""

import logging
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.delivery import schedule
from bot.delivery.pacing import ahead
from bot.delivery.schedule import Skip
from bot.delivery.timing import Timing
from bot.models import SubscriptionState
from bot.ports import Platform
from bot.store import deliveries, subscriptions
from bot.store.deliveries import Decision
from bot.store.engine import Store
from bot.store.subscriptions import Standing

log = logging.getLogger(__name__)


def plan(store: Store, platform: Platform, timing: Timing, *, now: datetime) -> int:
    """Decides every date that is due by now, or so soon that it must be begun; returns how many.

    A subscription whose zone this machine doesn't know is broken, with the reason.
    """
    standings = subscriptions.active(store, platform.name)
    everyone = Counter(one.subscription.channel.workspace for one in standings)
    decisions: list[Decision] = []
    for standing in standings:
        subscription = standing.subscription
        channel = subscription.channel
        together = platform.pace.each_workspace
        sharing = everyone[channel.workspace] if together else len(standings)
        begun = ahead(platform.pace, sharing, timing.preparation)
        try:
            decisions += _decisions(standing, now, begun, timing)
        except (KeyError, ValueError) as error:
            log.warning("subscription %s: %s", subscription.key, error)
            reason = "Its time zone is not known any more: please subscribe again with another."
            subscriptions.set_state(store, subscription, SubscriptionState.BROKEN, reason)
    return deliveries.decide(store, decisions, now=now) if decisions else 0


def _decisions(
    standing: Standing, now: datetime, begun: timedelta, timing: Timing
) -> Iterator[Decision]:
    found = schedule.due(
        standing.subscription, now=now, last=standing.last, ahead=begun, catch_up=timing.catch_up
    )
    for one in found:
        if isinstance(one, Skip):
            yield Decision(one.delivery, one.reason)
        else:
            yield Decision(one)
