"""The labelled articles: what a reader said of each of their first sentences.

`labels.jsonl` has an article a line: its set and id in the shared data, its kind, the numbers of
its leading sentences, and for each of its first sentences where it stands in the body, a hash, and
what a reader said of it (see `Label`). Texts are not ours to ship; an article whose set is absent
is left out, and so is a sentence that is no longer split as it was. `second.jsonl` has a fifth
of them, read again, blind. `kept.jsonl` has others that nothing is fitted on.
"""

import gzip
import json
from dataclasses import dataclass
from functools import cache
from hashlib import sha1
from pathlib import Path
from typing import Any

from bot.errors import BriefbotError
from bot.models import Article
from bot.reading.article import read_page
from bot.text.sentences import Sentence, split

HERE = Path(__file__).parent
DATA = HERE.parents[2] / "shared" / "data"
SETS = {
    "newspapers_a": "pages/newspapers_a.jsonl.gz",
    "more_a": "pages/more_a.jsonl.gz",
    "wcxb_dev": "pages/wcxb_dev.jsonl.gz",
    "inshorts_a": "summaries/inshorts_a.jsonl",
    "bbc_extractive_a": "summaries/bbc_extractive_a.jsonl",
    "cnndm_val500": "summaries/cnndm_val500.jsonl",
    "xsum_a": "summaries/xsum_a.jsonl",
}
NO_HEADLINE = {"inshorts_a"}  # its title is its editor's own
FILES = ("labels.jsonl", "kept.jsonl")
HASH = 12  # hexadecimal digits of a sentence's SHA-1


@dataclass(frozen=True, slots=True)
class Label:
    """What a reader said of one sentence.

    `also` is a second role that another editor could choose. `alone`: yes, bracket (it would with a
    name in a bracket, `bracket` says which: "he=Alun Brenn"), connective (without its "But"), half
    (of a quotation) or no. `speaker` and `office` are None where nobody named speaks.
    """

    start: int
    end: int
    hash: str
    role: str
    also: str | None
    alone: str
    speaker: str | None
    office: str | None
    bracket: str | None


@dataclass(frozen=True, slots=True)
class Labelled:
    """An article with a label for each sentence that is still split as it was."""

    article: Article
    kind: str
    lead: tuple[Label, ...]
    labels: dict[int, Label]  # by the sentence's index
    sentences: tuple[Sentence, ...]


@cache
def labelled(file: str = "labels.jsonl") -> tuple[Labelled, ...]:
    """The labelled articles whose sets are there."""
    return tuple(one for record in _records(file) if (one := _labelled(record)))


def _records(file: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (HERE / file).read_text(encoding="utf-8").splitlines()]


def _labelled(record: dict[str, Any]) -> Labelled | None:
    given = _texts(record["set"]).get(record["id"])
    if given is None:
        return None
    headline, body, standfirst = given
    article = Article(
        id=f"{record['set']}/{record['id']}",
        headline=headline,
        body=body,
        lang=record["lang"],
        standfirst=standfirst,
    )
    sentences = split(body, record["lang"])
    labels = [Label(*one) for one in record["sentences"]]
    by_hash = {label.hash: label for label in labels}
    fresh = {
        one.index: by_hash[key]
        for one in sentences
        if (key := sha1(one.text.encode(), usedforsecurity=False).hexdigest()[:HASH]) in by_hash
    }
    lead = tuple(labels[at] for at in record["lead"])
    return Labelled(article, record["kind"], lead, fresh, sentences)


@cache
def _texts(name: str) -> dict[str, tuple[str | None, str, str | None]]:
    """The headline, the body and the standfirst of each labelled article of a set."""
    path = DATA / SETS[name]
    if not path.exists():
        return {}
    raw = path.read_bytes()
    text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode()
    found = {}
    wanted = {record["id"] for file in FILES for record in _records(file)}
    for record in map(json.loads, text.split("\n")[:-1]):
        if record["id"] not in wanted:
            continue
        headline = None if name in NO_HEADLINE else record.get("title")
        body = record.get("body") or record.get("article")
        read = _page(record) if "html" in record else None
        if body:
            whole = "\n\n".join(body) if isinstance(body, list) else body
        elif read:
            headline, whole = read.headline, read.body
        else:
            continue
        found[record["id"]] = (headline, whole, read.standfirst if read else None)
    return found


def _page(record: dict[str, Any]) -> Article | None:
    """None where the page is refused."""
    try:
        return read_page(record["html"], id="", url=record["url"])
    except BriefbotError:
        return None
