"""A Matrix homeserver on a real socket: a digest put into a room once, found again, replaced."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from pydantic import SecretStr

from adapters.matrix.platform import PAGE, PAGES, MatrixPlatform
from adapters.matrix.rendering import KEY
from adapters.matrix.settings import MatrixSettings
from adapters.sending import Place
from bot.errors import PostDelayedError, PostRefusedError, PostUnknownError, UsageError
from bot.models import Channel, Delivery, Digest, Post
from bot.ports import Found, Looked
from tests.standins.digests import NOW, brief, corrected, delivery, digest
from tests.standins.matrix import ELSEWHERE, ME, ROOM, SECRET, TOKEN, Homeserver, running

NEWS = Channel("matrix", "", ROOM)


def tried(
    work: Callable[[MatrixPlatform, Homeserver], Awaitable[None]], token: str = TOKEN
) -> Homeserver:
    async def trying() -> Homeserver:
        async with running() as server:
            server.clock = NOW.timestamp
            platform = MatrixPlatform(MatrixSettings(url=server.base, token=SecretStr(token)))
            try:
                await work(platform, server)
            finally:
                await platform.close()
            assert not server.problems
            return server

    return asyncio.run(trying())


def due(channel: Channel = NEWS) -> Delivery:
    one = delivery()
    return replace(one, subscription=replace(one.subscription, channel=channel))


async def publish(platform: MatrixPlatform, one: Digest, key: str = "k1") -> Post:
    return await platform.publish(due(), one, key=key, at=NOW)


def test_a_digest_is_one_quiet_message_and_an_alert_may_be_heard() -> None:
    async def work(platform: MatrixPlatform, _server: Homeserver) -> None:
        assert await publish(platform, digest("s1", "s2")) == Post(NEWS, "$0")
        await publish(platform, replace(digest(), is_alert=True), key="k2")

    quiet, alert = (one["content"] for one in tried(work).events)
    assert (quiet["msgtype"], alert["msgtype"]) == ("m.notice", "m.text")
    assert "A dam &lt;breaks&gt;" in quiet["formatted_body"]
    assert "A dam <breaks>\nhttps://ex.com/a1" in quiet["body"]


def test_a_repeat_is_the_same_message() -> None:
    async def work(platform: MatrixPlatform, _server: Homeserver) -> None:
        first = await publish(platform, digest())
        assert await publish(platform, digest()) == first
        assert await publish(platform, digest(), key="k2") != first

    assert len(tried(work).events) == 2


@pytest.mark.parametrize("fault", ["reset-after", "500-after", "truncated"])
def test_a_lost_answer_is_found_though_the_server_forgot_the_transaction(fault: str) -> None:
    async def work(platform: MatrixPlatform, server: Homeserver) -> None:
        server.forgets, server.faults = True, [(fault, 0)]
        with pytest.raises(PostUnknownError):
            await publish(platform, digest())
        looked = await platform.look(due(), key="k1", at=NOW)
        assert looked == Looked(Found.THERE, Post(NEWS, "$0"))

    tried(work)


def test_what_others_said_is_not_looked_at_and_old_messages_end_the_look() -> None:
    async def work(platform: MatrixPlatform, server: Homeserver) -> None:
        server.event({"body": "A digest, believe me", KEY: "k1"})
        server.clock = (NOW - timedelta(hours=1)).timestamp
        server.event({"body": "The one before", KEY: "k1"}, ME)
        server.event({"body": "Another", KEY: "k0"}, ME)
        assert (await platform.look(due(), key="k1", at=NOW)).found is Found.ABSENT

    tried(work)


def test_it_is_found_on_a_later_page_and_past_the_last_it_stays_unknown() -> None:
    async def work(platform: MatrixPlatform, server: Homeserver) -> None:
        server.event({"body": "The digest", KEY: "k1"}, ME)
        for at in range(PAGE * PAGES):
            server.event({"body": f"Another {at}"}, ME)
        assert (await platform.look(due(), key="k1", at=NOW)).found is Found.UNKNOWN
        del server.events[-PAGE:]
        assert (await platform.look(due(), key="k1", at=NOW)).found is Found.THERE

    tried(work)


def test_a_look_that_tells_nothing_is_taken_again() -> None:
    async def work(platform: MatrixPlatform, server: Homeserver) -> None:
        server.is_blind = True
        with pytest.raises(PostDelayedError):
            await platform.look(due(), key="k1", at=NOW)

    tried(work)


def test_a_correction_takes_the_message_s_place_once() -> None:
    mended = digest("s1", "s2")
    wrong = replace(mended.items[0], brief=corrected(mended.items[0].brief, "It was a bridge."))
    mended = replace(mended, items=(wrong, *mended.items[1:]))

    async def work(platform: MatrixPlatform, server: Homeserver) -> None:
        post = await publish(platform, digest("s1", "s2"))
        await platform.correct_digest(post, mended)
        await platform.correct_digest(post, mended)
        [now] = server.shown
        assert "It was a bridge." in now["formatted_body"]
        await platform.correct(post, corrected(brief(), "It was a levee."))

    server = tried(work)
    assert len(server.events) == 3
    assert "It was a levee." in server.shown[0]["body"]


@pytest.mark.parametrize(
    ("room", "token", "advice"),
    [
        (ROOM, "syt_other", "BRIEFBOT_MATRIX_TOKEN"),
        (ELSEWHERE, TOKEN, "Invite it"),
        (SECRET, TOKEN, "room is encrypted"),
    ],
)
def test_what_will_never_be_taken_says_what_to_do(room: str, token: str, advice: str) -> None:
    async def work(platform: MatrixPlatform, _server: Homeserver) -> None:
        with pytest.raises(PostRefusedError) as refused:
            await platform.publish(due(Channel("matrix", "", room)), digest(), key="k1", at=NOW)
        assert advice in refused.value.advice
        assert token not in refused.value.log

    assert not tried(work, token).events


def test_a_limit_is_waited_out_as_long_as_the_server_says() -> None:
    async def work(platform: MatrixPlatform, server: Homeserver) -> None:
        server.faults = [("429", 7)]
        with pytest.raises(PostDelayedError) as delayed:
            await publish(platform, digest())
        assert delayed.value.retry_after == timedelta(seconds=7)

    assert not tried(work).events


@pytest.mark.parametrize("name", ["#news:example.org", ROOM])
def test_a_room_is_found_by_its_alias_or_id(name: str) -> None:
    async def work(platform: MatrixPlatform, _server: Homeserver) -> None:
        assert await platform.find(name) == Place(NEWS, name)
        assert await platform.known_as() == ME

    tried(work)


@pytest.mark.parametrize(
    ("name", "wrong", "advice"),
    [
        ("#secret:example.org", PostRefusedError, "room is encrypted"),
        ("#nowhere:example.org", PostRefusedError, "no such room"),
        (ELSEWHERE, PostRefusedError, "Invite it"),
        ("news", UsageError, "alias or id"),
    ],
)
def test_a_room_that_can_not_be_used_is_told(
    name: str, wrong: type[PostRefusedError | UsageError], advice: str
) -> None:
    async def work(platform: MatrixPlatform, _server: Homeserver) -> None:
        with pytest.raises(wrong) as raised:
            await platform.find(name)
        assert advice in raised.value.advice

    tried(work)
