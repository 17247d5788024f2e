"""What countries, their peoples and capitals are called in other languages, from the CLDR.

`python -m bench.place_names --write` writes `bot/stories/senses/place_names.tsv`: a row a
place of the gazetteer, a cell a language. A name that ends in * goes on in any ending; one that
begins with a small letter is an adjective, from the name of the place's language.
"""

import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from babel import Locale

from bot.cli.wiring import bundled_gazetteer
from bot.stories.senses.gazetteer import PLACE

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
    "be bg bs ca cs da de el es fr gl hr it lt lv mk nb nl pl pt ro ru sk sl sr sv uk".split()
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
ZONES = {"UA": "Europe/Kiev", "IN": "Asia/Calcutta", "TR": None, "IL": "Asia/Jerusalem"}


Names = dict[str, str]  # by how it is looked for, how CLDR has it


def rows() -> Iterator[str]:
    """The rows; a name that another place's name begins with keeps its ending: Niger, Nigeria."""
    table = dict(_table())
    said: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for place, cells in table.items():
        for lang, names in cells.items():
            said[lang] |= {(one.casefold(), place) for one in names.values()}
    for place, cells in table.items():
        shown = (
            f"{lang}:{'|'.join(_alone(names, said[lang], place))}" for lang, names in cells.items()
        )
        yield "\t".join((place, *shown))


def _alone(names: Names, said: set[tuple[str, str]], place: str) -> Iterator[str]:
    for name, whole in names.items():
        stem = name.removesuffix("*").casefold()
        shared = any(one.startswith(stem) and other != place for one, other in said)
        yield whole if shared else name


def _table() -> Iterator[tuple[str, dict[str, Names]]]:
    english = Locale("en")
    codes = {name.lower(): code for code, name in english.territories.items() if code.isalpha()}
    for name, place in bundled_gazetteer().senses.items():
        code = CODES.get(name) or codes.get(name)
        if not code or (name not in CODES and place.kind != PLACE):
            continue
        capital = place.cities[0] if place.cities else None
        zone = _zone_of(english, capital) if capital else None
        tongue = next(
            (one for one, said in english.languages.items() if said in place.people), None
        )
        known = {one.casefold() for one in (*place.names, *place.cities)}
        cells: dict[str, Names] = {}
        for lang in LANGUAGES:
            locale = Locale(lang)
            said = [_bare(locale.territories.get(code, ""), lang)]
            if zone and (city := (locale.time_zones.get(zone) or {}).get("city")):
                said.append(_bare(city, lang))
            found = {_open(one, lang): one for one in said if one}
            if tongue and lang in ADJECTIVES and (adjective := locale.languages.get(tongue)):
                found[_adjective(adjective)] = adjective.lower()
            kept = {
                one: whole for one, whole in found.items() if one and one.casefold() not in known
            }
            if kept:
                cells[lang] = kept
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
    return f"{stem}*" if len(stem) > SHORTEST_LATIN else ""


if __name__ == "__main__":
    text = "\n".join(rows()) + "\n"
    if "--write" in sys.argv:
        FILE.write_text(text, encoding="utf-8")
    else:
        print(text)
