"""I/O. A webhook as the outbox sees it: a digest is sent until it is taken, under one id.

What may have been taken is simply sent again: by its id the receiver knows it, so a look is never
needed and nothing stays unknown.
"""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from adapters.sending import OneWay, Sender, correction_id
from adapters.webhook import events, signing
from adapters.webhook.settings import WebhookSettings
from bot.models import Brief, Channel, Delivery, Digest, Post
from bot.ports import Found, Looked, Pace


class WebhookPlatform(OneWay):
    """A ports.Platform over the operator's own addresses; `clock` gives aware UTC."""

    name = "webhook"
    pace = Pace(per_second=20.0)

    def __init__(
        self, settings: WebhookSettings, clock: Callable[[], datetime], ca: Path | None = None
    ) -> None:
        self._settings = settings
        self._clock = clock
        self._sender = Sender(settings.urls, ca)
        super().__init__(self._sender)

    async def publish(self, delivery: Delivery, digest: Digest, *, key: str, at: datetime) -> Post:
        """Sends the digest now under the id `key`."""
        channel = delivery.subscription.channel
        await self._send(channel, key, events.digest(delivery, digest, at))
        return Post(channel, key)

    async def look(self, delivery: Delivery, *, key: str, at: datetime) -> Looked:
        """To be sent again: a receiver that has it takes it for the same."""
        del delivery, key, at
        return Looked(Found.ABSENT)

    async def correct(self, post: Post, brief: Brief) -> None:
        """Sends the brief as it is now."""
        body = events.corrected_brief(post.channel, post.message, brief, self._clock())
        await self._send(post.channel, correction_id(post, brief), body)

    async def correct_digest(self, post: Post, digest: Digest) -> None:
        """Sends the digest as it is now."""
        body = events.corrected_digest(post.channel, post.message, digest, self._clock())
        await self._send(post.channel, correction_id(post, digest), body)

    async def _send(self, channel: Channel, id: str, body: bytes) -> None:
        secrets = self._settings.secrets.get_secret_value().split()
        await self._sender.send(channel, body, signing.headers(id, self._clock(), body, secrets))
