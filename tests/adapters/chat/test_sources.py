"""Sources in chat: who finds, proposes, adds and removes them, and who is behind an outlet."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from adapters.chat.managing import about_sources, sources
from adapters.chat.managing.sources import SourceAction, SourceWish
from bot.models import Entry, Feed, FoundFeed, Outlet, OutletFact, Person
from bot.ports import Asker
from tests.standins import on_both, slack_payloads
from tests.standins.cards import PLAIN, source
from tests.standins.desk import InMemoryDesk
from tests.standins.discord import Discord
from tests.standins.discord_members import labels, words
from tests.standins.slack_run import Talk

URL = "https://harbour.example/feed.xml"
ENTRY = Entry(
    "1",
    "https://harbour.example/1",
    "Bridge opens",
    published=datetime(2026, 3, 2, 7, 30, tzinfo=UTC),
)
HARBOUR = FoundFeed(URL, "Harbour Post", 12, ENTRY)
EVIL = replace(
    HARBOUR,
    title="<!channel> @everyone [x](https://evil.example)",
    newest=replace(ENTRY, title="<@U1> @here <https://evil.example|click> **b**"),
)
STATED = "https://facts.example/t", date(2026, 1, 2)
TASS = Outlet(
    "TASS",
    owner=OutletFact(("the Russian state",), *STATED),
    country=OutletFact(("RU",), *STATED),
)
ADMIN = {"U1": {"tz": "Europe/Kyiv", "is_admin": True}}
NOBODY, MANAGER = "0", str((1 << 5) | (1 << 10) | (1 << 11))


def stocked(desk: InMemoryDesk) -> InMemoryDesk:
    desk.sites = {"harbour.example": HARBOUR, "evil.example": EVIL}
    desk.forbidden = {"rt.example"}
    desk.outlets = {"tass": TASS}
    return desk


def in_slack(test: Callable[[Talk], Awaitable[None]]) -> None:
    async def with_sources(talk: Talk) -> None:
        stocked(talk.desk)
        await test(talk)

    on_both.in_slack(with_sources)


def in_discord(test: Callable[[Discord, InMemoryDesk], Awaitable[None]]) -> None:
    on_both.in_discord(test, stocked(InMemoryDesk()))


async def shown(talk: Talk, text: str) -> dict[str, Any]:
    return await talk.slack.shown(await talk.slack.command(text=text))


async def pressed(talk: Talk, message: dict[str, Any], **how: Any) -> dict[str, Any]:  # noqa: ANN401
    """What is seen after the only button of a message is pressed."""
    (row,) = [one["elements"] for one in message["blocks"] if one["type"] == "actions"]
    sent = {name: row[0][name] for name in ("action_id", "type", "value")}
    return await talk.slack.shown(await talk.slack.press(sent, message, **how))


def test_in_slack_an_admin_sees_a_feed_with_its_newest_entry_and_adds_it() -> None:
    async def test(talk: Talk) -> None:
        talk.slack.people = ADMIN
        found = await shown(talk, "sources add harbour.example")
        for part in ("Harbour Post", "12 entries", "Bridge opens", URL):
            assert part in str(found)
        assert talk.desk.feeds == {}
        assert "Added: Harbour Post" in str(await pressed(talk, found))
        assert talk.desk.feeds == {Feed(URL, "Harbour Post"): "slack:T1"}
        listed = str(await shown(talk, "sources"))
        assert "1 source is read:" in listed
        assert "Added here:" in listed
        assert "Harbour Post is read no more" in str(await shown(talk, "feeds remove Harbour Post"))
        assert talk.desk.feeds == {}

    in_slack(test)


def test_in_slack_anybody_proposes_and_only_an_admin_approves() -> None:
    async def test(talk: Talk) -> None:
        found = await shown(talk, "sources add harbour.example")
        assert "Only admins add sources here" in str(found)
        assert "Proposed" in str(await pressed(talk, found))
        (post,) = talk.slack.posts
        assert "A source is proposed" in str(post)
        await pressed(talk, found)
        assert len(talk.slack.posts) == 1
        refused = await pressed(talk, post, is_ephemeral=False)
        assert "Only admins of the workspace add sources" in str(refused)
        assert talk.desk.feeds == {}
        talk.slack.people = ADMIN
        assert "Added: Harbour Post" in str(await pressed(talk, post, is_ephemeral=False))
        talk.slack.people = {}
        assert "Only admins remove" in str(await shown(talk, "sources remove Harbour Post"))

    in_slack(test)


def test_in_slack_nothing_of_a_found_feed_acts() -> None:
    async def test(talk: Talk) -> None:
        found = await shown(talk, "sources add evil.example")
        assert "<!channel>" not in found["text"]
        assert "<@U1>" not in found["text"]
        kinds = {one["type"] for block in found["blocks"] for part in block["elements"]
                 for one in part.get("elements", ())}  # fmt: skip
        assert kinds <= {"text", "link", "date"}
        await pressed(talk, found)
        assert "<!channel>" not in talk.slack.posts[0]["text"]

    in_slack(test)


def test_in_slack_what_the_operator_forbids_and_what_is_not_there_is_said() -> None:
    async def test(talk: Talk) -> None:
        assert "is not allowed" in str(await shown(talk, "sources add rt.example"))
        assert "No feed was found" in str(await shown(talk, "sources add no.example"))

    in_slack(test)


def test_in_slack_it_is_told_who_owns_an_outlet_by_whom_and_since_when() -> None:
    async def test(talk: Talk) -> None:
        for text in ("who owns tass", "who is behind tass?"):
            told = str(await shown(talk, text))
            for part in ("TASS", "Owned by the Russian state", "facts.example", "2 Jan 2026"):
                assert part in told
        assert "It is not known who is behind zzz" in str(await shown(talk, "who owns zzz"))
        assert "Please say which outlet" in str(await shown(talk, "who owns this?"))
        await talk.slack.event(slack_payloads.direct("skerry"))
        await talk.slack.until(lambda: talk.desk.posts)
        count = len(talk.slack.posts)
        await talk.slack.event(slack_payloads.direct("who owns this?"))
        nothing = "Nothing is known of who is behind it"
        await talk.slack.until(lambda: nothing in str(talk.slack.posts[count:]))

    in_slack(test)


def test_of_several_articles_of_an_outlet_its_owner_is_told_once() -> None:
    brief = replace(PLAIN, sources=(source(), source("a2"), source("a3", "Tolm Daily")))
    wish = SourceWish(SourceAction.OWNER)
    asker = Asker(Person("slack", "T1", "U1"))
    told = asyncio.run(about_sources.answered(InMemoryDesk(), asker, wish, may=False, brief=brief))
    assert len(told.lines) == 2 * len(("Harbour Post", "Tolm Daily"))


def test_in_discord_who_manages_the_server_adds_and_others_propose() -> None:
    async def test(discord: Discord, desk: InMemoryDesk) -> None:
        found = (await discord.slash("feeds", "add", site="harbour.example")).original
        for part in ("Harbour Post", "12 entries", "Bridge opens"):
            assert part in words(found)
        refused = await discord.click(found, "Add", permissions=NOBODY)
        assert "Only people with Manage Server" in words(refused.original)
        assert desk.feeds == {}
        assert "Added" in words((await discord.click(found, "Add", permissions=MANAGER)).original)
        assert desk.feeds == {Feed(URL, "Harbour Post"): "discord:100"}
        assert "Harbour Post" in words((await discord.slash("feeds", "list")).original)
        gone = await discord.slash("feeds", "remove", source="Harbour Post")
        assert "is read no more" in words(gone.original)

    in_discord(test)


def test_in_discord_a_proposal_is_approved_by_a_button_that_everybody_sees() -> None:
    async def test(discord: Discord, desk: InMemoryDesk) -> None:
        data = discord.command("feeds", "add", site="evil.example")
        member = str((1 << 10) | (1 << 11))
        found = (await discord.act(2, data, permissions=member)).original
        assert labels(found or {}) == ["Propose it"]
        done = await discord.click(found, "Propose it", permissions=member)
        assert "Proposed" in words(done.original)
        (post,) = discord.posts()
        said = words(post)
        assert "@everyone" not in said.replace("\\@", "").replace("@\u200b", "")
        assert "](https://evil" not in said
        await discord.click(post, "Add", permissions=member)
        assert desk.feeds == {}
        await discord.click(post, "Add", permissions=MANAGER)
        assert len(desk.feeds) == 1

    in_discord(test)


def test_in_discord_it_is_told_who_owns_an_outlet() -> None:
    async def test(discord: Discord, desk: InMemoryDesk) -> None:
        told = words((await discord.slash("brief", topic="who owns tass")).original)
        assert "Owned by the Russian state" in told
        assert desk.asked == []

    in_discord(test)


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("sources", SourceWish(SourceAction.LIST)),
        ("feeds list", SourceWish(SourceAction.LIST)),
        ("Sources add example.org", SourceWish(SourceAction.ADD, "example.org")),
        ("feeds propose <https://example.org>", SourceWish(SourceAction.ADD, "https://example.org")),
        ("sources remove The Harbour Post", SourceWish(SourceAction.REMOVE, "The Harbour Post")),
        ("who owns Al Jazeera?", SourceWish(SourceAction.OWNER, "Al Jazeera")),
        ("who owns this?", SourceWish(SourceAction.OWNER)),
        ("wem gehört der Spiegel?", SourceWish(SourceAction.OWNER, "der Spiegel")),
        ("кому належить ТАСС", SourceWish(SourceAction.OWNER, "ТАСС")),
        ("sources of lithium", None), ("feeds add", None), ("sources list all", None),
        ("who owns", None), ("energy sources add up", None), ("ukraine", None),
    ],
)  # fmt: skip
def test_what_is_asked_of_the_sources(text: str, wish: SourceWish | None) -> None:
    assert sources.read(text) == wish
