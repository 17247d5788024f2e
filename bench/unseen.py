"""Briefs of labelled articles that nothing in them was fitted on.

    python -m bench.unseen

The tagger, clarity, the kind of piece and the main news are fitted without a fold of the articles,
then that fold is briefed. What is set by hand (how clear a sentence must be, how long a brief goes
on: `bot/briefing/extract/compose.py`) was chosen on these figures.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeVar

import numpy as np
from rich.console import Console
from rich.table import Table

from bench import train_clarity, train_genres, train_main_news, train_tagger
from bench.labels.articles import Labelled, labelled
from bench.labels.briefs import Judged, Row, judged, points, rows
from bot.briefing.extract import clarity, tagger, weights
from bot.briefing.extract.candidates import LEARNED
from bot.models import Length

FOLDS = 5
SEED = 3

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
    made: dict[Length, list[Judged]] = {Length.BRIEF: [], Length.FLASH: []}
    pieces = train_genres.examples()
    for fold in range(FOLDS):
        inner = [one for one, drawn in zip(read, folds, strict=True) if drawn != fold]
        outer = [one for one, drawn in zip(read, folds, strict=True) if drawn == fold]
        hidden = {one.article.id for one in outer}
        fitted(inner, [one for one in pieces if one.article not in hidden]).use()
        train_main_news.use(train_main_news.fit([*train_main_news.examples(inner)]))
        for length, of_length in made.items():
            found = [(one, points(one, length)) for one in outer]
            of_length += [judged(one, shown) for one, shown in found if shown]
    for length, of_length in made.items():
        yield from rows(length, of_length)


def fitted(read: Sequence[Labelled], pieces: Sequence[train_genres.Example]) -> Fitted:
    """What is learned of these articles, and of their kinds."""
    return Fitted(
        {genre.value: train_genres.fit(pieces, genre) for genre in train_genres.TELLING},
        train_tagger.fit(train_tagger.rows(read)),
        train_clarity.fit(train_clarity.rows(frozenset({"en"}), read)),
        train_clarity.fit(train_clarity.rows(LEARNED, read)),
    )


def _replace(known: dict[str, _Value], learned: dict[str, _Value]) -> None:
    known.clear()
    known.update(learned)


if __name__ == "__main__":
    Console().print(table())
