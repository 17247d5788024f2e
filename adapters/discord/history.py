"""I/O. What stands in a channel since a moment, read from there on and never without end."""

from collections.abc import AsyncIterator

from discord.http import HTTPClient

from adapters.discord.calls import call
from adapters.discord.rendering.components import Json, walk
from adapters.discord.rendering.custom_ids import unpacked

PAGES, PAGE = 5, 100  # of messages that are read at most


async def pages(http: HTTPClient, channel: str, after: int) -> AsyncIterator[list[Json]]:
    """The messages after this id, the oldest hundred first; a short page is the last there is."""
    path = "/channels/{channel_id}/messages"
    for _ in range(PAGES):
        params = {"after": str(after), "limit": str(PAGE)}
        page: list[Json] = await call(http, "GET", path, params=params, channel_id=channel)
        yield page
        after = max((int(message["id"]) for message in page), default=after)


def has(message: Json, key: str) -> bool:
    """Whether a button of the message holds this key."""
    clicks = (
        unpacked(str(one.get("custom_id") or ""))
        for top in message.get("components") or ()
        for one in walk(top)
    )
    return any(click is not None and click.key == key for click in clicks)
