"""Pure. Phrases that a line may begin with, looked up by its first letters.

A page has hundreds of lines and the lexicon hundreds of phrases, few of which share four letters:
only those are tried, and only their patterns are ever compiled.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from bot.text.lexicon.notation import any_of

_KEY = 4  # letters
_FIRST = re.compile(r"[\W_]*([^\W_]*)")
_HEAD = re.compile(r"(?:\[[^\[\]]*\]\+? )*\S+")  # an entry's first token that is not optional
_LETTERS = re.compile(r"[^\W_]*")


class Phrases:
    """Entries of the lexicon with what has to follow them, the text of a pattern."""

    def __init__(self, entries: Iterable[str], followed_by: str = r"(?!\w)") -> None:
        self._entries: defaultdict[str, list[str]] = defaultdict(list)
        self._patterns: dict[str, re.Pattern[str]] = {}
        self._followed_by = followed_by
        for entry in entries:
            for key in set(_keys(entry)):
                self._entries[key].append(entry)

    def match(self, line: str) -> re.Match[str] | None:
        """The phrase at the beginning of a line, marks before it passed by."""
        found = _FIRST.match(line)
        letters = found[1].replace("İ", "i").lower() if found else ""  # "İ" becomes two letters
        for key in dict.fromkeys((letters[:_KEY], "")):
            if key in self._entries and (match := self._pattern(key).match(line)):
                return match
        return None

    def _pattern(self, key: str) -> re.Pattern[str]:
        if key not in self._patterns:
            phrases = any_of(self._entries[key])
            text = rf"[\W_]{{0,40}}(?:{phrases}){self._followed_by}"
            self._patterns[key] = re.compile(text, re.IGNORECASE)
        return self._patterns[key]


def _keys(entry: str) -> Iterator[str]:
    """The first letters of what may come first; "" where that is no word of its own."""
    head = _HEAD.match(entry)
    for word in re.split(r"[\[\]/ +]+", head[0] if head else ""):
        letters = _LETTERS.match(word)
        first = letters[0] if letters else ""
        cut_short = len(first) < _KEY and word[len(first) : len(first) + 1] == "*"
        if word:
            yield "" if cut_short or word.startswith("_") else first[:_KEY].lower()
