"""Summaries against the lead and the usual libraries, at the same length, by ROUGE-1, -2 and -L.

    python -m bench.summaries            five shared sets, every article
    python -m bench.summaries --quick    sixty articles of each

All systems but the product get the same sentences (`bot.text.sentences.split`), give whole
ones, and the same number of them or of words at most: the libraries take them by rank, the lead in
order, as long as they fit. Of words there are two fair leads, one that stops at the first sentence
that does not fit and one that goes on with what does: shown is the better one by ROUGE-1 on that
set. "selection" is `bot.briefing.extract.salience` by itself, free to take any sentence;
"plain" is what `summarize` prints, read from the text and edited to stand alone; "brief" is the
structured brief of at most 90 words, and its rivals get as many words for each article as it took.
An article that the product refuses scores nothing.

F1 by rouge-score with its stemmer; ROUGE-L is the summary-level one, a sentence a line. The
interval is of our R1 minus the lead's, 95%, by a paired bootstrap over articles. Titles are used
where they are the publisher's: in bbc_extractive_a, not in inshorts_a. Articles a second:
splitting and selecting on one core.
"""

import json
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from importlib import import_module
from itertools import accumulate, takewhile
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table

from bot.briefing.extract import compose, salience
from bot.briefing.extract.compose import Shares
from bot.errors import BriefbotError
from bot.models import Article, Brief, Length
from bot.reading import documents
from bot.text.sentences import Sentence, split
from bot.text.stems import stems
from bot.text.words import counted

SUMMARIES = Path(__file__).parent.parent.parent / "shared" / "data" / "summaries"
QUICK = 60
RESAMPLED = 2_000
# Imported by name: neither library has types.
ROUGE = import_module("rouge_score.rouge_scorer")
DOM = import_module("sumy.models.dom")
STEMMERS = import_module("sumy.nlp.stemmers")
STOP_WORDS = import_module("sumy.utils")
LIBRARIES = {
    "LexRank": import_module("sumy.summarizers.lex_rank").LexRankSummarizer,
    "TextRank": import_module("sumy.summarizers.text_rank").TextRankSummarizer,
    "LSA": import_module("sumy.summarizers.lsa").LsaSummarizer,
}

STOPPING = "stopping lead"
Scores = NDArray[np.float64]


class Size(NamedTuple):
    """How long a summary may be: so many sentences, or so many words, or as long as our brief."""

    sentences: int | None = None
    words: int | None = None

    def __str__(self) -> str:
        if self.sentences:
            return f"{self.sentences} sentences"
        return f"{self.words} words" if self.words else "our brief's words"


# Every set at its natural length and as our brief; the two that decide also the other way.
TASKS: Sequence[tuple[str, Size]] = (
    ("cnndm_val500", Size(sentences=3)),
    ("cnndm_val500", Size(words=60)),
    ("cnndm_val500", Size()),
    ("cnndm100", Size(sentences=3)),
    ("inshorts_a", Size(words=60)),
    ("inshorts_a", Size(sentences=3)),
    ("inshorts_a", Size()),
    ("xsum_a", Size(sentences=3)),
    ("xsum_a", Size()),
    ("bbc_extractive_a", Size(words=160)),
    ("bbc_extractive_a", Size()),
)


@dataclass(frozen=True, slots=True)
class Case:
    """An article to sum up, with the reference, a sentence a line."""

    article: Article
    sentences: tuple[Sentence, ...]
    words: tuple[int, ...]
    reference: str


def cases(name: str, most: int | None = None) -> list[Case]:
    """The articles of a shared set, the first `most`; needs the shared data."""
    lines = (SUMMARIES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [
        _case(json.loads(line), titled=not name.startswith("inshorts")) for line in lines[:most]
    ]


def _case(record: Mapping[str, Any], *, titled: bool) -> Case:
    title = record.get("title") if titled else None
    body = record["article"].strip()
    sentences = split(body, record["lang"])
    return Case(
        Article(id=record["id"], headline=title, body=body, lang=record["lang"]),
        sentences,
        tuple(counted(sentence.text) for sentence in sentences),
        _a_sentence_a_line(record["summary"]),
    )


def _a_sentence_a_line(text: str) -> str:
    return "\n".join(sentence.text for sentence in split(text))


def filling_lead(case: Case, size: Size) -> list[str]:
    return _filled(case, range(len(case.sentences)), size)


def stopping_lead(case: Case, size: Size) -> list[str]:
    ends = accumulate(case.words)
    most = size.words or sys.maxsize
    kept = sum(1 for _ in takewhile(lambda end: end <= most, ends))
    return [sentence.text for sentence in case.sentences[: max(1, kept)][: size.sentences]]


def _filled(case: Case, order: Sequence[int], size: Size) -> list[str]:
    """Sentences in `order` as long as they fit, then in the article's."""
    taken, room = list[int](), size.words or sys.maxsize
    for place in order:
        if len(taken) != size.sentences and case.words[place] <= room:
            taken.append(place)
            room -= case.words[place]
    return [case.sentences[place].text for place in sorted(taken or order[:1])]


def selection(case: Case, size: Size) -> list[str]:
    headline, lang = case.article.headline, case.article.lang
    every = dict(enumerate(case.words))
    if size.sentences:
        chosen = salience.select_sentences(
            case.sentences, size.sentences, headline, lang, among=every
        )
    else:
        chosen = salience.select_words(case.sentences, size.words or 0, headline, lang, among=every)
    return [sentence.text for sentence in chosen]


def library(summarizer: type[Any]) -> Callable[[Case, Size], list[str]]:
    """A library's ranking, taken as long as it fits, in the article's order."""

    @cache
    def ranking(case: Case) -> tuple[int, ...]:
        document = DOM.ObjectDocumentModel(
            [DOM.Paragraph([DOM.Sentence(one.text, _Words()) for one in case.sentences])]
        )
        ranked: list[int] = []

        def all_of_them(infos: Sequence[Any]) -> Sequence[Any]:
            ranked.extend(info.order for info in infos)
            return infos

        ready = summarizer(STEMMERS.Stemmer("english"))
        ready.stop_words = STOP_WORDS.get_stop_words("english")
        ready(document, all_of_them)
        return tuple(ranked)

    def summarize(case: Case, size: Size) -> list[str]:
        return _filled(case, ranking(case) or range(len(case.sentences)), size)

    return summarize


class _Words:
    """What sumy asks of a tokenizer; its own needs data to be downloaded."""

    @staticmethod
    def to_words(text: str) -> tuple[str, ...]:
        return tuple(word.strip(".,;:!?\"'()[]“”‘’") for word in text.split())


def product(case: Case, size: Size) -> list[str]:
    """What `summarize` gives for the bare text; nothing where it refuses."""
    now = datetime.now(UTC)
    try:
        article = documents.read_text(
            case.article.body, id=case.article.id, title=case.article.headline
        )
        if size.sentences:
            brief = compose.plain_sentences(article, size.sentences, now)
        elif size.words:
            brief = compose.plain_words(article, size.words, now)
        else:
            brief = compose.brief(article, Length.BRIEF, now, Shares())
    except BriefbotError:
        return []
    return _told(brief)


def _told(brief: Brief) -> list[str]:
    return [point.text for point in brief.points]


SYSTEMS: Mapping[str, Callable[[Case, Size], list[str]]] = {
    "lead": filling_lead,
    STOPPING: stopping_lead,
    **{name: library(summarizer) for name, summarizer in LIBRARIES.items()},
    "selection": selection,
}


def scores(case: Case, summary: Sequence[str]) -> tuple[float, float, float]:
    """ROUGE-1, -2 and -L, F1 in percent."""
    found = _scorer().score(case.reference, "\n".join(summary))
    one, two, longest = (found[kind].fmeasure for kind in ("rouge1", "rouge2", "rougeLsum"))
    return 100 * one, 100 * two, 100 * longest


@cache
def _scorer() -> Any:  # noqa: ANN401 - the library has no types
    return ROUGE.RougeScorer(["rouge1", "rouge2", "rougeLsum"], use_stemmer=True)


def interval(ours: Scores, theirs: Scores) -> tuple[float, float, float]:
    """The mean difference and its 95% interval, by a paired bootstrap with a fixed seed."""
    difference = ours - theirs
    drawn = np.random.default_rng(0).integers(0, len(difference), (RESAMPLED, len(difference)))
    low, high = np.percentile(difference[drawn].mean(1), (2.5, 97.5))
    return float(difference.mean()), float(low), float(high)


def table(most: int | None = None) -> Table:
    rows = Table("", "R1", "R2", "RL", "words", "R1 - lead's, 95%", box=SIMPLE)
    rows.title = "Summaries" if most is None else f"Summaries, {most} articles a set"
    if not SUMMARIES.exists():
        rows.caption = "no shared data here"
        return rows
    for name, size in TASKS:
        _compare(rows, name, size, cases(name, most))
    speed = _articles_a_second(cases(TASKS[0][0], most))
    rows.caption = f"split and selected: {speed:.0f} articles a second"
    return rows


def _compare(rows: Table, name: str, size: Size, known: Sequence[Case]) -> None:
    ours = [product(case, size) for case in known]
    sizes = [size if size != Size() else _as_long_as(summary) for summary in ours]
    summaries = {
        system: [summarize(case, each) for case, each in zip(known, sizes, strict=True)]
        for system, summarize in SYSTEMS.items()
    }
    summaries["plain" if size != Size() else "brief"] = ours
    reckoned = {
        system: np.array([scores(*pair) for pair in zip(known, texts, strict=True)])
        for system, texts in summaries.items()
    }
    stopping = reckoned.pop(STOPPING)
    if stopping[:, 0].mean() > reckoned["lead"][:, 0].mean():
        reckoned["lead"], summaries["lead"] = stopping, summaries[STOPPING]
    rows.add_row(f"{name}, {size}", style="bold")
    for system, found in reckoned.items():
        words = np.mean([sum(map(counted, text)) for text in summaries[system]])
        mean, low, high = interval(found[:, 0], reckoned["lead"][:, 0])
        rows.add_row(
            f"  {system}",
            *(f"{score:.1f}" for score in found.mean(0)),
            f"{words:.0f}",
            "" if system == "lead" else f"{mean:+.2f} ({low:+.2f} to {high:+.2f})",
        )


def _as_long_as(summary: Sequence[str]) -> Size:
    return Size(words=max(1, sum(map(counted, summary))))


def _articles_a_second(known: Sequence[Case]) -> float:
    stems("")  # compiles what is compiled once
    start = time.process_time()
    for case in known:
        salience.select_sentences(split(case.article.body), 3)
    return len(known) / (time.process_time() - start)


if __name__ == "__main__":
    Console().print(table(QUICK if "--quick" in sys.argv[1:] else None))
