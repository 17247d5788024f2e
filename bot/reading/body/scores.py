"""Pure. How likely is each block of a page to be body?

The two looks of `bot.reading.lines.scores`, with more to look at: the first judges a block by
its words and by its place on the page, the second again by how likely its surroundings are: the
blocks before and after it, and those of its parent, its list and its kind. Both looks have weights
for news and for all else; a page's own lie between them, by how much it looks like news. They
stand in `block_weights.json` and are trained by `bench/train_pages.py`.
"""

from collections.abc import Iterator, Sequence

from bot.reading.body import features as places
from bot.reading.body import groups, kinds
from bot.reading.body.blocks import Block
from bot.reading.body.features import Clues
from bot.reading.body.groups import Groups
from bot.reading.lines import scores
from bot.reading.weights import BLOCKS, load_kinds

_JUDGE = load_kinds(BLOCKS)

FIRST_FEATURES = scores.FIRST_FEATURES + places.FEATURES
AROUND_FEATURES = (*scores.SECOND_FEATURES, *groups.CHANCES)
SECOND_FEATURES = AROUND_FEATURES + tuple(f"again {name}" for name in FIRST_FEATURES)


def chances(blocks: Sequence[Block], clues: Clues) -> list[float]:
    """The log-odds of each block to be body: above 0 more likely than not."""
    news = scores.chance(scores.weigh(_JUDGE.kind, kinds.features(blocks, clues)))
    looks = _JUDGE.between(news)
    grouped = groups.groups(blocks)
    looked = list(first_look(blocks, grouped, clues))
    first = [scores.weigh(looks.first, features) for features in looked]
    around = second_look(blocks, grouped, first)
    return [
        scores.weigh(looks.second, [*near, *own]) for near, own in zip(around, looked, strict=True)
    ]


def first_look(
    blocks: Sequence[Block], grouped: Sequence[Groups], clues: Clues
) -> Iterator[list[float]]:
    """The features FIRST_FEATURES of each block."""
    words = scores.first_look([block.text for block in blocks])
    where = places.features(blocks, grouped, clues)
    for of_words, of_place in zip(words, where, strict=True):
        yield [*of_words, *of_place]


def second_look(
    blocks: Sequence[Block], grouped: Sequence[Groups], first: Sequence[float]
) -> Iterator[list[float]]:
    """The features AROUND_FEATURES of each block, from the first look's log-odds."""
    likely = [scores.chance(odds) for odds in first]
    lines = scores.second_look(first)
    for near, of_groups in zip(lines, groups.chances(blocks, grouped, likely), strict=True):
        yield [*near, *of_groups]
