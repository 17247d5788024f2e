"""Pure. English words that say the same, and words that say the opposite, for comparing sentences.

The lists are of what news writes every day: a word that is missing costs a good paraphrase, never
the truth. Words are compared by their roots (`bot.text.stems.root`).
"""

from functools import lru_cache

from bot.text.lexicon import lexicon
from bot.text.lexicon.sections import Rows
from bot.text.stems import root

_LISTS = lexicon("en").meanings


def _meanings() -> dict[str, frozenset[str]]:
    """Each root with the first words of the groups that it stands in."""
    found: dict[str, set[str]] = {}
    for group in (*_LISTS.alike, *_LISTS.peoples):
        for word in group:
            found.setdefault(root(word), set()).add(root(group[0]))
    return {word: frozenset(heads) for word, heads in found.items()}


def _others(rows: Rows) -> dict[str, frozenset[str]]:
    """Each root with the others of its rows."""
    found: dict[str, set[str]] = {}
    for group in rows:
        roots = {root(word) for word in group}
        for one in roots:
            found.setdefault(one, set()).update(roots - {one})
    return {word: frozenset(others) for word, others in found.items()}


_MEANINGS = _meanings()
_CONTRARY = _others((*_LISTS.opposite, *_LISTS.kinds))
_RELATED = _others(_LISTS.relations)
_PEOPLES_HEADS = frozenset(root(group[0]) for group in _LISTS.peoples)


@lru_cache(maxsize=20_000)
def meanings(word_root: str) -> frozenset[str]:
    """What a root may mean; two roots are alike where they share one."""
    return _MEANINGS.get(word_root, frozenset()) | {word_root}


@lru_cache(maxsize=20_000)
def contraries(word_root: str) -> frozenset[str]:
    """The roots that contradict a root: its opposites, and others of its kind."""
    return _CONTRARY.get(word_root, frozenset())


@lru_cache(maxsize=20_000)
def related(word_root: str) -> frozenset[str]:
    """The roots that say something else in the place of a root."""
    return _RELATED.get(word_root, frozenset())


def is_known(word_root: str) -> bool:
    """Whether a root is of a word listed here."""
    return word_root in _MEANINGS


def is_of_a_people(word_root: str) -> bool:
    """Whether a root is of a country's or a people's name listed here."""
    return not _MEANINGS.get(word_root, frozenset()).isdisjoint(_PEOPLES_HEADS)
