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
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from bot.briefing.words import is_content, stems

Unit = str | tuple[str, str]  # a word's stem, or those of two neighbours

# Weights of `word_features` and `pair_features`, in their order.
WORD_WEIGHTS = (-2.079, 0.744, -0.62, 4.832, 2.885)
PAIR_WEIGHTS = (-1.67, 1.07, -0.67, 0.45, 0.18, 0.18)
# In log-odds. No set at hand has both a publisher's headline and an editor's free summary, so this
# is a cautious value: at it, bbc_extractive_a (which has headlines) loses nothing.
HEADLINE_WEIGHT = 0.5
LITTLE_WORD = 0.1  # a little word's worth, whichever it is; the best of 0.06 to 0.2


@dataclass(frozen=True, slots=True)
class Worth:
    """What one sentence holds: `units` with their chance to be repeated, `length` in words."""

    units: Mapping[Unit, float]
    little: int
    length: int

    def added(self, told: Collection[Unit]) -> float:
        """The matches expected of this sentence beside those of the units `told` already."""
        fresh = sum(chance for unit, chance in self.units.items() if unit not in told)
        return fresh + LITTLE_WORD * self.little


def worths(texts: Sequence[str], headline: str | None, lang: str | None) -> tuple[Worth, ...]:
    """The worth of each of an article's sentences, `texts`."""
    lines = [stems(text) for text in texts]
    content = {stem for stem in set(chain.from_iterable(lines)) if is_content(stem, lang)}
    named = {*stems(headline)} if headline else set[str]()
    odds = {
        word: _weighted(WORD_WEIGHTS, features) + HEADLINE_WEIGHT * (word in named)
        for word, features in word_features(lines, content).items()
    }
    chances: dict[Unit, float] = {word: _chance(odd) for word, odd in odds.items()}
    for pair, features in pair_features(lines, odds).items():
        chances[pair] = _chance(_weighted(PAIR_WEIGHTS, features))
    return tuple(
        Worth(
            units={unit: chances[unit] for unit in (*line, *pairwise(line)) if unit in chances},
            little=sum(stem not in content for stem in line),
            length=len(line),
        )
        for line in lines
    )


def word_features(
    lines: Sequence[Sequence[str]], content: Collection[str]
) -> dict[str, tuple[float, ...]]:
    """For each content word: 1, how often (log), how late first (log), the share of sentences that
    hold it, and how much those sentences are taken up again, on average."""
    bags = [Counter(stem for stem in line if stem in content) for line in lines]
    often: Counter[str] = Counter()
    holders: Counter[str] = Counter()
    first: dict[str, int] = {}
    for number, bag in enumerate(bags):
        often.update(bag)
        holders.update(bag.keys())
        for word in bag:
            first.setdefault(word, number)
    company: Counter[str] = Counter()
    for bag, echo in zip(bags, _echoes(bags, holders), strict=True):
        for word in bag:
            company[word] += echo  # type: ignore[assignment]  # a Counter adds floats as well
    return {
        word: (
            1.0,
            math.log(often[word]),
            math.log(1 + first[word]),
            holders[word] / len(lines),
            company[word] / holders[word],
        )
        for word in first
    }


def pair_features(
    lines: Sequence[Sequence[str]], odds: Mapping[str, float]
) -> dict[tuple[str, str], tuple[float, ...]]:
    """For each pair of neighbours of which one is a content word: 1, how often (log), how late
    first (log), whether both are, then the log-odds of both or of the one."""
    often: Counter[tuple[str, str]] = Counter()
    first: dict[tuple[str, str], int] = {}
    for number, line in enumerate(lines):
        for pair in pairwise(line):
            if pair[0] in odds or pair[1] in odds:
                often[pair] += 1
                first.setdefault(pair, number)
    features: dict[tuple[str, str], tuple[float, ...]] = {}
    for pair, count in often.items():
        both = pair[0] in odds and pair[1] in odds
        known = odds.get(pair[0], 0.0) + odds.get(pair[1], 0.0)
        features[pair] = (
            1.0,
            math.log(count),
            math.log(1 + first[pair]),
            float(both),
            known if both else 0.0,
            0.0 if both else known,
        )
    return features


def _echoes(bags: Sequence[Counter[str]], holders: Mapping[str, int]) -> list[float]:
    """How much later sentences take up each one: its TF-IDF cosines with them, summed.

    Divided by the root of the number of sentences, so that long articles compare with short ones.
    """
    rarity = {word: math.log(1 + len(bags) / held) for word, held in holders.items()}
    later: dict[str, float] = {}
    echoes = []
    for bag in reversed(bags):
        vector = {word: count * rarity[word] for word, count in bag.items()}
        norm = math.sqrt(sum(value * value for value in vector.values())) or 1.0
        echo = 0.0
        for word, value in vector.items():
            heard = later.get(word, 0.0)
            echo += heard * value / norm
            later[word] = heard + value / norm
        echoes.append(echo / math.sqrt(len(bags)))
    return echoes[::-1]


def _weighted(weights: Sequence[float], features: Sequence[float]) -> float:
    return sum([weight * feature for weight, feature in zip(weights, features, strict=True)])


def _chance(odds: float) -> float:
    return 1 / (1 + math.exp(-odds))
