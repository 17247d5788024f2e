import pytest

from bot.reading.body.standfirsts import standfirst

ARTICLE = (
    "Tolm closes its last coal mine\n"
    "The city of Tolm closed its last coal mine on Monday. "
    "Six hundred miners will work at the port."
)
LINE = "The last coal mine of Tolm closed on Monday, and its miners go to the port."


def test_a_whole_line_that_the_article_bears_out_is_its_standfirst() -> None:
    assert standfirst(LINE, ARTICLE, "en") == LINE


@pytest.mark.parametrize(
    "line",
    [
        None,
        "",
        "Closed on Monday.",
        "The last coal mine of Tolm closed on Monday, and its miners go to",
        "The last coal mine of Tolm closed on Monday, and its miners…",
        "Breaking stories, weather, sport and pictures from all over the country.",
        "Sign up for our newsletter about the coal mine of Tolm and its miners.",
    ],
)
def test_what_is_cut_off_short_or_about_something_else_is_none(line: str | None) -> None:
    assert standfirst(line, ARTICLE, "en") is None
