"""The words of each language, by idea: `bot/text/languages/*.toml`, a file a language, read once.

It reads only what is shipped, so modules that use it stay pure. What a list is for is said once, in
a comment above it in `en.toml` and in its class in `sections`; how an entry is written, in
`notation`. What belongs to no language, such as the names of agencies, is in `any.toml`.
"""

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

from bot.text.lexicon import sections
from bot.text.lexicon.sections import Rows, Values, Words

_FOLDER = Path(__file__).parents[1] / "languages"
_SECTION = re.compile(r"^\[(\w+)\]$", re.MULTILINE)
_ENDINGS = re.compile(r"(?<![^()])([^()]*+)\(([^()]+)\)(.*)")


class Lexicon:
    """Everything briefbot knows of one language's words; a list that a language lacks is empty.

    A section is read when it is first asked for: most commands need few of them.
    """

    speech: sections.Speech
    speakers: sections.Speakers
    polarity: sections.Polarity
    numbers: sections.Numbers
    calendar: sections.Calendar
    tense: sections.TenseWords
    grammar: sections.Grammar
    people: sections.PeopleWords
    roles: sections.Roles
    openings: sections.Openings
    clauses: sections.Clauses
    cuts: sections.CutWords
    tallies: sections.TallyWords
    headlines: sections.HeadlineWords
    orders: sections.Orders
    meanings: sections.Meanings
    page: sections.PageWords
    asking: sections.AskingWords
    concepts: sections.ConceptWords

    def __init__(self, lang: str, read: Callable[[str], Any]) -> None:
        self.lang = lang
        self._read = read

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  one of the sections
        if name not in SECTIONS:
            raise AttributeError(name)
        section = self._read(name)
        setattr(self, name, section)
        return section


SECTIONS: Mapping[str, Any] = Lexicon.__annotations__


@cache
def lexicon(lang: str) -> Lexicon:
    """The words of a language by its two-letter code; empty for one without a file.

    Raises ValueError where the file names a section that `Lexicon` does not have, and so does a
    section where it names an unknown list.
    """
    file = _FOLDER / f"{lang}.toml"
    _, *parts = _SECTION.split(file.read_text(encoding="utf-8") if file.is_file() else "")
    texts = dict(zip(parts[::2], parts[1::2], strict=True))
    if unknown := texts.keys() - SECTIONS.keys():
        raise ValueError(f"{lang}.toml: no such sections: {', '.join(sorted(unknown))}")
    return Lexicon(lang, lambda name: _section(name, f"[{name}]{texts.get(name, '')}"))


@cache
def every_language() -> Lexicon:
    """The words of all languages together, each once, with those that belong to none."""
    every = [lexicon(lang) for lang in languages()]
    return Lexicon("any", lambda name: _joined(name, [getattr(one, name) for one in every]))


def languages() -> Words:
    """The codes of the languages that have a file, sorted; "any" is one of them."""
    return tuple(sorted(file.stem for file in _FOLDER.glob("*.toml")))


def _section(name: str, text: str) -> Any:  # noqa: ANN401  one of the sections
    readers: Mapping[Any, Callable[[Any], Any]] = {Words: _words, Rows: _rows, Values: dict}
    table = tomllib.loads(text)[name]
    kind = SECTIONS[name]
    types = kind.__annotations__
    if unknown := table.keys() - types.keys():
        raise ValueError(f"{name}: no such lists: {', '.join(sorted(unknown))}")
    return kind(**{one: readers[types[one]](value) for one, value in table.items()})


def _joined(name: str, sections: Iterable[Any]) -> Any:  # noqa: ANN401  likewise
    kind = SECTIONS[name]
    lists: list[Any] = []
    for of_each, type_ in zip(
        zip(*sections, strict=True), kind.__annotations__.values(), strict=True
    ):
        if type_ is Values:
            lists.append({word: value for values in of_each for word, value in values.items()})
        else:
            lists.append(tuple(dict.fromkeys(chain.from_iterable(of_each))))
    return kind(*lists)


def _words(block: str) -> Words:
    """The entries of a block, in order, each with its endings."""
    entries = [entry.strip() for entry in block.replace("\n", ",").split(",")]
    if "(" not in block:
        return tuple(filter(None, entries))
    return tuple(form for entry in entries if entry for form in _forms(entry))


def _forms(entry: str) -> Iterable[str]:
    """An entry without and with each of the endings that it gives for a word."""
    if "(" not in entry or not (match := _ENDINGS.fullmatch(entry)):
        return (entry,)
    endings = ("", *match[2].split("|"))
    return (form for ending in endings for form in _forms(f"{match[1]}{ending}{match[3]}"))


def _rows(block: str) -> Rows:
    """The entries of each line of a block that has any."""
    return tuple(row for line in block.splitlines() if (row := _words(line)))
