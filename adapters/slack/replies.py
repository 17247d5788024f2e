"""I/O. Where an answer goes: to the asker alone, or into a thread for everybody.

A response URL serves five times in thirty minutes; after that the asker is told by an ephemeral
message, and where that can't be, in the messages beside the App Home.
"""

import logging
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Protocol

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from adapters.slack.calls import RateLimit, arguments, as_rich_as_taken, code, post_error
from adapters.slack.rendering.elements import Message
from bot.errors import PostUnknownError

log = logging.getLogger(__name__)

GONE = {403, 404, 410}
_NOT_WITH_US = {"not_in_channel", "channel_not_found", "user_not_in_channel"}


class Reply(Protocol):
    """Says that an answer comes, gives it, or says to the asker why there is none."""

    async def wait(self, message: Message) -> None:
        """Shows it until something else is shown."""

    async def show(self, message: Message) -> str | None:
        """Shows it in the place of what said to wait; its timestamp, where everybody sees it."""

    async def replace(self, message: Message) -> str | None:
        """Shows it, where it can, in the place of the message that was pressed in."""

    async def tell(self, message: Message) -> None:
        """Shows it to the asker alone, and takes away what said to wait."""

    async def take_away(self) -> None:
        """Takes away what said to wait, or the message that was pressed in."""


@dataclass(slots=True)
class PrivateReply:
    """To one person; `url` is Slack's response URL, if it gave one.

    `can_replace` where something was pressed in a message that this person alone sees: nothing
    else is ever replaced, neither others' messages nor what answered a command.
    """

    client: AsyncWebClient
    user: str
    channel: str
    url: str | None = None
    thread: str | None = None
    can_replace: bool = False

    async def wait(self, message: Message) -> None:
        """Beside what was pressed in: were that replaced, an error would leave nothing of it."""
        await self._shown(message, replacing=False)

    async def show(self, message: Message) -> None:
        await self._shown(message, replacing=False)

    async def replace(self, message: Message) -> None:
        await self._shown(message, replacing=self.can_replace)

    async def tell(self, message: Message) -> None:
        await self.show(message)

    async def take_away(self) -> None:
        if self.url and self.can_replace:
            try:
                await self._hook(self.url).send_dict({"delete_original": True})
            except (OSError, TimeoutError, aiohttp.ClientError) as error:
                log.info("slack: a used button stays: %s", error)

    async def _shown(self, message: Message, *, replacing: bool) -> None:
        if self.url and await self._respond(self.url, message, replacing=replacing):
            return
        if not self.channel:
            await self._in_person(message)
            return
        try:
            await as_rich_as_taken(message, self._beside)
        except SlackApiError as error:
            if code(error) not in _NOT_WITH_US:
                raise
            await self._in_person(message)

    async def _beside(self, message: Message) -> None:
        await self.client.chat_postEphemeral(
            channel=self.channel,
            user=self.user,
            thread_ts=self.thread,
            text=message.text,
            blocks=list(message.blocks),
            link_names=False,
            parse="none",
        )

    async def _in_person(self, message: Message) -> None:
        await post(self.client, self.user, message)

    async def _respond(self, url: str, message: Message, *, replacing: bool) -> bool:
        """Whether the response URL surely took it; one that is used up or over does not.

        What may have been taken is shown once more in another way: better twice than not at all.
        """
        body: dict[str, Any] = {"response_type": "ephemeral", "replace_original": replacing}
        if self.thread and not replacing:
            body["thread_ts"] = self.thread
        for one in (message, message.plainer()):
            body |= {"text": one.text, "blocks": list(one.blocks)}
            try:
                answer = await self._hook(url).send_dict(body)
            except (OSError, TimeoutError, aiohttp.ClientError) as error:
                log.info("slack: a response URL failed: %s", error)
                return False
            if answer.status_code != HTTPStatus.BAD_REQUEST:  # which a picture may be the cause of
                break
        if answer.status_code in GONE:
            self.url = None
        return answer.status_code == HTTPStatus.OK

    def _hook(self, url: str) -> AsyncWebhookClient:
        return AsyncWebhookClient(
            url, session=self.client.session, retry_handlers=[RateLimit(max_retry_count=2)]
        )


@dataclass(slots=True)
class ThreadReply:
    """Into a thread or, without one, below it; `aside` is for what the asker alone should see,
    where others could."""

    client: AsyncWebClient
    channel: str
    thread: str | None
    aside: PrivateReply | None = None
    _waiting: str | None = None

    async def wait(self, message: Message) -> None:
        self._waiting = await post(self.client, self.channel, message, self.thread)

    async def show(self, message: Message) -> str:
        ts, self._waiting = self._waiting, None
        if ts is not None:
            try:
                await update(self.client, self.channel, ts, message)
            except SlackApiError as error:
                if isinstance(post_error(error), PostUnknownError):
                    raise
                log.info("slack: what said to wait is gone: %s", code(error))
            else:
                return ts
        return await post(self.client, self.channel, message, self.thread)

    async def replace(self, message: Message) -> str:
        return await self.show(message)

    async def tell(self, message: Message) -> None:
        if self.aside is None:
            await self.show(message)
            return
        try:
            await self.aside.tell(message)
        finally:
            await self.take_away()

    async def take_away(self) -> None:
        ts, self._waiting = self._waiting, None
        if ts:
            await self.client.chat_delete(channel=self.channel, ts=ts)


async def post(
    client: AsyncWebClient, channel: str, message: Message, thread: str | None = None
) -> str:
    """Posts a message, and returns its timestamp."""
    return (await _posted(client, channel, message, thread))[1]


async def begun(client: AsyncWebClient, user: str, message: Message) -> str:
    """Writes to a person, and returns the id of their direct messages with the bot."""
    return (await _posted(client, user, message))[0]


async def _posted(
    client: AsyncWebClient, channel: str, message: Message, thread: str | None = None
) -> tuple[str, str]:
    """Posts a message; where it stands, and its timestamp."""

    async def send(shown: Message) -> tuple[str, str]:
        answer = await client.chat_postMessage(
            channel=channel, thread_ts=thread, **arguments(shown)
        )
        return str(answer["channel"]), str(answer["ts"])

    return await as_rich_as_taken(message, send)


async def update(client: AsyncWebClient, channel: str, ts: str, message: Message) -> None:
    """Shows `message` in the place of a posted one."""

    async def send(shown: Message) -> None:
        blocks = list(shown.blocks)
        await client.chat_update(channel=channel, ts=ts, text=shown.text, blocks=blocks)

    await as_rich_as_taken(message, send)
