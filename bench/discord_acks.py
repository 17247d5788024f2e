"""How fast Discord is told that a command has come, with fifty at once, cold and warm.

The stand-in of Discord is in this process, which also makes the answers: a real bot has less to do.
"""

import asyncio
import logging
import statistics

from rich.console import Console
from rich.table import Table

from adapters.chat.allowance import Allowance
from tests.standins.desk import InMemoryDesk
from tests.standins.discord import Discord
from tests.standins.discord_bot import replicas, served
from tests.standins.discord_world import Asked

AT_ONCE = 50
ROUNDS = 5
UNACKNOWLEDGED = 3.0  # seconds


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
    logging.disable(logging.INFO)
    found = Table(title=f"Discord: acknowledgement of {AT_ONCE} commands at once, ms")
    for column in ("mode", "", "median", "99th percentile", "worst"):
        found.add_column(column)
    for mode in ("gateway", "http"):
        for name, times in zip(("cold", "warm"), asyncio.run(_measured(mode)), strict=True):
            worst = sorted(times)[min(len(times) - 1, int(0.99 * len(times)))]
            shown = (statistics.median(times), worst, max(times))
            found.add_row(mode, name, *(f"{1000 * one:.0f}" for one in shown))
    return found


if __name__ == "__main__":
    Console().print(table())
