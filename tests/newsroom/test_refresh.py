"""A refresh over real sockets: what is new is kept once, and a bad feed never costs the others."""

import asyncio
import gzip
import random
import time
import tracemalloc
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.fernet import Fernet

from bot.errors import (
    BombError,
    FeedError,
    GoneError,
    NoAnswerError,
    NotAFeedError,
    NoWebError,
    RedirectError,
    RefusedError,
    StoreError,
    TooBigError,
    TooSlowError,
)
from bot.models import Article, Feed
from bot.newsroom import refresh
from bot.newsroom.fetching import WebReader, in_thread
from bot.newsroom.refresh import Polled, Web, refresh_feeds
from bot.reading.web.fetch import Limits, Response, web
from bot.reading.web.politeness import RateLimits
from bot.store import articles, feeds
from bot.store.articles import PageState
from bot.store.engine import Store, open_store
from tests.standins.web import (
    Asked,
    Behaviour,
    Server,
    answer,
    bomb,
    drip,
    endless,
    page,
    raw,
    redirect,
    serving,
    unchanged,
)

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
LIMITS = Limits(seconds=2, sent=2_000_000, unpacked=4_000_000)
STORY = """<html lang="en"><head><title>{0}</title></head><body><article><h1>{0}</h1>
<p>The harbour of {0} was closed on Monday after a crane fell into the water, officials said.</p>
<p>Nobody was hurt, said the harbour master, Ilse Brandt, who expects it to open on Thursday.</p>
</article></body></html>"""
ITEM = "<item><guid>{0}</guid><link>/{0}</link><title>{0}</title>{1}</item>"
DATED = "<pubDate>Mon, 23 Nov 2026 06:00:00 GMT</pubDate>"


def feed(*items: str) -> bytes:
    return (
        f"<rss version='2.0'><channel><title>Wire</title>{''.join(items)}</channel></rss>".encode()
    )


def item(name: str, more: str = DATED) -> str:
    return ITEM.format(name, more)


def story(name: str) -> Behaviour:
    return page(STORY.format(name).encode(), Content_Type="text/html")


@dataclass(slots=True)
class Clock:
    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now


@dataclass(slots=True)
class Run:
    """What a refresh did."""

    polled: dict[str, Polled] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)


@pytest.fixture
def store() -> Iterator[Store]:
    opened = open_store("sqlite://")
    yield opened
    opened.close()


def refreshed(  # noqa: PLR0913  all by name
    store: Store,
    behaviours: Mapping[str, Behaviour],
    *,
    paths: tuple[str, ...] = ("/feed",),
    clock: Clock | None = None,
    times: int = 1,
    headers: Mapping[str, str] | None = None,
) -> Run:
    """Refreshes `times` over, six hours apart, from a server with these behaviours."""
    clock, run = clock or Clock(), Run()

    async def work() -> None:
        async with (
            serving(behaviours) as server,
            web(
                allow_networks=["127.0.0.0/8"], limits=LIMITS, rates=RateLimits(gap=0), now=clock
            ) as session,
        ):
            listed = [Feed(server.url(path), headers=headers or {}) for path in paths]
            feeds.add(store, listed, now=clock())
            for _ in range(times):
                room = Web(store, WebReader(session), clock, random.Random(1))  # noqa: S311  no secret
                await refresh_feeds(room, lambda one: _note(run, server, one))
                clock.now += timedelta(hours=6)
            run.asked = server.asked

    asyncio.run(work())
    return run


def _note(run: Run, server: Server, one: Polled) -> None:
    run.polled[one.url.removeprefix(server.url(""))] = one


def headlines(store: Store) -> set[str | None]:
    since = NOW - timedelta(days=9_999)
    return {kept.article.headline for kept in articles.recent(store, since=since, limit=100)}


def test_what_a_feed_lists_is_read_and_kept(store: Store) -> None:
    run = refreshed(
        store,
        {"/feed": page(feed(item("Bergen"), item("Oslo"))), "/Bergen": story("Bergen"),
         "/Oslo": story("Oslo")},
    )  # fmt: skip
    assert run.polled["/feed"] == Polled(run.polled["/feed"].url, brought=2)
    kept = articles.recent(store, since=NOW - timedelta(days=1), limit=9)
    assert {one.article.headline for one in kept} == {"Bergen", "Oslo"}
    assert all(one.page.state is PageState.FETCHED for one in kept)
    assert all("officials said" in one.article.body for one in kept)
    assert {one.article.outlet for one in kept} == {"Wire"}
    assert {one.article.published for one in kept} == {NOW - timedelta(hours=2)}


OWN = {"authorization": "Bearer s3cret"}


def test_a_feed_s_own_headers_are_said_to_it_and_not_for_its_pages(store: Store) -> None:
    behaviours = {"/feed": page(feed(item("Oslo"))), "/Oslo": story("Oslo")}
    run = refreshed(store, behaviours, headers=OWN)
    said = {one.path: one.headers.get("authorization") for one in run.asked}
    assert said == {"/feed": "Bearer s3cret", "/robots.txt": None, "/Oslo": None}


def test_a_feed_with_headers_does_not_move_to_another_server(store: Store) -> None:
    at_home = {"/feed": redirect("/new", "301 Moved Permanently"), "/new": page(feed())}
    refreshed(store, at_home, headers=OWN)
    assert [one.feed.url.rpartition("/")[2] for one in feeds.states(store)] == ["new"]

    async def away() -> list[str]:
        async with serving({"/new": page(feed())}) as other:
            moved = redirect(other.url("/new"), "301 Moved Permanently")
            async with (
                serving({"/feed": moved}) as server,
                web(allow_networks=["127.0.0.0/8"], rates=RateLimits(gap=0)) as session,
            ):
                feeds.add(store, [Feed(server.url("/feed"), headers=OWN)], now=NOW)
                room = Web(store, WebReader(session), Clock(), random.Random(1))  # noqa: S311  no secret
                await refresh_feeds(room, lambda _: None)
                assert "authorization" not in other.asked[0].headers
                return [one.feed.url for one in feeds.states(store)] + [server.url("/feed")]

    *kept, given = asyncio.run(away())
    assert given in kept


def test_a_key_that_is_lost_costs_that_feed_alone(store: Store) -> None:
    sealing = replace(store, keys=(Fernet.generate_key().decode(),))
    feeds.add(sealing, [Feed("http://127.0.0.1:1/locked", headers=OWN)], now=NOW)
    run = refreshed(store, {"/feed": page(feed(item("Oslo"))), "/Oslo": story("Oslo")})
    assert "BRIEFBOT_SECRET_KEY" in str(getattr(run.polled["http://127.0.0.1:1/locked"].error,
                                                "advice", ""))  # fmt: skip
    assert headlines(store) == {"Oslo"}


class Unlucky(random.Random):
    """Fails the first time as a fault of ours would."""

    failed = False

    def random(self) -> float:
        if not self.failed:
            self.failed = True
            raise TypeError("a fault of ours")
        return 0.5


async def faulty(answer: Response, address: str) -> Article:
    """Reads pages, but for one that it fails on."""
    if address.endswith("Oslo"):
        raise AttributeError("a fault of ours")
    return await in_thread(answer, address)


def test_a_fault_of_ours_costs_one_feed_or_one_page(store: Store) -> None:
    async def work() -> list[Polled]:
        told: list[Polled] = []
        bergen, oslo = feed(item("Bergen")), feed(item("Oslo"))
        behaviours = {
            "/1": page(bergen), "/2": page(oslo), "/3": page(feed(item("Oslo"), item("Bergen"))),
            "/Oslo": story("Oslo"), "/Bergen": story("Bergen"),
        }  # fmt: skip
        async with (
            serving(behaviours) as server,
            web(allow_networks=["127.0.0.0/8"], rates=RateLimits(gap=0)) as session,
        ):
            feeds.add(store, [Feed(server.url(path)) for path in ("/1", "/2", "/3")], now=NOW)
            await refresh_feeds(
                Web(store, WebReader(session, faulty), Clock(), Unlucky()), told.append
            )
        return told

    told = asyncio.run(work())
    assert sum(one.error is None for one in told) == 2
    (error,) = (one.error for one in told if one.error)
    assert error.advice == "Briefbot failed on this feed. Please report its address."
    assert headlines(store) == {"Bergen", "Oslo"}
    states = {
        kept.page.state for kept in articles.recent(store, since=NOW - timedelta(days=1), limit=9)
    }
    assert states == {PageState.FETCHED, PageState.FAILED}


@pytest.mark.parametrize(
    "host", ["xn--localhost", "xn--", "i❤.ws", "a..b", "[::1", "%00", "a" * 99]
)
def test_a_link_with_a_bad_host_name_costs_that_entry_alone(store: Store, host: str) -> None:
    bad = f"<item><guid>bad</guid><link>http://{host}/x</link><title>bad</title>{DATED}</item>"
    run = refreshed(
        store,
        {"/feed": page(feed(item("Bergen"), bad, item("Oslo"))), "/Bergen": story("Bergen"),
         "/Oslo": story("Oslo")},
    )  # fmt: skip
    assert run.polled["/feed"].error is None
    assert headlines(store) == {"Bergen", "Oslo", "bad"}


def test_an_entry_that_says_nothing_to_read_is_no_article(store: Store) -> None:
    mute = f"<item><guid isPermaLink='false'>n1</guid>{DATED}</item>"
    run = refreshed(
        store, {"/feed": page(feed(mute, item("Oslo"))), "/Oslo": story("Oslo")}, times=2
    )
    assert run.polled["/feed"].error is None
    assert headlines(store) == {"Oslo"}


def test_a_packed_sitemap_and_those_within_an_index_are_read(store: Store) -> None:
    index = b"<sitemapindex><sitemap><loc>/a.xml.gz</loc></sitemap></sitemapindex>"
    news = (
        b"<urlset xmlns:n='http://www.google.com/schemas/sitemap-news/0.9'><url><loc>/Oslo</loc>"
        b"<n:news><n:title>Oslo</n:title><n:publication_date>2026-11-23</n:publication_date>"
        b"</n:news></url></urlset>"
    )
    packed = {"Content_Type": "application/gzip"}
    refreshed(
        store,
        {"/feed": page(gzip.compress(index), **packed), "/Oslo": story("Oslo"),
         "/a.xml.gz": page(gzip.compress(news), **packed)},
    )  # fmt: skip
    assert headlines(store) == {"Oslo"}


def test_a_second_refresh_asks_for_nothing_again(store: Store) -> None:
    run = refreshed(
        store,
        {"/feed": unchanged('"1"', feed(item("Oslo"))), "/Oslo": story("Oslo")},
        times=2,
    )
    assert [asked.path for asked in run.asked] == ["/feed", "/robots.txt", "/Oslo", "/feed"]
    assert run.polled["/feed"].brought == 0


def test_an_article_of_two_feeds_is_read_once(store: Store) -> None:
    both = page(feed(item("Oslo")))
    run = refreshed(
        store, {"/a": both, "/b": both, "/Oslo": story("Oslo")}, paths=("/a", "/b"), times=2
    )
    assert articles.count(store) == 1
    assert sum(asked.path == "/Oslo" for asked in run.asked) <= 2


def test_a_page_that_cannot_be_read_leaves_what_its_entry_says(store: Store) -> None:
    said = item("Oslo", f"<description>Ferries wait in Oslo.</description>{DATED}")
    refreshed(store, {"/feed": page(feed(said)), "/Oslo": answer("500 Oops")})
    (kept,) = articles.recent(store, since=NOW - timedelta(days=1), limit=9)
    assert kept.page.state is PageState.FAILED
    assert kept.page.error
    assert kept.article.body == "Ferries wait in Oslo."


def test_a_page_that_failed_is_tried_once_more(store: Store) -> None:
    answers = iter([answer("503 Busy"), story("Oslo")])

    async def better_later(asked: Asked, writer: asyncio.StreamWriter) -> None:
        await next(answers)(asked, writer)

    refreshed(store, {"/feed": page(feed(item("Oslo"))), "/Oslo": better_later}, times=2)
    (kept,) = articles.recent(store, since=NOW - timedelta(days=1), limit=9)
    assert kept.page.state is PageState.FETCHED


def test_robots_txt_forbids_pages_but_not_the_feed_the_operator_chose(store: Store) -> None:
    rules = page(b"User-agent: *\nDisallow: /", Content_Type="text/plain")
    run = refreshed(
        store,
        {"/feed": page(feed(item("Oslo"))), "/robots.txt": rules, "/Oslo": story("Oslo")},
    )
    assert run.polled["/feed"].brought == 1
    assert "/Oslo" not in [asked.path for asked in run.asked]


def test_a_feed_that_moved_is_asked_at_its_new_address(store: Store) -> None:
    run = refreshed(
        store,
        {"/feed": redirect("/new", "301 Moved"), "/new": page(feed(item("a"))), "/a": story("a")},
        times=2,
    )
    assert [asked.path for asked in run.asked].count("/feed") == 1
    assert [state.feed.url.rpartition("/")[2] for state in feeds.states(store)] == ["new"]


GOOD = feed(item("Oslo"))
HOSTILE: dict[str, tuple[Behaviour, type[Exception]]] = {
    "/slow": (drip(b"HTTP/1.1 200 OK\r\n" + b"x" * 9_999), TooSlowError),
    "/endless": (endless(b"HTTP/1.1 200 OK\r\n\r\n<rss>", b" " * 65_536), TooBigError),
    "/gzip": (page(bomb(200), Content_Encoding="gzip"), TooBigError),
    "/entities": (
        page(b'<!DOCTYPE r [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><rss>&b;</rss>'), BombError
    ),
    "/deep": (page(b"<a>" * 200_000), BombError),
    "/circle": (redirect("/circle"), RedirectError),
    "/metadata": (redirect("http://169.254.169.254/latest/"), RefusedError),
    "/hex": (redirect("http://0x7f.1:99999/"), RefusedError),
    "/empty": (page(b""), FeedError),
    "/page": (page(b"<!doctype html><html><body>Hello</body></html>"), NotAFeedError),
    "/noise": (page(bytes(range(256)) * 40), FeedError),
    "/gone": (answer("410 Gone"), GoneError),
    "/broken": (
        raw(b"HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n<rss>", close=True), NoAnswerError
    ),
}  # fmt: skip


def test_each_hostile_feed_fails_with_a_reason_and_the_good_one_goes_on(store: Store) -> None:
    behaviours = {path: behaviour for path, (behaviour, _) in HOSTILE.items()}
    behaviours |= {"/good": page(GOOD), "/Oslo": story("Oslo")}
    started = time.monotonic()
    tracemalloc.start()
    run = refreshed(store, behaviours, paths=(*HOSTILE, "/good"))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert run.polled["/good"].brought == 1
    for path, (_, kind) in HOSTILE.items():
        error = run.polled[path].error
        assert error is not None, path
        assert isinstance(error, kind), path
        assert error.advice.endswith("."), path
    states = {state.feed.url.rpartition("/")[2]: state for state in feeds.states(store)}
    assert all(states[path[1:]].last_error for path in HOSTILE)
    assert states["gone"].gone
    assert time.monotonic() - started < 10 * len(HOSTILE)
    assert peak < 100_000_000


ODD_ENTRIES = {
    "without a link": "<item><title>Only a title</title></item>",
    "without a date": item("Oslo", ""),
    "dated 2099": item("Oslo", "<pubDate>Thu, 01 Jan 2099 00:00:00 GMT</pubDate>"),
    "twice the same GUID": item("Oslo") + item("Oslo"),
    "a wrong charset": "<item><guid>é</guid><title>Café</title><link>/Oslo</link></item>",
}


@pytest.mark.parametrize("name", ODD_ENTRIES)
def test_an_odd_entry_is_kept_once_and_gets_no_invented_date(store: Store, name: str) -> None:
    content = feed(ODD_ENTRIES[name]).decode().encode("latin-1")
    wire = page(b'<?xml version="1.0" encoding="utf-8"?>' + content)
    run = refreshed(store, {"/feed": wire, "/Oslo": story("Oslo")}, times=2)
    assert run.polled["/feed"].error is None
    (kept,) = articles.recent(store, since=NOW - timedelta(days=1), limit=9)
    published = kept.article.published
    assert published in (None, NOW - timedelta(hours=2))
    assert (published is None) == (name != "twice the same GUID")


def test_a_feed_that_fails_is_asked_less_and_less(store: Store) -> None:
    run = refreshed(store, {"/feed": answer("500 Oops")}, times=8)
    assert len(run.asked) < 8
    (state,) = feeds.states(store)
    assert state.failures == len(run.asked)


def test_a_store_that_is_gone_ends_the_refresh(store: Store) -> None:
    with store.writing() as connection:
        connection.exec_driver_sql("DROP TABLE entries")
    with pytest.raises(StoreError):
        refreshed(store, {"/feed": page(GOOD), "/Oslo": story("Oslo")})


LIVE = "<item><title>{0} dead</title><link>/live</link><pubDate>{1}</pubDate>{2}</item>"
SIX, NINE = "Mon, 23 Nov 2026 06:00:00 GMT", "Mon, 23 Nov 2026 09:00:00 GMT"


def in_turn(*behaviours: Behaviour) -> Behaviour:
    """Each once, and the last from then on."""
    left = list(behaviours)

    async def behave(asked: Asked, writer: asyncio.StreamWriter) -> None:
        await (left.pop(0) if len(left) > 1 else left[0])(asked, writer)

    return behave


def told(store: Store) -> dict[str, str]:
    """The headline of each article, by the end of its address."""
    found = articles.recent(store, since=NOW - timedelta(days=9), limit=99)
    return {str(one.article.url).rpartition("/")[2]: str(one.article.headline) for one in found}


@pytest.mark.parametrize("guid", ["", "<guid>g1</guid>", "<guid></guid>"])
@pytest.mark.parametrize("at", [SIX, NINE, ""])
def test_an_entry_that_its_feed_tells_anew_is_read_again(store: Store, guid: str, at: str) -> None:
    old, new = (page(feed(LIVE.format(n, at, guid))) for n, at in (("Three", SIX), ("Five", at)))
    pages = (story("Three dead"), answer("503 Busy"), story("Five dead"))
    site = {"/feed": in_turn(old, old, new), "/live": in_turn(*pages), "/robots.txt": page(b"")}
    run = refreshed(store, site, times=6)
    (kept,) = articles.recent(store, since=NOW - timedelta(days=2), limit=9)
    assert kept.article.headline == "Five dead"
    assert "harbour of Five dead" in kept.article.body
    assert kept.saved == NOW + timedelta(hours=18)  # at the second try
    assert [one.path for one in run.asked].count("/live") == 3
    assert run.polled["/feed"].brought == 0


def test_a_new_date_alone_is_heeded_unless_the_feed_dates_everything_anew(store: Store) -> None:
    def listed(*dates: str) -> Behaviour:
        return page(feed(*(item(str(n), f"<pubDate>{at}</pubDate>") for n, at in enumerate(dates))))

    feeds_told = (listed(SIX, SIX, SIX), listed(SIX, NINE, SIX), listed(NINE, SIX, NINE))
    site = {str(f"/{n}"): in_turn(story(f"old {n}"), story(f"new {n}")) for n in range(3)}
    refreshed(store, {**site, "/feed": in_turn(*feeds_told)}, times=4)
    assert told(store) == {"0": "old 0", "1": "new 1", "2": "old 2"}


def test_what_a_feed_changes_days_later_is_no_news(store: Store) -> None:
    old, new = (page(feed(LIVE.format(n, SIX, ""))) for n in ("Three", "Five"))
    live = in_turn(story("Three dead"), story("Five dead"))
    site = {"/feed": in_turn(*[old] * 9, new), "/live": live, "/robots.txt": page(b"")}
    refreshed(store, site, times=11)
    assert told(store) == {"live": "Three dead"}


def _asked_of_nobody(store: Store, resolved: Mapping[str, str]) -> list[Polled]:
    """Refreshes feeds of four hosts, of which only those `resolved` have an address."""
    polled: list[Polled] = []

    def resolve(host: str, _port: int) -> list[str]:
        if host not in resolved:
            raise OSError("no name server answers")
        return [resolved[host]]

    async def work() -> None:
        async with (
            serving({"/feed": page(feed())}) as server,
            web(
                allow_networks=["127.0.0.0/8"], limits=LIMITS, rates=RateLimits(gap=0),
                resolve=resolve, now=Clock(),
            ) as session,
        ):  # fmt: skip
            listed = (Feed(f"http://h{n}.example:{server.port}/feed") for n in range(4))
            feeds.add(store, listed, now=NOW)
            chance = random.Random(1)  # noqa: S311  no secret
            await refresh_feeds(Web(store, WebReader(session), Clock(), chance), polled.append)

    asyncio.run(work())
    return polled


def test_without_a_network_no_feed_is_blamed(store: Store) -> None:
    with pytest.raises(NoWebError, match="none of 4 feeds") as raised:
        _asked_of_nobody(store, {})
    assert raised.value.advice.startswith("The web can't be reached: none of 4 feeds answers.")
    for state in feeds.states(store):
        assert (state.failing_since, state.failures, state.last_error) == (None, 0, None)
        assert NOW < state.next_poll <= NOW + timedelta(minutes=5)
    later = NOW + timedelta(minutes=5)
    due = feeds.claim_due(store, now=later, limit=9, lease=timedelta(minutes=1))
    assert len(due) == 4


def test_where_one_feed_answers_the_others_are_blamed(store: Store) -> None:
    polled = _asked_of_nobody(store, {"h2.example": "127.0.0.1"})
    assert sum(one.error is not None for one in polled) == 3
    assert sum(state.failures for state in feeds.states(store)) == 3


class Slow(dict[str, Behaviour]):
    """Every address is a feed without entries that takes its time."""

    def get(self, _path: str, _default: object = None) -> Behaviour:
        async def behave(asked: Asked, writer: asyncio.StreamWriter) -> None:
            await asyncio.sleep(0.1)
            await page(feed())(asked, writer)

        return behave


def test_two_replicas_share_the_feeds_and_a_dead_one_holds_up_few(store: Store) -> None:
    most_held = refresh.SIDE_BY_SIDE * refresh.CLAIMED_AT_ONCE
    count = 3 * most_held
    shares: dict[str, list[Polled]] = {"dead": [], "first": [], "second": []}

    async def work() -> None:
        def here(_host: str, _port: int) -> list[str]:
            return ["127.0.0.1"]

        async with (
            serving(Slow()) as server,
            web(allow_networks=["127.0.0.0/8"], resolve=here, rates=RateLimits(gap=0)) as session,
        ):
            many = [Feed(f"http://h{number}.test:{server.port}/") for number in range(count)]
            feeds.add(store, many, now=NOW)

            async def replica(name: str) -> None:
                chance = random.Random(1)  # noqa: S311  no secret
                room = Web(store, WebReader(session), Clock(), chance)
                await refresh_feeds(room, shares[name].append)

            dying = asyncio.create_task(replica("dead"))
            while not shares["dead"]:  # noqa: ASYNC110  as soon as it has polled one
                await asyncio.sleep(0.01)
            dying.cancel()
            await asyncio.gather(replica("first"), replica("second"))

    asyncio.run(work())
    polled = {name: len(share) for name, share in shares.items()}
    assert count - most_held <= sum(polled.values()) <= count
    assert min(polled["first"], polled["second"]) >= count // 5
