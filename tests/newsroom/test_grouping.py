"""Grouping what a store holds: it goes on after a restart, and says why articles were joined."""

from datetime import datetime, timedelta
from pathlib import Path

from bot.models import Article
from bot.newsroom.grouping import Grouper, joined_by
from bot.store import articles, stories
from bot.store.articles import FETCHED
from bot.store.engine import Store, open_store
from tests.standins.week import reports

WEEK = [report.article for report in reports()][:150]


def _grouped(path: Path, *, restarted: bool) -> dict[str, str | None]:
    """The stories of the week's first days, by address."""
    store = open_store(f"sqlite:///{path}")
    grouper = Grouper(store)
    found: dict[str, str] = {}
    for at in range(0, len(WEEK), 50):
        if restarted:
            grouper = Grouper(store)
        some = WEEK[at : at + 50]
        now = max(one.published for one in some if one.published) + timedelta(minutes=5)
        found |= {one.id: _save(store, one, now) for one in some}
        grouper.group_new(now)
    return {name: stories.story_of(store, number) for name, number in found.items()}


def _save(store: Store, article: Article, now: datetime) -> str:
    return articles.save(store, article, FETCHED, now=now).article.id


def test_a_restart_groups_the_same(tmp_path: Path) -> None:
    whole = _grouped(tmp_path / "whole.db", restarted=False)
    parts = _grouped(tmp_path / "parts.db", restarted=True)
    assert len(set(whole.values())) < len(whole) / 3
    assert whole == parts


def test_what_joined_an_article_to_its_story_is_told(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'store.db'}")
    now = datetime.fromisoformat("2026-11-24T09:00:00+00:00")
    texts = {
        "dam": (
            "Karun Dam cracks and 38,000 flee",
            "Some 38,000 fled the cracked Karun Dam.",
        ),
        "valley": ("38,000 flee as Karun Dam cracks", "They left homes below the Karun Dam."),
        "chess": ("Girl of twelve wins chess title", "She is the youngest who ever did."),
    }
    for name, (headline, body) in texts.items():
        url = f"https://news.example/{name}"
        told = Article(id=url, headline=headline, body=body, url=url, published=now, lang="en")
        _save(store, told, now)
    Grouper(store).group_new(now)
    assert {"Karun Dam", "38,000"} < set(joined_by(store, "https://news.example/dam"))
    assert joined_by(store, "https://news.example/chess") == ()
    assert joined_by(store, "https://news.example/none") == ()


def test_related_stories_are_remembered_by_what_became_of_them(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'store.db'}")
    now = datetime.fromisoformat("2026-11-24T09:00:00+00:00")
    numbers = [
        _save(store, Article(id=url, headline=url, body="", url=url, published=now), now)
        for url in ("https://a.example/1", "https://a.example/2", "https://a.example/3")
    ]
    first, second, third = numbers
    placed = [stories.Grouped(number, number, "[]") for number in (first, second)]
    stories.assign(store, [*placed, stories.Grouped(third, third, "[]", (second, first))])
    assert stories.related(store, [first, third]) == {third: {second: 1, first: 1}}
    (found,) = stories.related(store, [third]).values()
    assert list(found) == [second, first]
    assert not stories.related(store, [third], since=now + timedelta(days=1))
    stories.assign(store, [], {second: first})
    assert stories.related(store, [third]) == {third: {first: 2}}
    stories.assign(store, [], {third: first})
    assert stories.related(store, [first]) == {}
