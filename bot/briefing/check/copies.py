"""Pure. What a claim changes of a cited sentence that it otherwise repeats, in English.

Whoever puts a sentence in words of their own changes all of it. Where nearly all stands as it
was, a word in the place of another that means something else, a "most of" that went, or two nouns
that changed places is a lie.
"""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from difflib import SequenceMatcher

from bot.briefing.check.evidence import WORD, Evidence, together, words_of
from bot.briefing.check.faults import Fault
from bot.briefing.check.names import DATED
from bot.text.lexicon import lexicon
from bot.text.lexicon.notation import any_of, is_any_of
from bot.text.meanings import contraries, meanings, related
from bot.text.polarity import is_content_word, marked
from bot.text.stems import root

REPEATED = 0.75  # share of a claim's words that stand in one sentence in the same order
SAME = 0.9  # share of a claim's content words that are one sentence's, in whichever order

WHOLE = 1.25  # times a claim's words that a sentence has of which no clause was left out
MOST_PARTING = 4  # words; "only a few of"; more are a clause that a shorter sentence leaves out
MOST_WORDS = 60  # of a sentence; the work grows with their square

_EN = lexicon("en")
_LISTS, _GRAMMAR = _EN.meanings, _EN.grammar
_VERBS = (*_GRAMMAR.irregular_pasts, *_GRAMMAR.plain_presents, *_GRAMMAR.irregular_presents, "*ed")
_VERB = re.compile(rf"\b(?:{any_of(_VERBS)})\b")
_PARTING = re.compile(rf"\b(?:{any_of(_LISTS.parting)})\b", re.IGNORECASE)
_ORDERING = re.compile(rf"(?<=[\w,”\"]) ({any_of(_LISTS.ordering)}) ")
_is_preposition = is_any_of(_GRAMMAR.prepositions)
_qualifies = is_any_of(_LISTS.qualifying)
_CONDITIONAL = re.compile(rf"(?:only )?\b(?:{any_of(_EN.polarity.conditions)})\b")
_CAUSING = re.compile(rf"\b(?:{any_of(_LISTS.causing)})\b", re.IGNORECASE)
_JOINING = re.compile(rf"\b(?:{any_of((*_LISTS.joining, *_LISTS.causing))})\b", re.IGNORECASE)
_PASSIVE = re.compile(rf"\b(?:{any_of(_LISTS.passive)})\b")


def copy_faults(claim: Evidence, near: Sequence[Evidence]) -> Iterator[Fault]:
    """What is changed of the sources, the nearest first."""
    if not near:
        return
    words = _words(claim.text)
    joins = _JOINING if len(near) > 1 else _CAUSING
    if joins.search(claim.text) and not any(joins.search(one.text) for one in near):
        yield Fault.CAUSE
    known = together(near)
    for source in near:
        theirs = _words(source.text)
        matcher = SequenceMatcher(None, _roots(words), _roots(theirs), autojunk=False)
        same = sum(block.size for block in matcher.get_matching_blocks())
        if same >= REPEATED * len(words):
            yield from _changes(matcher, words, theirs, known)
            if _is_elsewhere(matcher, claim, source):
                yield Fault.CHANGED
            is_whole = len(theirs) <= WHOLE * len(words)
            if is_whole and claim.marks.negates != source.marks.negates:
                yield Fault.NEGATION
        if _is_reordered(claim, source) or _is_turned(claim.text, source.text):
            yield Fault.ORDER


def _words(text: str) -> list[str]:
    return [word.lower() for word in WORD.findall(text)][:MOST_WORDS]


def _roots(words: Sequence[str]) -> list[str]:
    return [root(word) for word in words]


def _changes(
    matcher: SequenceMatcher[str], words: list[str], theirs: list[str], known: frozenset[str]
) -> Iterator[Fault]:
    told = " ".join(words)
    parting = {*_PARTING.findall(told)}
    for change, start, end, their_start, their_end in matcher.get_opcodes():
        if change == "equal":
            continue
        mine, gone = words[start:end], theirs[their_start:their_end]
        new = [one for one in mine if is_content_word(one) and _is_new(one, known)]
        if new and change == "replace" and any(map(is_content_word, gone)):
            yield Fault.CHANGED
        other_words = [one for one in mine if not (is_content_word(one) and root(one) in known)]
        if any(_turns(one, other) for one in other_words for other in gone):
            yield Fault.OPPOSITE
        if len(gone) == 1 and not mine and _qualifies(gone[0]):
            yield Fault.QUALIFIER
        if _CONDITIONAL.match(" ".join(gone)) and not _CONDITIONAL.search(told):
            yield Fault.HEDGE
        if len(gone) <= MOST_PARTING and {*_PARTING.findall(" ".join(gone))} - parting:
            yield Fault.PART


def _turns(word: str, other: str) -> bool:
    """Whether one in the place of the other says something else."""
    mine, theirs = root(word), root(other)
    return theirs in related(mine) or (
        theirs in contraries(mine) and meanings(mine).isdisjoint(meanings(theirs))
    )


def _is_new(word: str, known: frozenset[str]) -> bool:
    return word not in DATED and words_of(word).isdisjoint(known)


def _is_elsewhere(matcher: SequenceMatcher[str], claim: Evidence, source: Evidence) -> bool:
    """Whether a name behind a preposition stands in the place of another."""
    words, theirs = _words(claim.text), _words(source.text)
    names, their_names = _names(claim), _names(source)
    return any(
        change == "replace"
        and _is_preposition(words[start - 1])
        and (names - their_names).issuperset(words[start:end])
        and their_names.issuperset(theirs[their_start:their_end])
        for change, start, end, their_start, their_end in matcher.get_opcodes()
    )


def _names(evidence: Evidence) -> set[str]:
    words = (word.lower() for word in WORD.findall(evidence.text) if word[0].isupper())
    return {word for word in words if is_content_word(word) and word not in DATED}


def _is_reordered(claim: Evidence, source: Evidence) -> bool:
    """Whether two groups of words have changed places around a verb."""
    content = [*map(_head, claim.marks.content)]
    theirs = {_head(word): place for place, word in reversed([*enumerate(source.marks.content)])}
    mine = list(dict.fromkeys(word for word in content if word in theirs))
    if len(mine) < SAME * len(set(content)) or _passive(claim) != _passive(source):
        return False
    verbs = {theirs[word] for word in _verbs(claim) & _verbs(source) if word in theirs}
    return is_exchange([theirs[word] for word in mine], verbs)


def _verbs(evidence: Evidence) -> set[str]:
    return {_head(root(verb)) for verb in _VERB.findall(evidence.text.lower())}


def _head(word: str) -> str:
    """One word for all that mean the same: "polish" is "poland"."""
    return min(meanings(word) - {word}, default=word)


def _is_turned(claim: str, source: str) -> bool:
    """Whether what comes first there comes second here: "it fell after he spoke"."""
    mine, theirs = _ORDERING.split(claim), _ORDERING.split(source)
    if not len(mine) == len(theirs) == len(("first", "word", "second")) or mine[1] != theirs[1]:
        return False
    parts = (mine[0], mine[2], theirs[0], theirs[2])
    first, second, their_first, their_second = (set(marked(part).content) for part in parts)
    return _is_most_of(first, their_second) and _is_most_of(second, their_first)


def _is_most_of(some: AbstractSet[str], others: AbstractSet[str]) -> bool:
    return 2 * len(some & others) > len(some)


def is_exchange(places: Sequence[int], verbs: AbstractSet[int]) -> bool:
    """Whether numbers rise but for two runs that have changed places around a verb: with verb 3,
    0 5 6 3 1 2 7."""
    runs: list[list[int]] = []
    for place in places:
        if runs and place > runs[-1][-1]:
            runs[-1].append(place)
        else:
            runs.append([place])
    if len(runs) != len(("moved up", "kept", "moved down")):
        return False
    first, kept, last = runs
    if verbs.isdisjoint(kept):
        return False
    above = [place for place in first if place > kept[-1]]
    below = [place for place in last if place < kept[0]]
    rest = [place for place in (*first, *last) if place not in above and place not in below]
    return bool(above and below) and all(place < min(below) or place > max(above) for place in rest)


def _passive(evidence: Evidence) -> bool:
    return _PASSIVE.search(evidence.text) is not None
