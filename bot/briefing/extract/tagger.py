"""Pure. What each sentence of an article does, as a linear tagger sees it.

It sees a sentence's marks, ends and place, the words that tell most, what its article is like, and
the hints of whoever asks: what rules say of the sentence and of its neighbours. The weights in
`tagger_weights.json` are written by `bench/train_tagger.py`, with the figures of unseen articles.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from math import log
from typing import NamedTuple

from bot.briefing.extract import weights
from bot.text.lexicon import lexicon
from bot.text.lexicon.notation import whole_words
from bot.text.sentences import Sentence
from bot.text.words import counted, words_in

TAGS = ("news", "voice", "doubt", "next", "unconfirmed", "background", "opinion", "none")

_QUOTES = '“”"«»„'
_QUOTE = re.compile(f"[{_QUOTES}]")
_QUOTED = re.compile(f"[{_QUOTES}][^{_QUOTES}]*[{_QUOTES}]?")
_OPENING_QUOTES = tuple('“"«„‘')
_CLOSING_QUOTES = tuple('”"»“')
_CAPITAL = re.compile(r"[^\W\d_a-z](?<=[^.!?“\"] .)\w")
_NUMBER = re.compile(r"\d+")
_YEAR = re.compile(r"[12](?<!\w.)(?:(?<=1)9|(?<=2)0)\d\d\b")
_ENDS = frozenset('.!?:…"”')
_MARKS = (":", "(", "?", "!", "–", "—", ";", "%", "-", "|")
_LONG_ENDING = 5  # letters of a word whose ending may tell its form
_ENDING = 2
_FEW = 6  # words
_OPENING = 3  # sentences that are told apart
_MOST_NUMBERS, _MOST_CAPITALS = 5, 8
_WORDED = frozenset({"en"})  # languages with labels enough to learn from words
_WORD, _END = "w:", "ends:"  # before a word, and the end of one, in the name of its feature

Weights = Mapping[str, Sequence[float]]


def tags(
    sentences: Sequence[Sentence], hints: Sequence[Sequence[str]], lang: str | None
) -> list[dict[str, float]]:
    """For each of an article's sentences the odds of each of TAGS, the likeliest with the highest.

    `hints` are what rules say of each sentence, a role first.
    """
    known, lang = learned(), lang or "en"
    whole = _total(_of_article(sentences, hints, lang), known.features)
    found = []
    for at, sentence in enumerate(sentences):
        marks = _said_of(at, sentences, hints)
        rows = [known.features[name] for name in marks if name in known.features]
        if lang in _WORDED:
            words, ends = _words(sentence.text)
            rows += [known.words[word] for word in words & known.words.keys()]
            rows += [known.ends[end] for end in ends & known.ends.keys()]
        rows.append(_total(_measured(at, sentences), known.features))
        totals = [sum(column) for column in zip(whole, *rows, strict=True)]
        found.append(dict(zip(TAGS, totals, strict=True)))
    return found


def features(
    sentences: Sequence[Sentence], hints: Sequence[Sequence[str]], lang: str | None
) -> Iterator[dict[str, float]]:
    """What the tagger sees of each sentence, by name."""
    article = _of_article(sentences, hints, lang or "en")
    for at, sentence in enumerate(sentences):
        words, ends = _words(sentence.text) if (lang or "en") in _WORDED else ((), ())
        names = (
            *_said_of(at, sentences, hints),
            *(f"{_WORD}{word}" for word in words),
            *(f"{_END}{end}" for end in ends),
        )
        yield article | dict.fromkeys(names, 1.0) | _measured(at, sentences)


def scored(found: Mapping[str, float], learned: Mapping[str, Sequence[float]]) -> dict[str, float]:
    """The odds of each tag of a sentence with these features."""
    return dict(zip(TAGS, _total(found, learned), strict=True))


class Learned(NamedTuple):
    """Of each feature a weight for each tag: by its name, of words and of their ends by these."""

    features: Weights
    words: Weights
    ends: Weights


@cache
def learned() -> Learned:
    """The weights, sorted once."""
    every = weights.tagger()
    words, ends = (
        {name.removeprefix(kind): row for name, row in every.items() if name.startswith(kind)}
        for kind in (_WORD, _END)
    )
    return Learned(every, words, ends)


def _total(found: Mapping[str, float], learned: Weights) -> list[float]:
    rows = [
        [value * one for one in learned[name]]
        for name, value in found.items()
        if value and name in learned
    ]
    return [sum(column) for column in zip(*rows, strict=True)] or [0.0] * len(TAGS)


def _words(text: str) -> tuple[AbstractSet[str], AbstractSet[str]]:
    """The words of a sentence, and the ends of the long ones."""
    words = words_in(text.lower())
    return words, {word[-_ENDING:] for word in words if len(word) >= _LONG_ENDING}


def _of_article(
    sentences: Sequence[Sentence], hints: Sequence[Sequence[str]], lang: str
) -> dict[str, float]:
    """The shares of sentences of an article that are so and so."""
    many = len(sentences) or 1
    ours = _first_person(lang)
    roles = [hint[0] for hint in hints]
    shares = {f"article: {role}": roles.count(role) / many for role in set(roles)}
    quoted = sum([_QUOTE.search(one.text) is not None for one in sentences])
    personal = sum([ours.search(one.text) is not None for one in sentences]) if ours else 0
    length = sum([counted(one.text) for one in sentences])
    return shares | {
        "always": 1.0,
        "article: quoted": quoted / many,
        "article: first person": personal / many,
        "article: length": length / many / 30,
    }


def _said_of(
    at: int, sentences: Sequence[Sentence], hints: Sequence[Sequence[str]]
) -> Iterator[str]:
    """The features of its marks, ends and place, and of what rules say."""
    sentence, text = sentences[at], sentences[at].text.rstrip()
    yield from hints[at]
    yield f"before: {hints[at - 1][0]}" if at else "first"
    yield f"after: {hints[at + 1][0]}" if at + 1 < len(sentences) else "last"
    if at < _OPENING:
        yield f"place {at}"
    opens = at == 0 or sentences[at - 1].paragraph != sentence.paragraph
    yield "opens paragraph" if opens else "in paragraph"
    if sentence.in_quote:
        yield "in quotation"
    if sentence.open_quote:
        yield "open quotation"
    if text.startswith(_OPENING_QUOTES):
        yield "opens quoted"
    if text.endswith(_CLOSING_QUOTES):
        yield "ends quoted"
    last = text[-1:]
    yield f"ends with {last}" if last in _ENDS else "ends with another"
    if counted(text) < _FEW:
        yield "short"
    if _YEAR.search(text):
        yield "year"
    yield from (f"has {mark}" for mark in _MARKS if mark in text)


def _measured(at: int, sentences: Sequence[Sentence]) -> dict[str, float]:
    text = sentences[at].text
    quoted = sum(map(len, _QUOTED.findall(text))) if _QUOTE.search(text) else 0
    numbers = len(_NUMBER.findall(text))
    return {
        "place": log(1 + at),
        "share before": at / len(sentences),
        "length": log(1 + counted(text)),
        "quoted": quoted / max(1, len(text)),
        "is quoted": float(quoted > 0),
        "number": float(numbers > 0),
        "numbers": min(numbers, _MOST_NUMBERS) / _MOST_NUMBERS,
        "capitals": min(len(_CAPITAL.findall(text)), _MOST_CAPITALS) / _MOST_CAPITALS,
    }


@cache
def _first_person(lang: str) -> re.Pattern[str] | None:
    openings = lexicon(lang).openings
    words: Iterable[str] = (*openings.first_person, *openings.first_person_letter)
    return re.compile(whole_words(words)) if words else None
