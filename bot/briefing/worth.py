"""Pure. What a sentence is worth: how much of it an editor's own summary is expected to repeat.

An editor repeats the words that the article keeps coming back to, that come early, and that stand
in sentences which later ones take up again (position-directed centrality: Zheng and Lapata 2019).
Two logistic functions say how likely a word, and a pair of neighbouring words, is to be repeated.
A sentence is worth the sum over what it adds; so a sentence that says the same again is worth
little, and no measure of redundancy is needed beside it.

The weights were fitted, and every figure cross-validated, by `bench/train_salience.py` on the
shared sets cnndm_val500, cnndm100, inshorts_a and xsum_a (1,082 news articles with summaries).
"""

import math
from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise
from operator import mul

from bot.briefing.words import is_content, stems

Unit = str | tuple[str, str]  # a word's stem, or those of two neighbours
Vector = Mapping[str, float]  # a sentence's TF-IDF, its length 1

# Weights of `word_features` and `pair_features`, in their order.
WORD_WEIGHTS = (-1.948, 0.706, -0.655, 5.022, 2.515)
PAIR_WEIGHTS = (-1.577, 1.069, -0.716, 0.413, 0.154, 0.165)
# In log-odds. A cautious guess: no set at hand has both a publisher's headline and an editor's free
# summary, and bbc_extractive_a (headlines, but extracts for references) does as well without it.
HEADLINE_WEIGHT = 0.5
LITTLE_WORD = 0.1  # a little word's worth, whichever it is; the best of 0.06 to 0.2


@dataclass(frozen=True, slots=True)
class Worth:
    """What one sentence holds: `units` with their chance to be repeated, `length` in words.

    `centrality` is its TF-IDF cosine with the whole article, 0 to 1.
    """

    units: Mapping[Unit, float]
    little: int
    length: int
    centrality: float

    def added(self, told: Collection[Hashable]) -> float:
        """The matches expected of this sentence beside those of the units `told` already."""
        fresh = [chance for unit, chance in self.units.items() if unit not in told]
        return sum(fresh) + LITTLE_WORD * self.little


@lru_cache(maxsize=4)  # one brief asks several times
def worths(texts: tuple[str, ...], headline: str | None, lang: str | None) -> tuple[Worth, ...]:
    """The worth of each of an article's sentences, `texts`."""
    lines = [stems(text) for text in texts]
    content = content_of(lines, lang)
    vectors = vectors_of(lines, content)
    named = {*stems(headline)} if headline else set[str]()
    odds = {
        word: sum(map(mul, WORD_WEIGHTS, features)) + HEADLINE_WEIGHT * (word in named)
        for word, features in word_features(lines, vectors).items()
    }
    pairs = pair_features(lines, odds)
    paired = {pair: sum(map(mul, PAIR_WEIGHTS, features)) for pair, features in pairs.items()}
    every: Iterable[tuple[Unit, float]] = chain(odds.items(), paired.items())
    chances = {unit: 1 / (1 + math.exp(-odd)) for unit, odd in every}
    return tuple(
        Worth(
            units={unit: chances[unit] for unit in (*line, *pairwise(line)) if unit in chances},
            little=sum([stem not in content for stem in line]),
            length=len(line),
            centrality=central,
        )
        for line, central in zip(lines, _centralities(vectors), strict=True)
    )


def content_of(lines: Sequence[Sequence[str]], lang: str | None) -> frozenset[str]:
    """The stems in `lines` that say something of their own."""
    return frozenset(stem for stem in set(chain.from_iterable(lines)) if is_content(stem, lang))


def vectors_of(lines: Sequence[Sequence[str]], content: Collection[str]) -> list[Vector]:
    """The TF-IDF of each line's content words; what is rare is so within this article."""
    bags = [Counter([stem for stem in line if stem in content]) for line in lines]
    holders = Counter(chain.from_iterable(bags))
    rarity = {word: math.log(1 + len(bags) / held) for word, held in holders.items()}
    return [_unit({word: count * rarity[word] for word, count in bag.items()}) for bag in bags]


def word_features(
    lines: Sequence[Sequence[str]], vectors: Sequence[Vector]
) -> dict[str, tuple[float, ...]]:
    """For each content word: 1, how often (log), how late first (log), the share of sentences that
    hold it, and how much those sentences are taken up again, on average."""
    often = Counter(chain.from_iterable(lines))
    first: dict[str, int] = {}
    holders: dict[str, int] = {}
    echoed: dict[str, float] = {}
    for number, (vector, echo) in enumerate(zip(vectors, _echoes(vectors), strict=True)):
        for word in vector:
            if word in first:
                holders[word] += 1
                echoed[word] += echo
            else:
                first[word], holders[word], echoed[word] = number, 1, echo
    return {
        word: (
            1.0,
            math.log(often[word]),
            math.log(1 + first[word]),
            held / len(lines),
            echoed[word] / held,
        )
        for word, held in holders.items()
    }


def pair_features(
    lines: Sequence[Sequence[str]], odds: Mapping[str, float]
) -> dict[tuple[str, str], tuple[float, ...]]:
    """For each pair of neighbours of which one is a content word: 1, how often (log), how late
    first (log), whether both are, then the log-odds of both or of the one."""
    often: dict[tuple[str, str], int] = {}
    first: dict[tuple[str, str], int] = {}
    for number, line in enumerate(lines):
        for pair in pairwise(line):
            if pair in often:
                often[pair] += 1
            elif pair[0] in odds or pair[1] in odds:
                often[pair] = 1
                first[pair] = number
    late = [math.log(1 + number) for number in range(len(lines))]
    counts = [math.log(max(1, count)) for count in range(1 + max(often.values(), default=0))]
    features: dict[tuple[str, str], tuple[float, ...]] = {}
    for pair, count in often.items():
        one, other = odds.get(pair[0]), odds.get(pair[1])
        if one is None or other is None:
            either = (one or 0.0) + (other or 0.0)
            features[pair] = (1.0, counts[count], late[first[pair]], 0.0, 0.0, either)
        else:
            features[pair] = (1.0, counts[count], late[first[pair]], 1.0, one + other, 0.0)
    return features


def _echoes(vectors: Sequence[Vector]) -> list[float]:
    """How much later sentences take up each one: its cosines with them, summed.

    Divided by the root of the number of sentences, so that long articles compare with short ones.
    """
    later: dict[str, float] = {}
    echoes = []
    for vector in reversed(vectors):
        echoes.append(_product(vector, later) / math.sqrt(len(vectors)))
        _add(later, vector)
    return echoes[::-1]


def _centralities(vectors: Sequence[Vector]) -> list[float]:
    whole: dict[str, float] = {}
    for vector in vectors:
        _add(whole, vector)
    middle = _unit(whole)
    return [_product(vector, middle) for vector in vectors]


def _unit(vector: Vector) -> Vector:
    norm = math.sqrt(sum([value * value for value in vector.values()]))
    return {word: value / norm for word, value in vector.items()}


def _product(vector: Vector, other: Vector) -> float:
    return sum([value * other[word] for word, value in vector.items() if word in other])


def _add(total: dict[str, float], vector: Vector) -> None:
    for word, value in vector.items():
        total[word] = total.get(word, 0.0) + value
