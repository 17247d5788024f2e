"""I/O. Microsoft Teams as the outbox sees it: a digest posted once by a channel's workflow."""

import logging
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from adapters.sending import OneWay, Sender
from adapters.teams import rendering
from adapters.teams.settings import TeamsSettings
from bot.errors import PostUnknownError
from bot.models import Brief, Delivery, Digest, Post
from bot.ports import Found, Looked, Pace
from bot.translation import translation

log = logging.getLogger(__name__)


class TeamsPlatform(OneWay):
    """A ports.Platform over the workflows that the operator names."""

    name = "teams"
    pace = Pace(per_second=4.0)  # what a workflow's connector takes

    def __init__(self, settings: TeamsSettings, ca: Path | None = None) -> None:
        self._sender = Sender(settings.urls, ca)
        super().__init__(self._sender)

    async def publish(self, delivery: Delivery, digest: Digest, *, key: str, at: datetime) -> Post:
        """Posts the digest now, whatever `at` is."""
        del at
        channel = delivery.subscription.channel
        await self._sender.send(channel, rendering.digest_message(digest), {})
        return Post(channel, key, lang=digest.lang)

    async def look(self, delivery: Delivery, *, key: str, at: datetime) -> Looked:
        """A workflow shows nobody what it posted."""
        del delivery, key, at
        return Looked(Found.UNKNOWN)

    async def correct(self, post: Post, brief: Brief) -> None:
        """Posts the corrected brief: a workflow edits nothing."""
        await self._correct(post, (brief,))

    async def correct_digest(self, post: Post, digest: Digest) -> None:
        """Posts the stories of the digest that were corrected."""
        later = [one.brief for one in digest.items if _is_after(one.brief.corrected, digest.as_of)]
        await self._correct(post, later)

    async def _correct(self, post: Post, briefs: Sequence[Brief]) -> None:
        message = rendering.correction_message(briefs, translation([post.lang]))
        if message is None:
            return
        try:
            await self._sender.send(post.channel, message, {})
        except PostUnknownError as error:  # rather perhaps not than perhaps twice
            log.warning("a correction may be missing: %s", error.log)


def _is_after(corrected: datetime | None, posted: datetime) -> bool:
    return corrected is not None and corrected > posted
