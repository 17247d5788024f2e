"""Reading stays as good as it was on real pages. The floors are a little below what was reached."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bench import reading
from bot.reading import documents

FLOORS = {"newspapers_a": 0.975, "benchmark_a": 0.958}
MOST_CAPTIONS, MOST_CREDITS = 1, 1


@pytest.mark.slow
@pytest.mark.parametrize("name", FLOORS)
def test_bodies_of_real_pages(name: str, shared: Callable[[str], Path]) -> None:
    shared(f"pages/{name}.jsonl.gz")
    records = reading.read_records(name)
    outputs = [reading.briefbot(record) for record in records]
    _, _, f1, _ = reading.scores(outputs, records)
    captions, credited = reading.leaks(outputs, records)
    assert f1 >= FLOORS[name]
    assert captions <= MOST_CAPTIONS
    assert credited <= MOST_CREDITS


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
