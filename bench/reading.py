"""Pages into bodies: briefbot beside the extractors it could have used as they are.

    python -m bench.reading            prints the table
    python -m bench.reading --misses   lists briefbot's worst pages with what was lost and added

The pages are the shared ones. F1 is of the bags of words of the extracted and the true body, the
mean over pages; "runs" is that of runs of four words, precision and recall averaged first, as the
public article extraction benchmark has it. A caption or credit leaks when its words stand together
in the output and not in the true body. Pages a second are of this process's CPU time, parsing
included, so compare them within one run only.
"""

import gzip
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import newspaper
import readability
import trafilatura
from lxml import html
from rich.console import Console
from rich.table import Table

from bot.errors import UnreadableError
from bot.reading import documents

PAGES = Path(__file__).parent.parent.parent / "shared" / "data" / "pages"
SETS = ("newspapers_a", "benchmark_a")
RUN = 4
SHORTEST_CAPTION = 4  # words; a shorter one may stand in a body by chance
WORST = 15

Record = dict[str, Any]
Extractor = Callable[[Record], str]


def read_records(name: str) -> list[Record]:
    with gzip.open(PAGES / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def true_body(record: Record) -> str:
    body: str | list[str] = record["body"]
    return body if isinstance(body, str) else "\n".join(body)


def briefbot(record: Record) -> str:
    try:
        return documents.read_html(record["html"], id="page", url=record["url"]).body
    except UnreadableError:
        return ""


def _trafilatura(*, fast: bool = False, favor_precision: bool = False) -> Extractor:
    def extract(record: Record) -> str:
        text = trafilatura.extract(
            record["html"], include_comments=False, fast=fast, favor_precision=favor_precision
        )
        return text or ""

    return extract


def _readability(record: Record) -> str:
    summary = readability.Document(record["html"]).summary(html_partial=True)
    return "\n".join(html.fromstring(summary).itertext())


def _newspaper(record: Record) -> str:
    article = newspaper.Article(record["url"], fetch_images=False)  # it would ask the network
    article.download(input_html=record["html"])
    try:
        article.parse()
    except ImportError:  # a language for which it wants a tokenizer more
        return ""
    return str(article.text)


def extractors() -> dict[str, Extractor]:
    return {
        "briefbot": briefbot,
        "trafilatura": _trafilatura(),
        "trafilatura, precision": _trafilatura(favor_precision=True),
        "trafilatura, fast": _trafilatura(fast=True),
        "readability-lxml": _readability,
        "newspaper4k": _newspaper,
    }


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def overlap(found: Counter[Any], true: Counter[Any]) -> tuple[float, float]:
    """Precision and recall of one bag against another."""
    common = (found & true).total()
    return common / (found.total() or 1), common / (true.total() or 1)


def f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def runs(text: str) -> Counter[tuple[str, ...]]:
    split = words(text)
    return Counter(tuple(split[at : at + RUN]) for at in range(max(1, len(split) - RUN + 1)))


def scores(outputs: Sequence[str], records: Sequence[Record]) -> tuple[float, float, float, float]:
    """(precision, recall, F1, F1 of runs), the means over pages."""
    bags, chains = [], []
    for output, record in zip(outputs, records, strict=True):
        true = true_body(record)
        bags.append(overlap(Counter(words(output)), Counter(words(true))))
        chains.append(overlap(Counter(runs(output)), Counter(runs(true))))
    count = len(bags)
    precision, recall = (sum(values) / count for values in zip(*bags, strict=True))
    of_runs = f1(*(sum(values) / count for values in zip(*chains, strict=True)))
    return precision, recall, sum(f1(*bag) for bag in bags) / count, of_runs


def leaks(outputs: Sequence[str], records: Sequence[Record]) -> tuple[int, int]:
    """How many captions and credits stand in the outputs and not in the true bodies."""
    captions = credited = 0
    for output, record in zip(outputs, records, strict=True):
        shown, true = " ".join(words(output)), " ".join(words(true_body(record)))
        for caption, credit in _asides(record):
            long = len(caption.split()) >= SHORTEST_CAPTION
            captions += long and caption in shown and caption not in true
            credited += bool(credit) and credit in shown and credit not in true
    return captions, credited


def _asides(record: Record) -> Iterator[tuple[str, str]]:
    for image in record.get("images", ()):
        yield " ".join(words(image["caption"] or "")), ""
        for author in image["authors"]:
            yield "", " ".join(words(author))


def table() -> Table:
    rows = Table(
        "pages", "extractor", "precision", "recall", "F1", "F1 of runs",
        "captions leaked", "credits leaked", "pages a CPU second",
        title="Reading pages",
    )  # fmt: skip
    for name in SETS:
        records = read_records(name)
        for extractor, extract in extractors().items():
            extract(records[0])  # imports and compiles what is needed once
            start = time.process_time()
            outputs = [extract(record) for record in records]
            seconds = time.process_time() - start
            figures = (f"{value:.3f}" for value in scores(outputs, records))
            leaked = map(str, leaks(outputs, records) if name == SETS[0] else ("", ""))
            rows.add_row(name, extractor, *figures, *leaked, f"{len(records) / seconds:.0f}")
    return rows


def misses() -> Iterator[str]:
    """The worst pages, with the first lines that were lost and added."""
    judged = []
    for record in (record for name in SETS for record in read_records(name)):
        found, true = briefbot(record), true_body(record)
        precision, recall = overlap(Counter(words(found)), Counter(words(true)))
        judged.append((f1(precision, recall), precision, recall, record["url"], found, true))
    for score, precision, recall, url, found, true in sorted(judged)[:WORST]:
        yield f"{score:.3f} precision {precision:.3f} recall {recall:.3f} {url}"
        for sign, here, there in (("-", true, found), ("+", found, true)):
            yield from (f"    {sign} {line[:100]}" for line in _lines_not_in(here, there)[:3])


def _lines_not_in(here: str, there: str) -> list[str]:
    held = " ".join(words(there))
    return [line for line in here.split("\n") if " ".join(words(line)) not in held]


if __name__ == "__main__":
    if "--misses" in sys.argv:
        Console().print("\n".join(misses()), markup=False)
    else:
        Console().print(table())
