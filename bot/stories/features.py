"""Pure. Article -> what it is recognised by: its names, its numbers, its words, its clauses.

Small enough to be kept beside every article, so that a restart reads no body again.
"""

import json
import re
import zlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from math import log
from operator import itemgetter
from urllib.parse import urlsplit

from bot.models import Article
from bot.stories.little_words import LITTLE

READ = 1_500  # characters of a body: its beginning tells the event; 2,500 finds no more
LEDE = 250  # characters that count twice, besides the headline
WORDED = 80  # words that are read for more than names and numbers
MOST_TERMS = 40  # 80 do no better
MOST_RUNS = 64

# A name or a number tells one event from another as no verb does. On topics 1 to 15 of the shared
# events 2 to 16 do alike, 1 is worse by 0.03 (B-cubed F1 of bench/stories.py).
NAME = 8.0
WORD = 1.0

_STEM = 6  # letters: "Ukraine" and "Ukrainian", "Зеленский" and "Зеленского"; 7 do as well
_CLAUSE_WORDS = 4  # a shorter clause may be anybody's

_WORD = re.compile(r"[^\W\d_]{2,}")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_DIGIT_GROUP = re.compile(r"(?<=\d),(?=\d{3})")
_UNPARTED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_OPENING = frozenset('.!?:;"“”„`([|•…。！？؟')  # what a sentence opens after
_CLAUSE_END = re.compile(r"[.,;:!?()\n\"“”«»…—–。、，！？؟،؛]+")


@dataclass(frozen=True, slots=True)
class Features:
    """What an article is recognised by.

    `terms` are stems of names and words, and numbers behind a "#", each with its weight in this
    article. `runs` are checksums of two clauses in a row: articles that share many are copies.
    `outlet` is the article's, or the host it was found at.
    """

    article: str
    published: datetime | None
    outlet: str | None
    terms: Mapping[str, float]
    runs: frozenset[int]

    def dumps(self) -> str:
        """As JSON, to be kept; `loads` reads it."""
        published = self.published.isoformat() if self.published else None
        kept = [self.article, published, self.outlet, self.terms, sorted(self.runs)]
        return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))


def loads(text: str) -> Features:
    """What `Features.dumps` wrote."""
    article, published, outlet, terms, runs = json.loads(text)
    moment = datetime.fromisoformat(published) if published else None
    return Features(article, moment, outlet, terms, frozenset(runs))


def of(article: Article) -> Features:
    """What `article` is recognised by."""
    body = article.body[:READ]
    published = article.published.astimezone(UTC) if article.published else None
    return Features(
        article=article.id,
        published=published,
        outlet=article.outlet or (urlsplit(article.url).hostname if article.url else None),
        terms=_terms(article.headline or "", body),
        runs=_runs(body),
    )


def _terms(headline: str, body: str) -> dict[str, float]:
    """The heaviest stems and numbers: each by how often it occurs, and doubly in the opening."""
    opening = f"{headline}\n{body[:LEDE]}"
    words = _words(f"{headline}\n{body}")
    lowered = [word.lower() for word in words]
    small = set(words).intersection(lowered)
    names = dict.fromkeys(name for name in _inside(body) if name not in small)
    plain = NAME if not small else WORD  # a script without capitals: its words are all there is
    counted = Counter(lowered)
    counted.update(map(str.lower, _words(opening)))
    found: dict[str, float] = {}
    for word in dict.fromkeys([*lowered[:WORDED], *names]):
        if word not in LITTLE:
            stem = word[:_STEM]
            weight = (NAME if word in names else plain) * (1 + log(counted[word]))
            found[stem] = found.get(stem, 0.0) + weight
    for number, times in Counter(_NUMBER.findall(f"{opening}\n{body}")).items():
        found["#" + _DIGIT_GROUP.sub("", number)] = NAME * (1 + log(times))
    heaviest = sorted(found.items(), key=itemgetter(1), reverse=True)[:MOST_TERMS]
    return {stem: round(weight, 2) for stem, weight in heaviest}


def _words(text: str) -> list[str]:
    """The words of two letters or more; pairs of characters where a script doesn't part words."""
    words = _WORD.findall(text)
    if not _UNPARTED.search(text):
        return words
    return [part for word in words for part in _parted(word)]


def _parted(word: str) -> list[str]:
    if not _UNPARTED.match(word):
        return [word]
    return [word[at : at + 2] for at in range(len(word) - 1)]


def _inside(body: str) -> list[str]:
    """The words, in small letters, whose capital doesn't come from opening a sentence."""
    found = [
        _WORD.search(token)
        for before, token in pairwise(body.split())
        if token[0].isupper() and before[-1] not in _OPENING
    ]
    return [match[0].lower() for match in found if match]


def _runs(body: str) -> frozenset[int]:
    """Checksums of every two clauses in a row: a quotation is one clause, a copy many runs."""
    clauses = [clause.split() for clause in _CLAUSE_END.split(body.lower())]
    told = [" ".join(words) for words in clauses if len(words) >= _CLAUSE_WORDS]
    runs = pairwise(told[: MOST_RUNS + 1])
    return frozenset(zlib.crc32(f"{one}|{other}".encode()) for one, other in runs)
