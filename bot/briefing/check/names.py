"""Pure. Are a claim's names, days and months those of its sources?"""

import re
from collections.abc import Iterator, Sequence

from bot.briefing.check.evidence import WORD, Evidence, together
from bot.briefing.check.faults import Fault
from bot.text.calendars import MONTHS, WEEKDAYS
from bot.text.lexicon import lexicon
from bot.text.lexicon.notation import ANY_WORD, any_of
from bot.text.meanings import is_known, is_of_a_people, meanings
from bot.text.polarity import is_content_word
from bot.text.stems import root
from bot.text.words import words_in

_LEXICON = lexicon("en")
_PARTICLE = any_of(_LEXICON.people.particles)
NAMED = rf"[A-Z]{ANY_WORD}(?: (?:(?:{_PARTICLE}) )?[A-Z]{ANY_WORD}){{0,6}}"
DATED = frozenset((*MONTHS, *WEEKDAYS))
_DAYS = frozenset(_LEXICON.calendar.days)
_TITLES = frozenset(_LEXICON.people.forms_of_address)
_UNSPELT = any_of(_LEXICON.people.without_initials)
_ACRONYM = re.compile(r"[A-Z](?:\.?[A-Z]){1,5}\.?")
_SHORTEST_ACRONYM = 3
_COMMON_ENDING = re.compile(rf"(?:{any_of(_LEXICON.grammar.common_endings)}|[^s’']s)\Z")


def name_faults(claim: str, sources: Sequence[Evidence], article: str) -> Iterator[Fault]:
    """What is wrong with the claim's names; one may be as full as `article`'s text has it."""
    known = together(sources)
    text = " ".join(source.text for source in sources)
    for word, previous in capitalised(claim):
        low = word.lower().removesuffix("'s").removesuffix("’s")
        if low in _TITLES or meanings(root(word)) & known:
            continue
        if low in DATED:
            if not re.search(rf"\b{low[:3]}", text, re.IGNORECASE):
                yield Fault.DATE
        elif not (_is_initials(word, text) or _is_in_full(word, previous, claim, article, text)):
            yield Fault.NAME
    if (words_in(claim.lower()) & _DAYS) - words_in(text.lower()):
        yield Fault.DATE


def capitalised(claim: str) -> list[tuple[str, str]]:
    """A claim's capitalised words, each with the one before; its first only if no common one."""
    matches = list(WORD.finditer(claim))
    found = []
    for place, match in enumerate(matches):
        word = match.group()
        if not word[0].isupper():
            continue
        opens = not claim[: match.start()].rstrip(" “\"'‘(")
        followed = place + 1 < len(matches) and matches[place + 1].group()[0].isupper()
        named = followed or _ACRONYM.fullmatch(word) or not _is_common(word)
        if opens and not (named and is_content_word(word.lower())):
            continue
        found.append((word, matches[place - 1].group() if place else ""))
    return found


def _is_common(word: str) -> bool:
    """Whether a capitalised word may well be a common one that opens a sentence."""
    if is_of_a_people(root(word)):
        return False
    return is_known(root(word)) or _COMMON_ENDING.search(word) is not None


def _is_initials(word: str, text: str) -> bool:
    """An acronym of a name there, or a name whose acronym is there."""
    if _ACRONYM.fullmatch(word):
        bare = word.replace(".", "")
        spelt = rf"[\w’'-]*(?: (?:{_UNSPELT}))* ".join(bare)
        return re.search(rf"\b{spelt}", text) is not None or bare in text.replace(".", "")
    return False


def _is_in_full(word: str, previous: str, claim: str, article: str, text: str) -> bool:
    """A first name that the article puts before a last name which the sources have."""
    if not article:
        return False
    for match in re.finditer(rf"\b{re.escape(word)} ({NAMED})", claim):
        full, last = match.group(), match.group(1).split()[-1]
        if full in article and last in text:
            return True
    return bool(previous) and f"{previous} {word}" in article and previous in text
