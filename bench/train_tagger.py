"""The weights of `bot/briefing/extract/tagger.py`: fitted on the labelled sentences.

    python -m bench.train_tagger    writes them, with the figures of unseen folds

A multinomial logistic regression with an L2 penalty. A second label counts for a third. Of the
features that stand in enough sentences the most telling are kept, and fitted again.
"""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bench.labels import hints_of, role_rows
from bench.labels.articles import Label, Labelled, labelled
from bot.briefing.extract import tagger
from bot.briefing.extract.roles import decided
from bot.briefing.extract.weights import TAGGER

FOLDS = 5
SEED = 3
PENALTY = 10.0
STEPS = 150
RATE = 0.05
LEAST = 12  # sentences with a feature
KEPT = 300
SECOND = 0.3  # what a second label counts

Matrix = NDArray[np.float32]
Weights = dict[str, list[float]]


class Row(NamedTuple):
    """A labelled sentence: its article's number, the rules' hints, its features and its label."""

    article: int
    hints: tuple[str, ...]
    features: Mapping[str, float]
    label: Label


def rows(read: Sequence[Labelled]) -> list[Row]:
    found = []
    for number, one in enumerate(read):
        hints = hints_of(one)
        every = [*tagger.features(one.sentences, hints, one.article.lang)]
        found += [Row(number, hints[at], every[at], label) for at, label in one.labels.items()]
    return found


def fit(learned: Sequence[Row]) -> Weights:
    counts = Counter(name for row in learned for name in row.features)
    names = sorted(name for name, count in counts.items() if count >= LEAST)
    matrix, wanted = _matrix(learned, names), np.array([_wanted(row.label) for row in learned])
    weights = _softmax(matrix, wanted)
    telling = np.linalg.norm(matrix, axis=0) * np.abs(weights - weights.mean(1, keepdims=True)).max(
        1
    )
    names = sorted(names[at] for at in np.argsort(-telling)[:KEPT])
    weights = _softmax(_matrix(learned, names), wanted)
    return {
        name: [round(float(w), 2) for w in row] for name, row in zip(names, weights, strict=True)
    }


def _matrix(some: Sequence[Row], names: Sequence[str]) -> Matrix:
    places = {name: at for at, name in enumerate(names)}
    found = np.zeros((len(some), len(names)), np.float32)
    for number, row in enumerate(some):
        for name in row.features.keys() & places.keys():
            found[number, places[name]] = row.features[name]
    return found


def _wanted(label: Label) -> list[float]:
    also = SECOND if label.also in tagger.TAGS else 0.0
    return [(1 - also) * (tag == label.role) + also * (tag == label.also) for tag in tagger.TAGS]


def _softmax(matrix: Matrix, wanted: Matrix) -> Matrix:
    """The weights that make `wanted` likeliest, by Adam."""
    weights, slope, square = (
        np.zeros((matrix.shape[1], wanted.shape[1]), np.float32) for _ in range(3)
    )
    for step in range(1, STEPS + 1):
        odds = matrix @ weights
        chance = np.exp(odds - odds.max(1, keepdims=True))
        chance /= chance.sum(1, keepdims=True)
        gradient = matrix.T @ (chance - wanted) + PENALTY * weights
        slope = 0.9 * slope + 0.1 * gradient
        square = 0.99 * square + 0.01 * gradient**2
        rate = RATE * (1 - step / STEPS) + 0.002
        weights -= rate * slope / (1 - 0.9**step) / (np.sqrt(square / (1 - 0.99**step)) + 1e-6)
    return weights


def unseen(known: Sequence[Row]) -> list[tuple[Label, str]]:
    """Each label with the role that is told by weights fitted on other articles."""
    numbers = sorted({row.article for row in known})
    drawn = np.random.default_rng(SEED).permutation(len(numbers)) % FOLDS
    folds = dict(zip(numbers, drawn, strict=True))
    found = []
    for fold in range(FOLDS):
        weights = fit([row for row in known if folds[row.article] != fold])
        for row in known:
            if folds[row.article] == fold:
                odds = tagger.scored(row.features, weights)
                found.append((row.label, decided(row.hints, odds)))
    return found


def main() -> None:
    known = rows(labelled())
    figures = [*role_rows(unseen(known))]
    for name, share, of in figures:
        print(f"{name:40} {share:.3f} of {of}")
    told = {
        "unseen folds": {name.strip(): round(share, 3) for name, share, _ in figures},
        "weights": fit(known),
    }
    text = json.dumps(told, separators=(",", ":"), ensure_ascii=False).replace('],"', '],\n"')
    TAGGER.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
