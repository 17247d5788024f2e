"""I/O. What stands in a channel or forum since a moment: read from there on, never without end."""

from collections.abc import AsyncIterator, Iterator

from discord.http import HTTPClient

from adapters.discord.calls import about_channel, call
from adapters.discord.rendering.components import Json, walk
from adapters.discord.rendering.custom_ids import unpacked
from bot.models import Channel, Post
from bot.ports import Found, Looked

PAGES, PAGE = 5, 100  # of messages that are read at most


async def pages(http: HTTPClient, channel: str, after: int) -> AsyncIterator[list[Json]]:
    """The messages after this id, the oldest hundred first; a short page is the last there is."""
    path = "/channels/{channel_id}/messages"
    for _ in range(PAGES):
        params = {"after": str(after), "limit": str(PAGE)}
        page: list[Json] = await call(http, "GET", path, params=params, channel_id=channel)
        yield page
        after = max((int(message["id"]) for message in page), default=after)


async def in_channel(http: HTTPClient, channel: Channel, key: str, since: int) -> Looked:
    """Whether a message after the id `since` has a button that holds this key."""
    count = 0
    async for page in pages(http, channel.id, since):
        count += 1
        for message in page:
            if has(message, key):
                return Looked(Found.THERE, Post(channel, str(message["id"])))
        if len(page) < PAGE:
            empty = count == 1 and not page
            return Looked(await _absence(http, channel, since) if empty else Found.ABSENT)
    return Looked(Found.UNKNOWN)


async def _absence(http: HTTPClient, channel: Channel, since: int) -> Found:
    """What no messages at all mean: without Read Message History, Discord shows none."""
    found = await about_channel(http, channel.id)
    newest = int(found.get("last_message_id") or 0)
    return Found.ABSENT if newest <= since else Found.UNKNOWN


async def in_forum(http: HTTPClient, channel: Channel, key: str, since: int) -> Looked:
    """As `in_channel`, for the first message of a forum's post."""
    active = await call(
        http, "GET", "/guilds/{guild_id}/threads/active", guild_id=channel.workspace
    )
    path = "/channels/{channel_id}/threads/archived/public"
    archived = await call(http, "GET", path, params={"limit": "50"}, channel_id=channel.id)
    for thread in (*active["threads"], *archived["threads"]):
        if str(thread["parent_id"]) != channel.id or int(thread["id"]) <= since:
            continue
        path = "/channels/{channel_id}/messages"
        messages = await call(
            http,
            "GET",
            path,
            params={"around": str(thread["id"]), "limit": "1"},
            channel_id=str(thread["id"]),
        )
        if any(has(message, key) for message in messages):
            return Looked(Found.THERE, Post(channel, str(thread["id"]), thread=str(thread["id"])))
        if not messages:
            return Looked(Found.UNKNOWN)
    return Looked(Found.ABSENT)


def has(message: Json, key: str) -> bool:
    """Whether a button of the message holds this key."""
    return key in _keys(message)


def key_of(message: Json) -> str:
    """The key that a message's buttons hold; empty where they hold none."""
    return next(filter(None, _keys(message)), "")


def _keys(message: Json) -> Iterator[str]:
    for top in message.get("components") or ():
        for one in walk(top):
            if click := unpacked(str(one.get("custom_id") or "")):
                yield click.key
