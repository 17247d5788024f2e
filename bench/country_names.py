"""What countries are called, with their adjectives, from Unicode's CLDR (the package Babel).

    python -m bench.country_names    writes bot/stories/crosslingual/country_names.tsv

A line is a country's code and the beginnings of its names in the languages of the default
feeds: a name without the letters in which cases and adjectives differ. CLDR has no adjectives
of countries, but names of languages; one that likely belongs to a country and begins like its name
in English is its adjective ("французька"). More come from `places.toml`. A beginning that two
countries share is left out.
"""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from babel import Locale
from babel.core import get_global

from bot.cli.wiring import bundled_gazetteer
from bot.stories.crosslingual.transliteration import bare

TABLE = Path("bot/stories/crosslingual/country_names.tsv")
LANGUAGES = ("en", "de", "fr", "es", "uk", "ru", "ar")
SHORTEST = 4  # letters of a beginning; a shorter name stays whole
ENDING = {"uk": 2, "ru": 2, "ar": 0}  # letters that a name may lose; elsewhere one
VOWELS = "aeiouyийьяіїаю"
ALIKE = 3  # letters in which a language is named like its country
WORD = re.compile(r"[^\W\d_]+(?:[ -][^\W\d_]+)?$")


def beginning(name: str, lang: str) -> str:
    """A name as its other cases and its adjective begin."""
    folded = bare(name).removeprefix("ال") if lang == "ar" else bare(name)
    *before, last = folded.split(" ")
    least = SHORTEST if lang in ENDING else SHORTEST + 1
    kept = last[: max(least, len(last) - ENDING.get(lang, 1))]
    while len(kept) > least and kept[-1] in VOWELS:
        kept = kept[:-1]
    return " ".join([*(word[:SHORTEST] for word in before), kept])


def names() -> Iterator[tuple[str, str]]:
    english = Locale("en")
    likely = get_global("likely_subtags")
    adjectives = {
        lang: code
        for lang, name in english.languages.items()
        if len(lang) == 2  # noqa: PLR2004
        and (code := likely.get(lang, "").rpartition("_")[2])
        and bare(english.territories.get(code, ""))[:ALIKE] == bare(name)[:ALIKE]
    }
    for lang in LANGUAGES:
        locale = Locale(lang)
        for code, name in locale.territories.items():
            if code.isalpha() and code not in {"EU", "EZ", "UN", "ZZ"} and WORD.match(name):
                yield code, beginning(name, lang)
        for spoken, code in adjectives.items():
            name = locale.languages.get(spoken, "")
            if WORD.match(name) and " " not in name:
                yield code, beginning(name, lang)
    codes = {name: code for code, name in english.territories.items()}
    for place in bundled_gazetteer().places.values():
        if code := next(filter(None, map(codes.get, place.names)), ""):
            for name in filter(WORD.match, (*place.names, *place.people)):
                yield code, beginning(name, "en")
            for begun in filter(WORD.match, place.other_languages):
                yield code, bare(begun).removeprefix("ال")


def main() -> None:
    found = sorted(set(names()))
    shared = {name for name, times in Counter(name for _, name in found).items() if times > 1}
    codes = sorted({code for code, _ in found})
    lines = (
        "\t".join([code, *(name for one, name in found if one == code and name not in shared)])
        for code in codes
    )
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
