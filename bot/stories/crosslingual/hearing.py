"""Pure. The words of a text by what they would be in any other language: how a name sounds, and
which country or people it is."""

from functools import cache
from typing import NamedTuple

from bot.stories.crosslingual.transliteration import bare, skeletons
from bot.stories.senses import place_names
from bot.text.words import SPELT

_NAMED_IN = frozenset({"en", "mul"})  # elsewhere `place_called` knows them
_MOST_WORDS = 3  # of a country's name


class HeardWord(NamedTuple):
    """A word as it is written and where it starts; its keys are those of the same name elsewhere:
    itself, "~" with how it sounds, and "@" with the country that it is of."""

    text: str
    start: int
    keys: frozenset[str]


def heard(text: str) -> tuple[HeardWord, ...]:
    """The words of a text."""
    matches = list(SPELT.finditer(text))
    keys = [_keys(match[0]) for match in matches]
    for count in range(2, _MOST_WORDS + 1):
        for at in range(len(matches) - count + 1):
            named = text[matches[at].start() : matches[at + count - 1].end()]
            if place := _countries().get(bare(named)) or place_names.place_called(named):
                for one in range(at, at + count):
                    keys[one] |= {f"@{place}"}
    return tuple(
        HeardWord(match[0], match.start(), found)
        for match, found in zip(matches, keys, strict=True)
    )


def _keys(word: str) -> frozenset[str]:
    found = {bare(word), *(f"~{one}" for one in skeletons(word))}
    place = _countries().get(bare(word)) or place_names.place_called(word)
    return frozenset(found | ({f"@{place}"} if place else set()))


@cache
def _countries() -> dict[str, str]:
    return {bare(name.removesuffix("*")): place for place, name in place_names.called_in(_NAMED_IN)}
