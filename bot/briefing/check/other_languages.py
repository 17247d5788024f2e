"""Pure. Is a model's sentence borne out by the sentences that it cites? In other languages.

Without a grammar of each, a sentence may only be shortened and rearranged: its words, its numbers
and its guarded words ("nicht", "соо́бщил") are those of what it cites, and none of these is lost.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.briefing.asides import between_marks, is_aside
from bot.briefing.check.claims import form_faults
from bot.briefing.check.faults import Fault
from bot.briefing.check.numbers import odd_number_faults
from bot.briefing.check.speech import quotation_faults
from bot.text.guarded import guarded
from bot.text.lexicon import every_language
from bot.text.lexicon.notation import is_any_of
from bot.text.stems import is_content, stems

_POLARITY, _SPEECH = every_language().polarity, every_language().speech
_is_cardinal = is_any_of(every_language().numbers.cardinals)
_KINDS = {
    Fault.NEGATION: is_any_of((*_POLARITY.negating, *_POLARITY.denying, *_POLARITY.retracting)),
    Fault.HEDGE: is_any_of((*_POLARITY.hedging, *_POLARITY.modal, *_POLARITY.conditions)),
    Fault.ATTRIBUTION: is_any_of((*_SPEECH.saying, *_SPEECH.reporting)),
}
_CALENDAR = every_language().calendar
_DATED = frozenset(
    stem for row in (*_CALENDAR.months, *_CALENDAR.weekdays) for name in row for stem in stems(name)
)
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_COUNTED = re.compile(  # a number and the word behind it
    r"(?<!\d)(?<!\d[.,:])(\d++(?:[.,:]\d++)*+)[ \u00a0]([^\W\d]++)"
)


def faults(claim: str, cited: Sequence[str], lang: str) -> tuple[Fault, ...]:
    """What `claim` does with the sentences it cites; nothing where it may be shown."""
    found = [*form_faults(claim), *quotation_faults(claim, cited), *odd_number_faults(claim, cited)]
    text = " ".join(cited)
    if not _in_order(_NUMBER.findall(claim), _NUMBER.findall(text)):
        found.append(Fault.NUMBER)
    elif set(_COUNTED.findall(claim.casefold())) - set(_COUNTED.findall(text.casefold())):
        found.append(Fault.MISPLACED)
    found += _guarded_faults(set(guarded(claim).words), set(guarded(text).words))
    if any(_loses_a_part(claim, one, lang) for one in cited):
        found.append(Fault.QUALIFIER)
    known = set(stems(text))
    if any(is_content(stem, lang) and stem not in known for stem in stems(claim)):
        found.append(Fault.NEW)
    if any(_is_reordered(claim, one, lang) for one in cited):
        found.append(Fault.ORDER)
    return tuple(dict.fromkeys(found))


def _loses_a_part(claim: str, source: str, lang: str) -> bool:
    """Whether nothing is left of a part between marks that may say how far the rest holds.

    One that opens with a number or a capital tells something of its own.
    """
    kept = set(stems(claim))
    return any(
        not (part := source[left:right].lstrip(" ,،–—("))[:1].isupper()
        and not part[:1].isdigit()
        and kept.isdisjoint(one for one in stems(part) if is_content(one, lang))
        and not is_aside(source, left, right, lang)
        for left, right in between_marks(source)
    )


def _is_reordered(claim: str, source: str, lang: str) -> bool:
    """Whether two groups of words have changed places, other than when it was."""
    theirs = [stem for stem in stems(source) if is_content(stem, lang) and stem not in _DATED]
    places = [theirs.index(stem) for stem in stems(claim) if stem in theirs]
    return _is_exchange(places)


def _is_exchange(places: Sequence[int]) -> bool:
    """Whether numbers rise but for two runs that have changed places: 0 5 6 3 1 2 7."""
    breaks = [place for place, pair in enumerate(pairwise(places), 1) if pair[0] >= pair[1]]
    if len(breaks) != len(("behind the first", "before the last")):
        return False
    first, kept, last = places[: breaks[0]], places[slice(*breaks)], places[breaks[1] :]
    above = [place for place in first if place > kept[-1]]
    below = [place for place in last if place < kept[0]]
    rest = [place for place in (*first, *last) if place not in above and place not in below]
    return bool(above and below) and all(place < min(below) or place > max(above) for place in rest)


def _guarded_faults(mine: set[str], theirs: set[str]) -> Iterator[Fault]:
    """What the guarded words are that are made up, or lost; numbers may go."""
    changed = (mine - theirs) | {word for word in theirs - mine if not _is_number(word)}
    for word in sorted(changed):
        yield next((fault for fault, is_one in _KINDS.items() if is_one(word)), Fault.QUALIFIER)


def _is_number(word: str) -> bool:
    return any(map(str.isdigit, word)) or _is_cardinal(word)


def _in_order(some: Sequence[str], among: Sequence[str]) -> bool:
    """Whether all of `some` stand in `among`, in the same order: what is shortened keeps it."""
    rest = iter(among)
    return all(one in rest for one in some)
