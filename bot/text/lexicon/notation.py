"""Pure. How an entry of a language's list is written, and the patterns that are made of entries.

An entry is a word or a phrase in small letters, or in capitals where only these are meant:

    warn                 the word
    warn(s|ed|ing)       the word, bare or with one of these endings
    kein*                any ending
    a/b                  either word
    [yet/immediately]    one of these words, or none
    [yet/officially]+    some of them, or none
    _                    any one word
    #                    a number in digits
    skip to ..           a few letters more, none a full stop
    join us ... today    some letters between
    didn't               the apostrophe in any form
"""

import re
from collections.abc import Callable, Iterable

from bot.text.lexicon.sections import Words

# Without bounds, the time a pattern takes would grow with the square of a run of letters.
LONGEST_WORD = 40  # characters
ANY_WORD = rf"[\w’'-]{{1,{LONGEST_WORD}}}"
_ANY_ENDING = rf"\w{{0,{LONGEST_WORD}}}"
_DIGITS = r"\d{1,15}"
_MOST_REPEATED = 5
_TOKEN = re.compile(r"\[[^\[\]]+\]\+?|\S+")
_OPTIONAL = re.compile(r"\[([^\[\]]+)\]\+?")
_PLAIN = re.compile(r"[^\W_]+")
_VARIABLE = re.compile(r"[\[*_#]|\.\.")
_GAP = re.compile(r" ?(?<!\.)(\.\.\.?)(?!\.) ?")
_GAPS = {"..": r"(?:\b|(?<=\W))[^.]{0,50}?", "...": r"(?:\b|(?<=\W)).{0,80}?"}


def _longest_first(entries: Iterable[str]) -> list[str]:
    """Always in one order: the same words make the same pattern, in each process."""
    return sorted(entries, key=lambda entry: (-len(entry), entry))


def any_of(entries: Iterable[str]) -> str:
    """The text of a pattern for any of `entries`, longer ones first, without a group around it."""
    return "|".join(map(_pattern, _longest_first(entries)))


def any_of_either_case(entries: Iterable[str]) -> str:
    """As `any_of`, of entries that begin with a small letter or a capital."""
    patterns = (any_of([entry]) for entry in _longest_first(entries))
    return "|".join(f"[{one[0].upper()}{one[0]}]{one[1:]}" for one in patterns)


def whole_words(entries: Iterable[str]) -> str:
    r"""The text of a pattern for `\b(?:any_of(entries))\b`, which finds the same in less time.

    It is tried only at the letters with which an entry begins, not at every character. Raises
    ValueError for an entry that begins with no letter.
    """
    rests: dict[str, list[str]] = {}
    for entry in _longest_first(entries):
        for one in _by_first_word(entry):
            if not one[0].isalpha():
                raise ValueError(f"begins with no letter: {entry}")
            rests.setdefault(one[0], []).append(_pattern(one)[1:])
    branches = (f"{first}(?<!\\w{first})(?:{'|'.join(own)})" for first, own in rests.items())
    return rf"(?:{'|'.join(branches)})\b"


def key_words(entries: Iterable[str]) -> frozenset[str]:
    """Words of which a text has one wherever one of `entries` stands in it: to be asked first.

    Of each entry these are the longest that must be there.
    """
    return frozenset(word for entry in entries for word in _key(entry))


def not_behind(entries: Iterable[str]) -> str:
    """The text of a pattern that holds where none of `entries`, plain words, stands before."""
    return "".join(rf"(?<!\b{entry} )" for entry in entries)


def is_any_of(entries: Iterable[str]) -> Callable[[str], bool]:
    """A test whether a word, in small letters, is one of `entries`; fast for plain ones."""
    plain, others = parted(entries)
    pattern = re.compile(any_of(others)) if others else None
    return lambda word: word in plain or bool(pattern and pattern.fullmatch(word))


def parted(entries: Iterable[str]) -> tuple[frozenset[str], Words]:
    """Those of `entries` that are one plain word, to look words up in, and the others."""
    known = tuple(entries)
    plain = frozenset(entry for entry in known if entry.isalnum())
    return plain, tuple(entry for entry in known if entry not in plain)


def _pattern(entry: str) -> str:
    """An entry as the text of a pattern."""
    if entry.replace(" ", "").isalnum():  # most are: it is faster
        return entry
    return "".join(_GAPS.get(part) or _phrase(part) for part in _GAP.split(entry))


def _by_first_word(entry: str) -> Iterable[str]:
    """An entry once for each word that it may begin with."""
    first = _TOKEN.match(entry)
    token = first[0] if first else ""
    rest = entry[len(token) :].strip()
    optional = _OPTIONAL.fullmatch(token)
    for word in (optional[1] if optional else token).split("/"):
        yield f"{word} {rest}".strip()
    if optional:
        yield from _by_first_word(rest)


def _key(entry: str) -> Iterable[str]:
    needed = [token.split("/") for token in _TOKEN.findall(entry) if not _VARIABLE.search(token)]
    keys = [[max(_PLAIN.findall(word), key=len) for word in words] for words in needed]
    return max(keys, key=lambda words: min(map(len, words)))


def _phrase(entry: str) -> str:
    found = ""
    begun = False
    for token in _TOKEN.findall(entry):
        optional = _OPTIONAL.fullmatch(token)
        one = _either(optional[1] if optional else token)
        if optional:
            repeated = f"{{0,{_MOST_REPEATED}}}" if token.endswith("+") else "?"
            found += f"(?: {one}){repeated}" if begun else f"(?:{one} ){repeated}"
        else:
            found += f" {one}" if begun else one
            begun = True
    return found


def _either(token: str) -> str:
    words = [_word(word) for word in token.split("/")]
    return words[0] if len(words) == 1 else f"(?:{'|'.join(words)})"


def _word(word: str) -> str:
    if word == "_":
        return ANY_WORD
    escaped = re.escape(word).replace("'", "['’]")
    return escaped.replace(r"\*", _ANY_ENDING).replace(r"\#", _DIGITS)
