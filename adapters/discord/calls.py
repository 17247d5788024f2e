"""I/O. A call to Discord's REST API with a payload of ours, and what its failure means.

discord.py waits out a 429 of up to half a minute itself. It also repeats a call that was answered
with a 5xx, which would post twice: a POST that is not answered is unknown here, and not repeated.
A question that is not answered has posted nothing, and may be asked again.
"""

import asyncio
import json as json_module
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager, nullcontext
from datetime import timedelta
from typing import Any

import aiohttp
import discord
from discord.http import HTTPClient, Route

from adapters.departing import BEFORE_IT_LEFT, Departure
from adapters.discord.permissions import FORUMS
from adapters.discord.rendering.components import Json
from bot.errors import PostDelayedError, PostError, PostRefusedError, PostUnknownError
from bot.models import Channel, Post
from bot.translation import joined, translatable, translatable_count

ACKNOWLEDGED = 40060
ALREADY_ANSWERED = frozenset({ACKNOWLEDGED, 10062})  # by another replica, or too late
THREAD_EXISTS = 160004
ARCHIVED = 50083  # a thread, which can be opened again
TAG_REQUIRED = 1 << 4  # a forum's flag

ASKING = 10.0  # seconds that a question may take
_A_WEEK = 10080  # minutes before a quiet forum post is archived
_BAD_REQUEST, _TOO_MANY, _SERVER_ERROR = 400, 429, 500
_WHILE_BANNED = timedelta(minutes=10)  # a 429 of the proxy before Discord names no time
_WHILE_DOWN = timedelta(seconds=30)
_WHILE_WRONG = timedelta(minutes=30)  # a payload that is refused is our mistake: tomorrow's may do
_ASK_THE_OPERATOR = translatable("Please ask those who run this bot to look at its log.")
_MAY_NOT = translatable(
    "I may not do that there: please give me View Channel, Send Messages, Send Messages in Threads "
    "and Create Public Threads in that channel."
)
_NEVER_HERE = translatable(
    "Nothing can be posted in that channel: it is archived, locked or takes no text. Please choose "
    "another one, or open it again."
)
_CLOSED = translatable("Discord lets me write nothing to that person.")
_BY_CODE = {
    40067: translatable(
        "Every post in that forum needs a tag, and none is free to use: please add one that "
        "everybody may use, or let the forum require none."
    ),
    10008: translatable("That message has been deleted: please ask again."),
    50001: translatable("I can't see that channel: please give me View Channel there."),
    50007: _CLOSED,
    50278: _CLOSED,
    50008: _NEVER_HERE,
    50013: _MAY_NOT,
    50024: _NEVER_HERE,
    ARCHIVED: _NEVER_HERE,
    160005: _NEVER_HERE,
}
_MODERATED = translatable(
    "This server's AutoMod stopped it: please let my role pass, and try again."
)
_FOR_NOW = {
    160006: translatable(
        "This server has as many threads as it may: please close one, and try again."
    ),
    200000: _MODERATED,
    200001: _MODERATED,
}
_BY_STATUS = {
    401: joined(" ", (translatable("Discord refuses this bot."), _ASK_THE_OPERATOR)),
    403: _MAY_NOT,
    404: translatable("That channel is gone. Please choose another one."),
}


async def call(  # noqa: PLR0913  each is a part of the request
    http: HTTPClient,
    method: str,
    path: str,
    json: Json | None = None,
    *,
    params: Mapping[str, str] | None = None,
    departure: Departure | None = None,
    **where: str,
) -> Any:  # noqa: ANN401  whatever Discord answers
    """Discord's answer to `method` on `path`, whose names are filled from `where`.

    Raises PostRefusedError, PostDelayedError or PostUnknownError.
    """
    more: dict[str, Any] = {"trace_request_ctx": departure}
    if json is not None:
        more["json"] = json
    if params:
        more["params"] = params
    if method == "POST":
        more["raise_for_status"] = _refuse_to_repeat
    async with asking() if method == "GET" else nullcontext():
        with translated():
            answer = await http.request(Route(method, path, **where), **more)
    if isinstance(answer, str) and answer:
        raise PostUnknownError(f"{method} {path}: not JSON", advice="Discord's answer was broken.")
    return answer


async def send(
    http: HTTPClient, channel: str, message: Json, nonce: str, departure: Departure | None = None
) -> Json:
    """Posts a message once: a repeat with the same `nonce` in some minutes is the first again."""
    once = {**message, "nonce": nonce, "enforce_nonce": True}
    path = "/channels/{channel_id}/messages"
    sent: Json = await call(http, "POST", path, once, departure=departure, channel_id=channel)
    return sent


async def write_to(http: HTTPClient, person: str, message: Json) -> str:
    """Writes to a person; returns the id of their direct messages with the bot."""
    opened = await call(http, "POST", "/users/@me/channels", {"recipient_id": person})
    there = str(opened["id"])
    await call(http, "POST", "/channels/{channel_id}/messages", message, channel_id=there)
    return there


async def post_to(  # noqa: PLR0913, PLR0917  what a post is, and where
    http: HTTPClient,
    where: Channel,
    kind: int,
    title: str,
    message: Json,
    nonce: str,
    departure: Departure | None = None,
) -> Post:
    """Posts a message once in a channel of that kind; in a forum it opens a post with this title,
    and twice opens two."""
    if kind in FORUMS:
        opened = await _open_post(http, where.id, title, message, departure)
        return Post(where, opened, thread=opened)
    sent = await send(http, where.id, message, nonce, departure)
    return Post(where, str(sent["id"]))


async def about_channel(http: HTTPClient, channel: str) -> Json:
    """What Discord says of a channel."""
    found: Json = await call(http, "GET", "/channels/{channel_id}", channel_id=channel)
    return found


async def _open_post(
    http: HTTPClient, channel: str, title: str, message: Json, departure: Departure | None
) -> str:
    """The id of a forum's post, which is its first message's too."""
    forum = await about_channel(http, channel)
    post = {"name": title, "auto_archive_duration": _A_WEEK, "message": message}
    if tag := _tag(forum):
        post["applied_tags"] = [tag]
    path = "/channels/{channel_id}/threads"
    opened = await call(http, "POST", path, post, departure=departure, channel_id=channel)
    return str(opened["id"])


def _tag(forum: Json) -> str | None:
    """The first tag that everybody may use, where the forum wants one of every post."""
    if not int(forum.get("flags") or 0) & TAG_REQUIRED:
        return None
    free = (str(tag["id"]) for tag in forum.get("available_tags") or () if not tag["moderated"])
    return next(free, None)


@asynccontextmanager
async def asking() -> AsyncIterator[None]:
    """What fails or takes too long in here has posted nothing: it may be tried again."""
    try:
        async with asyncio.timeout(ASKING):
            with translated():
                yield
    except PostUnknownError as error:
        raise _unreachable(error.log) from error
    except TimeoutError as error:
        raise _unreachable("discord: no answer in time") from error


@contextmanager
def translated() -> Iterator[None]:
    """Raises what a failed call means, as one of ours."""
    try:
        yield
    except PostError:
        raise
    except discord.RateLimited as error:
        raise _delayed("429", timedelta(seconds=error.retry_after)) from error
    except discord.LoginFailure as error:
        raise PostRefusedError(
            "discord: the token is not valid",
            advice=joined(
                " ", (translatable("Discord no longer knows this bot's token."), _ASK_THE_OPERATOR)
            ),
        ) from error
    except discord.HTTPException as error:
        raise _meaning(error) from error
    except BEFORE_IT_LEFT as error:
        raise _unreachable(f"discord: no connection: {error}") from error
    except (aiohttp.ClientError, OSError, TimeoutError, json_module.JSONDecodeError) as error:
        raise PostUnknownError(
            f"discord: {type(error).__name__}: {error}",
            advice="Discord did not answer. Please look whether it worked before you try again.",
        ) from error


def code(error: PostError) -> int | None:
    """Discord's own number for what went wrong, where it gave one."""
    cause = error.__cause__
    return cause.code if isinstance(cause, discord.HTTPException) else None


def is_malformed(error: PostError) -> bool:
    """Whether Discord found the payload itself wrong."""
    cause = error.__cause__
    return isinstance(cause, discord.HTTPException) and cause.status == _BAD_REQUEST


def _meaning(error: discord.HTTPException) -> PostError:
    log = f"discord: {error.status} ({error.code}) {error.text}"
    if error.status == _TOO_MANY:
        return _delayed(log, _asked_to_wait(error.response.headers.get("Retry-After")))
    if error.status >= _SERVER_ERROR:
        return PostUnknownError(log, advice="Discord has trouble at the moment. Try again later.")
    if advice := _BY_CODE.get(error.code) or _BY_STATUS.get(error.status):
        return PostRefusedError(log, advice=advice)
    not_taken = joined(" ", (translatable("Discord did not take it."), _ASK_THE_OPERATOR))
    advice = _FOR_NOW.get(error.code) or not_taken
    return PostDelayedError(log, advice=advice, retry_after=_WHILE_WRONG)


def _asked_to_wait(seconds: str | None) -> timedelta:
    try:
        return timedelta(seconds=float(seconds or ""))
    except ValueError:
        return _WHILE_BANNED


def _unreachable(log: str) -> PostDelayedError:
    advice = translatable("Discord can't be reached: please look at the network.")
    return PostDelayedError(log, advice=advice, retry_after=_WHILE_DOWN)


def _delayed(log: str, wait: timedelta) -> PostDelayedError:
    seconds = max(1, round(wait.total_seconds()))
    return PostDelayedError(
        f"discord: {log}",
        advice=translatable_count(
            "Discord is busy: please try again in {count} second.",
            "Discord is busy: please try again in {count} seconds.",
            seconds,
        ),
        retry_after=wait,
    )


async def _refuse_to_repeat(response: aiohttp.ClientResponse) -> None:
    """Ends a POST that a server error answered, before discord.py repeats it."""
    if response.status >= _SERVER_ERROR:
        response.close()
        raise PostUnknownError(
            f"discord: {response.status}",
            advice="Discord has trouble at the moment. Please look whether it worked.",
        )
