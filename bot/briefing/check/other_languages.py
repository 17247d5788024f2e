"""Pure. Is a model's sentence borne out by the sentences that it cites? In other languages.

Without a grammar of each, a sentence may only be shortened and rearranged: its words, its numbers
and its guarded words ("nicht", "соо́бщил") are those of what it cites, and none of these is lost.
"""

import re
from collections.abc import Sequence

from bot.briefing.check.claims import form_faults
from bot.briefing.check.faults import Fault
from bot.briefing.check.numbers import odd_number_faults
from bot.briefing.check.speech import quotation_faults
from bot.text.guarded import guarded
from bot.text.stems import is_content, stems

_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_COUNTED = re.compile(rf"({_NUMBER.pattern})[ \u00a0]([^\W\d]+)")  # a number and the word behind it


def faults(claim: str, cited: Sequence[str], lang: str) -> tuple[Fault, ...]:
    """What `claim` does with the sentences it cites; nothing where it may be shown."""
    found = [*form_faults(claim), *quotation_faults(claim, cited), *odd_number_faults(claim, cited)]
    text = " ".join(cited)
    if not _in_order(_NUMBER.findall(claim), _NUMBER.findall(text)):
        found.append(Fault.NUMBER)
    elif set(_COUNTED.findall(claim.casefold())) - set(_COUNTED.findall(text.casefold())):
        found.append(Fault.MISPLACED)
    mine, theirs = set(guarded(claim).words), set(guarded(text).words)
    if mine - theirs:
        found.append(Fault.NEGATION)
    if any(word.isalpha() for word in theirs - mine):
        found.append(Fault.ATTRIBUTION)
    known = set(stems(text))
    if any(is_content(stem, lang) and stem not in known for stem in stems(claim)):
        found.append(Fault.NEW)
    return tuple(dict.fromkeys(found))


def _in_order(some: Sequence[str], among: Sequence[str]) -> bool:
    """Whether all of `some` stand in `among`, in the same order: what is shortened keeps it."""
    rest = iter(among)
    return all(one in rest for one in some)
