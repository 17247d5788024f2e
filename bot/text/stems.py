"""Pure. Text -> the words by which sentences are compared, in any language.

A word's first letters stand for all its forms, which needs no grammar. Scripts that do not part
their words (Chinese, Japanese, Thai …) are read in overlapping pairs of characters.
"""

import re
from collections.abc import Set as AbstractSet
from functools import cache, lru_cache

from bot.text.lexicon import every_language, lexicon
from bot.text.lexicon.sections import Rows
from bot.text.words import is_western

_STEM = 6  # letters that a word's forms share; set by hand, 5 and 7 tried once did no better
_SHORTEST = 4  # letters of a content word in languages without a list of little words
_UNPARTED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3"
_WESTERN_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_ASCII_WORD = re.compile(r"([a-z0-9]+(?:'(?!s\b)[a-z0-9]+)?)(?:'s\b)?")  # most are: it is faster
_LOWERED_AND_PARTED = bytes(  # faster still, of ASCII without an apostrophe
    ord(chr(code).lower()) if chr(code).isalnum() else ord(" ") for code in range(128)
).ljust(256)
_POSSESSIVE = ("'s", "’s")

_GRAMMAR = lexicon("en").grammar
_STARTERS = every_language().grammar.sentence_starters
_POSSESSIVE_END = re.compile(r"['’]s?\Z")
ROOT = 7  # letters; "investigation" and "investigators" meet there
_SHORTEST_ROOT = 3
_UNBENT = frozenset(_GRAMMAR.unbent)
_ENDINGS = tuple((ending,) for ending in _GRAMMAR.endings)
_DOUBLED = re.compile(r"(?<=\w\w)([bdfgklmnprtz])\1\Z")


@cache
def _word() -> re.Pattern[str]:
    """Compiled when first needed: so wide a range of letters takes long."""
    return re.compile(rf"[{_UNPARTED}]+|[^\W_{_UNPARTED}]+(?:['’][^\W_{_UNPARTED}]+)?")


@cache
def _unparted() -> re.Pattern[str]:
    return re.compile(f"[{_UNPARTED}]")


def _stem(word: str) -> str:
    return (word[:-2] if word.endswith(_POSSESSIVE) else word)[:_STEM]


_LITTLE = frozenset(_stem(word) for word in (*_GRAMMAR.stopwords, *_STARTERS)) - {
    _stem(word) for word in _GRAMMAR.telling
}


def stems(text: str) -> list[str]:
    """The words of `text` in order, cut to their stems."""
    if text.isascii():
        if "'" in text:
            words = _ASCII_WORD.findall(text.lower())
        else:
            words = text.encode().translate(_LOWERED_AND_PARTED).decode().split()
        return [word[:_STEM] for word in words]
    if is_western(text):
        return [_stem(word) for word in _WESTERN_WORD.findall(text.lower())]
    words = _word().findall(text.lower())
    if not _unparted().search(text):
        return [_stem(word) for word in words]
    found: list[str] = []
    for word in words:
        if _unparted().match(word):
            found.extend(word[at : at + 2] for at in range(max(1, len(word) - 1)))
        else:
            found.append(_stem(word))
    return found


@lru_cache(maxsize=8192)
def is_content(stem: str, lang: str | None) -> bool:
    """Whether `stem` says something of its own; `lang` is a two-letter code, None for unknown."""
    if stem in _LITTLE:
        return False
    if not is_western(stem) and _unparted().match(stem):
        return len(stem) > 1
    shortest = 2 if lang in (None, "en") else _SHORTEST
    return len(stem) >= shortest or stem.isdecimal()


def content(stems: AbstractSet[str], lang: str | None) -> frozenset[str]:
    """Those of `stems` that say something of their own; in any language, long ones do."""
    told = stems - _LITTLE
    return frozenset([stem for stem in told if len(stem) >= _SHORTEST or is_content(stem, lang)])


@lru_cache(maxsize=20_000)
def root(word: str) -> str:
    """What `word` shares with its other forms: "falling", "fell" -> "fall"."""
    bare = _POSSESSIVE_END.sub("", word.lower())
    return _FORMS.get(bare) or _bare(bare)


def _bare(word: str) -> str:
    """`word` without its endings: that of its form first, then one that makes a new word of it."""
    if len(word) <= _SHORTEST_ROOT or not word.isalpha():
        return word
    plain = _without(word, _GRAMMAR.inflections)
    return plain if plain in _UNBENT else _without(plain, _ENDINGS)[:ROOT]


def _without(word: str, endings: Rows) -> str:
    """`word` without the first of `endings` that leaves enough of it, one of two letters doubled at
    its end left out."""
    for ending, *instead in endings:
        if word.endswith(ending):
            bare = "".join((word.removesuffix(ending), *instead))
            if len(bare) >= _SHORTEST_ROOT:
                word = bare
                break
    return _DOUBLED.sub(r"\1", word)


_FORMS = {form: _bare(row[-1]) for row in _GRAMMAR.irregular for form in row}
