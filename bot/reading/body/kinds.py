"""Pure. How much a page looks like a news report rather than a guide, a list or documentation.

News is told in paragraphs; elsewhere lists, tables and subheadings are as much of the text. The
judge of blocks (`bot.reading.body.scores`) weighs its features by what the page looks like.
"""

import math
from collections.abc import Sequence

from bot.reading.body.blocks import PROSE, Block
from bot.reading.body.features import Clues

FEATURES = (
    "bias", "news stated", "article stated", "other stated", "nothing stated", "dated", "signed",
    "headline", "prose", "items", "cells", "headings", "code", "links", "log of letters",
    "length of prose",
)  # fmt: skip

_LONG = 400
_LINKED = 0.5
_HEADINGS = {"h2", "h3", "h4", "h5"}
_ITEMS = {"li", "dd", "dt"}
_CELLS = {"td", "th"}
_NEWS = ("NewsArticle",)
_ARTICLES = ("Article", "article", "Posting", "Report")


def features(blocks: Sequence[Block], clues: Clues) -> list[float]:
    """The FEATURES of a page."""
    letters = sum(len(block.text) for block in blocks) or 1
    linked = sum(len(block.text) * block.linked for block in blocks)
    plain = [block for block in blocks if block.linked < _LINKED]
    unlinked = sum(len(block.text) for block in plain) or 1
    prose = [min(len(block.text), _LONG) for block in plain if len(block.text) >= PROSE]
    news = any(kind.endswith(_NEWS) for kind in clues.kinds)
    article = any(kind.endswith(_ARTICLES) for kind in clues.kinds)

    def share(tags: set[str]) -> float:
        return sum(len(block.text) for block in plain if block.element.tag in tags) / unlinked

    headings = sum(block.element.tag in _HEADINGS for block in plain)
    return [
        1.0,
        news,
        article and not news,
        bool(clues.kinds) and not article,
        not clues.kinds,
        clues.dated,
        clues.signed,
        bool(clues.headlines),
        sum(prose) / unlinked,
        share(_ITEMS),
        share(_CELLS),
        headings / (headings + len(prose) + 1),
        share({"pre"}),
        linked / letters,
        math.log1p(unlinked) / 10,
        sum(prose) / (len(prose) or 1) / _LONG,
    ]
