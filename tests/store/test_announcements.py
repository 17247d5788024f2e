"""What articles announce is kept as long as they are, on both engines."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from bot.models import Announcement, Kind, Point, Span
from bot.store import articles, stories
from bot.store.articles import FETCHED
from bot.store.engine import Store
from bot.store.following import announcements
from bot.store.stories import Grouped
from tests.standins.news import NOW, article

TUESDAY, FRIDAY = date(2026, 11, 24), date(2026, 11, 27)


def announced(store: Store, name: str, day: date, at: datetime = NOW) -> str:
    one = replace(article(name), published=at)
    number = articles.save(store, one, FETCHED, now=NOW).article.id
    point = Point(Kind.NEXT, f"It is {name}’s day.", (Span(number, 0, 10),))
    found = Grouped(number, f"story of {name}", "[]", announced=(Announcement(day, point),))
    stories.assign(store, [found])
    return number


def test_days_are_found_by_their_dates_and_stories(store: Store) -> None:
    number = announced(store, "one", TUESDAY)
    announced(store, "two", FRIDAY)
    (first,) = announcements.between(store, TUESDAY, TUESDAY)
    assert (first.story, first.article.id, first.article.outlet) == ("story of one", number, None)
    assert (first.announcement.day, first.article.body) == (TUESDAY, "")
    assert first.announcement.point == Point(Kind.NEXT, "It is one’s day.", (Span(number, 0, 10),))
    both = announcements.between(store, TUESDAY, FRIDAY)
    assert {one.story for one in both} == {"story of one", "story of two"}
    (mine,) = announcements.between(store, TUESDAY, FRIDAY, ["story of two", "another"])
    assert mine.story == "story of two"


def test_of_too_much_the_newest_articles_are_heard_the_oldest_first(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    for hours, name in enumerate(("three", "two", "one")):
        announced(store, name, FRIDAY, NOW - timedelta(hours=hours))
    monkeypatch.setattr(announcements, "MOST", 2)
    found = announcements.between(store, TUESDAY, FRIDAY)
    assert [one.story for one in found] == ["story of two", "story of three"]


def test_what_an_article_announces_now_is_in_the_place_of_what_it_did(store: Store) -> None:
    number = int(announced(store, "one", TUESDAY))
    announced(store, "two", TUESDAY)
    with store.writing() as connection:
        stories.place(connection, number, None, "[]", ())
    assert [one.story for one in announcements.between(store, TUESDAY, FRIDAY)] == ["story of two"]


def test_an_article_that_is_forgotten_announces_nothing(store: Store) -> None:
    announced(store, "one", TUESDAY)
    articles.prune(store, before=NOW + timedelta(days=1))
    assert announcements.between(store, TUESDAY, FRIDAY) == ()
