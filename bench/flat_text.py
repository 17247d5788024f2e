"""Flat text, one block a line: how well are body lines told, and the training of that judgment.

    python -m bench.flat_text            prints the table, cross-validated by publisher
    python -m bench.flat_text --train    also writes bot/reading/lines/line_weights.json

The texts are made of the shared pages (newspapers_a, benchmark_a), flattened in five styles: the
whole page, its main element only, a tidier scrape without most short lines, a clean one of body,
captions and credits, and the bare body. A line is body when it is a true paragraph, a piece of one,
or shares most of its runs of four words with the true body. F1 is of the bag of words, the mean
over pages; a caption or credit leaks when its words stand in the output and not in the true body.

Both looks are logistic regressions, fitted by Newton's method with an L2 penalty of 1; a line
weighs as its words to the power 0.8, a caption thrice, a page 1, a style as in STYLES. The second
look is trained on first looks that did not see the publisher. All is deterministic.

Of the table's columns, "lines" has the cross-validated judgment of lines by weights that never saw
the publisher; "reader" is `read_text` as shipped, trained on these pages, with its rules
beside the weights. Leaks are given of both.
"""

import gzip
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np
from lxml import html
from numpy.typing import NDArray
from rich.table import Table

from bot.errors import UnreadableError
from bot.reading.lines import scores
from bot.reading.lines.flat_text import read_text
from bot.reading.web.decoding import clean
from bot.reading.weights import LINES

ROOT = Path(__file__).parent.parent
PAGES = ROOT.parent / "shared" / "data" / "pages"
STYLES = {"page": 1.0, "main": 0.7, "tidy": 0.7, "clean": 0.5, "bare": 0.3}
FOLDS = 5
NEWTON_STEPS = 25
SHORT_LINE = 60  # letters; a tidy scrape drops three of four non-body lines below it
SHINGLE = 4
LEAST_PIECE = 20  # letters by which a line is told to be a piece of a paragraph
LEAST_SHARED = 0.6  # of a line's runs of words that the body has too
LEAST_ASIDE = 6  # letters by which a caption or credit is told
HEAD_LINE = 90  # letters; a clean scrape keeps up to three shorter lines above the body
LONG_LINE = 10  # words, for the second baseline
SMALL_STEP = 1e-4
ASIDE_WEIGHT = 3.0  # a caption in a brief is worse than a lost line

Matrix = NDArray[np.float64]

_BLOCKS = """
    address article aside blockquote body br button dd details div dl dt fieldset figcaption figure
    footer form h1 h2 h3 h4 h5 h6 header hr legend li main menu nav ol option p pre section select
    summary table tbody td tfoot th thead tr ul
"""
_BLOCK_TAGS = frozenset(_BLOCKS.split())
_UNSEEN = "script style noscript template svg head iframe object embed audio video canvas textarea"
_UNSEEN_TAGS = frozenset(_UNSEEN.split())
_ENGLISH = frozenset({"the", "of", "and", "to", "in", "said"})


@dataclass(frozen=True)
class Page:
    """A shared page: what it truly says, and its visible blocks."""

    publisher: str
    news: bool
    body: tuple[str, ...]
    captions: tuple[str, ...]
    credits: tuple[str, ...]
    blocks: tuple[str, ...]
    main: tuple[str, ...]

    @property
    def english(self) -> bool:
        return _ENGLISH.issubset(folded_words(" ".join(self.body)))


@dataclass
class Text:
    """One flattened page with its true labels; the log-odds are filled in as it is judged."""

    page: Page
    style: str
    lines: tuple[str, ...]
    first: Matrix
    body: Matrix
    weights: Matrix
    first_odds: dict[int, Matrix] = field(default_factory=dict)
    odds: Matrix = field(default_factory=lambda: np.zeros(0))


def flatten(tree: html.HtmlElement) -> Iterator[str]:
    """The visible text of a tree, one block each, white space collapsed."""
    collected: list[str] = []
    for event in _walk(tree):
        if event is None:
            if block := " ".join(clean("".join(collected)).split()):
                yield block
            collected.clear()
        else:
            collected.append(event)


def _walk(element: html.HtmlElement) -> Iterator[str | None]:
    """Texts in order, None at a block's edges."""
    if not isinstance(element.tag, str) or element.tag in _UNSEEN_TAGS or _is_hidden(element):
        return
    block = element.tag in _BLOCK_TAGS
    if block:
        yield None
    if element.text:
        yield element.text
    for child in element:
        yield from _walk(child)
        if child.tail:
            yield child.tail
    if block:
        yield None


def _is_hidden(element: html.HtmlElement) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    return element.get("hidden") is not None or "display:none" in style


def folded_words(text: str) -> list[str]:
    return re.findall(r"\w+", clean(text).lower())


def read_pages() -> list[Page]:
    """The shared pages, in order."""
    pages = []
    for name in ("newspapers_a", "benchmark_a"):
        with gzip.open(PAGES / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
            pages += [make_page(json.loads(line), news=name == "newspapers_a") for line in file]
    return pages


def make_page(record: dict[str, Any], *, news: bool) -> Page:
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    tree = html.document_fromstring(record["html"].encode(), parser=parser)
    body = record["body"]
    images = record.get("images", [])
    mains = [tuple(flatten(part)) for part in tree.iter("article", "main")]
    return Page(
        publisher=".".join((urlsplit(record["url"]).hostname or "").split(".")[-2:]),
        news=news,
        body=tuple(body if isinstance(body, list) else filter(str.strip, body.split("\n"))),
        captions=tuple(image["caption"] for image in images if image["caption"]),
        credits=tuple(name for image in images for name in image["authors"]),
        blocks=tuple(flatten(tree)),
        main=max(mains, key=lambda lines: sum(map(len, lines)), default=()),
    )


def label(page: Page, lines: Sequence[str]) -> list[bool]:
    """Which of the lines are truly body."""
    squeezed = {"".join(folded_words(paragraph)) for paragraph in page.body}
    whole = "".join(folded_words(" ".join(page.body)))
    runs = set(_runs(folded_words(" ".join(page.body))))
    aside = {"".join(folded_words(text)) for text in (*page.captions, *page.credits)} - squeezed
    labels = []
    for line in lines:
        words = folded_words(line)
        letters = "".join(words)
        own = _runs(words)
        shared = sum(run in runs for run in own) / max(1, len(own))
        labels.append(
            letters not in aside
            and bool(letters)
            and (
                letters in squeezed
                or (len(letters) >= LEAST_PIECE and letters in whole)
                or (len(words) >= 2 * SHINGLE and shared >= LEAST_SHARED)
            )
        )
    return labels


def _runs(words: Sequence[str]) -> list[tuple[str, ...]]:
    return list(zip(*(words[start:] for start in range(SHINGLE)), strict=False))


def make_texts(pages: Sequence[Page]) -> list[Text]:
    """Every page in every style in which something of its body is left."""
    chance = random.Random(5)  # noqa: S311 - a sample, no secret
    texts = []
    for page in pages:
        labels = label(page, page.blocks)
        if not any(labels):
            continue
        start = labels.index(True)
        aside = {"".join(folded_words(text)) for text in (*page.captions, *page.credits)}
        pairs = list(enumerate(zip(page.blocks, labels, strict=True)))
        styles = {
            "page": page.blocks,
            "main": page.main,
            "tidy": tuple(
                line
                for _, (line, body) in pairs
                if body or len(line) > SHORT_LINE or chance.random() < 1 / 4
            ),
            "clean": tuple(
                line
                for place, (line, body) in pairs
                if body
                or "".join(folded_words(line)) in aside
                or (start - 3 <= place < start and len(line) < HEAD_LINE)
            ),
            "bare": tuple(line for _, (line, body) in pairs if body),
        }
        texts += [_text(page, style, lines) for style, lines in styles.items() if lines]
    return [text for text in texts if text.body.any()]


def _text(page: Page, style: str, lines: tuple[str, ...]) -> Text:
    aside = {"".join(folded_words(text)) for text in (*page.captions, *page.credits)}
    words = np.array([len(folded_words(line)) for line in lines], float) ** 0.8 + 0.3
    words *= np.where(["".join(folded_words(line)) in aside for line in lines], ASIDE_WEIGHT, 1.0)
    return Text(
        page=page,
        style=style,
        lines=lines,
        first=np.array(list(scores.first_look(lines)), float),
        body=np.array(label(page, lines), float),
        weights=STYLES[style] * 100 * words / words.sum(),
    )


def fit(
    features: Matrix,
    body: Matrix,
    weights: Matrix,
    penalty: float | Matrix = 1.0,
    start: Matrix | None = None,
) -> Matrix:
    """Weights of a logistic regression by Newton's method, with an L2 penalty.

    `penalty` may be one for each feature; `start` is where the search begins.
    """
    ridge = np.diag(np.broadcast_to(penalty, features.shape[1]))
    found = np.zeros(features.shape[1]) if start is None else start
    scaled = weights / weights.mean()
    for _ in range(NEWTON_STEPS):
        odds = features @ found.astype(features.dtype)  # else all features would change their type
        chance = 1 / (1 + np.exp(-np.clip(odds, -30, 30)))
        slope = features.T @ (scaled * (body - chance)).astype(features.dtype) - penalty * found
        spread = np.sqrt(scaled * chance * (1 - chance) + 1e-9)
        scattered = features * spread[:, None].astype(features.dtype)
        step = np.linalg.solve(scattered.T @ scattered + ridge, slope)
        found = found + step
        if abs(step).max() < SMALL_STEP:
            break
    return np.round(found, 3)


def fit_both(texts: Sequence[Text], publisher_fold: Callable[[Text], int]) -> tuple[Matrix, Matrix]:
    """The two looks' weights; the second learns from first looks that did not see the publisher."""
    body = np.concatenate([text.body for text in texts])
    weights = np.concatenate([text.weights for text in texts])
    first = fit(np.concatenate([text.first for text in texts]), body, weights)
    unseen = {}
    for fold in sorted({publisher_fold(text) for text in texts}):
        others = [text for text in texts if publisher_fold(text) != fold]
        unseen[fold] = fit(
            np.concatenate([text.first for text in others]),
            np.concatenate([text.body for text in others]),
            np.concatenate([text.weights for text in others]),
        )
    looks = [second(text.first @ unseen[publisher_fold(text)]) for text in texts]
    return first, fit(np.concatenate(looks), body, weights)


def second(odds: Matrix) -> Matrix:
    return np.array(list(scores.second_look(odds.tolist())), float)


def fold_of(text: Text) -> int:
    """Publishers are dealt to folds by a hash of their name."""
    return int(sha256(text.page.publisher.encode()).hexdigest(), 16) % FOLDS


def cross_validate(texts: Sequence[Text]) -> None:
    """Fill in the log-odds of each text by weights that never saw its publisher."""
    for fold in range(FOLDS):
        first, later = fit_both([text for text in texts if fold_of(text) != fold], fold_of)
        for text in texts:
            if fold_of(text) == fold:
                text.odds = second(text.first @ first) @ later


def f1(kept: Sequence[str], true: Sequence[str]) -> float:
    """F1 of the bags of words."""
    found, wanted = Counter(folded_words(" ".join(kept))), Counter(folded_words(" ".join(true)))
    common = sum((found & wanted).values())
    return 2 * common / (sum(found.values()) + sum(wanted.values())) if common else 0.0


def leaks(page: Page, kept: Sequence[str]) -> tuple[int, int, int, int]:
    """(captions leaked, captions on the page, credits leaked, credits on the page)."""
    lines = {"".join(folded_words(line)) for line in kept}
    shown = "".join(folded_words(" ".join(page.blocks)))
    body = "".join(folded_words(" ".join(page.body)))
    captions = _asides(page.captions, shown, body)
    credited = _asides(page.credits, shown, body)
    return (
        sum(any(caption in line for line in lines) for caption in captions),
        len(captions),
        sum(any(line.endswith(credit) for line in lines) for credit in credited),
        len(credited),
    )


def _asides(texts: Sequence[str], shown: str, body: str) -> set[str]:
    """The texts that stand on the page and not in its body, long enough to be told."""
    squeezed = {"".join(folded_words(text)) for text in texts}
    return {
        text for text in squeezed if len(text) >= LEAST_ASIDE and text in shown and text not in body
    }


def table() -> Table:
    """The cross-validated figures beside two baselines."""
    texts = make_texts(read_pages())
    cross_validate(texts)
    rows = Table(
        "pages", "style", "n", "every line", "10 words", "lines", "reader",
        "captions leaked", "credits leaked",
        title="Flat text: body F1, cross-validated by publisher",
    )  # fmt: skip
    groups: dict[str, Callable[[Page], bool]] = {
        "newspapers, English": lambda page: page.news and page.english,
        "newspapers, all": lambda page: page.news,
        "benchmark": lambda page: not page.news,
    }
    for name, belongs in groups.items():
        for style in STYLES:
            group = [text for text in texts if text.style == style and belongs(text.page)]
            rows.add_row(name, style, str(len(group)), *_figures(group))
    return rows


def _figures(group: Sequence[Text]) -> Iterator[str]:
    kept = [kept_lines(text) for text in group]
    every = [text.lines for text in group]
    long = [[line for line in text.lines if len(line.split()) >= LONG_LINE] for text in group]
    read = [read_lines(text.lines) for text in group]
    for outputs in (every, long, kept, read):
        scores = [f1(lines, text.page.body) for lines, text in zip(outputs, group, strict=True)]
        yield f"{np.mean(scores):.3f}"
    by_lines, by_reader = _leaked(group, kept), _leaked(group, read)
    yield f"{by_lines[0]}, {by_reader[0]} of {by_reader[1]}"
    yield f"{by_lines[2]}, {by_reader[2]} of {by_reader[3]}"


def _leaked(group: Sequence[Text], outputs: Sequence[Sequence[str]]) -> list[int]:
    """As `leaks`, over all texts."""
    counts = [leaks(text.page, lines) for lines, text in zip(outputs, group, strict=True)]
    return [sum(column) for column in zip(*counts, strict=True)]


def read_lines(lines: Sequence[str]) -> Sequence[str]:
    try:
        return read_text("\n".join(lines), id="").body.split("\n\n")
    except UnreadableError:
        return ()


def kept_lines(text: Text) -> list[str]:
    marks = scores.mark(text.lines, text.odds.tolist())
    return [line for line, body in zip(text.lines, marks, strict=True) if body]


def train() -> None:
    """Fit on everything and write the weights."""
    first, later = fit_both(make_texts(read_pages()), fold_of)
    save(LINES, (scores.FIRST_FEATURES, first), (scores.SECOND_FEATURES, later))


def save(file: Path, *looks: tuple[Sequence[str], Matrix]) -> None:
    """Write the weights of a judge's two looks where it reads them."""
    named = [dict(zip(names, found.tolist(), strict=True)) for names, found in looks]
    both = dict(zip(("first look", "second look"), named, strict=True))
    file.write_text(json.dumps(both, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    from rich.console import Console

    if sys.argv[1:] == ["--train"]:
        train()
    Console().print(table())
