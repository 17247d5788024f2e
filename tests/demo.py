"""What `make demo` shows: a feed is read, a topic is briefed from it, and a digest is posted.

It all happens on this machine: a small news site of ours stands in for the web, and stand-ins for
Slack and Discord. Those check what they are sent with tools that `make test` sets up; without them
nothing is posted.
"""

import asyncio
import sys
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from importlib.util import find_spec
from pathlib import Path

from bot.cli.demo import shown
from bot.models import Channel, Subscription
from bot.store import subscriptions
from bot.store.engine import open_store

BRIEFBOT = str(Path(sys.executable).with_name("briefbot"))
CHANNELS = (Channel("slack", "T1", "C1"), Channel("discord", "100", "200"))
WIDE = 200  # characters of a post that are shown
SECONDS = 30.0  # that posting may take; mostly five


def main() -> None:
    with shown() as (folder, settings):
        say("\n$ briefbot run\n")
        if find_spec("jsonschema"):
            asyncio.run(posted(settings, folder))
        else:
            say("It posts that digest to Slack and Discord: seen here once `make test` has run.")


async def posted(settings: Mapping[str, str], folder: str) -> None:
    """Has the digest posted to both stand-ins, and says what each got.

    It runs in `folder`, where no `.env` names a platform of yours.
    """
    from tests.standins.discord import running  # noqa: PLC0415  only with what checks them
    from tests.standins.discord_members import words  # noqa: PLC0415
    from tests.standins.slack import serving  # noqa: PLC0415

    wanted(settings["BRIEFBOT_DATABASE_URL"])
    async with serving() as slack, running() as discord:
        process = await asyncio.create_subprocess_exec(
            BRIEFBOT,
            "run",
            cwd=folder,
            env={
                **settings,
                "BRIEFBOT_HTTP_PORT": "0",
                "BRIEFBOT_LOG_LEVEL": "error",
                "BRIEFBOT_SLACK_BOT_TOKEN": "xoxb-1",
                "BRIEFBOT_SLACK_APP_TOKEN": "xapp-1",
                "BRIEFBOT_SLACK_BASE_URL": slack.api,
                "BRIEFBOT_DISCORD_TOKEN": "token",
                "BRIEFBOT_DISCORD_BASE_URL": discord.base,
                "BRIEFBOT_DISCORD_GATEWAY_URL": discord.gateway.address,
            },
        )
        try:
            await slack.until(lambda: slack.scheduled and discord.posts(), SECONDS)
        finally:
            process.terminate()
            await process.wait()
    say(f"Slack got: {slack.scheduled[0]['text']}")
    _, *told = words(discord.posts()[0]).split("\n")
    say(f"Discord got: {' '.join(filter(None, told))[:WIDE]} …")


def wanted(database: str) -> None:
    """Both channels subscription for a digest, which was due a minute ago."""
    store, now = open_store(database), datetime.now(UTC)
    due = now - timedelta(minutes=1)
    for channel in CHANNELS:
        subscription = Subscription(channel, due.time(), "UTC", since=now - timedelta(hours=2))
        subscriptions.save(store, subscription)
    store.close()


def say(line: str) -> None:
    print(line, flush=True)  # noqa: T201  the demo's output


if __name__ == "__main__":
    main()
