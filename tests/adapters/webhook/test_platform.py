"""A webhook's receiver on a real socket: it verifies, loses an answer, and gets it once."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from pydantic import SecretStr

from adapters.webhook.platform import WebhookPlatform
from adapters.webhook.settings import WebhookSettings
from bot.errors import PostDelayedError, PostError, PostRefusedError, PostUnknownError
from bot.models import Channel, Delivery, Post
from bot.ports import Found
from tests.standins.digests import NOW, brief, corrected, digest
from tests.standins.digests import delivery as a_delivery
from tests.standins.receiver import OLD, SECRET, Receiver, receiving

DESK = Channel("webhook", "", "desk")


def delivery(channel: Channel = DESK) -> Delivery:
    one = a_delivery()
    return replace(one, subscription=replace(one.subscription, channel=channel))


def tried(
    work: Callable[[WebhookPlatform, Receiver], Awaitable[None]], secrets: str = SECRET
) -> Receiver:
    """What a receiver has got after some work."""

    async def trying() -> Receiver:
        async with receiving() as receiver:
            receiver.now = NOW.timestamp()
            url = SecretStr(f"{receiver.base}/hook")
            settings = WebhookSettings(urls={"desk": url}, secrets=SecretStr(secrets))
            platform = WebhookPlatform(settings, lambda: NOW)
            try:
                await work(platform, receiver)
            finally:
                await platform.close()
            return receiver

    return asyncio.run(trying())


async def publish(platform: WebhookPlatform, key: str = "k1") -> Post:
    return await platform.publish(delivery(), digest(), key=key, at=NOW)


def test_a_digest_comes_signed_with_its_sentences_and_where_they_are_from() -> None:
    async def work(platform: WebhookPlatform, _receiver: Receiver) -> None:
        assert await publish(platform) == Post(DESK, "k1")

    receiver = tried(work)
    assert not receiver.problems
    event = receiver.taken["k1"]
    assert (event["type"], event["timestamp"]) == ("digest", "2024-11-04T08:00:00Z")
    assert (event["data"]["channel"], event["data"]["date"]) == ("desk", "2024-11-04")
    [item] = event["data"]["digest"]["items"]
    [point] = item["brief"]["points"]
    assert point["text"] == "A dam broke on Monday."
    assert point["spans"] == [{"article": "a1", "part": "body", "start": 0, "end": 22}]


@pytest.mark.parametrize("held", [SECRET, OLD])
def test_a_receiver_may_hold_either_secret_while_it_is_changed(held: str) -> None:
    async def work(platform: WebhookPlatform, receiver: Receiver) -> None:
        receiver.secret = held
        await publish(platform)

    assert len(tried(work, f"{SECRET} {OLD}").taken) == 1


def test_a_lost_answer_is_sent_again_and_taken_once() -> None:
    async def work(platform: WebhookPlatform, receiver: Receiver) -> None:
        receiver.faults = [("reset-after", 0)]
        with pytest.raises(PostUnknownError):
            await publish(platform)
        looked = await platform.look(delivery(), key="k1", at=NOW)
        assert looked.found is Found.ABSENT
        await publish(platform)

    receiver = tried(work)
    assert (receiver.asked, list(receiver.taken)) == (2, ["k1"])


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        ("410", PostRefusedError),
        ("404", PostDelayedError),
        ("429", PostDelayedError),
        ("500-after", PostUnknownError),
    ],
)
def test_what_an_answer_says_of_the_post(fault: str, error: type[PostError]) -> None:
    async def work(platform: WebhookPlatform, receiver: Receiver) -> None:
        receiver.faults = [(fault, 7)]
        with pytest.raises(error) as raised:
            await publish(platform)
        assert receiver.base not in raised.value.log + raised.value.advice
        if isinstance(raised.value, PostDelayedError):
            assert raised.value.retry_after == timedelta(seconds=7)

    tried(work)


@pytest.mark.parametrize("place", ["127.0.0.1:9", "xn--localhost", "no\x00where"])
def test_a_receiver_that_is_not_there_was_sent_nothing(place: str) -> None:
    async def trying() -> None:
        urls = {"desk": SecretStr(f"http://{place}/secret")}
        platform = WebhookPlatform(
            WebhookSettings(urls=urls, secrets=SecretStr(SECRET)), lambda: NOW
        )
        with pytest.raises(PostDelayedError) as raised:
            await publish(platform)
        assert "secret" not in raised.value.log
        await platform.close()

    asyncio.run(trying())


def test_a_name_without_an_address_is_refused() -> None:
    async def work(platform: WebhookPlatform, _receiver: Receiver) -> None:
        with pytest.raises(PostRefusedError):
            await platform.publish(
                delivery(Channel("webhook", "", "gone")), digest(), key="k", at=NOW
            )

    assert tried(work).asked == 0


def test_a_correction_names_what_it_corrects_and_keeps_its_id() -> None:
    now = corrected(replace(brief(), id="b1"), "It was a bridge.")
    whole = replace(digest(), items=tuple(replace(one, brief=now) for one in digest().items))

    async def work(platform: WebhookPlatform, _receiver: Receiver) -> None:
        for _ in range(2):
            await platform.correct(Post(DESK, "k1"), now)
            await platform.correct_digest(Post(DESK, "k1"), whole)

    receiver = tried(work)
    assert (receiver.asked, len(receiver.taken)) == (4, 2)
    one, many = sorted(receiver.taken.values(), key=lambda event: str(event["type"]))
    assert (one["type"], many["type"]) == ("brief.corrected", "digest.corrected")
    assert one["data"]["corrects"] == many["data"]["corrects"] == "k1"
    assert one["data"]["brief"]["correction"] == "It was a bridge."
    assert many["data"]["digest"]["items"][0]["brief"]["id"] == "b1"
