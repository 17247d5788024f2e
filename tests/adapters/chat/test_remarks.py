"""What is said to the bot and asks for no news: on both platforms it is no topic."""

import pytest

from adapters.chat.lines import TextRun
from adapters.chat.remarks import (
    DigestTyped,
    Remark,
    RemarkKind,
    answered,
    in_its_language,
    remark,
    schedule,
)
from bot.translation import ENGLISH, Translation
from tests.standins.desk import InMemoryDesk
from tests.standins.discord import Discord
from tests.standins.discord_members import words
from tests.standins.on_both import asked, in_discord, in_slack
from tests.standins.slack_payloads import direct
from tests.standins.slack_run import Talk

TYPED = DigestTyped("/do", "/set", "/mine", "sources:", "languages:")


@pytest.mark.parametrize(
    ("text", "kind", "lang"),
    [
        ("hi", "help", "en"), ("Good morning!", "help", "en"), ("?", "help", ""),
        ("what can you do?", "help", "en"), ("How does this work", "help", "en"),
        ("please help", "help", "en"), ("Hilfe!", "help", "de"), ("Was kannst du?", "help", "de"),
        ("Que sais-tu faire ?", "help", "fr"), ("¿Qué puedes hacer?", "help", "es"),
        ("що ти вмієш?", "help", "uk"), ("thanks!", "thanks", ""), ("ok, great", "thanks", "en"),
        ("vielen Dank", "thanks", "de"), ("merci !", "thanks", "fr"), ("stop", "action", ""),
        ("please pause", "action", ""), ("unsubscribe", "action", "en"),
        ("stop sending me this", "action", "en"), ("abbestellen", "action", "de"),
        ("undo that", "undo", "en"), ("why did I get this?", "why_this", "en"),
        ("warum sehe ich das?", "why_this", "de"), ("less sport", "less", "en"),
        ("no more football please", "less", "en"), ("moins de sport", "less", "fr"),
        ("менше про спорт", "less", "uk"), ("in German please", "speak", "de"),
        ("can you speak Spanish?", "speak", "es"), ("українською", "speak", "uk"),
        ("source?", "source_of", ""), ("is that true?", "source_of", "en"),
        ("stimmt das?", "source_of", "de"), ("settings", "manage", "en"),
        ("change the digest to 9", "manage", ""),
        ("stop the digest", "action", ""), ("are you a bot?", "help", "en"),
        ("more", "under", ""), ("who said that?", "under", ""), ("seit wann?", "under", ""),
    ],
)  # fmt: skip
def test_a_set_phrase_is_understood(text: str, kind: str, lang: str) -> None:
    found = remark(text)
    assert found is not None
    assert (found.kind, found.lang) == (kind, lang)


@pytest.mark.parametrize(
    "text",
    [
        "ukraine", "help for farmers", "stop the boats", "good news from chad", "undo button",
        "more on chad", "what's new?", "less than half of all voters want it", "in german towns",
        "speak up campaign", "top", "", "🙂", "thanks giving", "who owns tass", "https://ex.com/stop",
        "hello " * 50,
    ],
)  # fmt: skip
def test_a_topic_is_none(text: str) -> None:
    assert remark(text) is None


@pytest.mark.parametrize(
    ("text", "public", "own"),
    [
        ("stop", "/do stop", "/mine stop"),
        ("undo", "/do show", "/mine show"),
        ("less sport", "/set sources:without sport", "/mine without sport"),
        ("in German", "/set sprachen:auf Deutsch", "/mine auf Deutsch"),
    ],
)
def test_the_answer_names_what_to_type(text: str, public: str, own: str) -> None:
    found = remark(text)
    assert found is not None
    tr = in_its_language(found, ENGLISH)
    for command, personal in ((public, False), (own, True)):
        runs = answered(found, TYPED, tr, personal=personal)
        assert command in [run.text for run in runs if isinstance(run, TextRun) and run.is_code]


@pytest.mark.parametrize(
    ("text", "asked_for"),
    [
        ("send me ukraine every day at 8", "ukraine every day at 8"),
        ("a digest of ukraine every morning at 8", "ukraine every morning at 8"),
        ("send us a digest of ukraine every morning", "ukraine every morning"),
        ("make a digest of ukraine at 8", "ukraine at 8"),
        ("mon-fri 7:30 ukraine", "mon-fri 7:30 ukraine"),
        ("monday protests at 9:30", None),
        ("send me to ukraine", None),
    ],
)
def test_what_is_to_come_at_a_time_is_a_digest(text: str, asked_for: str | None) -> None:
    found = schedule(text)
    assert (found.words if found else None) == asked_for


def test_it_is_answered_in_the_language_it_is_said_in_and_english_in_the_readers() -> None:
    reader = Translation("de")
    assert in_its_language(Remark(RemarkKind.HELP, lang="fr"), reader).lang == "fr"
    assert in_its_language(Remark(RemarkKind.HELP, lang="en"), reader).lang == "de"
    assert in_its_language(Remark(RemarkKind.HELP), reader).lang == "de"


def test_slack_searches_for_no_remark() -> None:
    async def test(talk: Talk) -> None:
        assert "What you can ask" in await asked(talk, "what can you do?")
        assert "/brief digest stop" in await asked(talk, "unsubscribe")
        await talk.slack.event(direct("less sport"))
        await talk.slack.until(lambda: talk.slack.posts)
        assert "/brief my digest without sport" in talk.slack.posts[-1]["text"]
        assert not talk.desk.asked

    in_slack(test)


def test_discord_searches_for_no_remark() -> None:
    async def test(discord: Discord, desk: InMemoryDesk) -> None:
        sent = await discord.slash("brief", topic="Was kannst du?")
        assert "Was Sie fragen können" in str((sent.callback or {})["data"])
        assert "/digest stop" in words(await discord.write("<@900> stop sending us this"))
        assert not desk.asked

    in_discord(test)


def test_a_button_of_an_older_version_says_so() -> None:
    async def in_channel(talk: Talk) -> None:
        old = {"type": "button", "action_id": "expand", "value": "1"}
        pressed = await talk.slack.press(old, {"text": "…", "blocks": []})
        assert "older version" in str(await talk.slack.shown(pressed))

    async def in_server(discord: Discord, _: InMemoryDesk) -> None:
        post = await discord.write("<@900> skerry")
        old = {"custom_id": "expand:1", "component_type": 2}
        clicked = await discord.act(3, old, message=post)
        assert "older version" in words(clicked.original)

    in_slack(in_channel)
    in_discord(in_server)


def test_whoever_is_mentioned_is_no_part_of_the_topic() -> None:
    async def in_channel(talk: Talk) -> None:
        await asked(talk, "<!channel> <@U2|ann> skerry")
        assert talk.desk.asked[-1][1] == "skerry"

    async def in_server(discord: Discord, desk: InMemoryDesk) -> None:
        await discord.write("<@900> @everyone <@&300> skerry")
        assert desk.asked[-1][1] == "skerry"

    in_slack(in_channel)
    in_discord(in_server)
