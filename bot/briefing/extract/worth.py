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
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain, pairwise
from math import exp, fsum, log, sqrt
from typing import NamedTuple, TypeVar

from bot.text.stems import content, stems

Pair = tuple[str, str]  # of neighbours, by their stems
Unit = str | Pair
Vector = Mapping[str, float]  # a sentence's TF-IDF, its length 1
_Told = TypeVar("_Told", bound=Hashable)

# Weights of `word_odds` and `pair_odds`, in their order.
WORD_WEIGHTS = (-1.948, 0.706, -0.655, 5.022, 2.515)
PAIR_WEIGHTS = (-1.577, 1.069, -0.716, 0.413, 0.154, 0.165)
# In log-odds. A cautious guess: no set at hand has both a publisher's headline and an editor's free
# summary, and bbc_extractive_a (headlines, but extracts for references) does as well without it.
HEADLINE_WEIGHT = 0.5
LITTLE_WORD = 0.1  # a little word's worth, whichever it is; the best of 0.06 to 0.2


class Worth(NamedTuple):
    """What one sentence holds: its `units`, `length` in words.

    `chances`: of each of its units, to be repeated. `alone`: the matches expected of the sentence
    where nothing else is told. `centrality`: its TF-IDF cosine with the whole article, 0 to 1.
    """

    units: AbstractSet[Unit]
    chances: Mapping[Unit, float]
    alone: float
    length: int
    centrality: float

    def added(self, told: AbstractSet[Hashable]) -> float:
        """The matches expected of this sentence beside those of the units `told` already."""
        return self.alone - fsum(map(self.chances.__getitem__, self.units & told))


class Vectors(NamedTuple):
    """Each line's vector, how much later ones take it up, and the middle of all of them.

    `held`: in how many lines each word stands.
    """

    each: Sequence[Vector]
    echoes: Sequence[float]
    middle: Vector
    held: Mapping[str, int]


class _Pairs(NamedTuple):
    """The pairs of neighbours of each line: how often each stands in all, and in which line first.

    Then what adds to a pair's log-odds: by how often, by how late, and for its words.
    """

    each: Sequence[Sequence[Pair]]
    counts: Mapping[Pair, int]
    first: Mapping[Pair, int]
    often: Sequence[float]
    late: Sequence[float]
    words: tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Weighed:
    """An article read once, so that any of its sentences can be weighed."""

    lines: Sequence[Sequence[str]]
    vectors: Vectors
    odds: Mapping[str, float]
    pairs: _Pairs
    known: dict[int, Worth] = field(default_factory=dict)  # the sentences weighed already

    def worth(self, index: int) -> Worth:
        """The worth of the sentence at `index`."""
        if index not in self.known:
            self.known[index] = self._worth(index)
        return self.known[index]

    def _worth(self, index: int) -> Worth:
        line, vector = self.lines[index], self.vectors.each[index]
        paired = _odds_in(index, line, self.pairs, self.odds)
        every: Iterable[tuple[Unit, float]] = chain(
            zip(vector, map(self.odds.__getitem__, vector), strict=True), paired.items()
        )
        chances = {unit: 1 / (1 + exp(-odd)) for unit, odd in every}
        little = sum([stem not in vector for stem in line])
        alone = fsum(chances.values()) + LITTLE_WORD * little  # in whatever order
        central = _product(vector, self.vectors.middle)
        return Worth(frozenset(chances), chances, alone, len(line), central)


@lru_cache(maxsize=4)  # one brief asks several times
def weighed(texts: tuple[str, ...], headline: str | None, lang: str | None) -> Weighed:
    """An article's sentences, `texts`, made ready."""
    lines = [stems(text) for text in texts]
    vectors = vectors_of(lines, content_of(lines, lang))
    odds = word_odds(lines, vectors, WORD_WEIGHTS)
    for word in odds.keys() & stems(headline or ""):
        odds[word] += HEADLINE_WEIGHT
    return Weighed(lines, vectors, odds, _pairs(lines, PAIR_WEIGHTS))


def content_of(lines: Sequence[Sequence[str]], lang: str | None) -> frozenset[str]:
    """The stems in `lines` that say something of their own."""
    return content(set(chain.from_iterable(lines)), lang)


def vectors_of(lines: Sequence[Sequence[str]], content: Collection[str]) -> Vectors:
    """The TF-IDF of each line's content words; what is rare is so within this article."""
    bags = [Counter([stem for stem in line if stem in content]) for line in lines]
    held = Counter(chain.from_iterable(bags))
    rarity = [0.0, *(log(1 + len(bags) / holding) for holding in range(1, len(bags) + 1))]
    each = [
        _unit({word: count * rarity[held[word]] for word, count in bag.items()}) for bag in bags
    ]
    echoes, whole = _echoes(each)
    return Vectors(each, echoes, _unit(whole), held)


def word_odds(
    lines: Sequence[Sequence[str]], vectors: Vectors, weights: Sequence[float]
) -> dict[str, float]:
    """For each content word the log-odds that it is repeated.

    The weights are of: 1, how often (log), how late first (log), the share of sentences that hold
    it, and how much those sentences are taken up again, on average.
    """
    always, often, late, held, echoed = weights
    counts = Counter(chain.from_iterable(lines))
    logs = _logs(max(len(lines), *counts.values(), 1))
    first = _first(vectors.each)
    echoes = dict.fromkeys(vectors.held, 0.0)
    for vector, echo in zip(vectors.each, vectors.echoes, strict=True):
        for word in vector:
            echoes[word] += echo
    return {
        word: always
        + often * logs[counts[word]]
        + late * logs[1 + first[word]]
        + held * (holding / len(lines))
        + echoed * (echoes[word] / holding)
        for word, holding in vectors.held.items()
    }


def pair_odds(
    lines: Sequence[Sequence[str]], odds: Mapping[str, float], weights: Sequence[float]
) -> dict[Pair, float]:
    """For each pair of neighbours of which one is a content word the log-odds that it is repeated.

    The weights are of: 1, how often (log), how late first (log), whether both are content words,
    then the log-odds of both or of the one.
    """
    pairs = _pairs(lines, weights)
    found: dict[Pair, float] = {}
    for number, line in enumerate(lines):
        found.update(_odds_in(number, line, pairs, odds))
    return found


def _pairs(lines: Sequence[Sequence[str]], weights: Sequence[float]) -> _Pairs:
    always, often, late, *words = weights
    paired = [list(pairwise(line)) for line in lines]
    counts = Counter(chain.from_iterable(paired))
    logs = _logs(max(len(lines), *counts.values(), 1))
    whole, both, either = words
    return _Pairs(
        paired,
        counts,
        _first(paired),
        [often * log for log in logs],
        [always + late * log for log in logs[1:]],
        (whole, both, either),
    )


def _odds_in(
    number: int, line: Sequence[str], pairs: _Pairs, odds: Mapping[str, float]
) -> dict[Pair, float]:
    """The log-odds of a line's pairs that hold a content word: the longest loop, spelt out."""
    each, counts, first, often, late, (whole, both, either) = pairs
    known = list(map(odds.get, line))
    found: dict[Pair, float] = {}
    for pair, one, other in zip(each[number], known, known[1:], strict=False):
        if one is not None and other is not None:
            found[pair] = late[first[pair]] + often[counts[pair]] + whole + both * (one + other)
        elif one is not None or other is not None:
            found[pair] = late[first[pair]] + often[counts[pair]] + either * (one or other or 0.0)
    return found


def _first(lines: Sequence[Iterable[_Told]]) -> dict[_Told, int]:
    """The number of the line in which each thing stands first."""
    first: dict[_Told, int] = {}
    for number in reversed(range(len(lines))):
        first.update(dict.fromkeys(lines[number], number))
    return first


def _logs(most: int) -> list[float]:
    """The logarithms of the whole numbers up to `most`; 0 for 0."""
    return [0.0, *map(log, range(1, most + 1))]


def _echoes(vectors: Sequence[Vector]) -> tuple[list[float], Vector]:
    """How much later sentences take up each one: its cosines with them, summed; and the sum of all.

    Divided by the root of the number of sentences, so that long articles compare with short ones.
    """
    later: dict[str, float] = {}
    echoes = []
    for vector in reversed(vectors):
        echoes.append(_product(vector, later) / sqrt(len(vectors)))
        for word, value in vector.items():
            later[word] = later.get(word, 0.0) + value
    return echoes[::-1], later


def _unit(vector: Vector) -> Vector:
    norm = sqrt(sum([value * value for value in vector.values()]))
    return {word: value / norm for word, value in vector.items()}


def _product(vector: Vector, other: Vector) -> float:
    return sum([value * other[word] for word, value in vector.items() if word in other])
