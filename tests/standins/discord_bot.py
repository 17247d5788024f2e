"""Our bot on the stand-in for Discord, in this process, for a test's time.

async with served(InMemoryDesk()) as (discord, app): …
"""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Iterator

import aiohttp
from aiohttp import web
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from discord.gateway import DiscordWebSocket
from discord.http import Route

from adapters.chat.allowance import Allowance
from adapters.discord.app import DiscordApp
from adapters.discord.platform import DiscordPlatform
from adapters.discord.settings import DiscordSettings
from adapters.discord.webhook import PATH
from bot.ports import Desk
from tests.standins.discord import Discord, running
from tests.standins.discord_members import TOKEN
from tests.standins.discord_world import Json

UNAVAILABLE = 503
NOTHING: Json = {"type": 99, "id": "1", "token": "t", "version": 1, "application_id": "1",
                 "attachment_size_limit": 0}  # fmt: skip
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))


def settings(discord: Discord, **more: object) -> DiscordSettings:
    """Settings that lead to the stand-in."""
    return DiscordSettings.model_validate(
        {"token": TOKEN, "base_url": discord.base, "gateway_url": discord.gateway.address, **more}
    )


@contextlib.contextmanager
def pointed_back() -> Iterator[None]:
    """Leads discord.py to where it was led before."""
    base, gateway = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    try:
        yield
    finally:
        Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = base, gateway


@contextlib.asynccontextmanager
async def connected(
    discord: Discord, desk: Desk, allowance: Allowance | None = None
) -> AsyncIterator[DiscordApp]:
    """The bot on a running stand-in's gateway, ready."""
    app = DiscordApp(settings(discord), desk, allowance=allowance)
    stop = asyncio.Event()
    discord.gateway.expect()
    serving = asyncio.create_task(app.serve(stop))
    try:
        await _ready(discord, serving)
        yield app
    finally:
        stop.set()
        await serving


async def _ready(discord: Discord, serving: "asyncio.Task[None]") -> None:
    up = asyncio.create_task(discord.gateway.up())
    await asyncio.wait({up, serving}, return_when=asyncio.FIRST_COMPLETED)
    if serving.done():
        up.cancel()
        await serving
    await up


@contextlib.asynccontextmanager
async def served(
    desk: Desk, allowance: Allowance | None = None
) -> AsyncIterator[tuple[Discord, DiscordApp]]:
    """A stand-in, and the bot on its gateway; nothing it sent may be wrong."""
    with pointed_back():
        async with running() as discord:
            async with connected(discord, desk, allowance) as app:
                yield discord, app
            assert discord.problems == []


@contextlib.asynccontextmanager
async def replicas(desk: Desk, count: int = 1) -> AsyncIterator[tuple[Discord, list[str]]]:
    """A stand-in that sends interactions over HTTP, to each of `count` replicas' addresses."""
    with pointed_back():
        async with running() as discord, contextlib.AsyncExitStack() as stack:
            addresses = [await stack.enter_async_context(_replica(discord, desk))
                         for _ in range(count)]  # fmt: skip

            async def send(sent: Json) -> None:
                for address in addresses:
                    assert await signed(address, sent) == web.HTTPAccepted.status_code

            discord.send = send
            yield discord, addresses
            assert discord.problems == []


@contextlib.asynccontextmanager
async def _replica(discord: Discord, desk: Desk) -> AsyncIterator[str]:
    public = KEY.public_key().public_bytes_raw().hex()
    app, stop = DiscordApp(settings(discord, public_key=public), desk), asyncio.Event()
    web_app = web.Application()
    web_app.add_routes(app.web_routes())
    runner = web.AppRunner(web_app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    (host, port, *_) = runner.addresses[0]
    serving = asyncio.create_task(app.serve(stop))
    try:
        for _ in range(500):
            if await signed(f"http://{host}:{port}{PATH}", NOTHING) != UNAVAILABLE:
                break
            await asyncio.sleep(0.01)
        yield f"http://{host}:{port}{PATH}"
    finally:
        stop.set()
        await serving
        await runner.cleanup()


async def signed(address: str, sent: Json, *, by: Ed25519PrivateKey = KEY) -> int:
    """The status of the answer to an interaction sent as Discord does."""
    body = json.dumps(sent).encode()
    headers = {
        "X-Signature-Timestamp": "1700000000",
        "X-Signature-Ed25519": by.sign(b"1700000000" + body).hex(),
        "Content-Type": "application/json",
    }
    async with (
        aiohttp.ClientSession() as session,
        session.post(address, data=body, headers=headers) as answer,
    ):
        return answer.status


def platform(discord: Discord, **more: object) -> DiscordPlatform:
    """The outbox's side of Discord."""
    return DiscordPlatform(settings(discord, **more))
