"""The real Bolt app over real sockets, by Socket Mode and by HTTP."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import pytest

from adapters.slack import front
from bot.errors import BriefbotError, TooSlowError
from bot.models import Channel, Person, SubscriptionState
from tests.standins import slack_payloads
from tests.standins.desk import NOW
from tests.standins.slack import Conversation, Pressed, Slack
from tests.standins.slack_run import Talk, talking

Json = dict[str, Any]
MODES = ("sockets", "http")
C1 = Channel("slack", "T1", "C1")

both = pytest.mark.parametrize("mode", MODES)


def in_talk(mode: str, test: Callable[[Talk], Awaitable[None]], **chosen: Any) -> None:  # noqa: ANN401 -- settings of any kind
    """Runs a test against the adapter at work."""

    async def run() -> None:
        async with talking(mode, **chosen) as talk:
            await test(talk)

    asyncio.run(run())


def buttons(message: Json) -> dict[str, Json]:
    """The buttons and menus of a message by their action's name."""
    rows = (one["elements"] for one in message["blocks"] if one["type"] == "actions")
    return {one["action_id"]: one for row in rows for one in row}


def said_of(message: Json) -> list[Json]:
    """What a reader can say of a brief by pressing."""
    rows = [one["elements"] for one in message["blocks"] if one["type"] == "context_actions"]
    return [row[0][name] for row in rows for name in ("positive_button", "negative_button")]


def press(message: Json, action: str, option: str | None = None) -> Json:
    """What Slack sends of a pressed button, or of a menu's option with these words; of an action
    that is not in sight, from the menu."""
    shown = buttons(message)
    if feedback := [one for one in said_of(message) if action in one["value"]]:
        return {"action_id": "brief_feedback", "type": "feedback_buttons", **feedback[0]}
    if action not in shown and "brief_menu" in shown:
        (chosen,) = [one for one in shown["brief_menu"]["options"] if action in one["value"]]
        return {"action_id": "brief_menu", "type": "overflow", "selected_option": chosen}
    element = shown[action]
    pressed = {"action_id": action, "type": element["type"]}
    if option is None:
        return {**pressed, "value": element["value"]}
    chosen = next(one for one in element["options"] if option in one["text"]["text"])
    return {**pressed, "selected_option": chosen}


def words(message: Json) -> str:
    """Everything a reader sees of a message."""
    return str([message["text"], message.get("blocks")])


async def asked(talk: Talk, text: str) -> Json:
    """What the asker sees after a command."""
    return await talk.slack.shown(await talk.slack.command(text=text))


async def posted(talk: Talk, text: str = "skerry") -> Json:
    """A brief that was asked for and then posted."""
    await talk.slack.press(press(await asked(talk, text), "brief_post"), {})
    await talk.slack.until(lambda: talk.desk.posts)
    return talk.slack.posts[-1]


@both
@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("skerry", "Skerry ferries cancelled as crews strike"),
        ("https://north-wire.example/news/quake-wire", "Strong earthquake shakes the Marn valley"),
        ("top", "Other stories"),
        ("new", "Harbour Post"),
        ("topics", "tolm"),
        ("topics sk", "skerry"),
        ("week ahead", "Dates to watch"),
        ("week ahead skerry", "Dates to watch: skerry"),
        ("help", "What you can ask"),
        ("", "What you can ask"),
        ("tpo", "Did you mean /brief top?"),
        ("digest puase", "Did you mean /brief digest pause?"),
        ("digest show", "That channel has no digest"),
        ("digest stop", "That channel has no digest"),
        ("digest pause", "/brief digest makes one"),
        ("digest at 25:00", "Please give the time"),
    ],
)
def test_every_command_is_acknowledged_and_answered_to_the_asker_alone(
    mode: str, text: str, seen: str
) -> None:
    async def test(talk: Talk) -> None:
        pressed = await talk.slack.command(text=text)
        assert pressed.seconds is not None
        shown = await talk.slack.shown(pressed)
        assert shown["response_type"] == "ephemeral"
        assert seen in words(shown)
        assert talk.slack.posts == []

    in_talk(mode, test)


@both
def test_a_brief_is_posted_when_the_asker_says_so_and_only_once(mode: str) -> None:
    async def test(talk: Talk) -> None:
        shown = await asked(talk, "skerry")
        for _ in range(2):
            pressed = await talk.slack.press(press(shown, "brief_post"), {})
        await talk.slack.until(lambda: talk.desk.posts)
        await talk.ours.front.idle(3)
        assert len(talk.slack.posts) == 1
        assert "brief_post" not in buttons(talk.slack.posts[0])
        ((brief, post),) = talk.desk.posts
        assert (brief, post.channel, post.message) == ("brief-1", C1, talk.slack.posts[0]["ts"])
        assert pressed.seconds is not None

    in_talk(mode, test)


@both
def test_more_is_the_full_length_in_the_thread_of_a_post_and_in_place_for_the_asker_alone(
    mode: str,
) -> None:
    async def test(talk: Talk) -> None:
        shown = await asked(talk, "skerry")
        pressed = await talk.slack.press(press(shown, "brief_more"), {})
        full = await talk.slack.shown(pressed)
        assert full["replace_original"]
        assert "Skerry Lines said the plan was safe." in words(full)
        post = await posted(talk)
        await talk.slack.press(press(post, "brief_more"), post, is_ephemeral=False)
        await talk.slack.until(lambda: len(talk.slack.posts) > 1)
        assert talk.slack.posts[-1]["thread_ts"] == post["ts"]

    in_talk(mode, test)


def test_the_full_length_is_in_the_thread_once_however_many_ask_for_it() -> None:
    async def test(talk: Talk) -> None:
        post = await posted(talk)

        async def more(user: str) -> list[Json]:
            where = {"user": user, "is_ephemeral": False}
            pressed = await talk.slack.press(press(post, "brief_more"), post, **where)
            await talk.ours.front.idle(3)
            return talk.slack.answers(pressed)

        talk.slack.fail("chat.postMessage", "not_in_channel")
        assert "/invite @briefbot" in words((await more("U1"))[0])
        assert await more("U2") == []
        assert "in the thread below" in words((await more("U3"))[0])
        assert [one.get("thread_ts") for one in talk.slack.posts] == [None, post["ts"]]

    in_talk("http", test)


@both
def test_sources_new_and_follow_are_answered_to_the_presser_alone(mode: str) -> None:
    async def test(talk: Talk) -> None:
        post = await posted(talk)
        for action, seen in (
            ("brief_sources", "Harbour Post"),
            ("brief_new", "Nothing new since"),
            ("brief_follow", "follows this story now"),
        ):
            pressed = await talk.slack.press(press(post, action), post, is_ephemeral=False)
            shown = await talk.slack.shown(pressed)
            assert seen in words(shown)
            assert shown["response_type"] == "ephemeral"
            assert not shown["replace_original"]
        assert talk.desk.followed == {("slack:T1:C1", "ferry-strike")}
        assert len(talk.slack.posts) == 1

    in_talk(mode, test)


@both
def test_wrong_asks_for_the_reason_and_tells_the_desk(mode: str) -> None:
    async def test(talk: Talk) -> None:
        shown = await asked(talk, "skerry")
        await talk.slack.press(press(shown, "brief_wrong"), {})
        await talk.slack.until(lambda: talk.slack.views)
        values = {"reason": {"reason": {"value": "It was <b>Tuesday</b>"}}}
        await talk.slack.submit(talk.slack.views[0], values)
        await talk.slack.until(lambda: talk.slack.posts)
        assert talk.desk.complaints == [
            (Person("slack", "T1", "U1"), "brief-1", "It was <b>Tuesday</b>")
        ]

    in_talk(mode, test)


def test_a_useful_brief_is_told_to_the_desk_and_the_reader_is_thanked() -> None:
    async def test(talk: Talk) -> None:
        pressed = await talk.slack.press(press(await asked(talk, "skerry"), "brief_useful"), {})
        assert "see what is found useful" in words(await talk.slack.shown(pressed))
        assert talk.desk.praised == [(Person("slack", "T1", "U1"), "brief-1")]

    in_talk("http", test)


@both
def test_suggestions_and_other_stories_can_be_pressed(mode: str) -> None:
    async def test(talk: Talk) -> None:
        nothing = await asked(talk, "zzz")
        pressed = await talk.slack.press(press(nothing, "ask_0"), {})
        assert "Skerry ferries" in words(await talk.slack.shown(pressed))
        top = await asked(talk, "top")
        pressed = await talk.slack.press(press(top, "story", "Aftershocks"), {})
        assert "Marn valley" in words(await talk.slack.shown(pressed))

    in_talk(mode, test)


FILLED: Json = {
    "topics": {"topics": {"value": "ukraine\nchad"}},
    "at": {"at": {"selected_time": "07:30"}},
    "zone": {"zone": {"selected_option": {"value": "Europe/Kyiv"}}},
    "days": {"days": {"selected_options": [{"value": "0"}, {"value": "4"}]}},
    "length": {"length": {"selected_option": {"value": "full"}}},
}


@both
def test_the_modal_begins_with_the_persons_zone_and_makes_the_digest(mode: str) -> None:
    async def test(talk: Talk) -> None:
        await talk.slack.command(text="digest tolm")
        await talk.slack.until(lambda: talk.slack.views)
        view = talk.slack.views[0]
        elements = {one["block_id"]: one["element"] for one in view["blocks"] if "element" in one}
        assert elements["zone"]["initial_option"]["value"] == "Europe/Kyiv"
        assert elements["topics"]["initial_value"] == "tolm"
        assert elements["at"]["initial_time"] == "08:00"
        options = await talk.slack.suggest("zone", "new y")
        assert options.ack is not None
        assert "America/New_York" in str(options.ack)
        await talk.slack.submit(view, FILLED)
        await talk.slack.until(lambda: talk.slack.ephemerals)
        assert "ukraine, chad at 07:30 Europe/Kyiv on Mon, Fri, full" in words(
            talk.slack.ephemerals[0]
        )
        wish = await talk.desk.subscription(C1)
        assert wish is not None
        assert (wish.topics, wish.days) == (("ukraine", "chad"), frozenset({0, 4}))

    in_talk(mode, test)


@both
def test_a_digest_is_made_in_one_line_shown_paused_resumed_made_now_and_stopped(mode: str) -> None:
    async def test(talk: Talk) -> None:
        saved = await asked(talk, "digest tolm, skerry at 08:00 Europe/Kyiv on weekdays, full")
        assert "tolm, skerry at 08:00 Europe/Kyiv on weekdays, full" in words(saved)
        assert "Saved. Digest of <#C1> tolm" in saved["text"]
        assert "<!date^" in words(saved)
        assert "paused" in words(await asked(talk, "digest pause"))
        assert "next one comes" in words(await asked(talk, "digest resume"))
        assert "News digest" in words(await asked(talk, "digest now"))
        wish = await talk.desk.subscription(C1)
        assert wish is not None
        assert wish.state is SubscriptionState.ACTIVE
        pressed = await talk.slack.press(press(saved, "brief_change"), {})
        assert pressed.seconds is not None
        await talk.slack.until(lambda: talk.slack.views)
        assert "no digest any more" in words(await asked(talk, "digest stop"))
        assert await talk.desk.subscription(C1) is None

    in_talk(mode, test)


def test_only_admins_change_a_digest_where_the_operator_said_so() -> None:
    async def test(talk: Talk) -> None:
        for command in ("tolm at 8", "", "tolm"):
            assert "Only admins" in words(await asked(talk, f"digest {command}"))
        assert talk.slack.views == []  # which would be filled in for nothing
        talk.slack.people["U1"] = {"tz": "UTC", "is_admin": True}
        assert "tolm" in words(await asked(talk, "digest tolm at 8"))

    in_talk("http", test, admins_only=True)


@both
def test_what_is_wrong_with_a_form_is_said_in_it_and_nothing_typed_is_lost(mode: str) -> None:
    async def test(talk: Talk) -> None:
        await talk.slack.command(text="digest tolm")
        await talk.slack.until(lambda: talk.slack.views)
        (view,) = talk.slack.views
        link = {**FILLED, "topics": {"topics": {"value": "https://x.example"}}}
        no_days = {**FILLED, "days": {"days": {"selected_options": []}}}
        many = {**FILLED, "topics": {"topics": {"value": "\n".join(map(str, range(100, 200)))}}}
        for values, field in ((link, "topics"), (no_days, "days"), (many, "topics")):
            pressed = await talk.slack.submit(view, values)
            assert pressed.ack is not None
            assert (pressed.ack["response_action"], list(pressed.ack["errors"])) == (
                "errors", [field]
            )  # fmt: skip
            assert await talk.desk.subscription(C1) is None
        assert (await talk.slack.submit(view, FILLED)).ack in ({}, {"response_action": "clear"})
        await talk.slack.until(lambda: talk.slack.ephemerals)
        assert "ukraine, chad" in words(talk.slack.ephemerals[0])
        talk.desk.failing = RuntimeError("a bug")  # type: ignore[assignment]  # nobody foresaw it
        pressed = await talk.slack.submit(view, FILLED)
        assert "Something went wrong" in str(pressed.ack)
        assert len(talk.slack.ephemerals) == 1

    in_talk(mode, test)


def test_a_complaint_about_a_brief_that_is_gone_is_answered_in_its_form() -> None:
    async def test(talk: Talk) -> None:
        await talk.slack.press(press(await asked(talk, "skerry"), "brief_wrong"), {})
        await talk.slack.until(lambda: talk.slack.views)
        view = {**talk.slack.views[0], "private_metadata": "brief-99"}
        pressed = await talk.slack.submit(view, {"reason": {"reason": {"value": "No."}}})
        assert pressed.ack is not None
        assert "no longer kept" in pressed.ack["errors"]["reason"]

    in_talk("http", test)


def test_what_a_digest_needs_to_be_told_is_told_with_it() -> None:
    async def test(talk: Talk) -> None:
        talk.slack.fail("users.info", "missing_scope", times=2)
        assert "In UTC, since I can't see your" in words(await asked(talk, "digest top at 9"))
        await asked(talk, "digest stop")
        assert "In UTC" not in words(await asked(talk, "digest top at 9 Europe/Kyiv"))
        broken = await talk.desk.subscription(C1)
        assert broken is not None
        await talk.desk.subscribe(replace(broken, state=SubscriptionState.BROKEN))
        assert "It had stopped, and starts again." in words(await asked(talk, "digest at 10"))

    in_talk("http", test)


def test_a_digest_that_can_not_be_taken_back_is_named_when_it_is_stopped() -> None:
    async def test(talk: Talk) -> None:
        assert "still comes" not in words(await asked(talk, "digest top at 9 UTC"))
        talk.desk.coming[C1] = NOW
        for what in ("pause", "resume", "at 10", "stop"):
            shown = words(await asked(talk, f"digest {what}"))
            assert f"still comes <!date^{int(NOW.timestamp())}^" in shown
        assert "<#C1>" in (await asked(talk, "digest top at 9 UTC"))["text"]

    in_talk("http", test)


def test_only_admins_let_a_channel_follow_a_story_where_the_operator_said_so() -> None:
    async def test(talk: Talk) -> None:
        pressed = await talk.slack.press(press(await asked(talk, "skerry"), "brief_follow"), {})
        assert "Only admins" in words(await talk.slack.shown(pressed))
        assert talk.desk.followed == set()
        talk.slack.people["U1"] = {"tz": "UTC", "is_admin": True}
        pressed = await talk.slack.press(press(await asked(talk, "skerry"), "brief_follow"), {})
        assert "follows this story now" in words(await talk.slack.shown(pressed))

    in_talk("http", test, admins_only=True)


@both
def test_a_change_of_the_time_leaves_the_topics_until_the_top_of_the_news_is_asked_for(
    mode: str,
) -> None:
    async def test(talk: Talk) -> None:
        saved = await asked(talk, "digest tolm, skerry at 08:00 europe/kyiv")
        assert "08:00 Europe/Kyiv" in words(saved)
        assert "tolm, skerry at 17:00 Europe/Kyiv" in words(await asked(talk, "digest 5 PM"))
        assert "the top of the news" in words(await asked(talk, "digest top at 9"))

    in_talk(mode, test)


@both
def test_a_channel_without_the_bot_is_named_before_a_digest_is_saved(mode: str) -> None:
    async def test(talk: Talk) -> None:
        await talk.slack.command(text="digest tolm")
        await talk.slack.until(lambda: talk.slack.views)
        talk.slack.channels["C1"] = Conversation(is_member=False)
        pressed = await talk.slack.submit(talk.slack.views[0], FILLED)
        assert "/invite @briefbot" in str(pressed.ack)
        assert "/invite @briefbot" in words(await asked(talk, "digest tolm at 8"))
        assert await talk.desk.subscription(C1) is None
        assert talk.slack.scheduled == []

    in_talk(mode, test)


@both
def test_an_answer_to_a_press_in_a_thread_stays_in_it(mode: str) -> None:
    async def test(talk: Talk) -> None:
        post = await posted(talk)
        for thread, seen_in in (("1700000000.1", "1700000000.1"), (post["ts"], None)):
            where = {**post, "thread_ts": thread}
            pressed = await talk.slack.press(press(post, "brief_new"), where, is_ephemeral=False)
            assert (await talk.slack.shown(pressed)).get("thread_ts") == seen_in

    in_talk(mode, test)


@both
def test_a_digests_row_opens_a_story_beside_it_and_says_why_each_is_in(mode: str) -> None:
    async def test(talk: Talk) -> None:
        await asked(talk, "digest at 8 UTC")
        digest = await asked(talk, "digest now")
        pressed = await talk.slack.press(press(digest, "brief_why"), digest)
        why = words(await talk.slack.shown(pressed))
        assert "Why these stories" in why
        assert "Marn valley" in why
        *_, last = buttons(digest)["brief_read"]["options"]
        headline = last["text"]["text"]
        pressed = await talk.slack.press(press(digest, "brief_read", headline), digest)
        story = await talk.slack.shown(pressed)
        assert headline.rstrip("…") in words(story)
        assert not story["replace_original"]

    in_talk(mode, test)


@both
def test_only_more_takes_the_place_of_what_was_pressed_in(
    mode: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(front, "PROGRESS_AFTER", 0.05)

    async def test(talk: Talk) -> None:
        shown = await asked(talk, "top")
        talk.desk.pause_before = 0.2
        for action, option in (
            ("brief_more", None), ("brief_new", None), ("brief_sources", None),
            ("story", "Aftershocks"), ("brief_follow", None),
        ):  # fmt: skip
            pressed = await talk.slack.press(press(shown, action, option), {})
            await talk.ours.front.idle(3)
            *waiting, last = talk.slack.answers(pressed)
            assert not any(one["replace_original"] for one in waiting)
            assert last["replace_original"] == (action == "brief_more")

    in_talk(mode, test)


@both
def test_brief_this_briefs_the_link_of_a_message_and_says_so_where_there_is_none(mode: str) -> None:
    async def test(talk: Talk) -> None:
        link = "look: <https://north-wire.example/news/quake-wire|this>"
        pressed = await talk.slack.shortcut("brief_this", {"text": link})
        assert "Marn valley" in words(await talk.slack.shown(pressed))
        pressed = await talk.slack.shortcut("brief_this", {"text": "no link here"})
        assert "That message has no link" in words(await talk.slack.shown(pressed))

    in_talk(mode, test)


@both
def test_a_mention_is_answered_in_its_thread_and_the_post_is_known(mode: str) -> None:
    async def test(talk: Talk) -> None:
        await talk.slack.event(slack_payloads.mention("skerry"))
        await talk.slack.until(lambda: talk.desk.posts)
        (message,) = talk.slack.posts
        assert message["thread_ts"] == "1700000000.5"
        assert "Skerry ferries" in words(message)
        assert talk.desk.posts[0][1].thread == "1700000000.5"

    in_talk(mode, test)


def test_what_a_mention_says_is_new_is_new_to_the_channel_whatever_one_person_knows() -> None:
    async def test(talk: Talk) -> None:
        for _ in talk.desk.all_stories:
            await asked(talk, "new")
        assert "Nothing new" in words(await asked(talk, "new"))
        await talk.slack.event(slack_payloads.mention("new"))
        await talk.slack.until(lambda: talk.desk.posts)
        assert "Nothing new" not in words(talk.slack.posts[0])
        assert "Skerry ferries" in words(talk.slack.posts[0])

    in_talk("http", test)


@both
def test_the_app_home_shows_digests_recent_briefs_and_how_to_use_it(mode: str) -> None:
    async def test(talk: Talk) -> None:
        await asked(talk, "digest tolm at 8 UTC")
        await asked(talk, "skerry")
        await talk.slack.event(slack_payloads.home_opened())
        await talk.slack.until(lambda: talk.slack.homes)
        home = talk.slack.homes["U1"]
        for seen in ("tolm at 08:00 UTC every day", "Skerry ferries", "What you can ask"):
            assert seen in str(home)
        again = talk.slack.pressed(slack_payloads.home_action(press(home, "open_brief", "Skerry")))
        await talk.slack.deliver(again)
        await talk.slack.until(lambda: talk.slack.posts)
        assert talk.slack.posts[0]["channel"] == "DU1"

    in_talk(mode, test)


def test_a_digest_is_paused_resumed_posted_and_stopped_where_it_is_shown() -> None:
    async def test(talk: Talk) -> None:
        await asked(talk, "digest tolm at 8 UTC")
        shown = await asked(talk, "digest show")
        assert "Set by" in words(shown)
        assert [*buttons(shown)] == [
            f"brief_{one}" for one in ("change", "postnow", "pause", "stop", "another")
        ]
        pressed = await talk.slack.press(press(shown, "brief_postnow"), {"ts": "1.1"})
        assert "Posted in" in words(await talk.slack.shown(pressed))
        (post,) = talk.slack.posts
        assert "News digest" in words(post)
        assert [one.message for _, one in talk.desk.posts] == [post["ts"]]
        again = await talk.slack.press(press(shown, "brief_postnow"), {"ts": "1.1"})
        assert "was used before" in words(await talk.slack.shown(again))
        paused = await talk.slack.shown(await talk.slack.press(press(shown, "brief_pause"), {}))
        assert "It is paused" in words(paused)
        assert "brief_resume" in buttons(paused)
        stopped = await talk.slack.shown(await talk.slack.press(press(shown, "brief_stop"), {}))
        assert "It was: tolm at 08:00 UTC every day, brief, in English." in words(stopped)
        assert len(talk.slack.posts) == 1

    in_talk("http", test)


def test_a_digest_that_was_previewed_is_posted_once() -> None:
    async def test(talk: Talk) -> None:
        await asked(talk, "digest tolm at 8 UTC")
        shown = await asked(talk, "digest now")
        for said in ("Posted in", "was used before"):
            pressed = await talk.slack.press(press(shown, "brief_postdigest"), {})
            assert said in words(await talk.slack.shown(pressed))
        assert len(talk.slack.posts) == 1

    in_talk("http", test)


def test_a_digest_is_changed_from_the_app_home_which_then_shows_it_as_it_is() -> None:
    async def test(talk: Talk) -> None:
        await asked(talk, "digest tolm at 8 UTC")
        await talk.slack.event(slack_payloads.home_opened())
        await talk.slack.until(lambda: talk.slack.homes)
        home = talk.slack.homes["U1"]

        async def pressed(action: str) -> None:
            payload = slack_payloads.home_action(press(talk.slack.homes["U1"], action))
            await talk.slack.deliver(talk.slack.pressed(payload))

        await pressed("brief_pause")
        await talk.slack.until(lambda: talk.slack.homes["U1"] != home)
        assert "It is paused: " in str(talk.slack.homes["U1"])
        await pressed("brief_postnow")
        await talk.slack.until(lambda: len(talk.slack.posts) == 2)
        assert {one["channel"] for one in talk.slack.posts} == {"C1", "DU1"}
        await pressed("brief_stop")
        await talk.slack.until(lambda: "None yet." in str(talk.slack.homes["U1"]))

    in_talk("http", test)


def test_a_form_is_previewed_on_top_of_itself() -> None:
    async def test(talk: Talk) -> None:
        await talk.slack.command(text="digest")
        await talk.slack.until(lambda: talk.slack.views)
        form = {**talk.slack.views[0], "state": {"values": FILLED}}
        payload = slack_payloads.view_action({"action_id": "digest_preview"}, form)
        await talk.slack.deliver(talk.slack.pressed(payload))
        await talk.slack.until(lambda: "News digest · " in str(talk.slack.views[1:]))
        talk.desk.failing = BriefbotError("x", advice="There is no digest for you.")
        await talk.slack.deliver(talk.slack.pressed(payload))
        await talk.slack.until(lambda: "no digest for you" in str(talk.slack.views[2:]))
        assert await talk.desk.subscription(C1) is None

    in_talk("http", test)


def test_in_a_direct_message_nothing_is_offered_that_needs_a_channel() -> None:
    async def test(talk: Talk) -> None:
        shown = await talk.slack.shown(await talk.slack.command(text="skerry", channel="D1"))
        assert "brief_post" not in buttons(shown)
        pressed = await talk.slack.press(press(shown, "brief_follow"), {}, channel="D1")
        told = words(await talk.slack.shown(pressed))
        assert "You follow this story now: what is new in it comes with /brief new." in told

    in_talk("http", test)


def test_the_app_home_shows_nobody_elses_digests() -> None:
    async def test(talk: Talk) -> None:
        pressed = await talk.slack.command(text="digest tolm at 8 UTC", user="U2")
        await talk.slack.shown(pressed)
        for user in ("U1", "U2"):
            await talk.slack.event(slack_payloads.home_opened(user))
        await talk.slack.until(lambda: len(talk.slack.homes) == 2)
        assert "None yet." in str(talk.slack.homes["U1"])
        assert "tolm" in str(talk.slack.homes["U2"])

    in_talk("http", test)


@both
def test_a_delivery_that_comes_twice_is_answered_once(mode: str) -> None:
    async def test(talk: Talk) -> None:
        pressed = await talk.slack.event(slack_payloads.mention("skerry"))
        again = Pressed(pressed.payload, pressed.envelope)
        await talk.slack.deliver(again)
        assert again.seconds is not None
        await talk.slack.until(lambda: talk.desk.posts)
        await talk.ours.front.idle(3)
        assert len(talk.slack.posts) == 1

    in_talk(mode, test)


@both
def test_a_late_command_is_answered_without_its_response_url(mode: str) -> None:
    async def test(talk: Talk) -> None:
        late = talk.slack.pressed(slack_payloads.command("/brief", "skerry"))
        talk.slack.expire(late)
        await talk.slack.deliver(late)
        await talk.slack.until(lambda: talk.slack.ephemerals)
        assert "Skerry ferries" in words(talk.slack.ephemerals[0])

    in_talk(mode, test)


@pytest.mark.parametrize("kind", ["refuse", "reset", "server_error"])
def test_an_answer_reaches_the_asker_though_its_response_url_fails(kind: str) -> None:
    async def test(talk: Talk) -> None:
        talk.slack.fail("response_url", kind)
        await talk.slack.command(text="skerry")
        await talk.slack.until(lambda: talk.slack.ephemerals)
        assert "Skerry ferries" in words(talk.slack.ephemerals[0])

    in_talk("http", test)


def test_a_slack_that_is_away_fills_no_log(caplog: pytest.LogCaptureFixture) -> None:
    async def test(talk: Talk) -> None:
        for method in ("response_url", "chat.postEphemeral"):
            talk.slack.fail(method, "refuse", times=20)
        await talk.slack.command(text="skerry")
        await talk.slack.until(lambda: "could not be told" in caplog.text)

    in_talk("http", test)
    assert not [one for one in caplog.records if one.exc_info]


@both
def test_a_late_trigger_is_explained(mode: str) -> None:
    async def test(talk: Talk) -> None:
        shown = await asked(talk, "skerry")
        late = talk.slack.pressed(slack_payloads.action(press(shown, "brief_wrong"), {}))
        trigger = late.payload["trigger_id"]
        talk.slack._triggers[trigger] -= 10  # noqa: SLF001 -- the response URL lives longer
        await talk.slack.deliver(late)
        assert "That took too long for Slack" in words(await talk.slack.shown(late))

    in_talk(mode, test)


@both
def test_a_429_is_waited_out_and_nothing_is_posted_twice(mode: str) -> None:
    async def test(talk: Talk) -> None:
        talk.slack.fail("chat.postMessage", "rate_limited", after=0)
        await posted(talk)
        assert len(talk.slack.posts) == 1

    in_talk(mode, test)


@both
@pytest.mark.parametrize("kind", ["reset", "server_error", "truncated"])
def test_a_post_whose_answer_is_lost_is_not_sent_again(mode: str, kind: str) -> None:
    async def test(talk: Talk) -> None:
        talk.slack.fail("chat.postMessage", kind)
        shown = await asked(talk, "skerry")
        pressed = await talk.slack.press(press(shown, "brief_post"), {})
        told = await talk.slack.shown(pressed)
        assert "Please look before you post it again." in words(told)
        assert buttons(told) == {}
        assert len(talk.slack.posts) == 1

    in_talk(mode, test)


def test_a_used_button_that_can_not_be_taken_away_is_no_error_of_the_post() -> None:
    async def test(talk: Talk) -> None:
        shown = await asked(talk, "skerry")
        talk.slack.fail("response_url", "refuse")
        pressed = await talk.slack.press(press(shown, "brief_post"), {})
        await talk.slack.until(lambda: talk.desk.posts)
        await talk.ours.front.idle(3)
        assert len(talk.slack.posts) == 1
        assert talk.slack.answers(pressed) == []

    in_talk("http", test)


@both
def test_a_channel_that_refuses_is_explained_and_then_the_button_still_works(mode: str) -> None:
    async def test(talk: Talk) -> None:
        talk.slack.fail("chat.postMessage", "not_in_channel")
        shown = await asked(talk, "skerry")
        pressed = await talk.slack.press(press(shown, "brief_post"), {})
        assert "/invite @briefbot" in words(await talk.slack.shown(pressed))
        await talk.slack.press(press(shown, "brief_post"), {})
        await talk.slack.until(lambda: talk.desk.posts)
        assert len(talk.slack.posts) == 1

    in_talk(mode, test)


@both
def test_an_error_of_the_desks_is_told_to_the_asker_alone_as_advice(mode: str) -> None:
    async def test(talk: Talk) -> None:
        talk.desk.failing = TooSlowError("x", advice="The site took too long. Try again later.")
        assert "The site took too long." in words(await asked(talk, "skerry"))
        talk.desk.failing = None
        assert talk.slack.posts == []

    in_talk(mode, test)


def test_progress_is_shown_only_where_the_answer_takes_long(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(front, "PROGRESS_AFTER", 0.05)

    async def test(talk: Talk) -> None:
        shown = await asked(talk, "skerry")
        talk.desk.pause_before = 0.2
        pressed = await talk.slack.command(text="skerry")
        assert "Reading the news on skerry…" in words(await talk.slack.shown(pressed, 1))
        assert "Skerry ferries" in words(await talk.slack.shown(pressed, 2))
        pressed = await talk.slack.press(press(shown, "brief_more"), {})
        for nth, is_in_place in ((1, False), (2, True)):
            shown = await talk.slack.shown(pressed, nth)
            assert shown["replace_original"] == is_in_place

    in_talk("sockets", test)


def test_a_post_that_others_see_stands_while_one_person_waits(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(front, "PROGRESS_AFTER", 0.05)

    async def test(talk: Talk) -> None:
        post = await posted(talk)
        talk.desk.pause_before = 0.2
        pressed = await talk.slack.press(press(post, "brief_new"), post, is_ephemeral=False)
        for nth in (1, 2):
            assert not (await talk.slack.shown(pressed, nth))["replace_original"]
        assert "Skerry ferries" in words(talk.slack.posts[0])

    in_talk("sockets", test)


def test_a_mention_that_takes_long_and_fails_leaves_nothing_but_the_reason_where_it_was_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(front, "PROGRESS_AFTER", 0.05)

    async def test(talk: Talk) -> None:
        talk.desk.pause_before = 0.2
        talk.desk.failing = TooSlowError("x", advice="The site took too long. Try again later.")
        await talk.slack.event(slack_payloads.mention("skerry"))
        await talk.slack.until(lambda: talk.slack.posts)
        assert "Reading the news on skerry…" in words(talk.slack.posts[0])
        await talk.slack.until(lambda: not talk.slack.posts)
        (told,) = talk.slack.ephemerals
        assert "The site took too long." in words(told)
        assert told.get("thread_ts") is None  # it would not be seen: there is no thread yet

    in_talk("sockets", test)


def test_an_answer_comes_though_what_said_to_wait_was_deleted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(front, "PROGRESS_AFTER", 0.05)

    async def test(talk: Talk) -> None:
        talk.desk.pause_before = 0.2
        await talk.slack.event(slack_payloads.mention("skerry"))
        await talk.slack.until(lambda: talk.slack.posts)
        talk.slack.posts.clear()
        await talk.slack.until(lambda: talk.desk.posts)
        (post,) = talk.slack.posts
        assert "Skerry ferries" in words(post)
        assert post["ts"] == talk.desk.posts[0][1].message

    in_talk("http", test)


def test_a_mention_that_takes_long_becomes_its_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(front, "PROGRESS_AFTER", 0.05)

    async def test(talk: Talk) -> None:
        talk.desk.pause_before = 0.2
        await talk.slack.event(slack_payloads.mention("skerry"))
        await talk.slack.until(lambda: talk.desk.posts)
        (post,) = talk.slack.posts
        assert "Skerry ferries" in words(post)
        assert len(talk.slack.updates) == 1

    in_talk("sockets", test)


def test_a_person_who_asks_too_often_is_asked_to_wait_and_others_are_not() -> None:
    async def test(talk: Talk) -> None:
        await asked(talk, "skerry")
        await asked(talk, "tolm")
        said = words(await asked(talk, "sundria"))
        wait = re.search(r"That was a lot at once: please ask again in (\d+) seconds\.", said)
        assert wait  # less than half a minute where the machine was slow
        assert 0 < int(wait[1]) <= 30
        other = await talk.slack.command(text="skerry", user="U2")
        assert "Skerry ferries" in words(await talk.slack.shown(other))

    in_talk("http", test, asks_per_minute=2)


@both
def test_stopping_lets_a_handler_that_runs_give_its_answer(mode: str) -> None:
    async def test(talk: Talk) -> None:
        talk.desk.pause_before = 0.3
        pressed = await talk.slack.command(text="skerry")
        talk.stop.set()
        await talk.serving
        async with asyncio.timeout(0.1):  # it was given before the end, not after
            assert "Skerry ferries" in words(await talk.slack.shown(pressed))

    in_talk(mode, test)


@both
def test_a_command_that_comes_while_it_stops_is_answered_too(mode: str) -> None:
    async def test(talk: Talk) -> None:
        talk.desk.pause_before = 0.3
        await talk.slack.command(text="skerry")
        talk.stop.set()
        await asyncio.sleep(0.15)
        late = await talk.slack.command(text="skerry")
        await talk.serving
        async with asyncio.timeout(0.1):
            assert "Skerry ferries" in words(await talk.slack.shown(late))

    in_talk(mode, test)


def test_buttons_work_after_a_restart() -> None:
    async def run() -> None:
        slack = Slack()
        async with talking("http", slack=slack) as talk:
            shown = await asked(talk, "skerry")
            kept = talk.desk._briefs  # noqa: SLF001 -- what a store would keep
        slack = Slack()
        async with talking("http", slack=slack) as talk:
            talk.desk._briefs.update(kept)  # noqa: SLF001 -- the same
            pressed = await talk.slack.press(press(shown, "brief_sources"), {})
            assert "Harbour Post" in words(await talk.slack.shown(pressed))

    asyncio.run(run())


@pytest.mark.parametrize("is_mention", [False, True])
def test_what_was_missed_is_shown_to_the_asker_alone_and_not_again(*, is_mention: bool) -> None:
    async def test(talk: Talk) -> None:
        async def missed() -> Json:
            if not is_mention:
                return await asked(talk, "while I was away")
            count = len(talk.slack.ephemerals)
            await talk.slack.event(slack_payloads.mention("while I was away"))
            await talk.slack.until(lambda: len(talk.slack.ephemerals) > count)
            return talk.slack.ephemerals[-1]

        digest = await missed()
        assert "Skerry ferries cancelled" in words(digest)
        assert "brief_postdigest" not in str(digest)
        assert "Skerry ferries cancelled" not in words(await missed())
        assert talk.slack.posts == []

    in_talk("http", test)
