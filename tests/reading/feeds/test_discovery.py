"""A site's feeds, the likeliest first."""

from hypothesis import given
from hypothesis import strategies as st

from bot.reading.feeds import discovery


def test_named_feeds_come_before_links_and_links_before_guesses() -> None:
    page = """<head><link rel="alternate" type="application/rss+xml" href="/named.xml">
        <link rel="alternate" hreflang="de" href="/de"></head>
        <a href="/politics/rss">RSS</a><a href="/feedback">Write to us</a>"""
    assert discovery.candidates(page, "https://ex.com/news/")[:3] == (
        "https://ex.com/named.xml",
        "https://ex.com/politics/rss",
        "https://ex.com/feed",
    )


@given(st.text())
def test_any_page_gives_at_least_the_common_paths(page: str) -> None:
    assert len(discovery.candidates(page, "https://ex.com/")) >= len(discovery.COMMON_PATHS)
