import pytest

from bot.briefing.genres import genre_of, is_guide, unlabelled
from bot.models import Article, Genre


@pytest.mark.parametrize(
    ("headline", "url", "genre"),
    [
        ("Opinion: Close the bridge", None, Genre.OPINION),
        ("Close the bridge", "https://a.example/opinion/bridge", Genre.OPINION),
        ("Analysis | Why the bridge fell", None, Genre.ANALYSIS),
        ("Review: A play about a bridge", None, Genre.REVIEW),
        ("Interview: The man who built the bridge", None, Genre.INTERVIEW),
        ("Live: The bridge is closed", None, Genre.LIVE),
        ("Opinion polls close at eight", "https://a.example/news/opinion-polls", Genre.NEWS),
        (None, None, Genre.NEWS),
    ],
)
def test_a_label_or_a_section_tells_what_kind_of_piece_it_is(
    headline: str | None, url: str | None, genre: Genre
) -> None:
    assert genre_of(Article(id="a", headline=headline, body="", url=url)) is genre


@pytest.mark.parametrize(
    ("headline", "is_one"),
    [
        ("How to mend a net | Step by step", True),
        ("7 tips for painting a boat", True),
        ("Boats and ships: a complete guide", True),
        ("Oars vs. sails: key differences", True),
        ("The 10 best ferries of the coast", True),
        ("Council learns how much the bridge costs", False),
        ("Opinion: How to save the pier", False),
        (None, False),
    ],
)
def test_a_guide_says_so_in_its_headline(headline: str | None, is_one: bool) -> None:  # noqa: FBT001
    assert is_guide(Article(id="a", headline=headline, body="")) is is_one


def test_a_headline_is_shown_without_its_label() -> None:
    assert unlabelled("Opinion: Close the bridge") == "Close the bridge"
    assert unlabelled("Close the bridge") == "Close the bridge"
