"""What a time limit ends before anything has left is sent again; what may have left is not.

Over sockets, by every platform's own client.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import aiohttp.connector
import pytest

from bot.delivery.courier import Composed
from bot.delivery.outbox import Outbox
from bot.delivery.timing import Timing
from bot.models import Delivery, Subscription
from bot.ports import Platform
from bot.store import outcomes, subscriptions
from bot.store.engine import open_store
from tests.chaos import platforms
from tests.standins import certificates
from tests.standins.digests import NOW, TODAY, digest, subscription
from tests.standins.gate import Gate, gate
from tests.standins.processes import Clock

# Where a handshake is given up, httpcore leaves its connection to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
MINUTE = timedelta(minutes=1)
TIMING = Timing(sending=timedelta(seconds=0.7), drain=timedelta(seconds=0.2), looks=3)
POSTS = {"slack": b"chat.scheduleMessage", "mail": b"\r\n.\r\n", "matrix": b"PUT /"}
BLIND = {"mail", "teams"}


@dataclass(frozen=True)
class Run:
    """An outbox, the platform behind a gate, and what both say in the end."""

    box: Outbox
    there: Platform
    clock: Clock
    gate: Gate
    place: platforms.Place

    async def until_over(self) -> None:
        """Minute by minute, until half an hour after the digest was due."""
        while self.clock.now < NOW + 30 * MINUTE:
            self.clock.now += MINUTE
            await self.box.deliver_due()

    @property
    def ended(self) -> tuple[int, dict[str, int]]:
        tally = outcomes.tally(self.box.store, since=NOW - MINUTE, now=self.clock(), late=MINUTE)
        states = {state.value: count for state, count in tally.states.items() if count}
        return self.place.taken(), states


@asynccontextmanager
async def running(
    name: str, folder: Path | None = None, *, closed: bool = False
) -> AsyncIterator[Run]:
    """With a `folder`, what speaks HTTP is behind TLS."""
    clock = Clock()
    tls = None
    if folder and name != "mail":
        own = certificates.authority(folder)
        tls = certificates.server(own, folder, "localhost")
        aiohttp.connector._SSL_CONTEXT_VERIFIED.load_verify_locations(own.file)  # noqa: SLF001  no client lets us name it
    store = open_store("sqlite://")

    async def compose(_subscription: Subscription, _delivery: Delivery) -> Composed:
        return Composed(digest())

    async with platforms.STANDINS[name]("taken", clock, blind=False) as place:
        at = urlsplit(place.url) if name != "mail" else None
        port = at.port if at else int(place.url)
        assert port
        async with gate(port, tls, closed=closed) as before:
            url = str(before.port)
            if at:
                host, scheme = ("localhost", "https") if tls else ("127.0.0.1", "http")
                url = at._replace(scheme=scheme, netloc=f"{host}:{before.port}").geturl()
            there = platforms.platform(name, url, clock)
            wanted = replace(subscription(platform=name), channel=place.channel)
            subscriptions.save(store, replace(wanted, since=NOW - timedelta(hours=12)))
            yield Run(
                Outbox(store, {name: there}, compose, clock, TIMING), there, clock, before, place
            )
            if hasattr(there, "close"):
                await there.close()
    store.close()


@pytest.mark.parametrize("name", platforms.STANDINS)
def test_no_connection(name: str) -> None:
    async def run() -> tuple[int, dict[str, int]]:
        async with running(name, closed=True) as one:
            one.clock.now = NOW - 2 * MINUTE
            while not one.place.taken() and one.clock.now <= NOW + 5 * MINUTE:
                one.clock.now += MINUTE
                await one.box.deliver_due()
            assert not one.place.tries()
            one.gate.open.set()
            await one.until_over()
            return one.ended

    assert asyncio.run(run()) == (1, {"sent": 1})


SILENT = [(name, 1) for name in platforms.STANDINS] + [("slack", 2)]  # it asks, and then posts


@pytest.mark.parametrize(("name", "connection"), SILENT)
def test_a_handshake_or_a_greeting_that_never_comes(
    name: str, connection: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))

    async def run() -> tuple[int, dict[str, int]]:
        async with running(name, tmp_path) as one:
            one.gate.silent = {connection}
            await one.until_over()
            assert one.gate.came > connection
            return one.ended

    assert asyncio.run(run()) == (1, {"sent": 1})


@pytest.mark.parametrize("name", ["discord", "matrix", "mattermost", "teams"])
def test_a_post_for_which_a_new_connection_is_needed(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A platform that is logged in posts at once; its connection has ended meanwhile."""
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))

    async def run() -> tuple[int, dict[str, int]]:
        async with running(name, tmp_path) as one:
            wanted = replace(subscription(platform=name), channel=one.place.channel)
            await one.there.publish(Delivery(wanted, TODAY, NOW), digest(), key="k0", at=NOW)
            one.gate.cut()
            await asyncio.sleep(0.1)
            one.gate.silent = {1}
            await one.until_over()
            assert one.gate.came > 1
            return one.ended

    assert asyncio.run(run()) == (2, {"sent": 1})


@pytest.mark.parametrize("name", platforms.STANDINS)
def test_an_answer_that_never_comes(name: str) -> None:
    async def run() -> tuple[int, dict[str, int]]:
        async with running(name) as one:
            one.gate.deaf_after = POSTS.get(name, b"POST /")
            while not one.place.taken() and one.clock.now < NOW + 30 * MINUTE:
                one.clock.now += MINUTE
                await one.box.deliver_due()
            one.gate.deaf_after = b""
            await one.until_over()
            return one.ended

    assert asyncio.run(run()) == (1, {"unknown" if name in BLIND else "sent": 1})


@pytest.mark.parametrize("name", ["mail", "teams"])
def test_a_process_that_stops_while_it_connects(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))

    async def run() -> tuple[int, dict[str, int]]:
        async with running(name, tmp_path) as one:
            one.gate.silent = {1}
            one.clock.now = NOW
            patient = replace(TIMING, sending=timedelta(seconds=20))
            box = Outbox(one.box.store, one.box.platforms, one.box.compose, one.clock, patient)
            working = asyncio.create_task(box.run())
            await platforms.until(lambda: one.gate.came)
            box.stop()
            await working
            await one.until_over()
            return one.ended

    assert asyncio.run(run()) == (1, {"sent": 1})
