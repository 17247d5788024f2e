"""Reading stays as good as it was on real pages. The floors are a little below what was reached."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bench import page_sets, reading
from bot.reading import documents

FLOORS = {"newspapers_a": 0.97, "benchmark_a": 0.95, "wcxb, articles": 0.95}
MOST_CAPTIONS, MOST_CREDITS = 0.01, 0.005


@pytest.mark.slow
def test_bodies_of_real_pages(shared: Callable[[str], Path]) -> None:
    for name in page_sets.FILES:
        shared(f"pages/{name}.jsonl.gz")
    pages = [page for page in page_sets.read_sets() if page.name in FLOORS][::4]  # a quarter minute
    found = page_sets.tally(pages, [reading.paragraphs(reading.briefbot(page)) for page in pages])
    for name, least in FLOORS.items():
        assert sum(found[name].f1) >= least * len(found[name].f1)
    news = found["newspapers_a"]
    assert sum(news.captions) <= MOST_CAPTIONS * len(news.captions)
    assert sum(news.credits) <= MOST_CREDITS * len(news.credits)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["gzero_semantic", "gzero_divsoup"])
def test_the_same_page_in_two_markups(name: str, shared: Callable[[str], Path]) -> None:
    html = shared(f"pages/{name}.html").read_text(encoding="utf-8")
    article = documents.read_html(html, id=name)
    (lead,) = article.images
    assert lead.caption
    assert lead.credit
    assert len(article.body.split("\n\n")) == 6
    assert len(article.related) == 5
    for picture in (lead, *(teaser.image for teaser in article.related)):
        assert picture
        assert picture.caption
        assert picture.credit
        assert picture.caption not in article.body
        assert picture.credit not in article.body
    for teaser in article.related:
        assert teaser.text
        assert teaser.text not in article.body
