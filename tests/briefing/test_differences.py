from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.briefing.differences import between
from bot.models import Article
from tests.standins.stories import stories, story

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


def said(outlet: str, body: str, hours: float = 0) -> Article:
    return Article(
        id=f"{outlet}{hours}",
        headline=None,
        body=body,
        outlet=outlet,
        published=NOW + timedelta(hours=hours),
        lang="en",
    )


def shown(*articles: Article) -> dict[str, list[str]]:
    return {
        one.what: [f"{report.figure} ({report.source})" for report in one.reports]
        for one in between(articles)
    }


def test_differing_figures_stand_side_by_side_with_their_sources_and_their_hedges() -> None:
    assert shown(
        said("A", "At least 12 people were killed in Tolm on Monday."),
        said("B", "Nineteen people were killed in Tolm on Monday."),
    ) == {"killed": ["at least 12 (A0)", "nineteen (B0)"]}


def test_only_an_outlets_newest_statement_counts() -> None:
    assert (
        shown(
            said("A", "A fire killed 12 people in Tolm."),
            said("A", "A fire killed 19 people in Tolm.", hours=2),
            said("B", "A fire killed 19 people in Tolm.", hours=1),
        )
        == {}
    )


def test_a_figure_of_half_a_day_before_is_outdated_and_no_difference() -> None:
    old = said("A", "A fire killed 12 people in Tolm.", hours=-13)
    assert shown(old, said("B", "A fire killed 19 people in Tolm.")) == {}


def test_an_article_that_gives_two_figures_for_one_thing_is_not_compared() -> None:
    both = said("A", "A fire killed 12 people in Tolm. A fire killed three people in Orsk.")
    assert shown(both, said("B", "A fire killed 19 people.")) == {}


def test_figures_of_different_things_are_never_set_side_by_side() -> None:
    killed = said("A", "Twelve people were killed in Tolm on Monday.")
    for other in (
        "About 300 people have been killed since May.",
        "Three children were killed in Tolm on Monday.",
        "Nineteen people were killed in Orsk on Monday.",
        "Nineteen people were killed in Tolm on Sunday.",
        "Nineteen people were injured in Tolm on Monday.",
        "Rebels claim that 200 people were killed.",
    ):
        assert shown(killed, said("B", other)) == {}, other


def test_of_many_outlets_two_are_named_for_a_figure() -> None:
    many = [said(name, "A fire killed 12 people in Tolm.") for name in "ABCD"]
    many.append(said("E", "A fire killed 13 people in Tolm."))
    assert shown(*many) == {"killed": ["12 (A0)", "12 (B0)", "13 (E0)"]}


def test_the_made_up_stories_differ_where_they_were_made_to_and_nowhere_else() -> None:
    found = {one.id: set(shown(*one.articles)) for one in stories()}
    assert found == {
        "tolm-bridge": {"killed"},
        "isle-troops": {"Sundrian troops"},
        "marn-quake": {"magnitude"},
        "ferry-strike": set(),
        "harbour-fees": set(),
    }


@given(st.permutations(story("tolm-bridge").articles), st.integers(1, 5))
def test_a_figure_stands_so_in_the_article_it_is_of_and_two_of_them_differ(
    articles: list[Article], number: int
) -> None:
    by_id = {article.id: article for article in articles}
    for difference in between(articles[:number]):
        figures = [report.figure for report in difference.reports]
        assert len(set(figures)) > 1
        for report in difference.reports:
            assert report.figure in by_id[report.source].body.lower()


def test_without_dates_nobody_knows_which_figure_is_newer() -> None:
    one = replace(said("A", "A fire killed 12 people."), published=None)
    assert shown(one, said("B", "A fire killed 19 people.")) == {}
