"""Briefs of labelled articles that nothing in them was fitted on.

    python -m bench.unseen

The tagger, clarity, the kind of piece and the main news are fitted without a fold of the articles,
then that fold is briefed. How clear a sentence must be beside the main news (`CLEAR` in
`bot/briefing/extract/compose.py`) is chosen for each fold on the others: what leaves most briefs
with the main news and without a fault.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeVar

import numpy as np
from rich.console import Console
from rich.table import Table

from bench import train_clarity, train_genres, train_main_news, train_tagger
from bench.labels.articles import Labelled, labelled
from bench.labels.briefs import Judged, Row, judged, points, rows
from bot.briefing.extract import clarity, compose, tagger, weights
from bot.briefing.extract.candidates import LEARNED
from bot.models import Length

FOLDS = 5
SEED = 3
Limits = Sequence[float]  # how clear, in log-odds; the next where a brief would have one sentence
LIMITS: Sequence[Limits] = ((0.5, 0.0), (1.0, 0.5), (1.5, 1.0))

_Value = TypeVar("_Value")


class Fitted(NamedTuple):
    """The weights of all that is learned of labels, without those of one fold."""

    genres: dict[str, dict[str, float]]
    tagger: train_tagger.Weights
    clarity: dict[str, float]
    elsewhere: dict[str, float]

    def use(self) -> None:
        """Have briefs made with these."""
        _replace(weights.genres(), self.genres)
        _replace(weights.tagger(), self.tagger)
        _replace(weights.clarity(), self.clarity)
        _replace(weights.clarity_elsewhere(), self.elsewhere)
        tagger.learned.cache_clear()
        clarity.learned.cache_clear()


def table() -> Table:
    shown = Table("what", "value", "of", title="Briefs of articles that nothing was fitted on")
    for name, share, of in unseen([one for one in labelled() if one.lead]):
        shown.add_row(name, f"{share:.3f}", str(of))
    return shown


def unseen(read: Sequence[Labelled]) -> Iterator[Row]:
    """How the briefs of each fold fare that are made without its labels."""
    folds = np.random.default_rng(SEED).permutation(len(read)) % FOLDS
    made: dict[Limits, list[Judged]] = {limit: [] for limit in LIMITS}
    flashes: list[Judged] = []
    place: list[int] = []
    pieces = train_genres.examples()
    for fold in range(FOLDS):
        inner = [one for one, drawn in zip(read, folds, strict=True) if drawn != fold]
        outer = [one for one, drawn in zip(read, folds, strict=True) if drawn == fold]
        hidden = {one.article.id for one in outer}
        fitted(inner, [one for one in pieces if one.article not in hidden]).use()
        train_main_news.use(train_main_news.fit([*train_main_news.examples(inner)]))
        flashes += _judged(outer, Length.FLASH)
        for limit in LIMITS:
            compose.CLEAR[Length.BRIEF] = limit
            made[limit] += _judged(outer, Length.BRIEF)
        place += [fold] * (len(made[LIMITS[0]]) - len(place))
    chosen = [_best(made, place, fold) for fold in range(FOLDS)]
    yield from rows(Length.BRIEF, [made[chosen[fold]][at] for at, fold in enumerate(place)])
    yield from rows(Length.FLASH, flashes)
    for limit in dict.fromkeys(chosen):
        yield f"folds that chose {limit}", chosen.count(limit), FOLDS


def fitted(read: Sequence[Labelled], pieces: Sequence[train_genres.Example]) -> Fitted:
    """What is learned of these articles, and of their kinds."""
    return Fitted(
        {genre.value: train_genres.fit(pieces, genre) for genre in train_genres.TELLING},
        train_tagger.fit(train_tagger.rows(read)),
        train_clarity.fit(train_clarity.rows(frozenset({"en"}), read)),
        train_clarity.fit(train_clarity.rows(LEARNED, read)),
    )


def _judged(read: Sequence[Labelled], length: Length) -> list[Judged]:
    made = [(one, points(one, length)) for one in read]
    return [judged(one, found) for one, found in made if found]


def _best(made: dict[Limits, list[Judged]], place: Sequence[int], fold: int) -> Limits:
    """The limits that leave most briefs of the other folds fit."""

    def fit(limit: Limits) -> int:
        return sum(one.is_fit() for one, at in zip(made[limit], place, strict=True) if at != fold)

    return max(made, key=fit)


def _replace(known: dict[str, _Value], learned: dict[str, _Value]) -> None:
    known.clear()
    known.update(learned)


if __name__ == "__main__":
    Console().print(table())
