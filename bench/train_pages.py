"""The training of the judgment of a page's blocks.

    python -m bench.train_pages            prints cross-validated figures
    python -m bench.train_pages --write    also writes bot/reading/pages/block_weights.json

The pages are the shared ones (newspapers_a, benchmark_a), their blocks labelled as
`bench.flat_text` labels lines. Both looks are logistic regressions, fitted by Newton's method with
an L2 penalty of 10 (of 1, 3, 10, 30 and 100 the best over both sets); a block weighs as its words
to the power 0.8, a caption thrice, a page 1. The second look is trained on first looks that did not
see the publisher; the figures printed are of pages whose publisher neither look has seen. All is
deterministic.
"""

import gzip
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

import numpy as np
from rich.console import Console
from rich.table import Table

from bench import flat_text
from bench.flat_text import Matrix, Page
from bot.reading.lines.scores import mark
from bot.reading.pages import block_scores
from bot.reading.pages.article import clues, parse
from bot.reading.pages.blocks import is_menu, read_blocks
from bot.reading.pages.metadata import read_metadata
from bot.reading.weights import BLOCKS

SETS = ("newspapers_a", "benchmark_a")
PENALTY = 10.0


@dataclass(frozen=True)
class Sample:
    """A page's blocks with their features, true labels and weights."""

    page: Page
    lines: tuple[str, ...]
    looked: Matrix
    body: Matrix
    weights: Matrix

    @property
    def fold(self) -> int:
        """Publishers are dealt to folds by a hash of their name."""
        digest = sha256(self.page.publisher.encode()).hexdigest()
        return int(digest, 16) % flat_text.FOLDS


def read_samples() -> Iterator[Sample]:
    for name in SETS:
        with gzip.open(flat_text.PAGES / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
            for record in map(json.loads, file):
                page = flat_text.make_page(record, news=name == "newspapers_a")
                yield _sample(page, record["html"], record["url"])


def _sample(page: Page, html: str, url: str) -> Sample:
    tree = parse(html)
    metadata = read_metadata(tree, url)
    blocks = [block for block in read_blocks(tree) if not is_menu(block)]
    lines = tuple(block.text for block in blocks)
    aside = {_letters(text) for text in (*page.captions, *page.credits)}
    weights = np.array([len(flat_text.folded_words(line)) for line in lines], float) ** 0.8 + 0.3
    weights *= np.where([_letters(line) in aside for line in lines], flat_text.ASIDE_WEIGHT, 1.0)
    return Sample(
        page=page,
        lines=lines,
        looked=np.array(list(block_scores.first_look(blocks, clues(tree, metadata))), float),
        body=np.array(flat_text.label(page, lines), float),
        weights=100 * weights / weights.sum(),
    )


def _letters(text: str) -> str:
    return "".join(flat_text.folded_words(text))


def fit_first(samples: Sequence[Sample]) -> Matrix:
    return _fit([sample.looked for sample in samples], samples)


def fit_second(samples: Sequence[Sample]) -> Matrix:
    """The second look's weights, learned from first looks that did not see the publisher."""
    unseen = {
        fold: fit_first([sample for sample in samples if sample.fold != fold])
        for fold in {sample.fold for sample in samples}
    }
    return _fit([second(sample, unseen[sample.fold]) for sample in samples], samples)


def _fit(features: Sequence[Matrix], samples: Sequence[Sample]) -> Matrix:
    body = np.concatenate([sample.body for sample in samples])
    weights = np.concatenate([sample.weights for sample in samples])
    return flat_text.fit(np.concatenate(features), body, weights, PENALTY)


def second(sample: Sample, first: Matrix) -> Matrix:
    odds = (sample.looked @ first).tolist()
    return np.array(list(block_scores.second_look(odds, sample.looked.tolist())), float)


def cross_validated(samples: Sequence[Sample]) -> Iterator[tuple[Page, list[str]]]:
    """Each page with the lines kept by weights that never saw its publisher."""
    for fold in range(flat_text.FOLDS):
        others = [sample for sample in samples if sample.fold != fold and sample.body.any()]
        first, later = fit_first(others), fit_second(others)
        for sample in samples:
            if sample.fold == fold:
                odds = (second(sample, first) @ later).tolist()
                marks = mark(sample.lines, odds)
                yield sample.page, [k for k, body in zip(sample.lines, marks, strict=True) if body]


def table(samples: Sequence[Sample]) -> Table:
    rows = Table("pages", "n", "F1", "captions leaked", "credits leaked", title="Cross-validated")
    judged = list(cross_validated(samples))
    for news, name in zip((True, False), SETS, strict=True):
        group = [(page, kept) for page, kept in judged if page.news == news]
        scores = [flat_text.f1(kept, page.body) for page, kept in group]
        leaks = [flat_text.leaks(page, kept) for page, kept in group]
        captions, all_captions, credited, all_credits = map(sum, zip(*leaks, strict=True))
        rows.add_row(
            name, str(len(group)), f"{np.mean(scores):.4f}",
            f"{captions} of {all_captions}", f"{credited} of {all_credits}",
        )  # fmt: skip
    return rows


def write(samples: Sequence[Sample]) -> None:
    """Fit on everything and write the weights."""
    samples = [sample for sample in samples if sample.body.any()]
    flat_text.save(
        BLOCKS,
        (block_scores.FIRST_FEATURES, fit_first(samples)),
        (block_scores.SECOND_FEATURES, fit_second(samples)),
    )


if __name__ == "__main__":
    read = list(read_samples())
    if "--write" in sys.argv:
        write(read)
    Console().print(table(read))
