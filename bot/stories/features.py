"""Pure. Article -> what it is recognised by: its names, its numbers, its words, its clauses.

Small enough to be kept beside every article, so that a restart reads no body again.
"""

import json
import re
import zlib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence, Sized
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache
from heapq import nlargest
from itertools import pairwise
from math import log
from typing import NamedTuple

from bot.models import Article
from bot.stories import background
from bot.stories.background import NAMED, TENTHS, Background
from bot.stories.crosslingual.keys import keys_of
from bot.stories.little_words import LITTLE
from bot.text.visible import host

READ = 1_500  # characters of a body: its beginning tells the event; 2,500 finds no more
LEDE = 250  # characters that, with the headline, are the opening
WORDED = 80  # words that are read for more than names and numbers
MOST_TERMS = 40
MOST_OPENING = 40
MOST_RUNS = 64

# A name or a number tells one event from another as no verb does. Where the background tells how
# common a stem is, that does most of it and a name counts twice; elsewhere 2 to 16 do alike.
NAME = 2.0
UNCOUNTED_NAME = 8.0
ENGLISH = 0.5  # of a text's stems, in the English table: what declares no language is English
IS_NAME = 0.5

_STEM = 6  # letters: "Ukraine" and "Ukrainian", "Зеленский" and "Зеленского"; 7 do as well
_CLAUSE_WORDS = 4  # a shorter clause may be anybody's

_WORD = re.compile(r"[^\W\d_]{2,}")
_TOKEN = re.compile(r"[^\W\d_]{2,}|\d+(?:[.,]\d+)*")
_YEAR = re.compile(r"#(?:19|20)\d\d")
LONG_NUMBER = 4  # characters, with its mark
_RAREST_NUMBER = 5.0
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_DIGIT_GROUP = re.compile(r"(?<=\d),(?=\d{3})")
_UNPARTED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_OPENING = frozenset('.!?:;"“”„`([|•…。！？؟')  # what a sentence opens after
_CLAUSE_END = re.compile(r"[.,;:!?()\n\"“”«»…—–。、，！？؟،؛]+")


@dataclass(frozen=True, slots=True)
class Features:
    """What an article is recognised by.

    `terms` are stems of names and words, and numbers behind a "#", each with its weight in this
    article, in quarters. `opening` are those of the headline and the first lines, `names` the names
    among them, `pairs` checksums of two of them in a row. `runs` are checksums of two clauses in a
    row: articles that share many are copies. `outlet` is the article's, or the host it was found
    at; `lang` has a table in `background`, or is empty; `words` are counted up to READ. `written`
    is the language it is written in, empty where that isn't known; `keys` can be compared with
    those of other languages.
    """

    article: str
    published: datetime | None
    outlet: str | None
    terms: Mapping[str, int]
    runs: frozenset[int]
    opening: tuple[str, ...] = ()
    names: Collection[str] = frozenset()
    pairs: Collection[int] = frozenset()
    lang: str = ""
    words: int = 0
    written: str = ""
    keys: tuple[str, ...] = ()

    def dumps(self) -> str:
        """As JSON, to be kept; `loads` reads it."""
        published = self.published.isoformat() if self.published else None
        kept = [
            self.article, published, self.outlet, self.terms, sorted(self.runs), self.opening,
            sorted(self.names), sorted(self.pairs), self.lang, self.words,
            self.written, self.keys,
        ]  # fmt: skip
        return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))


def loads(text: str) -> Features:
    """What `Features.dumps` wrote; without an opening or keys where it was written before there
    were any."""
    article, published, outlet, terms, runs, *rest = json.loads(text)
    moment = datetime.fromisoformat(published) if published else None
    if not rest:
        found = {term: round(4 * weight) for term, weight in terms.items()}
        return Features(article, moment, outlet, found, frozenset(runs))
    opening, names, pairs, lang, words, *later = rest
    written, keys = later or (lang, ())
    terms = {_shared(term): weight for term, weight in terms.items()}
    return Features(
        article, moment, outlet, terms, frozenset(runs), tuple(map(_shared, opening)),
        frozenset(map(_shared, names)), frozenset(pairs), lang, words, written,
        tuple(map(_shared, keys)),
    )  # fmt: skip


def reported(article: Article) -> Features:
    """Only who reported it, and when."""
    return Features(article.id, article.published, _outlet(article), {}, frozenset())


def _outlet(article: Article) -> str | None:
    return article.outlet or (host(article.url) if article.url else None)


def outline(text: str) -> Features:
    """Of what `Features.dumps` wrote what stories are ranked by: who reported it, when, what tells
    a copy, the opening and the keys."""
    told = loads(text)
    return replace(told, terms={}, names=(), pairs=())


@lru_cache(maxsize=16_384)
def _shared(stem: str) -> str:
    """The stem, as one object for all articles that have it."""
    return stem


def of(article: Article) -> Features:
    """What `article` is recognised by."""
    headline, body = (article.headline or "")[:READ], article.body[:READ]
    published = article.published.astimezone(UTC) if article.published else None
    titled, inner = words_of(headline), words_of(body)
    words = titled + inner
    stems = [word[:_STEM].lower() for word in words]
    lang = _counted_language(article.lang, stems)
    table = background.of_language(lang)
    written = (article.lang or lang)[:2].lower()
    told = f"{headline}\n{body[:LEDE]}"
    tokens = _tokens(told)
    opening = tuple(map(_shared, dict.fromkeys(tokens)))[:MOST_OPENING]
    told_by = _StemmedText(words, stems, _names(titled, body, words))
    return Features(
        article=article.id,
        published=published,
        outlet=_outlet(article),
        terms=_terms(told_by, tokens, body, table),
        runs=_runs(body),
        opening=opening,
        names=frozenset(stem for stem in opening if _naming(stem, told_by.named, table) >= IS_NAME),
        pairs=frozenset(zlib.crc32(f"{one} {other}".encode()) for one, other in pairwise(tokens)),
        lang=lang,
        words=len(words),
        written=written,
        keys=tuple(map(_shared, keys_of(headline, body[:LEDE], written))),
    )


class _StemmedText(NamedTuple):
    """An article's words, the stem of each, and which of the stems are names here."""

    words: Sequence[str]
    stems: Sequence[str]
    named: AbstractSet[str]


def _counted_language(declared: str | None, told: Sequence[str]) -> str:
    """The language whose table is to be used, empty for none."""
    if declared:
        lang = declared[:2].lower()
        return lang if background.of_language(lang).kept else ""
    table = background.of_language("en").kept
    stems = set(told[:WORDED])
    known = len([stem for stem in stems if stem in table or stem in LITTLE])
    return "en" if table and known >= ENGLISH * len(stems) else ""


def _tokens(opening: str) -> list[str]:
    """Its stems and numbers in their order, without words that tell nothing."""
    found: list[str] = []
    for token in _TOKEN.findall(opening):
        if token[0].isdigit():
            found.append(_number(token))
            continue
        word = token.lower()
        if word in LITTLE:
            continue
        if word.isascii() or not _UNPARTED.match(word):
            found.append(word[:_STEM])
        else:
            found.extend(part for part in _parted(word) if part not in LITTLE)
    return found


def stem(word: str) -> str:
    """The beginning by which a word is known."""
    return word[:_STEM].lower()


def numbers_of(text: str) -> list[str]:
    """The numbers of a text, each as a term."""
    return [_number(written) for written in _NUMBER.findall(text)]


def _number(written: str) -> str:
    return "#" + _DIGIT_GROUP.sub("", written)


def _names(titled: Sequence[str], body: str, words: Sequence[str]) -> frozenset[str]:
    """Stems of what has a capital inside a sentence, or in the headline, and nowhere a small
    letter."""
    found = {word[:_STEM].lower() for word in titled if word[0].isupper()}
    found.update([word[:_STEM] for word in inside_words(body)])
    return frozenset(found.difference([word[:_STEM] for word in words if word[0].islower()]))


def _naming(stem: str, named: AbstractSet[str], table: Background) -> float:
    """How much of a name a stem is: in the language where it is counted, else in this article."""
    packed = table.kept.get(stem)
    return (stem in named) if packed is None else NAMED[packed % TENTHS]


def _terms(
    told_by: _StemmedText, tokens: Sequence[str], body: str, table: Background
) -> dict[str, int]:
    """The heaviest stems and numbers: each by how often it occurs, and doubly in the opening."""
    words, stems, named = told_by
    times: Counter[str] = Counter(stems)
    times.update([token for token in tokens if token[0] != "#"])
    has_capitals = any(word[0].islower() for word in words)
    name = NAME if table.kept else UNCOUNTED_NAME
    found: dict[str, float] = {}
    for at, stem in enumerate(stems):
        if stem in found or (at >= WORDED and stem not in named) or words[at].lower() in LITTLE:
            continue
        # a script without capitals: its words are all there is
        naming = _naming(stem, named, table) if has_capitals else 1.0
        often = times[stem]
        found[stem] = (1 + (name - 1) * naming) * (1 + log(often) if often > 1 else 1)
    numbers = Counter(numbers_of(body))
    numbers.update([token for token in tokens if token[0] == "#"])
    for number, seen in numbers.items():
        found[number] = name * (1 + log(seen))
    if len(found) > MOST_TERMS:
        rare = rarities(found, table, {}, 0)
        heaviest = nlargest(MOST_TERMS, found, key=lambda term: found[term] * rare[term])
        found = {term: found[term] for term in heaviest}
    return {_shared(term): round(4 * weight) for term, weight in found.items()}


def rarities(
    terms: Iterable[str], table: Background, having: Mapping[str, Sized], count: int
) -> dict[str, float]:
    """What it says of each term that two texts share it: the more, the fewer documents have it, of
    those of the table and of the `count` stories of which `having` gives those with a term.

    A number says less than a word as rare, a short one or a year far less: there are few of them.
    """
    kept, stories = table.kept.get, having.get
    total = log(table.documents + count + 1)
    found: dict[str, float] = {}
    for term in terms:
        rare = total - log(kept(term, 0) // TENTHS + len(stories(term, ())) + 0.5)
        if term[0] == "#":
            rare = min(rare, _RAREST_NUMBER)
            if len(term) < LONG_NUMBER:
                rare *= 0.5
            elif _YEAR.fullmatch(term):
                rare *= 0.4
        found[term] = rare
    return found


def words_of(text: str) -> list[str]:
    """The words of two letters or more; pairs of characters where a script doesn't part words."""
    words = _WORD.findall(text)
    if not _UNPARTED.search(text):
        return words
    return [part for word in words for part in _parted(word)]


def _parted(word: str) -> list[str]:
    if not _UNPARTED.match(word):
        return [word]
    return [word[at : at + 2] for at in range(len(word) - 1)]


def inside_words(body: str) -> list[str]:
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
