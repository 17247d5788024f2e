"""I/O. A post of ours edited where it stands, an archived thread too, and as the kind it is."""

import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from discord.http import HTTPClient

from adapters.discord.calls import ARCHIVED, call, code
from adapters.discord.history import key_of
from adapters.discord.rendering.components import Json
from bot.errors import PostError, PostRefusedError
from bot.models import Post

log = logging.getLogger(__name__)

_CHANNEL, _MESSAGE = "/channels/{channel_id}", "/channels/{channel_id}/messages/{message_id}"


@dataclass(frozen=True, slots=True)
class AsPosted:
    """What a post has beside its words: the key in its buttons, and the role that it names."""

    key: str = ""
    role: str | None = None


async def edit(http: HTTPClient, post: Post, render: Callable[[AsPosted], Json]) -> None:
    """Puts what `render` makes in the place of a post. Raises PostError.

    A thread that is archived is opened for it, and then as it was again.
    """
    place = post.thread or post.channel.id
    message = render(await _as_posted(http, place, post.message))
    try:
        await _put(http, place, post.message, message)
    except PostRefusedError as error:
        if code(error) != ARCHIVED:
            raise
        async with _unarchived(http, place):
            await _put(http, place, post.message, message)


async def _put(http: HTTPClient, place: str, id: str, message: Json) -> None:
    await call(http, "PATCH", _MESSAGE, message, channel_id=place, message_id=id)


async def _as_posted(http: HTTPClient, place: str, id: str) -> AsPosted:
    try:
        found = await call(http, "GET", _MESSAGE, channel_id=place, message_id=id)
    except PostRefusedError as error:  # without Read Message History, say: the words matter more
        log.info("%s: a post is edited without a look at it: %s", place, error.log)
        return AsPosted()
    return AsPosted(key_of(found), next(iter(found.get("mention_roles") or ()), None))


@asynccontextmanager
async def _unarchived(http: HTTPClient, thread: str) -> AsyncIterator[None]:
    shown = await call(http, "GET", _CHANNEL, channel_id=thread)
    is_locked = bool((shown.get("thread_metadata") or {}).get("locked"))
    await call(http, "PATCH", _CHANNEL, {"archived": False}, channel_id=thread)
    try:
        yield
    finally:
        as_before = {"archived": True, "locked": is_locked}
        try:
            await call(http, "PATCH", _CHANNEL, as_before, channel_id=thread)
        except PostError as error:
            log.warning("thread %s stays open: %s", thread, error.log)
