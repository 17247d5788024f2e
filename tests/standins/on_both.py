"""Both chat platforms at work, for one test: `in_slack(test)`, `in_discord(test)`."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from tests.standins.desk import InMemoryDesk
from tests.standins.discord import Discord
from tests.standins.discord_bot import served
from tests.standins.slack_run import Talk, talking


def in_slack(test: Callable[[Talk], Awaitable[None]], **chosen: Any) -> None:  # noqa: ANN401  settings
    """Runs `test` with the adapter at work against the stand-in of Slack."""

    async def run() -> None:
        async with talking("http", **chosen) as talk:
            await test(talk)

    asyncio.run(run())


def in_discord(
    test: Callable[[Discord, InMemoryDesk], Awaitable[None]], desk: InMemoryDesk | None = None
) -> None:
    """Runs `test` with the bot at work against the stand-in of Discord."""

    async def run() -> None:
        behind = desk or InMemoryDesk()
        async with served(behind) as (discord, _):
            await test(discord, behind)

    asyncio.run(run())


async def asked(talk: Talk, text: str, **where: str) -> str:
    """What is seen after a command was typed in Slack."""
    return str(await talk.slack.shown(await talk.slack.command(text=text, **where)))
