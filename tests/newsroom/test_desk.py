"""The desk over the real stages: people ask, are told, follow, complain, and subscribe."""

import asyncio
import random
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytest

from bot.briefing.extract.compose import Shares
from bot.cli.sample_site import PAGES, open_site
from bot.errors import NotAllowedError, NotFoundError, PostDelayedError, UsageError
from bot.models import (
    Answer,
    Article,
    Brief,
    Channel,
    Counts,
    Delivery,
    Digest,
    Feed,
    FoundFeed,
    Image,
    Length,
    Outlet,
    Person,
    Post,
    Subscription,
    SubscriptionState,
    Teaser,
)
from bot.newsroom import answers
from bot.newsroom.archive import NewsArchive
from bot.newsroom.context import Context
from bot.newsroom.desk import NewsDesk
from bot.newsroom.digests import Composer
from bot.newsroom.drafts import as_it_is
from bot.newsroom.fetching import WebReader
from bot.newsroom.grouping import Grouper
from bot.newsroom.refresh import Web, refresh_feeds
from bot.newsroom.sources import in_chat
from bot.ports import Asker
from bot.reading.feeds.outlets import Outlets
from bot.reading.web.fetch import web
from bot.reading.web.politeness import RateLimits
from bot.store import articles, corrections, deliveries, feeds, subscriptions
from bot.store.access import proposals
from bot.store.articles import FETCHED
from bot.store.deliveries import Decision
from bot.store.engine import Store, open_store
from bot.text.mailboxes import UNCONFIRMED, inbox
from tests.standins.stories import stories
from tests.stories.topic_set import GAZETTEER

ALL = stories()
NEWEST = max(one.published for story in ALL for one in story.articles if one.published)
NOW = NEWEST + timedelta(hours=1)
HERE = Channel("slack", "T1", "C1")
ASKER = Asker(Person("slack", "T1", "U1"), HERE)
OTHER = Asker(Person("slack", "T1", "U2"), HERE)

Value = TypeVar("Value")


@dataclass(slots=True)
class Clock:
    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now


@dataclass(slots=True)
class Scene:
    """A desk, and what a test turns on it."""

    desk: NewsDesk
    store: Store
    clock: Clock

    def ask(self, question: Callable[[NewsDesk], Awaitable[Value]]) -> Value:
        async def run() -> Value:
            return await question(self.desk)

        return asyncio.run(run())

    def publish(self, *new: Article) -> None:
        for article in new:
            articles.save(self.store, article, FETCHED, now=self.clock.now)
        Grouper(self.store).group_new(self.clock.now)


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    store = open_store(f"sqlite:///{tmp_path / 'store.db'}")
    clock = Clock()
    with ThreadPoolExecutor(1) as thread:
        context = Context(store, GAZETTEER, Shares(), ZoneInfo("UTC"))
        desk = NewsDesk(
            context, lambda: web(allow_networks=["127.0.0.0/8"]), as_it_is, clock, thread
        )
        made = Scene(desk, store, clock)
        made.publish(*(article for story in ALL for article in story.articles))
        yield made
    store.close()


def bridge() -> tuple[Article, ...]:
    return next(story.articles for story in ALL if "bridge" in story.articles[0].body)


def test_a_topic_is_answered_with_a_stored_brief_of_its_story(scene: Scene) -> None:
    answer = scene.ask(lambda desk: desk.brief(ASKER, "bridge"))
    brief = answer.brief
    assert brief is not None
    assert brief.outlets >= 2
    assert {name.casefold() for name in answer.matched} <= {"bridge", "bridges"}
    assert scene.ask(lambda desk: desk.stored(brief.id or "")) == brief
    assert scene.ask(lambda desk: desk.recent(ASKER.person)) == (brief,)
    assert scene.ask(lambda desk: desk.recent(OTHER.person)) == ()


def test_a_stored_brief_is_shown_with_who_is_behind_its_sources(scene: Scene) -> None:
    brief = scene.ask(lambda desk: desk.brief(ASKER, "bridge")).brief
    assert brief is not None
    name = brief.sources[0].outlet or ""
    host = urlsplit(brief.sources[0].url or "").hostname or ""
    known = Outlets({"it": Outlet(name)}, {host: "it"})
    scene.desk = replace(scene.desk, context=replace(scene.desk.context, outlets=lambda: known))
    shown = scene.ask(lambda desk: desk.stored(brief.id or ""))
    assert shown.sources[0].behind == Outlet(name)


def test_more_gives_the_same_story_at_full_length(scene: Scene) -> None:
    brief = scene.ask(lambda desk: desk.brief(ASKER, "bridge")).brief
    assert brief is not None
    more = scene.ask(lambda desk: desk.story(ASKER, brief.story or "", Length.FULL)).brief
    assert more is not None
    assert more.story == brief.story
    assert (brief.length, more.length) == (Length.BRIEF, Length.FULL)
    assert more.points != brief.points


def test_a_topic_that_only_a_teaser_is_about_is_answered_with_its_line(scene: Scene) -> None:
    image = Image(credit="R. P.")
    ice = Teaser("Ice melts in Greenland", url="https://aldby.example/ice", image=image)
    scene.publish(
        Article(
            "aldby",
            "A tunnel closes in Aldby",
            "A tunnel closes in Aldby on Tuesday, the city said.",
            url="https://aldby.example/tunnel",
            outlet="Aldby Post",
            related=(ice, Teaser("Other news")),
        )
    )
    answer = scene.ask(lambda desk: desk.brief(ASKER, "greenland"))
    (line,) = answer.others
    assert answer.brief is None
    assert (line.story, line.text, line.url) == ("", ice.headline, ice.url)
    assert line.credit == "R. P."


def test_top_lists_further_stories(scene: Scene) -> None:
    answer = scene.ask(lambda desk: desk.top(ASKER))
    assert answer.brief
    assert len(answer.others) >= 2
    assert answer.brief.story not in {line.story for line in answer.others}


def test_the_top_of_a_day_was_reported_on_it(scene: Scene) -> None:
    lately = NOW + timedelta(days=1)
    scene.clock.now = lately
    body = "A volcano erupted on Tolm. " + " ".join(f"ash{number}" for number in range(40))
    scene.publish(Article("late", "Volcano erupts", body, "https://ex.com/late", published=lately))
    today = scene.ask(lambda desk: desk.brief(ASKER, "what happened today"))
    assert today.brief
    assert today.brief.headline == "Volcano erupts"
    before = scene.ask(lambda desk: desk.brief(ASKER, "what happened yesterday"))
    assert before.brief
    shown = {before.brief.headline, *(one.text for one in before.others)}
    assert "Volcano erupts" not in shown


def test_what_was_told_is_not_new_to_that_person_and_is_to_another(scene: Scene) -> None:
    brief = scene.ask(lambda desk: desk.brief(ASKER, "bridge")).brief
    assert brief is not None
    alone, other = Asker(ASKER.person), Asker(OTHER.person)
    scene.ask(lambda desk: desk.told(alone, brief))
    story = brief.story or ""
    again = scene.ask(lambda desk: desk.story(alone, story, only_new=True))
    assert again.brief is None
    assert again.note == f"Nothing new since {NOW:%H:%M} UTC."
    assert again.since == NOW
    assert scene.ask(lambda desk: desk.story(other, story, only_new=True)).brief


def test_what_a_channel_was_told_is_not_new_to_whoever_asks_there(scene: Scene) -> None:
    brief = scene.ask(lambda desk: desk.brief(ASKER, "bridge")).brief
    assert brief is not None
    scene.ask(lambda desk: desk.posted(brief.id or "", Post(HERE, "1.1")))
    again = scene.ask(lambda desk: desk.story(OTHER, brief.story or "", only_new=True))
    assert again.brief is None


def test_what_a_person_was_told_alone_is_not_new_to_them_in_a_channel(scene: Scene) -> None:
    brief = scene.ask(lambda desk: desk.brief(ASKER, "bridge")).brief
    assert brief is not None
    scene.ask(lambda desk: desk.told(Asker(ASKER.person), brief))
    again = scene.ask(lambda desk: desk.story(ASKER, brief.story or "", only_new=True))
    assert again.brief is None
    assert scene.ask(lambda desk: desk.story(OTHER, brief.story or "", only_new=True)).brief


def test_new_in_a_channel_with_a_digest_tells_nobody_the_same_twice(scene: Scene) -> None:
    scene.ask(lambda desk: desk.subscribe(subscription()))
    first = scene.ask(lambda desk: desk.new(ASKER)).brief
    assert first is not None
    scene.ask(lambda desk: desk.told(Asker(ASKER.person), first))
    again = scene.ask(lambda desk: desk.new(ASKER)).brief
    assert again is None or again.story != first.story


def test_new_has_what_was_read_late_though_it_was_published_before(scene: Scene) -> None:
    brief = scene.ask(lambda desk: desk.brief(ASKER, "bridge")).brief
    assert brief is not None
    scene.clock.now += timedelta(minutes=1)
    scene.ask(lambda desk: desk.told(ASKER, brief))
    scene.clock.now += timedelta(hours=1)
    assert scene.ask(lambda desk: desk.new(ASKER)).brief is None
    scene.publish(lynx(published=NOW - timedelta(hours=3)))
    found = scene.ask(lambda desk: desk.new(ASKER)).brief
    assert found is not None
    assert "lynx" in (found.headline or "")


def test_new_says_what_an_article_that_is_told_anew_says_now(scene: Scene) -> None:
    first = lynx(published=NOW - timedelta(hours=3))
    scene.publish(first)
    brief = scene.ask(lambda desk: desk.brief(ASKER, "lynx")).brief
    assert brief is not None
    scene.clock.now += timedelta(minutes=1)
    scene.ask(lambda desk: desk.told(ASKER, brief))
    scene.clock.now += timedelta(hours=1)
    then = "Two cubs were found beside it later, the rangers said."
    with scene.store.writing() as connection:
        number = articles.at(connection, first.url or "")
        anew = replace(first, body=f"{then} {first.body}")
        assert number is not None
        assert articles.renew(connection, number, anew, FETCHED, scene.clock.now)
        assert not articles.renew(connection, number, anew, FETCHED, scene.clock.now)
    found = scene.ask(lambda desk: desk.new(ASKER)).brief
    assert found is not None
    assert found.story == brief.story
    assert [point.text for point in found.points if point.is_new] == [then]


def test_new_has_a_followed_story_first_wherever_its_follower_asks(scene: Scene) -> None:
    brief = scene.ask(lambda desk: desk.brief(ASKER, "bridge")).brief
    assert brief is not None
    scene.ask(lambda desk: desk.told(Asker(ASKER.person), brief))
    assert scene.ask(lambda desk: desk.follow(ASKER, brief.story or ""))
    scene.clock.now += timedelta(hours=2)
    scene.publish(lynx(published=scene.clock.now), later_report(scene.clock.now))
    found = scene.ask(lambda desk: desk.new(ASKER)).brief
    assert found is not None
    assert found.story == brief.story
    assert all(point.is_new for point in found.points)


def lynx(*, published: datetime) -> Article:
    return Article(
        id="lynx",
        headline="A lynx is seen in the Dolm valley for the first time in a century",
        body="A lynx was seen in the Dolm valley on Tuesday, rangers said. It is the first there "
        "in a hundred years. The rangers found its tracks in the snow near the upper farm.",
        url="https://lynx.example/1",
        outlet="Dolm Courier",
        published=published,
        lang="en",
    )


def later_report(published: datetime) -> Article:
    last = bridge()[-1]
    return replace(
        last,
        id="later",
        url="https://late.example/1",
        outlet="Late Post",
        published=published,
        body="A third crack was found in the bridge over the Tolm on Wednesday evening, the chief "
        "engineer said.\n\n" + last.body,
    )


def test_a_later_report_is_new(scene: Scene) -> None:
    brief = scene.ask(lambda desk: desk.brief(ASKER, "bridge")).brief
    assert brief is not None
    scene.ask(lambda desk: desk.told(ASKER, brief))
    scene.clock.now += timedelta(hours=2)
    scene.publish(later_report(scene.clock.now - timedelta(minutes=5)))
    again = scene.ask(lambda desk: desk.story(ASKER, brief.story or "", only_new=True))
    assert again.brief
    assert all(point.is_new for point in again.brief.points)


def test_a_post_tells_the_channel_and_is_remembered_for_corrections(scene: Scene) -> None:
    brief = scene.ask(lambda desk: desk.brief(ASKER, "bridge")).brief
    assert brief is not None
    assert brief.id is not None
    scene.ask(lambda desk: desk.posted(brief.id or "", Post(HERE, "1.1")))
    corrections.correct(scene.store, brief.id, "The toll was 12.", now=NOW)
    assert corrections.copies(scene.store, brief.id).owed == 1


def test_a_complaint_reaches_the_operator(scene: Scene) -> None:
    brief = scene.ask(lambda desk: desk.brief(ASKER, "bridge")).brief
    assert brief is not None
    scene.ask(lambda desk: desk.wrong(ASKER, brief.id or "", "wrong river"))
    (complaint,) = corrections.open_complaints(scene.store)
    assert complaint.reason == "wrong river"


def test_nothing_found_says_how_many_articles_there_are(scene: Scene) -> None:
    answer = scene.ask(lambda desk: desk.brief(ASKER, "zzyzx"))
    assert answer.brief is None
    count = articles.count(scene.store)
    assert f"none of {count} articles" in (answer.note or "")


def test_many_articles_are_not_counted_to_the_last(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "MOST_COUNTED", 3)
    note = scene.ask(lambda desk: desk.brief(ASKER, "zzyzx")).note or ""
    assert "none of more than 3 articles" in note


def test_a_brief_leads_to_its_storys_page_where_there_are_pages(scene: Scene) -> None:
    bare = scene.ask(lambda desk: desk.brief(ASKER, "bridge")).brief
    assert bare is not None
    assert bare.permalink is None
    linked = replace(scene.desk.context, permalink=lambda story: f"https://news.example/{story}")
    scene.desk = replace(scene.desk, context=linked)
    brief = scene.ask(lambda desk: desk.brief(ASKER, "bridge")).brief
    assert brief is not None
    assert brief.permalink == f"https://news.example/{brief.story}"


def test_a_typo_is_answered_with_what_was_meant(scene: Scene) -> None:
    answer = scene.ask(lambda desk: desk.brief(ASKER, "ukrane"))
    assert (answer.note or "").startswith("No article has “ukrane”, so this is about “ukraine”.")


def test_a_slip_in_a_name_that_no_headline_has_is_mended(scene: Scene) -> None:
    body = "The council met on Monday. Its chair, Ada Brankovitz, spoke for an hour about the dam."
    new = Article("", "Council meets", body, url="https://aldby.example/council", lang="en")
    articles.save(scene.store, replace(new, published=NOW), FETCHED, now=NOW)
    note = scene.ask(lambda desk: desk.brief(ASKER, "brankowitz")).note or ""
    assert "so this is about “brankovitz”" in note


@pytest.mark.slow
def test_a_link_is_read_and_briefed(scene: Scene) -> None:
    with open_site(NOW) as site:
        address = f"{site.address}{PAGES}1-grain-insurers.html"
        brief = scene.ask(lambda desk: desk.brief(ASKER, address)).brief
    assert brief is not None
    assert brief.sources[0].url == address


def test_what_a_link_was_briefed_by_works_before_and_after_it_is_grouped(scene: Scene) -> None:
    body = "The mayor of Aldby opened a swimming pool on Monday. It has six lanes, she said."
    new = Article("", "Aldby opens its pool", body, url="https://aldby.example/pool", lang="en")
    kept = articles.save(scene.store, replace(new, published=NOW), FETCHED, now=NOW).article
    asker = Asker(ASKER.person)

    def more() -> Brief:
        found = scene.ask(lambda desk: desk.story(asker, kept.id, Length.FULL)).brief
        assert found is not None
        assert kept.url in {one.url for one in found.sources}
        return found

    brief = more()
    scene.ask(lambda desk: desk.told(asker, brief))
    for _ in range(2):
        nothing = scene.ask(lambda desk: desk.story(asker, kept.id, only_new=True))
        assert (nothing.brief, nothing.since) == (None, NOW)
        more()
        Grouper(scene.store).group_new(NOW)
    for name in ("424242", "no story"):
        with pytest.raises(NotFoundError):
            scene.ask(partial(NewsDesk.story, asker=asker, story=name))


def test_a_digest_that_is_about_to_appear_is_known_to_come(scene: Scene) -> None:
    scene.ask(lambda desk: desk.subscribe(subscription()))
    mine = Delivery(subscription(), NOW.date(), NOW)
    deliveries.decide(scene.store, [Decision(mine)], now=NOW)
    (claim,) = deliveries.claim(scene.store, "slack", now=NOW, limit=1, lease=timedelta(hours=1))
    made = Digest(NOW, "UTC", (), (), (), Counts(0))
    deliveries.composed(scene.store, claim, made, {}, now=NOW)
    at = NOW + timedelta(minutes=5)
    deliveries.intend(scene.store, claim, at=at, now=NOW)
    deliveries.sent(scene.store, claim, Post(HERE, "Q1"), appeared=at, now=NOW)
    other = subscription(name="weekly")
    for minutes, coming in ((0, None), (3, None), (4, at), (6, None)):
        scene.clock.now = NOW + timedelta(minutes=minutes)
        assert scene.ask(lambda desk: desk.still_coming(subscription())) == coming
        assert scene.ask(lambda desk: desk.still_coming(other)) is None


def subscription(**parts: object) -> Subscription:
    given = {"channel": HERE, "at": time(8), "zone": "Europe/Kyiv", "since": NOW}
    return Subscription(**{**given, **parts})  # type: ignore[arg-type]  # a test's own


def test_a_digest_is_subscribed_paused_resumed_and_stopped(scene: Scene) -> None:
    scene.ask(lambda desk: desk.subscribe(subscription(topics=("bridge",))))
    due = scene.ask(lambda desk: desk.next_due(subscription()))
    assert due is not None
    assert due.astimezone(ZoneInfo("Europe/Kyiv")).time() == time(8)
    scene.ask(lambda desk: desk.pause(subscription(), paused=True))
    assert scene.ask(lambda desk: desk.next_due(subscription())) is None
    paused = subscription(at=time(9), state=SubscriptionState.PAUSED)
    assert scene.ask(lambda desk: desk.subscribe(paused)).state is SubscriptionState.PAUSED
    resumed = scene.ask(lambda desk: desk.pause(subscription(), paused=False))
    assert resumed.state is SubscriptionState.ACTIVE
    assert [one.channel for one in scene.ask(lambda desk: desk.subscriptions("T1"))] == [HERE]
    scene.ask(lambda desk: desk.stop(subscription()))
    with pytest.raises(NotFoundError):
        scene.ask(lambda desk: desk.stop(subscription()))


def test_a_channel_has_several_digests_but_not_any_number(scene: Scene) -> None:
    for name in ("", "weekly", "c", "d", "e"):
        scene.ask(lambda desk: desk.subscribe(subscription(name=name, topics=("bridge",))))  # noqa: B023  it is asked at once
    with pytest.raises(UsageError, match="too many digests"):
        scene.ask(lambda desk: desk.subscribe(subscription(name="f")))
    scene.ask(lambda desk: desk.subscribe(subscription(name="e", at=time(9))))
    scene.ask(lambda desk: desk.pause(subscription(name="weekly"), paused=True))
    scene.ask(lambda desk: desk.stop(subscription()))
    found = scene.ask(lambda desk: desk.digests(HERE))
    assert [(one.name, str(one.state)) for one in found] == [
        ("c", "active"), ("d", "active"), ("e", "active"), ("weekly", "paused"),
    ]  # fmt: skip
    assert scene.ask(lambda desk: desk.subscription(HERE)) == found[0]


def test_alerts_end_and_a_digest_that_has_stopped_stays_so(scene: Scene) -> None:
    broken = subscription(alerts=5, state=SubscriptionState.BROKEN, reason="It is closed.")
    subscriptions.save(scene.store, broken)
    silent = scene.ask(lambda desk: desk.without_alerts(broken))
    assert silent == replace(broken, alerts=0)
    assert scene.ask(lambda desk: desk.subscription(HERE)) == silent


@pytest.mark.parametrize(
    "parts",
    [{"zone": "Kyiv"}, {"days": frozenset()}, {"topics": ("the",)}, {"topics": ("https://x.y/",)}],
)
def test_a_subscription_that_makes_no_sense_is_refused_with_advice(
    scene: Scene, parts: dict[str, object]
) -> None:
    with pytest.raises(UsageError):
        scene.ask(lambda desk: desk.subscribe(subscription(**parts)))


def test_a_digest_now_counts_every_article_once(scene: Scene) -> None:
    scene.clock.now = NEWEST + timedelta(minutes=1)
    digest = scene.ask(lambda desk: desk.digest_now(ASKER))
    counts = digest.counts
    parts = (counts.merged, counts.muted, counts.told, counts.unasked, counts.left_out)
    assert counts.read == sum(parts) + counts.shown
    assert digest.items
    assert scene.ask(lambda desk: desk.stored_digest(digest.id or "")) == digest


def test_what_was_missed_is_told_to_the_asker_alone_once_it_was_shown(scene: Scene) -> None:
    def missed(asker: Asker) -> Digest:
        scene.clock.now += timedelta(minutes=10)
        return scene.ask(lambda desk: desk.away(asker))

    def told(digest: Digest) -> set[str | None]:
        return {one.brief.story for one in digest.items} | {one.story for one in digest.in_brief}

    first = missed(ASKER)
    assert first.items
    assert told(missed(ASKER)) == told(first)  # which was not shown
    scene.ask(lambda desk: desk.told_digest(ASKER, first))
    shown_at = scene.clock.now
    second = missed(ASKER)
    assert not second.items
    assert second.since is not None
    assert abs(second.since - shown_at) < timedelta(minutes=1)
    assert told(missed(OTHER)) == told(first)
    scene.clock.now += timedelta(days=30)
    assert scene.clock.now - (missed(ASKER).since or NOW) <= timedelta(days=7)


def test_what_was_missed_is_on_the_channels_topics_and_what_the_asker_follows(
    scene: Scene,
) -> None:
    brief = scene.ask(lambda desk: desk.brief(OTHER, "bridge")).brief
    assert brief is not None
    scene.ask(lambda desk: desk.subscribe(subscription(topics=("zzyzx",))))
    assert not scene.ask(lambda desk: desk.away(ASKER)).items
    alone = replace(ASKER, channel=None)
    scene.ask(lambda desk: desk.follow(alone, brief.story or ""))
    (item,) = scene.ask(lambda desk: desk.away(ASKER)).items
    assert item.brief.story == brief.story


def test_what_ones_own_digest_told_was_not_missed(scene: Scene) -> None:
    private, alone = replace(HERE, id="DU1"), replace(ASKER, channel=None)
    mine = subscription(channel=private, personal=True, owner=ASKER.person)
    scene.ask(lambda desk: desk.subscribe(mine))
    came = scene.ask(lambda desk: desk.digest_now(replace(ASKER, channel=private)))
    assert came.items
    scene.ask(lambda desk: desk.posted_digest(came.id or "", Post(private, "1.1")))
    scene.clock.now += timedelta(minutes=10)
    assert not scene.ask(lambda desk: desk.away(alone)).items


def test_topics_begin_as_asked(scene: Scene) -> None:
    assert "ukraine" in scene.ask(lambda desk: desk.topics("ukr"))
    assert len(scene.ask(lambda desk: desk.topics("", 3))) <= 3


def test_an_event_is_seen_once(scene: Scene) -> None:
    assert scene.ask(lambda desk: desk.first_time("slack:Ev1"))
    assert not scene.ask(lambda desk: desk.first_time("slack:Ev1"))
    scene.ask(lambda desk: desk.undone("slack:Ev1"))
    assert scene.ask(lambda desk: desk.first_time("slack:Ev1"))


def test_what_a_story_says_of_something_is_quoted_and_all_else_is_a_topic(scene: Scene) -> None:
    base = scene.ask(lambda desk: desk.brief(ASKER, "bridge")).brief
    assert base is not None

    def asked(words: str) -> Answer:
        return scene.ask(lambda desk: desk.about(ASKER, base.id or "", words))

    quoted = asked("the harbour").brief
    assert quoted is not None
    assert (quoted.story, quoted.question, quoted.image) == (base.story, "the harbour", None)
    for point in quoted.points:
        (span,) = point.spans
        article = articles.by_id(scene.store, span.article)
        assert article is not None
        assert "arbour" in article.body[span.start : span.end]
    assert {one.id for one in quoted.sources} == {one.spans[0].article for one in quoted.points}
    assert scene.ask(lambda desk: desk.stored(quoted.id or "")) == quoted
    said = asked("").brief
    assert said is not None
    assert all(point.speaker for point in said.points)
    elsewhere = asked("ferries cancelled").brief
    assert elsewhere is not None
    assert (elsewhere.story != base.story, elsewhere.question) == (True, None)
    nowhere = asked("xyzzyq")
    assert nowhere.brief is None
    assert "none of" in (nowhere.note or "")
    with pytest.raises(UsageError):
        asked("the")


def test_an_answer_to_a_question_is_not_shown_as_the_storys_brief(scene: Scene) -> None:
    base = scene.ask(lambda desk: desk.brief(ASKER, "bridge")).brief
    assert base is not None
    scene.ask(lambda desk: desk.about(ASKER, base.id or "", "harbour"))
    with ThreadPoolExecutor(1) as thread:
        composer = Composer(scene.desk.context)
        shown = asyncio.run(
            NewsArchive(scene.desk.context, composer, scene.clock, thread).story(base.story or "")
        ).brief
    assert shown is not None
    assert shown.points == base.points


def test_what_was_posted_last_in_a_thread_is_found(scene: Scene) -> None:
    first, second = (
        scene.ask(lambda desk, words=words: desk.brief(ASKER, words)).brief  # type: ignore[misc]
        for words in ("bridge", "ferries")
    )
    assert first is not None
    assert second is not None

    async def post(desk: NewsDesk) -> None:
        await desk.posted(first.id or "", Post(HERE, "1.0"))
        await desk.posted(second.id or "", Post(HERE, "3.0", thread="1.0"))
        await desk.posted(first.id or "", Post(replace(HERE, id="C2"), "4.0", thread="5.0"))

    scene.ask(post)
    for thread, brief in (("1.0", second), ("3.0", second), (None, second), ("4.0", None)):
        found = scene.ask(lambda desk, thread=thread: desk.brief_in(HERE, thread))  # type: ignore[misc]
        assert found == brief
    full = replace(HERE, id="5.0")  # a channel of its own, on Discord
    assert scene.ask(lambda desk: desk.brief_in(full, "4.0")) == first


def by_mail(address: str, owner: Person) -> Subscription:
    return Subscription(inbox(address), time(7), "UTC", NOW, owner=owner, personal=True)


def test_a_digest_by_mail_waits_for_its_reader_and_strangers_get_few_letters(scene: Scene) -> None:
    asked: list[Subscription] = []

    async def ask(waiting: Subscription) -> None:
        if "lost" in waiting.channel.workspace:
            raise PostDelayedError("down", advice="Later.", retry_after=timedelta(minutes=1))
        asked.append(waiting)

    def order(address: str, owner: Person = ASKER.person) -> Subscription:
        return scene.ask(lambda desk: desk.order_by_mail(by_mail(address, owner)))

    with pytest.raises(NotAllowedError, match="mail is not set up"):
        order("a@x.example")
    scene.desk = replace(scene.desk, ask_reader=ask)
    waiting = order("a@x.example")
    assert (waiting.state, waiting.reason) == (SubscriptionState.PAUSED, UNCONFIRMED)
    assert scene.ask(lambda desk: desk.own_digests(ASKER.person)) == (waiting,)
    assert scene.ask(lambda desk: desk.own_digest(ASKER.person)) is None
    with pytest.raises(NotAllowedError):
        order("a@x.example", OTHER.person)
    with pytest.raises(PostDelayedError):
        order("lost@x.example", OTHER.person)
    assert scene.ask(lambda desk: desk.own_digests(OTHER.person)) == ()
    for address in ("b@x.example", "d@x.example"):
        order(address)
    with pytest.raises(NotAllowedError):
        order("e@x.example")
    assert len(asked) == 3
    scene.clock.now += timedelta(days=1)
    with pytest.raises(UsageError):
        order("a@x.example", OTHER.person)


def test_outside_a_channel_what_is_new_is_told_by_the_persons_own_digest(scene: Scene) -> None:
    direct = Channel("slack", "T1", "D1")
    own = Subscription(
        direct, time(7), "UTC", NOW, topics=("bridge",), owner=OTHER.person, personal=True
    )
    scene.ask(lambda desk: desk.subscribe(own))
    brief = scene.ask(lambda desk: desk.new(Asker(OTHER.person))).brief
    assert brief is not None
    assert "bridge" in (brief.headline or "").casefold()
    scene.ask(lambda desk: desk.posted(brief.id or "", Post(direct, "1")))
    again = scene.ask(lambda desk: desk.new(Asker(OTHER.person))).brief
    assert again is None or again.story != brief.story


def test_a_site_s_feed_is_found_added_and_removed_by_those_who_added_it(scene: Scene) -> None:
    with open_site(NOW) as site:
        found = scene.ask(lambda desk: desk.find_source(site.address))
    assert (found.url, found.newest is not None) == (site.feed, True)
    assert found.entries > 1
    assert scene.ask(lambda desk: desk.sources()) == ()
    assert scene.ask(lambda desk: desk.found_source(found.id or "")) == found
    for _ in range(2):
        scene.ask(lambda desk: desk.add_source(found.id or "", ASKER.person))
    (one,) = scene.ask(lambda desk: desk.sources())
    assert (one.feed.url, one.added_by) == (site.feed, "slack:T1")
    stranger = Person("slack", "T2", "U1")
    with pytest.raises(NotAllowedError, match="not theirs"):
        scene.ask(lambda desk: desk.remove_source(site.feed, stranger))
    feeds.add(scene.store, [Feed("https://operator.example/f", "The Post")], now=NOW)
    with pytest.raises(NotAllowedError):
        scene.ask(lambda desk: desk.remove_source("the post", ASKER.person))
    own = "https://team.example/f"
    feeds.add(scene.store, [Feed(own, "The Post")], now=NOW, by="slack:T1")
    assert scene.ask(lambda desk: desk.remove_source("the post", ASKER.person)).url == own
    assert scene.ask(lambda desk: desk.remove_source(site.feed, ASKER.person)).url == site.feed
    with pytest.raises(NotFoundError):
        scene.ask(lambda desk: desk.remove_source(site.feed, ASKER.person))
    proposals.prune(scene.store, before=NOW + timedelta(days=1))
    with pytest.raises(NotFoundError):
        scene.ask(lambda desk: desk.add_source(found.id or "", ASKER.person))


def test_a_workspace_adds_so_many_sources(scene: Scene) -> None:
    some = [Feed(f"https://s{at}.example/f") for at in range(in_chat.MOST_ADDED)]
    feeds.add(scene.store, some, now=NOW, by="slack:T1")
    kept = proposals.put(scene.store, FoundFeed("https://more.example/f", "It", 1), now=NOW)
    with pytest.raises(NotAllowedError, match="slack:T1 has added"):
        scene.ask(lambda desk: desk.add_source(kept.id or "", ASKER.person))
    stranger = Person("slack", "T2", "U1")
    assert scene.ask(lambda desk: desk.add_source(kept.id or "", stranger)).url == kept.url


@pytest.mark.parametrize("forbidden", [("rt.example",), ("*",)])
def test_what_the_operator_forbids_nobody_finds_or_adds(
    scene: Scene, forbidden: tuple[str, ...]
) -> None:
    kept = proposals.put(scene.store, FoundFeed("https://news.rt.example/feed", "It", 1), now=NOW)
    context = replace(scene.desk.context, forbidden=forbidden)
    scene.desk = replace(scene.desk, context=context)
    for address in ("rt.example", "https://www.RT.example/rss"):
        with pytest.raises(NotAllowedError):
            scene.ask(partial(NewsDesk.find_source, site=address))
    with pytest.raises(NotAllowedError):
        scene.ask(lambda desk: desk.add_source(kept.id or "", ASKER.person))
    assert scene.ask(lambda desk: desk.sources()) == ()


def test_who_is_behind_an_outlet_is_found_by_its_name_and_address(scene: Scene) -> None:
    known = Outlets({"harbour post": Outlet("Harbour Post")}, {"harbour.example": "harbour post"})
    scene.desk = replace(scene.desk, context=replace(scene.desk.context, outlets=lambda: known))
    for name in ("Harbour Post", "harbour", "https://harbour.example/x"):
        assert scene.ask(partial(NewsDesk.outlet, name=name)) == Outlet("Harbour Post")
    with pytest.raises(NotFoundError):
        scene.ask(partial(NewsDesk.outlet, name="nobody"))


@pytest.mark.slow
def test_what_a_team_adds_comes_with_its_next_digest(scene: Scene) -> None:
    async def read() -> None:
        async with web(allow_networks=["127.0.0.0/8"], rates=RateLimits(gap=0)) as session:
            room = Web(scene.store, WebReader(session), scene.clock, random.Random(1))  # noqa: S311  no secret
            await refresh_feeds(room, lambda _: None)

    def outlets() -> set[str | None]:
        scene.clock.now += timedelta(minutes=10)
        made = scene.ask(lambda desk: desk.digest_now(ASKER))
        return {source.outlet for item in made.items for source in item.brief.sources}

    before = outlets()
    with open_site(scene.clock.now) as site:
        found = scene.ask(lambda desk: desk.find_source(site.address))
        scene.ask(lambda desk: desk.add_source(found.id or "", ASKER.person))
        asyncio.run(read())
    Grouper(scene.store).group_new(scene.clock.now)
    added = outlets() - before
    assert added
    wanted = Subscription(HERE, time(8), "UTC", NOW, never_from=tuple(filter(None, added)))
    made = scene.ask(lambda desk: desk.digest_now(ASKER, wanted))
    assert not added & {source.outlet for item in made.items for source in item.brief.sources}
