"""Pure. Countries by the beginnings of their names in the languages of the default feeds.

A beginning is a name in small letters, without accents, and without the letters in which its cases
and its adjective differ; one that two countries share tells neither.
"""

from functools import cache
from typing import NamedTuple

from bot.stories.crosslingual.transliteration import bare
from bot.stories.senses import place_names

LANGUAGES = frozenset({"en", "de", "fr", "es", "uk", "ru", "ar", "mul"})
OF_TWO = 4  # letters by which each word of a name of two is known

_INFLECTED = ("uk", "ru")  # where a name that may end in anything has lost its endings
_SHORTEST = 4  # letters of a beginning; a shorter name stays whole
_ENDING = {"uk": 2, "ru": 2, "ar": 0}  # letters that a name may lose; elsewhere one
_VOWELS = "aeiouyийьяіїаю"


class CountryNames(NamedTuple):
    """The country, as "@NO", by the beginning of its name; by the first and then the second word
    where it has two."""

    one_word: dict[str, str]
    two_words: dict[str, dict[str, str]]


@cache
def of_any_language() -> CountryNames:
    """The names in all languages together."""
    owner: dict[str, str] = {}
    for code, lang, name in place_names.names_in(LANGUAGES):
        if code.isalpha() and name.count(" ") <= 1:
            begun = beginning(name, lang)
            owner[begun] = code if owner.get(begun, code) == code else ""
    found = CountryNames({}, {})
    for begun, code in owner.items():
        first, _, second = begun.partition(" ")
        if code and second:
            found.two_words.setdefault(first[:OF_TWO], {})[second[:OF_TWO]] = f"@{code}"
        elif code:
            found.one_word[begun] = f"@{code}"
    return found


def beginning(name: str, lang: str) -> str:
    """A name as its other cases and its adjective begin."""
    folded = bare(name.removesuffix("*")).removeprefix("ال")
    if lang == "mul" or (name.endswith("*") and (lang in _INFLECTED or name[0].islower())):
        return folded
    *before, last = folded.split(" ")
    least = _SHORTEST if lang in _ENDING else _SHORTEST + 1
    kept = last[: max(least, len(last) - _ENDING.get(lang, 1))]
    while len(kept) > least and kept[-1] in _VOWELS:
        kept = kept[:-1]
    return " ".join([*(word[:_SHORTEST] for word in before), kept])
