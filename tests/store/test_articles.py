"""An article is stored once, comes back as it was, and goes when it is old."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.models import Article, Entry, Feed, Image, Teaser
from bot.store import articles, feeds
from bot.store.articles import FETCHED, PageState, PageStatus
from bot.store.engine import Store
from bot.store.feeds import FeedAnswer, ReadEntry
from bot.store.search import Search, find
from tests.standins.news import NOW, article, entry

DAY = timedelta(days=1)
FAILED = PageStatus(PageState.FAILED, "too slow", NOW + DAY)


def poll(store: Store, url: str, *items: ReadEntry, now: datetime = NOW) -> None:
    feeds.add(store, [Feed(url)], now=now)
    (claim,) = feeds.claim_due(store, now=now, limit=1, lease=DAY)
    listed = tuple(item.entry.id for item in items)
    feeds.record(store, claim, FeedAnswer(now + DAY, listed=listed, items=items), now=now)


def test_an_article_comes_back_with_all_its_parts(store: Store) -> None:
    whole = Article(
        id="a",
        headline="Café “Львів” 🙂",
        body="One.\n\nTwo with \u202e marks.",
        url="https://ex.com/a",
        outlet="Ex",
        byline="Ann",
        published=datetime(2026, 11, 1, 12, 30, 15, 250_000, tzinfo=UTC),
        published_offset=timedelta(hours=-3, minutes=-30),
        lang="uk",
        images=(Image("A caption", "A credit", "alt", "https://ex.com/i.jpg"), Image()),
        related=(Teaser("T", "text", "https://ex.com/t", Image(credit="C")), Teaser("U")),
    )
    kept = articles.save(store, whole, FETCHED, now=NOW)
    assert kept == articles.by_url(store, "https://ex.com/a")
    assert replace(kept.article, id="a") == replace(whole, read=NOW)
    assert (kept.page, kept.saved) == (FETCHED, NOW)


def test_an_unknown_address_is_none(store: Store) -> None:
    assert articles.by_url(store, "https://ex.com/\x00") is None


def test_text_that_databases_refuse_is_stored_at_the_same_length(store: Store) -> None:
    body = "a\x00b\ud800c"
    kept = articles.save(store, article("a", body, headline=body), FETCHED, now=NOW)
    assert len(kept.article.body) == len(body)


def test_of_a_book_as_much_is_read_as_is_briefed_and_all_is_kept(store: Store) -> None:
    book = "A line of a book.\n" * articles.LONGEST_BODY
    saved = articles.save(store, article("book", body=book), FETCHED, now=NOW)
    assert saved.article.body == book[: articles.LONGEST_BODY]
    with store.reading() as connection:
        kept = connection.exec_driver_sql("SELECT length(body) FROM articles").scalar()
    assert kept == len(book)


def test_the_second_address_of_a_text_is_a_pointer_not_an_article(store: Store) -> None:
    first = ReadEntry(entry("a"), article("a"), FETCHED)
    copy = ReadEntry(entry("b"), article("b", first.article.body.upper() + " !"), FETCHED)  # type: ignore[union-attr]  # it has one
    poll(store, "https://one.ex/feed", first)
    poll(store, "https://two.ex/feed", copy)
    assert articles.count(store) == 1
    assert articles.by_url(store, "https://ex.com/b") == articles.by_url(store, "https://ex.com/a")


def test_the_same_address_in_two_feeds_is_one_article(store: Store) -> None:
    poll(store, "https://one.ex/feed", ReadEntry(entry("a"), article("a"), FETCHED))
    poll(
        store, "https://two.ex/feed", ReadEntry(entry("a"), article("a", "Edited. " * 30), FETCHED)
    )
    poll(store, "https://three.ex/feed", ReadEntry(entry("a"), None))
    assert articles.count(store) == 1


def test_short_texts_are_not_taken_for_copies(store: Store) -> None:
    for name in "ab":
        articles.save(store, article(name, "Read more on our site."), FETCHED, now=NOW)
    assert articles.count(store) == 2


def test_a_page_read_later_takes_the_place_of_its_entrys_summary(store: Store) -> None:
    told = articles.from_entry(Entry("a", "https://ex.com/a", "Title", "A summary"), "Ex")
    before = articles.save(store, told, FAILED, now=NOW)
    assert not articles.claim_failed_pages(store, now=NOW, limit=9, lease=DAY)
    (due,) = articles.claim_failed_pages(store, now=NOW + DAY, limit=9, lease=DAY)
    assert not articles.claim_failed_pages(store, now=NOW + DAY, limit=9, lease=DAY)
    assert (due.article, due.page.error) == (before.article, "too slow")
    again = articles.save(store, told, replace(FAILED, error="gone", retry=None), now=NOW)
    assert (again.article, again.page.error) == (before.article, "gone")
    after = articles.save(store, article("a"), FETCHED, now=NOW + DAY)
    assert (after.article.id, after.page, after.saved) == (before.article.id, FETCHED, NOW)
    assert find(store, Search((("summary",),)), limit=9) == ()
    assert len(find(store, Search((("a7",),)), limit=9)) == 1
    assert articles.save(store, told, FAILED, now=NOW) == after


def test_a_page_read_later_may_prove_a_copy(store: Store) -> None:
    original = articles.save(store, article("a"), FETCHED, now=NOW)
    told = articles.from_entry(entry("b"), None)
    poll(store, "https://one.ex/feed", ReadEntry(entry("b"), told, FAILED))
    found = articles.save(store, article("b", original.article.body), FETCHED, now=NOW)
    assert found == original == articles.by_url(store, "https://ex.com/b")
    assert articles.count(store) == 1


def test_articles_that_draw_the_same_number_all_fit(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(articles, "_SECOND", 3)
    for n in range(50):
        articles.save(store, article(f"n{n}", url=None, body=f"Text {n}."), FETCHED, now=NOW)
    assert articles.count(store) == 50
    assert articles.count(store, most=20) == 20


def test_recent_is_newest_first_and_the_future_is_now(store: Store) -> None:
    days = {"old": NOW - 3 * DAY, "new": NOW - DAY, "early": datetime(1969, 1, 1, tzinfo=UTC)}
    for name, published in {**days, "ahead": NOW + DAY, "undated": None}.items():
        at = NOW - 2 * DAY if name == "undated" else NOW
        articles.save(store, article(name, published=published), FETCHED, now=at)
    names = ["ahead", "new", "undated", "old"]
    found = articles.recent(store, since=NOW - 3 * DAY, limit=9)
    assert [one.article.headline for one in found] == [f"About {name}" for name in names]
    assert len(articles.recent(store, since=NOW - 3 * DAY, limit=2)) == 2
    assert articles.recent(store, since=NOW + timedelta(seconds=1), limit=9) == ()


def test_pruning_takes_what_is_old_and_no_longer_listed(store: Store) -> None:
    items = {name: ReadEntry(entry(name), article(name), FETCHED) for name in ("gone", "listed")}
    poll(store, "https://one.ex/feed", *items.values())
    later = NOW + 40 * DAY
    (claim,) = feeds.claim_due(store, now=later, limit=1, lease=DAY)
    feeds.record(store, claim, FeedAnswer(later, listed=("listed",)), now=later)
    articles.save(store, article("pasted"), FETCHED, now=NOW)
    articles.save(store, article("fresh"), FETCHED, now=later)
    assert articles.prune(store, before=later - 30 * DAY) == 2
    kept = [name for name in ("gone", "listed", "pasted", "fresh")
            if articles.by_url(store, f"https://ex.com/{name}")]  # fmt: skip
    assert kept == ["listed", "fresh"]
    assert feeds.unseen(store, claim, [entry("listed")], now=NOW).read == ()
    assert find(store, Search((("gone7",),)), limit=9) == ()
