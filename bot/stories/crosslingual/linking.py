"""Pure. Which stories of different languages tell one event, by the keys that they share.

A shared key says the more the rarer it is: in the stories of the window, and where these are few,
by what is usual for a key of its kind. Two stories are linked if what they share says enough and is
of several kinds: a place or a name, and two more that are no names, for a person's name comes with
his office ("Trump", "Donald", "president") in whatever is told of him.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from heapq import nlargest
from math import log
from operator import itemgetter
from typing import NamedTuple

# Tried on the texts of tests/data/several_languages.txt, which were written for it, against real
# articles of other events: docs/measurements.md.
SURE = 10.5
USUAL = 500.0  # stories that the usual shares stand for
FADING = {"!": 0.85, "~": 0.6}  # of each further concept or name, which seldom come alone
ANOTHER_NAME = 2.0  # less, where both name somebody or something, and not the same
ANOTHER_COUNTRY = 4.0

USUAL_NAMES = 8  # of an article; with 6 as few pairs of the same texts are missed

MOST_KEYS = 60  # of a story; then half of them, the rarest in it, leave
LEAST_SHARE = 0.25  # of a story's texts that have a key
COMMON = 400  # stories: a key of more finds none
CANDIDATES = 4
# Kinds of keys that say something of two texts in one language, too.
KIN = {"!": "concepts", "=": "numbers", "@": "countries"}
_LEAST_KEYS = 2  # without names
_SMALL = 32  # a number of people hurt, a day, an age
_LONG_NAME = 4  # characters, with its mark


def usual(key: str) -> float:
    """In which share of the stories a key is, or for a name, sounds like one of theirs: as counted
    on unrelated articles in German, French, Spanish and English."""
    match key[0]:
        case "@":
            return 1 / 80
        case "!":
            return 1 / 12
        case "=":
            return 1 / 400 if _is_rare(key) else 1 / 25
        case _:
            return {2: 1 / 5, 3: 1 / 22}.get(len(key) - 1, 1 / 120)


@lru_cache(maxsize=16_384)
def _rarity(key: str) -> float:
    return -log(usual(key))


class _StoryKeys(NamedTuple):
    """What a story was told with: the keys, and in how many of its texts each is."""

    lang: str
    keys: tuple[str, ...] = ()
    times: tuple[int, ...] = ()
    texts: int = 0

    def with_text(self, keys: Iterable[str]) -> "_StoryKeys":
        times = dict(zip(self.keys, self.times, strict=True))
        for key in keys:
            times[key] = times.get(key, 0) + 1
        if len(times) > MOST_KEYS:
            times = dict(nlargest(MOST_KEYS // 2, times.items(), key=itemgetter(1)))
        return _StoryKeys(self.lang, tuple(times), tuple(times.values()), self.texts + 1)

    def usual(self) -> tuple[str, ...]:
        """The keys of a fair share of the texts: a long story has each by chance at some time."""
        if self.texts == 1:
            return self.keys
        least = self.texts * LEAST_SHARE
        return tuple(k for k, n in zip(self.keys, self.times, strict=True) if n >= least)


class KeyIndex:
    """The keys of a window's stories, each of which is told in one language."""

    def __init__(self) -> None:
        self._told: dict[str, _StoryKeys] = {}
        self._having: dict[str, list[str]] = {}  # the stories that have a key

    def add(self, story: str, lang: str, keys: Iterable[str]) -> None:
        """Notes that a text of the story, which is told in this language, has these keys."""
        before = self._told.get(story, _StoryKeys(lang))
        after = before.with_text(keys)
        for key in {*after.keys}.difference(before.keys):
            self._having.setdefault(key, []).append(story)
        for key in {*before.keys}.difference(after.keys):
            self._drop(key, story)
        self._told[story] = after

    def remove(self, story: str) -> tuple[str, ...]:
        """Forgets the story; returns the keys that it had."""
        keys = self._told.pop(story, _StoryKeys("")).keys
        for key in keys:
            self._drop(key, story)
        return keys

    def _drop(self, key: str, story: str) -> None:
        having = self._having[key]
        having.remove(story)
        if not having:
            del self._having[key]

    def same(self, lang: str, keys: Sequence[str]) -> list[str]:
        """The stories of other languages that surely tell what an article with these keys does, the
        surest first."""
        weights = {key: self._weight(key) for key in keys}
        sums: Counter[str] = Counter()
        for key in keys:
            having = self._having.get(key, ())
            if key[0] != "!" and len(having) <= COMMON:
                for story in having:
                    if self._told[story].lang != lang:
                        sums[story] += weights[key]  # type: ignore[assignment]  # a sum of floats
        near = [story for story, _ in nlargest(CANDIDATES, sums.items(), key=itemgetter(1))]
        found = [(told(keys, self._told[story].usual(), weights), story) for story in near]
        return [story for score, story in sorted(found, reverse=True) if score >= SURE]

    def kinship(self, keys: Sequence[str], story: str) -> dict[str, float]:
        """What the keys of an article say for a story of its own language, each about 0 to 1."""
        told_with = self._told.get(story)
        others = told_with.usual() if told_with else ()
        theirs = frozenset(others)
        weights = {key: _rarity(key) for key in keys}
        found = {"keys": told(keys, others, weights) / 20 if keys and others else 0.0}
        for mark, kind in KIN.items():
            ours = [key for key in keys if key[0] == mark]
            their_count = len([1 for key in theirs if key[0] == mark])
            same = [weights[key] for key in ours if key in theirs]
            found[f"{kind}_of_article"] = len(same) / len(ours) if ours else 0.5
            found[f"{kind}_of_story"] = len(same) / their_count if their_count else 0.5
            found[f"{kind}_weight"] = sum(same) / 10
        return found

    def _weight(self, key: str) -> float:
        share = usual(key) * USUAL + len(self._having.get(key, ()))
        return -log(share / (USUAL + len(self._told)))


def told(keys: Sequence[str], others: Sequence[str], weights: dict[str, float]) -> float:
    """What speaks for two lists of keys telling one event; 0 where they share too little."""
    shared = _shared(keys, others)
    kinds = Counter(key[0] for key in shared)
    is_found = kinds["@"] + kinds["~"] or any(key[0] == "=" and _is_rare(key) for key in shared)
    if not is_found or not kinds["="] + kinds["!"]:
        return 0.0
    if len(shared) - kinds["~"] < _LEAST_KEYS or len(shared) <= _LEAST_KEYS:
        return 0.0
    score = 0.0
    counted: Counter[str] = Counter()
    chance = _more_names(keys) + _more_names(others)
    for key in sorted(shared, key=lambda key: (-weights[key], key)):
        weight = max(0.0, weights[key] - chance) if key[0] == "~" else weights[key]
        score += weight * FADING.get(key[0], 1.0) ** counted[key[0]]
        counted[key[0]] += 1
    if not kinds["@"] and _has(keys, "@") and _has(others, "@"):
        score -= ANOTHER_COUNTRY
    names = any(key[0] == "~" and len(key) >= _LONG_NAME for key in shared)
    if not names and _has(keys, "~", _LONG_NAME) and _has(others, "~", _LONG_NAME):
        score -= ANOTHER_NAME
    return score


def _more_names(keys: Iterable[str]) -> float:
    """How much less a shared name says, for there are many to choose from: where no capital tells
    names from words, each word is one."""
    return log(max(1.0, sum(key[0] == "~" for key in keys) / USUAL_NAMES))


def _is_rare(number: str) -> bool:
    return float(number[1:]) >= _SMALL or "." in number


def _shared(keys: Sequence[str], others: Sequence[str]) -> list[str]:
    """The shared keys; of a name's two skeletons, of which one is a part of the other, one."""
    found: list[str] = []
    for key in sorted({*keys} & {*others}, key=lambda key: (-len(key), key)):
        if key[0] != "~" or not any(key[1:] in other for other in found if other[0] == "~"):
            found.append(key)
    return found


def _has(keys: Iterable[str], mark: str, least: int = 0) -> bool:
    return any(key[0] == mark and len(key) >= least for key in keys)
