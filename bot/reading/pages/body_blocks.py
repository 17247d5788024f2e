"""Pure. How likely is each block of a page to be body?

The two looks of `bot.reading.pages.body_lines`, with more to look at: the first judges a block by
its words and by its place on the page, the second again by how likely its surroundings are. The
weights stand in `bot.reading.pages.page_weights` and are trained by `bench/train_pages.py`.
"""

import math
from collections.abc import Iterator, Sequence
from operator import mul

from bot.reading.pages import body_lines, places
from bot.reading.pages.blocks import Block
from bot.reading.pages.page_weights import FIRST_LOOK, SECOND_LOOK
from bot.reading.pages.places import Clues

FIRST_FEATURES = body_lines.FIRST_FEATURES + places.FEATURES
SECOND_FEATURES = body_lines.SECOND_FEATURES + tuple(f"again {name}" for name in FIRST_FEATURES)


def chances(blocks: Sequence[Block], clues: Clues) -> list[float]:
    """The log-odds of each block to be body: above 0 more likely than not."""
    looked = list(first_look(blocks, clues))
    first = [_weigh(FIRST_LOOK, features) for features in looked]
    return [_weigh(SECOND_LOOK, features) for features in second_look(first, looked)]


def first_look(blocks: Sequence[Block], clues: Clues) -> Iterator[list[float]]:
    """The features FIRST_FEATURES of each block."""
    words = body_lines.first_look([block.text for block in blocks])
    for of_words, of_place in zip(words, places.features(blocks, clues), strict=True):
        yield [*of_words, *of_place]


def second_look(first: Sequence[float], looked: Sequence[list[float]]) -> Iterator[list[float]]:
    """The features SECOND_FEATURES of each block, from the first look and its log-odds."""
    for around, own in zip(body_lines.second_look(first), looked, strict=True):
        yield [*around, *own]


def _weigh(weights: dict[str, float], features: Sequence[float]) -> float:
    return math.fsum(map(mul, weights.values(), features))
