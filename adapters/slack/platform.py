"""I/O. Slack as the outbox sees it.

Slack has no key that makes a second post harmless, so a digest is handed over some minutes before
its moment with chat.scheduleMessage, and looked for with chat.scheduledMessages.list: from the time
a digest is due until hours later, a channel has no other. Once its moment has passed, only the
channel's own history can tell, which is read where the workspace granted it; the first block is
named by the attempt's key. Whether a moment has passed is decided by Slack's clock, not by ours.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.chat.managing import panel
from adapters.departing import departing
from adapters.slack.calls import (
    code,
    digest_client,
    post_error,
    session,
    slack_time,
    unsent,
)
from adapters.slack.commands import TYPED
from adapters.slack.front import utc_now
from adapters.slack.installs import Tokens
from adapters.slack.payloads import NAME
from adapters.slack.rendering.blocks import posted_message
from adapters.slack.rendering.digests import block_id, digest_message, mentioned_in
from adapters.slack.rendering.elements import Message, notice
from adapters.slack.replies import post, update
from adapters.slack.scheduling import in_seconds, schedule, withdrawn
from adapters.slack.settings import SlackSettings
from bot.errors import PostDelayedError, PostRefusedError
from bot.models import Brief, Channel, Delivery, Digest, Post, Subscription
from bot.ports import Found, Looked, Pace
from bot.translation import Translation, translation

log = logging.getLogger(__name__)

LEAD = timedelta(minutes=5)  # in which a restart is over, and a look can still tell
SOON = timedelta(minutes=1)  # to go: too soon to be handed over, so our clock is behind
CLOSE = timedelta(seconds=15)  # before its moment a message may leave the list at any time
SETTLED = timedelta(minutes=1)  # after its moment it stands in the channel, or never will
AHEAD = timedelta(hours=1)  # before it appears a digest is composed and handed over
LATER = timedelta(hours=4)  # than its moment a digest may be listed for, where clocks stepped
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
        """Hands the digest over, unless an earlier request has been carried out meanwhile."""
        channel = delivery.subscription.channel
        message = digest_message(digest, delivery.subscription.mention, key)
        with departing("slack") as departure:
            client = await self._client(channel.workspace)
            try:
                listed, now = await self._listed(client, delivery, at)
            except Exception as error:
                raise unsent(error) from error
            if listed:
                return listed[0]
            moment = at if at > now + SOON else now + LEAD
            try:
                async with session(departure) as client.session:
                    return await schedule(client, channel, message, moment)
            except Exception as error:
                raise post_error(error) from error

    async def look(self, delivery: Delivery, *, key: str, at: datetime) -> Looked:
        """Looks at what is scheduled, then in the channel; where it is scheduled several times, all
        but the first are withdrawn."""
        client = await self._client(delivery.subscription.channel.workspace)
        try:
            listed, now = await self._listed(client, delivery, at)
            for again in listed[1:]:
                await withdrawn(client, again)
            if listed:
                return Looked(Found.THERE, listed[0])
            if now < at - CLOSE:
                return Looked(Found.ABSENT)
            return await _look_in_channel(client, delivery, key, at=at, now=now)
        except Exception as error:
            raise unsent(error) from error

    async def withdraw(self, delivery: Delivery, *, at: datetime) -> bool:
        """Takes back what is scheduled; Slack lets us until a minute before its moment."""
        client = await self._client(delivery.subscription.channel.workspace)
        try:
            listed, now = await self._listed(client, delivery, at)
            gone = [await withdrawn(client, one) for one in listed]
        except Exception as error:
            raise unsent(error) from error
        return all(gone) if gone else now < at - CLOSE

    async def correct(self, post: Post, brief: Brief) -> None:
        client = await self._client(post.channel.workspace)
        message = posted_message(brief, Translation(post.lang))
        await _update(client, post.channel, post.message, message)

    async def correct_digest(self, post: Post, digest: Digest) -> None:
        client = await self._client(post.channel.workspace)
        ts = post.message
        if not _is_timestamp(ts):
            ts = await self._stands_at(client, post, digest)
        mention, key = await _opening_of(client, post.channel, ts)
        await _update(client, post.channel, ts, digest_message(digest, mention, key))

    async def tell_stopped(self, subscription: Subscription, reason: str) -> None:
        if subscription.owner is None:
            return
        client = await self._client(subscription.channel.workspace)
        tr = translation(subscription.languages)
        told = notice(panel.stopped(subscription, reason, TYPED, tr))
        try:
            await post(client, subscription.owner.id, told)
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

    async def _listed(
        self, client: AsyncWebClient, delivery: Delivery, at: datetime
    ) -> tuple[list[Post], datetime]:
        """Where the delivery is scheduled, the first to appear first; and what time it is there."""
        channel = delivery.subscription.channel
        answer = await client.chat_scheduledMessages_list(
            channel=channel.id,
            oldest=str(in_seconds(min(delivery.due, at)) - 1),
            latest=str(in_seconds(at + LATER)),
            limit=100,
        )
        found = [one for one in answer["scheduled_messages"] if one["channel_id"] == channel.id]
        found.sort(key=lambda one: int(one["post_at"]))
        return [Post(channel, str(one["id"])) for one in found], slack_time(answer, self.now())

    async def _client(self, workspace: str) -> AsyncWebClient:
        return digest_client(self.settings, await self.tokens.required(workspace))


async def _look_in_channel(
    client: AsyncWebClient, delivery: Delivery, key: str, *, at: datetime, now: datetime
) -> Looked:
    channel, there = delivery.subscription.channel, at + SETTLED
    try:
        ts = await _found(client, channel, key, min(delivery.due, at) - CLOSE, max(there, now))
    except SlackApiError as error:
        if code(error) in {"missing_scope", "not_in_channel", "channel_not_found"}:
            return Looked(Found.UNKNOWN)
        raise
    if ts:
        return Looked(Found.THERE, Post(channel, ts))
    if now > there:
        return Looked(Found.ABSENT)
    raise PostDelayedError(
        f"slack: a digest may be about to appear in {channel}",
        advice="The digest is looked for again in a minute.",
        retry_after=there - now,
    )


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


async def _opening_of(client: AsyncWebClient, channel: Channel, ts: str) -> tuple[str | None, str]:
    """Whom a posted digest notifies, and the key by which it is found: its first block has both."""
    try:
        answer = await client.conversations_history(
            channel=channel.id, oldest=ts, latest=ts, inclusive=True, limit=1
        )
    except SlackApiError as error:  # without the scope, say: the words matter more
        log.info("slack: a digest is corrected without a look at it: %s", code(error))
        return None, ""
    except Exception as error:
        raise unsent(error) from error
    blocks = next((one.get("blocks") or [] for one in answer["messages"]), [])
    return mentioned_in(blocks), str(blocks[0].get("block_id") or "") if blocks else ""


async def _update(client: AsyncWebClient, channel: Channel, ts: str, message: Message) -> None:
    try:
        await update(client, channel.id, ts, message)
    except Exception as error:
        raise post_error(error) from error


def _is_timestamp(name: str) -> bool:
    return name.replace(".", "", 1).isdecimal()
