"""I/O. What a platform was handed over and keeps until its moment: taken back where nobody wants it
any more, and looked at once more where it was sent more than once."""

import asyncio
import logging
from datetime import datetime

from bot.delivery.courier import Courier, key
from bot.errors import PostError
from bot.store import deliveries, subscriptions
from bot.store.deliveries import HandedOver

log = logging.getLogger(__name__)


async def look_after(courier: Courier) -> None:
    """Does so with everything that has not appeared; tells the channels of what has."""
    name, now = courier.platform.name, courier.clock()
    await courier.in_store(deliveries.tell, name, now=now)
    for one in await courier.in_store(deliveries.handed_over, name, now=now):
        key_of_it = one.delivery.subscription.key
        try:
            async with asyncio.timeout(courier.timing.sending.total_seconds()):
                await _look_after(courier, one, now)
        except (PostError, TimeoutError) as error:
            log.warning("%s: what was handed over is looked after later: %s", key_of_it, error)


async def _look_after(courier: Courier, one: HandedOver, now: datetime) -> None:
    mine = one.delivery.subscription
    standing = await courier.in_store(subscriptions.find, mine.channel, mine.name)
    if standing is None or standing.subscription != mine:
        if await courier.platform.withdraw(one.delivery, at=one.at):
            await courier.in_store(deliveries.taken_back, one)
            log.info("%s: the digest of %s is taken back", mine.key, one.delivery.date)
    elif one.attempts > 1 and one.at - now <= courier.timing.last_look:
        await courier.platform.look(one.delivery, key=key(one.delivery), at=one.at)
