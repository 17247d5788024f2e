"""Pure. What a claim changes of a cited sentence that it otherwise repeats, in English.

Whoever puts a sentence in words of their own changes all of it. Where nearly all stands as it
was, a word in the place of another that means something else, or a "most of" that went, is a lie.
"""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from bot.briefing.check.evidence import WORD, Evidence, together, words_of
from bot.briefing.check.faults import Fault
from bot.briefing.check.names import DATED
from bot.briefing.cuts import is_loaded
from bot.text.lexicon import lexicon
from bot.text.lexicon.notation import any_of
from bot.text.meanings import related
from bot.text.polarity import is_content_word
from bot.text.stems import root

REPEATED = 0.75  # share of a claim's words that stand in one sentence in the same order
WHOLE = 1.25  # times a claim's words that a sentence has of which no clause was left out
MOST_PARTING = 4  # words; "only a few of"; more are a clause that a shorter sentence leaves out
MOST_WORDS = 60  # of a sentence; the work grows with their square

_EN = lexicon("en")
_LISTS = _EN.meanings
_PARTING = re.compile(rf"\b(?:{any_of((*_LISTS.parting, *_LISTS.qualifying))})\b")
_QUALIFIED = re.compile(rf"\b({any_of(_LISTS.qualifying)})[ -](\w{{2,40}})")
_CONDITIONAL = re.compile(
    rf"(?:(?:{any_of(_EN.polarity.restricting)}) )?\b(?:{any_of(_EN.polarity.conditions)})\b"
)
_NAME = re.compile(r"\b[A-Z][\w’'-]+")
_CAUSING = re.compile(rf"\b(?:{any_of(_LISTS.causing)})\b", re.IGNORECASE)
_JOINING = re.compile(rf"\b(?:{any_of((*_LISTS.joining, *_LISTS.causing))})\b", re.IGNORECASE)


def copy_faults(claim: Evidence, near: Sequence[Evidence]) -> Iterator[Fault]:
    """What is changed of the sources, the nearest first."""
    joins = _JOINING if len(near) > 1 else _CAUSING
    if joins.search(claim.text) and not any(joins.search(one.text) for one in near):
        yield Fault.CAUSE
    if any(_is_bare(noun, adjective, claim, near) for adjective, noun in _qualified(near)):
        yield Fault.QUALIFIER
    words = _words(claim)
    roots, known = [*map(root, words)], together(near)
    for source in near:
        theirs = _words(source)
        matcher = SequenceMatcher(None, roots, [*map(root, theirs)], autojunk=False)
        same = sum(block.size for block in matcher.get_matching_blocks())
        if same < REPEATED * len(words):
            continue
        names = {name.lower() for one in (claim, source) for name in _NAME.findall(one.text)}
        for change, start, end, their_start, their_end in matcher.get_opcodes():
            if change != "equal":
                mine, gone = words[start:end], theirs[their_start:their_end]
                is_named = names.issuperset(mine + gone)
                yield from _changes(mine, gone, claim, source.words if is_named else known)
        is_whole = len(theirs) <= WHOLE * len(words)
        if is_whole and claim.marks.negates != source.marks.negates:
            yield Fault.NEGATION


def _qualified(sources: Sequence[Evidence]) -> Iterator[tuple[str, str]]:
    """The words of the sources that make something else of a noun, each with its noun."""
    for source in sources:
        yield from _QUALIFIED.findall(source.text.lower())


def _is_bare(noun: str, adjective: str, claim: Evidence, sources: Sequence[Evidence]) -> bool:
    """Whether the claim has a noun bare that its sources have only with the adjective."""
    is_told = is_content_word(noun) and noun in _words(claim)
    if not is_told or words_of(adjective) & claim.words:
        return False
    told = sum(_words(source).count(noun) for source in sources)
    return told == sum(found == noun for _, found in _qualified(sources))


def _words(sentence: Evidence) -> list[str]:
    return [word.lower() for word in WORD.findall(sentence.text)][:MOST_WORDS]


def _changes(
    mine: Sequence[str], gone: Sequence[str], claim: Evidence, known: frozenset[str]
) -> Iterator[Fault]:
    """What is wrong with words in the place of others."""
    new = [one for one in mine if one not in DATED and words_of(one).isdisjoint(known)]
    if any(map(is_content_word, new)) and any(map(is_content_word, gone)):
        yield Fault.CHANGED
    others = [root(one) for one in mine if one in new or not is_content_word(one)]
    if any(root(one) in related(other) for one in gone for other in others):
        yield Fault.OPPOSITE
    lost = " ".join(one for one in gone if words_of(one).isdisjoint(claim.words))
    is_short = len(gone) <= MOST_PARTING
    if _CONDITIONAL.match(lost) or (is_short and (is_loaded(lost) or _PARTING.search(lost))):
        yield Fault.QUALIFIER
