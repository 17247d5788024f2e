"""Languages as people write them, written back as the same, and each person answered in theirs."""

import asyncio
from dataclasses import replace
from datetime import time

import pytest

from adapters.chat import digest_line, digest_options, digest_text, languages
from bot.errors import UsageError
from bot.models import Channel, Length, Person, Quiet, Subscription
from bot.translation import Translation, available
from tests.standins.desk import NOW, InMemoryDesk
from tests.standins.discord_bot import served
from tests.standins.discord_members import COMMAND
from tests.standins.slack_run import talking

NOBODY = Person("slack", "T1", "U0")
STANDING = Subscription(
    Channel("slack", "T1", "C1"),
    time(8),
    "Europe/Kyiv",
    NOW,
    topics=("tolm", "skerry"),
    length=Length.FULL,
    quiet=Quiet(time(22), time(7)),
    languages=("uk", "en", "no"),
)


@pytest.mark.parametrize(
    ("line", "topics", "read", "only"),
    [
        ("ukraine at 8, in english and ukrainian", ("ukraine",), ("en", "uk"), False),
        ("trade only in english", ("trade",), ("en",), True),
        ("zölle um 7 auf Deutsch und Englisch, kurz", ("zölle",), ("de", "en"), False),
        ("україна о 8 лише українською", ("україна",), ("uk",), True),
        ("élections à 8h en français, anglais", ("élections",), ("fr", "en"), False),
        ("ukraine in any language", ("ukraine",), (), False),
        ("elections in uk at 9", ("elections in uk",), None, None),
        ("ukrainian grain", ("ukrainian grain",), None, None),
        ("the english patient", ("the english patient",), None, None),
    ],
)
def test_languages_end_a_line_and_are_no_topic(
    line: str, topics: tuple[str, ...], read: tuple[str, ...] | None, *, only: bool | None
) -> None:
    options = digest_text.read(line)
    assert (options.topics, options.languages, options.only_languages) == (topics, read, only)


@pytest.mark.parametrize("lang", available())
@pytest.mark.parametrize("days", [range(7), range(5), (5, 6), (0, 2, 6)])
@pytest.mark.parametrize("only", [True, False])
def test_a_digest_written_in_any_language_is_read_as_the_same(
    lang: str, days: range, *, only: bool
) -> None:
    one = replace(STANDING, days=frozenset(days), only_languages=only)
    options = digest_text.read(digest_line.written(one, tr=Translation(lang)))
    made = digest_options.changed(replace(one, languages=()), options, NOBODY, NOW)
    assert made == replace(one, since=NOW, owner=NOBODY)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("english, Ukrainian", ("en", "uk")),
        ("uk, de", ("uk", "de")),
        ("none", ()),
        ("німецька", ("de",)),
    ],
)
def test_a_list_of_languages_is_read(text: str, read: tuple[str, ...]) -> None:
    assert languages.read(text) == read


@pytest.mark.parametrize("text", ["klingon", "english, klingon", "../de"])
def test_what_is_no_language_is_said(text: str) -> None:
    with pytest.raises(UsageError) as caught:
        languages.read(text)
    assert caught.value.about == "languages"


def test_the_languages_that_can_be_chosen_are_named_in_the_readers() -> None:
    assert languages.choices(Translation("de"))["uk"] == "Ukrainisch"
    assert len(languages.choices(Translation())) == len(
        set(languages.choices(Translation()).values())
    )


def test_slack_answers_everybody_in_their_language() -> None:
    async def scene() -> None:
        async with talking("http") as talk:
            talk.slack.people["U1"] = {"tz": "Europe/Kyiv", "locale": "uk-UA"}

            async def ask(text: str) -> str:
                shown = await talk.slack.shown(await talk.slack.command(text=text))
                return str([shown["text"], shown.get("blocks")])

            brief = await ask("skerry")
            assert "Опублікувати в каналі" in brief
            assert "Post to channel" not in brief
            assert "Що можна запитати" in await ask("help")
            assert "Часового поясу з такою назвою немає" in await ask("digest tolm at 8 Nowhere")
            made = await ask("digest tolm at 8 UTC")
            assert "Збережено." in made
            assert "tolm о 08:00 UTC щодня, стисло, українською" in made
            (kept,) = await talk.desk.subscriptions("T1")
            assert kept.languages == ("uk",)
            assert sum(one.method == "users.info" for one in talk.slack.calls) <= 2  # it is kept

    asyncio.run(scene())


def test_discord_answers_everybody_in_their_language() -> None:
    async def scene() -> None:
        desk = InMemoryDesk()
        async with served(desk) as (discord, _):

            async def ask(name: str, *sub: str, **options: object) -> str:
                typed = discord.command(name, *sub, **options)
                shown = await discord.act(COMMAND, typed, locale="de")
                return str(shown.original).replace("\\\\", "")

            made = await ask("digest", "set", topics="tolm", at="8", zone="UTC")
            assert "Überblick für" in made
            assert "tolm um 08:00 UTC täglich, kurz, auf Deutsch und Englisch" in made
            assert "Pausieren" in made
            brief = await ask("brief", topic="skerry")
            assert "Im Kanal posten" in brief
            assert "Post to channel" not in brief
            assert "Es gibt keine Zeitzone dieses Namens" in await ask(
                "digest", "set", zone="Nowhere"
            )
            assert "/kurz thema:ukraine" in str(
                (
                    await discord.act(COMMAND, discord.command("brief", topic="help"), locale="de")
                ).callback
            )
            await ask("digest", "set", languages="none")
            (kept,) = await desk.subscriptions("100")
            assert kept.languages == ()

    asyncio.run(scene())
