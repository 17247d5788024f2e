"""Pure. Does an English claim put a part of one statement into another?

Each clause of its sources tells something of its own. A claim that takes a part of what one of them
alone has, and a part of what another alone has, and leaves out the rest of both, says what nobody
said: "the quake killed four" of "The fire killed four. The quake hurt ninety." So does a name made
of the names of two.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from bot.briefing.check.evidence import WORD, Evidence
from bot.briefing.check.faults import Fault
from bot.text.lexicon import lexicon
from bot.text.lexicon.notation import any_of
from bot.text.meanings import meanings
from bot.text.polarity import is_content_word
from bot.text.stems import root

# Chosen by bench/faithfulness.py, on whose sets their figures are.
TOLD = 0.4  # of two clauses' words; less leaves out much
MOST_CLAUSES = 2  # of all sources; of more, true summaries tell parts, too

_CLAUSES = lexicon("en").clauses
_JOINT = any_of((*_CLAUSES.joining, *_CLAUSES.opposing))
_RELATIVE = any_of(lexicon("en").grammar.relatives)
_APART = re.compile(rf"[;—–]|,? (?:{_JOINT}) |, (?:{_RELATIVE}) |(?<=[”\"]),")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_FULL_NAME = re.compile(r"(?=\b([A-Z][\w’'-]{1,40}) ([A-Z][\w’'-]{1,40}))")


def mixing_faults(claim: Evidence, sources: Sequence[Evidence]) -> Iterator[Fault]:
    """What the claim mixes of its sources."""
    mine = _told(claim.text)
    clauses = [_told(clause) for source in sources for clause in _APART.split(source.text)]
    told = [clause for clause in clauses if clause]
    if len(told) <= MOST_CLAUSES and any(_is_mixed(mine, *pair) for pair in combinations(told, 2)):
        yield Fault.MIXED
    theirs = {pair for source in sources for pair in _FULL_NAME.findall(source.text)}
    firsts, lasts = {first for first, _ in theirs}, {last for _, last in theirs}
    if any(
        first in firsts and last in lasts
        for first, last in set(_FULL_NAME.findall(claim.text)) - theirs
    ):
        yield Fault.NAME


def _told(text: str) -> frozenset[str]:
    """The content words of a clause, one for all that mean the same, and its numbers."""
    words = (word.lower() for word in WORD.findall(text))
    told = {min(meanings(root(word))) for word in words if is_content_word(word)}
    return frozenset(told | set(_NUMBER.findall(text)))


def _is_mixed(claim: frozenset[str], one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether the claim has a part, but not all, of what each of two clauses has alone."""
    alone = (one - other, other - one)
    if len(claim & (one | other)) < TOLD * len(one | other):
        return False
    return all(own & claim and own - claim for own in alone)
