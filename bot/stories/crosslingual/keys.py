"""Pure. What an article's opening tells that can be compared across languages, as keys:

@NO         a country, by Unicode's names for it in many languages
~krkf       a name, by how it sounds (`bot.stories.crosslingual.transliteration`)
=40000      a number, with its "thousand" or "тисяч"
!derail     a concept of the news, from the lexicon's section `concepts`
"""

import re
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from bot.stories.crosslingual import country_names
from bot.stories.crosslingual.country_names import OF_TWO
from bot.stories.crosslingual.transliteration import bare, skeletons
from bot.text.lexicon import lexicon
from bot.text.lexicon.sections import Rows

LANGUAGES = ("en", "de", "fr", "es", "uk", "ru", "ar")  # those with words for concepts
MOST = 40  # keys of an article

_WITHOUT_CAPITALS = ("ar",)
_SHORTEST = 3  # letters of a beginning, or of a name
_SHORT_NAME = 6  # letters: a shorter beginning in small letters may be of any word
_ENDINGS = 6  # letters behind the beginning of a country's name: "norweg-ischen"
_ARABIC_ENDINGS = ("", *"يةاى")  # how one begins: "مصرع" is no Egypt
_TOKEN = re.compile(r"\d+(?:[.,\u00a0\u202f]\d+)*|[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
_GROUPED = re.compile(r"\d{1,3}(?:[.,\u00a0\u202f]\d{3})+")
_SPACED = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")
_OPENS = re.compile(r"[.!?\n…:«»„“”\"]")
_YEARS = range(1900, 2100)
_CLITICS = re.compile("^(?:[وفبلك]?ال|لل|[وفبلك](?=.{4}))")
_APOSTROPHES = str.maketrans("’ʼ", "''")

Concepts = dict[str, tuple[str, ...]]


class _KeyWords(NamedTuple):
    """A language's words, ready to be looked up: whole, as they begin, and as they end."""

    whole: Concepts
    begun: Concepts
    ended: Concepts
    numbers: Mapping[str, float]
    scales: Mapping[str, float]
    little: frozenset[str]


class _KeyToken(NamedTuple):
    """A word or a number, and what it stands for by itself; `names` only where its capital says
    that it is one. `seconds` are words that make a country of it."""

    folded: str
    country: str = ""
    seconds: Mapping[str, str] | None = None
    concepts: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    value: float = 0.0


_NOTHING = _KeyToken("")


def keys_of(headline: str, lede: str, lang: str) -> tuple[str, ...]:
    """The keys of a headline and first lines, each once, places and names first; none for a
    language without words."""
    if lang not in LANGUAGES:
        return ()
    places: list[str] = []
    names: list[str] = []
    numbers: list[str] = []
    concepts: list[str] = []
    for text, is_body in ((headline, False), (lede, True)):
        before, end = _NOTHING, 0
        for match in _TOKEN.finditer(_SPACED.sub("", text)):
            token = _token(match[0], lang)
            if token.country or (before.seconds and token.folded[:OF_TWO] in before.seconds):
                places.append(token.country or (before.seconds or {})[token.folded[:OF_TWO]])
            if token.names and not (is_body and _opens(match, end)):
                names += token.names
            if before.value:
                numbers += _number(before.value, token.folded, lang)
            concepts += token.concepts
            before, end = token, match.end()
        if before.value:
            numbers += _number(before.value, "", lang)
    return tuple(dict.fromkeys((*places, *names, *numbers, *concepts)))[:MOST]


def _opens(match: re.Match[str], end: int) -> bool:
    """Whether a word opens a sentence, where any has a capital; the word before ended at `end`."""
    return end == 0 or bool(_OPENS.search(match.string, end, match.start()))


@lru_cache(maxsize=16_384)
def _token(written: str, lang: str) -> _KeyToken:
    folded = written.casefold().translate(_APOSTROPHES)
    if written[0].isdecimal():
        return _KeyToken(folded, value=_value(folded))
    if lang == "ar":
        folded = _CLITICS.sub("", folded)
    words = _words(lang)
    one_word, two_words = country_names.of_any_language()
    name = bare(folded)
    least = max(_SHORTEST, len(name) - _ENDINGS)
    if written.isascii() and written[0].islower():
        least = max(least, _SHORT_NAME)
    beginnings = (
        one_word.get(name[:end], "")
        for end in range(len(name), least - 1, -1)
        if lang != "ar" or name[end : end + 1] in _ARABIC_ENDINGS
    )
    country = next(filter(None, beginnings), "")
    token = _KeyToken(
        folded,
        country,
        two_words.get(name[:OF_TWO]),
        tuple(f"!{one}" for one in _concepts(folded, words)),
        value=words.numbers.get(folded, 0.0),
    )
    return token._replace(names=_names(token, written, lang))


def _names(token: _KeyToken, written: str, lang: str) -> tuple[str, ...]:
    has_capitals = lang not in _WITHOUT_CAPITALS
    is_other = token.country or token.concepts or token.folded in _words(lang).little
    if is_other or len(written) < _SHORTEST or (has_capitals and not written[0].isupper()):
        return ()
    least = 2 if has_capitals else 3
    return tuple(f"~{one}" for one in sorted(skeletons(written)) if len(one) >= least)


def _concepts(word: str, words: _KeyWords) -> tuple[str, ...]:
    begun = (words.begun.get(word[:end]) for end in range(len(word), _SHORTEST - 1, -1))
    found = (*words.whole.get(word, ()), *next(filter(None, begun), ()))
    if not words.ended:
        return found
    ended = (words.ended.get(word[at:]) for at in range(1, len(word) - _SHORTEST))
    return (*found, *next(filter(None, ended), ()))


def _number(value: float, after: str, lang: str) -> tuple[str, ...]:
    """The key of a number with the word behind it; none for one, or for a year."""
    scale = _scale(after, lang) if after else 1
    is_telling = value > 1 if scale == 1 else True
    return (f"={value * scale:.12g}",) if is_telling and (value not in _YEARS or scale > 1) else ()


@lru_cache(maxsize=16_384)
def _scale(word: str, lang: str) -> float:
    scales = _words(lang).scales
    begun = (n for one, n in scales.items() if len(one) > _SHORTEST and word.startswith(one))
    return scales.get(word) or next(begun, 1)


def _value(written: str) -> float:
    if _GROUPED.fullmatch(written):
        return float(re.sub(r"\D", "", written))
    whole, *rest = re.split(r"\D", written)
    return float(f"{whole}.{rest[0]}") if len(rest) == 1 else float(whole)


@cache
def _words(lang: str) -> _KeyWords:
    told, numbers = lexicon(lang).concepts.told, lexicon(lang).numbers
    grammar, calendar = lexicon(lang).grammar, lexicon(lang).calendar
    values = {
        word: float(value)
        for value, entry in enumerate(numbers.cardinals)
        for word in entry.split("/")
    }
    values |= {entry: 10.0 * tens for tens, entry in enumerate(numbers.tens, start=2)}
    days = (word for row in (*calendar.months, *calendar.weekdays) for word in row)
    return _KeyWords(
        _told_by(told, lambda entry: "*" not in entry),
        _told_by(told, lambda entry: entry[-1] == "*"),
        _told_by(told, lambda entry: entry[0] == "*"),
        values,
        {**numbers.scales, **numbers.scale_signs},
        frozenset((*grammar.stopwords, *grammar.news_stopwords, *days)),
    )


def _told_by(rows: Rows, is_wanted: Callable[[str], bool]) -> Concepts:
    """What the wanted entries stand for, without their marks."""
    found: Concepts = {}
    for name, *entries in rows:
        for entry in filter(is_wanted, entries):
            word = entry.strip("*")
            found[word] = (*found.get(word, ()), name)
    return found
