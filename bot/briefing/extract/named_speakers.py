"""Pure. Which named person or body stands where a speaker stands."""

import re
from collections.abc import Iterator, Sequence

from bot.briefing.extract.saying import (
    ACCORDING,
    ADVERB,
    AFTER_ACCORDING,
    AFTER_VERB,
    CLAUSE_START,
    HIDDEN,
    SAYS_WHO,
    STATES,
    TITLE,
)
from bot.text.lexicon import ANY_WORD, any_of, lexicon
from bot.text.names import NAME, ROLE, WORD, Mention, People, found_at_capitals

_WORDS = lexicon("en").speakers
# "An exasperated Cho" is Cho, whoever that is.
SOMEHOW = rf"[Aa]n? (?:(?!(?:{any_of(_WORDS.not_describing)})\b)[a-z][\w’'-]* ){{1,3}}"
_BEFORE_VERB = re.compile(
    rf"(?P<name>{TITLE}(?:{NAME}|{WORD}))(?:, [^,;:“”\"{HIDDEN}]{{2,110}},|, \d{{1,3}},)? "
    rf"{ADVERB}(?P<verb>{STATES})"
)
_OFFICE_BEFORE = re.compile(
    rf"(?P<office>(?:[Tt]he|[Ii]ts|[Tt]heir|[Aa]n?|(?:{WORD} )?{WORD}['’]s?) "
    rf"(?:{ANY_WORD} ){{0,4}}?{ROLE}(?: (?:of|for|at|in) [^,;:“”\"{HIDDEN}]{{2,50}})?), $"
)
_SAID_BEFORE = re.compile(rf"(?:[“”\"'’»{HIDDEN}] ?{ADVERB}{SAYS_WHO}|{ACCORDING}) $")
_SAID_AFTER = re.compile(rf",(?: \d{{1,3}},)? {ADVERB}{STATES}")
_NAME_AT = re.compile(rf"(?:the )?{TITLE}(?P<name>{NAME}|{WORD})(?![\w-])")
_NAME_STOPS = re.compile(rf"(?:$|[,.;—–]|[”\"] | (?:{any_of(_WORDS.behind_speaker)})\b)")
# The name is only the start of a noun phrase: "Delta's page", "Delta aide Ana".
_GOES_ON = re.compile(
    rf"['’]| (?!(?:{any_of((*_WORDS.behind_speaker, *_WORDS.behind_name))})\b)[a-z]+ [A-Z]"
)
_SOMEHOW_BEFORE = re.compile(rf"{CLAUSE_START}{SOMEHOW}$")
_CLAUSE_BEFORE = re.compile(rf"{CLAUSE_START}(?:[Tt]he )?$")


def named_speakers(told: str, named: Sequence[Mention], people: People) -> Iterator[str]:
    """The names that stand where a speaker stands, each as fully as the article gives it."""
    for match in found_at_capitals(_BEFORE_VERB, told):
        yield from _subject_of(told, match, named, people)
    yield from _after_office(told, named)
    for match in AFTER_VERB.finditer(told):
        yield from _name_at(told, match.start("rest"), named, people, stops=True)
    for match in AFTER_ACCORDING.finditer(told):
        yield from _name_at(told, match.start("rest"), named, people, stops=False)


def _after_office(told: str, named: Sequence[Mention]) -> Iterator[str]:
    """The name in "the director, Ana Ruiz, said" and "said the director, Ana Ruiz"."""
    for mention in named:
        office = _OFFICE_BEFORE.search(told[max(0, mention.start - 130) : mention.start])
        if office is None:
            continue
        start = max(0, mention.start - 130) + office.start("office")
        told_of = _SAID_AFTER.match(told, mention.end) and _opens_clause(told, start)
        if told_of or _SAID_BEFORE.search(told[max(0, start - 40) : start]):
            yield mention.name


def _subject_of(
    told: str, match: re.Match[str], named: Sequence[Mention], people: People
) -> Iterator[str]:
    for mention in named:
        if match.start("name") <= mention.name_start and mention.end <= match.end("name"):
            if _opens_clause(told, mention.start):
                yield mention.name
            return
    name = match["name"].split()[-1]
    full = people.full_name(match["name"])
    if full is None or name not in full:
        return
    start = match.start("name")
    if _opens_clause(told, start) or (" " not in match["name"] and _somehow(told, start)):
        yield full


def _somehow(told: str, start: int) -> bool:
    """Whether "an exasperated" or the like stands between the clause's start and a name."""
    before = told[max(0, start - 60) : start]
    return _SOMEHOW_BEFORE.search(before) is not None


def _opens_clause(told: str, start: int) -> bool:
    before = told[max(0, start - 30) : start]
    return not before or _CLAUSE_BEFORE.search(before) is not None


def _name_at(
    told: str, at: int, named: Sequence[Mention], people: People, *, stops: bool
) -> Iterator[str]:
    skipped = at + len("the ") if told.startswith("the ", at) else at
    for mention in named:
        if mention.start in (at, skipped) or mention.name_start == at:
            if not _GOES_ON.match(told, mention.end):
                yield mention.name
            return
    match = _NAME_AT.match(told, at)
    if match is None or _GOES_ON.match(told, match.end()):
        return
    if stops and not _NAME_STOPS.match(told, match.end()):
        return
    full = people.full_name(match["name"])
    if full is not None:
        yield full
