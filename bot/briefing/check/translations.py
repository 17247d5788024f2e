"""Pure. Are the numbers, days and names of a translated sentence those of the original?

Beside those, a sentence may hold no link and no order; nothing else is compared. A number may be
written in other digits and with other separators, or with another language's word for a million; a
name may be spelt as it sounds in the other script. A number in words is not known in every
language, so neither side may have in digits what the other has in words. What cannot be told counts
as a fault.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Protocol

from bot.briefing.check.claims import form_faults
from bot.briefing.check.faults import Fault
from bot.text.lexicon import lexicon
from bot.text.words import SPELT
from bot.translation import formats

_NUMBER = re.compile(r"\d+(?:[.,:'’٫٬ \u00a0\u202f]\d+)*")
_GROUPED = re.compile(r"\d{1,3}(?:([.,'’٬ \u00a0\u202f])\d{3})(?:\1\d{3})*")
_APART = re.compile(r"\D")
_BEHIND = re.compile(r"[ \u00a0\u202f]?([^\W\d_]+\.?)")
_BEFORE_FIRST = " \t\"'“”„«»‘’("
_NEAR = 10  # characters before a word that tell whether it opens a sentence
_APOSTROPHES = str.maketrans("’ʼ", "''")
_ENDING = 1  # letters in which the cases of a day differ
_SCALE_ENDINGS = (1, 2)  # letters that an inflected "million" may have more
_SHORTEST_STEM = 4
_SHORTEST_SOUND = 3  # of a name that may have an ending, in `hearing`'s consonants
_WITHOUT_CAPITALS = ("ar", "fa", "he", "ur", "ja", "zh", "ko", "th", "hi", "bn", "ta", "te", "ka")
_WITHOUT_BLANKS = ("ja", "zh", "ko", "th", "my", "km", "lo")
_NOUNS_WITH_CAPITALS = ("de", "lb")


class SpokenWord(Protocol):
    """A word and what it would be in other languages: `bot.stories.crosslingual.hearing`."""

    @property
    def text(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def keys(self) -> frozenset[str]: ...


Hear = Callable[[str], Sequence[SpokenWord]]


def faults(  # noqa: PLR0913  two texts, their languages, and what names sound like
    translated: str, original: str, *, to: str, of: str, article: str, hear: Hear
) -> tuple[Fault, ...]:
    """What is wrong with a sentence translated from the language `of` into another. A word is a
    name there that the whole `article` has with a capital amid a sentence."""
    found = [*form_faults(translated)]
    if _numbers(translated, to) != _numbers(original, of):
        found.append(Fault.NUMBER)
    if _days(translated, to) != _days(original, of):
        found.append(Fault.DATE)
    mine, theirs = hear(translated), hear(original)
    known = {key for one in theirs for key in one.keys}
    told = {key for one in mine for key in one.keys}
    new = (*_names(mine, translated, to), *_opening_names(mine, translated, to))
    missing = (one for one in _names_by(article, theirs, of, hear) if not _is_among(one, told))
    if any(missing) or not all(_is_among(one, known) for one in new):
        found.append(Fault.NAME)
    return tuple(found)


def _numbers(text: str, lang: str) -> Counter[float]:
    plain = "".join(str(unicodedata.decimal(one, one)) for one in text)
    scales = formats.scales(lang)
    found: Counter[float] = Counter()
    for match in _NUMBER.finditer(plain):
        values = _values(match[0], formats.decimal_point(lang))
        scale = _scale(plain, match.end(), scales)
        found.update([*values[:-1], round(values[-1] * scale, 6)])
    return found


def _values(written: str, point: str) -> list[float]:
    """The numbers that stand together: one, however it is grouped, or those of a date or time."""
    grouped = _GROUPED.fullmatch(written)
    if grouped and (grouped[1] != point or written.count(point) > 1):
        return [float(_APART.sub("", written))]
    whole, comma, decimals = written.rpartition(point if point in written else "٫")
    if comma and (whole.isdecimal() or _GROUPED.fullmatch(whole)) and decimals.isdecimal():
        return [float(f"{_APART.sub('', whole)}.{decimals}")]
    return [float(one) for one in _APART.split(written)]


def _scale(text: str, at: int, scales: Mapping[str, float]) -> float:
    behind = _BEHIND.match(text, at)
    if behind is None:
        return 1.0
    word = behind[1].casefold()
    written = (word, word.rstrip("."))
    begun = (word[:-end] for end in _SCALE_ENDINGS if len(word) - end >= _SHORTEST_STEM)
    first = (word[:1],) if not word.isascii() and word[:1] in scales else ()
    return next((scales[one] for one in (*written, *begun, *first) if one in scales), 1.0)


def _days(text: str, lang: str) -> frozenset[str]:
    """The months and weekdays that a text names, in any of their forms."""
    names = formats.calendar_words(lang)
    if lang in _WITHOUT_BLANKS:
        return frozenset(day for name, day in names.items() if len(name) > 1 and name in text)
    return frozenset(day for word in SPELT.findall(text) if (day := _day(word, names, lang)))


def _day(word: str, names: Mapping[str, str], lang: str) -> str | None:
    if lang == "en" and not word[0].isupper():
        return None  # "may", "march"
    plain = word.casefold().translate(_APOSTROPHES)
    found = names.get(plain)
    if found or word[0].isupper():
        return found
    stem = plain[:-_ENDING]  # of another case than is listed
    cases = (name for name in names if len(stem) >= _SHORTEST_STEM and name[:-_ENDING] == stem)
    return names.get(next(cases, ""))


def _names(words: Sequence[SpokenWord], text: str, lang: str) -> Iterator[SpokenWord]:
    """The names among the words of a text. A first word has a capital whatever it is, so that of
    these only countries are known; and so is each word of a language that tells none by capitals.
    """
    common, days = _common(lang), formats.calendar_words(lang)
    for one in words:
        is_place = any(key.startswith("@") for key in one.keys)
        if lang in _WITHOUT_CAPITALS:
            is_name = is_place
        elif not one.text[0].isupper():
            continue  # "island" is no Iceland
        elif lang in _NOUNS_WITH_CAPITALS or _opens(one, text):
            is_name = is_place
        else:
            is_common = one.text.casefold() in common or _day(one.text, days, lang)
            is_name = is_place or not is_common
        if is_name:
            yield one


def _opening_names(words: Sequence[SpokenWord], text: str, lang: str) -> Iterator[SpokenWord]:
    """First words that another with a capital follows: "Jonas Støre said"."""
    if lang in (*_WITHOUT_CAPITALS, *_NOUNS_WITH_CAPITALS):
        return
    common = _common(lang)
    for one, after in pairwise(words):
        is_full = one.text[0].isupper() and after.text[0].isupper() and _opens(one, text)
        if is_full and not {one.text.casefold(), after.text.casefold()} & common:
            yield one


def _opens(word: SpokenWord, text: str) -> bool:
    before = text[max(0, word.start - _NEAR) : word.start].rstrip(_BEFORE_FIRST)
    return before[-1:] in {"", *".!?:\n"}


def _names_by(
    article: str, words: Sequence[SpokenWord], lang: str, hear: Hear
) -> Iterator[SpokenWord]:
    """The words of a sentence that are names by the article that it is from."""
    named = {one.text for one in _names(hear(article), article, lang)}
    yield from (one for one in words if one.text in named)


def _is_among(name: SpokenWord, keys: set[str]) -> bool:
    if name.keys & keys:
        return True
    sounds = [key for key in name.keys if key.startswith("~") and len(key) > _SHORTEST_SOUND]
    return any(
        key.startswith("~")
        and len(key) > _SHORTEST_SOUND
        and abs(len(key) - len(sound)) == 1
        and (key.startswith(sound) or sound.startswith(key))
        for sound in sounds
        for key in keys
    )


def _common(lang: str) -> frozenset[str]:
    """Words that are written with a capital and name nobody: titles and offices."""
    people, grammar = lexicon(lang).people, lexicon(lang).grammar
    rows = (people.titles, people.roles, people.modifiers, people.forms_of_address,
            people.organisations, people.departments, grammar.stopwords)  # fmt: skip
    return frozenset(word.casefold() for row in rows for entry in row for word in entry.split())
