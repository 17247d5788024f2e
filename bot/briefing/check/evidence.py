"""Pure. An English sentence read once, so that a claim can be held against it."""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from bot.text.lexicon import lexicon
from bot.text.lexicon.notation import any_of
from bot.text.meanings import meanings
from bot.text.numbers import Quantity, quantities
from bot.text.polarity import Marked, marked
from bot.text.stems import root

MOST_NUMBERS = 40  # read of a sentence; more is a list, and hostile ones take long
NEAREST = 3  # cited sentences that a claim is held against for who says what, and whether

WORD = re.compile(r"[^\W\d_][^\W_]*(?:[’'.&-][^\W_]+)*")
_IN_ONE = {words: verb for verb, *all_ in lexicon("en").meanings.phrasal for words in all_}
_TWO_WORDS = re.compile(rf"\b(?:{any_of(_IN_ONE)})\b", re.IGNORECASE)
_PARTS = re.compile(r"[-’']")


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence; the meanings of all its words, what is said of them, and its numbers."""

    text: str
    words: frozenset[str]
    marks: Marked
    numbers: tuple[Quantity, ...]


def read(text: str) -> Evidence:
    """`text` as evidence, or as a claim, with one verb for those of two words: "turned down"."""
    text = _TWO_WORDS.sub(lambda found: _IN_ONE[found[0].lower()], text)
    words = {meaning for word in WORD.findall(text) for meaning in words_of(word)}
    return Evidence(text, frozenset(words), marked(text), quantities(text)[:MOST_NUMBERS])


def words_of(text: str) -> set[str]:
    """The meanings of the words of `text`, and of the parts of those with hyphens."""
    return {
        meaning
        for word in WORD.findall(text)
        for part in {word, *_PARTS.split(word)} - {""}
        for meaning in meanings(root(part))
    }


def together(sources: Sequence[Evidence]) -> frozenset[str]:
    """The meanings of all words of the sources."""
    return frozenset().union(*(source.words for source in sources))


def nearest(claim: Evidence, sources: Sequence[Evidence]) -> list[Evidence]:
    """The sources that share most with the claim, at most `NEAREST`, the nearest first."""
    wanted = set(claim.marks.content)
    ranked = sorted(sources, key=lambda source: shared(wanted, source.words), reverse=True)
    return ranked[:NEAREST]


def shared(roots: AbstractSet[str], words: AbstractSet[str]) -> int:
    """How many of the roots have a meaning among the words."""
    return sum(not words.isdisjoint(meanings(word)) for word in roots)
