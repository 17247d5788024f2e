"""Pure. Text -> the words by which sentences are compared, in any language.

A word's first letters stand for all its forms, which needs no grammar. Scripts that do not part
their words (Chinese, Japanese, Thai …) are read in overlapping pairs of characters.
"""

import re
from collections.abc import Set as AbstractSet
from functools import lru_cache

from bot.text.abbreviations import SENTENCE_STARTERS

_STEM = 6  # letters that a word's forms share; set by hand, 5 and 7 tried once did no better
_SHORTEST = 4  # letters of a content word in languages without a list of little words
_UNPARTED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3"
_WORD = re.compile(rf"[{_UNPARTED}]+|[^\W_{_UNPARTED}]+(?:['’][^\W_{_UNPARTED}]+)?")
_ASCII_WORD = re.compile(r"([a-z0-9]+(?:'(?!s\b)[a-z0-9]+)?)(?:'s\b)?")  # most are: it is faster
_LOWERED_AND_PARTED = bytes(  # faster still, of ASCII without an apostrophe
    ord(chr(code).lower()) if chr(code).isalnum() else ord(" ") for code in range(128)
).ljust(256)
_IS_UNPARTED = re.compile(f"[{_UNPARTED}]")
_POSSESSIVE = ("'s", "’s")

_ENGLISH = """
a about above after again against all also am an and any are aren't as at be because been before
being below between both but by can can't could couldn't did didn't do does doesn't doing don't down
during each few for from further had hadn't has hasn't have haven't having he her here hers him his
how i i'm i've if in into is isn't it it's its just like may me might more most mr mrs ms must my no
nor not now of off on once one only or other our out over own per said same say says she should so
some such than that that's the their them then there these they this those though through to told
too two under until up upon us very was wasn't we were weren't what when where which while who whom
why will with without would year years you your new day
"""


def _stem(word: str) -> str:
    return (word[:-2] if word.endswith(_POSSESSIVE) else word)[:_STEM]


_LITTLE = frozenset(
    _stem(word) for word in (*_ENGLISH.replace("’", "'").split(), *SENTENCE_STARTERS)
) - {"police", "offici"}


def stems(text: str) -> list[str]:
    """The words of `text` in order, cut to their stems."""
    if text.isascii():
        if "'" in text:
            words = _ASCII_WORD.findall(text.lower())
        else:
            words = text.encode().translate(_LOWERED_AND_PARTED).decode().split()
        return [word[:_STEM] for word in words]
    words = _WORD.findall(text.lower())
    if not _IS_UNPARTED.search(text):
        return [_stem(word) for word in words]
    found: list[str] = []
    for word in words:
        if _IS_UNPARTED.match(word):
            found.extend(word[at : at + 2] for at in range(max(1, len(word) - 1)))
        else:
            found.append(_stem(word))
    return found


@lru_cache(maxsize=8192)
def is_content(stem: str, lang: str | None) -> bool:
    """Whether `stem` says something of its own; `lang` is a two-letter code, None for unknown."""
    if stem in _LITTLE:
        return False
    if not stem.isascii() and _IS_UNPARTED.match(stem):
        return len(stem) > 1
    shortest = 2 if lang in (None, "en") else _SHORTEST
    return len(stem) >= shortest or stem.isdecimal()


def content(stems: AbstractSet[str], lang: str | None) -> frozenset[str]:
    """Those of `stems` that say something of their own; in any language, long ones do."""
    told = stems - _LITTLE
    return frozenset([stem for stem in told if len(stem) >= _SHORTEST or is_content(stem, lang)])
