"""The weights of `bot/briefing/genres/judge.py`: fitted on articles whose kind was read.

    python -m bench.train_genres    writes them, with the figures of unseen folds

For each genre a logistic regression with an L2 penalty, of the features that help it on unseen
folds. Its threshold leaves most right, on unseen folds too; that of a page is stricter. The tags of
labelled sentences' articles are from a tagger that was fitted without them.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bench import train_tagger
from bench.labels import hints_of
from bench.labels.articles import Labelled, labelled
from bench.labels.pieces import ANY, ARGUED, NEWS, pieces
from bot.briefing.extract import tagger, weights
from bot.briefing.extract.candidates import LEARNED, as_tagged, is_english
from bot.briefing.genres import judge
from bot.models import Genre

FOLDS = 10
SEED = 3
PENALTY = 3.0
STEPS = 25
FALSE_PAGES = 0.015  # of other articles that may be taken for a page
# What helps each on unseen folds, in the order in which it does.
TELLING: Mapping[Genre, Sequence[str]] = {
    Genre.OPINION: ("opinion odds", "says", "words", "opinion at last"),
    Genre.GUIDE: (
        "says", "headline of a guide", "second person", "none", "exclaims", "words", "first person",
    ),
    Genre.PAGE: (
        "headline's words", "news at first", "dated", "first person", "address's words",
        "sentence's words", "not ended", "byline", "says", "address has a day",
    ),
}  # fmt: skip
# The kinds of labelled articles that are known by another name here.
_ALIKE = {"list": "guide", "service": "guide", "liveblog": "news"} | dict.fromkeys(
    ("politics", "sport", "court", "business", "science", "disaster"), "news"
)

Matrix = NDArray[np.float64]
Weights = dict[str, float]


class Example(NamedTuple):
    """An article's features and kinds; `of_page` where it was read from one."""

    article: str
    features: Mapping[str, float]
    kind: str
    also: str | None
    of_page: bool

    def wanted(self, genre: Genre) -> bool | None:
        """Whether it is of the genre; None where that is not known."""
        if genre is Genre.PAGE:
            sure = self.also != "page" and not (self.kind == "page" and self.also)
            return self.kind == "page" if self.of_page and sure else None
        if self.kind in {ANY, "page"}:
            return None
        if genre is Genre.GUIDE:
            sure = self.kind == "guide" or self.also != "guide"
            return self.kind == "guide" if sure else None
        sure = self.kind in ARGUED or (self.kind in NEWS and self.also not in ARGUED)
        return self.kind in ARGUED if sure else None


def examples() -> list[Example]:
    """Those that may be fitted on."""
    return [*_of_pieces(measured=False), *_of_labelled()]


def _of_pieces(*, measured: bool) -> Iterator[Example]:
    for one in pieces():
        article = one.article
        if one.measured is measured and (is_english(article) or article.lang in LEARNED):
            features = judge.features(article, *as_tagged(article))
            of_page = article.url is not None
            yield Example(article.id, features, one.kind, one.also, of_page)


def _of_labelled() -> Iterator[Example]:
    read = labelled()
    folds = np.random.default_rng(SEED).permutation(len(read)) % train_tagger.FOLDS
    for fold in range(train_tagger.FOLDS):
        others = [one for one, drawn in zip(read, folds, strict=True) if drawn != fold]
        learned = train_tagger.fit(train_tagger.rows(others))
        for one, drawn in zip(read, folds, strict=True):
            if drawn == fold:
                yield _of_one(one, learned)


def _of_one(one: Labelled, learned: train_tagger.Weights) -> Example:
    seen = tagger.features(one.sentences, hints_of(one), one.article.lang)
    tags = [tagger.scored(each, learned) for each in seen]
    features = judge.features(one.article, one.sentences, tags)
    kind = _ALIKE.get(one.kind, one.kind)
    return Example(one.article.id, features, kind, None, of_page=False)


def fit(known: Sequence[Example], genre: Genre) -> Weights:
    """The weights of one genre's features, its threshold among them."""
    matrix, wanted = _matrix(known, genre)
    found = _logistic(matrix, wanted)
    found[0] -= _threshold(_unseen(matrix, wanted), wanted, genre)
    names = ("always", *TELLING[genre])
    return {name: round(float(one), 3) for name, one in zip(names, found, strict=True)}


def _matrix(known: Sequence[Example], genre: Genre) -> tuple[Matrix, Matrix]:
    rows = [(one.features, want) for one in known if (want := one.wanted(genre)) is not None]
    names = ("always", *TELLING[genre])
    matrix = np.array([[features[name] for name in names] for features, _ in rows])
    return matrix, np.array([float(want) for _, want in rows])


def _logistic(matrix: Matrix, wanted: Matrix) -> Matrix:
    """By Newton's method, the features taken in units of their spread."""
    spread = matrix.std(0)
    spread[0] = 1.0
    spread[spread == 0] = 1.0
    rows = matrix / spread
    middle = rows.mean(0)
    middle[0] = 0.0
    rows -= middle
    penalty = PENALTY * np.eye(rows.shape[1])
    penalty[0, 0] = 1e-6
    found = np.zeros(rows.shape[1])
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-rows @ found))
        slope = rows.T @ (chance - wanted) + penalty @ found
        curve = (rows * (chance * (1 - chance))[:, None]).T @ rows + penalty
        found -= np.linalg.solve(curve, slope)
    found[0] -= middle @ found
    unscaled: Matrix = found / spread
    return unscaled


def _unseen(matrix: Matrix, wanted: Matrix) -> Matrix:
    """The odds of each by weights that were fitted on other articles."""
    folds = np.random.default_rng(SEED).permutation(len(wanted)) % FOLDS
    odds = np.zeros(len(wanted))
    for fold in range(FOLDS):
        learned = _logistic(matrix[folds != fold], wanted[folds != fold])
        odds[folds == fold] = matrix[folds == fold] @ learned
    return odds


def _threshold(odds: Matrix, wanted: Matrix, genre: Genre) -> float:
    """Where F1 is best; for a page, where hardly another article is taken for one."""
    if genre is Genre.PAGE:
        others = np.sort(odds[wanted == 0])
        return float(others[-1 - int(FALSE_PAGES * len(others))])
    return max((float(one) for one in odds), key=lambda least: _f1(odds >= least, wanted))


def _f1(told: NDArray[np.bool_], wanted: Matrix) -> float:
    return 2 * float(wanted[told].sum()) / max(1.0, float(told.sum() + wanted.sum()))


def figures(known: Sequence[Example]) -> dict[str, dict[str, float]]:
    """By genre how many unseen articles that are called so are, and how many are called so."""
    found = {}
    for genre in TELLING:
        matrix, wanted = _matrix(known, genre)
        odds = _unseen(matrix, wanted)
        told = odds >= _threshold(odds, wanted, genre)
        found[genre.value] = {
            "precision": round(float(wanted[told].mean()), 3),
            "recall": round(float(told[wanted == 1].mean()), 3),
            "of": len(wanted),
        }
    return found


def main() -> None:
    known = examples()
    told = figures(known)
    for genre, row in told.items():
        print(genre, row)
    learned = {genre.value: fit(known, genre) for genre in TELLING}
    text = json.dumps({"unseen folds": told, "weights": learned}, indent=1)
    weights.GENRES.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
