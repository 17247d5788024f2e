"""I/O. Socket Mode connections that come back whatever happens to them, and never in a hurry.

slack_sdk connects anew by itself, at once and without end when Slack turns each connection away,
and for ever with a ticket that is used. So it is told not to: a connection that is over is left to
us, who wait ever longer, as long as Slack asks, and come with a new ticket.
"""

import asyncio
import logging
import random
from collections.abc import Callable
from contextlib import suppress

import aiohttp
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError

from adapters.chat.connection import Connection
from adapters.slack.calls import code, post_error
from bot.errors import PostDelayedError, PostRefusedError

log = logging.getLogger(__name__)

CONNECT_SECONDS = 8.0
LOOK_EVERY = 1.0
PING_EVERY = 5.0
SHORTEST_PAUSE, LONGEST_PAUSE = 0.5, 60.0  # seconds; also how long a connection that held has stood
_EVEN = 0.5  # of a pause; the rest is left to chance, so that many do not come at once


async def keep_connected(  # noqa: PLR0913, PLR0917  what, how many, until when, and by which dice
    app: AsyncApp,
    token: str,
    count: int,
    stop: asyncio.Event,
    connection: Connection,
    dice: Callable[[], float] = random.random,
) -> None:
    """Keeps `count` connections until `stop`; returns when they are closed."""
    connection.expected()
    async with asyncio.TaskGroup() as group:
        kept = [
            group.create_task(_keep_one(app, token, connection, dice), name=f"slack {number}")
            for number in range(count)
        ]
        await stop.wait()
        for task in kept:
            task.cancel()


async def _keep_one(
    app: AsyncApp, token: str, connection: Connection, dice: Callable[[], float]
) -> None:
    clock, pause, said = asyncio.get_running_loop().time, SHORTEST_PAUSE, ""
    while True:
        began, at_least = clock(), 0.0
        try:
            await _hold_one(app, token, connection)
            why = "closed"
        except TimeoutError:
            why = "no handshake in time"
        except (SlackApiError, OSError, aiohttp.ClientError) as error:
            why, at_least = _refused(error, connection)
        if clock() - began > LONGEST_PAUSE:
            pause, said = SHORTEST_PAUSE, ""
        if why != said:  # or the log has the same line every minute
            log.warning("slack: a connection is over, and another is made: %s", why)
        said = why
        await asyncio.sleep(max(at_least, pause * (_EVEN + (1 - _EVEN) * dice())))
        pause = min(pause * 2, LONGEST_PAUSE)


def _refused(error: Exception, connection: Connection) -> tuple[str, float]:
    """Why no connection was made, in words for the log, and for how many seconds to wait."""
    failed = post_error(error)
    if isinstance(failed, PostRefusedError) and isinstance(error, SlackApiError):
        connection.refused(
            f"Slack is not connected ({code(error)}): copy BRIEFBOT_SLACK_APP_TOKEN again from "
            "your app's page at https://api.slack.com/apps."
        )
    wait = failed.retry_after.total_seconds() if isinstance(failed, PostDelayedError) else 0.0
    return failed.log, wait


async def _hold_one(app: AsyncApp, token: str, connection: Connection) -> None:
    """Connects, and returns when the connection is over. Raises what Slack has against it."""
    ticket = await app.client.apps_connections_open(app_token=token)
    handler = AsyncSocketModeHandler(app, token, ping_interval=PING_EVERY)
    client, over = handler.client, asyncio.Event()

    async def end(force: bool = False) -> None:  # noqa: FBT001, FBT002  the SDK's signature
        """In the place of connecting anew, which slack_sdk forces where Slack asks for it."""
        del force
        over.set()

    client.connect_to_new_endpoint = end  # type: ignore[method-assign]  # nothing else stops it
    client.wss_uri = ticket["url"]
    try:
        async with asyncio.timeout(CONNECT_SECONDS):
            await client.connect()  # type: ignore[no-untyped-call]  # the SDK gives no types
        connection.opened()
        try:
            await _until_over(handler, over)
        finally:
            connection.closed()
    finally:
        await _close(handler)


async def _until_over(handler: AsyncSocketModeHandler, over: asyncio.Event) -> None:
    while not over.is_set() and await handler.client.is_connected():
        with suppress(TimeoutError):
            await asyncio.wait_for(over.wait(), LOOK_EVERY)


async def _close(handler: AsyncSocketModeHandler) -> None:
    client = handler.client
    try:
        with suppress(TimeoutError):
            async with asyncio.timeout(LOOK_EVERY):
                await client.close()  # type: ignore[no-untyped-call]  # the SDK gives no types
    finally:  # also where the farewell itself was given up
        left = (client.message_processor, client.current_session_monitor, client.message_receiver)
        tasks = [task for task in left if task is not None]
        for task in tasks:
            task.cancel()
        session = client.aiohttp_client_session.close()
        await asyncio.shield(asyncio.gather(session, *tasks, return_exceptions=True))
