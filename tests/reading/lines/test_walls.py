"""Whether the whole of an article was given to read, where it is one at all."""

import pytest

from bot.reading.lines.flat_text import read_text
from bot.reading.pages.article import read_page

SENTENCE = "The lock that keeps the tide out of the harbour will be rebuilt, the board decided. "
SHORT, LONG = SENTENCE * 4, SENTENCE * 12
BROKEN_OFF = LONG + "The work is to cost 31 million crowns, of which …"
ASKS = "Subscribe to continue reading"


def page(body: str, *, free: str = "true", below: str = "") -> str:
    data = f'{{"@type": "NewsArticle", "isAccessibleForFree": {free}}}'
    return (
        f'<html><head><script type="application/ld+json">{data}</script></head>'
        f"<body><article><h1>The lock</h1><p>{body}</p></article><p>{below}</p></body></html>"
    )


@pytest.mark.parametrize(
    ("html", "complete"),
    [
        (page(LONG), True),
        (page(BROKEN_OFF), True),  # an ellipsis alone is nothing
        (page(LONG, free="false"), True),  # many pages that say so give the whole
        (page(SHORT, free="false"), False),
        (page(BROKEN_OFF, free="false"), False),
        (page(LONG, below=ASKS), True),
        (page(BROKEN_OFF, below=ASKS), False),
        (page(BROKEN_OFF.replace("…", "..."), below=ASKS), False),
    ],
)
def test_a_page_that_asks_for_money_and_breaks_off_is_not_all(html: str, *, complete: bool) -> None:
    assert read_page(html, id="a").complete is complete


def test_so_is_a_text() -> None:
    assert read_text(f"{LONG}\n\n{ASKS}", id="a").complete
    assert not read_text(f"{BROKEN_OFF}\n\n{ASKS}", id="a").complete
