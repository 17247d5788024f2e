"""Digests over the real stages: by topic, never twice, with counts that add up."""

import asyncio
import json
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.briefing.digest_reasons import Reason
from bot.briefing.extract.compose import Shares
from bot.briefing.model.protocols import Endpoint
from bot.briefing.model.summarizer import Budget
from bot.delivery.courier import Composed, Skipped
from bot.models import (
    Article,
    Brief,
    Channel,
    Delivery,
    Digest,
    Image,
    Length,
    Person,
    Subscription,
    Teaser,
)
from bot.newsroom import readers, rewriting, search
from bot.newsroom.context import Context
from bot.newsroom.digests import Composer, DigestDelivery
from bot.newsroom.drafts import Editor, as_it_is
from bot.newsroom.grouping import Grouper
from bot.store import articles, deliveries, model, told
from bot.store import stories as places
from bot.store.articles import FETCHED
from bot.store.deliveries import Decision
from bot.store.engine import Store, open_store
from bot.store.stories import Grouped
from bot.stories import features, topics
from tests.standins.model import Answer, Asked, Script, parrot, reader, serving
from tests.standins.stories import stories
from tests.stories.topic_set import GAZETTEER

ALL = [article for story in stories() for article in story.articles]
NEWEST = max(one.published for one in ALL if one.published)
NOW = NEWEST + timedelta(minutes=5)
HERE = Channel("slack", "T1", "C1")


@dataclass(slots=True)
class Desk:
    """A store with our made-up stories, and a clock that a test turns on."""

    store: Store
    composer: Composer
    now: datetime = NOW
    sent: int = 0
    editor: Editor = field(default_factory=Editor)

    def subscription(self, **parts: object) -> Subscription:
        given = {"channel": HERE, "at": time(8), "zone": "UTC", "since": NOW - timedelta(days=9)}
        return Subscription(**{**given, **parts})  # type: ignore[arg-type]  # a test's own

    def deliver(self, subscription: Subscription) -> Composed | Skipped:
        """Composes as the outbox asks, and has it posted."""
        made = asyncio.run(self.composed(subscription, timedelta(0)))
        if isinstance(made, Composed):
            self._post(self._delivery(subscription, timedelta(0)), made)
        return made

    async def composed(self, subscription: Subscription, ahead: timedelta) -> Composed | Skipped:
        """What is composed so long `ahead` of its time."""
        with ThreadPoolExecutor(1) as thread:
            composing = DigestDelivery(self.composer, self.editor, lambda: self.now, thread)
            return await composing.compose(subscription, self._delivery(subscription, ahead))

    def _delivery(self, subscription: Subscription, ahead: timedelta) -> Delivery:
        date = self.now.date() + timedelta(days=self.sent)
        return Delivery(subscription, date, self.now + ahead)

    def _post(self, delivery: Delivery, made: Composed) -> None:
        now, self.sent = self.now, self.sent + 1
        deliveries.decide(self.store, [Decision(delivery)], now=now)
        lease = timedelta(minutes=1)
        (claim,) = deliveries.claim(self.store, "slack", now=now, limit=1, lease=lease)
        deliveries.composed(self.store, claim, made.digest, made.told, now=now)
        deliveries.intend(self.store, claim, at=now, now=now)
        assert deliveries.sent(self.store, claim, None, appeared=now, now=now)

    def digest(self, subscription: Subscription) -> Digest:
        made = self.deliver(subscription)
        assert isinstance(made, Composed)
        return made.digest

    def publish(self, *new: Article) -> None:
        for article in new:
            articles.save(self.store, article, FETCHED, now=self.now)
        Grouper(self.store).group_new(self.now)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    store = open_store(f"sqlite:///{tmp_path / 'store.db'}")
    made = Desk(store, Composer(Context(store, GAZETTEER, Shares(), ZoneInfo("UTC"))))
    made.publish(*ALL)
    yield made
    store.close()


def adds_up(digest: Digest) -> bool:
    counts = digest.counts
    parts = (counts.merged, counts.muted, counts.told, counts.unasked, counts.left_out)
    return counts.read == sum(parts) + counts.shown


def headlines(digest: Digest) -> list[str | None]:
    return [item.brief.headline for item in digest.items]


def test_without_topics_the_top_of_the_news_comes_each_story_once(desk: Desk) -> None:
    digest = desk.digest(desk.subscription())
    assert len(digest.items) >= 2
    names = [item.brief.story for item in digest.items]
    assert len(names) == len(set(names))
    assert digest.counts.merged > 0
    assert adds_up(digest)


def test_a_topic_brings_its_stories_and_says_why(desk: Desk) -> None:
    digest = desk.digest(desk.subscription(topics=("bridge",)))
    assert digest.items
    assert all("bridge" in (headline or "").casefold() for headline in headlines(digest))
    assert "Matched: " in digest.items[0].why
    assert digest.counts.unasked > 0
    assert adds_up(digest)


def test_a_brief_is_made_of_the_whole_texts(desk: Desk) -> None:
    told = " ".join(f"Door {n} of the lock at Amsel was painted." for n in range(60))
    last = "The mayor of Amsel, Rosa Kind, said on Friday that the lock would be closed for good."
    desk.publish(
        Article("amsel", "Mayor says lock at Amsel closes for good", f"{told}\n\n{last}",
                url="https://amsel.example/1", outlet="Amsel Post", published=NOW, lang="en")
    )  # fmt: skip
    desk.now += timedelta(minutes=1)
    digest = desk.digest(desk.subscription(topics=("amsel",)))
    assert "closed for good" in str(digest.items[0].brief.points)


def test_what_is_excluded_is_counted_as_muted(desk: Desk) -> None:
    digest = desk.digest(desk.subscription(topics=("bridge -bridge",)))
    assert not digest.items
    assert digest.counts.muted > 0
    assert adds_up(digest)


def test_what_a_channel_was_told_does_not_come_again(desk: Desk) -> None:
    subscription = desk.subscription()
    first = desk.digest(subscription)
    desk.now += timedelta(hours=1)
    second = desk.digest(subscription)
    again = {item.brief.story for item in first.items} & {i.brief.story for i in second.items}
    assert not again
    assert adds_up(second)


def test_a_story_comes_back_with_what_changed(desk: Desk) -> None:
    subscription = desk.subscription(topics=("bridge",))
    first = desk.digest(subscription)
    desk.now += timedelta(hours=2)
    last = next(one for one in reversed(ALL) if "bridge" in one.body)
    later = "The bridge's northern pier fell into the river on Wednesday evening, engineers said."
    new = replace(
        last,
        id="later",
        url="https://late.example/1",
        outlet="Late Post",
        body=f"{later}\n\n{last.body}",
        published=desk.now - timedelta(minutes=5),
    )
    desk.publish(new)
    (item,) = desk.digest(subscription).items
    assert item.brief.story == first.items[0].brief.story
    assert (item.update or "").startswith("Update: ")


def test_a_channel_gets_only_the_outlets_that_it_wants_and_no_story_with_a_word_it_does_not(
    desk: Desk,
) -> None:
    def composed(**wanted: object) -> Digest:
        return desk.composer.compose(desk.subscription(**wanted), desk.now).digest

    def outlets(digest: Digest) -> set[str | None]:
        return {source.outlet for item in digest.items for source in item.brief.sources}

    every = composed()
    names = sorted(filter(None, outlets(every)))
    some = composed(only_from=(names[0].upper(),))
    assert outlets(some) == {names[0]}
    assert {line.outlet for line in some.in_brief} <= {names[0]}
    assert some.counts.muted > 0
    fewer = composed(never_from=(names[0],))
    assert fewer.items
    assert names[0] not in outlets(fewer) | {line.outlet for line in fewer.in_brief}
    assert any("bridge" in (one or "").casefold() for one in headlines(every))
    quiet = composed(without=("bridge",))
    assert quiet.items
    assert "bridge" not in str([item.brief.points for item in quiet.items]).casefold()
    for digest in (some, fewer, quiet):
        assert adds_up(digest)


def test_a_model_reads_none_but_the_outlets_that_a_channel_wants(desk: Desk) -> None:
    read: set[str | None] = set()

    async def rewrite(brief: Brief, articles: Sequence[Article], _: Length) -> Brief:
        read.update(one.outlet for one in articles)
        return brief

    desk.editor = Editor(rewrite)
    desk.digest(desk.subscription())
    name = next(filter(None, sorted(map(str, read))))
    read.clear()
    desk.digest(desk.subscription(channel=replace(HERE, id="C2"), never_from=(name,)))
    assert read
    assert name not in read


def last_first(asked: Asked) -> Answer:
    """Reads the reports of a trial, and puts the stories of a digest in the opposite order."""
    if not asked.user.startswith("Story:"):
        return reader(asked)
    numbers = [int(line.split()[0]) for line in asked.user.split("\n") if line != "Story:"]
    return Answer(json.dumps({"order": numbers[::-1], "opinion": []}))


def by_model(desk: Desk, script: Script, ahead: timedelta) -> tuple[Digest, list[Asked]]:
    """The digest of a desk with such a model, and what the model was asked on the stories."""

    async def arranged() -> tuple[Digest, list[Asked]]:
        async with (
            serving(script) as server,
            rewriting.by_model(
                desk.composer.context,
                Endpoint(server.url, "small"),
                Budget(seconds=1.5),
                "choose",
                lambda: desk.now,
            ) as editor,
        ):
            desk.editor = replace(editor, rewrite=as_it_is)
            made = await desk.composed(desk.subscription(), ahead)
            assert isinstance(made, Composed)
            return made.digest, [one for one in server.asked if one.user.startswith("Story:")]

    return asyncio.run(arranged())


def test_a_model_puts_a_digest_in_order_and_changes_nothing_else(desk: Desk) -> None:
    ours = asyncio.run(desk.composed(desk.subscription(), timedelta(0)))
    assert isinstance(ours, Composed)
    digest, asked = by_model(desk, last_first, timedelta(minutes=2))
    assert len(asked) == 1
    assert headlines(digest) != headlines(ours.digest)
    assert digest.counts.read == ours.digest.counts.read
    assert adds_up(digest)
    titles = {one.headline for one in ALL}
    assert set(headlines(digest)) <= titles
    assert model.spent(desk.store, desk.now.date()).fallbacks == {}


@pytest.mark.parametrize(
    ("script", "ahead", "cause"),
    [
        (last_first, timedelta(seconds=2), None), (last_first, timedelta(0), None),
        (parrot, timedelta(minutes=2), "by_position"),
        (lambda _: Answer("", seconds=9), timedelta(minutes=2), "slow"),
        (lambda _: Answer(status=401), timedelta(minutes=2), "refused"),
        (lambda one: Answer("?") if one.user.startswith("Story:") else reader(one),
         timedelta(minutes=2), "unusable"),
    ],
)  # fmt: skip
def test_a_digest_has_our_order_where_a_model_fails_or_time_is_short(
    desk: Desk, script: Script, ahead: timedelta, cause: str | None
) -> None:
    ours = asyncio.run(desk.composed(desk.subscription(), ahead))
    assert isinstance(ours, Composed)
    digest, _ = by_model(desk, script, ahead)
    assert digest == ours.digest
    counted = model.spent(desk.store, desk.now.date()).fallbacks
    assert counted == ({cause: 1} if cause else {})


@pytest.mark.parametrize(
    ("outlet", "url", "named"),
    [
        ("RT", "https://www.rt.example/1", True), ("Today", "https://rt.example/report", True),
        ("Reuters", "https://reuters.example/rt", False), ("Sports Report", None, False),
        ("The Post", "https://support.example/", False), ("Today", "https://[rt.example/", False),
    ],
)  # fmt: skip
def test_an_outlet_is_named_by_its_whole_name_or_host(
    outlet: str,
    url: str | None,
    named: bool,  # noqa: FBT001  a parameter of the test
) -> None:
    assert topics.is_from(["rt"], Article("1", "x", "", url=url, outlet=outlet)) is named


def test_a_persons_own_digest_leaves_out_what_they_and_a_channel_they_read_were_told(
    desk: Desk,
) -> None:
    person, direct = Person("slack", "T1", "U1"), Channel("slack", "T1", "D1")
    own = desk.subscription(channel=direct, owner=person, personal=True)
    first, second, *_ = (i.brief for i in desk.composer.compose(own, desk.now).digest.items)
    readers.tell(desk.store, str(person), first, desk.now)
    readers.tell(desk.store, str(HERE), second, desk.now)
    desk.now += timedelta(minutes=1)
    names = {i.brief.story for i in desk.composer.compose(own, desk.now).digest.items}
    assert first.story not in names
    assert second.story in names
    wished = replace(own, besides=(HERE,))
    made = desk.composer.compose(wished, desk.now).digest
    assert not {first.story, second.story} & {item.brief.story for item in made.items}
    assert made.counts.told > 0
    assert adds_up(made)


def test_a_followed_story_comes_first_though_it_is_about_none_of_the_topics(desk: Desk) -> None:
    bridge = desk.digest(desk.subscription(topics=("bridge",))).items[0].brief.story or ""
    subscription = desk.subscription(topics=("sundria",), channel=Channel("slack", "T1", "C2"))
    assert bridge not in {item.brief.story for item in desk.digest(subscription).items}
    other = replace(subscription, channel=Channel("slack", "T1", "C3"))
    told.follow(desk.store, str(other.channel), bridge, now=NOW)
    digest = desk.digest(other)
    assert digest.items[0].brief.story == bridge
    assert digest.items[0].why.startswith("Followed here · ")
    assert len(digest.items) > 1
    assert adds_up(digest)


def test_a_follower_who_knows_all_of_a_story_is_told_nothing_of_it(desk: Desk) -> None:
    bridge = desk.digest(desk.subscription(topics=("bridge",))).items[0].brief.story or ""
    told.follow(desk.store, str(HERE), bridge, now=NOW)
    desk.now += timedelta(hours=1)
    assert not desk.digest(desk.subscription(topics=("bridge",))).items


def test_an_empty_day_says_why_or_is_skipped_as_the_channel_chose(desk: Desk) -> None:
    digest = desk.digest(desk.subscription(topics=("greenland",)))
    assert "greenland" in (digest.note or "")
    skipped = desk.deliver(desk.subscription(topics=("greenland",), skip_if_nothing_new=True))
    assert skipped == Skipped("nothing new")


def test_channels_of_the_same_minute_share_each_brief(desk: Desk) -> None:
    one = desk.digest(desk.subscription(channel=Channel("slack", "T1", "C1")))
    other = desk.digest(desk.subscription(channel=Channel("slack", "T1", "C2")))
    assert one.items[0].brief.points is other.items[0].brief.points


def test_what_somebody_posts_in_between_takes_nothing_from_the_digest(desk: Desk) -> None:
    desk.now -= timedelta(days=30)
    subscription = desk.subscription()
    desk.deliver(subscription)
    desk.now = NOW
    desk.publish(late(desk, published=NOW - timedelta(hours=20)))
    told.tell(desk.store, str(HERE), {"another story": "{}"}, now=NOW - timedelta(minutes=1))
    desk.now += timedelta(hours=1)
    assert LATE in headlines(desk.digest(subscription))


def test_what_is_read_long_after_it_was_published_is_still_told(desk: Desk) -> None:
    subscription = desk.subscription()
    assert LATE not in headlines(desk.digest(subscription))
    desk.now += timedelta(hours=3)
    desk.publish(late(desk, published=NOW - timedelta(hours=1)))
    desk.now += timedelta(hours=3)
    assert LATE in headlines(desk.digest(subscription))


def test_a_teaser_on_a_topic_stands_in_a_line_with_its_own_credit_once(desk: Desk) -> None:
    desk.publish(with_teasers(desk))
    subscription = desk.subscription(topics=("bridge", "greenland"))
    made = desk.deliver(subscription)
    assert isinstance(made, Composed)
    (line,) = [one for one in made.digest.in_brief if not one.story]
    assert (line.text, line.outlet, line.credit) == (
        "Ice melts in Greenland",
        "Aldby Post",
        "R. P.",
    )
    assert adds_up(made.digest)
    desk.now += timedelta(hours=1)
    desk.publish(replace(with_teasers(desk), url="https://aldby.example/next"), late(desk, NOW))
    again = desk.digest(desk.subscription(topics=("lynx", "greenland")))
    assert again.items
    assert all(one.story for one in again.in_brief)


def test_a_teaser_whose_page_was_read_or_that_is_not_wanted_is_no_line(desk: Desk) -> None:
    desk.publish(with_teasers(desk))
    muted = desk.digest(desk.subscription(topics=("bridge", "greenland -ice")))
    assert all(one.story for one in muted.in_brief)
    desk.publish(replace(late(desk, NOW), url="https://aldby.example/ice"))
    read = desk.digest(desk.subscription(topics=("bridge", "greenland")))
    assert all(one.story for one in read.in_brief)


def with_teasers(desk: Desk) -> Article:
    image = Image(credit="R. P.")
    ice = Teaser("Ice melts in Greenland", url="https://aldby.example/ice", image=image)
    other = Teaser("A choir sings in Aldby", url="https://aldby.example/choir")
    return Article(
        id="aldby",
        headline="A tunnel closes in Aldby for a week",
        body="A tunnel closes in Aldby on Tuesday, the city said. Buses go around it.",
        url="https://aldby.example/tunnel",
        outlet="Aldby Post",
        published=desk.now,
        lang="en",
        related=(ice, other),
    )


LATE = "A lynx is seen in the Dolm valley for the first time in a century"


def late(desk: Desk, published: datetime) -> Article:
    return Article(
        id="late",
        headline=LATE,
        body="A lynx was seen in the Dolm valley on Tuesday, rangers said. It is the first there "
        "in a hundred years. The rangers found its tracks in the snow near the upper farm.",
        url=f"https://lynx.example/{desk.sent}",
        outlet="Dolm Courier",
        published=published,
        lang="en",
    )


FERRY = (
    "Ferry Aurella burns off Hanko with 412 aboard",
    "Aurella fire: all 412 passengers of the ferry rescued",
    "Rescuers take 412 people off burning ferry Aurella near Hanko",
    "Captain of the Aurella praises rescuers after ferry fire",
)


def with_a_stranger(desk: Desk) -> str:
    """A story with a report, the newest, that is little like its others; returns the story."""
    desk.now += timedelta(minutes=5)
    reports = [
        Article(f"{at}", headline, f"{headline}.", lang="en",
                url=f"https://w{at}.example/ferry", outlet=f"Post {at}", published=desk.now)
        for at, headline in enumerate((*FERRY, "Copper falls to two-month low on weak exports"))
    ]  # fmt: skip
    kept = [articles.save(desk.store, one, FETCHED, now=desk.now).article for one in reports]
    story = kept[0].id
    grouped = [Grouped(one.id, story, features.of(one).dumps()) for one in kept]
    places.assign(desk.store, grouped)
    return story


def test_a_story_is_told_only_by_what_surely_tells_it(desk: Desk) -> None:
    story = with_a_stranger(desk)
    made = desk.composer.compose(desk.subscription(), desk.now)
    (item,) = (one for one in made.digest.items if one.brief.story == story)
    assert "4 outlets" in item.why
    assert "Copper" not in str(made.digest)
    assert adds_up(made.digest)
    (left,) = (one for one in made.judged if one.url == "https://w4.example/ferry")
    assert (left.reason, "another event" in left.detail) == (Reason.LEFT_OUT, True)


def test_what_may_be_of_another_event_is_told_to_who_asks_for_it(desk: Desk) -> None:
    with_a_stranger(desk)
    digest = desk.digest(desk.subscription(topics=("copper",)))
    assert "Copper" in str(digest)


def test_a_model_reads_only_what_surely_tells_a_story(desk: Desk) -> None:
    with_a_stranger(desk)
    read: set[str | None] = set()

    async def rewrite(brief: Brief, articles: Sequence[Article], _: Length) -> Brief:
        read.update(one.headline for one in articles)
        return brief

    desk.editor = Editor(rewrite)
    desk.digest(desk.subscription())
    assert FERRY[0] in read
    assert not any("Copper" in (one or "") for one in read)


def test_an_answer_tells_a_story_by_what_surely_tells_it(desk: Desk) -> None:
    story = with_a_stranger(desk)
    context = desk.composer.context
    found = search.story(context, story, desk.now)
    assert found is not None
    assert {one.headline for one in search.told_by(context, story, desk.now)} == {*FERRY}
    (line,) = search.headlines(context, [found])
    assert line.text in FERRY


@pytest.mark.parametrize("near", [1, 4])
def test_a_story_is_related_to_another_by_a_share_of_its_reports(desk: Desk, near: int) -> None:
    """One of a dozen says little."""
    first = with_a_stranger(desk)
    given = [
        Article(f"s{at}", f"Velmar bridge closes for repairs, week {at}",
                f"The bridge of Velmar closed after engineer {at} found a crack in its deck.",
                url=f"https://s{at}.example/bridge", outlet=f"Daily {at}", published=desk.now,
                lang="en")
        for at in range(12)
    ]  # fmt: skip
    kept = [articles.save(desk.store, one, FETCHED, now=desk.now).article for one in given]
    story = kept[0].id
    grouped = [
        Grouped(one.id, story, features.of(one).dumps(), (first,) if at < near else ())
        for at, one in enumerate(kept)
    ]
    places.assign(desk.store, grouped)
    digest = desk.composer.compose(desk.subscription(), desk.now).digest
    told = {first, story}
    shown = {item.brief.story for item in digest.items} & told
    lines = {line.story for line in digest.in_brief} & told
    assert (len(shown), len(lines)) == ((2, 0) if near == 1 else (1, 1))
