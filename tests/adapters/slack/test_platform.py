"""A digest is handed to Slack once, whatever the wire does, and found again."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from adapters.slack.app import opened
from adapters.slack.platform import LEAD, SlackPlatform
from bot.errors import PostDelayedError, PostError, PostRefusedError, PostUnknownError
from bot.models import Person, Post
from bot.ports import Found, Platform
from tests.standins.desk import InMemoryDesk
from tests.standins.digests import NOW, channel, corrected, delivery, digest, subscription
from tests.standins.slack import Slack, serving
from tests.standins.slack_run import settings_for

KEY = "attempt-1"


class Clock:
    """Stands still until it is moved; the platform's and Slack's."""

    def __init__(self) -> None:
        self.moment = NOW - LEAD
        self.wrong = timedelta(0)  # the platform's

    def now(self) -> datetime:
        return self.moment + self.wrong

    def seconds(self) -> float:
        return self.moment.timestamp()


def on_slack(test: Callable[[Platform, Slack, Clock], Awaitable[None]]) -> None:
    """Runs a test against the platform, with one clock for both sides."""

    async def run() -> None:
        clock = Clock()
        async with serving(slack=Slack(clock=clock.seconds)) as slack:
            settings = settings_for("http", slack)
            async with opened(settings, InMemoryDesk(), now=clock.now) as ours:
                await test(ours.platform, slack, clock)

    asyncio.run(run())


def handed_over(slack: Slack) -> list[dict[str, object]]:
    return [one.arguments for one in slack.calls if one.method == "chat.scheduleMessage"]


def test_a_digest_is_scheduled_for_its_moment_and_posted_then() -> None:
    async def test(platform: Platform, slack: Slack, clock: Clock) -> None:
        await platform.publish(delivery(), digest(), key=KEY, at=NOW)
        assert slack.posts == []
        clock.moment = NOW
        slack.post_due()
        assert len(slack.posts) == 1
        assert "metadata" not in handed_over(slack)[0]

    on_slack(test)


@pytest.mark.parametrize("kind", ["reset", "server_error", "truncated"])
def test_where_the_answer_is_lost_the_outcome_is_unknown_and_a_look_finds_it(kind: str) -> None:
    async def test(platform: Platform, slack: Slack, _: Clock) -> None:
        slack.fail("chat.scheduleMessage", kind)
        with pytest.raises(PostUnknownError):
            await platform.publish(delivery(), digest(), key=KEY, at=NOW)
        assert len(slack.scheduled) == 1
        looked = await platform.look(delivery(), key=KEY, at=NOW)
        assert looked.found is Found.THERE
        assert looked.post == Post(channel(), slack.scheduled[0]["id"])

    on_slack(test)


def test_where_the_connection_ended_first_a_look_before_the_moment_says_absent() -> None:
    async def test(platform: Platform, slack: Slack, _: Clock) -> None:
        slack.fail("chat.scheduleMessage", "refuse")
        with pytest.raises(PostUnknownError):
            await platform.publish(delivery(), digest(), key=KEY, at=NOW)
        assert (await platform.look(delivery(), key=KEY, at=NOW)).found is Found.ABSENT

    on_slack(test)


def test_after_its_moment_only_a_channels_history_can_tell() -> None:
    async def test(platform: Platform, slack: Slack, clock: Clock) -> None:
        await platform.publish(delivery(), digest(), key=KEY, at=NOW)
        clock.moment = NOW + timedelta(minutes=5)
        assert (await platform.look(delivery(), key=KEY, at=NOW)).found is Found.UNKNOWN
        slack.may_read_history = True
        looked = await platform.look(delivery(), key=KEY, at=NOW)
        assert looked.found is Found.THERE
        assert looked.post == Post(channel(), slack.posts[0]["ts"])
        assert (await platform.look(delivery(), key="other", at=NOW)).found is Found.ABSENT

    on_slack(test)


def test_another_channels_digest_at_the_same_moment_is_not_ours() -> None:
    async def test(platform: Platform, _: Slack, __: Clock) -> None:
        await platform.publish(delivery("C2"), digest(), key=KEY, at=NOW)
        assert (await platform.look(delivery("C1"), key=KEY, at=NOW)).found is Found.ABSENT

    on_slack(test)


@pytest.mark.parametrize(
    ("kind", "error"),
    [
        ("rate_limited", PostDelayedError),
        ("token_revoked", PostRefusedError),
        ("channel_not_found", PostRefusedError),
        ("is_archived", PostRefusedError),
        ("time_in_past", PostDelayedError),
        ("msg_blocks_too_long", PostDelayedError),
        ("restricted_action_read_only_channel", PostRefusedError),
        ("a_name_of_tomorrow", PostRefusedError),
        ("internal_error", PostUnknownError),
        ("service_unavailable", PostUnknownError),
    ],
)
def test_what_slack_says_of_a_digest_is_told_apart(kind: str, error: type[PostError]) -> None:
    async def test(platform: Platform, slack: Slack, _: Clock) -> None:
        slack.fail("chat.scheduleMessage", kind, after=7)
        with pytest.raises(error) as raised:
            await platform.publish(delivery(), digest(), key=KEY, at=NOW)
        assert slack.scheduled == []
        if kind == "rate_limited":
            assert isinstance(raised.value, PostDelayedError)
            assert raised.value.retry_after == timedelta(seconds=7)

    on_slack(test)


@pytest.mark.parametrize("kind", ["refuse", "server_error", "truncated", "internal_error"])
def test_what_goes_wrong_before_a_digest_is_sent_leaves_nothing_unknown(kind: str) -> None:
    async def test(platform: Platform, slack: Slack, _: Clock) -> None:
        slack.fail("chat.scheduledMessages.list", kind, times=3)
        with pytest.raises(PostDelayedError):
            await platform.publish(delivery(), digest(), key=KEY, at=NOW)
        with pytest.raises(PostDelayedError):
            await platform.look(delivery(), key=KEY, at=NOW)
        with pytest.raises(PostDelayedError):
            await platform.withdraw(delivery(), at=NOW)
        assert handed_over(slack) == []

    on_slack(test)


def test_a_request_that_was_carried_out_late_is_found_before_another_is_sent() -> None:
    async def test(platform: Platform, slack: Slack, _: Clock) -> None:
        slack.fail("chat.scheduleMessage", "reset")
        with pytest.raises(PostUnknownError):
            await platform.publish(delivery(), digest(), key=KEY, at=NOW)
        again = await platform.publish(delivery(), digest(), key=KEY, at=NOW + LEAD)
        assert again.message == slack.scheduled[0]["id"]
        assert len(slack.scheduled) == 1

    on_slack(test)


def test_what_is_scheduled_twice_is_there_once_after_a_look() -> None:
    async def test(platform: Platform, slack: Slack, _: Clock) -> None:
        await platform.publish(delivery(), digest(), key=KEY, at=NOW)
        await platform.publish(delivery("C2"), digest(), key=KEY, at=NOW)
        first, other = slack.scheduled
        slack.scheduled.insert(0, {**first, "id": "Q9", "post_at": first["post_at"] + 200})
        looked = await platform.look(delivery(), key=KEY, at=NOW + timedelta(seconds=200))
        assert looked.post == Post(channel(), first["id"])
        assert slack.scheduled == [first, other]

    on_slack(test)


def test_what_is_scheduled_is_taken_back_until_a_minute_before() -> None:
    async def test(platform: Platform, slack: Slack, clock: Clock) -> None:
        await platform.publish(delivery(), digest(), key=KEY, at=NOW)
        assert await platform.withdraw(delivery(), at=NOW)
        assert slack.scheduled == []
        assert await platform.withdraw(delivery(), at=NOW)
        await platform.publish(delivery(), digest(), key=KEY, at=NOW)
        for clock.moment in (NOW - timedelta(seconds=30), NOW + timedelta(seconds=30)):
            assert not await platform.withdraw(delivery(), at=NOW)
        assert len(slack.posts) == 1

    on_slack(test)


@pytest.mark.parametrize("minutes", [-10, -60, 10, 60])
def test_where_our_clock_is_wrong_slacks_own_counts(minutes: int) -> None:
    async def test(platform: Platform, slack: Slack, clock: Clock) -> None:
        clock.wrong = timedelta(minutes=minutes)
        at = clock.now() + LEAD
        await platform.publish(delivery(), digest(), key=KEY, at=at)
        (one,) = slack.scheduled
        assert one["post_at"] >= max(at, clock.moment + LEAD).timestamp()
        looked = await platform.look(delivery(), key=KEY, at=at)
        assert looked.post == Post(channel(), one["id"])
        clock.moment = datetime.fromtimestamp(one["post_at"] + 90, UTC)
        slack.may_read_history = True
        assert (await platform.look(delivery(), key=KEY, at=at)).found is Found.THERE
        assert len(handed_over(slack)) == 1

    on_slack(test)


def test_a_slack_that_is_not_there_took_nothing() -> None:
    async def run() -> None:
        async with serving() as slack:
            settings = settings_for("http", slack)
        async with opened(settings, InMemoryDesk()) as ours:
            with pytest.raises(PostDelayedError):
                await ours.platform.publish(delivery(), digest(), key=KEY, at=NOW)

    asyncio.run(run())


def test_a_picture_that_slack_cannot_fetch_does_not_cost_the_digest() -> None:
    async def test(platform: Platform, slack: Slack, _: Clock) -> None:
        one = digest()
        image = replace(one.items[0].brief.image, url="https://ex.com/i.jpg")  # type: ignore[type-var]  # it has one
        item = replace(one.items[0], brief=replace(one.items[0].brief, image=image))
        slack.fail("chat.scheduleMessage", "invalid_blocks")
        await platform.publish(delivery(), replace(one, items=(item,)), key=KEY, at=NOW)
        assert "image" in str(handed_over(slack)[0])
        assert "i.jpg" not in str(slack.scheduled)

    on_slack(test)


def test_a_group_is_notified_only_where_an_admin_set_it() -> None:
    async def test(platform: Platform, slack: Slack, _: Clock) -> None:
        plain = delivery("C2")
        wish = replace(delivery().subscription, mention="S0GROUP")
        await platform.publish(replace(delivery(), subscription=wish), digest(), key=KEY, at=NOW)
        await platform.publish(plain, digest(), key=KEY, at=NOW)
        assert "S0GROUP" in str(slack.scheduled[0])
        assert "usergroup" not in str(slack.scheduled[1])

    on_slack(test)


def test_a_brief_and_a_digest_are_corrected_where_they_stand() -> None:
    async def test(platform: Platform, slack: Slack, clock: Clock) -> None:
        slack.may_read_history = True
        one = replace(digest(), id="d1")
        scheduled = await platform.publish(delivery(), one, key=KEY, at=NOW)
        clock.moment = NOW + timedelta(minutes=5)
        slack.post_due()
        changed = corrected(one.items[0].brief, "It was a bus.")
        item = replace(one.items[0], brief=changed)
        await platform.correct_digest(scheduled, replace(one, items=(item,)))
        assert "It was a bus." in str(slack.posts[0])
        await platform.correct(Post(channel(), slack.posts[0]["ts"]), changed)
        assert len(slack.updates) == 2

    on_slack(test)


def test_a_digest_that_is_gone_can_not_be_corrected_and_says_so() -> None:
    async def test(platform: Platform, slack: Slack, _: Clock) -> None:
        slack.may_read_history = True
        old = replace(digest(), id="d1", as_of=NOW - timedelta(hours=2))
        with pytest.raises(PostRefusedError):
            await platform.correct_digest(Post(channel(), "Q1"), old)

    on_slack(test)


@pytest.mark.parametrize("mention", ["S0G", None])
def test_a_corrected_digest_keeps_its_key_and_whom_it_notifies(mention: str | None) -> None:
    async def test(platform: Platform, slack: Slack, clock: Clock) -> None:
        slack.may_read_history = True
        named = replace(delivery(), subscription=replace(subscription(), mention=mention))
        made = replace(digest(), id="d1")
        post = await platform.publish(named, made, key=KEY, at=NOW)
        clock.moment = NOW + timedelta(minutes=5)
        slack.post_due()
        before = slack.posts[0]["blocks"][0]
        await platform.correct_digest(post, replace(made, note="One story was corrected."))
        assert "One story was corrected." in str(slack.updates[0]["blocks"])
        assert slack.updates[0]["blocks"][0] == before
        assert before["block_id"] == KEY
        assert ("S0G" in str(before)) == (mention is not None)

    on_slack(test)


def test_a_digest_that_does_not_stand_there_yet_is_corrected_later() -> None:
    async def test(platform: Platform, slack: Slack, _: Clock) -> None:
        slack.may_read_history = True
        with pytest.raises(PostDelayedError):
            await platform.correct_digest(Post(channel(), "Q1"), replace(digest(), id="d1"))

    on_slack(test)


def test_an_owner_is_told_in_private() -> None:
    async def test(platform: Platform, slack: Slack, _: Clock) -> None:
        one = replace(subscription(), owner=Person("slack", "T2", "U7"), topics=("grain",))
        await platform.tell_stopped(one, "The channel is archived.")
        assert slack.posts[0]["channel"] == "DU7"
        assert slack.posts[0]["text"] == (
            "The digest of <#C1> has stopped: The channel is archived. It was: grain at 08:00 UTC "
            "every day, brief. Once that is mended, /brief digest resume there goes on with it."
        )
        await platform.tell_stopped(replace(one, owner=None), "The channel is archived.")
        assert len(slack.posts) == 1

    on_slack(test)


def test_a_moment_between_two_seconds_is_never_early() -> None:
    async def test(platform: Platform, slack: Slack, _: Clock) -> None:
        odd = NOW + timedelta(microseconds=1)
        await platform.publish(delivery(), digest(), key=KEY, at=odd)
        assert slack.scheduled[0]["post_at"] == int(NOW.timestamp()) + 1
        assert (await platform.look(delivery(), key=KEY, at=odd)).found is Found.THERE

    on_slack(test)


def test_it_is_a_platform_that_wants_digests_ahead_of_their_moment() -> None:
    assert SlackPlatform.__dataclass_fields__["name"].default == "slack"
    assert timedelta(minutes=1) < LEAD < timedelta(minutes=10)
    assert NOW.tzinfo is UTC
