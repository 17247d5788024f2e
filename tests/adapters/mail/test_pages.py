"""Confirming and stopping by the links in a letter, over real sockets."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import aiohttp

from adapters.mail.links import ReaderLinks, Wish
from adapters.mail.pages import MailPages
from adapters.web import hosts
from adapters.web.door import Door
from bot.models import SubscriptionState
from bot.ports import Scope
from bot.text.mailboxes import UNCONFIRMED, inbox
from tests.standins import digests
from tests.standins.desk import InMemoryDesk

TO = "ada@reader.example"
ADA = inbox(TO)
WAITING = replace(
    digests.subscription(), channel=ADA, state=SubscriptionState.PAUSED, reason=UNCONFIRMED
)

Ask = Callable[..., Awaitable[tuple[int, str]]]


def asked(desk: InMemoryDesk, ask: Callable[[Ask, ReaderLinks], Awaitable[None]]) -> None:
    async def admit(_: str, __: Scope) -> None:
        return None

    async def talk() -> None:
        secret = "s"  # noqa: S105  a test's
        links = ReaderLinks("https://news.example", secret)
        pages = MailPages(desk, links, Door(frozenset({"news.example"}), admit))
        guard = hosts.only_own([])
        async with (
            hosts.serving(pages.routes(), "127.0.0.1", 0, guard) as (address,),
            aiohttp.ClientSession() as session,
        ):

            async def press(method: str, link: str, **given: Any) -> tuple[int, str]:  # noqa: ANN401  aiohttp's own
                url = link.replace("https://news.example", address)
                async with session.request(method, url, **given) as answer:
                    return answer.status, await answer.text()

            await ask(press, links)

    asyncio.run(talk())


def state(desk: InMemoryDesk) -> SubscriptionState | None:
    found = asyncio.run(desk.subscription(ADA))
    return found.state if found else None


def test_a_digest_starts_when_its_reader_presses_the_button() -> None:
    desk = InMemoryDesk()
    desk.put(WAITING)

    async def ask(press: Ask, links: ReaderLinks) -> None:
        link = links.link(Wish.CONFIRM, TO)
        status, page = await press("GET", link)
        assert status == 200
        assert TO in page
        assert (await desk.subscription(ADA)) == WAITING  # a scanner's look
        assert (await press("POST", link))[0] == 200
        assert (await press("POST", link))[0] == 200

    asked(desk, ask)
    assert state(desk) is SubscriptionState.ACTIVE


def test_one_click_stops_it_for_good() -> None:
    desk = InMemoryDesk()
    desk.put(replace(WAITING, state=SubscriptionState.ACTIVE, reason=None))

    async def ask(press: Ask, links: ReaderLinks) -> None:
        stop, confirm = links.link(Wish.STOP, TO), links.link(Wish.CONFIRM, TO)
        assert (await press("GET", stop))[0] == 200
        assert await desk.subscription(ADA) is not None
        one_click = {"data": {"List-Unsubscribe": "One-Click"}}
        assert (await press("POST", stop, **one_click))[0] == 200
        assert await desk.subscription(ADA) is None
        assert (await press("POST", stop, **one_click))[0] == 200
        assert (await press("POST", confirm))[0] == 404

    asked(desk, ask)
    assert state(desk) is None


def test_an_old_link_resumes_nothing_that_somebody_paused() -> None:
    desk = InMemoryDesk()
    desk.put(replace(WAITING, reason=None))

    async def ask(press: Ask, links: ReaderLinks) -> None:
        await press("POST", links.link(Wish.CONFIRM, TO))

    asked(desk, ask)
    assert state(desk) is SubscriptionState.PAUSED


def test_nobody_stops_anothers() -> None:
    desk = InMemoryDesk()
    desk.put(WAITING)

    async def ask(press: Ask, links: ReaderLinks) -> None:
        stop = links.link(Wish.STOP, TO)
        for wrong in (
            stop.replace(Wish.STOP, Wish.CONFIRM, 1), stop[:-1], stop.replace("ada", "bo"),
            "https://news.example/mail/stop",
        ):  # fmt: skip
            assert (await press("POST", wrong))[0] == 404
        status, _ = await press("POST", stop, headers={"Host": "evil.example"})
        assert status == 404

    asked(desk, ask)
    assert state(desk) is SubscriptionState.PAUSED
