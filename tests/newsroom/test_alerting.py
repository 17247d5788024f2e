"""Alerts over an invented week: what is told, once, and what is no news."""

import asyncio
import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.briefing import story
from bot.briefing.extract.compose import Shares
from bot.cli.wiring import bundled_gazetteer
from bot.delivery.outbox import Outbox
from bot.delivery.timing import Timing
from bot.models import Article, Channel, Genre, Person, Quiet, Subscription
from bot.newsroom.context import Context
from bot.newsroom.digests import Composer, DigestDelivery
from bot.newsroom.drafts import Editor
from bot.newsroom.following import alerting
from bot.newsroom.grouping import Grouper
from bot.store import articles, outcomes, stories, subscriptions, told
from bot.store.articles import FETCHED
from bot.store.engine import Store, open_store
from tests.standins.board import Board, Crash
from tests.standins.processes import Clock

MONDAY = datetime(2026, 11, 16, 6, tzinfo=UTC)
HERE = Channel("discord", "G1", "C1")
TOPICS = ("dam", "ferry", "bridge", "mine")
DATA = Path(__file__).parent.parent / "data" / "alerts" / "week.txt"
UTC_ZONE = ZoneInfo("UTC")


@dataclass(frozen=True)
class Event:
    name: str
    topic: str
    accounts: tuple[tuple[str, str], ...]


def events() -> list[Event]:
    parts = DATA.read_text(encoding="utf-8").split("\n== ")[1:]
    return [_event(part) for part in parts]


def _event(part: str) -> Event:
    opening, *lines = part.strip().splitlines()
    accounts = [line.partition(" | ") for line in lines]
    name, _, topic = opening.rpartition(" ")
    return Event(name or opening, topic, tuple((one, two) for one, _, two in accounts))


@dataclass
class Newsroom:
    """A store whose articles come in one after the other, and a channel that wants alerts."""

    store: Store
    clock: Clock = field(default_factory=lambda: Clock(MONDAY))
    board: Board = field(init=False)
    grouper: Grouper = field(init=False)
    outlets: int = 2
    serial: int = 0

    def __post_init__(self) -> None:
        self.board = Board(self.clock)
        self.grouper = Grouper(self.store)
        self.context = Context(self.store, bundled_gazetteer(), Shares(), UTC_ZONE)

    def wants(self, most: int = 5, **more: Any) -> None:  # noqa: ANN401  of a subscription
        made = Subscription(HERE, time(0), "UTC", MONDAY, topics=TOPICS, alerts=most)
        # The digest is another matter: no day of the week that is looked at.
        subscriptions.save(self.store, replace(made, since=MONDAY + timedelta(days=60), **more))

    def read(
        self, outlet: str, said: tuple[str, str], at: datetime, published: datetime | None = None
    ) -> str:
        """An article comes in; `published` is what its page says."""
        self.serial += 1
        url = f"https://{outlet.lower().replace(' ', '')}.example/{self.serial}"
        article = Article(
            str(self.serial),
            said[0],
            said[1],
            url=url,
            outlet=outlet,
            published=published or at,
            published_offset=timedelta(0),
            lang="en",
        )
        return articles.save(self.store, article, FETCHED, now=at).article.id

    def tick(self, at: datetime) -> list[str]:
        """Groups, decides and delivers; returns the headlines of the alerts that came."""
        self.clock.now = at
        self.grouper.group_new(at)
        alerting.decide(self.context, at, outlets=self.outlets)
        before = len(self.board.pinned)
        asyncio.run(self.deliver())
        shown = [item for one in self.board.pinned[before:] for item in one.digest.items[:1]]
        return [item.brief.headline or "" for item in shown]

    async def deliver(self) -> None:
        with ThreadPoolExecutor(1) as thread:
            due = DigestDelivery(Composer(self.context), Editor(), self.clock, thread)
            box = Outbox(self.store, {"discord": self.board}, due.compose, self.clock, Timing())
            await box.deliver_due()


@pytest.fixture
def room() -> Iterator[Newsroom]:
    store = open_store("sqlite://")
    yield Newsroom(store)
    store.close()


ALL = events()
BY_NAME = {one.name: one for one in ALL}
MINUTES = timedelta(minutes=1)


def test_two_outlets_within_an_hour_are_an_alert_told_once(room: Newsroom) -> None:
    room.wants()
    first, second = BY_NAME["karun"].accounts
    room.read("Post", first, MONDAY)
    assert room.tick(MONDAY + 5 * MINUTES) == []
    room.read("Wire", second, MONDAY + 40 * MINUTES)
    assert len(room.tick(MONDAY + 45 * MINUTES)) == 1
    (pinned,) = room.board.pinned
    (item,) = pinned.digest.items
    assert pinned.digest.is_alert
    assert item.update == "New: 2 outlets report this"
    assert not item.followed
    assert item.why == "Because you asked for alerts on “dam”; 1 of at most 5 today."
    room.read("Herald", (first[0], second[1].replace("south", "hills")), MONDAY + 50 * MINUTES)
    assert room.tick(MONDAY + 55 * MINUTES) == []


def test_a_page_that_is_no_article_is_no_alert(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = story.brief
    monkeypatch.setattr(
        story, "brief", lambda *given, **named: replace(made(*given, **named), genre=Genre.PAGE)
    )
    room.wants()
    for outlet, said in zip(("Post", "Wire"), BY_NAME["karun"].accounts, strict=True):
        room.read(outlet, said, MONDAY)
    assert room.tick(MONDAY + 5 * MINUTES) == []
    monkeypatch.undo()
    assert room.tick(MONDAY + 10 * MINUTES) == []  # nor later: it was decided


def test_an_alert_is_of_the_outlets_that_the_channel_wants(room: Newsroom) -> None:
    room.wants(never_from=("post",))
    first, second = BY_NAME["karun"].accounts
    room.read("Post", first, MONDAY)
    room.read("Wire", second, MONDAY + 40 * MINUTES)
    assert room.tick(MONDAY + 45 * MINUTES) == [second[0]]
    (item,) = room.board.pinned[0].digest.items
    assert {one.outlet for one in item.brief.sources} == {"Wire"}
    assert item.update == "New: 1 outlet reports this"


@pytest.mark.parametrize("wish", [{"never_from": ("wire",)}, {"without": ("ferry",)}])
def test_what_a_channel_does_not_want_is_no_turn_of_what_it_follows(
    room: Newsroom, wish: dict[str, tuple[str, ...]]
) -> None:
    followed(room, **wish)
    room.read("Wire", TOLL[1], MONDAY + timedelta(hours=3))
    assert room.tick(MONDAY + timedelta(hours=3, minutes=1)) == []


@pytest.mark.parametrize("outlets", [3, 4])
def test_the_operator_says_how_many_outlets_it_takes(room: Newsroom, outlets: int) -> None:
    room.wants()
    room.outlets = outlets
    for at, said in enumerate(BY_NAME["karun"].accounts):
        room.read(f"Outlet {at}", said, MONDAY + at * 10 * MINUTES)
    assert room.tick(MONDAY + 30 * MINUTES) == []


def test_quiet_hours_and_pauses_are_respected(room: Newsroom) -> None:
    room.wants(quiet=Quiet(time(5), time(7)))
    for at, said in enumerate(BY_NAME["karun"].accounts):
        room.read(f"Outlet {at}", said, MONDAY + at * 10 * MINUTES)
    assert room.tick(MONDAY + 30 * MINUTES) == []
    assert len(room.tick(MONDAY + 65 * MINUTES)) == 1


def test_no_more_come_than_the_channel_wants_in_a_day(room: Newsroom) -> None:
    room.wants(3)
    wanted = [one for one in ALL if one.topic != "-"][:6]
    for number, event in enumerate(wanted):
        for at, said in enumerate(event.accounts):
            room.read(f"Outlet {at}", said, MONDAY + number * 20 * MINUTES + at * 5 * MINUTES)
    told_of = [room.tick(MONDAY + minutes * MINUTES) for minutes in range(20, 180, 20)]
    assert sum(map(len, told_of)) == 3


def followed(room: Newsroom, **wish: Any) -> str:  # noqa: ANN401  of a subscription
    """The channel follows a story that it knows, and wants alerts."""
    room.wants(**wish)
    number = room.read("Post", TOLL[0], MONDAY)
    room.tick(MONDAY + MINUTES)
    story = stories.story_of(room.store, number)
    assert story is not None
    told.follow(room.store, str(HERE), story, now=MONDAY + 2 * MINUTES)
    return story


TOLL = (
    (
        "Fire on ferry off Skerry",
        (
            "At least 12 people were killed in a fire on the ferry Queen Sela off Skerry on "
            "Monday, the coast guard said. The captain of the Queen Sela was rescued."
        ),
    ),
    (
        "Toll rises after ferry fire",
        (
            "Nineteen people were killed in the fire on the ferry Queen Sela off Skerry, the coast "
            "guard said on Monday."
        ),
    ),
    (
        "Ferry owner rejects blame",
        (
            "The owner of the ferry Queen Sela denied that the ship was overloaded when it "
            "burned off Skerry."
        ),
    ),
    (
        "Captain held after ferry fire",
        (
            "Police arrested Ramon Cruz, the captain of the ferry Queen Sela that burned off "
            "Skerry, on Monday."
        ),
    ),
)
NO_NEWS = (
    ("Fire on ferry off Skerry", TOLL[1][1].replace("coast guard", "Coast Guard")),
    (
        "Queen Sela burned off Skerry",
        "The fire on the ferry Queen Sela off Skerry killed 12 people on Monday, officials said.",
    ),
    (
        "Ferry fire: what we know",
        (
            "The Queen Sela, a ferry, burned off Skerry, and the coast guard said that 19 "
            "people were killed."
        ),
    ),
)


def test_a_followed_story_is_told_when_its_state_changes(room: Newsroom) -> None:
    followed(room)
    came: list[str] = []
    for hours, said in enumerate(TOLL[1:], start=3):
        room.read("Wire", said, MONDAY + timedelta(hours=hours))
        came += room.tick(MONDAY + timedelta(hours=hours, minutes=1))
    assert came == [headline for headline, _ in TOLL[1:]]
    (update, denial, arrest) = [one.digest.items[0].update for one in room.board.pinned]
    assert (update, denial) == ("Update: at least 12 → nineteen killed", "Denied")
    assert arrest == "New in a story that you follow"
    assert all(one.digest.items[0].followed for one in room.board.pinned)


def test_who_has_a_digest_of_their_own_is_told_what_turns_in_what_they_follow(
    room: Newsroom,
) -> None:
    ann = Person("discord", "", "500")
    story = followed(room)
    told.unfollow(room.store, str(HERE), story)
    room.wants(personal=True, owner=ann)
    told.follow(room.store, str(ann), story, now=MONDAY + 2 * MINUTES)
    room.read("Wire", TOLL[1], MONDAY + timedelta(hours=3))
    assert room.tick(MONDAY + timedelta(hours=3, minutes=1)) == [TOLL[1][0]]


def test_a_story_that_is_followed_no_more_is_alerted_no_more(room: Newsroom) -> None:
    story = followed(room)
    for _ in range(2):  # though it is muted again
        told.unfollow(room.store, str(HERE), story)
        assert told.followed(room.store, [str(HERE)]) == ()
    room.read("Wire", TOLL[1], MONDAY + timedelta(hours=3))
    assert room.tick(MONDAY + timedelta(hours=3, minutes=1)) == []


@pytest.mark.parametrize("said", NO_NEWS, ids=["a copy", "an older figure", "other words"])
def test_what_is_known_of_a_followed_story_is_no_news(
    room: Newsroom, said: tuple[str, str]
) -> None:
    followed(room)
    room.read("Wire", TOLL[1], MONDAY + timedelta(hours=2))
    assert len(room.tick(MONDAY + timedelta(hours=2, minutes=1))) == 1
    room.read("Herald", said, MONDAY + timedelta(hours=3))
    assert room.tick(MONDAY + timedelta(hours=3, minutes=1)) == []


@dataclass
class Score:
    """Of alerts: those that were wanted and came, wanted in all, and came in all."""

    right: int = 0
    wanted: int = 0
    came: int = 0


def play_week(room: Newsroom, seed: int) -> Score:
    """Each event of the week as news, or as one of the ways in which it is none; labelled."""
    room.wants(most=50)
    chance, score = random.Random(seed), Score()  # noqa: S311  reproducible, no secret
    for number, event in enumerate(chance.sample(ALL, len(ALL))):
        start = MONDAY + timedelta(hours=12 * number)
        first, second = event.accounts
        kind = ("news", "news", "copy", "slow", "recycled", "dated anew")[number % 6]
        one = room.read("Post", first, start)
        hours = {"news": 0.4, "copy": 0.4, "slow": 2.2}.get(kind)
        came = room.tick(start + MINUTES)
        if hours is not None:
            at = start + timedelta(hours=hours)
            said = (first[0], f"{first[1]} It was so.") if kind == "copy" else second
            room.read("Wire", said, at)
            came += room.tick(at + MINUTES)
        elif kind == "recycled":  # days later, as if it were of today
            at = start + timedelta(days=4)
            again = (first[0], first[1].replace("said", "have said"))
            room.read("Wire", again, start + timedelta(hours=5), published=start)
            room.tick(start + timedelta(hours=5, minutes=1))
            room.read("Herald", second, start + timedelta(hours=8), published=None)
            came += room.tick(start + timedelta(hours=8, minutes=1))
        else:
            kept = articles.by_id(room.store, one)
            assert kept is not None
            later = start + timedelta(hours=6)
            with room.store.writing() as connection:
                anew = replace(kept, published=later, headline=f"{kept.headline}, updated")
                articles.renew(connection, int(one), anew, FETCHED, later)
            room.read("Wire", second, later + 10 * MINUTES)
            came += room.tick(later + 15 * MINUTES)
        is_wanted = kind == "news" and event.topic != "-"
        score.wanted += is_wanted
        score.came += len(came)
        score.right += min(len(came), 1) if is_wanted else 0
    return score


@pytest.mark.parametrize("seed", [1, 2])
def test_over_the_week_news_is_told_and_nothing_else(room: Newsroom, seed: int) -> None:
    score = play_week(room, seed)
    assert score.wanted
    assert score.right >= 0.9 * score.wanted
    assert score.right >= 0.95 * score.came


@pytest.mark.parametrize(
    "outcome", ["taken", "taken, then a crash", "crash", "taken, then a surprise", "lost"]
)
def test_an_alert_is_neither_lost_nor_doubled(room: Newsroom, outcome: str) -> None:
    room.wants()
    room.board.outcomes.append(outcome)
    for at, said in enumerate(BY_NAME["cebu"].accounts):
        room.read(f"Outlet {at}", said, MONDAY + at * 10 * MINUTES)
    for minutes in range(12, 40, 4):
        try:
            room.tick(MONDAY + minutes * MINUTES)
        except Crash:
            continue
    assert len(room.board.pinned) == 1
    alerts = outcomes.alerts(room.store, str(HERE), since=MONDAY.date())
    assert len(alerts) == 1


def test_a_digest_is_not_taken_for_told_by_an_alert(room: Newsroom) -> None:
    room.wants()
    for at, said in enumerate(BY_NAME["cebu"].accounts):
        room.read(f"Outlet {at}", said, MONDAY + at * 10 * MINUTES)
    assert len(room.tick(MONDAY + 15 * MINUTES)) == 1
    standing = subscriptions.find(room.store, HERE)
    assert standing is not None
    assert outcomes.last_digest(room.store, standing.subscription) is None
    assert standing.last is None


def test_an_alert_and_digests_of_one_minute_tell_a_story_once(room: Newsroom) -> None:
    at = MONDAY + 15 * MINUTES
    for name in ("", "second"):
        made = Subscription(HERE, at.time(), "UTC", MONDAY, topics=TOPICS, alerts=5, name=name)
        subscriptions.save(room.store, made)
    for number, said in enumerate(BY_NAME["cebu"].accounts):
        room.read(f"Outlet {number}", said, MONDAY + number * 10 * MINUTES)
    assert len(room.tick(at)) == 1
    assert [len(one.digest.items) for one in room.board.pinned].count(0) == 2
