"""Pure. How clear a sentence is to a reader who has the headline in view, and nothing else.

A linear score of what an English sentence opens with, its pronouns, its names without a first name,
and each "the X" of something told earlier. The weights in `clarity_weights.json` are written by
`bench/train_clarity.py`, with the figures of unseen articles beside them.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import NamedTuple

from bot.briefing.extract import weights
from bot.briefing.extract.voices.saying import HIDDEN
from bot.briefing.extract.voices.speakers import Said
from bot.models import Kind
from bot.text.lexicon import lexicon
from bot.text.openings import past_dateline
from bot.text.sentences import Sentence, is_ended

_EN = lexicon("en")
_PRONOUNS: Mapping[str, frozenset[str]] = {
    "he": frozenset((*_EN.people.he, *_EN.people.she)),
    "it": frozenset(_EN.openings.thing_pronouns),
    "they": frozenset(_EN.openings.group_pronouns),
    "we": frozenset(_EN.openings.speaking_pronouns),
    "this": frozenset(_EN.openings.demonstratives),
}
_EVERY_PRONOUN = frozenset().union(*_PRONOUNS.values())
_DEFINITE = frozenset(_EN.openings.definite)
_INDEFINITE = frozenset(_EN.openings.introducing)
_LITTLE = frozenset(_EN.grammar.stopwords)
_DETAILED = frozenset(_EN.openings.detailing_phrase)
_TITLES = frozenset(_EN.people.titles)
_DATES = frozenset(name for row in (*_EN.calendar.months, *_EN.calendar.weekdays) for name in row)
_PHRASE = 3  # words of a noun phrase behind "the"
_SOON = 3  # a pronoun among the first words
_LATE = 8
_FIRST, _EARLY = 3, 6  # sentences
_SHORTEST = 3  # letters of a word that says something
_UNBENT = 4  # letters of a word whose "s" may be its own
_LENGTHS = (9, 26)  # words; fewer or more
_SIGNS = (("asks", "?"), ("cries", "!"), ("bracket", "("))
HAS = "has "  # before a word in the name of its feature

_TOKEN = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_CAPITAL, _REST = "[A-ZÀ-Þ]", r"[\w’'-]*\.?"
_NAME = re.compile(  # the first letter of a word: a search leaps from one capital to the next
    rf"{_CAPITAL}(?<!\w.){_REST}"
    rf"(?: (?:(?:{'|'.join(_EN.people.particles)}) )?{_CAPITAL}{_REST})*"
)
_DIGIT = re.compile(r"\d")

_Name = tuple[int, tuple[str, ...]]  # where capitalised words begin in a sentence, and they


class Indications(NamedTuple):
    """What tells of a sentence whether it is clear.

    `marks` are features that it has, some more than once, `measures` those that have a value, both
    by name; `words` are its words.
    """

    marks: Sequence[str]
    measures: Mapping[str, float]
    words: Collection[str]


class Weights(NamedTuple):
    """The weight of each mark or measure by its name, and of each word."""

    features: Mapping[str, float]
    words: Mapping[str, float]


class _Read(NamedTuple):
    """A sentence behind its dateline, and its words: as they are, in small letters, by root."""

    text: str
    words: Sequence[str]
    low: Sequence[str]
    roots: Sequence[str]
    names: Sequence[_Name]


@dataclass(slots=True)
class _SoFar:
    """What the sentences so far have told: words, those with "a", and people's last names."""

    words: set[str] = field(default_factory=set)
    introduced: set[str] = field(default_factory=set)
    last_names: set[str] = field(default_factory=set)

    def add(self, read: _Read) -> None:
        self.words.update(read.roots)
        if not _INDEFINITE.isdisjoint(read.low):
            for at, word in enumerate(read.low):
                if word in _INDEFINITE:
                    self.introduced.update(read.roots[at + 1 : at + 3])
        self.last_names.update(
            [_root(parts[-1].lower()) for _, parts in read.names if len(parts) > 1]
        )


def clarities(
    headline: str | None,
    sentences: Sequence[Sentence],
    said: Sequence[Said],
    kinds: Sequence[Kind | None],
    among: Collection[int],
) -> dict[int, float]:
    """How clear each sentence whose index is `among` these is by itself: log-odds, by index.

    The others are all of the body's, in order, with their kinds by
    `bot.briefing.extract.roles.by_rules`.
    """
    known = learned()
    found = {}
    for at, (marks, measures, words) in features(headline, sentences, said, kinds, among):
        odds = [known.features[name] for name in marks if name in known.features]
        odds += [known.features.get(name, 0.0) * value for name, value in measures.items()]
        odds += [known.words[word] for word in words if word in known.words]
        found[at] = round(sum(odds), 6)  # whatever the order in which they are added
    return found


@cache
def learned() -> Weights:
    """The weights, sorted once."""
    every = weights.clarity()
    words = {name: value for name, value in every.items() if name.startswith(HAS)}
    return Weights(every, {name.removeprefix(HAS): value for name, value in words.items()})


def features(
    headline: str | None,
    sentences: Sequence[Sentence],
    said: Sequence[Said],
    kinds: Sequence[Kind | None],
    among: Collection[int],
) -> Iterator[tuple[int, Indications]]:
    """The index of each sentence `among` these, and what tells whether it is clear."""
    head = frozenset(map(_root, _TOKEN.findall((headline or "").lower())))
    told = _SoFar()
    before: Sentence | None = None
    for sentence, spoken, kind in zip(sentences, said, kinds, strict=True):
        skipped = past_dateline(sentence.text)
        read = _read(sentence.text[skipped:])
        if sentence.index in among:
            marks = [
                "always",
                f"kind {kind}",
                *_place(sentence, before),
                *_shape(read),
                *_pronouns(read, spoken.told[skipped:]),
                *_definite(read, head, told),
                *_quoted(spoken),
            ]
            measures = _shared(read, head, told) | {
                "words": min(len(read.low), 50) / 20,
                "share quoted": spoken.told.count(HIDDEN) / max(1, len(spoken.told)),
            }
            for name, value in _names(read, head, told):
                measures[name] = value
            yield sentence.index, Indications(marks, measures, dict.fromkeys(read.low))
        told.add(read)
        before = sentence


def _read(text: str) -> _Read:
    words = _TOKEN.findall(text)
    low = [word.lower() for word in words]
    if "’" in text:
        low = [word.replace("’", "'") for word in low]
    names = [(match.start(), tuple(match[0].split())) for match in _NAME.finditer(text)]
    return _Read(text, words, low, [*map(_root, low)], names)


def _place(sentence: Sentence, before: Sentence | None) -> Iterator[str]:
    if sentence.paragraph == 0:
        yield "first paragraph's"
    if sentence.index < _FIRST:
        yield f"place {sentence.index}"
    if sentence.index < _EARLY:
        yield "early"
    if before is None or before.paragraph != sentence.paragraph:
        yield "opens paragraph"


def _shape(read: _Read) -> Iterator[str]:
    """Its length, its marks and how it opens."""
    text, many = read.text, len(read.low)
    if many < _LENGTHS[0]:
        yield "short"
    if many >= _LENGTHS[1]:
        yield "long"
    if not is_ended(text):
        yield "unended"
    yield from [name for name, sign in _SIGNS if sign in text]
    if _DIGIT.search(text):
        yield "digits"
    if not text[:1].isalnum() and text[:1] not in "“\"'‘(":
        yield "no letter first"
    if many:
        yield f"opens {read.low[0]}"
    if text[:1].islower():
        yield "opens small"


def _pronouns(read: _Read, told: str) -> Iterator[str]:
    low = read.low
    if _EVERY_PRONOUN.isdisjoint(low):
        return
    spoken = frozenset(_TOKEN.findall(told.lower()))
    for kind, forms in _PRONOUNS.items():
        if forms.isdisjoint(low):
            continue
        places = [at for at, word in enumerate(low) if word in forms]
        if not forms.isdisjoint(spoken):
            yield f"{kind} told"
        if any(low[at] not in spoken for at in places):
            yield f"{kind} quoted"
        before = zip(read.words[: places[0]], low, strict=False)
        if not any(word[0].isupper() and small not in _LITTLE for word, small in before):
            yield f"{kind} before any name"
        if places[0] < _SOON:
            yield f"{kind} soon"
        if places[-1] >= _LATE:
            yield f"{kind} late"


def _definite(read: _Read, head: frozenset[str], told: _SoFar) -> Iterator[str]:
    """Each "the X" by whether the headline has it, or what stood before, and whether it goes on."""
    low = read.low
    for at in [at for at, word in enumerate(low[:-1]) if word in _DEFINITE]:
        end = at + 1
        while end < len(low) and end <= at + _PHRASE and low[end] not in _LITTLE:
            end += 1
        phrase = read.roots[at + 1 : end]
        if not phrase:
            continue
        if not head.isdisjoint(phrase):
            known = "in headline"
        elif not told.introduced.isdisjoint(phrase):
            known = "introduced"
        else:
            known = "told" if not told.words.isdisjoint(phrase) else "new"
        detailed = end < len(low) and low[end] in _DETAILED
        kind = "name" if read.words[at + 1][0].isupper() else "detailed" if detailed else "bare"
        yield f"the {kind}, {known}"
        if at <= 1:
            yield f"opens with the {kind}, {known}"


def _names(read: _Read, head: frozenset[str], told: _SoFar) -> Iterator[tuple[str, float]]:
    """Full names, and single ones by whether the headline or what stood before has them."""
    found: dict[str, int] = {}
    here: set[str] = set()
    for start, named in read.names:
        parts = named[start == 0 and named[0].lower() in _LITTLE :]
        if not parts:
            continue
        last = _root(parts[-1].lower())
        titled = parts[0].rstrip(".") in _TITLES
        if len(parts) > 1 and not titled:
            kind = "full"
            here.add(last)
        elif last in _DATES or last in here:
            continue
        elif last in head:
            kind = "last in headline"
        elif last in told.last_names:
            kind = "last told"
        else:
            kind = "once told" if last in told.words else "new"
        found[kind] = found.get(kind, 0) + 1
        if start == 0 and read.text.startswith(parts[0]):
            yield f"opens with name, {kind}", 1.0
            yield "opens with title", float(titled)
    for kind, count in found.items():
        yield f"name, {kind}", min(count, 3)
        yield f"any name, {kind}", 1.0
    yield "no name", float(not found)


def _quoted(said: Said) -> Iterator[str]:
    if said.quoted:
        yield "quoted"
    if said.attributed:
        yield "attributed"
    if said.speaker or said.source:
        yield "speaker"
    if said.named:
        yield "named speaker"
    if said.quoted and not said.attributed:
        yield "quoted by nobody"


def _shared(read: _Read, head: frozenset[str], told: _SoFar) -> dict[str, float]:
    """How much of it the headline tells, or what stood before."""
    content = {root for root in read.roots if len(root) >= _SHORTEST and root not in _LITTLE}
    many = len(content) or 1
    of_headline = len(content & head)
    return {
        "no headline": float(not head),
        "of headline": min(of_headline, 4) / 2,
        "nothing of headline": float(bool(head) and not of_headline),
        "share told": len(content & told.words) / many,
        "share new": len(content - told.words - head) / many,
    }


@lru_cache(maxsize=20_000)
def _root(word: str) -> str:
    """A word without its plural or its possessive: enough to see that a thing was told of."""
    bare = word.replace("’", "'").removesuffix("'s").rstrip(".")
    return (
        bare[:-1]
        if len(bare) > _UNBENT and bare.endswith("s") and not bare.endswith("ss")
        else bare
    )
