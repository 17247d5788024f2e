"""The weights of `bot/briefing/extract/clarity.py`: fitted, and cross-validated by article.

    python -m bench.train_clarity            prints the figures of unseen folds
    python -m bench.train_clarity --write    also writes the weights, fitted on all of them

A logistic regression by Newton's method with an L2 penalty, on the English sentences of
`bench/labels`: does a reader with the headline in view know what every word points to? A feature
that fewer than `RARE` sentences have is left out. All is deterministic. The weights of
`bot/briefing/extract/other_languages.py` are fitted in the same way, on the other languages.
"""

import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bench.labels.articles import Label, Labelled, labelled
from bot.briefing.extract import clarity, other_languages
from bot.briefing.extract.candidates import LEARNED, candidates
from bot.briefing.extract.roles import by_rules
from bot.briefing.extract.voices.speakers import speech
from bot.briefing.extract.weights import CLARITY, CLARITY_ELSEWHERE

FOLDS = 6
RARE = 15
PENALTY = 10.0
NEWTON_STEPS = 6
THRESHOLDS = (-1.5, -1.0, -0.5, 0.0, 0.5, 1.0)  # in log-odds
RECALLS = (0.90, 0.87, 0.80, 0.70, 0.50)
SMALLEST = 0.05  # a weight nearer to nought is left out

Matrix = NDArray[np.float32]


class Row(NamedTuple):
    """A labelled sentence."""

    fold: int
    features: Mapping[str, float]
    clear: bool
    shown: bool  # by the rules


def rows(langs: frozenset[str], labelled: Sequence[Labelled]) -> list[Row]:
    """The sentences of the labelled articles in these languages."""
    found = []
    those = [one for one in labelled if one.article.lang in langs]
    for number, one in enumerate(sorted(those, key=lambda one: hash_of(one.article.id))):
        features = read(one) if one.article.lang == "en" else read_elsewhere(one)
        shown = {each.sentence.index for each in candidates(one.article, one.sentences)}
        found += [
            Row(number % FOLDS, features[at], is_clear(label), at in shown)
            for at, label in one.labels.items()
        ]
    return found


def hash_of(name: str) -> int:
    return int(sum(ord(letter) * 31**at for at, letter in enumerate(name)) % 1_000_003)


def read(one: Labelled) -> dict[int, Mapping[str, float]]:
    said = speech(one.article.body, one.sentences)
    kinds = by_rules(one.sentences, said)
    every = clarity.features(one.article.headline, one.sentences, said, kinds, one.labels)
    return {at: named(found) for at, found in every}


def named(found: clarity.Indications) -> Mapping[str, float]:
    """The values of all features by name."""
    words = (f"{clarity.HAS}{word}" for word in found.words)
    return {**dict.fromkeys([*found.marks, *words], 1.0), **found.measures}


def read_elsewhere(one: Labelled) -> dict[int, Mapping[str, float]]:
    lang, headline = one.article.lang or "", one.article.headline
    return dict(enumerate(other_languages.features(lang, headline, one.sentences)))


def is_clear(label: Label) -> bool:
    return label.role != "none" and label.alone in ("yes", "connective")


def names_of(learned: Sequence[Row]) -> list[str]:
    counts = Counter(name for row in learned for name, value in row.features.items() if value)
    return sorted(name for name, count in counts.items() if count >= RARE)


def fit(learned: Sequence[Row]) -> dict[str, float]:
    names = names_of(learned)
    places = {name: at for at, name in enumerate(names)}
    matrix = np.zeros((len(learned), len(names)), np.float32)
    for number, row in enumerate(learned):
        for name in row.features.keys() & places.keys():
            matrix[number, places[name]] = row.features[name]
    labels = np.array([row.clear for row in learned], np.float32)
    fitted = np.zeros(len(names), np.float32)
    penalty = np.diag([0.01 if name == "always" else PENALTY for name in names]).astype(np.float32)
    for _ in range(NEWTON_STEPS):
        chance = 1 / (1 + np.exp(-matrix @ fitted))
        curvature = (matrix.T * (chance * (1 - chance) + 1e-6)) @ matrix
        slope = matrix.T @ (labels - chance) - penalty @ fitted
        fitted = fitted + np.linalg.solve(curvature + penalty, slope)
    weights = {name: round(float(weight), 2) for name, weight in zip(names, fitted, strict=True)}
    return {name: weight for name, weight in weights.items() if abs(weight) >= SMALLEST}


def scored(row: Row, weights: dict[str, float]) -> float:
    return sum(weights.get(name, 0.0) * value for name, value in row.features.items())


def unseen(known: Sequence[Row]) -> dict[str, float]:
    """The figures of weights that were fitted on other articles."""
    odds = np.zeros(len(known))
    for fold in range(FOLDS):
        weights = fit([row for row in known if row.fold != fold])
        for at, row in enumerate(known):
            if row.fold == fold:
                odds[at] = scored(row, weights)
    clear = np.array([row.clear for row in known])
    shown = np.array([row.shown for row in known])
    figures = {
        "rules: precision": float(clear[shown].mean()),
        "rules: recall": float(shown[clear].mean()),
    }
    for recall in RECALLS:
        threshold = np.quantile(odds[clear], 1 - recall)
        figures[f"learned: precision at recall {recall}"] = float(clear[odds >= threshold].mean())
    for threshold in THRESHOLDS:
        both = shown & (odds >= threshold)
        figures[f"both, odds over {threshold}: precision"] = float(clear[both].mean())
        figures[f"both, odds over {threshold}: recall"] = float(both[clear].mean())
    return {name: round(value, 3) for name, value in figures.items()}


def main(arguments: Sequence[str]) -> None:
    for langs, file in (
        (frozenset({"en"}), CLARITY),
        (LEARNED, CLARITY_ELSEWHERE),
    ):
        known = rows(langs, labelled())
        figures = unseen(known)
        print(file.name, json.dumps(figures, indent=1))
        if "--write" in arguments:
            fitted = {"unseen folds": figures, "weights": fit(known)}
            text = json.dumps(fitted, indent=1, ensure_ascii=False)
            file.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
