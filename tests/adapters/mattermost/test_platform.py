"""Mattermost's server on a real socket: a digest posted once, found again, and edited."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from pydantic import SecretStr

from adapters.mattermost.platform import MARK, MattermostPlatform
from adapters.mattermost.settings import MattermostSettings
from adapters.sending import Place
from bot.errors import PostDelayedError, PostRefusedError, PostUnknownError, UsageError
from bot.models import Channel, Delivery, Digest, Post
from bot.ports import Found, Looked
from tests.standins.digests import NOW, brief, corrected, delivery, digest
from tests.standins.mattermost import LISTED, ME, QUIET, TOKEN, TOWN, Mattermost, running

TOWN_SQUARE = Channel("mattermost", "", TOWN)


def tried(
    work: Callable[[MattermostPlatform, Mattermost], Awaitable[None]], token: str = TOKEN
) -> Mattermost:
    async def trying() -> Mattermost:
        async with running() as server:
            server.clock = NOW.timestamp
            platform = MattermostPlatform(
                MattermostSettings(url=f"{server.base}/", token=SecretStr(token))
            )
            try:
                await work(platform, server)
            finally:
                await platform.close()
            return server

    return asyncio.run(trying())


def due(channel: Channel = TOWN_SQUARE) -> Delivery:
    one = delivery()
    return replace(one, subscription=replace(one.subscription, channel=channel))


async def publish(platform: MattermostPlatform, one: Digest, key: str = "k1") -> Post:
    return await platform.publish(due(), one, key=key, at=NOW)


def test_a_digest_is_one_post_that_keeps_its_key() -> None:
    async def work(platform: MattermostPlatform, server: Mattermost) -> None:
        post = await publish(platform, digest("s1", "s2"))
        assert post == Post(TOWN_SQUARE, next(iter(server.posts)))

    [post] = tried(work).posts.values()
    assert post["props"] == {MARK: "k1"}
    assert "A dam" in post["message"]
    assert "[A bridge opens]" not in post["message"]  # it has no address
    assert "A bridge opens" in post["message"]


def test_a_repeat_within_half_a_minute_is_the_same_post() -> None:
    async def work(platform: MattermostPlatform, server: Mattermost) -> None:
        first = await publish(platform, digest())
        assert await publish(platform, digest()) == first
        assert await publish(platform, digest(), key="k2") != first
        server.clock = (NOW + timedelta(seconds=31)).timestamp
        assert await publish(platform, digest()) != first

    assert len(tried(work).posts) == 3


@pytest.mark.parametrize("fault", ["reset-after", "500-after", "truncated"])
def test_a_lost_answer_is_found(fault: str) -> None:
    async def work(platform: MattermostPlatform, server: Mattermost) -> None:
        server.faults = [(fault, 0)]
        with pytest.raises(PostUnknownError):
            await publish(platform, digest())
        looked = await platform.look(due(), key="k1", at=NOW)
        assert looked == Looked(Found.THERE, Post(TOWN_SQUARE, next(iter(server.posts))))

    tried(work)


def test_it_is_found_though_somebody_has_deleted_it_since() -> None:
    async def work(platform: MattermostPlatform, server: Mattermost) -> None:
        await publish(platform, digest())
        for post in server.posts.values():
            post.update(delete_at=1, message="")
        assert (await platform.look(due(), key="k1", at=NOW)).found is Found.THERE

    tried(work)


def test_what_somebody_else_wrote_under_the_key_is_not_ours() -> None:
    async def work(platform: MattermostPlatform, server: Mattermost) -> None:
        server.post("A digest, believe me", props={MARK: "k1"})
        server.post("Another", user=ME, props={MARK: "k0"})
        assert (await platform.look(due(), key="k1", at=NOW)).found is Found.ABSENT

    tried(work)


def test_a_channel_that_is_too_lively_to_be_listed_leaves_it_unknown() -> None:
    async def work(platform: MattermostPlatform, server: Mattermost) -> None:
        for _ in range(LISTED):
            server.post("Well.")
        assert (await platform.look(due(), key="k1", at=NOW)).found is Found.UNKNOWN

    tried(work)


def test_a_look_that_tells_nothing_is_taken_again() -> None:
    async def work(platform: MattermostPlatform, server: Mattermost) -> None:
        server.is_blind = True
        with pytest.raises(PostDelayedError):
            await platform.look(due(), key="k1", at=NOW)

    tried(work)


def test_a_correction_edits_the_post_and_leaves_its_key() -> None:
    mended = digest("s1", "s2")
    wrong = replace(mended.items[0], brief=corrected(mended.items[0].brief, "It was a bridge."))
    mended = replace(mended, items=(wrong, *mended.items[1:]))

    async def work(platform: MattermostPlatform, server: Mattermost) -> None:
        post = await publish(platform, digest("s1", "s2"))
        await platform.correct_digest(post, mended)
        await platform.correct_digest(post, mended)
        [now] = server.posts.values()
        assert "It was a bridge." in now["message"]
        assert now["props"] == {MARK: "k1"}
        await platform.correct(post, corrected(brief(), "It was a levee."))

    [post] = tried(work).posts.values()
    assert "It was a levee." in post["message"]


@pytest.mark.parametrize(
    ("channel", "token", "advice"),
    [
        (TOWN, "z" * 26, "BRIEFBOT_MATTERMOST_TOKEN"),
        (QUIET, TOKEN, "Add it to the team and the channel"),
        ("x" * 26, TOKEN, "Add it to the team and the channel"),
    ],
)
def test_what_will_never_be_taken_says_what_to_do(channel: str, token: str, advice: str) -> None:
    async def work(platform: MattermostPlatform, _server: Mattermost) -> None:
        there = due(Channel("mattermost", "", channel))
        with pytest.raises(PostRefusedError) as refused:
            await platform.publish(there, digest(), key="k1", at=NOW)
        assert advice in refused.value.advice
        assert token not in refused.value.log

    assert not tried(work, token).posts


def test_a_limit_and_a_server_that_is_away_are_waited_out() -> None:
    async def work(platform: MattermostPlatform, server: Mattermost) -> None:
        server.faults = [("429", 7), ("reset-after", 0)]
        with pytest.raises(PostDelayedError) as delayed:
            await publish(platform, digest())
        assert delayed.value.retry_after == timedelta(seconds=7)

    async def away(_platform: MattermostPlatform, _server: Mattermost) -> None:
        elsewhere = MattermostSettings(url="http://127.0.0.1:9", token=SecretStr(TOKEN))
        platform = MattermostPlatform(elsewhere)
        with pytest.raises(PostDelayedError):
            await publish(platform, digest())
        with pytest.raises(PostDelayedError):
            await platform.look(due(), key="k1", at=NOW)
        await platform.close()

    assert not tried(work).posts
    tried(away)


def test_a_proxy_s_refusal_ends_nothing() -> None:
    async def work(_platform: MattermostPlatform, server: Mattermost) -> None:
        elsewhere = MattermostSettings(url=f"{server.base}/behind", token=SecretStr(TOKEN))
        behind = MattermostPlatform(elsewhere)
        with pytest.raises(PostDelayedError):  # 404, in a page that no Mattermost wrote
            await publish(behind, digest())
        await behind.close()

    tried(work)


@pytest.mark.parametrize("name", ["news:town-square", "news:~town-square", TOWN])
def test_a_channel_is_found_by_its_names_or_id(name: str) -> None:
    async def work(platform: MattermostPlatform, _server: Mattermost) -> None:
        assert await platform.find(name) == Place(TOWN_SQUARE, name)
        assert await platform.known_as() == "briefbot"

    tried(work)


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("news:quiet", PostRefusedError),
        ("news:nothing", PostRefusedError),
        ("town-square", UsageError),
        ("news:../../users/me", UsageError),
    ],
)
def test_a_channel_that_the_bot_is_not_in_is_told(name: str, wrong: type[Exception]) -> None:
    async def work(platform: MattermostPlatform, _server: Mattermost) -> None:
        with pytest.raises(wrong):
            await platform.find(name)

    tried(work)
