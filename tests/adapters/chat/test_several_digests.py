"""A channel with several digests: which one is meant, and that no other is changed."""

import asyncio
from dataclasses import replace
from datetime import time
from typing import Any

import pytest

from adapters.chat import digest_options, digest_text
from adapters.chat.digest_options import DigestAction, DigestOptions
from adapters.chat.lines import Typed
from adapters.chat.managing import changing, naming, wishes
from adapters.chat.managing.wishes import DigestWish
from bot.errors import NotFoundError, UsageError
from bot.models import Channel, Subscription, SubscriptionState
from bot.translation import ENGLISH
from tests.standins.desk import NOW, InMemoryDesk
from tests.standins.discord import Discord
from tests.standins.discord_members import labels, words
from tests.standins.discord_world import TEXT, Asked
from tests.standins.on_both import asked, in_discord, in_slack
from tests.standins.slack_run import Talk

HERE, THERE = Channel("slack", "T1", "C1"), Channel("discord", "100", TEXT)
MAIN = digest_options.blank(HERE, "UTC", NOW)
WEEKLY = replace(MAIN, name="weekly", days=frozenset({0}))
SPORT = replace(MAIN, name="sport", topics=("football",))
MONDAYS = frozenset({0})
TYPED = Typed("/new", "/make", "/resume")
BROKEN = SubscriptionState.BROKEN


@pytest.mark.parametrize(
    ("line", "name", "is_new"),
    [
        ("weekly digest of ukraine on mondays at 8", "weekly", False),
        ("the weekly digest: ukraine on mondays at 8", "weekly", False),
        ("weekly: ukraine on mondays at 8", "weekly", False),
        ("another digest of ukraine on mondays at 8", None, True),
        ("a new sport digest of ukraine on mondays at 8", "sport", True),
        ("sport: ukraine on mondays at 8", "sport", False),
        ("main digest of ukraine on mondays at 8", "", False),
        ("morning ukraine on mondays at 8", "morning", False),
        ("wöchentlicher Digest ukraine am montag um 8", "Wochenüberblick", False),
        ("wochenüberblick: ukraine am montag um 8", "Wochenüberblick", False),
        ("тижневий огляд: ukraine у понеділок о 8", "тижневий огляд", False),
        ("hebdomadaire: ukraine le lundi à 8h", "hebdomadaire", False),
        ("ukraine weekly on mondays at 8", None, False),
        ("ukraine on mondays at 8", None, False),
    ],
)
def test_a_name_is_read_where_it_is_said(line: str, name: str | None, is_new: bool) -> None:  # noqa: FBT001  by place
    wish = wishes.after(line)
    assert wish == DigestWish(DigestOptions(("ukraine",), time(8), days=MONDAYS), name, is_new)


@pytest.mark.parametrize(
    ("line", "action", "name"),
    [
        ("pause", DigestAction.PAUSE, None),
        ("weekly", DigestAction.SHOW, "weekly"),
        ("pause the weekly digest", DigestAction.PAUSE, "weekly"),
        ("stop the sport digest", DigestAction.STOP, "sport"),
        ("sport: now", DigestAction.NOW, "sport"),
        ("weekly digest show", DigestAction.SHOW, "weekly"),
        ("resume main", DigestAction.RESUME, ""),
        ("Wochenüberblick", DigestAction.SHOW, "Wochenüberblick"),
        ("stop Hauptüberblick", DigestAction.STOP, ""),
    ],
)
def test_what_becomes_of_which_is_read(line: str, action: DigestAction, name: str | None) -> None:
    assert wishes.after(line) == DigestWish(action, name)


@pytest.mark.parametrize("line", ["ukraine, grain at 8", "tolm at 8:30", "top at 9", "full"])
def test_what_is_no_name_is_none(line: str) -> None:
    assert wishes.after(line) == DigestWish(digest_text.read(line))


CHANGE = DigestOptions(at=time(9))


@pytest.mark.parametrize(
    ("there", "name", "found"),
    [
        ((), None, None),
        ((), "weekly", None),
        ((MAIN,), None, MAIN),
        ((MAIN,), "weekly", None),
        ((MAIN,), "daily", MAIN),
        ((WEEKLY,), None, WEEKLY),
        ((MAIN, WEEKLY), "weekly", WEEKLY),
        ((MAIN, WEEKLY), "Wochenüberblick", WEEKLY),
        (
            (MAIN, replace(WEEKLY, name="wöchentlicher")),
            "Wochenüberblick",
            replace(WEEKLY, name="wöchentlicher"),
        ),
        ((MAIN, WEEKLY), "", MAIN),
        ((MAIN, WEEKLY), "sport", None),
        ((replace(MAIN, days=MONDAYS),), "weekly", replace(MAIN, days=MONDAYS)),
        ((MAIN, SPORT), "Sport", SPORT),
    ],
)
def test_a_change_finds_the_one_that_is_meant_or_makes_one_more(
    there: tuple[Subscription, ...], name: str | None, found: Subscription | None
) -> None:
    assert naming.meant(there, DigestWish(CHANGE, name), ENGLISH) == found


@pytest.mark.parametrize(
    ("there", "wish", "says"),
    [
        ((MAIN, WEEKLY), DigestWish(CHANGE), "Several digests come here: main, weekly."),
        ((MAIN,), DigestWish(CHANGE, "morning"), "A digest comes here already"),
        ((MAIN, SPORT), DigestWish(CHANGE, "sport", is_new=True), "of that name comes here"),
        ((MAIN, SPORT), DigestWish(DigestAction.STOP, "weekly"), "called weekly. There are: main"),
    ],
)
def test_what_could_be_several_is_asked_back(
    there: tuple[Subscription, ...], wish: DigestWish, says: str
) -> None:
    with pytest.raises((UsageError, NotFoundError)) as caught:
        naming.meant(there, wish, ENGLISH)
    assert says in caught.value.advice


@pytest.mark.parametrize(
    ("wish", "name"),
    [
        (DigestWish(DigestOptions(("grain",)), None, is_new=True), "grain"),
        (DigestWish(DigestOptions(("sport",)), None, is_new=True), "daily"),
        (DigestWish(DigestOptions(days=MONDAYS), None, is_new=True), "weekly"),
        (DigestWish(DigestOptions(("a/b: c",)), None, is_new=True), "a b c"),
        (DigestWish(DigestOptions(), "evening"), "evening"),
    ],
)
def test_one_more_is_named_by_what_is_said_of_it(wish: DigestWish, name: str) -> None:
    assert naming.made(MAIN, wish, (MAIN, SPORT)).name == name


def test_a_new_weekly_digest_needs_its_day() -> None:
    with pytest.raises(UsageError, match="no day"):
        naming.wished(MAIN, DigestWish(CHANGE, "weekly"), (MAIN,), ENGLISH)


def test_a_button_has_room_for_any_digests_mark() -> None:
    one = replace(MAIN, name="щ" * 30)
    assert naming.split(naming.marked("C1", naming.mark(one))) == ("C1", naming.mark(one))
    assert len(naming.mark(one)) == 8
    assert naming.split("C1") == ("C1", naming.mark(MAIN))


def rows(message: dict[str, Any]) -> list[list[str]]:
    """What stands on each row of buttons."""
    found = [one["elements"] for one in message["blocks"] if one["type"] == "actions"]
    return [[each["text"]["text"] for each in row] for row in found]


async def press(talk: Talk, shown: dict[str, Any], label: str, row: int) -> dict[str, Any]:
    found = [one["elements"] for one in shown["blocks"] if one["type"] == "actions"][row]
    button = next(one for one in found if one["text"]["text"] == label)
    sent = {name: button[name] for name in ("action_id", "type", "value")}
    return await talk.slack.shown(await talk.slack.press(sent, shown))


def test_in_slack_a_second_is_added_by_words_and_each_has_its_buttons() -> None:
    async def test(talk: Talk) -> None:
        await asked(talk, "digest tolm at 7 UTC")
        told = await asked(talk, "weekly digest of ferries on mondays at 8")
        assert "ferries at 08:00 UTC on Mon" in told
        assert "Another digest comes here, and stays as it is: main." in told
        main, weekly = await talk.desk.digests(HERE)
        assert (main.topics, weekly.topics, weekly.days) == (("tolm",), ("ferries",), MONDAYS)
        assert "Several digests come here: main, weekly" in await asked(talk, "digest at 9")
        assert "· weekly" in await asked(talk, "digest weekly: at 10")
        main, weekly = await talk.desk.digests(HERE)
        assert (main.at, weekly.at) == (time(7), time(10))
        shown = await talk.slack.shown(await talk.slack.command(text="digest"))
        usual = ["Change", "Post now", "Pause", "Stop"]
        assert rows(shown) == [usual, [*usual, "Another digest"]]
        assert "Which one? Press beside it." in await asked(talk, "digest pause")
        paused = str(await press(talk, shown, "Pause", 1))
        assert "/brief digest resume the weekly digest" in paused
        main, weekly = await talk.desk.digests(HERE)
        assert [str(one.state) for one in (main, weekly)] == ["active", "paused"]
        assert "goes on" not in await asked(talk, "digest resume the weekly digest")
        await press(talk, shown, "Stop", 0)
        assert await talk.desk.digests(HERE) == (
            replace(weekly, state=main.state, since=talk.desk.now),
        )
        assert "That digest was stopped." in str(await press(talk, shown, "Pause", 0))

    in_slack(test)


def filled(topics: str, name: str | None) -> dict[str, Any]:
    """A form as it is sent."""
    named = {} if name is None else {"name": {"name": {"value": name}}}
    return named | {
        "topics": {"topics": {"value": topics}},
        "at": {"at": {"selected_time": "07:30"}},
        "zone": {"zone": {"selected_option": {"value": "Europe/Kyiv"}}},
        "days": {"days": {"selected_options": [{"value": "0"}]}},
        "length": {"length": {"selected_option": {"value": "full"}}},
    }


def test_slacks_form_changes_the_one_it_was_opened_for_or_makes_one_more() -> None:
    async def test(talk: Talk) -> None:
        await asked(talk, "digest tolm at 7 UTC")
        await asked(talk, "weekly digest of ferries on mondays at 8")
        shown = await talk.slack.shown(await talk.slack.command(text="digest"))
        for label, row, topics, name in (
            ("Change", 1, "skerry", None),
            ("Another digest", 1, "sundria", ""),
        ):
            count = len(talk.slack.views)
            found = [one["elements"] for one in shown["blocks"] if one["type"] == "actions"][row]
            button = next(one for one in found if one["text"]["text"] == label)
            sent = {part: button[part] for part in ("action_id", "type", "value")}
            await talk.slack.press(sent, shown)
            await talk.slack.until(lambda: len(talk.slack.views) > count)  # noqa: B023  it ends in this step
            view = talk.slack.views[-1]
            assert ("name" in [one.get("block_id") for one in view["blocks"]]) == (name == "")
            posts = len(talk.slack.posts)
            told = await talk.slack.submit(view, filled(topics, name))
            assert told.ack is None or "errors" not in str(told.ack)
            await talk.slack.until(lambda: len(talk.slack.posts) >= posts)  # noqa: B023  likewise
        topics_by_name = {one.name: one.topics for one in await talk.desk.digests(HERE)}
        assert topics_by_name == {
            "": ("tolm",), "weekly": ("skerry",), "sundria": ("sundria",),
        }  # fmt: skip

    in_slack(test)


def plain(asked: Asked) -> str:
    return words(asked.original).replace("\\", "")


def test_in_discord_a_name_makes_one_more_and_buttons_and_forms_change_their_own() -> None:
    async def test(discord: Discord, desk: InMemoryDesk) -> None:
        await discord.slash("digest", "set", topics="tolm", at="7")
        made = await discord.slash(
            "digest", "set", name="weekly", topics="ferries", days="mondays", at="8"
        )
        assert "stays as it is: main" in words(made.original)
        refused = await discord.slash("digest", "set", at="9")
        assert "Several digests come here: main, weekly" in words(refused.original)
        shown = (await discord.slash("digest", "show")).original or {}
        usual = ["Change", "Post now", "Pause", "Stop"]
        assert labels(shown) == [*usual, *usual, "Another digest"]
        await discord.slash("digest", "pause", name="weekly")
        main, weekly = await desk.digests(THERE)
        assert [str(one.state) for one in (main, weekly)] == ["active", "paused"]
        form = await discord.click_first(shown, "Change")
        told = await discord.submit(form, topics="skerry", when="at 9 on weekdays", rest="full")
        assert "skerry at 09:00 UTC on weekdays, full" in plain(told)
        form = await discord.click(shown, "Another digest")
        told = await discord.submit(form, topics="sundria", when="18:00 UTC on fridays")
        assert "sundria at 18:00 UTC on Fri" in plain(told)
        assert [one.name for one in await desk.digests(THERE)] == ["", "sundria", "weekly"]
        wrong = await discord.submit(form, topics="sundria, tolm", when="soon", name="x")
        assert "Please write it so" in words(wrong.original)
        assert "sundria, tolm" in words(wrong.original)

    in_discord(test)


def test_in_discord_who_may_not_sees_no_form() -> None:
    async def test(discord: Discord, desk: InMemoryDesk) -> None:
        shown = (await discord.slash("digest", "set", topics="tolm", at="7")).original
        told = await discord.click(shown, "Change", permissions="0")
        assert "Only people with Manage Channels" in words(told.original)
        (one,) = await desk.digests(THERE)
        await desk.stop(one)
        told = await discord.click(shown, "Change")
        assert "That channel has no digest yet" in words(told.original)

    in_discord(test)


def test_a_person_has_several_of_their_own() -> None:
    async def slack(talk: Talk) -> None:
        await asked(talk, "my digest tolm at 7 UTC")
        told = await asked(talk, "my weekly digest of ferries on mondays at 8 UTC")
        assert "Your own digest · weekly" in told
        assert "· weekly" in await asked(talk, "my digest show")

    async def discord(discord: Discord, _: InMemoryDesk) -> None:
        await discord.slash("my", digest="tolm at 7")
        told = await discord.slash("my", digest="weekly digest of ferries on mondays at 8")
        assert "Your own digest · weekly" in words(told.original).replace("*", "")
        shown = words((await discord.slash("my", digest="show")).original)
        assert "tolm at" in shown
        assert "ferries at" in shown

    in_slack(slack)
    in_discord(discord)


def test_under_an_alert_all_alerts_of_the_channel_end_and_nothing_starts_again() -> None:
    async def test() -> None:
        desk = InMemoryDesk()
        broken = replace(WEEKLY, alerts=3, state=BROKEN, reason="It is closed.")
        for one in (replace(MAIN, alerts=5), broken):
            desk.put(one)
        await changing.without_alerts(desk, HERE, TYPED)
        assert await desk.digests(HERE) == (MAIN, replace(broken, alerts=0))

    asyncio.run(test())
