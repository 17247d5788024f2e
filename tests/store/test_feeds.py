"""Feeds are polled by one process at a time, and a poll is stored whole or not at all."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from bot.errors import StoreError
from bot.models import Feed
from bot.store import articles, feeds
from bot.store.engine import Store, open_store
from bot.store.feeds import Failure, FeedAnswer, FeedClaim, ReadEntry
from tests.standins.news import NOW, article, entry

LEASE = timedelta(minutes=5)
LATER = NOW + timedelta(hours=1)


def claim_one(store: Store) -> FeedClaim:
    feeds.add(store, [Feed("https://ex.com/feed")], now=NOW)
    (claim,) = feeds.claim_due(store, now=NOW, limit=1, lease=LEASE)
    return claim


def read(name: str) -> ReadEntry:
    return ReadEntry(entry(name), article(name), articles.FETCHED)


def listing(*items: ReadEntry) -> FeedAnswer:
    return FeedAnswer(LATER, listed=tuple(item.entry.id for item in items), items=items)


def test_a_feed_is_added_once_and_removed_once(store: Store) -> None:
    new = [Feed("https://ex.com/a", category="world"), Feed("https://ex.com/b")]
    assert feeds.add(store, new, now=NOW) == 2
    assert feeds.add(store, new, now=LATER) == 0
    assert [state.feed for state in feeds.states(store)] == new
    assert feeds.remove(store, "https://ex.com/a")
    assert not feeds.remove(store, "https://ex.com/a")
    assert [state.feed.url for state in feeds.states(store)] == ["https://ex.com/b"]


def test_a_feed_moves_only_where_no_other_is(store: Store) -> None:
    feeds.add(store, [Feed("https://ex.com/a"), Feed("https://ex.com/b")], now=NOW)
    assert not feeds.move(store, "https://ex.com/a", "https://ex.com/b")
    assert feeds.move(store, "https://ex.com/a", "https://ex.com/c")
    assert [s.feed.url for s in feeds.states(store)] == ["https://ex.com/b", "https://ex.com/c"]


def test_two_processes_share_the_due_feeds_without_overlap(url: str, store: Store) -> None:
    feeds.add(store, (Feed(f"https://ex.com/{n}") for n in range(9)), now=NOW)
    other = open_store(url)
    mine = feeds.claim_due(store, now=NOW, limit=5, lease=LEASE)
    theirs = feeds.claim_due(other, now=NOW, limit=5, lease=LEASE)
    other.close()
    assert (len(mine), len(theirs)) == (5, 4)
    assert not {claim.id for claim in mine} & {claim.id for claim in theirs}
    assert not feeds.claim_due(store, now=NOW, limit=5, lease=LEASE)


def test_a_claim_skips_rows_that_another_is_just_taking(url: str, store: Store) -> None:
    if not url.startswith("postgresql"):
        pytest.skip("SQLite lets one write at a time")
    feeds.add(store, [Feed("https://ex.com/a"), Feed("https://ex.com/b")], now=NOW)
    with store.writing() as connection:
        connection.exec_driver_sql("SELECT id FROM feeds WHERE url = 'https://ex.com/a' FOR UPDATE")
        (claim,) = feeds.claim_due(store, now=NOW, limit=5, lease=LEASE)
    assert claim.state.feed.url == "https://ex.com/b"


def test_a_dead_claimants_lease_lapses_and_its_late_answer_counts_for_nothing(
    store: Store,
) -> None:
    dead = claim_one(store)
    (heir,) = feeds.claim_due(store, now=NOW + LEASE, limit=1, lease=LEASE)
    assert feeds.record(store, dead, listing(read("a")), now=LATER) is None
    assert articles.count(store) == 0
    assert feeds.record(store, heir, listing(read("a")), now=LATER) == 1
    assert articles.count(store) == 1


def test_an_answer_sets_the_next_poll_and_the_validators(store: Store) -> None:
    answer = FeedAnswer(LATER, etag='"1"', last_modified="Mon", listed=(), newest=NOW, title="Ex")
    feeds.record(store, claim_one(store), answer, now=NOW)
    assert not feeds.claim_due(store, now=LATER - LEASE, limit=1, lease=LEASE)
    (claim,) = feeds.claim_due(store, now=LATER, limit=1, lease=LEASE)
    feeds.record_unchanged(store, [(claim, FeedAnswer(LATER + LEASE))], now=LATER)
    (state,) = feeds.states(store)
    assert (state.etag, state.last_modified, state.newest) == ('"1"', "Mon", NOW)
    assert (state.feed.title, state.last_success, state.next_poll) == ("Ex", LATER, LATER + LEASE)


def test_failures_add_up_until_an_answer(store: Store) -> None:
    feeds.record(store, claim_one(store), Failure(LATER, "no answer"), now=NOW)
    (claim,) = feeds.claim_due(store, now=LATER, limit=1, lease=LEASE)
    feeds.record(store, claim, Failure(LATER + LEASE, "410", gone=True), now=LATER)
    (state,) = feeds.states(store)
    assert (state.failures, state.failing_since, state.last_error) == (2, NOW, "410")
    assert state.gone
    assert state.last_success is None
    (claim,) = feeds.claim_due(store, now=LATER + LEASE, limit=1, lease=LEASE)
    feeds.record(store, claim, listing(), now=LATER + LEASE)
    (state,) = feeds.states(store)
    assert (state.failures, state.failing_since, state.last_error) == (0, None, None)
    assert not state.gone


def test_what_was_recorded_is_not_new_again(store: Store) -> None:
    claim = claim_one(store)
    assert feeds.unseen(store, claim, [entry("a"), entry("a"), entry("b")], now=NOW).read == (
        entry("a"),
        entry("b"),
    )
    feeds.record(store, claim, listing(read("a")), now=NOW)
    again = feeds.unseen(
        store, claim, [entry("a"), entry("b"), entry("x", url=entry("a").url)], now=NOW
    )
    assert again.read == (entry("b"),)
    assert [one.id for one in again.known] == ["x"]


def test_a_poll_that_breaks_off_stores_nothing_and_can_be_repeated(store: Store) -> None:
    claim = claim_one(store)
    broken = ReadEntry(
        entry("b"), article("b", published=NOW.replace(tzinfo=None)), articles.FETCHED
    )
    with pytest.raises((StoreError, ValueError, TypeError)):
        feeds.record(store, claim, listing(read("a"), broken), now=NOW)
    assert articles.count(store) == 0
    assert feeds.states(store)[0].last_fetch is None
    assert feeds.record(store, claim, listing(read("a")), now=NOW) == 1


def test_two_processes_may_store_the_same_articles_at_once(url: str, store: Store) -> None:
    feeds.add(store, (Feed(f"https://ex.com/{n}") for n in range(8)), now=NOW)
    other = open_store(url)
    items = [read(f"a{n}") for n in range(20)]

    def poll(mine: Store, order: int) -> None:
        for claim in feeds.claim_due(mine, now=NOW, limit=4, lease=LEASE):
            feeds.record(mine, claim, listing(*items[::order]), now=NOW)

    with ThreadPoolExecutor(2) as pool:
        both = [pool.submit(poll, store, 1), pool.submit(poll, other, -1)]
    other.close()
    assert [one.exception() for one in both] == [None, None]
    assert articles.count(store) == 20
    assert {state.entries_seen for state in feeds.states(store)} == {20}


def test_hostile_identifiers_are_kept_apart(store: Store) -> None:
    claim = claim_one(store)
    names = ["\x00", "\ud800", "x" * 5_000, "x" * 5_000 + "y", "'; DROP TABLE feeds; --"]
    items = tuple(
        ReadEntry(entry(name, url=None), article(str(n), url=None), articles.FETCHED)
        for n, name in enumerate(names)
    )
    assert feeds.record(store, claim, listing(*items), now=NOW) == 5
    seen = feeds.unseen(store, claim, [item.entry for item in items], now=NOW)
    assert (seen.read, seen.known) == ((), ())
