"""Pure. How many words a text has, and what of it counts."""

import re
from functools import lru_cache

_BRACKETED = re.compile(r"\s?\[[^\[\]]*\]")
_EAST_ASIAN = re.compile(r"[぀-ヿ㐀-鿿가-힯฀-๿]")
_NO_WORD = re.compile(rf"{_EAST_ASIAN.pattern}|…")
_WORD = re.compile(r"\w+")
_PARTED = bytes(  # of ASCII, blanks for all that is no word
    code if _WORD.match(chr(code)) else ord(" ") for code in range(128)
).ljust(256)
_CHARACTERS_A_WORD = 2  # of scripts that do not part their words


@lru_cache(maxsize=256)  # a sentence is counted where it is judged, weighed and placed
def counted(text: str) -> int:
    """The words of `text`, split at white space and ellipses; of scripts that don't part words,
    two characters make one."""
    if text.isascii():
        return len(text.split())
    unparted = len(_EAST_ASIAN.findall(text))
    return len(_NO_WORD.sub(" ", text).split()) + -(-unparted // _CHARACTERS_A_WORD)


def words_in(text: str) -> frozenset[str]:
    r"""The words of `text`, as `\w+` finds them."""
    if text.isascii():
        return frozenset(text.encode().translate(_PARTED).decode().split())
    return frozenset(_WORD.findall(text))


def without_brackets(text: str) -> str:
    """`text` without what stands in square brackets."""
    return _BRACKETED.sub("", text)
