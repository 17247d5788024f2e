"""The tour in the docs, walked on both stand-ins: each step shows what it says."""

import asyncio
import re
from pathlib import Path
from typing import Any

from bot.models import Entry, FoundFeed
from tests.standins.desk import InMemoryDesk
from tests.standins.discord_bot import served
from tests.standins.slack import Pressed
from tests.standins.slack_run import talking

SITES = {
    "harbour.example": FoundFeed(
        "https://harbour.example/feed", "Harbour Post", 9, Entry("1", None, "Bridge opens")
    )
}
TOUR = Path(__file__).parents[2] / "docs" / "tour.md"
Json = dict[str, Any]
Step = tuple[str, list[str]]  # what is done, and the words that are seen then


def steps(column: int) -> list[Step]:
    rows = [line.split("|")[1:-1] for line in TOUR.read_text(encoding="utf-8").splitlines()
            if re.match(r"\| \d", line)]  # fmt: skip
    return [(row[column].strip(), re.findall(r"“(.+?)”", row[3])) for row in rows]


def in_slack(message: Json, label: str) -> Json:
    """The button of a message with this label, as Slack sends it pressed."""
    rows = (one["elements"] for one in message["blocks"] if one["type"] == "actions")
    buttons = (one for row in rows for one in row if one["type"] == "button")
    found = next(one for one in buttons if one["text"]["text"] == label)
    return {name: found[name] for name in ("action_id", "type", "value")}


def test_the_tour_can_be_walked_in_slack() -> None:
    async def walk() -> None:
        async with talking("http") as talk:
            talk.slack.people = {"U1": {"tz": "UTC", "is_admin": True}}
            talk.desk.sites = SITES
            shown: Json = {}
            for done, seen in steps(1):
                count = len(talk.slack.posts)
                if command := re.search(r"`(/brief) (.+)`", done):
                    asked = await talk.slack.command(command[1], command[2])
                else:
                    on_post, label = "under the post" in done, done.split("*")[1]
                    where = talk.slack.posts[-1] if on_post else shown
                    asked = await talk.slack.press(
                        in_slack(where, label), where, is_ephemeral=not on_post
                    )

                def is_seen(asked: Pressed = asked, count: int = count) -> bool:
                    told = str([talk.slack.answers(asked), talk.slack.posts[count:]])
                    return all(word in told for word in seen)  # noqa: B023  it ends in this step

                await talk.slack.until(is_seen)
                shown = next(reversed(talk.slack.answers(asked)), shown)

    asyncio.run(walk())


def newest_first(posts: list[Json]) -> list[Json]:
    return sorted(posts, key=lambda one: int(one["id"]), reverse=True)


def test_the_tour_can_be_walked_in_discord() -> None:
    async def walk() -> None:
        async with served(InMemoryDesk(sites=SITES)) as (discord, _):
            shown: Json = {}
            for done, seen in steps(2):
                before = newest_first(discord.posts())
                if command := re.search(r"`/(.+)`", done):
                    names, *_ = re.split(r" \w+:", command[1], maxsplit=1)
                    options = dict(re.findall(r"(\w+):(\S+(?: [^\s:]+(?!\S*:))*)", command[1]))
                    asked = await discord.slash(*names.split(), **options)
                else:
                    post = before[0] if "under the post" in done else shown
                    asked = await discord.click(post, done.split("*")[1])
                told = asked.original or asked.callback
                said = str([told, *(one for one in discord.posts() if one not in before)])
                assert all(word in said for word in seen), (done, said)
                shown = told or {}

    asyncio.run(walk())
