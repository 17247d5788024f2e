"""A whole store moves as lines to another database and back; nothing is lost or doubled."""

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import func, insert, select

from bot.models import (
    Article,
    Difference,
    Entry,
    Feed,
    Image,
    Item,
    Post,
    Reported,
    SubscriptionState,
    Teaser,
)  # fmt: skip
from bot.newsroom import transfer
from bot.newsroom.grouping import Grouper
from bot.store import (
    articles,
    briefs,
    corrections,
    deliveries,
    feeds,
    model,
    schema,
    seen,
    stories,
    subscriptions,
    told,
)  # fmt: skip
from bot.store.articles import FETCHED, PageState, PageStatus
from bot.store.deliveries import Decision
from bot.store.engine import Store, open_store
from bot.store.packing import pack
from bot.store.transfer import KINDS, Share
from tests.standins.digests import NOW, TODAY, brief, channel, delivery, digest, subscription

if TYPE_CHECKING:
    from tests.standins.postgresql import Server

HOUR = timedelta(hours=1)
LEASE = timedelta(minutes=2)
FLOOD = "The river Lune burst its banks at Arl on Monday and 40 cellars were full, the town said."
LATER = "The flood at Arl on the river Lune has closed the bridge and 40 cellars, the town said."
OTHER = "The choir of Selm won the national prize in Velm on Tuesday before a crowd of 900 people."


def fill(store: Store) -> None:
    """One of everything that is kept."""
    _news(store)
    _readers(store)
    _platforms(store)


def _news(store: Store) -> None:
    feeds.add(
        store, [Feed("https://a.example/rss", region="Ünä"), Feed("https://b.example/rss")], now=NOW
    )
    (claim, _) = feeds.claim_due(store, now=NOW, limit=9, lease=LEASE)
    entries = [Entry(f"guid-{n}", f"https://a.example/{n}") for n in range(3)]
    texts = [FLOOD, LATER, OTHER]
    items = [
        feeds.ReadEntry(entry, article(entry.url, text, hours=n), FETCHED)
        for n, (entry, text) in enumerate(zip(entries, texts, strict=True))
    ]
    failed = PageStatus(PageState.FAILED, "410", NOW + HOUR)
    walled = Article("x", "Behind a wall", "", "https://a.example/9", complete=False)
    items.append(feeds.ReadEntry(Entry("guid-9", "https://a.example/9"), walled, failed))
    answer = feeds.FeedAnswer(
        NOW + HOUR, etag='"1"', listed=tuple(one.entry.id for one in items), items=tuple(items)
    )
    assert feeds.record(store, claim, answer, now=NOW) == 4
    Grouper(store).group_new(NOW)
    articles.save(store, Article("y", "Not grouped yet", OTHER * 2), FETCHED, now=NOW)


def article(url: str | None, text: str, *, hours: int = 0) -> Article:
    return Article(
        id="a", headline=text[:30], body=text, url=url, outlet="A", byline="Ida Marsh",
        published=NOW - timedelta(days=1) + hours * HOUR, published_offset=HOUR, lang="en",
        images=(Image("A bridge", "I. M.", None, "https://a.example/i.jpg"),),
        related=(Teaser("More", "Of it", None, Image(credit="N. N.")),), standfirst="In short.",
    )  # fmt: skip


def _readers(store: Store) -> None:
    (first, *_) = stories.window(store, since=NOW - 99 * HOUR)
    told.tell(store, str(channel()), {first.story: '{"points":["ä"]}'}, now=NOW)
    told.follow(store, "slack:T1:@U1", first.story, now=NOW)
    seen.first_time(store, "event-1", now=NOW)
    model.keep(store, "question", "answer", now=NOW)
    model.add(store, TODAY, tokens=7, millionths=9)
    model.fell_back(store, TODAY, "slow")


def _platforms(store: Store) -> None:
    for name in ("C1", "C2", "C3"):
        subscriptions.save(store, subscription(name))
    subscriptions.set_state(store, subscription("C3"), SubscriptionState.BROKEN, "gone")
    deliveries.decide(store, [Decision(delivery("C1")), Decision(delivery("C2"))], now=NOW)
    deliveries.decide(store, [Decision(delivery("C3"), "nothing new")], now=NOW)
    one, _ = deliveries.claim(store, "slack", now=NOW, limit=9, lease=LEASE)
    assert deliveries.composed(store, one, digest("s1", "s2"), {"s1": "[1]"}, now=NOW)
    assert deliveries.intend(store, one, at=NOW, now=NOW)
    deliveries.sent(store, one, Post(channel(), "1.1"), appeared=NOW, now=NOW)
    made = briefs.save_brief(store, brief("s3"), asker="ann", now=NOW)
    briefs.add_post(store, made.id or "", Post(channel("C2"), "2.2", "2.1"), now=NOW)
    corrections.complain(store, made.id or "", "ann", "It was two dams.", now=NOW)
    corrections.correct(store, made.id or "", "Two dams.", now=NOW)
    with store.writing() as connection:
        secret = {"team": "T1", "secret": b"xoxb-very-secret", "saved": NOW}
        connection.execute(insert(schema.installs).values(secret))


def lines(store: Store, share: Share = Share.ALL, since: datetime | None = None) -> list[str]:
    records = transfer.exported(store, share, since)
    return [json.dumps(record, ensure_ascii=False) for record in records]


def put(store: Store, given: list[str], now: datetime = NOW + HOUR) -> list[dict[str, Any]]:
    return list(transfer.imported(store, (one.encode() for one in given), now))


def outcomes(store: Store, given: list[str]) -> set[str]:
    return {one.get("stored") or one["error"] for one in put(store, given)}


@pytest.fixture
def other(request: pytest.FixtureRequest, store: Store, tmp_path: Path) -> Iterator[Store]:
    """An empty store on the engine that `store` is not on."""
    if store.engine.dialect.name == "postgresql":
        url = f"sqlite:///{tmp_path / 'other.db'}"
    else:
        server: Server = request.getfixturevalue("postgresql")
        url = server.new_store()
    opened = open_store(url)
    yield opened
    opened.close()


def test_a_store_moves_and_its_copy_says_the_same(store: Store, other: Store) -> None:
    fill(store)
    given = lines(store)
    assert {json.loads(one)["kind"] for one in given} == set(KINDS)
    assert outcomes(other, given) == {"new"}
    grouped = [one for one in lines(other) if '"Not grouped yet"' not in one]
    assert grouped == [one for one in given if '"Not grouped yet"' not in one]
    assert outcomes(other, given) == {"known"}
    Grouper(store).group_new(NOW + HOUR)
    assert lines(other) == lines(store)
    assert outcomes(store, lines(other)) == {"known"}


def test_nothing_secret_leaves_and_no_claim(store: Store) -> None:
    fill(store)
    whole = "\n".join(lines(store))
    assert "secret" not in whole
    assert "lease" not in whole


def test_the_copy_goes_on_where_the_first_one_was(store: Store, other: Store) -> None:
    fill(store)
    put(other, lines(store))
    (first, *_) = stories.window(other, since=NOW - 99 * HOUR)
    assert told.of(other, str(channel()), [first.story])
    assert told.followed(other, ["slack:T1:@U1"]) == (first.story,)
    assert deliveries.decide(other, [Decision(delivery("C1"))], now=NOW) == 0
    (open_one,) = deliveries.claim(other, "slack", now=NOW + LEASE, limit=9, lease=LEASE)
    assert open_one.delivery.subscription.channel == channel("C2")
    (claim, *_) = [
        one
        for one in feeds.claim_due(other, now=NOW + 2 * HOUR, limit=9, lease=LEASE)
        if one.state.feed.url == "https://a.example/rss"
    ]
    again = [Entry("guid-0", "https://a.example/0"), Entry("guid-5", "https://a.example/5")]
    assert [one.id for one in feeds.unseen(other, claim, again, now=NOW).read] == ["guid-5"]
    assert claim.state.etag == '"1"'
    copy = articles.by_url(other, "https://a.example/0")
    assert copy == articles.by_url(store, "https://a.example/0")
    edits = corrections.claim_edits(other, now=NOW + HOUR, limit=9, lease=LEASE)
    assert [one.post.message for one in edits] == ["2.2"]
    with other.reading() as connection:
        assert connection.scalar(select(func.count()).select_from(schema.installs)) == 0


@pytest.mark.parametrize("share", [Share.ARTICLES, Share.FEEDS, Share.SUBSCRIPTIONS])
def test_a_share_stands_alone(store: Store, other: Store, share: Share) -> None:
    fill(store)
    given = lines(store, share)
    assert {json.loads(one)["kind"] for one in given} == {
        name for name, kind in KINDS.items() if kind.share is share
    }
    assert outcomes(other, given) == {"new"}
    assert outcomes(other, given) == {"known"}


DAILY = ("model_spending", "model_fallback")


def test_since_leaves_out_what_came_before(store: Store) -> None:
    fill(store)
    kinds = [json.loads(one)["kind"] for one in lines(store, since=NOW + HOUR)]
    assert set(kinds) == {"feed", "subscription", "digest_brief", "follow", *DAILY}
    assert lines(store, since=NOW - HOUR) == lines(store)


def short(name: str, text: str, **more: object) -> str:
    return json.dumps({"id": name, "title": text[:20], "text": text, **more})


def test_articles_in_the_short_form_are_stored_and_grouped(store: Store) -> None:
    given = [
        short("a", FLOOD, url="https://x.example/a?utm_source=y", published="2024-11-04"),
        short("b", LATER, url="https://y.example/b", published="2024-11-04", source="Y"),
        short("c", "Too short to tell."),
        short("d", "", title="Only a title", url="https://z.example/d"),
    ]
    assert outcomes(store, given) == {"new"}
    assert outcomes(store, given) == {"known"}
    one = articles.by_url(store, "https://x.example/a")
    two = articles.by_url(store, "https://y.example/b")
    assert one is not None
    assert two is not None
    assert (one.article.outlet, two.article.outlet) == (None, "Y")
    story = stories.story_of(store, one.article.id)
    assert story is not None
    assert stories.story_of(store, two.article.id) == story
    assert not stories.ungrouped(store, limit=9)


def test_an_article_that_was_changed_later_is_changed_here(store: Store) -> None:
    url = "https://x.example/a"
    put(store, [short("a", FLOOD, url=url)], NOW)
    before = articles.by_url(store, url)
    changed = [short("a", LATER, url=url)]
    assert [one["stored"] for one in put(store, changed, NOW)] == ["known"]  # no later
    assert [one["stored"] for one in put(store, changed, NOW + HOUR)] == ["changed"]
    assert [one["stored"] for one in put(store, changed, NOW + 2 * HOUR)] == ["known"]
    after = articles.by_url(store, url)
    assert before is not None
    assert after is not None
    assert (after.article.id, after.article.body) == (before.article.id, LATER)
    assert stories.story_of(store, after.article.id) is not None


def test_a_copy_of_a_text_is_known(store: Store) -> None:
    given = [short("a", FLOOD * 2, url="https://x.example/a"), short("b", FLOOD * 2)]
    assert [one["stored"] for one in put(store, given)] == ["new", "known"]


def test_stories_known_by_other_names_are_read_as_the_ones_here(store: Store, other: Store) -> None:
    """The reader of the one store isn't told again of what the other knows under another name."""
    articles.save(other, article("https://a.example/1", LATER), FETCHED, now=NOW)
    Grouper(other).group_new(NOW)
    fill(store)
    assert outcomes(other, lines(store)) == {"new", "known"}
    here = articles.by_url(other, "https://a.example/1")
    flood = articles.by_url(other, "https://a.example/0")
    assert here is not None
    assert flood is not None
    story = stories.story_of(other, here.article.id)
    assert story is not None
    assert stories.story_of(other, flood.article.id) == story
    assert told.of(other, str(channel()), [story])
    assert told.followed(other, ["slack:T1:@U1"]) == (story,)


def test_the_number_of_another_article_is_not_taken(store: Store, other: Store) -> None:
    fill(store)
    given = [json.loads(one) for one in lines(store)]
    first = next(one for one in given if one["kind"] == "article")
    number = first["id"]
    mine = {**first, "url": "https://c.example/1", "body": OTHER * 3, "story": None}
    assert outcomes(other, [json.dumps(mine)]) == {"new"}
    answers = put(other, [json.dumps(one) for one in given])
    assert {one["stored"] for one in answers} == {"new"}
    moved = articles.by_url(other, first["url"])
    assert moved is not None
    assert moved.article.id == str(int(number) + 1)
    story = stories.story_of(other, moved.article.id)
    assert story is not None
    assert told.of(other, str(channel()), [story])


def test_what_was_briefed_rests_on_the_articles_as_they_are_named_here(
    store: Store, tmp_path: Path
) -> None:
    fill(store)
    told_of = articles.by_url(store, "https://a.example/0")
    assert told_of is not None
    number, story = told_of.article.id, stories.story_of(store, told_of.article.id)
    made = brief(story or "", told_of.article.body)
    (point,), (source,) = made.points, made.sources
    span = replace(point.spans[0], article=number)
    made = replace(
        made,
        points=(replace(point, spans=(span,)),),
        sources=(replace(source, id=number),),
        differences=(Difference("killed", (Reported("12", number),)),),
    )
    issue = replace(digest(), items=(Item(made, "why"),))
    issue = replace(issue, in_brief=(replace(issue.in_brief[0], story=story or ""),))
    kept = briefs.save_digest(store, issue, now=NOW)
    with closing(open_store(f"sqlite:///{tmp_path / 'here.db'}")) as here:
        other_one = {"kind": "article", "id": number, "text": OTHER * 3}
        put(here, [json.dumps(other_one), *lines(store)])
        mine = articles.by_url(here, "https://a.example/0")
        assert mine is not None
        moved = mine.article.id
        assert moved != number
        found = briefs.digest(here, kept.id or "")
        (item,) = found.items
        (its,) = item.brief.points
        assert [span.article for span in its.spans] == [moved]
        assert [one.id for one in item.brief.sources] == [moved]
        assert item.brief.differences[0].reports[0].source == moved
        assert item.brief.story == stories.story_of(here, moved) == found.in_brief[0].story
        assert mine.article.body[its.spans[0].start : its.spans[0].end] == its.text


AT = "2026-11-20T08:00:00Z"
SUBSCRIPTION = {
    "channel": "slack:T1:C1", "platform": "slack", "workspace": "T1", "state": "active",
    "wish": pack(subscription()),
}  # fmt: skip


def row(kind: str, **columns: object) -> str:
    return json.dumps({"id": "1", "kind": kind, **columns})


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("{", "JSON"),
        ("[1]", "object"),
        ("[" * 100_000, "JSON"),
        ('{"id": 1}', "body"),
        ('{"id": 1, "text": "", "title": " "}', "title"),
        ('{"id": 1, "text": 7}', "text"),
        ('{"text": "No id."}', "id"),
        ('{"id": 1, "text": "x", "url": "ftp://x"}', "url"),
        ('{"id": 1, "text": "x", "published": "soon"}', "published"),
        ('{"id": 1, "text": "x", "images": [{"url": 7}]}', "images"),
        ('{"id": 1, "kind": "install", "team": "T1"}', "kind"),
        ('{"id": 1, "kind": ["told"]}', "kind"),
        ('{"id": 1, "kind": "told", "reader": "r", "story": "s", "what": "{}"}', "at"),
        ('{"id": 1, "kind": "told", "reader": 7, "story": "s", "what": "{}"}', "reader"),
        ('{"id": 1, "kind": "seen", "event": "e", "at": "yesterday"}', "at"),
        ('{"id": 1, "kind": "seen", "event": "e", "at": "2026-11-20T08:00:00"}', "at"),
        ('{"id": 1, "kind": "seen", "event": "e", "at": "0001-01-01T00:00:00+14:00"}', "at"),
        ('{"id": 1, "kind": "seen", "event": "e", "at": 7}', "at"),
        ('{"id": 1, "kind": "digest_brief", "digest": "d", "brief": "b"}', "not here"),
        ('{"id": 1, "kind": "model_spending", "day": "d", "tokens": true}', "tokens"),
        ('{"id": 1, "kind": "model_spending", "day": "d", "tokens": 1e400}', "tokens"),
        (f'{{"id": 1, "kind": "model_spending", "day": "d", "tokens": {2**70}}}', "tokens"),
        (row("entry", feed_id="https://no.example", guid="g", seen=AT, listed=AT), "feed"),
        (row("entry", feed_id="f", guid="g", article_id="x", seen=AT, listed=AT), "article_id"),
        (row("subscription", **{**SUBSCRIPTION, "wish": "{}"}), "wish"),
        (row("subscription", **{**SUBSCRIPTION, "state": "odd"}), "state"),
        (row("subscription", **{**SUBSCRIPTION, "platform": "a\x00"}), "platform"),
        (row("subscription", **{**SUBSCRIPTION, "last": "today"}), "last"),
        (row("brief", made=AT, packed="[]"), "packed"),
        (row("digest", made=AT, packed="{"), "packed"),
        (row("delivery", **{**SUBSCRIPTION, "due": AT, "date": "x", "state": "due"}), "date"),
    ],
)  # fmt: skip
def test_a_bad_line_is_answered_and_the_rest_go_on(store: Store, line: str, complaint: str) -> None:
    bad, good = put(store, [line, short("b", FLOOD)])
    assert complaint in bad["error"]
    assert good == {"id": "b", "stored": "new"}


def test_of_what_a_reader_was_told_the_later_is_kept(store: Store) -> None:
    def line(what: str, hour: int) -> str:
        at = f"2026-11-20T{hour:02}:00:00Z"
        row = {"id": "r s", "kind": "told", "reader": "r", "story": "s", "at": at, "what": what}
        return json.dumps(row)

    answers = put(store, [line("[1]", 8), line("[2]", 9), line("[3]", 7), line("[2]", 9)])
    assert [one["stored"] for one in answers] == ["new", "changed", "known", "known"]
    assert told.of(store, "r", ["s"])["s"].what == "[2]"
