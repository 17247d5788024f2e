"""`briefbot run` as a whole: feeds, both platforms and digests in one process, and its end."""

import asyncio
import os
import signal
import sys
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiohttp
import pytest

from bot.cli.sample_site import open_site
from bot.models import Channel, Feed, Subscription
from bot.store import feeds, subscriptions
from bot.store.engine import open_store
from tests.standins.discord import Discord, running
from tests.standins.discord_members import words
from tests.standins.slack import Slack, serving

BRIEFBOT = str(Path(sys.executable).with_name("briefbot"))
STORY = "reopened a second shipping lane"
IN_SLACK, IN_DISCORD = Channel("slack", "T1", "C1"), Channel("discord", "100", "200")


@dataclass(frozen=True, slots=True)
class Service:
    """A running briefbot between a news site and the stand-ins of both platforms."""

    process: asyncio.subprocess.Process
    slack: Slack
    discord: Discord
    http: str


def prepared(folder: Path, feed: str, *channels: Channel) -> str:
    """A store with a feed, and digests that were due ten minutes ago."""
    url = f"sqlite:///{folder / 'store.db'}"
    store, now = open_store(url), datetime.now(UTC)
    feeds.add(store, [Feed(feed)], now=now)
    for channel in channels:
        due = now - timedelta(minutes=10)
        subscription = Subscription(channel, due.time(), "UTC", since=now - timedelta(hours=2))
        subscriptions.save(store, subscription)
    store.close()
    return url


@asynccontextmanager
async def at_work(folder: Path, *channels: Channel) -> AsyncIterator[Service]:
    with open_site(datetime.now(UTC)) as site:
        async with serving() as slack, running() as discord:
            settings = {
                "BRIEFBOT_DATABASE_URL": prepared(folder, site.feed, *channels),
                "BRIEFBOT_ALLOW_NETWORKS": "127.0.0.0/8",
                "BRIEFBOT_HTTP_PORT": "0",
                "BRIEFBOT_SLACK_BOT_TOKEN": "xoxb-1",
                "BRIEFBOT_SLACK_APP_TOKEN": "xapp-1",
                "BRIEFBOT_SLACK_BASE_URL": slack.api,
                "BRIEFBOT_DISCORD_TOKEN": "token",
                "BRIEFBOT_DISCORD_BASE_URL": discord.base,
                "BRIEFBOT_DISCORD_GATEWAY_URL": discord.gateway.address,
            }
            process = await started(folder, settings)
            try:
                yield Service(process, slack, discord, await said_address(process))
            finally:
                if process.returncode is None:
                    process.kill()
                await process.wait()


async def started(folder: Path, settings: Mapping[str, str]) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        BRIEFBOT, "run", cwd=folder, env={**os.environ, **settings},
        stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip


async def said_address(process: asyncio.subprocess.Process) -> str:
    """Where it says that health is served."""
    assert process.stderr is not None
    async with asyncio.timeout(20):
        while line := (await process.stderr.readline()).decode():
            if "health and metrics at " in line:
                return line.partition("health and metrics at ")[2].split('"')[0].strip()
    raise AssertionError("it ended before it was at work")


async def until_read(service: Service) -> None:
    """Waits until the articles are there and both platforms are connected."""
    async with asyncio.timeout(40), aiohttp.ClientSession() as client:
        while True:
            async with client.get(f"{service.http}/metrics") as answer:
                text = await answer.text()
            connected = service.discord.gateway.identified and service.slack.handshakes
            if "briefbot_articles 7.0" in text and connected:
                return
            await asyncio.sleep(0.2)


async def ask_slack(service: Service) -> str:
    """What Slack shows to somebody who asks."""
    return str(await service.slack.shown(await service.slack.command("/brief", "ukraine")))


async def ask_discord(service: Service) -> str:
    """What Discord shows to somebody who asks."""
    return words((await service.discord.slash("brief", topic="ukraine")).original)


async def ask_both(service: Service) -> list[str]:
    """What both platforms show to people who ask at once."""
    return list(await asyncio.gather(ask_slack(service), ask_discord(service)))


@pytest.mark.slow
def test_both_platforms_answer_from_one_process_and_it_drains_when_stopped(
    tmp_path: Path,
) -> None:
    async def work() -> None:
        async with at_work(tmp_path) as service:
            await until_read(service)
            for shown in await ask_both(service):
                assert STORY in shown
            last = asyncio.create_task(ask_both(service))
            await asyncio.sleep(0.05)
            before = time.monotonic()
            service.process.send_signal(signal.SIGTERM)
            assert await service.process.wait() == 0
            assert time.monotonic() - before < 10
            async with asyncio.timeout(1):
                for shown in await last:
                    assert STORY in shown

    asyncio.run(work())


def posts_in(discord: Discord) -> list[object]:
    return [message for place in discord.places.values() for message in place.messages]


@pytest.mark.slow
def test_a_digest_reaches_both_platforms_once_across_a_restart(tmp_path: Path) -> None:
    async def work() -> None:
        async with at_work(tmp_path, IN_SLACK, IN_DISCORD) as service:
            async with asyncio.timeout(60):
                while True:
                    if service.slack.scheduled and posts_in(service.discord):
                        break
                    await asyncio.sleep(0.2)
            service.process.send_signal(signal.SIGTERM)
            await service.process.wait()
            assert len(service.slack.scheduled) == len(posts_in(service.discord)) == 1

    asyncio.run(work())
