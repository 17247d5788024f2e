"""I/O. Discord as the outbox sees it: a digest posted once, looked for, and corrected in place.

It needs no gateway. A delivery's key is the message's nonce, and stands in its button, by which the
channel's own recent messages tell whether it is there.
"""

import asyncio
import logging
from datetime import datetime, timedelta

import discord
from discord.http import HTTPClient

from adapters.chat.managing import panel
from adapters.departing import departing
from adapters.discord import editing
from adapters.discord.calls import about_channel, asking, call, post_to, write_to
from adapters.discord.connection import new_client, point_at
from adapters.discord.history import in_channel, in_forum
from adapters.discord.permissions import FORUMS
from adapters.discord.places import notified
from adapters.discord.rendering import digests, layout
from adapters.discord.rendering.inert import markdown
from adapters.discord.settings import DiscordSettings
from adapters.discord.typed.digest_commands import TYPED
from bot.errors import PostError, PostRefusedError
from bot.models import Brief, Channel, Delivery, Digest, Post, Subscription
from bot.ports import Looked, Pace
from bot.translation import Translation, translation

log = logging.getLogger(__name__)

ANNOUNCEMENTS = 5
EARLIER = timedelta(minutes=10)  # what clocks may differ by
# Seconds that discord.py waits out a 429 by itself. The outbox waits out a longer one: a wait that
# is cut off in the midst would leave nobody knowing whether the digest was posted.
PATIENCE = 0.5


class DiscordPlatform:
    """A ports.Platform over Discord's REST API; logs in when it is first used."""

    name = "discord"
    pace = Pace(per_second=20.0)  # of Discord's 50; the rest is for those who ask

    def __init__(self, settings: DiscordSettings) -> None:
        point_at(settings)
        self._settings = settings
        self._client: discord.Client | None = None
        self._login = asyncio.Lock()
        self._kinds: dict[str, int] = {}

    async def publish(self, delivery: Delivery, digest: Digest, *, key: str, at: datetime) -> Post:
        """Posts the digest now, whatever `at` is: Discord keeps nothing for later."""
        del at
        subscription = delivery.subscription
        channel, title = subscription.channel, digests.title(digest)
        message = digests.digest(digest, key, notified(subscription.mention, channel))
        with departing("discord") as departure:
            http = await self._http()
            kind = await self._kind(http, channel)
            post = await post_to(http, channel, kind, title, message, key, departure)
        if kind == ANNOUNCEMENTS and self._settings.crosspost:
            await _crosspost(http, post)
        return post

    async def look(self, delivery: Delivery, *, key: str, at: datetime) -> Looked:
        """Looks through what the channel got since a little before `at`."""
        channel = delivery.subscription.channel
        http = await self._http()
        since = discord.utils.time_snowflake(at - EARLIER)
        if await self._kind(http, channel) in FORUMS:
            return await in_forum(http, channel, key, since)
        return await in_channel(http, channel, key, since)

    async def withdraw(self, delivery: Delivery, *, at: datetime) -> bool:
        """Discord keeps nothing for later: whatever it was handed has appeared."""
        del delivery, at
        return False

    async def correct(self, post: Post, brief: Brief) -> None:
        """Edits a posted brief in place; a copy in a thread keeps the key it is found by."""
        tr = Translation(post.lang)
        await editing.edit(
            await self._http(), post, lambda as_is: layout.posted(brief, tr, as_is.key)
        )

    async def correct_digest(self, post: Post, digest: Digest) -> None:
        """Edits a posted digest in place, which keeps its key and the role that it names."""
        await editing.edit(
            await self._http(),
            post,
            lambda as_is: digests.digest(digest, as_is.key, notified(as_is.role, post.channel)),
        )

    async def tell_stopped(self, subscription: Subscription, reason: str) -> None:
        """Writes to the owner in private."""
        if subscription.owner is None:
            return
        tr = translation(subscription.languages)
        told = markdown(panel.stopped(subscription, reason, TYPED, tr))
        await write_to(await self._http(), subscription.owner.id, layout.notice(told))

    async def close(self) -> None:
        """Ends the connection; the next use makes a new one."""
        async with self._login:
            if self._client is not None:
                await self._client.close()
                self._client = None

    async def _http(self) -> HTTPClient:
        async with self._login:
            if self._client is None:
                if self._settings.token is None:
                    raise PostRefusedError("discord: no token", advice="Discord is not set up.")
                client = new_client()
                client.http.max_ratelimit_timeout = PATIENCE
                try:
                    async with asking():
                        await client.login(self._settings.token.get_secret_value())
                except BaseException:
                    await client.close()
                    raise
                self._client = client
            return self._client.http

    async def _kind(self, http: HTTPClient, channel: Channel) -> int:
        if channel.id not in self._kinds:
            found = await about_channel(http, channel.id)
            self._kinds[channel.id] = int(found["type"])
        return self._kinds[channel.id]


async def _crosspost(http: HTTPClient, post: Post) -> None:
    """Gives the post to the servers that follow the channel; it stands where it doesn't work."""
    path = "/channels/{channel_id}/messages/{message_id}/crosspost"
    try:
        await call(http, "POST", path, channel_id=post.channel.id, message_id=post.message)
    except PostError as error:
        log.warning("%s: not published to followers: %s", post.channel, error.log)
