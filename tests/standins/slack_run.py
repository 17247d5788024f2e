"""The real adapter against the stand-in of Slack, by sockets or by HTTP."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from aiohttp import web
from pydantic import SecretStr

from adapters.chat.allowance import Allowance
from adapters.slack import app
from adapters.slack.app import opened
from adapters.slack.settings import SlackSettings
from tests.standins.desk import InMemoryDesk
from tests.standins.slack import Slack, serving

KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="  # a Fernet key for nothing but tests


class InMemoryInstalls:
    """Installations in a dictionary."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    async def save(self, team: str, secret: bytes) -> None:
        self.kept[team] = secret

    async def find(self, team: str) -> bytes | None:
        return self.kept.get(team)

    async def remove(self, team: str) -> bool:
        return self.kept.pop(team, None) is not None


@dataclass(slots=True)
class Talk:
    """The stand-in, the desk behind the adapter, and the adapter."""

    slack: Slack
    desk: InMemoryDesk
    ours: app.Slack
    installs: InMemoryInstalls
    stop: asyncio.Event
    url: str
    serving: "asyncio.Task[None]"


@asynccontextmanager
async def talking(
    mode: str = "sockets",
    *,
    slack: Slack | None = None,
    asks_per_minute: int = 100,
    **chosen: Any,  # noqa: ANN401 -- settings of any kind
) -> AsyncIterator[Talk]:
    """The adapter at work; `mode` is "sockets" or "http"."""
    async with serving(slack=slack) as standin:
        settings = settings_for(mode, standin, **chosen)
        desk, installs, stop = InMemoryDesk(), InMemoryInstalls(), asyncio.Event()
        allowance = Allowance(asks_per_minute)
        async with opened(settings, desk, installs, allowance=allowance) as ours, _web(ours) as url:
            standin.http = url if mode == "http" else None
            task = asyncio.create_task(ours.serve(stop))
            if mode == "sockets":
                await standin.connected(settings.connections)
            try:
                yield Talk(standin, desk, ours, installs, stop, url, task)
            finally:
                stop.set()
                await task


def settings_for(mode: str, standin: Slack, **chosen: object) -> SlackSettings:
    """The settings that lead to the stand-in, and nowhere else."""
    given = {
        "base_url": standin.api,
        "bot_token": SecretStr("xoxb-1"),
        "app_token": SecretStr("xapp-1" if mode == "sockets" else ""),
        "signing_secret": SecretStr(standin.secret),
        "public_url": "https://briefbot.example",
    }
    return SlackSettings.model_validate({**given, **chosen})


@asynccontextmanager
async def _web(ours: app.Slack) -> AsyncIterator[str]:
    application = web.Application()
    application.add_routes(ours.routes)
    runner = web.AppRunner(application, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()
