"""What each reader was told is remembered a story, and for itself."""

from datetime import timedelta

from bot.store import told
from bot.store.engine import Store
from bot.store.told import ToldRow
from tests.standins.digests import NOW

HOUR = timedelta(hours=1)


def test_a_reader_knows_what_they_were_told_last(store: Store) -> None:
    told.tell(store, "ann", {"s1": "12 killed", "s2": "x"}, now=NOW)
    told.tell(store, "bob", {"s1": "nothing"}, now=NOW)
    told.tell(store, "ann", {"s1": "19 killed"}, now=NOW + HOUR)
    stories = ["s1", "s2", "s3", *(f"t{n}" for n in range(1_000))]
    expected = {"s1": ToldRow("19 killed", NOW + HOUR), "s2": ToldRow("x", NOW)}
    assert told.of(store, "ann", stories) == expected
    assert told.last(store, ["ann"]) == NOW + HOUR
    assert told.last(store, ["eve"]) is None
    assert told.last(store, ["bob", "ann"]) == NOW + HOUR


def test_a_story_is_followed_and_then_not(store: Store) -> None:
    assert told.follow(store, "ann", "s1", now=NOW)
    assert told.follow(store, "ann", "s2", now=NOW + HOUR)
    assert told.follow(store, "bob", "s1", now=NOW)
    assert told.followed(store, ["ann"]) == ("s2", "s1")
    assert told.followed(store, ["bob", "ann"]) == ("s2", "s1")
    assert not told.follow(store, "ann", "s1", now=NOW)
    assert told.followed(store, ["ann"]) == ("s2",)
    assert told.followed(store, ["bob"]) == ("s1",)


def test_what_is_old_is_forgotten(store: Store) -> None:
    told.tell(store, "ann", {"s1": "x"}, now=NOW)
    told.tell(store, "ann", {"s2": "x"}, now=NOW + HOUR)
    told.follow(store, "ann", "s1", now=NOW)
    assert told.prune(store, before=NOW + HOUR) == 2
    assert list(told.of(store, "ann", ["s1", "s2"])) == ["s2"]
