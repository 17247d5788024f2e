"""The weights of `bot/briefing/extract/worth.py`: fitted, and cross-validated by article.

    python -m bench.train_salience           prints weights and the cross-validated scores
    python -m bench.train_salience --scan    also the scores around each hand-set constant

Two logistic regressions by Newton's method with an L2 penalty of 1: is a word, is a pair of
neighbouring words of the article also in the reference summary? An article weighs the same however
many words it has, and a set as in SETS. inshorts_a's titles are left out, being its editor's own;
bbc_extractive_a, whose references are half the article, is not trained on. All is deterministic.
"""

import json
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from bot.briefing.extract import salience, worth
from bot.text.sentences import Sentence, split
from bot.text.stems import stems

SUMMARIES = Path(__file__).parent.parent.parent / "shared" / "data" / "summaries"
SETS = {"cnndm_val500": 1.0, "cnndm100": 0.5, "inshorts_a": 1.0, "xsum_a": 0.2}
FOLDS = 5
NEWTON_STEPS = 10
WORDS = 60
SCANNED: Mapping[tuple[object, str], Sequence[float]] = {
    (worth, "LITTLE_WORD"): (0.05, 0.1, 0.15, 0.2),
    (salience, "EDITORS_SENTENCE"): (8, 10, 12, 13, 15, 18),
    (salience, "_TOLERANCE"): (0.05, 0.1, 0.2, 0.4),
    (salience, "_UNFIT"): (0.0, 0.5, 1.0, 2.0, 4.0),
}

Matrix = NDArray[np.float64]
Unit = TypeVar("Unit", bound=worth.Unit)


class Fitted(NamedTuple):
    words: tuple[float, ...]
    pairs: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """An article with its reference summary."""

    set: str
    sentences: tuple[Sentence, ...]
    reference: str


def examples() -> list[Example]:
    found = []
    for name in SETS:
        lines = (SUMMARIES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        records = map(json.loads, lines)
        found += [Example(name, split(one["article"]), one["summary"]) for one in records]
    return found


def fit(learned: Sequence[Example]) -> Fitted:
    words = _logistic(_word_rows(one) for one in learned)
    return Fitted(words, _logistic(_pair_rows(one, words) for one in learned))


def _word_rows(example: Example) -> tuple[Matrix, Matrix, Matrix]:
    features = [_words(example, one) for one in np.eye(len(worth.WORD_WEIGHTS)).tolist()]
    return _rows(features, set(stems(example.reference)), SETS[example.set])


def _pair_rows(example: Example, weights: Sequence[float]) -> tuple[Matrix, Matrix, Matrix]:
    lines, odds = _lines(example), _words(example, weights)
    features = [
        worth.pair_odds(lines, odds, one) for one in np.eye(len(worth.PAIR_WEIGHTS)).tolist()
    ]
    return _rows(features, set(pairwise(stems(example.reference))), SETS[example.set])


def _lines(example: Example) -> list[list[str]]:
    return [stems(sentence.text) for sentence in example.sentences]


def _words(example: Example, weights: Sequence[float]) -> dict[str, float]:
    lines = _lines(example)
    vectors = worth.vectors_of(lines, worth.content_of(lines, "en"))
    return worth.word_odds(lines, vectors, weights)


def _rows(
    features: Sequence[Mapping[Unit, float]], repeated: Collection[Unit], weight: float
) -> tuple[Matrix, Matrix, Matrix]:
    """A row for each unit, by what its odds are where one weight is 1 and the others are 0."""
    rows = np.array([[*column.values()] for column in features]).T
    labels = np.array([unit in repeated for unit in features[0]], dtype=float)
    return rows, labels, np.full(len(rows), weight * 200 / len(rows))


def _logistic(rows: Iterator[tuple[Matrix, Matrix, Matrix]]) -> tuple[float, ...]:
    parts = list(rows)
    features, labels, weights = (np.concatenate(part) for part in zip(*parts, strict=True))
    fitted = np.zeros(features.shape[1])
    fitted[0] = -2.0
    for _ in range(NEWTON_STEPS):
        chance = 1 / (1 + np.exp(-features @ fitted))
        curvature = (features.T * (weights * chance * (1 - chance))) @ features
        slope = features.T @ (weights * (labels - chance)) - fitted
        fitted = fitted + np.linalg.solve(curvature + np.eye(len(fitted)), slope)
    return tuple(round(float(weight), 3) for weight in fitted)


def use(fitted: Fitted) -> None:
    worth.WORD_WEIGHTS, worth.PAIR_WEIGHTS = fitted  # type: ignore[assignment]  # same lengths


def scores(judged: Sequence[Example]) -> dict[str, Matrix]:
    """By set, ROUGE-1 and -2 in percent of three sentences, then of at most 60 words."""
    scorer = import_module("rouge_score.rouge_scorer").RougeScorer(
        ["rouge1", "rouge2"], use_stemmer=True
    )
    found: dict[str, list[list[float]]] = {name: [] for name in SETS}
    for one in judged:
        row: list[float] = []
        for chosen in (
            salience.select_sentences(one.sentences, 3),
            salience.select_words(one.sentences, WORDS),
        ):
            text = "\n".join(sentence.text for sentence in chosen)
            score = scorer.score(one.reference, text)
            row += [100 * score["rouge1"].fmeasure, 100 * score["rouge2"].fmeasure]
        found[one.set].append(row)
    return {name: np.array(rows) for name, rows in found.items()}


def total(found: Mapping[str, Matrix]) -> float:
    return sum(SETS[name] * float(rows.mean(0).sum()) for name, rows in found.items())


def main(arguments: Sequence[str]) -> None:
    known = examples()
    held_out: dict[str, list[Matrix]] = {name: [] for name in SETS}
    for fold in range(FOLDS):
        use(fit([one for place, one in enumerate(known) if place % FOLDS != fold]))
        judged = [one for place, one in enumerate(known) if place % FOLDS == fold]
        for name, rows in scores(judged).items():
            held_out[name].append(rows)
    print("cross-validated: ROUGE-1, -2 of 3 sentences; of 60 words")
    for name, parts in held_out.items():
        print(f"  {name:14}", np.concatenate(parts).mean(0).round(2))
    fitted = fit(known)
    use(fitted)
    print("fitted on all:", fitted)
    for name, rows in scores(known).items():
        print(f"  {name:14}", rows.mean(0).round(2))
    if "--scan" in arguments:
        _scan(known)


def _scan(known: Sequence[Example]) -> None:
    for (module, constant), values in SCANNED.items():
        kept = getattr(module, constant)
        for value in values:
            setattr(module, constant, value)
            print(f"  {constant} = {value}: {total(scores(known)):.2f}")
        setattr(module, constant, kept)


if __name__ == "__main__":
    main(sys.argv[1:])
