"""Pure. Does a claim deny, doubt, foretell or turn around what its sources say?"""

import re
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise

from bot.briefing.check.evidence import WORD, Evidence, together
from bot.briefing.check.faults import Fault
from bot.briefing.check.names import DATED, NAMED
from bot.text.lexicon import lexicon
from bot.text.lexicon.notation import any_of
from bot.text.meanings import contraries, is_negated, meanings
from bot.text.numbers import NUMBER_WORDS
from bot.text.polarity import Marked, is_content_word, marked
from bot.text.stems import root

_EN = lexicon("en")
_PAST = re.compile(rf"\b(?:{any_of(_EN.tense.past_auxiliaries)}|\w+ed)\b")
_PASSIVE = re.compile(rf"\b(?:{any_of(_EN.meanings.between)})\b")
_ALL_COUNTED = re.compile(rf"\ball (?=\d|(?:{any_of(NUMBER_WORDS)})\b)", re.IGNORECASE)
_OWNED = re.compile(r"^[’']s \w+")  # "Ostra's founder" did not found it
_ADDRESS = frozenset(map(root, _EN.speech.addressing))  # it matters who says it of whom


def meaning_faults(claim: Evidence, near: Sequence[Evidence]) -> Iterator[Fault]:
    """What the claim turns around; `near` are its sources, the nearest first."""
    if not near:
        return
    here, marks = claim.marks, [source.marks for source in near]
    if _is_denial_changed(here, marks):
        yield Fault.NEGATION
    if _contradicts(here, near):
        yield Fault.OPPOSITE
    if _is_doubt_changed(here, marks):
        yield Fault.HEDGE
    if _is_foretold(claim, marks):
        yield Fault.TENSE
    sweeping = marked(_ALL_COUNTED.sub("", claim.text)).sweeping
    if sweeping and not any(sweeping & mark.sweeping for mark in marks):
        yield Fault.SWEEPING
    if any(_is_swapped(claim.text, source.text) for source in near):
        yield Fault.ORDER


def _is_denial_changed(here: Marked, marks: Sequence[Marked]) -> bool:
    if not here.negates:
        return _is_only(here, marks, lambda mark: mark.denied)
    return bool(here.denied) and not any(mark.negates for mark in marks)


def _is_doubt_changed(here: Marked, marks: Sequence[Marked]) -> bool:
    if not here.hedges:
        return _is_only(here, marks, lambda mark: mark.doubted)
    in_doubt = any(mark.hedges or mark.says or mark.coming for mark in marks)
    return bool(here.doubted) and not in_doubt


def _is_foretold(claim: Evidence, marks: Sequence[Marked]) -> bool:
    """Whether what the claim tells as past is still to come."""
    if claim.marks.coming or claim.marks.hedges or not _PAST.search(claim.text):
        return False
    return _is_only(claim.marks, marks, lambda mark: mark.coming)


def _is_only(
    here: Marked, marks: Sequence[Marked], borne: Callable[[Marked], AbstractSet[str]]
) -> bool:
    """Whether words of the claim stand in its sources only behind such a marker.

    At least half of what the nearest source's markers bear on must be in the claim, or all of what
    another's do.
    """
    free = {word for mark in marks for word in mark.content if word not in borne(mark)}
    mine = {meaning for word in here.content for meaning in meanings(word)}
    for place, held in enumerate(map(borne, marks)):
        shared = {word for word in held if not meanings(word).isdisjoint(mine)}
        least = len(held) if place else len(held) / 2
        if set(here.content) & shared - free and len(shared) >= least:
            return True
    return False


def _contradicts(here: Marked, near: Sequence[Evidence]) -> bool:
    """A word whose opposite, or another of its kind, stands in the sources, and it does not."""
    known = together(near)
    theirs = {word for source in near for word in source.marks.content}
    mine = set(here.content)
    same_polarity = here.negates == any(source.marks.negates for source in near)
    for word in mine:
        if not meanings(word).isdisjoint(known):
            continue
        if any(is_negated(word, other) for other in theirs):
            return True
        if same_polarity and (contraries(word) & theirs) - mine:
            return True
    return False


def _is_swapped(claim: str, source: str) -> bool:
    """Whether two names stand around the same verb the other way round, both times in the active
    voice or both times in the passive."""
    for first, second, between in _neighbours(claim):
        there = _between(source, second, first)
        if there is None or _between(source, first, second) is not None:
            continue
        verbs = _roots(between)
        if (
            verbs
            and verbs <= _roots(_OWNED.sub("", there))
            and _is_passive(between) == _is_passive(there)
        ):
            return True
    return False


def _neighbours(text: str) -> list[tuple[str, str, str]]:
    """The last words of two names that follow each other, and what is between."""
    names = [
        match for match in re.finditer(NAMED, text) if not {*match.group().lower().split()} & DATED
    ]
    return [
        (one.group().split()[-1], other.group().split()[-1], text[one.end() : other.start()])
        for one, other in pairwise(names)
    ]


def _between(text: str, first: str, second: str) -> str | None:
    """What stands between two names, in this order; None where they don't follow each other so."""
    match = re.search(rf"\b{re.escape(first)}\b(.{{1,120}}?)\b{re.escape(second)}\b", text)
    return match.group(1) if match else None


def _roots(text: str) -> set[str]:
    words = {root(word): word for word in WORD.findall(text)}
    return {one for one, word in words.items() if is_content_word(word.lower()) or one in _ADDRESS}


def _is_passive(text: str) -> bool:
    return _PASSIVE.search(text) is not None
