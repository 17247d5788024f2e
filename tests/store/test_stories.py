"""Articles keep the stories that grouping gave them, on both engines."""

from datetime import timedelta

import pytest

from bot.models import Channel, Image
from bot.store import articles, stories, told
from bot.store.articles import FETCHED
from bot.store.engine import Store
from bot.store.stories import Grouped
from tests.standins.news import NOW, article

HOUR = timedelta(hours=1)


def saved(store: Store, name: str, hours: int = 0) -> str:
    moment = NOW - timedelta(hours=hours)
    return articles.save(store, article(name, published=moment), FETCHED, now=NOW).article.id


def test_what_is_not_grouped_comes_oldest_first_and_once(store: Store) -> None:
    new, old = saved(store, "new", hours=1), saved(store, "old", hours=9)
    assert [one.id for one in stories.ungrouped(store, limit=9)] == [old, new]
    stories.assign(store, [Grouped(old, "s1", "{}")])
    assert [one.id for one in stories.ungrouped(store, limit=9)] == [new]


def test_the_window_has_the_recent_stories_without_their_texts(store: Store) -> None:
    new, old = saved(store, "new", hours=1), saved(store, "old", hours=99)
    stories.assign(store, [Grouped(new, "s1", "a"), Grouped(old, "s2", "b")])
    assert [*stories.window(store, since=NOW - timedelta(days=1))] == [Grouped(new, "s1", "a")]


def test_a_story_is_heard_from_each_of_its_outlets_once(store: Store) -> None:
    """Only what was published since; an outlet without a name is known by its host."""
    old, first = saved(store, "old", hours=40), saved(store, "first", hours=3)
    named = [
        articles.save(
            store,
            article(name, published=NOW - hours * HOUR, outlet="The Tide"),
            FETCHED,
            now=NOW,
        ).article.id
        for name, hours in (("second", 2), ("third", 1))
    ]
    stories.assign(store, (Grouped(one, "s1", "{}") for one in (old, first, *named)))
    found = {*stories.heard(store, since=NOW - timedelta(days=1))}
    assert found == {("s1", "ex.com", int(first)), ("s1", "The Tide", int(named[-1]))}
    assert articles.moment(int(named[-1])) == NOW - HOUR


@pytest.mark.parametrize("name", ["a://[b", "://", "http://[::1"])
def test_an_outlet_may_call_itself_what_is_nearly_an_address(store: Store, name: str) -> None:
    one = articles.save(store, article("one", published=NOW, outlet=name), FETCHED, now=NOW)
    stories.assign(store, [Grouped(one.article.id, "s1", "{}")])
    assert [outlet for _, outlet, _ in stories.heard(store, since=NOW - HOUR)] == [name]


def test_the_newest_of_a_story_has_a_headline_and_no_body(store: Store) -> None:
    untitled = article("untitled", headline=None, published=NOW)
    new = articles.save(store, untitled, FETCHED, now=NOW).article.id
    titled, old = saved(store, "titled", hours=1), saved(store, "old", hours=9)
    stories.assign(store, (Grouped(one, "s1", "{}") for one in (new, titled, old)))
    (one,) = stories.newest(store, ["s1", "s9"]).values()
    assert (one.id, one.headline, one.body) == (titled, "About titled", "")


def test_what_came_has_the_beginning_of_its_text(store: Store) -> None:
    text = "The ferry was late. " * 500
    long = articles.save(
        store, article("long", text, images=(Image("a.png"),)), FETCHED, now=NOW
    ).article.id
    late, old = saved(store, "late", hours=1), saved(store, "old", hours=99)
    stories.assign(store, (Grouped(one, "s1", "{}") for one in (long, late, old)))
    came = [*stories.came(store, published=NOW - timedelta(days=1), read=NOW)]
    assert [(story, one.id) for story, one in came] == [("s1", late), ("s1", long)]
    assert came[1][1].body == text[: stories.BEGINNING]
    assert came[1][1].images == ()


def test_a_story_has_its_articles_in_the_order_they_came(store: Store) -> None:
    new, old = saved(store, "new", hours=1), saved(store, "old", hours=9)
    stories.assign(store, [Grouped(new, "s1", "a"), Grouped(old, "s1", "b")])
    found = stories.members(store, ["s1", "s9"])
    assert [one.id for one in found["s1"]] == [old, new]
    assert stories.story_of(store, new) == "s1"


def test_a_story_is_touched_by_what_is_read_late_and_an_article_without_one_by_itself(
    store: Store,
) -> None:
    new, old = saved(store, "new", hours=1), saved(store, "old", hours=9)
    stories.assign(store, [Grouped(new, "s1", "a")])
    assert stories.touched(store, published=NOW - timedelta(days=1), read=NOW) == {"s1", old}
    assert stories.touched(store, published=NOW - timedelta(hours=2), read=NOW) == {"s1"}
    later = NOW + timedelta(seconds=1)
    assert stories.touched(store, published=NOW - timedelta(days=1), read=later) == frozenset()


def test_an_absorbed_story_takes_along_what_readers_know_of_it(store: Store) -> None:
    one, two = saved(store, "one"), saved(store, "two")
    stories.assign(store, [Grouped(one, "less", "a"), Grouped(two, "more", "b")])
    first, second = str(Channel("slack", "T", "C1")), str(Channel("slack", "T", "C2"))
    told.tell(store, first, {"less": "of less"}, now=NOW)
    told.tell(store, second, {"less": "of less", "more": "of more"}, now=NOW)
    told.follow(store, first, "less", now=NOW)
    stories.assign(store, [], {"less": "more"})
    assert stories.story_of(store, one) == "more"
    assert told.of(store, first, ["less", "more"])["more"].what == "of less"
    assert told.of(store, second, ["less", "more"])["more"].what == "of more"
    assert "less" not in told.of(store, second, ["less", "more"])
    assert told.followed(store, [first]) == ("more",)
