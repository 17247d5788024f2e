"""What countries, their peoples and capitals are called in every language, from the CLDR.

`python -m bench.place_names --write` writes `bot/stories/senses/place_names.tsv`: a row a place of
the gazetteer with its territory's code, a cell a language, in which the capital stands behind a
semicolon. A name that ends in * goes on in any ending; one that begins with a small letter is an
adjective, from the name of the place's language. The gazetteer's own names are there too, in
English and in any other language ("mul"), so that this table alone tells countries across
languages; for that it also has the other territories, in the languages of the default feeds,
without a place's name.
"""

import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from pathlib import Path

from babel import Locale

from bot.cli.wiring import bundled_gazetteer
from bot.stories.senses.gazetteer import PLACE, Sense

FILE = Path("bot/stories/senses/place_names.tsv")
LANGUAGES = (
    "af am ar az be bg bn bs ca cs da de el es et eu fa fi fr ga gl gu he hi hr hu hy id is it ja "
    "ka kk km kn ko ky lo lt lv mk ml mn mr ms my nb ne nl pa pl ps pt ro ru sk sl sq sr sv sw ta "
    "te th tr uk ur uz vi zh zu"
).split()
ENDED = frozenset(
    "be bg bs cs el et fi hr hu hy ka kk ky lt lv mk pl ro ru sk sl sq sr tr uk uz".split()
)
GENITIVE = frozenset({"da", "de", "is", "nb", "nl", "sv"})
ADJECTIVES = frozenset(
    "ar be bg bs ca cs da de el es fr gl hr it lt lv mk nb nl pl pt ro ru sk sl sr sv uk".split()
)
UNSPACED = frozenset({"ja", "km", "lo", "my", "th", "zh"})
VOWELS = frozenset("aeiouyáéíóúýąęěůüöäõâãàèìòùîőűāēīūаеёиоуыэюяіїєйьαειουωάέίόύήώηςϊ")
SHORTEST, SHORTEST_LATIN = 4, 5  # letters that a name keeps where its ending is left out
CODES = {
    "antigua and barbuda": "AG", "bosnia and herzegovina": "BA",
    "democratic republic of congo": "CD",
    "republic of congo": "CG", "ivory coast": "CI", "east timor": "TL", "hong kong": "HK",
    "myanmar": "MM", "palestine": "PS", "saint kitts and nevis": "KN", "saint lucia": "LC",
    "saint vincent and the grenadines": "VC", "sao tome and principe": "ST", "turkey": "TR",
    "trinidad and tobago": "TT", "european union": "EU", "united nations": "UN",
    "africa": "002", "asia": "142", "europe": "150",
}  # fmt: skip
COMPARED = ("en", "de", "fr", "es", "uk", "ru", "ar")
WORDS = re.compile(r"[^\W\d_]+(?:[ -][^\W\d_]+)?$")  # one or two, as they are compared
ZONES = {"UA": "Europe/Kiev", "IN": "Asia/Calcutta", "TR": None, "IL": "Asia/Jerusalem"}


Names = dict[str, str]  # by how it is looked for, how CLDR has it


def rows() -> Iterator[str]:
    """The rows; a name that another place's name begins with keeps its ending: Niger, Nigeria."""
    table = dict(_table())
    codes = _codes(Locale("en"))
    said: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for place, cells in table.items():
        for lang, cell in cells.items():
            said[lang] |= {(one.casefold(), place) for names in cell for one in names.values()}
    gazetteer = bundled_gazetteer().senses
    for place, cells in table.items():
        ours = gazetteer[place]
        shown = (
            f"{lang}:" + ";".join("|".join(_alone(names, said[lang], place)) for names in cell)
            for lang, cell in cells.items()
        )
        english = "|".join(filter(WORDS.match, _english(ours)))
        others = "|".join(filter(WORDS.match, ours.other_languages))
        told = (f"{lang}:{names}" for lang, names in (("en", english), ("mul", others)) if names)
        yield "\t".join((place, codes[place], *told, *(cell.rstrip(";") for cell in shown)))
    yield from _other_territories({codes[place] for place in table})


def _english(place: Sense) -> Iterator[str]:
    """Its names and its people; of an organisation no word that may be something else."""
    for name in (*place.names, *place.people):
        if place.kind == PLACE or name.isupper() or (" " in name and name.istitle()):
            yield name


def _other_territories(known: AbstractSet[str]) -> Iterator[str]:
    for code in sorted(Locale("en").territories):
        if code not in known and code.isalpha() and code not in {"EZ", "ZZ"}:
            named = ((lang, Locale(lang).territories.get(code, "")) for lang in COMPARED)
            told = [f"{lang}:{_open(name, lang)}" for lang, name in named if WORDS.match(name)]
            if told:
                yield "\t".join(("", code, *told))


def _codes(english: Locale) -> dict[str, str]:
    codes = {name.lower(): code for code, name in english.territories.items() if code.isalpha()}
    return codes | CODES


def _alone(names: Names, said: set[tuple[str, str]], place: str) -> Iterator[str]:
    for name, whole in names.items():
        stem = name.removesuffix("*").casefold()
        shared = any(one.startswith(stem) and other != place for one, other in said)
        yield whole if shared else name


def _table() -> Iterator[tuple[str, dict[str, tuple[Names, Names]]]]:
    english = Locale("en")
    codes = _codes(english)
    for name, place in bundled_gazetteer().senses.items():
        code = codes.get(name)
        if not code or (name not in CODES and place.kind != PLACE):
            continue
        capital = place.cities[0] if place.cities else None
        zone = _zone_of(english, capital) if capital else None
        tongue = next(
            (one for one, said in english.languages.items() if said in place.people), None
        )
        known = {one.casefold() for one in (*place.names, *place.cities)}
        cells: dict[str, tuple[Names, Names]] = {}
        for lang in LANGUAGES:
            locale = Locale(lang)
            said = _bare(locale.territories.get(code, ""), lang)
            found = {_open(said, lang): said} if said else {}
            if tongue and lang in ADJECTIVES and (adjective := locale.languages.get(tongue)):
                found[_adjective(adjective)] = adjective.lower()
            city = _bare((locale.time_zones.get(zone or "") or {}).get("city") or "", lang)
            of_capital = {_open(city, lang): city} if city else {}
            kept, capitals = (
                {one: whole for one, whole in names.items() if one and one.casefold() not in known}
                for names in (found, of_capital)
            )
            if kept or capitals:
                cells[lang] = kept, capitals
        yield name, cells


def _zone_of(english: Locale, capital: str) -> str | None:
    return next(
        (zone for zone, said in english.time_zones.items() if said.get("city") == capital), None
    )


def _bare(name: str, lang: str) -> str:
    """Without what stands in brackets; empty where it is too short to tell."""
    bare = unicodedata.normalize("NFC", name).split("(")[0].split("–")[0].strip(" ,-")
    return bare if len(bare) >= (2 if lang in UNSPACED else 3) else ""


def _open(bare: str, lang: str) -> str:
    """The name with a * where its endings begin."""
    shortest = SHORTEST_LATIN if bare[0].isascii() else SHORTEST
    if lang in ENDED and " " not in bare:
        stem = bare
        while stem and stem[-1].casefold() in VOWELS and len(stem) > shortest:
            stem = stem[:-1]
        return f"{stem}*" if len(stem) >= shortest else bare
    if lang in GENITIVE and " " not in bare and len(bare) > SHORTEST_LATIN:
        return f"{bare}*"
    return bare


def _adjective(language: str) -> str:
    """From "українська", "ucraniano", "Ukrainisch": how the adjective begins."""
    word = unicodedata.normalize("NFC", language).lower()
    if not word.isalpha():
        return ""
    stem = word
    while stem and stem[-1] in VOWELS:
        stem = stem[:-1]
    return f"{stem}*" if len(stem) > SHORTEST_LATIN else word if len(word) >= SHORTEST else ""


if __name__ == "__main__":
    text = "\n".join(rows()) + "\n"
    if "--write" in sys.argv:
        FILE.write_text(text, encoding="utf-8")
    else:
        print(text)
