import pytest

from bot.briefing.genres import genre_of, unlabelled
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


def test_a_headline_is_shown_without_its_label() -> None:
    assert unlabelled("Opinion: Close the bridge") == "Close the bridge"
    assert unlabelled("Close the bridge") == "Close the bridge"
