"""I/O. Socket Mode: several connections, each watched and made anew when it hangs.

The SDK's client tries one used ticket for ever after a failed handshake, so each is given a time.
"""

import asyncio
import logging
from contextlib import suppress

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError

from adapters.chat.connection import Connection
from adapters.slack.calls import LOST, code

log = logging.getLogger(__name__)

CONNECT_SECONDS = 8.0
LOOK_EVERY = 1.0
MOST_AWAY = 5.0  # seconds that the SDK has to come back by itself
PING_EVERY = 5.0
_NOT_TAKEN = (
    "Slack does not take BRIEFBOT_SLACK_APP_TOKEN: copy it again from your app's page at "
    "https://api.slack.com/apps."
)
SHORTEST_PAUSE, LONGEST_PAUSE = 0.5, 30.0


async def keep_connected(
    app: AsyncApp, token: str, count: int, stop: asyncio.Event, connection: Connection
) -> None:
    """Keeps `count` connections until `stop`; returns when they are closed."""
    connection.expected()
    async with asyncio.TaskGroup() as group:
        kept = [
            group.create_task(_keep_one(app, token, number, connection)) for number in range(count)
        ]
        await stop.wait()
        for task in kept:
            task.cancel()


async def _keep_one(app: AsyncApp, token: str, number: int, connection: Connection) -> None:
    pause = SHORTEST_PAUSE
    while True:
        handler = AsyncSocketModeHandler(app, token, ping_interval=PING_EVERY)
        try:
            async with asyncio.timeout(CONNECT_SECONDS):
                await handler.client.connect()  # type: ignore[no-untyped-call]  # the SDK gives no types
            pause = SHORTEST_PAUSE
            connection.opened()
            try:
                await _lost(handler)
            finally:
                connection.closed()
        except SlackApiError as error:
            if code(error) in LOST:
                connection.refused(_NOT_TAKEN)
            raise
        except TimeoutError:
            log.warning("slack: connection %d: no handshake in time; with a new ticket", number)
        finally:
            await _close(handler)
        await asyncio.sleep(pause)
        pause = min(pause * 2, LONGEST_PAUSE)


async def _lost(handler: AsyncSocketModeHandler) -> None:
    """Returns when the connection is gone and does not come back by itself."""
    away = 0.0
    while away < MOST_AWAY:
        await asyncio.sleep(LOOK_EVERY)
        away = 0.0 if await handler.client.is_connected() else away + LOOK_EVERY


async def _close(handler: AsyncSocketModeHandler) -> None:
    client = handler.client
    with suppress(TimeoutError):
        async with asyncio.timeout(LOOK_EVERY):
            await client.close()  # type: ignore[no-untyped-call]  # the SDK gives no types
    await client.aiohttp_client_session.close()
    left = (client.message_processor, client.current_session_monitor, client.message_receiver)
    for task in left:
        if task is not None:
            task.cancel()
    await asyncio.gather(*filter(None, left), return_exceptions=True)
