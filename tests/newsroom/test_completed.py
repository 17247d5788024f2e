"""A page's article takes from its feed's entry what the page does not say."""

from dataclasses import replace

import pytest

from bot.models import Article
from bot.newsroom.fetching import completed

BODY = "The lock at Holm is to be rebuilt, the water board said. Its gates failed twice in a year."
PAGE = Article(id="1", headline="Lock to be rebuilt", body=BODY, lang="en")


@pytest.mark.parametrize(
    ("summary", "standfirst"),
    [
        ("The gates of the Holm lock failed twice in a year.", True),
        ("The gates of the Holm lock failed twice in a …", False),
        ("Subscribe to our newsletter about the Holm lock and its gates.", False),
        ("Bees die in the hills, and nobody can say why they do.", False),
    ],
)
def test_a_summary_is_the_standfirst_of_a_page_without_one(
    summary: str,
    standfirst: bool,  # noqa: FBT001 — expected value
) -> None:
    found = completed(PAGE, Article(id="1", headline=None, body=summary))
    assert found.standfirst == (summary if standfirst else None)


def test_the_pages_own_word_stands() -> None:
    page = replace(PAGE, standfirst="Its gates failed.", byline="Ada Novak")
    said = replace(PAGE, body="The lock failed twice.", byline="Bo Lind", outlet="HP")
    found = completed(page, said)
    assert (found.standfirst, found.byline, found.outlet) == (
        "Its gates failed.",
        "Ada Novak",
        "HP",
    )
