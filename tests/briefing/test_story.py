from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.briefing import novelty
from bot.briefing.extract import compose
from bot.briefing.extract.compose import MOST_WORDS, Shares, allowed_words, own_words
from bot.briefing.extract.grounding import violated
from bot.briefing.story import brief, by_fullness, clearest
from bot.errors import NothingToBriefError
from bot.models import Article, Kind, Length, Story
from tests.standins.stories import stories, story, until

NOW = datetime(2026, 3, 3, 8, tzinfo=UTC)
BRIDGE = story("tolm-bridge")
FIRST_DAY = until(BRIDGE, datetime(2026, 3, 2, 12, tzinfo=UTC))


def article(name: str, body: str = "", **parts: object) -> Article:
    given_parts = {"headline": name, "outlet": name, "published": NOW, "lang": "en", **parts}
    return Article(id=name, body=body, **given_parts)  # type: ignore[arg-type]  # a test's own


@pytest.mark.parametrize("length", list(Length))
def test_a_story_of_one_article_gives_the_articles_brief(length: Length) -> None:
    one = BRIDGE.articles[0]
    alone = compose.brief(one, length, NOW, Shares())
    told = brief(Story("s", (one,)), length, NOW, Shares(), outlets=1)
    assert told == replace(alone, story="s", length=length)


def test_the_news_is_told_once_from_the_fullest_source_and_others_add_what_it_lacks() -> None:
    shown = brief(FIRST_DAY, Length.BRIEF, NOW, Shares(), outlets=3)
    of = {kind: {p.spans[0].article for p in shown.points if p.kind is kind} for kind in Kind}
    assert of[Kind.NEWS] == {"bridge-courier-1"}
    assert of[Kind.NEXT] == {"bridge-post-1"}
    assert shown.outlets == 3


def test_the_newest_day_is_told_though_an_older_article_is_fuller() -> None:
    shown = brief(BRIDGE, Length.BRIEF, NOW, Shares(), outlets=3)
    assert {point.spans[0].article for point in shown.points} <= {
        "bridge-courier-2",
        "bridge-post-2",
    }


def test_to_a_reader_who_was_told_the_source_with_something_new_gives_the_news() -> None:
    first = brief(FIRST_DAY, Length.BRIEF, NOW, Shares(), outlets=3)
    told = replace(novelty.told(first), at=datetime(2026, 3, 3, 5, tzinfo=UTC))
    rewritten = replace(
        FIRST_DAY.articles[0],
        id="late",
        outlet="Late Times",
        published=datetime(2026, 3, 3, 7, 50, tzinfo=UTC),
    )
    later = Story("tolm-bridge", (*BRIDGE.articles, rewritten))
    shown = brief(later, Length.BRIEF, NOW, Shares(), outlets=4, told=told)
    assert shown.points[0].spans[0].article == "bridge-courier-2"
    assert shown.points[0].is_new


def test_the_sources_are_what_it_rests_on_first_and_then_other_outlets() -> None:
    shown = brief(BRIDGE, Length.BRIEF, NOW, Shares(), outlets=3)
    assert [source.id for source in shown.sources] == [
        "bridge-courier-2",
        "bridge-post-2",
        "bridge-wire-1",
    ]
    (killed,) = shown.differences
    assert [report.figure for report in killed.reports] == ["eighteen", "19"]


def test_a_page_is_fuller_than_a_summary_a_date_than_none_and_of_full_ones_the_newer() -> None:
    page, summary = article("page", "word " * 300), article("summary", "word " * 30)
    dateless = article("dateless", "word " * 900, published=None)
    older = article("older", "word " * 900, published=NOW - timedelta(hours=2))
    newer = article("newer", "word " * 450)
    ordered = by_fullness([summary, dateless, older, page, newer])
    assert [one.id for one in ordered] == ["newer", "older", "page", "summary", "dateless"]


@pytest.mark.parametrize(
    "unclear",
    [
        "Why did the Tolm bridge collapse?",
        "Live: the Tolm bridge collapse",
        "The Tolm bridge collapse has killed …",
        "Tolm bridge collapse kills 40",
        "A morning like no other in town",
        "Tolm",
    ],
)
def test_the_clearest_headline_is_whole_and_says_what_the_news_says(unclear: str) -> None:
    clear = article("Bridge collapse in Tolm kills 12", published=NOW - timedelta(hours=3))
    news = "Twelve people were killed when a bridge collapsed in Tolm. The Tolm bridge collapse …"
    assert clearest([article(unclear), clear], news) is clear


def test_of_clear_headlines_the_newest_is_taken() -> None:
    old, new = article("Tolm bridge has fallen"), article("Bridge in Tolm has fallen")
    news = "The bridge in Tolm has fallen."
    assert clearest([replace(old, published=NOW - timedelta(hours=1)), new], news) is new


def test_an_article_without_a_sentence_to_show_is_passed_over() -> None:
    silent = article("silent", "Will it rain?", published=NOW)
    shown = brief(Story("s", (*BRIDGE.articles, silent)), Length.BRIEF, NOW, Shares(), outlets=4)
    assert shown.points
    with pytest.raises(NothingToBriefError):
        brief(Story("s", (silent, silent)), Length.BRIEF, NOW, Shares(), outlets=1)


def test_two_articles_never_say_the_same_thing_in_one_brief() -> None:
    for one in stories():
        shown = brief(one, Length.FULL, NOW, Shares(), outlets=3)
        for point in shown.points:
            others = [p for p in shown.points if p.spans[0].article != point.spans[0].article]
            known = [novelty.key(other.text, "en") for other in others]
            assert not novelty.is_told(novelty.key(point.text, "en"), known)


NEWS = "The council of Tolm closed the eastern quay to all lorries on Monday, its mayor said."
MORE = (
    "The council will vote on a new road to the eastern quay of Tolm on Thursday evening, before "
    "the budget is read.\n\n"
    "The owner of the quay did not immediately respond to a request for comment on the noise, the "
    "dust or the lorries.\n\n"
    "Critics doubt that closing the quay will bring any peace to the old town before the summer, "
    "when the ships come back.\n\n"
    "“We have not slept in a week and nobody from the council came to see us,” said Ada Lund, a "
    "nurse in Harbour Street."
)


def test_no_article_is_quoted_beyond_its_share_and_no_brief_is_longer_than_it_may_be() -> None:
    rich = article("rich", f"Tolm has a quay. {MORE}", published=NOW - timedelta(hours=1))
    padding = "and so on " * 40  # no sentence, so it is never shown
    longer = (
        f"{NEWS} Drivers blocked the town hall of Tolm with forty lorries, a crane and two buses. "
        "Shops in Harbour Street stayed open, and the police counted two hundred people there."
    )
    for own, shares in ((NEWS, Shares(brief=0, full=1)), (longer, Shares(1, 1))):
        told = Story("s", (article("first", f"{own}\n\n{padding}"), rich))
        shown = brief(told, Length.BRIEF, NOW, shares, outlets=2)
        added = [point for point in shown.points if point.spans[0].article == "rich"]
        assert added
        assert sum(map(own_words, added)) <= allowed_words(rich, Length.BRIEF, shares)
        assert shown.words <= MOST_WORDS[Length.BRIEF]


def test_what_has_nothing_to_do_with_the_news_is_not_added() -> None:
    first = article("first", f"{NEWS}\n\n{'and so on ' * 40}")
    other = article("other", "Tolm is a town. Tolm has a port. Judge Hick will hear both motions.")
    shown = brief(Story("s", (first, other)), Length.FULL, NOW, Shares(1, 1), outlets=2)
    assert [point.spans[0].article for point in shown.points] == ["first"]


def test_an_article_in_another_language_adds_no_sentence() -> None:
    german = article("german", f"Tolm has a quay. {MORE}", lang="de")
    shown = brief(
        Story("s", (article("short", NEWS + " word" * 99), german)),
        Length.FULL,
        NOW,
        Shares(1, 1),
        outlets=2,
    )
    assert {point.spans[0].article for point in shown.points} == {"short"}
    assert [source.id for source in shown.sources] == ["short", "german"]


def test_what_both_say_is_to_come_is_said_once() -> None:
    noise = "The noise of the lorries has kept the harbour street awake since Christmas."
    first = article(
        "A", f"{NEWS} {noise} The council of Tolm will vote on the new road on Thursday evening."
    )
    second = article(
        "B", f"{NEWS} {noise} On Thursday evening the council will vote on the new Tolm road."
    )
    shown = brief(Story("s", (first, second)), Length.FULL, NOW, Shares(1, 1), outlets=2)
    assert len([point for point in shown.points if point.kind is Kind.NEXT]) == 1


ARTICLES = tuple(one for told in stories() for one in told.articles)
HOURS = st.one_of(st.none(), st.integers(-48, 0))


@st.composite
def any_story(draw: st.DrawFn) -> Story:
    """Articles in any mix, at any time, of any outlet."""
    chosen = draw(st.lists(st.sampled_from(ARTICLES), min_size=1, max_size=7, unique=True))
    return Story(
        "any",
        tuple(
            replace(
                one,
                published=None if hours is None else NOW + timedelta(hours=hours),
                outlet=draw(st.sampled_from(("A", "B", "C", None))),
            )
            for one, hours in ((one, draw(HOURS)) for one in chosen)
        ),
    )


@settings(max_examples=40)  # each makes many briefs
@given(any_story(), st.sampled_from(Length), st.floats(0, 1), st.integers(-30, 0))
def test_whatever_the_story_its_brief_holds_its_promises(
    told_story: Story, length: Length, share: float, told_hours: int
) -> None:
    shares = Shares(share, share)
    try:
        first = brief(told_story, length, NOW, shares, outlets=2)
    except NothingToBriefError:
        return
    told = replace(novelty.told(first), at=NOW + timedelta(hours=told_hours))
    for shown in (first, brief(told_story, length, NOW, shares, outlets=2, told=told)):
        by_id = {one.id: one for one in told_story.articles}
        quoted = dict.fromkeys(by_id, 0)
        for point in shown.points:
            (span,) = point.spans
            assert violated(point, by_id[span.article]) is None
            quoted[span.article] += own_words(point)
        assert shown.words == sum(quoted.values()) <= MOST_WORDS[length]
        assert length is Length.FLASH or all(
            words <= allowed_words(by_id[one], length, shares) for one, words in quoted.items()
        )
        sources = {source.id for source in shown.sources}
        assert {one for one, words in quoted.items() if words} <= sources
        assert {r.source for one in shown.differences for r in one.reports} <= sources
        assert len({p.spans[0].article for p in shown.points if p.kind is Kind.NEWS}) <= 1
    assert not any(point.is_new for point in first.points)


def test_a_story_of_several_languages_is_told_in_the_one_that_most_are_in() -> None:
    english = [replace(one, lang="en") for one in FIRST_DAY.articles]
    other = replace(english[0], id="x", lang="uk", body=english[0].body * 3)
    told = brief(Story("s", (other, *english)), Length.BRIEF, NOW, Shares(), outlets=3)
    assert told.also_in == ("uk",)
    assert "x" not in {span.article for point in told.points for span in point.spans}
