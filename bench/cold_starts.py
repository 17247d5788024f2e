"""How long a command takes from the shell's point of view, and how soon `briefbot run` is ready.

Medians of several new processes. The service has both platforms' stand-ins and a feed on loopback;
its memory is what is resident after a quiet while. A big store's answers are in bench.answers.
"""

import asyncio
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

import httpx
from rich.console import Console
from rich.table import Table

from bot.cli.sample_site import SAMPLES, open_site
from tests.standins import discord, slack
from tests.standins.discord_members import TOKEN

BRIEFBOT = str(Path(sys.executable).with_name("briefbot"))
RUNS = 7
QUIET = 8.0  # seconds after it is ready
COMMANDS = (
    ("--help",),
    ("config",),
    ("doctor", "--offline"),
    ("brief", str(SAMPLES / "4-ferry-fire.txt")),
    ("brief", str(SAMPLES / "1-grain-insurers.html")),
    ("brief", "ukraine"),
)


def table() -> Table:
    rows = Table("from the shell", "median", title="Cold starts")
    with tempfile.TemporaryDirectory() as folder, open_site(datetime.now(UTC)) as site:
        environment = {
            **os.environ,
            "BRIEFBOT_DATABASE_URL": f"sqlite:///{folder}/briefbot.db",
            "BRIEFBOT_ALLOW_NETWORKS": "127.0.0.0/8",
        }
        _command(("feeds", "add", site.feed), environment)
        _command(("refresh",), environment)
        for words in COMMANDS:
            seconds = [_command(words, environment) for _ in range(RUNS)]
            shown = " ".join(Path(word).name for word in words)
            rows.add_row(f"briefbot {shown}", f"{statistics.median(seconds) * 1000:.0f} ms")
        ready, megabytes = asyncio.run(_service(environment))
    rows.add_row("briefbot run, until ready", f"{ready:.2f} s")
    rows.add_row("briefbot run, idle with both platforms", f"{megabytes:.0f} MB")
    rows.caption = f"measured {datetime.now(UTC):%Y-%m-%d}"
    return rows


def _command(words: tuple[str, ...], environment: Mapping[str, str]) -> float:
    """Seconds that one new process takes."""
    start = time.perf_counter()
    subprocess.run([BRIEFBOT, *words], env=environment, check=True, capture_output=True)  # noqa: S603  ours
    return time.perf_counter() - start


async def _service(environment: Mapping[str, str]) -> tuple[float, float]:
    """Seconds until `/readyz` says yes, and the resident megabytes of the idle process."""
    async with slack.serving() as one, discord.running() as other:
        port = _free_port()
        settings = {
            "BRIEFBOT_HTTP_PORT": str(port),
            "BRIEFBOT_SLACK_BOT_TOKEN": "xoxb-1",
            "BRIEFBOT_SLACK_APP_TOKEN": "xapp-1",
            "BRIEFBOT_SLACK_BASE_URL": one.api,
            "BRIEFBOT_DISCORD_TOKEN": TOKEN,
            "BRIEFBOT_DISCORD_BASE_URL": other.base,
            "BRIEFBOT_DISCORD_GATEWAY_URL": other.gateway.address,
        }
        start = time.perf_counter()
        process = await asyncio.create_subprocess_exec(
            BRIEFBOT, "run", env={**environment, **settings}, stderr=asyncio.subprocess.DEVNULL
        )
        try:
            await _until_ready(f"http://127.0.0.1:{port}/readyz")
            ready = time.perf_counter() - start
            await asyncio.sleep(QUIET)
            return ready, _resident(process.pid)
        finally:
            process.terminate()
            await process.wait()


async def _until_ready(address: str) -> None:
    async with asyncio.timeout(60), httpx.AsyncClient() as client:
        while True:
            with suppress(httpx.TransportError):
                if (await client.get(address)).is_success:
                    return
            await asyncio.sleep(0.02)


def _free_port() -> int:
    with closing(socket.socket()) as asked:
        asked.bind(("127.0.0.1", 0))
        port: int = asked.getsockname()[1]
        return port


def _resident(process: int) -> float:
    """Megabytes, as Linux counts them."""
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    line = next(one for one in status.splitlines() if one.startswith("VmRSS:"))
    return int(line.split()[1]) / 1000


if __name__ == "__main__":
    Console().print(table())
