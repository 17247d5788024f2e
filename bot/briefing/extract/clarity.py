"""How clear a sentence is to a reader who has the headline in view, and nothing else.

A linear score of what an English sentence opens with, its pronouns, its names without a first name,
and each "the X" of something told earlier. The weights in `clarity_weights.json` are written by
`bench/train_clarity.py`, with the figures of unseen articles beside them.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path

from bot.briefing.extract.saying import HIDDEN
from bot.briefing.extract.speakers import Said
from bot.models import Kind
from bot.text.lexicon import lexicon
from bot.text.openings import past_dateline
from bot.text.sentences import Sentence, is_ended

WEIGHTS = Path(__file__).parent / "clarity_weights.json"

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

_TOKEN = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_CAPITALISED = r"[A-ZÀ-Þ][\w’'-]*\.?"
_NAME = re.compile(
    rf"\b{_CAPITALISED}(?: (?:(?:{'|'.join(_EN.people.particles)}) )?{_CAPITALISED})*"
)
_DIGIT = re.compile(r"\d")

_Name = tuple[int, tuple[str, ...]]  # where capitalised words begin in a sentence, and they


@dataclass(slots=True)
class _SoFar:
    """What the sentences so far have told: words, those with "a", and people's last names."""

    words: set[str] = field(default_factory=set)
    introduced: set[str] = field(default_factory=set)
    last_names: set[str] = field(default_factory=set)


def clarities(
    headline: str | None,
    sentences: Sequence[Sentence],
    said: Sequence[Said],
    kinds: Sequence[Kind | None],
) -> tuple[float, ...]:
    """How clear each sentence is by itself: log-odds. All of the body's, in order, with their kinds
    by `bot.briefing.extract.roles.by_rules`."""
    known = learned()
    return tuple(
        sum(known.get(name, 0.0) * value for name, value in each)
        for each in features(headline, sentences, said, kinds)
    )


@cache
def learned() -> Mapping[str, float]:
    """The weight of each feature by its name."""
    weights: Mapping[str, float] = json.loads(WEIGHTS.read_text(encoding="utf-8"))["weights"]
    return weights


def features(
    headline: str | None,
    sentences: Sequence[Sentence],
    said: Sequence[Said],
    kinds: Sequence[Kind | None],
) -> Iterator[list[tuple[str, float]]]:
    """What tells of each sentence whether it is clear, by name."""
    head = frozenset(_root(word) for word in _TOKEN.findall((headline or "").lower()))
    told = _SoFar()
    before: Sentence | None = None
    for sentence, spoken, kind in zip(sentences, said, kinds, strict=True):
        skipped = past_dateline(sentence.text)
        text = sentence.text[skipped:]
        words = _TOKEN.findall(text)
        low = [word.lower().replace("’", "'") for word in words]
        roots = [_root(word) for word in low]
        names = [(match.start(), tuple(match[0].split())) for match in _NAME.finditer(text)]
        yield [
            ("always", 1.0),
            (f"kind {kind}", 1.0),
            ("first paragraph's", float(sentence.paragraph == 0)),
            *_place(sentence, before, text, low),
            *_opening(text, low),
            *_pronouns(low, words, spoken.told[skipped:]),
            *_definite(words, low, roots, head, told),
            *_names(text, names, head, told),
            *_quoted(spoken),
            *_shared(roots, head, told),
        ]
        _tell(told, names, low, roots)
        before = sentence


def _place(
    sentence: Sentence, before: Sentence | None, text: str, low: Sequence[str]
) -> Iterator[tuple[str, float]]:
    yield f"place {sentence.index}", float(sentence.index < _FIRST)
    yield "early", float(sentence.index < _EARLY)
    yield "opens paragraph", float(before is None or before.paragraph != sentence.paragraph)
    yield "words", min(len(low), 50) / 20
    yield "short", float(len(low) < _LENGTHS[0])
    yield "long", float(len(low) >= _LENGTHS[1])
    yield "unended", float(not is_ended(text))
    yield "asks", float("?" in text)
    yield "cries", float("!" in text)
    yield "bracket", float("(" in text)
    yield "digits", float(_DIGIT.search(text) is not None)
    yield "no letter first", float(not text[:1].isalnum() and text[:1] not in "“\"'‘(")


def _opening(text: str, low: Sequence[str]) -> Iterator[tuple[str, float]]:
    if low:
        yield f"opens {low[0]}", 1.0
    yield "opens small", float(text[:1].islower())
    for word in set(low):
        yield f"has {word}", 1.0


def _pronouns(low: Sequence[str], words: Sequence[str], told: str) -> Iterator[tuple[str, float]]:
    if _EVERY_PRONOUN.isdisjoint(low):
        return
    spoken = frozenset(_TOKEN.findall(told.lower()))
    for kind, forms in _PRONOUNS.items():
        places = [at for at, word in enumerate(low) if word in forms]
        if not places:
            continue
        yield f"{kind} told", float(not forms.isdisjoint(spoken))
        yield f"{kind} quoted", float(any(low[at] not in spoken for at in places))
        named = [
            at
            for at, word in enumerate(words[: places[0]])
            if word[0].isupper() and low[at] not in _LITTLE
        ]
        yield f"{kind} before any name", float(not named)
        yield f"{kind} soon", float(places[0] < _SOON)
        yield f"{kind} late", float(places[-1] >= _LATE)


def _definite(
    words: Sequence[str],
    low: Sequence[str],
    roots: Sequence[str],
    head: frozenset[str],
    told: _SoFar,
) -> Iterator[tuple[str, float]]:
    """Each "the X" by whether the headline has it, or what stood before, and whether it goes on."""
    for at, word in enumerate(low[:-1]):
        if word not in _DEFINITE:
            continue
        end = at + 1
        while end < len(low) and end <= at + _PHRASE and low[end] not in _LITTLE:
            end += 1
        phrase = roots[at + 1 : end]
        if not phrase:
            continue
        if not head.isdisjoint(phrase):
            known = "in headline"
        elif not told.introduced.isdisjoint(phrase):
            known = "introduced"
        else:
            known = "told" if not told.words.isdisjoint(phrase) else "new"
        detailed = end < len(low) and low[end] in _DETAILED
        kind = "name" if words[at + 1][0].isupper() else "detailed" if detailed else "bare"
        yield f"the {kind}, {known}", 1.0
        if at <= 1:
            yield f"opens with the {kind}, {known}", 1.0


def _names(
    text: str, names: Sequence[_Name], head: frozenset[str], told: _SoFar
) -> Iterator[tuple[str, float]]:
    """Full names, and single ones by whether the headline or what stood before has them."""
    found = dict.fromkeys(("full", "last in headline", "last told", "once told", "new"), 0)
    here: set[str] = set()
    for start, named in names:
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
        found[kind] += 1
        if start == 0 and text.startswith(parts[0]):
            yield f"opens with name, {kind}", 1.0
            yield "opens with title", float(titled)
    for kind, count in found.items():
        yield f"name, {kind}", min(count, 3)
        yield f"any name, {kind}", float(count > 0)
    yield "no name", float(not any(found.values()))


def _quoted(said: Said) -> Iterator[tuple[str, float]]:
    yield "quoted", float(said.quoted)
    yield "share quoted", said.told.count(HIDDEN) / max(1, len(said.told))
    yield "attributed", float(said.attributed)
    yield "speaker", float(said.speaker is not None)
    yield "named speaker", float(said.named)
    yield "quoted by nobody", float(said.quoted and not said.attributed)


def _shared(
    roots: Sequence[str], head: frozenset[str], told: _SoFar
) -> Iterator[tuple[str, float]]:
    content = {root for root in roots if len(root) >= _SHORTEST and root not in _LITTLE}
    yield "no headline", float(not head)
    yield "of headline", min(len(content & head), 4) / 2
    yield "nothing of headline", float(bool(head) and content.isdisjoint(head))
    yield "share told", len(content & told.words) / max(1, len(content))
    yield "share new", len(content - told.words - head) / max(1, len(content))


def _tell(told: _SoFar, names: Sequence[_Name], low: Sequence[str], roots: Sequence[str]) -> None:
    told.words.update(roots)
    for at, word in enumerate(low):
        if word in _INDEFINITE:
            told.introduced.update(roots[at + 1 : at + 3])
    for _, parts in names:
        if len(parts) > 1:
            told.last_names.add(_root(parts[-1].lower()))


@lru_cache(maxsize=20_000)
def _root(word: str) -> str:
    """A word without its plural or its possessive: enough to see that a thing was told of."""
    bare = word.replace("’", "'").removesuffix("'s").rstrip(".")
    return (
        bare[:-1]
        if len(bare) > _UNBENT and bare.endswith("s") and not bare.endswith("ss")
        else bare
    )
