"""Whoever gives up what is under way leaves no connection, task, file or process behind."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime
from email.message import EmailMessage

import pytest

from adapters.chat.connection import Connection
from adapters.mail.smtp import Mailer
from adapters.slack.sockets import keep_connected
from bot.newsroom.workers import Workers
from bot.reading.web.fetch import Request, Response, web
from bot.reading.web.politeness import RateLimits
from tests.chaos import platforms
from tests.standins import mail
from tests.standins.digests import NOW, delivery, digest
from tests.standins.giving_up import give_up_everywhere
from tests.standins.slack_run import talking
from tests.standins.web import page, serving

FEED = (
    b"<rss><channel><item><title>Quay</title><link>https://a.example/</link></item></channel></rss>"
)


def test_a_letter() -> None:
    letter = EmailMessage()
    letter["From"], letter["To"] = "news@news.example", "ada@reader.example"
    letter.set_content("The news")

    async def run() -> int:
        with mail.receiving() as server:
            return await give_up_everywhere(lambda: Mailer(server.chosen).send(letter))

    assert asyncio.run(run()) > 10


@pytest.mark.parametrize("name", ["slack", "discord", "webhook", "teams"])
def test_a_digest(name: str) -> None:
    async def run() -> int:
        async with platforms.STANDINS[name]("taken", lambda: NOW, blind=False) as place:
            there = platforms.platform(name, place.url, lambda: NOW)
            standing = replace(delivery().subscription, channel=place.channel)
            one = replace(delivery(), subscription=standing)

            async def post() -> None:
                await there.publish(one, digest(), key="k1", at=NOW)
                await there.look(one, key="k1", at=NOW)

            async def close() -> None:
                if hasattr(there, "close"):
                    await there.close()

            return await give_up_everywhere(post, close)

    assert asyncio.run(run()) > 5


def test_a_page() -> None:
    async def run() -> int:
        async with serving({"/": page(b"here")}) as server:
            names = iter(range(10_000))

            async def read() -> None:
                async with web(
                    allow_networks=["127.0.0.0/8"], resolve=lambda *_: ["127.0.0.1"],
                    rates=RateLimits(gap=0),
                ) as session:  # fmt: skip
                    await session.crawl(Request(server.url("/", f"h{next(names)}.test")))

            return await give_up_everywhere(read)

    assert asyncio.run(run()) > 10


def test_a_worker() -> None:
    async def run() -> int:
        async def read() -> None:
            async with Workers() as some:
                answer = Response("https://a.example/f", 200, FEED)
                await some.parse(answer, datetime(2026, 11, 23, tzinfo=UTC), 10**6)

        return await give_up_everywhere(read)

    assert asyncio.run(run()) > 5


def test_a_socket() -> None:
    async def run() -> int:
        async with talking("http") as talk:
            connection = Connection("Slack", lambda: NOW)

            async def hold() -> None:
                stop = asyncio.Event()
                keeping = asyncio.create_task(
                    keep_connected(talk.ours.app, "xapp-1", 1, stop, connection)
                )
                try:
                    await platforms.until(lambda: connection.count)
                finally:
                    stop.set()
                    await keeping

            return await give_up_everywhere(hold)

    assert asyncio.run(run()) > 10
