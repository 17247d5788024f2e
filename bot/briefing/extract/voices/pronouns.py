"""Pure. Whom a sentence is about, and whom its "he" or "she" means."""

import re
from functools import lru_cache
from typing import NamedTuple

from bot.briefing.extract.voices.saying import ADVERB, STATES, TITLE
from bot.text.lexicon import lexicon
from bot.text.lexicon.notation import any_of, any_of_either_case, parted, whole_words
from bot.text.names import WORD, Mention, People
from bot.text.words import words_in

_EN = lexicon("en")
_PEOPLE = _EN.people
_HE, _SHE = any_of_either_case(_PEOPLE.he), any_of_either_case(_PEOPLE.she)
_SUBJECTS = [form for word in (_PEOPLE.he[0], _PEOPLE.she[0]) for form in (word, word.title())]
_SUBJECT = any_of(_SUBJECTS)
_SPEAKS = re.compile(rf"\b(?P<who>{_SUBJECT}) {ADVERB}{STATES}")
_MALE = re.compile(whole_words(_PEOPLE.male))
_FEMALE = re.compile(whole_words(_PEOPLE.female))
_THIRD_PERSON = re.compile(rf"\b(?:(?P<he>{_HE})|(?P<she>{_SHE}))\b")
_PERHAPS_JOINED = f"(?:(?:{any_of(_EN.openings.before_pronoun)}) )?"
_NOTHING = frozenset(  # before a name with which a sentence opens
    (
        "",
        *_EN.openings.before_pronoun,
        *(form for the in _EN.grammar.definite_articles for form in (the, the.title())),
    )
)
_LEADING_PRONOUN = re.compile(rf"{_PERHAPS_JOINED}(?:{_HE}|{_SHE}) ")
_SOMEBODY = frozenset(
    form
    for word in (*parted(_PEOPLE.roles)[0], *_PEOPLE.somebody)
    for form in (word, f"{word}s", word.capitalize())
)
_CRIME = re.compile(rf"\b(?:{any_of(_PEOPLE.crimes)})\b")
_LEADING_SUBJECT = re.compile(rf"{_PERHAPS_JOINED}(?:{_SUBJECT}) ")
_FIRST_NAME = re.compile(rf"(?P<name>{TITLE}{WORD})(?=[ ,])")
_UNCAPITALISED = 3  # letters; a shorter word may be part of any name
_SMALL_LETTERS = bytes(code if chr(code).islower() else ord(" ") for code in range(128)).ljust(
    256, b" "
)


class Surroundings(NamedTuple):
    """What is known where a sentence stands: its own full names and people, the people so far, whom
    the sentence before was about, their pronouns, and the article's body.

    `beside`: whether others stood beside them in that sentence. `source`: whether they only told
    what it says.
    """

    named: tuple[Mention, ...]
    persons: frozenset[str]
    people: People
    previous: str | None
    genders: dict[str, str]
    body: str
    beside: bool = False
    source: bool = False


@lru_cache(maxsize=4)  # asked where a person may be no name, in few articles
def uncapitalised(body: str) -> frozenset[str]:
    """The runs of small letters in `body`."""
    return frozenset(body.encode("utf-8", "replace").translate(_SMALL_LETTERS).decode().split())


def is_said_by_pronoun(told: str) -> bool:
    """Whether it is "he" or "she" who says it."""
    return any(word in told for word in _SUBJECTS) and _SPEAKS.search(told) is not None


def speaking_pronoun(told: str) -> str:
    """ "he" or "she", the one who says it; empty where neither does."""
    match = _SPEAKS.search(told)
    return match["who"].lower() if match else ""


def opens_with_pronoun(told: str) -> bool:
    """Whether "he" or "she" is the first subject."""
    return _LEADING_SUBJECT.match(told) is not None


def subject(told: str, context: Surroundings) -> str | None:
    """The only person a sentence names, if it opens with that person."""
    if len(context.persons) != 1:
        return None
    (name,) = context.persons
    if context.named:
        opening = told[: context.named[0].start].strip(" “\"'")
        return name if opening in _NOTHING else None
    first = _FIRST_NAME.match(told)
    return name if first and context.people.full_name(first["name"]) == name else None


def others_than(name: str, words: frozenset[str], persons: frozenset[str], people: People) -> bool:
    """Whether a sentence of these words has somebody else whom a later "he" or "she" may mean."""
    if persons - {name}:
        return True
    office = words_in(people.offices.get(name) or "")
    return not _SOMEBODY.isdisjoint(words - office)


def referent(told: str, context: Surroundings) -> str | None:
    """Whom the sentence's "he" or "she" means: the one person the sentence before was about.

    Nobody where another may be meant: where one of the two sentences has two people in it, where
    the last one was only a source and does not go on speaking, and where a crime is told.
    """
    previous = context.previous
    if previous is None or any(
        len(word) >= _UNCAPITALISED and word in uncapitalised(context.body)
        for word in previous.lower().split()
    ):
        return None  # nobody, or perhaps no person: the word is a common one too
    if context.people.known_as.get(previous.split()[-1]) != previous:
        return None  # two share the name
    if context.beside or context.persons - {previous} or _CRIME.search(told):
        return None
    if context.source and not is_said_by_pronoun(told):
        return None
    leads = _LEADING_PRONOUN.match(told)
    pronouns = [match.lastgroup or "" for match in _THIRD_PERSON.finditer(told)]
    if len(set(pronouns[:1] if leads else pronouns)) != 1:
        return None
    return previous if context.genders.setdefault(previous, pronouns[0]) == pronouns[0] else None


def gender(told: str, mention: Mention) -> str | None:
    """The pronoun of a person, where a title or an office shows it."""
    phrase = told[max(0, mention.start - 5) : mention.name_start] + (mention.office or "")
    if _MALE.search(phrase):
        return "he"
    return "she" if _FEMALE.search(phrase) else None
