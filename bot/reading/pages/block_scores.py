"""Pure. How likely is each block of a page to be body?

The two looks of `bot.reading.lines.scores`, with more to look at: the first judges a block by
its words and by its place on the page, the second again by how likely its surroundings are. The
weights stand in `block_weights.json` and are trained by `bench/train_pages.py`.
"""

from collections.abc import Iterator, Sequence

from bot.reading.lines import scores
from bot.reading.pages import block_features
from bot.reading.pages.block_features import Clues
from bot.reading.pages.blocks import Block
from bot.reading.weights import BLOCKS, load

_LOOKS = load(BLOCKS)

FIRST_FEATURES = scores.FIRST_FEATURES + block_features.FEATURES
SECOND_FEATURES = scores.SECOND_FEATURES + tuple(f"again {name}" for name in FIRST_FEATURES)


def chances(blocks: Sequence[Block], clues: Clues) -> list[float]:
    """The log-odds of each block to be body: above 0 more likely than not."""
    looked = list(first_look(blocks, clues))
    first = [scores.weigh(_LOOKS.first, features) for features in looked]
    return [scores.weigh(_LOOKS.second, features) for features in second_look(first, looked)]


def first_look(blocks: Sequence[Block], clues: Clues) -> Iterator[list[float]]:
    """The features FIRST_FEATURES of each block."""
    words = scores.first_look([block.text for block in blocks])
    for of_words, of_place in zip(words, block_features.features(blocks, clues), strict=True):
        yield [*of_words, *of_place]


def second_look(first: Sequence[float], looked: Sequence[list[float]]) -> Iterator[list[float]]:
    """The features SECOND_FEATURES of each block, from the first look and its log-odds."""
    for around, own in zip(scores.second_look(first), looked, strict=True):
        yield [*around, *own]
