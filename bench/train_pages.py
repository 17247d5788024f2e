"""The training of the judgment of a page's blocks.

    python -m bench.train_pages            prints cross-validated figures
    python -m bench.train_pages --write    also writes bot/reading/body/block_weights.json

The pages are the shared ones, of news and of all else, their blocks labelled as `bench.flat_text`
labels lines. Where only snippets of the body are known, only the blocks that hold one count.

A page's chance to be news is told by a logistic regression over what
`bot.reading.body.kinds` sees. Both looks are such regressions too, each with a weight that
all pages share (an L2 penalty of 10) and one for how much more a page is news than not (of 30). A
block weighs as its words to the power 0.8, a caption thrice, a page 1, one with snippets only 0.3.
The second look is trained on first looks that did not see the publisher; the figures printed are
of pages whose publisher no weight has seen. All is deterministic.
"""

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

import numpy as np
from rich.console import Console
from rich.table import Table

from bench import flat_text
from bench.flat_text import FOLDS, Matrix
from bench.page_sets import Shown, labels, read_sets, squeezed, tally
from bot.reading.body import groups, kinds, scores
from bot.reading.body.blocks import Block
from bot.reading.body.groups import Groups
from bot.reading.body.parts import Apart, chosen, clues, take_apart
from bot.reading.pages.markup import parse
from bot.reading.pages.metadata import read_metadata
from bot.reading.weights import BLOCKS

SHARED_PENALTY, KIND_PENALTY = 10.0, 30.0
SNIPPETS_WEIGHT = 0.3


@dataclass(frozen=True)
class Sample:
    """A page's blocks with their features, true labels and weights (0 where nothing is known)."""

    page: Shown
    lines: tuple[str, ...]
    blocks: tuple[Block, ...]
    apart: Apart
    grouped: tuple[Groups, ...]
    kind: Matrix
    looked: Matrix
    body: Matrix
    weights: Matrix

    @cached_property
    def fold(self) -> int:
        """Publishers are dealt to folds by a hash of their name."""
        digest = sha256(self.page.publisher.encode()).hexdigest()
        return int(digest, 16) % FOLDS


def read_samples() -> Iterator[Sample]:
    for page in read_sets():
        sample = _sample(page)
        if sample:
            yield sample


def _sample(page: Shown) -> Sample | None:
    tree = parse(page.html)
    metadata = read_metadata(tree, page.url)
    known = clues(tree, metadata)
    parts = take_apart(tree, metadata, known)
    if not parts.blocks:
        return None
    lines = tuple(parts.lines)
    grouped = tuple(groups.groups(parts.blocks))
    marks = labels(page, lines)
    aside = {squeezed(text) for text in (*page.captions, *page.credits)}
    weights = np.array([len(flat_text.folded_words(line)) for line in lines], float) ** 0.8 + 0.3
    weights *= np.where([squeezed(line) in aside for line in lines], flat_text.ASIDE_WEIGHT, 1.0)
    weights *= [mark is not None for mark in marks]
    weights *= 1 - np.array(parts.apart.leading)  # a standfirst is body whatever a set's rule is
    share = 100 * (1.0 if page.body is not None else SNIPPETS_WEIGHT)
    return Sample(
        page=page,
        lines=lines,
        blocks=parts.blocks,
        apart=parts.apart,
        grouped=grouped,
        kind=np.array(kinds.features(parts.blocks, known), float),
        looked=np.array(list(scores.first_look(parts.blocks, grouped, known)), np.float32),
        body=np.array([bool(mark) for mark in marks], float),
        weights=share * weights / (weights.sum() or 1.0),
    )


class Fitted:
    """The weights that some samples give, and those that samples without a fold give."""

    def __init__(self, samples: Sequence[Sample]) -> None:
        self.samples = [sample for sample in samples if sample.weights.any()]
        self._known: dict[frozenset[int], tuple[Matrix, Matrix]] = {}

    def first(self, without: frozenset[int]) -> tuple[Matrix, Matrix]:
        """The weights of a page's kind and of the first look, learned without some folds."""
        if without not in self._known:
            seen = self._without(without)
            told = [sample for sample in seen if sample.page.news is not None]
            kind = flat_text.fit(
                np.array([sample.kind for sample in told]),
                np.array([float(bool(sample.page.news)) for sample in told]),
                np.ones(len(told)),
            )
            start = self._known[frozenset()][1] if frozenset() in self._known else None
            looked = [by_kind(sample.looked, news(sample, kind)) for sample in seen]
            self._known[without] = kind, fit(looked, seen, start)
        return self._known[without]

    def second(self, without: frozenset[int]) -> Matrix:
        """The weights of the second look, from first looks that did not see the publisher."""
        seen = self._without(without)
        looked = []
        for sample in seen:
            kind, first = self.first(without | {sample.fold})
            looked.append(second_look(sample, kind, first))
        return fit(looked, seen)

    def _without(self, folds: frozenset[int]) -> list[Sample]:
        return [sample for sample in self.samples if sample.fold not in folds]


def news(sample: Sample, kind: Matrix) -> float:
    return float(1 / (1 + np.exp(-sample.kind @ kind)))


def by_kind(features: Matrix, chance: float) -> Matrix:
    """The features, and once more by how much the page is news."""
    return np.hstack([features, (chance - 0.5) * features])


def second_look(sample: Sample, kind: Matrix, first: Matrix) -> Matrix:
    chance = news(sample, kind)
    odds = (by_kind(sample.looked, chance) @ first).tolist()
    around = list(scores.second_look(sample.blocks, sample.grouped, odds))
    return by_kind(np.hstack([np.array(around), sample.looked]), chance)


def fit(
    features: Sequence[Matrix], samples: Sequence[Sample], start: Matrix | None = None
) -> Matrix:
    half = features[0].shape[1] // 2
    penalty = np.repeat([SHARED_PENALTY, KIND_PENALTY], half)
    body = np.concatenate([sample.body for sample in samples])
    weights = np.concatenate([sample.weights for sample in samples])
    known = weights > 0
    return flat_text.fit(
        np.concatenate(features)[known], body[known], weights[known], penalty, start
    )


def cross_validated(samples: Sequence[Sample]) -> Iterator[tuple[Sample, list[str]]]:
    """Each page with the lines kept by weights that never saw its publisher."""
    fitted = Fitted(samples)
    fitted.first(frozenset())
    for fold in range(FOLDS):
        unseen = frozenset({fold})
        kind, first = fitted.first(unseen)
        later = fitted.second(unseen)
        for sample in samples:
            if sample.fold == fold:
                odds = (second_look(sample, kind, first) @ later).tolist()
                kept = chosen(sample.lines, odds, sample.apart)
                yield sample, [sample.lines[index] for index in kept]


def table(samples: Sequence[Sample]) -> Table:
    rows = Table(
        "pages", "n", "F1", "first paragraph", "snippets in", "snippets out", "captions leaked",
        "credits leaked", title="Cross-validated",
    )  # fmt: skip
    judged = list(cross_validated(samples))
    found = tally([sample.page for sample, _ in judged], [kept for _, kept in judged])
    for name, own in found.items():
        number = sum(sample.page.name == name for sample, _ in judged)
        rows.add_row(name, str(number), *own.figures())
    return rows


def write(samples: Sequence[Sample]) -> None:
    """Fit on everything and write the weights."""
    fitted = Fitted(samples)
    kind, first = fitted.first(frozenset())
    second = fitted.second(frozenset())
    looks = {"first look": (scores.FIRST_FEATURES, first)}
    looks |= {"second look": (scores.SECOND_FEATURES, second)}
    weights: dict[str, object] = {"kind": named(kinds.FEATURES, kind)}
    for name, share in (("news", 0.5), ("other", -0.5)):
        weights[name] = {
            look: named(features, found[: len(features)] + share * found[len(features) :])
            for look, (features, found) in looks.items()
        }
    BLOCKS.write_text(json.dumps(weights, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def named(features: Sequence[str], weights: Matrix) -> dict[str, float]:
    return dict(zip(features, np.round(weights, 3).tolist(), strict=True))


if __name__ == "__main__":
    read = list(read_samples())
    if "--write" in sys.argv:
        write(read)
    Console().print(table(read))
