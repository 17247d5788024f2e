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

from bot.briefing.extract import weights
from bot.text.lexicon import any_of, lexicon
from bot.text.sentences import Sentence
from bot.text.words import counted, words_in

TAGS = ("news", "voice", "doubt", "next", "unconfirmed", "background", "opinion", "none")

_QUOTES = '“”"«»„'
_QUOTED = re.compile(f"[{_QUOTES}][^{_QUOTES}]*[{_QUOTES}]?")
_OPENING_QUOTES = tuple('“"«„‘')
_CLOSING_QUOTES = tuple('”"»“')
_CAPITAL = re.compile(r"(?<=[^.!?“\"] )[^\W\d_a-z]\w")
_NUMBER = re.compile(r"\d+")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_ENDS = frozenset('.!?:…"”')
_MARKS = (":", "(", "?", "!", "–", "—", ";", "%", "-", "|")
_LONG_ENDING = 5  # letters of a word whose ending may tell its form
_ENDING = 2
_FEW = 6  # words
_OPENING = 3  # sentences that are told apart
_MOST_NUMBERS, _MOST_CAPITALS = 5, 8
_WORDED = frozenset({"en"})  # languages with labels enough to learn from words


def tags(
    sentences: Sequence[Sentence], hints: Sequence[Sequence[str]], lang: str | None
) -> list[dict[str, float]]:
    """For each of an article's sentences the odds of each of TAGS, the likeliest with the highest.

    `hints` are what rules say of each sentence, a role first.
    """
    learned, lang = weights.tagger(), lang or "en"
    whole = _total(_of_article(sentences, hints, lang), learned)
    found = []
    for at in range(len(sentences)):
        rows = [learned[name] for name in _names(at, sentences, hints, lang) & learned.keys()]
        rows.append(_total(_measured(at, sentences), learned))
        totals = [sum(column, 0.0) for column in zip(whole, *rows, strict=True)]
        found.append(dict(zip(TAGS, totals, strict=True)))
    return found


def features(
    sentences: Sequence[Sentence], hints: Sequence[Sequence[str]], lang: str | None
) -> Iterator[dict[str, float]]:
    """What the tagger sees of each sentence, by name."""
    article = _of_article(sentences, hints, lang or "en")
    for at in range(len(sentences)):
        names = _names(at, sentences, hints, lang or "en")
        yield article | dict.fromkeys(names, 1.0) | _measured(at, sentences)


def scored(found: Mapping[str, float], learned: Mapping[str, Sequence[float]]) -> dict[str, float]:
    """The odds of each tag of a sentence with these features."""
    return dict(zip(TAGS, _total(found, learned), strict=True))


def _total(found: Mapping[str, float], learned: Mapping[str, Sequence[float]]) -> list[float]:
    rows = [
        [value * one for one in learned[name]] for name, value in found.items() if name in learned
    ]
    return [sum(column, 0.0) for column in zip(*rows, strict=True)] or [0.0] * len(TAGS)


def _names(
    at: int, sentences: Sequence[Sentence], hints: Sequence[Sequence[str]], lang: str
) -> AbstractSet[str]:
    """The features that a sentence has or has not, words among them."""
    found = set(_said_of(at, sentences, hints))
    if lang in _WORDED:
        words = [word.lower() for word in words_in(sentences[at].text)]
        found.update([f"w:{word}" for word in words])
        found.update([f"ends:{word[-_ENDING:]}" for word in words if len(word) >= _LONG_ENDING])
    return found


def _of_article(
    sentences: Sequence[Sentence], hints: Sequence[Sequence[str]], lang: str
) -> dict[str, float]:
    """The shares of sentences of an article that are so and so."""
    many = len(sentences) or 1
    ours = _first_person(lang)
    roles = [hint[0] for hint in hints]
    shares = {f"article: {role}": roles.count(role) / many for role in set(roles)}
    quoted = sum(any(mark in one.text for mark in _QUOTES) for one in sentences)
    personal = sum(ours.search(one.text) is not None for one in sentences) if ours else 0
    length = sum(counted(one.text) for one in sentences)
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
    quoted = sum(len(match[0]) for match in _QUOTED.finditer(text))
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
    return re.compile(rf"\b(?:{any_of(words)})\b") if words else None
