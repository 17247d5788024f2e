"""I/O. Messages that Slack is handed before their moment, and whether it would take one."""

import logging
import math
from datetime import datetime, timedelta

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.chat.lines import said
from adapters.slack.calls import arguments, as_rich_as_taken, code, post_error
from adapters.slack.rendering.elements import Message, notice
from bot.errors import PostRefusedError
from bot.models import Channel, Post
from bot.translation import translatable

log = logging.getLogger(__name__)

FAR_AHEAD = timedelta(days=100)  # Slack takes a message up to 120 days before its moment
_TRIAL = translatable("This was to see whether I may post here. Please ignore it.")


async def require_posting(client: AsyncWebClient, channel: Channel, now: datetime) -> None:
    """Raises PostRefusedError where Slack would not take a digest: it is handed a message as a
    digest is, which is taken back at once. Where Slack can't say, the digest itself will tell."""
    try:
        await withdrawn(
            client, await schedule(client, channel, notice(said(_TRIAL)), now + FAR_AHEAD)
        )
    except Exception as error:
        failed = post_error(error)
        if isinstance(failed, PostRefusedError):
            raise failed from error
        log.info("slack: whether it may post in %s is not known: %s", channel, failed.log)


async def schedule(
    client: AsyncWebClient, channel: Channel, message: Message, at: datetime
) -> Post:
    """Hands a message over, to appear at a moment."""

    async def send(shown: Message) -> Post:
        answer = await client.chat_scheduleMessage(
            channel=channel.id, post_at=in_seconds(at), **arguments(shown)
        )
        return Post(channel, str(answer["scheduled_message_id"]))

    return await as_rich_as_taken(message, send)


async def withdrawn(client: AsyncWebClient, post: Post) -> bool:
    """Takes back a scheduled message; False where it is too late for that."""
    try:
        await client.chat_deleteScheduledMessage(
            channel=post.channel.id, scheduled_message_id=post.message
        )
    except SlackApiError as error:
        if code(error) != "invalid_scheduled_message_id":
            raise
        return False
    return True


def in_seconds(at: datetime) -> int:
    """Slack takes whole seconds: never before the moment."""
    return math.ceil(at.timestamp())
