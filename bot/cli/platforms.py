"""I/O. The chat platforms that the settings name, ready to be served; nobody else knows which."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from bot.cli import wiring
from bot.cli.duties import Work, waited
from bot.ports import Desk, Platform
from bot.store.access import installs
from bot.store.locks import ReplicaLock

if TYPE_CHECKING:
    from pathlib import Path

    from aiohttp import web

    from adapters.chat.allowance import Allowance
    from adapters.chat.connection import Connection
    from adapters.matrix.platform import MatrixPlatform
    from adapters.mattermost.platform import MattermostPlatform
    from bot.cli.choices import Chosen
    from bot.settings.groups import ServerSettings
    from bot.store.engine import Store

LOCK_WAIT = 5.0  # seconds until a replica asks again whose the gateway is


@dataclass(frozen=True, slots=True)
class Connected:
    """A platform for the outbox, the duty that answers people there, and its HTTP routes."""

    platform: Platform
    serve: Work
    connection: "Connection"
    routes: Sequence["web.RouteDef"] = ()


@asynccontextmanager
async def connected(chosen: "Chosen", store: "Store", desk: Desk) -> AsyncIterator[list[Connected]]:
    """Every platform that has its tokens."""
    from adapters.chat.allowance import Allowance

    allowance = Allowance(chosen.core.asks_per_minute)
    async with AsyncExitStack() as stack:
        found = []
        if chosen.slack.is_wanted:
            found.append(await _slack(chosen, store, desk, allowance, stack))
        if chosen.discord.is_wanted:
            found.append(_discord(chosen, store, desk, allowance, stack))
        yield found


@asynccontextmanager
async def told(chosen: "Chosen", clock: Callable[[], datetime]) -> AsyncIterator[list[Platform]]:
    """Every platform that only takes digests and asks nothing, with an address to send them to."""
    async with AsyncExitStack() as stack:
        found: list[Platform] = []
        if chosen.webhook.urls:
            from adapters.webhook.platform import WebhookPlatform

            webhook = WebhookPlatform(chosen.webhook, clock, chosen.core.ca_file)
            stack.push_async_callback(webhook.close)
            found.append(webhook)
        if chosen.teams.urls:
            from adapters.teams.platform import TeamsPlatform

            teams = TeamsPlatform(chosen.teams, chosen.core.ca_file)
            stack.push_async_callback(teams.close)
            found.append(teams)
        for name in wiring.SERVERS:
            if (server := server_of(name, chosen.servers[name], chosen.core.ca_file)) is not None:
                stack.push_async_callback(server.close)
                found.append(server)
        yield found


def server_of(
    name: str, chosen: "ServerSettings", ca: "Path | None"
) -> "MattermostPlatform | MatrixPlatform | None":
    """One of `wiring.SERVERS`; None where it is not set up."""
    if not chosen.is_wanted:
        return None
    if name == "matrix":
        from adapters.matrix.platform import MatrixPlatform

        return MatrixPlatform(chosen, ca)
    from adapters.mattermost.platform import MattermostPlatform

    return MattermostPlatform(chosen, ca)


async def _slack(
    chosen: "Chosen", store: "Store", desk: Desk, allowance: "Allowance", stack: AsyncExitStack
) -> Connected:
    from adapters.slack.app import opened

    slack = await stack.enter_async_context(
        opened(
            chosen.slack,
            desk,
            _StoredInstalls(store),
            allowance=allowance,
            languages=chosen.core.languages,
        )
    )
    return Connected(slack.platform, slack.serve, slack.connection, slack.routes)


@dataclass(frozen=True, slots=True)
class _StoredInstalls:
    """`adapters.slack.installs.Installs` in the store, so that every replica knows them."""

    store: "Store"

    async def save(self, team: str, secret: bytes) -> None:
        await asyncio.to_thread(installs.save, self.store, team, secret, now=wiring.now())

    async def find(self, team: str) -> bytes | None:
        return await asyncio.to_thread(installs.find, self.store, team)

    async def remove(self, team: str) -> bool:
        return await asyncio.to_thread(installs.remove, self.store, team)


def _discord(
    chosen: "Chosen", store: "Store", desk: Desk, allowance: "Allowance", stack: AsyncExitStack
) -> Connected:
    from adapters.discord.app import DiscordApp
    from adapters.discord.platform import DiscordPlatform

    platform = DiscordPlatform(chosen.discord)
    stack.push_async_callback(platform.close)
    app = DiscordApp(chosen.discord, desk, chosen.core.time_zone, allowance, chosen.core.languages)
    over_http = chosen.discord.public_key is not None
    lock = ReplicaLock(store, "discord gateway")
    serve = app.serve if over_http else alone(lock, app.serve, app.connection)
    return Connected(platform, serve, app.connection, app.web_routes())


def alone(lock: ReplicaLock, serve: Work, connection: "Connection") -> Work:
    """A duty of one replica at a time: Discord's gateway tells every connection the same."""

    async def when_ours(stop: asyncio.Event) -> None:
        while not await asyncio.to_thread(lock.held):
            connection.unneeded()
            if await waited(stop, LOCK_WAIT):
                return
        ended = asyncio.Event()
        keeping = asyncio.create_task(_keep(lock, stop, ended))
        try:
            await serve(ended)
        finally:
            ended.set()
            await keeping
            await asyncio.to_thread(lock.release)

    return when_ours


async def _keep(lock: ReplicaLock, stop: asyncio.Event, ended: asyncio.Event) -> None:
    """Sets `ended` when the service is to stop, or when the lock is lost with the database's
    session: another replica may have it then."""
    while not ended.is_set():
        if await waited(stop, LOCK_WAIT) or not await asyncio.to_thread(lock.held):
            ended.set()
