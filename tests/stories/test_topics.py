"""A topic finds the articles about it, in the sense meant, and says what it matched."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import UsageError
from bot.models import Article
from bot.stories import expansion, topics
from bot.stories.senses import gazetteer
from bot.stories.topics import Match
from tests.stories import topic_set
from tests.stories.topic_set import GAZETTEER


def about(topic: str, headline: str, body: str = "") -> Match | None:
    article = Article(id="1", headline=headline, body=body)
    return topics.matches([expansion.expand(topic.split(), GAZETTEER)], article)


@pytest.mark.parametrize(
    ("answer", "precision", "recall"),
    [(topic_set.ours, 0.98, 0.98), (topic_set.bare, 0.0, 0.0)],
)
def test_the_topic_set_is_answered(
    answer: Callable[..., set[str | None]], precision: float, recall: float
) -> None:
    score = topic_set.score(answer)
    assert score.precision >= precision
    assert score.recall >= recall


def test_the_set_has_queries_enough() -> None:
    sets = [topic_set.read(file) for file in topic_set.FILES]
    assert len({query for _, wanted in sets for query in wanted}) >= 60
    assert sum(len(made) for made, _ in sets) >= 150


def test_an_answer_says_what_it_matched() -> None:
    match = about("ukraine", "Talks end", "Zelensky left Kyiv on Monday, his office said.")
    assert match is not None
    assert match.matched == ("Zelensky", "Kyiv")


def test_a_name_in_passing_is_not_what_an_article_is_about() -> None:
    body = "The council met. " * 40 + "A delegate came from Kyiv."
    assert about("ukraine", "Council mends its roof", body) is None


@pytest.mark.parametrize(
    ("topic", "headline"),
    [
        ("chad", "Chad and Sudan agree to reopen border"),
        ("jordan", "In Jordan, a drought enters its third year"),
        ("jordan", "Why Jordan Will Not Take Part"),
        ("us", "US sends second carrier"),
        ("united states", "U.S. sends second carrier"),
        ("czech republic", "Czechs vote on Saturday"),
        ("dr congo", "Kinshasa signs pact"),
        ("côte d'ivoire", "Ivory Coast cocoa crop fails"),
    ],
)
def test_a_place_is_found_under_its_other_names(topic: str, headline: str) -> None:
    assert about(topic, headline)


@pytest.mark.parametrize(
    ("topic", "headline"),
    [
        ("uk", "Ukraine strikes depot"),
        ("us", "They told us so"),
        ("niger", "Nigeria votes"),
        ("china", "South China Sea patrols resume"),
        ("turkey", "How to carve a turkey"),
        ("poland", "The best polish for floors"),
        ("chile", "A chile for every taste"),
        ("guinea", "Papua New Guinea quake"),
        ("sudan", "South Sudan delays vote"),
        ("chad", "“It was a prank,” said Chad"),
        ("jordan", "Jordan, 34, wins marathon"),
        ("new england", "England win the toss"),
        ("ireland", "Northern Ireland budget passes"),
    ],
)
def test_another_thing_of_that_name_is_not_meant(topic: str, headline: str) -> None:
    assert about(topic, headline) is None


def test_every_place_finds_its_own_name_and_people() -> None:
    for name, place in GAZETTEER.places.items():
        for spelled in (*place.names[:1], *place.people[:1]):
            assert about(name, f"Talks with the {spelled} side begin"), (name, spelled)


@pytest.mark.parametrize(
    ("typed", "meant"), [("ukrane", "ukraine"), ("afganistan", "afghanistan"), ("isreal", "israel")]
)
def test_a_typo_gets_a_suggestion(typed: str, meant: str) -> None:
    assert topics.suggest((typed,), GAZETTEER) == meant


def test_nonsense_gets_no_suggestion() -> None:
    assert topics.suggest(("qqqqqq",), GAZETTEER) is None


def test_an_operator_adds_to_a_place_and_makes_new_ones() -> None:
    own = gazetteer.parse(
        '[places]\nukraine = { cities = ["Izmail"] }\nlapland = { names = ["Lapland"] }', "own.toml"
    )
    both = gazetteer.merged(GAZETTEER, own)
    assert "Izmail" in both.places["ukraine"].cities
    assert "Kyiv" in both.places["ukraine"].cities
    assert both.sense("Lapland")


@pytest.mark.parametrize(
    "text",
    [
        "[places",
        "[towns]",
        '[places]\nx = "y"',
        '[places]\nx = { city = ["Y"] }',
        '[places]\nx = { cities = "Y" }',
        "[also]\na = 3",
    ],
)
def test_a_file_of_topics_that_is_wrong_is_named(text: str) -> None:
    with pytest.raises(UsageError) as raised:
        gazetteer.parse(text, "own.toml")
    assert "own.toml" in raised.value.advice


@given(st.text(max_size=60), st.text(max_size=200), st.text(max_size=400))
def test_any_topic_and_any_article_end_in_an_answer(words: str, headline: str, body: str) -> None:
    if topic := words.split():
        match = about(" ".join(topic), headline, body)
        assert match is None or match.strength >= topics.ENOUGH


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("Вельмарік", "Velmarik port reopens"),
        ("UN", "Harvest talks end without a pledge"),
        ("EU", "Bloc to count bees"),
        ("blackout", "Half of Keld without power"),
        ("walkout", "Porters of Lusk strike over pay"),
        ("global heating", "Global warming shrinks the Harn glacier"),
    ],
)
def test_a_store_is_asked_in_other_letters_and_by_other_words(query: str, found: str) -> None:
    """Also by what is a little word in other languages."""
    texts = {
        "Velmarik port reopens": "Ships loaded wheat again.",
        "Harvest talks end without a pledge": "The UN talks ended on Friday.",
        "Bloc to count bees": "Beekeepers asked the EU to pay for it.",
        "Half of Keld without power": "A storm felled pylons.",
        "Porters of Lusk strike over pay": "They began on Monday.",
        "Global warming shrinks the Harn glacier": "It lost three metres.",
        "Un nouveau pont": "Un pont relie us et eux.",
    }
    articles = [Article(str(n), headline, body) for n, (headline, body) in enumerate(texts.items())]
    assert topic_set.ours(topic_set.stored(articles), query) == {found}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("WEM", {"WEM opens a school"}),
        ("layoffs", {"Millers of Lusk to cut 4,200 jobs", "Dairy to cut up to 90 jobs"}),
        ("immunisation", {"Fewer children get a measles jab"}),
        ("Харків", {"Kharkiv opens a rink", "У Харкові відкрили каток"}),
        ("Calcutta", {"Kolkata floods recede"}),
        ("is there anything new on Kolkata?", {"Kolkata floods recede"}),
        ("belgian", {"Belgian court frees sailor"}),
        ("Perico", {"Périco retires"}),
    ],
)
def test_a_store_is_asked_as_desks_ask(query: str, found: set[str]) -> None:
    headlines = [
        "WEM opens a school",
        "Wem gehört der Fluss?",
        "Millers of Lusk to cut 4,200 jobs",
        "Dairy to cut up to 90 jobs",
        "Dairy cut prices for jobs website",
        "Fewer children get a measles jab",
        "Weight-loss jab sold in shops",
        "Kharkiv opens a rink",
        "У Харкові відкрили каток",
        "Kolkata floods recede",
        "Belgian court frees sailor",
        "Belgian waffles with plums",
        "Périco retires",
        "Parico retires",
    ]
    articles = [Article(str(n), one, "") for n, one in enumerate(headlines)]
    assert topic_set.ours(topic_set.stored(articles), query) == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("jordan hayes", {"Jordan Hayes returns for City"}),
        ("Dale Jordan", {"Shoes of Dale Jordan are sold"}),
        ("jordan fuel", {"Amman raises fuel prices"}),
        ("jordan", {"Amman raises fuel prices"}),
        ('jordan "hayes"', set()),
    ],
)
def test_somebody_called_like_a_country_is_found_by_the_whole_name(
    query: str, found: set[str]
) -> None:
    articles = [
        Article("1", "Jordan Hayes returns for City", "Striker Jordan Hayes scored twice."),
        Article("2", "Amman raises fuel prices", "Jordan raised fuel prices by 5% on Sunday."),
        Article("3", "Shoes of Dale Jordan are sold", "The shoes fetched $410,000."),
    ]
    assert topic_set.ours(topic_set.stored(articles), query) == found
