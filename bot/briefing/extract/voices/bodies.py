"""Pure. The bodies that an English article names: "the Metropolitan Police", "Delta's port office".

A body is a run of capitalised words, or one that ends in what it is ("the Delta government"). What
may be a person, a group of people, an office or a document is none.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from bot.briefing.extract.voices.pronouns import uncapitalised
from bot.text.calendars import DAY_ENDING
from bot.text.lexicon import lexicon
from bot.text.lexicon.english import THE, THE_EITHER_CASE
from bot.text.lexicon.notation import LONGEST_WORD, any_of, is_any_of
from bot.text.names import FUNCTION_WORDS, Mention, is_organisation
from bot.text.words import words_in

_EN = lexicon("en")
_PEOPLE, _WORDS = _EN.people, _EN.speakers
_SHORT = r"(?:[A-Z]\.){2,4}"
_CAPITALISED = rf"(?:{_SHORT}|[A-ZÀ-Þ][\w’'&-]{{0,{LONGEST_WORD}}}(?:\.[A-Za-z]{{2,10}}\b)?)"
_JOINT = f"(?:{any_of(_WORDS.inside_body)})"
_KINDS = (*_PEOPLE.institutions, *_WORDS.police)
_RUN = (
    rf"(?:\d{{1,3}}{DAY_ENDING} )?{_CAPITALISED}(?: (?:{_JOINT} (?:{THE} )?)?{_CAPITALISED}){{0,9}}"
)
_OF_ITS_KIND = rf"(?: (?:{any_of(_PEOPLE.modifiers)})){{0,2}} (?:{any_of(_KINDS)})\b"
_BODY = re.compile(
    rf"(?:(?P<the>{THE_EITHER_CASE}) )?(?P<body>{_RUN}(?:{_OF_ITS_KIND})?)"
    r"(?: \([A-Z][\w-]{1,9}\))?"
)
_KNOWN = re.compile(rf"(?<![\w’'.-]){_RUN}(?:{_OF_ITS_KIND})?")
_ENDS_IN_KIND = re.compile(rf"{_OF_ITS_KIND}$")
_is_role = is_any_of(_PEOPLE.roles)
_is_kind = is_any_of(_KINDS)
_PERSONS = re.compile(rf"\w(?:{any_of(_WORDS.person_endings)})$")
_DOCUMENTS = frozenset((*_WORDS.writings, *_WORDS.documents))
_JOINTS = tuple(
    f" {joint} {the}"
    for joint in _WORDS.inside_body
    for the in ("", *(f"{one} " for one in _EN.grammar.definite_articles))
)
_TITLES = frozenset(_PEOPLE.titles)
_APOSTROPHES = ("’", "'")
_POSSESSIVES = ("’s", "'s")
_BASED = re.compile(rf"^(?:\S{{1,40}} ){{0,3}}\S{{1,40}}-(?:{any_of(_PEOPLE.compounds)}) (?=[A-Z])")
_ACRONYM = re.compile(r"[A-Z][A-Z&]{1,7}")
_ITS_OWN = ("ss", "us")  # endings of words that are no plurals
_A_PAIR = 2  # words: "Local police" may be any
NEAR = 600  # characters between a body and its description
MOST_KNOWN = 2_000  # runs of capitals that are looked at; an article has fewer


class Seen(NamedTuple):
    """What may be a body's name, where it stands in a sentence, and whether "the" is before it."""

    start: int
    end: int
    name: str
    the: bool


def seen_at(told: str, start: int, named: tuple[Mention, ...]) -> Seen | None:
    """What may be a body's name at `start` of a sentence, which has no person in it."""
    match = _BODY.match(told, start)
    if match is None:
        return None
    begins, end = match.span("body")
    for one in named:
        overlaps = one.name_start < end and begins < one.end
        if overlaps and not _is_part(told, one, begins, end):
            return None
    return Seen(begins, match.end(), match["body"], match["the"] is not None)


class Bodies:
    """What an article's text shows of its bodies."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._first: dict[str, int] = {}  # where the first mention of a word ends

    def name(self, seen: Seen) -> str | None:
        """The name of a body that may be named there, in full; None where it is none."""
        if not self._is_named(seen.name, opens=seen.start == 0, the=seen.the):
            return None
        return self._in_full(_BASED.sub("", seen.name))

    def of_kind(self, kind: Sequence[str], at: int) -> str | None:
        """The only body that has these words, in small letters, in its name: the "bank" is it.

        It is named shortly before the description, which stands `at` a place.
        """
        if not _is_kind(kind[-1]):
            return None
        found = [
            one
            for one in self._runs
            if words_in(one.lower()).issuperset(kind)
            and one.count(" ") > one.count(" of ")
            and self._is_named(one, opens=False, the=True)
        ]
        longest = max(sorted(found), key=len, default="")
        if not longest or any(one not in longest for one in found):
            return None
        is_near = longest in self._text[max(0, at - NEAR) : at]
        return longest if is_near and longest.rpartition(" ")[2][0].isupper() else None

    def introduces(self, name: str, word: str) -> bool:
        """Whether the article has `word` first in this full name, as papers name people."""
        end = self._first.get(word)
        if end is None:
            at = self._text.find(word)
            while at > 0 and (self._text[at - 1].isalnum() or self._text[at - 1] == "-"):
                at = self._text.find(word, at + 1)
            end = self._first[word] = at + len(word)
        return self._text.endswith(name, 0, end)

    @cached_property
    def _runs(self) -> frozenset[str]:
        found = islice(_KNOWN.finditer(self._text), MOST_KNOWN)
        return frozenset(_without_article(match[0]) for match in found)

    def _is_named(self, name: str, *, opens: bool, the: bool) -> bool:
        words = name.split()
        first, last = words[0], words[-1]
        if not _TITLES.isdisjoint(words) or not _may_open(words):
            return False
        if _is_of_people(name) or self._is_pair(name) or _DOCUMENTS & {last, last.lower()}:
            return False
        if _ENDS_IN_KIND.search(name):
            is_whole = len(words) > _A_PAIR or any(one in first for one in _POSSESSIVES)
            return is_whole or self._is_name(first, opens=opens)
        if last.endswith(_APOSTROPHES) or self._is_owner(last):
            return False
        if len(words) > 1:
            return the or is_organisation(name) or any(joint in name for joint in _JOINTS)
        return not (the and _PERSONS.search(name)) and self._is_name(name, opens=opens)

    def _is_owner(self, word: str) -> bool:
        """Whether "Delta's" is only what belongs to Delta, which the article names without it."""
        if not word.endswith(_POSSESSIVES):
            return False
        bare = word[:-2]
        owned = sum(self._text.count(f"{bare}{mark}") for mark in _APOSTROPHES)
        return self._text.count(bare) > owned

    def _is_name(self, word: str, *, opens: bool) -> bool:
        """Whether a word that may be capitalised as it opens a sentence is a name."""
        if word[1:] != word[1:].lower():
            return True
        if word.lower() in uncapitalised(self._text):
            return False
        return not opens or any(
            self._text[at - 2].islower() or self._text[at - 2] == "," for at in self._places(word)
        )

    def _places(self, word: str) -> Iterator[int]:
        """Where the text has `word` behind a blank."""
        at = self._text.find(f" {word}", 1)
        while at >= 0:
            yield at + 1
            at = self._text.find(f" {word}", at + 1)

    def _is_pair(self, name: str) -> bool:
        """Whether "and" joins two bodies: the first one stands elsewhere by itself."""
        for joint in _EN.clauses.joining:
            left, joined, _ = name.partition(f" {joint} ")
            if joined and self._text.count(left) > self._text.count(f"{left} {joint} "):
                return True
        return False

    def _in_full(self, name: str) -> str:
        """What an acronym stands for, where the article has just one name of these letters."""
        if not _ACRONYM.fullmatch(name):
            return name
        spelt = {one for one in self._runs if _initials(one) == name}
        return spelt.pop() if len(spelt) == 1 else name


def _may_open(words: Sequence[str]) -> bool:
    """Whether a body's name may begin so; "New Tolm Bank" may, "New York" is elsewhere known."""
    first = words[0]
    if first.lower() in _WORDS.not_opening_body or _is_role(first.lower()):
        return False
    return first not in FUNCTION_WORDS or (len(words) > 1 and is_organisation(words[-1]))


def _is_part(told: str, name: Mention, begins: int, end: int) -> bool:
    """Whether what looks like a person ends a body's name: "Office for Tolm Statistics"."""
    if end != name.end or begins >= name.name_start:
        return False
    return told.endswith(_JOINTS, begins, name.name_start) or told[begins].isdigit()


def _is_of_people(name: str) -> bool:
    """Whether a name is an office or a group of people by its last word."""
    last = name.rpartition(" ")[2]
    small = last.lower()
    if _is_role(small) or _is_role(last) or (small.endswith("s") and _is_role(small[:-1])):
        return True
    joined = any(joint in name for joint in _JOINTS)
    return small.endswith("s") and last[0].isupper() and not joined and not _keeps_s(last)


def _keeps_s(last: str) -> bool:
    """Whether a capitalised word in "s" is a body's all the same: "Services", "Moody's"."""
    return is_organisation(last) or last.endswith((*_POSSESSIVES, *_ITS_OWN)) or last.isupper()


def _initials(name: str) -> str:
    words = (word for word in name.split() if word.lower() not in _PEOPLE.without_initials)
    return "".join(word[0] for word in words if not word[0].islower())


def _without_article(name: str) -> str:
    first, _, rest = name.partition(" ")
    return rest if rest and first.lower() in _EN.grammar.definite_articles else name
