"""Pure. The publisher's own line about an article: what is shown under the headline, or else its
description, where that is a standfirst.

A promotion, a line that was cut off and one that the article does not bear out are none.
"""

from collections.abc import Sequence
from itertools import islice

from bot.reading.body.blocks import Block
from bot.reading.body.features import squeeze
from bot.reading.lines.furniture import is_furniture
from bot.reading.pages.class_names import FEATURES
from bot.text.lexicon import every_language
from bot.text.sentences import is_ended
from bot.text.stems import content, stems
from bot.text.words import counted

SHORTEST = 5  # words
BORNE_OUT = 0.5  # of its words that say something stand in the article

_PAGE = every_language().page
_CUT_OFF = ("…", "...")
_LONGEST = 600  # characters
_BELOW = 6  # blocks below the headline
_BEGIN, _LEAST_BEGIN = 40, 20  # letters by which a description is told
_LINKED = 0.5  # of its letters
_NAMES = ("class", "id", "itemprop", "data-testid")


def shown(
    blocks: Sequence[Block], headline: int | None, said: str | None, noted: Sequence[bool]
) -> int | None:
    """Which block is the line under the headline that its markup calls a standfirst, or that begins
    as the description `said` does; none of those `noted` beside a picture."""
    if headline is None:
        return None
    begin = squeeze(said or "")[:_BEGIN]
    for index, block in islice(enumerate(blocks), headline + 1, headline + 1 + _BELOW):
        if noted[index] or block.linked > _LINKED or len(block.text) > _LONGEST:
            continue
        if counted(block.text) < SHORTEST or is_furniture(block.text):
            continue
        names = " ".join(block.element.get(name) or "" for name in _NAMES).lower()
        if FEATURES["lede"].search(names) and not FEATURES["picture"].search(names):
            return index
        if len(begin) >= _LEAST_BEGIN and squeeze(block.text).startswith(begin):
            return index
    return None


def standfirst(said: str | None, article: str, lang: str | None) -> str | None:
    """`said` of an article, a whole text, if it is its standfirst."""
    if not said or len(said) > _LONGEST or counted(said) < SHORTEST:
        return None
    if said.endswith(_CUT_OFF) or not is_ended(said) or _is_plea(said.lower()):
        return None
    words = content(frozenset(stems(said)), lang)
    told = words.intersection(stems(article))
    return said if len(told) >= BORNE_OUT * len(words) else None


def _is_plea(text: str) -> bool:
    return text.startswith(_PAGE.plea_openings) or any(plea in text for plea in _PAGE.pleas)
