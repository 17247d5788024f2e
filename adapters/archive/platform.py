"""Pure. The archive as the outbox sees it: a digest is posted by being stored.

Its pages are made of the stored digest, so that a correction stands there at once.
"""

from datetime import datetime

from bot.models import Brief, Delivery, Digest, Post, Subscription
from bot.ports import Found, Looked, Pace


class ArchivePlatform:
    """Where each day's digest goes; its message is the day."""

    name = "archive"
    pace = Pace(per_second=10)

    async def publish(self, delivery: Delivery, digest: Digest, *, key: str, at: datetime) -> Post:  # noqa: ARG002  the port's
        return Post(delivery.subscription.channel, delivery.date.isoformat())

    async def look(self, delivery: Delivery, *, key: str, at: datetime) -> Looked:  # noqa: ARG002  the port's
        """Nothing is anywhere but in our own store, where a second time changes nothing."""
        return Looked(Found.ABSENT)

    async def withdraw(self, delivery: Delivery, *, at: datetime) -> bool:  # noqa: ARG002  the port's
        return True

    async def correct(self, post: Post, brief: Brief) -> None:
        """Its page says what is stored already."""

    async def correct_digest(self, post: Post, digest: Digest) -> None:
        """So does this."""

    async def tell_stopped(self, subscription: Subscription, reason: str) -> None:
        """It is refused by nobody."""
