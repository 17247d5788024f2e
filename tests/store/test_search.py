"""Both engines find the same, newest first, whatever is typed."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from bot.models import Image, Teaser
from bot.store import articles
from bot.store import search as searching
from bot.store.articles import FETCHED
from bot.store.engine import Store
from bot.store.search import Search, find
from tests.standins.news import NOW, article

HOUR = timedelta(hours=1)

TEXTS = {
    "cafe": "The Café in Malmö serves naïve poets. Zelensky’s visit, U.S. time.",
    "kyiv": "Київ і Львів: Україна чекає. Kyiv region waits.",
    "arabic": "قَالَ الرئيس إن الحرب",
    "tokyo": "東京都の議会は新しい予算を可決した",
    "delhi": "हिन्दी में समाचार।",
    "plain": "A region near Kyiv votes; the budget fails.",
}


@pytest.fixture
def news(store: Store) -> Store:
    for hours, (name, body) in enumerate(TEXTS.items()):
        one = article(name, body, published=NOW - hours * HOUR, outlet=name.title(), lang="en")
        articles.save(store, one, FETCHED, now=NOW)
    teaser = Teaser("Ice and minerals", "Who wants it?", None, Image(caption="Nuuk, Greenland"))
    articles.save(
        store,
        article("beside", "A port.", related=(teaser, Teaser("Other")), published=NOW - 9 * HOUR),
        FETCHED,
        now=NOW,
    )
    return store


def names(store: Store, search: Search, limit: int = 9) -> list[str]:
    found = find(store, search, limit=limit)
    return [str(one.kept.article.url).removeprefix("https://ex.com/") for one in found]


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("cafe", ["cafe"]),
        ("CAFÉ", ["cafe"]),
        ("cafe\u0301", ["cafe"]),
        ("malmo", ["cafe"]),
        ("Zelensky", ["cafe"]),
        ("U.S.", ["cafe"]),
        ("us", []),
        ("київ", ["kyiv"]),
        ("УКРАЇНА", ["kyiv"]),
        ("kyiv", ["kyiv", "plain"]),
        ("kyiv region", ["kyiv"]),
        ("region kyiv", []),
        ("kyi*", ["kyiv", "plain"]),
        ("kyi", []),
        ("near ky*", ["plain"]),
        ("قال", ["arabic"]),
        ("予算", ["tokyo"]),
        ("算予", []),
        ("हिन्दी", ["delhi"]),
        ("समाचार", ["delhi"]),
        ("about", ["cafe", "kyiv", "arabic", "tokyo", "delhi", "plain", "beside"]),
        ("cafe the", []),  # the headline ends, the body begins
        ("greenland", ["beside"]),
    ],
)
def test_words_are_found_whatever_their_case_and_accents(
    news: Store, phrase: str, expected: list[str]
) -> None:
    assert names(news, Search(any_of=(tuple(phrase.split()),))) == expected


def test_phrases_are_alternatives(news: Store) -> None:
    assert names(news, Search((("malmö",), ("kyiv",)))) == ["cafe", "kyiv", "plain"]
    assert names(news, Search((("about",),)), limit=2) == ["cafe", "kyiv"]


def test_a_time_narrows_a_search(news: Store) -> None:
    kyiv = (("kyiv",),)
    assert names(news, Search(kyiv, since=NOW - 2 * HOUR)) == ["kyiv"]
    assert names(news, Search(kyiv, until=NOW - 2 * HOUR)) == ["plain"]
    assert names(news, Search(until=NOW - 4 * HOUR)) == ["plain", "beside"]
    assert names(news, Search(), limit=1) == ["cafe"]


def test_a_teaser_is_found_as_itself(news: Store) -> None:
    (found,) = find(news, Search((("greenland",),)), limit=9)
    assert [teaser.headline for teaser in found.teasers] == ["Ice and minerals"]
    (found,) = find(news, Search((("port",),)), limit=9)
    assert found.teasers == ()


@pytest.mark.parametrize("nothing", ["🙂", "\x00", '"', "***", "", "\ud800", "\ue000"])
def test_a_phrase_without_a_word_is_nowhere(news: Store, nothing: str) -> None:
    assert find(news, Search(((nothing,),)), limit=9) == ()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None,
          max_examples=60)  # fmt: skip
@given(st.lists(st.text(max_size=12), max_size=6))
@example(['" OR headline:x NOT (', "NEAR(a b, 1)"])
@example(["a' & !'b", "\\", "kyiv\x00", "' | '", "<->", ":*"])
@example(["x " * 5_000, "🙂" * 5_000])
@example(["x" * 5_000, "AND", "OR", "NOT"])
def test_nothing_typed_is_an_operator(news: Store, words: list[str]) -> None:
    search = Search(any_of=(tuple(words), ("kyiv",)))
    assert len(find(news, search, limit=9)) <= 9


def filled(store: Store, count: int = 300) -> None:
    """So many articles, a minute apart: "harbour" in all, "ferry" in every tenth, "lighthouse" in
    the two oldest."""
    for number in range(count):
        rest = (" The ferry sails." if number % 10 == 0 else "") + (
            " A lighthouse fell." if number >= count - 2 else ""
        )
        moment = NOW - number * HOUR / 60
        one = article(f"n{number}", f"The harbour was busy again.{rest}", published=moment)
        articles.save(store, one, FETCHED, now=NOW)
    if store.engine.dialect.name == "postgresql":
        with store.engine.connect() as connection:
            connection.execution_options(isolation_level="AUTOCOMMIT").exec_driver_sql("ANALYZE")


def test_common_and_rare_words_are_found_beyond_the_newest(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "ASKED_AT_LEAST", 3)
    filled(store, 60)
    harbour, ferry, lighthouse = ((one,) for one in ("harbour", "ferry", "lighthouse"))
    assert names(store, Search((harbour,)), limit=30) == [f"n{number}" for number in range(30)]
    assert names(store, Search((ferry,)), limit=5) == ["n0", "n10", "n20", "n30", "n40"]
    assert names(store, Search((lighthouse,)), limit=1) == ["n58"]
    assert names(store, Search((lighthouse, ferry)), limit=9) == [
        "n0", "n10", "n20", "n30", "n40", "n50", "n58", "n59",
    ]  # fmt: skip
    some = Search((ferry, lighthouse), since=NOW - 50.5 * HOUR / 60, until=NOW - 9.5 * HOUR / 60)
    assert names(store, some, limit=9) == ["n10", "n20", "n30", "n40", "n50"]
    assert names(store, Search((("glacier",),)), limit=1) == []


def test_to_find_one_article_the_planner_is_asked_for_many(store: Store) -> None:
    """Or it reads a table of 500,000 backwards (`python -m bench.postgresql`)."""
    if store.engine.dialect.name != "postgresql":
        pytest.skip("SQLite looks in the index alone")
    asked: list[object] = []
    event.listen(
        store.engine, "before_cursor_execute", lambda *given: asked.append((given[2], given[3]))
    )
    filled(store, 3)
    asked.clear()
    assert names(store, Search((("lighthouse",),)), limit=1) == ["n1"]
    (searched,) = (given for text, given in asked if "@@" in text)  # type: ignore[misc, has-type]
    assert searching.ASKED_AT_LEAST in searched.values()


def test_a_hit_has_the_beginning_of_its_body(store: Store) -> None:
    articles.save(store, article("long", "A glacier melts. " * 900), FETCHED, now=NOW)
    (found,) = find(store, Search((("glacier",),)), limit=9)
    assert found.kept.article.body == ("A glacier melts. " * 900)[: searching.BEGINNING]


def test_the_twentieth_search_for_a_rare_word_reads_no_more_than_the_first(store: Store) -> None:
    if store.engine.dialect.name != "postgresql":
        pytest.skip("SQLite plans each time")
    filled(store)
    for _ in range(20):
        assert names(store, Search((("greenland",),))) == []
    with store.engine.connect() as connection:
        plans = connection.exec_driver_sql(
            "SELECT sum(generic_plans), sum(custom_plans) FROM pg_prepared_statements"
        ).one()
    assert plans[0] == 0
    assert plans[1] >= 10
