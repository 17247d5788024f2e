"""Pure. Does a claim deny, doubt, foretell or turn around what its sources say?"""

import re
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet

from bot.briefing.check.evidence import Evidence, together
from bot.briefing.check.faults import Fault
from bot.briefing.check.leads import is_turned
from bot.text.lexicon import lexicon
from bot.text.lexicon.notation import any_of
from bot.text.meanings import contraries, meanings
from bot.text.numbers import NUMBER_WORDS
from bot.text.polarity import Marked, marked

_ALL_COUNTED = re.compile(
    rf"\b(?:{any_of(lexicon('en').numbers.all_of)}) (?=\d|(?:{any_of(NUMBER_WORDS)})\b)",
    re.IGNORECASE,
)


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
    if _is_foretold(here, marks):
        yield Fault.TENSE
    sweeping = marked(_ALL_COUNTED.sub("", claim.text)).sweeping
    if sweeping and not any(sweeping & mark.sweeping for mark in marks):
        yield Fault.SWEEPING
    if any(is_turned(claim.text, source.text) for source in near):
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


def _is_foretold(here: Marked, marks: Sequence[Marked]) -> bool:
    """Whether what has happened by the claim is still to come there: a deed, or all of it."""
    is_open = here.coming or here.hedges or any(mark.told for mark in marks)
    if here.told and marks[0].coming and not is_open:
        return True
    known = {word for mark in marks for word in mark.content if word not in mark.coming}
    return any(word in mark.coming - known for word in here.told for mark in marks)


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
    """Whether the opposite of a word, or another of its kind, stands in the sources, and it does
    not."""
    known = together(near)
    theirs = {word for source in near for word in source.marks.content} - {*here.content}
    new = (word for word in here.content if meanings(word).isdisjoint(known))
    return any(not contraries(word).isdisjoint(theirs) for word in new)
