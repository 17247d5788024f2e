"""What is announced is told for the week ahead, and on its day what became of it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.briefing.extract.compose import Shares
from bot.cli.wiring import bundled_gazetteer
from bot.models import Article, Channel, Digest, Kind, Subscription
from bot.newsroom.context import Context
from bot.newsroom.digests import Composer
from bot.newsroom.following import agenda
from bot.newsroom.grouping import Grouper
from bot.store import articles, told
from bot.store.articles import FETCHED
from bot.store.engine import open_store
from bot.store.following import announcements

MONDAY = datetime(2026, 11, 23, 8, tzinfo=UTC)
HERE = Channel("slack", "T1", "C1")
WEDNESDAY = date(2026, 11, 25)
LEDE = (
    "The head of the railways of Varnia, Lena Orlov, refused on Sunday to give up her post after "
    "the crash at Karun, in which nine people were killed."
)
ASKED = "The senate will question Lena Orlov on the crash at Karun on Wednesday, its speaker said."
TOLD = "The senate questioned Lena Orlov on the crash at Karun for four hours on Wednesday."
HARBOUR = "Ada Novak, mayor of Tolm, opens the new harbour of Tolm on Thursday, the town said."
SUBSCRIPTION = Subscription(HERE, time(8), "UTC", MONDAY - timedelta(days=9))


@pytest.fixture
def context() -> Iterator[Context]:
    store = open_store("sqlite://")
    yield Context(store, bundled_gazetteer(), Shares(0.9, 0.9), ZoneInfo("UTC"))
    store.close()


def publish(context: Context, name: str, headline: str, *body: str, at: datetime) -> str:
    one = Article(
        id=name,
        headline=headline,
        body="\n\n".join(body),
        url=f"https://{name}.example/1",
        outlet=name.title(),
        published=at,
        published_offset=timedelta(0),
        lang="en",
    )
    number = articles.save(context.store, one, FETCHED, now=at).article.id
    Grouper(context.store).group_new(at)
    return number


def crash(context: Context) -> str:
    before = MONDAY - timedelta(hours=2)
    return publish(context, "wire", "Railway chief Orlov refuses to go", LEDE, ASKED, at=before)


def composed(context: Context, now: datetime, since: datetime | None, **parts: object) -> Digest:
    wanted = replace(SUBSCRIPTION, **parts)  # type: ignore[arg-type]  # of whatever is asked for
    return Composer(context).compose(wanted, now, since=since).digest


def test_the_week_ahead_is_told_in_the_words_of_sources(context: Context) -> None:
    number = crash(context)
    publish(context, "tide", "New harbour of Tolm", HARBOUR, at=MONDAY - timedelta(hours=1))
    found = agenda.ahead(context, "", MONDAY)
    assert [one.day for one in found.dates] == [WEDNESDAY, date(2026, 11, 26)]
    first = found.dates[0]
    (span,) = first.point.spans
    kept = articles.by_id(context.store, number)
    assert kept is not None
    assert kept.body[span.start : span.end] == ASKED
    assert (first.source.id, first.source.outlet, found.note) == (number, "Wire", None)


def test_a_topic_has_its_own_days(context: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(announcements, "MOST", 1)  # of the topic's own stories
    crash(context)
    publish(context, "tide", "New harbour of Tolm", HARBOUR, at=MONDAY - timedelta(hours=1))
    found = agenda.ahead(context, "harbour", MONDAY)
    assert [one.source.outlet for one in found.dates] == ["Tide"]
    assert [one.day for one in agenda.ahead(context, "railways", MONDAY).dates] == [WEDNESDAY]
    none = agenda.ahead(context, "chess", MONDAY)
    assert (none.dates, none.note) == ((), agenda.NOTHING)


def test_days_past_and_far_are_not_of_the_week(context: Context) -> None:
    crash(context)
    assert agenda.ahead(context, "", MONDAY + timedelta(days=3)).dates == ()
    assert agenda.ahead(context, "", MONDAY - timedelta(days=6)).dates == ()


@pytest.mark.parametrize(
    ("now", "days", "has_dates"),
    [
        (MONDAY, frozenset(range(7)), True),
        (MONDAY + timedelta(days=1), frozenset(range(7)), False),
        (MONDAY + timedelta(days=1), frozenset({1}), True),
    ],
    ids=["on a Monday", "on a Tuesday", "once a week"],
)
def test_the_week_ahead_comes_on_mondays_or_once_a_week(
    context: Context, now: datetime, days: frozenset[int], *, has_dates: bool
) -> None:
    told.follow(context.store, str(HERE), crash(context), now=MONDAY)
    made = composed(context, now, now - timedelta(days=1), days=days)
    assert [one.day for one in made.to_watch] == [WEDNESDAY] * has_dates


@pytest.mark.parametrize(
    "wish", [{"only_from": ("tide",)}, {"never_from": ("wire",)}, {"without": ("railway",)}]
)
def test_a_channel_is_spared_what_it_does_not_want(
    context: Context, wish: dict[str, tuple[str, ...]]
) -> None:
    told.follow(context.store, str(HERE), crash(context), now=MONDAY)
    assert composed(context, MONDAY, MONDAY - timedelta(days=1), **wish).to_watch == ()


def test_on_mondays_only_what_the_channel_knows_is_told(context: Context) -> None:
    crash(context)
    assert composed(context, MONDAY, None, topics=("harbour",)).to_watch == ()


@pytest.mark.parametrize("later", [TOLD, None], ids=["reported", "not reported"])
def test_the_day_after_it_is_told_what_became_of_it_once(
    context: Context, later: str | None
) -> None:
    story = crash(context)
    told.follow(context.store, str(HERE), story, now=MONDAY)
    thursday = MONDAY + timedelta(days=3)
    if later:
        at = thursday - timedelta(hours=9)
        publish(context, "post", "Senate questions railway chief Orlov", LEDE, later, at=at)
    (one,) = agenda.for_digest(
        context, SUBSCRIPTION, replace(EMPTY, since=thursday - timedelta(days=1)), thursday
    )
    assert one.day == WEDNESDAY
    assert (one.came and one.came.text.removesuffix(" [Nov. 25, 2026].")) == (
        later and later.removesuffix(".")
    )
    assert (one.told_by and one.told_by.outlet) == ("Post" if later else None)
    friday = thursday + timedelta(days=1)
    assert agenda.for_digest(context, SUBSCRIPTION, replace(EMPTY, since=thursday), friday) == ()


def test_a_weekly_digest_tells_a_story_once_as_it_is_and_how_it_began(context: Context) -> None:
    first = MONDAY - timedelta(hours=60)
    began = "At least 12 people were killed in a fire on the ferry Queen Sela off Skerry on Friday."
    now = (
        "Nineteen people were killed in the fire on the ferry Queen Sela off Skerry, the coast "
        "guard said on Sunday, and the search was called off."
    )
    headline = "Fire on the ferry Queen Sela off Skerry"
    publish(context, "wire", headline, began, at=first)
    publish(context, "post", headline, now, at=MONDAY - timedelta(hours=12))
    weekly = frozenset({MONDAY.weekday()})
    (item,) = composed(context, MONDAY, None, days=weekly).items
    texts = [(one.kind, one.text.partition(" [")[0].rstrip(".")) for one in item.brief.points]
    assert texts[0][1].startswith("Nineteen people were killed")
    assert texts[-1] == (Kind.BACKGROUND, began.rstrip("."))
    assert [one.outlet for one in item.brief.sources] == ["Post", "Wire"]
    assert item.brief.points[-1].spans[0].article == item.brief.sources[1].id
    (daily,) = composed(context, MONDAY, None).items
    assert Kind.BACKGROUND not in {one.kind for one in daily.brief.points}


EMPTY = Digest(MONDAY, "UTC", (), (), (), counts=None)  # type: ignore[arg-type]  # not looked at
