"""Pure. What no cut may drop: numbers, negations, hedges, conditions, who says it, quotations.

Whatever `bot.briefing.check` finds missing in a claim is guarded here: both are made of the same
lists of the lexicon. The guard errs towards protecting, so it holds for a text in any of its
languages: a word wrongly guarded costs a cut, a word wrongly unguarded costs the truth.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from bot.text.lexicon import Lexicon, lexicon
from bot.text.lexicon.notation import any_of, parted

GUARDED_LANGUAGES = frozenset({"en", "de", "fr", "es", "uk", "ru", "ar"})
QUOTE_MARKS = frozenset('"“”„«»‹›「」『』‟')


def _guarded(words: Lexicon) -> Iterator[str]:
    """The entries of a language that may nowhere be dropped."""
    speech, polarity, numbers = words.speech, words.polarity, words.numbers
    for entries in (
        speech.saying,
        speech.reporting,
        polarity.negating,
        polarity.denying,
        polarity.retracting,
        polarity.hedging,
        polarity.modal,
        polarity.conditions,
        polarity.limiting,
        polarity.contrasting,
        numbers.at_least,
        numbers.at_most,
        numbers.about,
        numbers.cardinals[2:],  # "one" says too many things
        numbers.tens,
        numbers.scales,
        numbers.multiples,
        numbers.shares,
        numbers.dozen,
        numbers.percent,
    ):
        yield from entries
    yield from (row[0] for row in numbers.vague)


def _leading(words: Lexicon) -> Iterator[str]:
    """The entries that bear on what follows, and may not be dropped while that stays."""
    yield from words.polarity.coming
    yield from words.polarity.sweeping
    yield from words.numbers.above
    yield from words.numbers.below


class _Guards(NamedTuple):
    """What is guarded in any language: single words, phrases, and what bears on what follows."""

    words: frozenset[str]
    phrase: re.Pattern[str]
    leading: re.Pattern[str]


@cache
def _guards() -> _Guards:
    """Read when something is cut first, which few briefs need."""
    lexica = [lexicon(lang) for lang in sorted(GUARDED_LANGUAGES)]
    words, others = parted(entry for each in lexica for entry in _guarded(each))
    leading = any_of(entry for each in lexica for entry in _leading(each))
    return _Guards(
        words,
        re.compile(rf"\b(?:{any_of(others)})\b", re.IGNORECASE),
        re.compile(rf"\b(?:{leading})\s*\Z", re.IGNORECASE),
    )


_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"(?<![^\W\d_])[^\W\d_]*+\d[^\W_]*+(?:[.,:/]\d+)*")


class Guarded(NamedTuple):
    """What a stretch of text holds that no edit may drop, sorted, in small letters."""

    words: tuple[str, ...]
    quotes: int


def guarded(text: str) -> Guarded:
    """The guarded words and numbers of `text`, and how many quotation marks it has."""
    lowered, guards = text.lower(), _guards()
    found = [word for word in _WORD.findall(lowered) if word in guards.words]
    found += [match[0] for kind in (_NUMBER, guards.phrase) for match in kind.finditer(lowered)]
    return Guarded(tuple(sorted(found)), sum(map(text.count, QUOTE_MARKS)))


def droppable(text: str) -> bool:
    """Whether cutting `text` loses nothing guarded."""
    guards = _guards()
    return (
        QUOTE_MARKS.isdisjoint(text)
        and guards.words.isdisjoint(_WORD.findall(text.lower()))
        and not any(kind.search(text) for kind in (_NUMBER, guards.phrase, guards.leading))
    )
