"""Mail through the outbox to a real SMTP server: once, or said that nobody knows."""

import asyncio
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.mail.links import ReaderLinks
from adapters.mail.platform import MailPlatform
from adapters.mail.smtp import Mailer
from bot.delivery.courier import Composed
from bot.delivery.outbox import Outbox
from bot.delivery.timing import Timing
from bot.errors import PostDelayedError
from bot.models import Delivery, Subscription, SubscriptionState
from bot.store import corrections, outcomes, subscriptions
from bot.store.deliveries import DeliveryState
from bot.store.engine import Store, open_store
from bot.text.mailboxes import inbox
from tests.standins import digests
from tests.standins.digests import NOW
from tests.standins.mail import MailServer, receiving
from tests.standins.processes import Clock

ADA = inbox("ada@reader.example")
GOODBYE = 1.5  # seconds; a server that is waited for would take longer


@dataclass
class Desk:
    """A store with one reader, whose digest is due, and the outbox that serves it."""

    store: Store
    server: MailServer
    clock: Clock
    outbox: Outbox

    def deliver(self, minutes: float = 0) -> None:
        """Does what can be done so many minutes later."""
        self.clock.now += timedelta(minutes=minutes)
        asyncio.run(self.outbox.deliver_due())

    def state(self) -> str:
        with self.store.reading() as connection:
            rows = connection.exec_driver_sql("SELECT state FROM deliveries").all()
        return " ".join(row.state for row in rows)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    store = open_store(f"sqlite:///{tmp_path / 'store.db'}")
    ordered = replace(digests.subscription(), channel=ADA, since=NOW - timedelta(hours=1))
    subscriptions.save(store, ordered)
    clock = Clock(NOW)
    with receiving() as server:
        links = ReaderLinks("https://news.example", "secret")
        sender = server.chosen.sender or ""
        platform = MailPlatform(Mailer(server.chosen).send, sender, links, clock)

        async def compose(_: Subscription, __: Delivery) -> Composed:
            return Composed(digests.digest("s1", "s2"))

        yield Desk(store, server, clock, Outbox(store, {"mail": platform}, compose, clock))
    store.close()


def test_a_digest_is_one_letter(desk: Desk) -> None:
    for _ in range(3):
        desk.deliver(minutes=1)
    (letter,) = desk.server.letters
    assert letter["To"] == "ada@reader.example"
    assert desk.state() == DeliveryState.SENT


@pytest.mark.parametrize("fault", ["451", "452", "cut", "cut at DATA"])
def test_a_letter_that_was_not_taken_is_sent_later_under_the_same_name(
    desk: Desk, fault: str
) -> None:
    desk.server.faults.append(fault)
    desk.deliver()
    assert desk.server.letters == []
    desk.deliver(minutes=3)
    (letter,) = desk.server.letters
    assert desk.state() == DeliveryState.SENT
    assert letter["Message-ID"].endswith(".briefbot@news.example>")


@pytest.mark.parametrize("fault", ["550", "554"])
def test_a_refusal_for_good_ends_it(desk: Desk, fault: str) -> None:
    desk.server.faults.append(fault)
    desk.deliver()
    desk.deliver(minutes=24 * 60)
    assert desk.server.letters == []
    standing = subscriptions.find(desk.store, ADA)
    assert standing is not None
    assert standing.subscription.state is SubscriptionState.BROKEN
    assert "refuses that address" in (standing.subscription.reason or "")


def test_an_answer_that_is_lost_is_unknown_and_never_sent_twice(desk: Desk) -> None:
    desk.server.faults.append("lost")
    desk.deliver()
    for _ in range(12):
        desk.deliver(minutes=5)
    assert len(desk.server.letters) == 1
    assert desk.state() == DeliveryState.UNKNOWN
    (unknown,) = outcomes.unknown(desk.store, since=NOW - timedelta(days=1))
    assert unknown.subscription.channel == ADA


def test_what_was_taken_is_known_though_the_server_never_says_goodbye(desk: Desk) -> None:
    desk.server.faults.append("silent at QUIT")
    started = time.monotonic()
    desk.deliver()
    assert desk.state() == DeliveryState.SENT
    assert time.monotonic() - started < GOODBYE


def test_a_correction_follows_the_letter_once(desk: Desk) -> None:
    desk.deliver()
    with desk.store.reading() as connection:
        brief = connection.exec_driver_sql("SELECT id FROM briefs").scalar()
    corrections.correct(desk.store, str(brief), "Two dams, not one.", now=desk.clock.now)

    async def correct() -> None:
        from bot.delivery.corrections import edit_posts  # noqa: PLC0415

        for _ in range(2):
            await edit_posts(desk.store, desk.outbox.platforms, desk.clock)

    asyncio.run(correct())
    first, second = desk.server.letters
    assert second["In-Reply-To"] == first["Message-ID"]
    assert second["Message-ID"] != first["Message-ID"]
    body = second.get_body(("plain",))
    assert body is not None
    assert "Two dams, not one." in body.get_content()


def test_a_wrong_password_delays_and_blames_no_reader(desk: Desk) -> None:
    wrong = desk.server.chosen.model_copy(update={"user": "nobody"})

    async def ask() -> None:
        async with Mailer(wrong).connected():
            pass

    with pytest.raises(PostDelayedError):
        asyncio.run(ask())


def test_the_defaults_of_waiting_end_within_a_day() -> None:
    assert Timing().catch_up < timedelta(days=1)
