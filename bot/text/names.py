"""Pure. Who is who in an English article: names, and the office each is introduced with.

"Eurasia Group analyst Jeremy Chan", "Ana Ruiz, the mayor of Vell, said", "the mayor, Ana Ruiz":
a person is a name of two words or more, and known by its last word from then on. Where two people
share that word, it names nobody.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from string import ascii_letters
from typing import NamedTuple

from bot.text.calendars import MONTHS, WEEKDAYS
from bot.text.lexicon import lexicon
from bot.text.lexicon.english import AN
from bot.text.lexicon.notation import ANY_WORD, LONGEST_WORD, any_of, any_of_either_case, is_any_of
from bot.text.words import words_in

_EN = lexicon("en")
_PEOPLE = _EN.people
_UPPER = "A-ZÀ-ÖØ-ÞĄĆČĎĐĘĚĞİŁŃŇŐŘŚŠŞŢŤŮŰŹŻŽ"
WORD = (
    rf"[{_UPPER}][^\W\d_]{{0,{LONGEST_WORD}}}"
    rf"(?:[-’'](?!s\b)[^\W\d_]{{1,{LONGEST_WORD}}}){{0,4}}"
)
_PARTICLE = f"(?:{any_of(_PEOPLE.particles)})"
_INITIALS = r"(?!U\.[SKN]|E\.U)(?:[A-Z]\.){2,3}"
NAME = (
    rf"(?:{_INITIALS}|{WORD}\.?)(?: (?:{_PARTICLE} ){{0,2}}(?:[A-Z]\.(?= )|{WORD}|[A-Z]\.)){{1,6}}"
)
ROLE = f"(?:{any_of_either_case(_PEOPLE.roles)})"
_TITLE = rf"(?:{any_of(_PEOPLE.titles)})\.?"
_MODIFIER = f"(?:{any_of(_PEOPLE.modifiers)})"
_DAYS = frozenset(day.capitalize() for day in WEEKDAYS)
_MONTHS = frozenset(month.capitalize() for month in MONTHS)
_ORGANISATIONS = frozenset(_PEOPLE.organisations) | _DAYS | _MONTHS - {"May"}
FUNCTION_WORDS = frozenset(_PEOPLE.no_names) | _DAYS | _MONTHS
_CONNECTIVES = frozenset(_PEOPLE.connecting) | _DAYS
_ONE_NAME = 2  # words with "The" of what is known by one: "The NPS"
_CAPITAL = re.compile(f"[{_UPPER}]")
_TWO_WORDS = re.compile(rf"[{_UPPER}]\S{{0,60}} (?:[{_UPPER}]|{_PARTICLE} )")  # every name opens so
_NAMED = re.compile(rf"(?<![\w’'-])(?<!\w\.)(?:{_TITLE} )?(?P<name>{NAME})(?![\w-])")
_ROLE_BEFORE = re.compile(rf"(?:^|[\s\"“(—–-])({ROLE})$")
_BACK = re.compile(
    rf"(?:^|(?<=[\s“\"(—–]))(?P<word>{WORD}(?:['’]s?)?|{_MODIFIER}|{any_of(_PEOPLE.inside_office)})\s$"
)
_APPOSITION = re.compile(
    rf",(?: \d{{1,3}},)? "
    rf"(?P<office>(?:(?:{AN}|{any_of((*_PEOPLE.office_openings, *_PEOPLE.one_of))}) )?"
    rf"[^,;:“”\"()]{{0,60}}?\b{ROLE}\b(?:[^,;:“”\"().]|(?<=[A-Z])\.){{0,70}})(?=[,;]|\.(?:\s|$)|$)"
)
_DESCRIPTION = re.compile(
    rf",(?: \d{{1,3}},)? (?P<office>{AN} (?!{any_of(_PEOPLE.no_description)})"
    r"[a-z](?:[^,;:“”\"().]|(?<=[A-Z])\.){2,60})(?=[,;]|\.(?:\s|$)|$)"
)
_AFTER_QUOTATION = re.compile(
    rf"[”\"»] (?P<words>(?:(?!(?:{any_of(_PEOPLE.not_quoted)})\b)[a-z][\w’'-]+ ){{1,3}})$"
)
_NO_OFFICE = re.compile(rf"\b(?:{any_of(_PEOPLE.no_office)})\b|{ROLE} {WORD}")
_THE = tuple(f"{form} " for the in _EN.grammar.definite_articles for form in (the, the.title()))
_JOINTS = tuple(f"{joint} " for joint in _EN.clauses.joining)
_HONORIFIC = re.compile(rf"^(?:{_TITLE} )+")
# With what an office opens that stands before its holder's name, and what may follow its role.
OFFICE_OPENS = rf"{any_of_either_case(_PEOPLE.office_openings)}|(?:{WORD} )?{WORD}['’]s?"
BEHIND_ROLE = f"(?:{any_of(_PEOPLE.behind_role)})"
_A_CAPITAL = any_of(article.capitalize() for article in _EN.grammar.indefinite_articles)
_BEFORE_COMMA = re.compile(
    rf"(?:^|[“”\"(,;:—–] ?|\b(?:{any_of(_PEOPLE.before_office)}) )"
    rf"(?P<office>(?:{OFFICE_OPENS}|{_A_CAPITAL}) (?:{ANY_WORD} ){{0,3}}?{ROLE}"
    rf"(?: {BEHIND_ROLE} [^,;:“”\"()]{{2,50}})?), $"
)
_is_any_role = is_any_of(_PEOPLE.roles)
_WORDS = re.compile(WORD)
# "Lund-based Maru", "Canadian-born Ibsen": no part of the name.
_COMPOUND = re.compile(rf"[^-]{{1,40}}-(?:{any_of(_PEOPLE.compounds)})")
LONGEST_ROLE = 48  # characters
MOST_PEOPLE = 300  # more is a list, not an article
MOST_OFFICE_WORDS = 14
NAME_WORDS = range(2, 5)


class Mention(NamedTuple):
    """A name in a sentence: where its noun phrase, office and all, starts; where it ends."""

    start: int
    name_start: int
    end: int
    name: str
    office: str | None


@dataclass(frozen=True, slots=True)
class People:
    """The people introduced so far."""

    offices: dict[str, str] = field(default_factory=dict)
    known_as: dict[str, str | None] = field(default_factory=dict)  # last word -> name, None for two

    def full_name(self, name: str) -> str | None:
        """The full name that `name` is known by: None when unknown, or shared by two people."""
        words = name.split()
        while len(words) > 1 and (words[0] in _CONNECTIVES or _COMPOUND.fullmatch(words[0])):
            words.pop(0)
        if len(words) == _ONE_NAME and words[0] in FUNCTION_WORDS:
            words.pop(0)
        name = " ".join(words)  # of "But Cho", "And Mr Cho", "Velm-born Cho"
        bare = _HONORIFIC.sub("", name)
        last = bare.rpartition(" ")[2]
        if _is_role(last) and last not in _PEOPLE.roles_as_names:
            return None  # "Foreign Secretary" is an office
        if " " in bare:
            return bare
        if bare in self.known_as:
            return self.known_as[bare]
        return name if name != bare else None


def persons(text: str, named: tuple[Mention, ...], people: People) -> frozenset[str]:
    """The people in `text`, named in full or by the word they are known by."""
    near = {word for word in people.known_as if word in text}  # few are: that is asked fast
    known = near.intersection(_WORDS.findall(text)) if near else near
    names = (people.known_as[word] for word in known)
    return frozenset(name for name in (*names, *(one.name for one in named)) if name)


@lru_cache(maxsize=4096)
def is_organisation(name: str) -> bool:
    """Whether a capitalised name is an organisation's or a place's by one of its words."""
    return not _ORGANISATIONS.isdisjoint(words_in(name))


def introduced(people: People, mentions: tuple[Mention, ...]) -> People:
    """`people` and those whom `mentions` introduce; an article has no more than `MOST_PEOPLE`."""
    if not mentions or len(people.known_as) > MOST_PEOPLE:
        return people
    offices, known_as = dict(people.offices), dict(people.known_as)
    for mention in mentions:
        last = mention.name.split()[-1]
        if known_as.get(last, mention.name) != mention.name:
            known_as[last] = None
        else:
            known_as[last] = mention.name
        if mention.office and mention.name not in offices:
            offices[mention.name] = mention.office
    return People(offices, known_as)


def found_at_capitals(
    pattern: re.Pattern[str], text: str, opening: re.Pattern[str] = _CAPITAL
) -> Iterator[re.Match[str]]:
    """`pattern.finditer(text)`, in less time, of a pattern that begins with a capital, or as
    `opening` does."""
    at = 0
    while (opened := opening.search(text, at)) is not None:
        match = pattern.match(text, opened.start())
        if match is not None:
            yield match
        at = match.end() if match else opened.start() + 1


def mentions(text: str) -> tuple[Mention, ...]:
    """The people that `text` names in full, in order."""
    return tuple(_mentions(text))


def _mentions(text: str) -> Iterator[Mention]:
    for match in found_at_capitals(_NAMED, text, _TWO_WORDS):
        yield from _mention(text, match.start(), match.start("name"), match["name"])


def _mention(text: str, start: int, name_start: int, name: str) -> Iterator[Mention]:
    """The person in a run of capitalised words, which may open with an office or a connective."""
    end = name_start + len(name)
    words = name.split()
    while words and (words[0] in FUNCTION_WORDS or _COMPOUND.fullmatch(words[0])):
        name_start += len(words.pop(0)) + 1
        start = name_start
    while len(words) > 1 and words[0] in _PEOPLE.departments:  # "Secretary of State Ana Ruiz"
        name_start += len(words.pop(0)) + 1
        start = name_start
    for place in range(len(words), 0, -1):
        if _is_role(words[place - 1]):  # "President Ian Bremmer" in one run
            name_start += len(" ".join(words[:place])) + 1
            start, words = name_start, words[place:]
            break
    if words and _HONORIFIC.fullmatch(f"{words[0]} "):
        name_start += len(words.pop(0)) + 1
    full = " ".join(words)
    if len(words) not in NAME_WORDS or is_organisation(full):
        return
    office_start = _office_start(text, start)
    if _is_thing(text, office_start, name_start):
        return
    office = text[office_start:start].strip() or _apposed(text, end) or _before_comma(text, start)
    yield Mention(office_start, name_start, end, full, office)


def _is_thing(text: str, start: int, name_start: int) -> bool:
    """Whether "the" stands right before a name, as before that of a ship or a paper."""
    return start == name_start and text.endswith(_THE, 0, start)


@lru_cache(maxsize=4096)
def _is_role(word: str) -> bool:
    return _is_any_role(word) or _is_any_role(f"{word[:1].lower()}{word[1:]}")


@lru_cache(maxsize=4096)
def _ends_role(word: str) -> bool:
    return word in _PEOPLE.role_endings or _is_role(word)  # "Secretary of State", "film-maker"


def _ends_organisation(text: str) -> bool:
    last = text[len(text.rstrip(ascii_letters)) :]
    return last in _ORGANISATIONS and not text[: -len(last)][-1:].isalnum()


def _office_start(text: str, start: int) -> int:
    """Where the office that stands right before a name begins; `start` when there is none."""
    floor = max(0, start - 120)
    near = max(0, start - LONGEST_ROLE)
    before = text[near:start].rstrip()
    last = before[len(before.rstrip(ascii_letters)) :]
    role = _ROLE_BEFORE.search(before) if _ends_role(last) else None
    if role is None:
        return start
    at = near + role.start(1)
    while (word := _BACK.search(text[floor:at])) is not None:
        if word["word"] in FUNCTION_WORDS or (
            word["word"] in _PEOPLE.inside_office
            and not _ends_organisation(text[floor : floor + word.start("word")].rstrip())
        ):
            break
        at = floor + word.start("word")
    if text.startswith(_JOINTS, at):
        return text.index(" ", at) + 1
    tagged = _AFTER_QUOTATION.search(text[floor:at])
    return at if tagged is None else floor + tagged.start("words")


def _apposed(text: str, end: int) -> str | None:
    """The office in ", the mayor of Vell," after a name."""
    match = _APPOSITION.match(text, end, end + 160) or _DESCRIPTION.match(text, end, end + 90)
    if match is None:
        return None
    office = match["office"].strip()
    is_none = len(office.split()) > MOST_OFFICE_WORDS or _NO_OFFICE.search(office)
    return None if is_none else office


def _before_comma(text: str, start: int) -> str | None:
    """The office in "The bank's chief economist, Jane Doe"."""
    if not text.endswith(", ", 0, start):
        return None
    match = _BEFORE_COMMA.search(text[max(0, start - 130) : start])
    return None if match is None or _NO_OFFICE.search(match["office"]) else match["office"]
