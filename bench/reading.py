"""Pages into bodies: briefbot beside the extractors it could have used as they are.

    python -m bench.reading            prints the table
    python -m bench.reading --misses   lists briefbot's worst pages with what was lost and added

The pages are the shared ones (`bench.page_sets`). F1 is of the bags of words of the extracted and
the true body, the mean over pages. A snippet is in or out if its words stand together in the
output; a caption or credit leaks when they do, in one line, and not in the true body. briefbot's
weights have seen these pages: `bench.train_pages` has the figures of pages that they have not.
Pages a second are of this process's CPU time, parsing included, so compare them within one run.
"""

import sys
import time
from collections.abc import Callable, Iterator, Sequence

import newspaper
import readability
import trafilatura
from lxml import html
from rich.console import Console
from rich.table import Table

from bench import flat_text
from bench.page_sets import Shown, read_sets, squeezed, tally
from bot.errors import UnreadableError
from bot.reading import documents

WORST = 15
COLUMNS = (
    "F1", "first paragraph", "snippets in", "snippets out", "captions leaked", "credits leaked",
)  # fmt: skip

Extractor = Callable[[Shown], str]


def briefbot(page: Shown) -> str:
    try:
        return documents.read_html(page.html, id="page", url=page.url).body
    except UnreadableError:
        return ""


def _trafilatura(*, precision: bool = False, recall: bool = False, fast: bool = False) -> Extractor:
    def extract(page: Shown) -> str:
        text = trafilatura.extract(
            page.html,
            include_comments=False,
            fast=fast,
            favor_precision=precision,
            favor_recall=recall,
        )
        return text or ""

    return extract


def _readability(page: Shown) -> str:
    summary = readability.Document(page.html).summary(html_partial=True)
    return "\n".join(html.fromstring(summary).itertext())


def _newspaper(page: Shown) -> str:
    article = newspaper.Article(page.url, fetch_images=False)  # it would ask the network
    article.download(input_html=page.html)
    try:
        article.parse()
    except ImportError:  # a language for which it wants a tokenizer more
        return ""
    return str(article.text)


def extractors() -> dict[str, Extractor]:
    return {
        "briefbot": briefbot,
        "trafilatura": _trafilatura(),
        "trafilatura, precision": _trafilatura(precision=True),
        "trafilatura, recall": _trafilatura(recall=True),
        "trafilatura, fast": _trafilatura(fast=True),
        "readability-lxml": _readability,
        "newspaper4k": _newspaper,
    }


def paragraphs(text: str) -> list[str]:
    return list(filter(str.strip, text.split("\n")))


def table() -> Table:
    rows = Table("pages", "extractor", *COLUMNS, "pages a CPU second", title="Reading pages")
    pages = list(read_sets())
    names = list(dict.fromkeys(page.name for page in pages))
    found = {}
    speeds = {}
    for extractor, extract in extractors().items():
        extract(pages[0])  # imports and compiles what is needed once
        start = time.process_time()
        bodies = [paragraphs(extract(page)) for page in pages]
        speeds[extractor] = len(pages) / (time.process_time() - start)
        found[extractor] = tally(pages, bodies)
    for name in names:
        for extractor, figures in found.items():
            rows.add_row(name, extractor, *figures[name].figures(), f"{speeds[extractor]:.0f}")
    return rows


def misses() -> Iterator[str]:
    """The worst pages, with the first lines that were lost and added."""
    judged = []
    for page in read_sets():
        if page.body is not None:
            kept = paragraphs(briefbot(page))
            judged.append((flat_text.f1(kept, page.body), page.url, kept, page.body))
    for score, url, kept, true in sorted(judged)[:WORST]:
        yield f"{score:.3f} {url}"
        for sign, here, there in (("-", true, kept), ("+", kept, true)):
            yield from (f"    {sign} {line[:100]}" for line in _lines_not_in(here, there)[:3])


def _lines_not_in(here: Sequence[str], there: Sequence[str]) -> list[str]:
    held = squeezed(" ".join(there))
    return [line for line in here if squeezed(line) not in held]


if __name__ == "__main__":
    if "--misses" in sys.argv:
        Console().print("\n".join(misses()), markup=False)
    else:
        Console().print(table())
