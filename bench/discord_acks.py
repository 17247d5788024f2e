"""How fast Discord is told that a command has come, with fifty at once, cold and warm.

The stand-in of Discord is in this process, which also makes the answers: a real bot has less to do.
"""

import asyncio

from rich.console import Console
from rich.table import Table

from adapters.chat.allowance import Allowance
from bench import acknowledged
from bench.acknowledged import AT_ONCE, ROUNDS, UNACKNOWLEDGED
from tests.standins.desk import InMemoryDesk
from tests.standins.discord import Discord
from tests.standins.discord_bot import replicas, served
from tests.standins.discord_world import Asked


async def _round(discord: Discord) -> list[float]:
    """Seconds until each command was acknowledged."""

    async def one(number: int) -> Asked:
        return await discord.slash("brief", topic="skerry", who=str(10_000 + number))

    found = await asyncio.gather(*(one(number) for number in range(AT_ONCE)))
    return [UNACKNOWLEDGED if each.after is None else each.after for each in found]


async def _rounds(discord: Discord) -> tuple[list[float], list[float]]:
    cold = await _round(discord)
    warm = [each for _ in range(1, ROUNDS) for each in await _round(discord)]
    return cold, warm


async def _measured(mode: str) -> tuple[list[float], list[float]]:
    desk = InMemoryDesk()
    if mode == "http":
        async with replicas(desk) as (discord, _):
            return await _rounds(discord)
    async with served(desk, Allowance(AT_ONCE * ROUNDS)) as (discord, _):
        return await _rounds(discord)


def table() -> Table:
    """Milliseconds from the stand-in's sending to its reading the acknowledgement."""
    return acknowledged.table("Discord", ("gateway", "http"), _measured)


if __name__ == "__main__":
    Console().print(table())
