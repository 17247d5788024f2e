"""What tells languages apart: `detection.toml`, read when a text's language is asked for."""

import tomllib
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Profiles:
    """Where scripts begin in Unicode, with their names; alphabets by script and language; the
    languages that each of the commonest words is in; all languages there are profiles of."""

    starts: Sequence[int]
    scripts: Sequence[str]
    alphabets: Mapping[str, Mapping[str, str]]
    languages_of: Mapping[str, Sequence[str]]
    known: frozenset[str]

    def script(self, letter: str) -> str:
        """The name of a letter's script, or the language that alone is written in it."""
        return self.scripts[max(0, bisect_right(self.starts, ord(letter)) - 1)]


@cache
def profiles() -> Profiles:
    file = Path(__file__).with_name("detection.toml")
    tables = tomllib.loads(file.read_text(encoding="utf-8"))
    starts, scripts = zip(*tables["scripts"], strict=True)
    languages_of: defaultdict[str, list[str]] = defaultdict(list)
    for lang, words in tables["words"].items():
        for word in words.split():
            languages_of[word].append(lang)
    alphabets = tables["alphabets"]
    known = {*tables["words"], *(lang for own in alphabets.values() for lang in own), *scripts}
    return Profiles(starts, scripts, alphabets, dict(languages_of), frozenset(known))
