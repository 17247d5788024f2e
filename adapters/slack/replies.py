"""I/O. Where an answer goes: to the asker alone, or into a thread for everybody.

A response URL serves five times in thirty minutes; after that the asker is told by an ephemeral
message, and in an App Home, where no channel is, in the messages beside it.
"""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Protocol

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from adapters.slack.calls import RateLimit, arguments, code, without_images
from adapters.slack.elements import Message

GONE = {403, 404, 410}


class Reply(Protocol):
    """Shows one message after another in the same place."""

    async def show(self, message: Message, *, replacing: bool = False) -> str | None:
        """Shows it, in the place of the one before or of the pressed one if `replacing`.

        The message's timestamp, where everybody sees it.
        """
        ...


@dataclass(slots=True)
class PrivateReply:
    """To one person; `url` is Slack's response URL, if it gave one."""

    client: AsyncWebClient
    user: str
    channel: str
    url: str | None = None
    thread: str | None = None

    async def show(self, message: Message, *, replacing: bool = False) -> str | None:
        if self.url and await self._respond(self.url, message, replacing=replacing):
            return None
        if self.channel:
            await self.client.chat_postEphemeral(
                channel=self.channel,
                user=self.user,
                thread_ts=self.thread,
                text=message.text,
                blocks=list(message.blocks),
                link_names=False,
                parse="none",
            )
        else:
            await self.client.chat_postMessage(channel=self.user, **arguments(message))
        return None

    async def take_away(self) -> None:
        """Removes the message that was pressed in."""
        if self.url:
            await self._hook(self.url).send_dict({"delete_original": True})

    async def _respond(self, url: str, message: Message, *, replacing: bool) -> bool:
        """Whether the response URL took it; one that is used up or over does not."""
        for one in (message, without_images(message)):
            answer = await self._hook(url).send_dict(
                {
                    "response_type": "ephemeral",
                    "replace_original": replacing,
                    "text": one.text,
                    "blocks": list(one.blocks),
                }
            )
            if answer.status_code == HTTPStatus.OK:
                return True
            if answer.status_code in GONE:
                self.url = None
                return False
        return False

    def _hook(self, url: str) -> AsyncWebhookClient:
        return AsyncWebhookClient(
            url, session=self.client.session, retry_handlers=[RateLimit(max_retry_count=2)]
        )


@dataclass(slots=True)
class ThreadReply:
    """Into a thread, or into the channel where `thread` is None."""

    client: AsyncWebClient
    channel: str
    thread: str | None = None
    last: str | None = None

    async def show(self, message: Message, *, replacing: bool = False) -> str | None:
        if replacing and self.last:
            await self.client.chat_update(
                channel=self.channel, ts=self.last, text=message.text, blocks=list(message.blocks)
            )
            return self.last
        self.last = await self._posted(message)
        return self.last

    async def _posted(self, message: Message) -> str:
        try:
            return await self._post(message)
        except SlackApiError as error:
            bare = without_images(message)
            if code(error) != "invalid_blocks" or bare == message:
                raise
            return await self._post(bare)  # a picture that Slack could not fetch; nothing was taken

    async def _post(self, message: Message) -> str:
        answer = await self.client.chat_postMessage(
            channel=self.channel, thread_ts=self.thread, **arguments(message)
        )
        return str(answer["ts"])
