"""Pure. Whether plain words of a topic belong together in a text: "rail strike", "Osric King".

Two words of which one is a part of another compound, "a lightning strike damages a rail signal",
are not what was asked for. Only where some text has the words in a row is so much asked of the
others: there they are known to be a compound.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from bot.stories.little_words import LITTLE
from bot.stories.senses import names

_WORD_BEFORE = re.compile(r"(?:\A|[.,;:!?\n(\"“])?\s{0,3}([\w'’]{1,24})[ -]\Z")
_WORD_AFTER = re.compile(r"[ -]([\w'’]+)")


def together(words: Sequence[str], texts: Sequence[str]) -> list[bool]:
    """For each text, whether the words belong together there; empty texts don't count."""
    pattern = _in_a_row(tuple(words))
    in_row = [pattern.search(text) for text in texts]
    if not any(in_row):
        return [True] * len(texts)
    is_name = any(found and found[0].istitle() for found in in_row)
    return [
        bool(found) or (not is_name and _are_free(words, text))
        for found, text in zip(in_row, texts, strict=True)
    ]


def _are_free(words: Sequence[str], text: str) -> bool:
    """Whether the first is not bound to a word after it, nor the last to one before it."""
    first, last = (names.plain((word,)) for word in (words[0], words[-1]))
    return any(
        not _is_noun(_WORD_AFTER.match(text, one.end())) for one in first.finditer(text)
    ) and any(
        not _is_noun(_WORD_BEFORE.search(text, max(0, one.start() - 24), one.start()))
        for one in last.finditer(text)
    )


def _is_noun(beside: re.Match[str] | None) -> bool:
    """Whether the word beside says something of its own; most that do are nouns."""
    return beside is not None and beside[1].casefold() not in LITTLE


@lru_cache(maxsize=64)
def _in_a_row(words: tuple[str, ...]) -> re.Pattern[str]:
    each = ("(?:" + "|".join(map(_ending_open, names.forms(word))) + ")" for word in words)
    return re.compile(rf"(?<!\w){'[ -]'.join(each)}(?!\w)", re.IGNORECASE)


def _ending_open(form: str) -> str:
    return (
        re.escape(form[:-1]) + r"\w{0,4}" if form.endswith("*") else re.escape(form) + "(?:['’]s?)?"
    )
