"""Pure. How many words a text has, and what of it counts."""

import re
from functools import cache, lru_cache

_BRACKETED = re.compile(r"\s?\[[^\[\]]*\]")
_EAST_ASIAN = "[぀-ヿ㐀-鿿가-힯]"
_SOUTH_EAST_ASIAN = r"[\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff]"  # Thai, Lao, Burmese, Khmer
WORD = re.compile(r"\w+")
SPELT = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")  # of letters, in any script
_PARTED = bytes(  # of ASCII, blanks for all that is no word
    code if WORD.match(chr(code)) else ord(" ") for code in range(128)
).ljust(256)
# Of scripts that do not part their words; the latter have several letters and signs a syllable.
_CHARACTERS_A_WORD = 2
_SIGNS_A_WORD = 5


@lru_cache(maxsize=256)  # a sentence is counted where it is judged, weighed and placed
def counted(text: str) -> int:
    """The words of `text`, split at white space and ellipses; of scripts that don't part words,
    two characters make one, and five in South East Asia."""
    if text.isascii():
        return len(text.split())
    parted, unparted = text.replace("…", " "), 0
    if not is_western(text):
        parted, characters = _east_asian().subn(" ", parted)
        parted, signs = _south_east_asian().subn(" ", parted)
        unparted = -(-characters // _CHARACTERS_A_WORD) + -(-signs // _SIGNS_A_WORD)
    return len(parted.split()) + unparted


def is_western(text: str) -> bool:
    """Whether `text` has only letters and marks of Western European languages: a fast test."""
    try:
        text.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True


@cache
def _east_asian() -> re.Pattern[str]:
    """Compiled when first needed: so wide a range of letters takes long."""
    return re.compile(_EAST_ASIAN)


@cache
def _south_east_asian() -> re.Pattern[str]:
    return re.compile(_SOUTH_EAST_ASIAN)


def words_in(text: str) -> frozenset[str]:
    r"""The words of `text`, as `\w+` finds them."""
    if text.isascii():
        return frozenset(text.encode().translate(_PARTED).decode().split())
    return frozenset(WORD.findall(text))


def without_brackets(text: str) -> str:
    """`text` without what stands in square brackets."""
    return _BRACKETED.sub("", text)
