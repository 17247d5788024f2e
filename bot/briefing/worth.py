"""Pure. What a sentence is worth: how much of it an editor's own summary is expected to repeat.

An editor repeats the words that the article keeps coming back to, that come early, and that stand
in sentences which later ones take up again (position-directed centrality: Zheng and Lapata 2019).
Two logistic functions say how likely a word, and a pair of neighbouring words, is to be repeated.
A sentence is worth the sum over what it adds; so a sentence that says the same again is worth
little, and no measure of redundancy is needed beside it.

The weights were fitted, and every figure cross-validated, by `bench/train_salience.py` on the
shared sets cnndm_val500, cnndm100, inshorts_a and xsum_a (1,082 news articles with summaries).
"""

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise
from math import exp, fsum, log, sqrt

from bot.briefing.words import is_content, stems

Pair = tuple[str, str]  # of neighbours, by their stems
Unit = str | Pair
Vector = Mapping[str, float]  # a sentence's TF-IDF, its length 1

# Weights of `word_odds` and `pair_odds`, in their order.
WORD_WEIGHTS = (-1.948, 0.706, -0.655, 5.022, 2.515)
PAIR_WEIGHTS = (-1.577, 1.069, -0.716, 0.413, 0.154, 0.165)
# In log-odds. A cautious guess: no set at hand has both a publisher's headline and an editor's free
# summary, and bbc_extractive_a (headlines, but extracts for references) does as well without it.
HEADLINE_WEIGHT = 0.5
LITTLE_WORD = 0.1  # a little word's worth, whichever it is; the best of 0.06 to 0.2


@dataclass(frozen=True, slots=True)
class Worth:
    """What one sentence holds: its `units`, `length` in words.

    `chances`: of every unit of the article, to be repeated. `alone`: the matches expected of the
    sentence where nothing else is told. `centrality`: its TF-IDF cosine with the whole article, 0
    to 1.
    """

    units: AbstractSet[Unit]
    chances: Mapping[Unit, float]
    alone: float
    length: int
    centrality: float

    def added(self, told: AbstractSet[Hashable]) -> float:
        """The matches expected of this sentence beside those of the units `told` already."""
        return self.alone - fsum(map(self.chances.__getitem__, self.units & told))


@lru_cache(maxsize=4)  # one brief asks several times
def worths(texts: tuple[str, ...], headline: str | None, lang: str | None) -> tuple[Worth, ...]:
    """The worth of each of an article's sentences, `texts`."""
    lines = [stems(text) for text in texts]
    content = content_of(lines, lang)
    vectors = vectors_of(lines, content)
    odds = word_odds(lines, vectors, WORD_WEIGHTS)
    for word in odds.keys() & stems(headline or ""):
        odds[word] += HEADLINE_WEIGHT
    paired = pair_odds(lines, odds, PAIR_WEIGHTS)
    every: Iterable[tuple[Unit, float]] = chain(odds.items(), paired.items())
    chances = {unit: 1 / (1 + exp(-odd)) for unit, odd in every}
    return tuple(
        _worth(line, chances, central)
        for line, central in zip(lines, _centralities(vectors), strict=True)
    )


def _worth(line: Sequence[str], chances: Mapping[Unit, float], centrality: float) -> Worth:
    units = chances.keys() & {*line, *pairwise(line)}
    little = sum([stem not in chances for stem in line])
    alone = fsum(map(chances.__getitem__, units)) + LITTLE_WORD * little  # in whatever order
    return Worth(units, chances, alone, len(line), centrality)


def content_of(lines: Sequence[Sequence[str]], lang: str | None) -> frozenset[str]:
    """The stems in `lines` that say something of their own."""
    return frozenset(stem for stem in set(chain.from_iterable(lines)) if is_content(stem, lang))


def vectors_of(lines: Sequence[Sequence[str]], content: Collection[str]) -> list[Vector]:
    """The TF-IDF of each line's content words; what is rare is so within this article."""
    bags = [Counter([stem for stem in line if stem in content]) for line in lines]
    holders = Counter(chain.from_iterable(bags))
    rarity = {word: log(1 + len(bags) / held) for word, held in holders.items()}
    return [_unit({word: count * rarity[word] for word, count in bag.items()}) for bag in bags]


def word_odds(
    lines: Sequence[Sequence[str]], vectors: Sequence[Vector], weights: Sequence[float]
) -> dict[str, float]:
    """For each content word the log-odds that it is repeated.

    The weights are of: 1, how often (log), how late first (log), the share of sentences that hold
    it, and how much those sentences are taken up again, on average.
    """
    always, often, late, held, echoed = weights
    counts = Counter(chain.from_iterable(lines))
    logs = _logs(max(1, len(lines), *counts.values()))
    first: dict[str, int] = {}
    holders: dict[str, int] = {}
    echoes: dict[str, float] = {}
    for number, (vector, echo) in enumerate(zip(vectors, _echoes(vectors), strict=True)):
        for word in vector:
            if word in first:
                holders[word] += 1
                echoes[word] += echo
            else:
                first[word], holders[word], echoes[word] = number, 1, echo
    return {
        word: always
        + often * logs[counts[word]]
        + late * logs[1 + first[word]]
        + held * (holding / len(lines))
        + echoed * (echoes[word] / holding)
        for word, holding in holders.items()
    }


def pair_odds(
    lines: Sequence[Sequence[str]], odds: Mapping[str, float], weights: Sequence[float]
) -> dict[Pair, float]:
    """For each pair of neighbours of which one is a content word the log-odds that it is repeated.

    The weights are of: 1, how often (log), how late first (log), whether both are content words,
    then the log-odds of both or of the one. This is most of a brief's time, so it is spelt out.
    """
    always, often, late, whole, both, either = weights
    counts = Counter(chain.from_iterable(map(pairwise, lines)))
    logs = _logs(max(1, len(lines), *counts.values()))
    known: dict[Pair, float] = {}
    for number, line in enumerate(lines):
        here = always + late * logs[1 + number]
        for pair in pairwise(line):
            if pair in known:
                continue
            one, other = odds.get(pair[0]), odds.get(pair[1])
            if one is not None and other is not None:
                known[pair] = here + often * logs[counts[pair]] + whole + both * (one + other)
            elif one is not None or other is not None:
                known[pair] = here + often * logs[counts[pair]] + either * (one or other or 0.0)
    return known


def _logs(most: int) -> list[float]:
    """The logarithms of the whole numbers up to `most`; 0 for 0."""
    return [0.0, *map(log, range(1, most + 1))]


def _echoes(vectors: Sequence[Vector]) -> list[float]:
    """How much later sentences take up each one: its cosines with them, summed.

    Divided by the root of the number of sentences, so that long articles compare with short ones.
    """
    later: dict[str, float] = {}
    echoes = []
    for vector in reversed(vectors):
        echoes.append(_product(vector, later) / sqrt(len(vectors)))
        _add(later, vector)
    return echoes[::-1]


def _centralities(vectors: Sequence[Vector]) -> list[float]:
    whole: dict[str, float] = {}
    for vector in vectors:
        _add(whole, vector)
    middle = _unit(whole)
    return [_product(vector, middle) for vector in vectors]


def _unit(vector: Vector) -> Vector:
    norm = sqrt(sum([value * value for value in vector.values()]))
    return {word: value / norm for word, value in vector.items()}


def _product(vector: Vector, other: Vector) -> float:
    return sum([value * other[word] for word, value in vector.items() if word in other])


def _add(total: dict[str, float], vector: Vector) -> None:
    for word, value in vector.items():
        total[word] = total.get(word, 0.0) + value
