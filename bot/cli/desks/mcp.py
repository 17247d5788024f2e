"""The command by which an assistant asks: `mcp`."""

import asyncio
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import click

from bot.cli import wiring

if TYPE_CHECKING:
    from bot.cli.choices import Chosen


@click.command()
def mcp() -> None:
    """Answer an assistant on standard input and output, by the Model Context Protocol.

    \b
    briefbot mcp
    """
    from bot import logs

    chosen = wiring.all_chosen()
    logs.set_up(chosen.core.log_level, chosen.core.log_format, chosen.secrets())
    asyncio.run(_serve(chosen))


async def _serve(chosen: "Chosen") -> None:
    from adapters.api.mcp import McpServer, over_lines
    from bot.cli.desks import serving

    loop = asyncio.get_running_loop()

    def write(answer: str) -> None:
        sys.stdout.write(f"{answer}\n")
        sys.stdout.flush()

    with (
        wiring.opened(chosen.core) as store,
        ThreadPoolExecutor(1) as reading,
        ThreadPoolExecutor(1) as thread,
    ):

        async def read() -> bytes:
            return await loop.run_in_executor(reading, sys.stdin.buffer.readline)

        archive = serving.archive_of(wiring.context(store, chosen.core), thread)
        await over_lines(McpServer(archive, serving.version(), is_local=True), read, write)
