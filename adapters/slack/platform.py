"""I/O. Slack as the outbox sees it.

Slack has no key that makes a second post harmless, so a digest is handed over some minutes before
its moment with chat.scheduleMessage, and looked for with chat.scheduledMessages.list: a channel has
one digest at a moment. Once that has passed, only the channel's own history can tell, which is read
where the workspace granted it; the first block is named by the attempt's key.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.blocks import posted_message
from adapters.slack.calls import (
    arguments,
    code,
    digest_client,
    post_error,
    with_or_without_images,
)
from adapters.slack.digests import block_id, digest_message
from adapters.slack.elements import Message, notice
from adapters.slack.front import utc_now
from adapters.slack.installs import Tokens
from adapters.slack.payloads import NAME
from adapters.slack.replies import post, update
from adapters.slack.settings import SlackSettings
from bot.errors import PostDelayedError, PostRefusedError
from bot.models import Brief, Channel, Delivery, Digest, Person, Post
from bot.ports import Found, Looked, Pace

LEAD = timedelta(minutes=3)  # in which a restart is over, and a look can still tell
CLOSE = timedelta(seconds=15)  # before its moment a message may leave the list at any time
SETTLED = timedelta(minutes=1)  # after its moment it stands in the channel, or never will
AHEAD = timedelta(hours=1)  # before it appears a digest is composed and handed over
LONGEST_LATE = timedelta(days=1)  # after its making a digest stands in its channel
PAGE = 200


@dataclass(slots=True)
class SlackPlatform:
    """Posts digests, once each."""

    settings: SlackSettings
    tokens: Tokens
    now: Callable[[], datetime] = utc_now
    name: str = NAME
    # chat.scheduleMessage is in Slack's third tier: 50 a minute in a workspace.
    pace: Pace = field(default_factory=lambda: Pace(0.75, each_workspace=True, lead=LEAD))

    async def publish(self, delivery: Delivery, digest: Digest, *, key: str, at: datetime) -> Post:
        channel = delivery.subscription.channel
        message = _named(digest_message(digest, delivery.subscription.mention), key)
        client = await self._client(channel.workspace)
        try:
            return await _schedule(client, channel, message, at)
        except Exception as error:
            raise post_error(error) from error

    async def look(self, delivery: Delivery, *, key: str, at: datetime) -> Looked:
        channel = delivery.subscription.channel
        client = await self._client(channel.workspace)
        try:
            if listed := await _listed(client, channel, at):
                return Looked(Found.THERE, listed)
            if self.now() < at - CLOSE:
                return Looked(Found.ABSENT)
            return await self._look_in_channel(client, channel, key, at)
        except Exception as error:
            raise post_error(error) from error

    async def _look_in_channel(
        self, client: AsyncWebClient, channel: Channel, key: str, at: datetime
    ) -> Looked:
        try:
            ts = await _found(client, channel, key, at - CLOSE, at + SETTLED)
        except SlackApiError as error:
            if code(error) in {"missing_scope", "not_in_channel", "channel_not_found"}:
                return Looked(Found.UNKNOWN)
            raise
        if ts:
            return Looked(Found.THERE, Post(channel, ts))
        return Looked(Found.ABSENT if self.now() > at + SETTLED else Found.UNKNOWN)

    async def correct(self, post: Post, brief: Brief) -> None:
        client = await self._client(post.channel.workspace)
        await _update(client, post.channel, post.message, posted_message(brief))

    async def correct_digest(self, post: Post, digest: Digest) -> None:
        client = await self._client(post.channel.workspace)
        ts = post.message
        if not _is_timestamp(ts):
            ts = await self._stands_at(client, post, digest)
        await _update(client, post.channel, ts, digest_message(digest))

    async def tell(self, person: Person, text: str) -> None:
        client = await self._client(person.workspace)
        try:
            await post(client, person.id, notice(text))
        except Exception as error:
            raise post_error(error) from error

    async def _stands_at(self, client: AsyncWebClient, post: Post, digest: Digest) -> str:
        """The timestamp of a digest of which we know only that it was scheduled."""
        name = block_id(digest.id or "")
        until = digest.as_of + LONGEST_LATE
        try:
            ts = await _found(client, post.channel, name, digest.as_of - LEAD, until)
        except Exception as error:
            raise post_error(error) from error
        if ts is None and self.now() < digest.as_of + AHEAD:
            raise PostDelayedError(
                f"slack: digest {digest.id} is not in {post.channel} yet",
                advice="The digest will be corrected once it stands in the channel.",
                retry_after=timedelta(minutes=5),
            )
        if ts is None:
            raise PostRefusedError(
                f"slack: digest {digest.id} is not in {post.channel}",
                advice="The digest is no longer in the channel, so it can't be corrected there.",
            )
        return ts

    async def _client(self, workspace: str) -> AsyncWebClient:
        return digest_client(self.settings, await self.tokens.required(workspace))


async def _schedule(
    client: AsyncWebClient, channel: Channel, message: Message, at: datetime
) -> Post:
    async def send(shown: Message) -> Post:
        answer = await client.chat_scheduleMessage(
            channel=channel.id, post_at=_seconds(at), **arguments(shown)
        )
        return Post(channel, str(answer["scheduled_message_id"]))

    return await with_or_without_images(message, send)


async def _listed(client: AsyncWebClient, channel: Channel, at: datetime) -> Post | None:
    seconds = _seconds(at)
    answer = await client.chat_scheduledMessages_list(
        channel=channel.id, oldest=str(seconds - 1), latest=str(seconds + 1), limit=100
    )
    for one in answer["scheduled_messages"]:
        if int(one["post_at"]) == seconds and one["channel_id"] == channel.id:
            return Post(channel, str(one["id"]))
    return None


async def _found(
    client: AsyncWebClient, channel: Channel, name: str, start: datetime, end: datetime
) -> str | None:
    """The timestamp of the message that has a block of this name."""
    cursor = ""
    while True:
        answer = await client.conversations_history(
            channel=channel.id,
            oldest=str(start.timestamp()),
            latest=str(end.timestamp()),
            limit=PAGE,
            cursor=cursor,
        )
        for message in answer["messages"]:
            if name in {block.get("block_id") for block in message.get("blocks") or ()}:
                return str(message["ts"])
        cursor = _next_page(answer.get("response_metadata"))
        if not cursor:
            return None


def _next_page(metadata: Mapping[str, Any] | None) -> str:
    return str((metadata or {}).get("next_cursor") or "")


async def _update(client: AsyncWebClient, channel: Channel, ts: str, message: Message) -> None:
    try:
        await update(client, channel.id, ts, message)
    except Exception as error:
        raise post_error(error) from error


def _named(message: Message, key: str) -> Message:
    first, *rest = message.blocks
    return replace(message, blocks=({**first, "block_id": key}, *rest))


def _seconds(at: datetime) -> int:
    """Slack takes whole seconds: never before the moment."""
    return math.ceil(at.timestamp())


def _is_timestamp(name: str) -> bool:
    return name.replace(".", "", 1).isdecimal()
