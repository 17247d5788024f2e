"""How fast Slack is told that a command has come, with fifty at once, cold and warm.

The stand-in of Slack is a process of its own, and takes the time.
"""

import asyncio
import os
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import ClientSession, web
from pydantic import SecretStr
from rich.console import Console
from rich.table import Table

from adapters.slack.app import opened
from adapters.slack.settings import SlackSettings
from bench import acknowledged
from bench.acknowledged import AT_ONCE, ROUNDS, UNACKNOWLEDGED
from tests.standins.desk import InMemoryDesk

SECRET = SecretStr("signing-secret")


@asynccontextmanager
async def _standin(port: int, *options: str) -> AsyncIterator[str]:
    command = ("-m", "tests.standins.slack", "--port", str(port), *options)
    process = await asyncio.create_subprocess_exec(
        sys.executable, *command, stdout=asyncio.subprocess.PIPE, env={**os.environ}
    )
    try:
        yield (await process.stdout.readline()).decode().strip() if process.stdout else ""
    finally:
        process.terminate()
        await process.wait()


async def _round(session: ClientSession, host: str, number: int) -> list[float]:
    async def one(user: int) -> float:
        asked = {"text": "skerry", "user": f"U{number}N{user}"}
        async with session.post(f"{host}/control/command", json=asked) as answer:
            return (await answer.json())["seconds"] or UNACKNOWLEDGED

    return list(await asyncio.gather(*(one(user) for user in range(AT_ONCE))))


async def _measured(mode: str) -> tuple[list[float], list[float]]:
    ours_at, theirs_at = _free_port(), _free_port()
    settings = SlackSettings.model_validate(
        {
            "base_url": f"http://127.0.0.1:{theirs_at}/api/",
            "bot_token": SecretStr("xoxb-1"),
            "app_token": SecretStr("xapp-1" if mode == "sockets" else ""),
            "signing_secret": SECRET,
        }
    )
    by_http = ("--http", f"http://127.0.0.1:{ours_at}") if mode == "http" else ()
    async with (
        _standin(theirs_at, *by_http) as host,
        opened(settings, InMemoryDesk()) as ours,
        ClientSession() as session,
    ):
        application = web.Application()
        application.add_routes(ours.routes)
        runner = web.AppRunner(application)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", ours_at).start()
        stop = asyncio.Event()
        serving = asyncio.create_task(ours.serve(stop))
        await asyncio.sleep(1)  # the sockets are open
        cold = await _round(session, host, 0)
        warm: list[float] = []
        for number in range(1, ROUNDS):
            await ours.front.idle(10)
            warm += await _round(session, host, number)
        stop.set()
        await serving
        await runner.cleanup()
    return cold, warm


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


def table() -> Table:
    """Milliseconds from the stand-in's sending to its reading the acknowledgement."""
    return acknowledged.table("Slack", ("sockets", "http"), _measured)


if __name__ == "__main__":
    Console().print(table())
