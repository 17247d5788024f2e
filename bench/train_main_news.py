"""The weights of `bot/briefing/extract/main_news.py`: fitted on the labelled articles.

    python -m bench.train_main_news    writes them, with the figures of unseen folds

In each article one of the sentences that may be shown is the main news; a softmax over them says
which, with an L2 penalty. The second and the third of the leading
sentences count a little, too. Figures of unseen folds are of whole briefs, each made with weights
that were fitted without its article.
"""

import json
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bench.labels.articles import Labelled, labelled
from bench.labels.briefs import Row, briefs
from bot.briefing.extract import main_news, weights
from bot.briefing.extract.candidates import candidates

FOLDS = 5
SEED = 3
PENALTY = 10.0
SHARES = (1.0, 0.3, 0.15)  # of the leading sentences
STEPS = 400
RATE = 0.05

Matrix = NDArray[np.float64]


class Example(NamedTuple):
    """An article's sentences that may be shown, a row of features each, and which one is wanted."""

    names: Sequence[str]
    rows: Matrix
    wanted: Matrix


def example(one: Labelled) -> Example | None:
    """None where no leading sentence may be shown."""
    found = [c for c in candidates(one.article, one.sentences) if c.sentence.index in one.labels]
    every = main_news.features(one.article, one.sentences, found)
    wanted = np.zeros(len(found))
    for share, lead in zip(SHARES, one.lead, strict=False):
        wanted += [share * (one.labels[c.sentence.index] == lead) for c in found]
    if not wanted.any():
        return None
    rows = np.array([[*map(float, each.values())] for each in every])
    return Example([*every[0]], rows, wanted / wanted.sum())


def examples(read: Sequence[Labelled]) -> Iterator[Example]:
    return (found for one in read if (found := example(one)))


def fit(examples: Sequence[Example]) -> dict[str, float]:
    """The weights of the features, by Adam."""
    rows = np.concatenate([one.rows for one in examples])
    wanted = np.concatenate([one.wanted for one in examples])
    article = np.repeat(range(len(examples)), [len(one.wanted) for one in examples])
    spread = rows.std(0) + 1e-6
    rows = rows / spread
    learned, slope, square = (np.zeros(rows.shape[1]) for _ in range(3))
    for step in range(1, STEPS + 1):
        odds = rows @ learned
        chance = np.exp(odds - odds.max())
        chance /= np.bincount(article, chance)[article]
        gradient = rows.T @ (chance - wanted) + PENALTY * learned
        slope = 0.9 * slope + 0.1 * gradient
        square = 0.99 * square + 0.01 * gradient**2
        rate = RATE * (1 - step / STEPS)
        learned -= rate * slope / (1 - 0.9**step) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    fitted = (round(float(weight), 3) for weight in learned / spread)
    return dict(zip(examples[0].names, fitted, strict=True))


def use(learned: dict[str, float]) -> None:
    """Have briefs made with these weights."""
    known = weights.main_news()
    known.clear()
    known.update(learned)


def unseen(read: Sequence[Labelled]) -> Iterator[Row]:
    """What briefs hold, made with weights that were fitted on other articles."""
    places = np.random.default_rng(SEED).permutation(len(read)) % FOLDS
    examples = [example(one) for one in read]
    folds = []
    for fold in range(FOLDS):
        others = [e for e, place in zip(examples, places, strict=True) if e and place != fold]
        use(fit(others))
        folds.append([*briefs([one for one, p in zip(read, places, strict=True) if p == fold])])
    for rows in zip(*folds, strict=True):
        of = sum(row[2] for row in rows)
        yield rows[0][0], sum(share * count for _, share, count in rows) / of, of


def main() -> None:
    read = [one for one in labelled() if one.lead]
    figures = [*unseen(read)]
    for name, share, of in figures:
        print(f"{name:55} {share:.3f} of {of}")
    learned = fit([*examples(read)])
    told = {
        "unseen folds": {name: round(share, 3) for name, share, _ in figures},
        "weights": learned,
    }
    weights.MAIN_NEWS.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
