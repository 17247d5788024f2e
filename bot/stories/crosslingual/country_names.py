"""What countries are called in the languages of the default feeds: `country_names.tsv`, read once.

The table is written by `bench/country_names.py`. A line is a country's code and the beginnings of
its names, in small letters and without accents.
"""

from functools import cache
from pathlib import Path
from typing import NamedTuple

OF_TWO = 4  # letters by which each word of a name of two is known

_TABLE = Path(__file__).with_name("country_names.tsv")


class CountryNames(NamedTuple):
    """The country, as "@NO", by the beginning of its name; by the first and then the second word
    where it has two."""

    one_word: dict[str, str]
    two_words: dict[str, dict[str, str]]


@cache
def of_any_language() -> CountryNames:
    """The names in all languages together."""
    found = CountryNames({}, {})
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        code, *names = line.split("\t")
        for name in names:
            first, _, second = name.partition(" ")
            if second:
                seconds = found.two_words.setdefault(first[:OF_TWO], {})
                seconds[second[:OF_TWO]] = f"@{code}"
            else:
                found.one_word[name] = f"@{code}"
    return found
