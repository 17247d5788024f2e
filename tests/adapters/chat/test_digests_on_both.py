"""The same texts make the same digest in Slack and in Discord, said back in the same words."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import replace
from typing import Any

import pytest

from bot.models import Channel, Person, Subscription, SubscriptionState
from tests.standins.desk import NOW, InMemoryDesk
from tests.standins.discord_bot import served
from tests.standins.discord_members import words
from tests.standins.slack_run import talking

SOMEWHERE, SOMEBODY = Channel("x", "y", "z"), Person("x", "y", "z")

# What is typed after `/brief digest` in Slack, the same in Discord's options, what is said back.
TEXTS = [
    (
        "tolm, skerry at 5 pm europe/kyiv on mon-fri, full, quiet 22-7",
        {"topics": "tolm, skerry", "at": "5 pm", "zone": "europe/kyiv", "days": "mon-fri",
         "length": "full", "quiet": "22-7"},
        "tolm, skerry at 17:00 Europe/Kyiv on weekdays, full, quiet 22:00-07:00, in English",
    ),
    (
        "the top of the news at 8 Uhr Kiew täglich, kurz",
        {"topics": "none", "at": "8 Uhr", "zone": "Kiew", "days": "täglich", "length": "a brief"},
        "the top of the news at 08:00 Europe/Kyiv every day, brief, in English",
    ),
    (
        'top, "tolm, ferries" at 0830 GMT+2 on Sat, Mon, one sentence, only if there is news',
        {"topics": 'top, "tolm, ferries"', "at": "0830", "zone": "GMT+2", "days": "Sat, Mon",
         "length": "one sentence", "only_news": True},
        'top, "tolm, ferries" at 08:30 UTC+2 on Mon, Sat, flash, in English, only if there is news',
    ),
    (
        "skerry at 9 UTC, only from harbour post; never from rt",
        {"topics": "skerry", "at": "9", "zone": "UTC",
         "sources": "only from harbour post; never from rt"},
        "skerry at 09:00 UTC every day, brief, in English, only from harbour post, never from rt",
    ),
    (
        "skerry à 17h30 Paris le lundi",
        {"topics": "skerry", "at": "17h30", "zone": "Paris", "days": "le lundi"},
        "skerry at 17:30 Europe/Paris on Mon, brief, in English",
    ),
]  # fmt: skip
REFUSED = [
    ("tolm at 25pm", {"at": "25pm"}, "Please give the time as 08:00, 17:30 or 5 pm."),
    ("tolm at 8 Kyyiv", {"zone": "Kyyiv"}, "There is no time zone of that name; did you mean "),
    ("tolm at 8 CST", {"zone": "CST"}, "CST can mean America/Chicago or Asia/Shanghai."),
    ("tolm at 8 on funday", {"days": "funday"}, "Please give the days as weekdays, weekends,"),
    ("tolm, quiet 9", {"quiet": "9"}, "Please write quiet hours as 22:00-07:00, or none."),
]

Ask = Callable[..., Coroutine[Any, Any, str]]


def in_slack(test: Callable[[Ask, InMemoryDesk], Coroutine[Any, Any, None]]) -> None:
    async def run() -> None:
        async with talking("http") as talk:

            async def ask(text: str) -> str:
                sent = await talk.slack.command(text=f"digest {text}")
                return str((await talk.slack.shown(sent))["text"])

            await test(ask, talk.desk)

    asyncio.run(run())


def in_discord(test: Callable[[Ask, InMemoryDesk], Coroutine[Any, Any, None]]) -> None:
    async def run() -> None:
        desk = InMemoryDesk()
        async with served(desk) as (discord, _):

            async def ask(command: str, **options: Any) -> str:  # noqa: ANN401  as it takes them
                shown = await discord.slash("digest", command, **options)
                return words(shown.original).replace("\\", "")

            await test(ask, desk)

    asyncio.run(run())


async def only(desk: InMemoryDesk, workspace: str) -> Subscription:
    """The one digest there is, whoever made it and wherever."""
    (found,) = await desk.subscriptions(workspace)
    return replace(found, channel=SOMEWHERE, owner=SOMEBODY, since=NOW)


@pytest.mark.parametrize(("line", "options", "said"), TEXTS)
def test_the_same_text_makes_the_same_digest(
    line: str, options: dict[str, object], said: str
) -> None:
    made: list[Subscription] = []

    async def slack(ask: Ask, desk: InMemoryDesk) -> None:
        assert said in await ask(line)
        assert said in await ask("show")
        made.append(await only(desk, "T1"))

    async def discord(ask: Ask, desk: InMemoryDesk) -> None:
        assert said in (await ask("set", **options)).splitlines()
        assert said in (await ask("show")).splitlines()
        made.append(await only(desk, "100"))

    in_slack(slack)
    in_discord(discord)
    assert made[0] == made[1]


def test_what_makes_no_sense_is_explained_in_the_same_words() -> None:
    async def slack(ask: Ask, desk: InMemoryDesk) -> None:
        for line, _, advice in REFUSED:
            assert advice in await ask(line)
        assert await desk.subscriptions("T1") == ()

    async def discord(ask: Ask, desk: InMemoryDesk) -> None:
        for _, options, advice in REFUSED:
            assert advice in await ask("set", **options)
        assert await desk.subscriptions("100") == ()

    in_slack(slack)
    in_discord(discord)


def test_a_change_keeps_what_was_not_said_and_a_pause() -> None:
    made: list[Subscription] = []
    said = "tolm at 09:00 UTC on weekends, brief, in English"

    async def slack(ask: Ask, desk: InMemoryDesk) -> None:
        await ask("tolm at 8 UTC on weekends")
        await ask("pause")
        changed = await ask("at 9")
        assert said in changed
        made.append(await only(desk, "T1"))

    async def discord(ask: Ask, desk: InMemoryDesk) -> None:
        await ask("set", topics="tolm", at="8", zone="UTC", days="weekends")
        await ask("pause")
        changed = await ask("set", at="9")
        assert said in changed
        assert "It is paused: `/digest resume` goes on with it." in changed
        made.append(await only(desk, "100"))

    in_slack(slack)
    in_discord(discord)
    assert made[0] == made[1]
    assert made[0].state is SubscriptionState.PAUSED
