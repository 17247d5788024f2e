"""Pure. What may go from a sentence in a language whose grammar is not known here.

A list of the words that must stay never ends: conditions, doubts and those who say so come in any
form. So only a part between marks that is known to add something goes: by the word that opens it a
relative clause, a participle, a reason or who somebody is; a name; or what stands in brackets.
Whether it holds a word that must stay is asked beside that, as in English.

Of 144 lies and 84 true cuts in six languages, written for this by somebody who knew none of the
lists, 142 were refused and 38 allowed before the lists were filled further; without this rule and
the longer lists, 73 were refused and 84 allowed.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache

from bot.text.guarded import GUARDED_LANGUAGES
from bot.text.lexicon import lexicon
from bot.text.lexicon.notation import any_of, is_any_of
from bot.text.words import counted

_FEWEST = 2  # words; a single one mostly says how sure the rest is
# Between two commas, dashes or brackets, or from a comma to the end. What begins at one mark may
# begin inside a part that ends at the next.
_PART = re.compile(
    r"(?=(?P<part>[,،] [^,;:،؛()–—]{3,160}(?:[,،]|(?=[.!?…؟]*$))"
    r"| [–—] [^,;:،؛()–—]{3,160} [–—]| \([^()]{3,160}\)))"
)
_MARKS = " ,،–—.!?…؟"
_CAPITALISED = r"[A-ZÀ-ÖØ-ÞА-ЯЁІЇЄҐ][\w’'-]{0,40}"
_NAME = re.compile(rf"{_CAPITALISED}(?: {_CAPITALISED}){{1,4}}")
_ROLE_AND_NAME = re.compile(rf"(?:\w{{1,40}}[ ’']){{1,4}}{_CAPITALISED} {_CAPITALISED}")
_LONGEST_SUBJECT = 8  # words
_PAUSE = re.compile("[,،;؛:]")


def asides(sentence: str, lang: str) -> Iterator[tuple[int, int]]:
    """The parts between marks that only add to the rest of a sentence, with their marks."""
    return (part for part in between_marks(sentence) if is_aside(sentence, *part, lang))


def between_marks(sentence: str) -> Iterator[tuple[int, int]]:
    """The parts of a sentence that stand between marks, with their marks."""
    return (match.span("part") for match in _PART.finditer(sentence))


def is_aside(sentence: str, left: int, right: int, lang: str) -> bool:
    """Whether sentence[left:right], which stands between marks, only adds to the rest."""
    if lang not in GUARDED_LANGUAGES:
        return False
    before, removed = sentence[:left], sentence[left:right].strip(_MARKS)
    if removed.startswith("("):
        return True
    # What stands behind an earlier mark may be where the main clause goes on.
    if counted(removed) < _FEWEST or _PAUSE.search(removed) or _PAUSE.search(before):
        return False
    if _limiting(lang).search(before):
        return False
    return _is_added(removed, lang) or _is_apposed(before, removed, lang)


def _is_apposed(before: str, removed: str, lang: str) -> bool:
    """Whether the sentence opens with a name and the part says who that is, or the other way round.

    Behind anything else, such a part may be the sentence's subject, or one of a list.
    """
    apposing, subject = _apposing(lang), before.strip()
    if _NAME.fullmatch(removed):
        return counted(subject) <= _LONGEST_SUBJECT and apposing.match(subject) is not None
    if apposing.match(removed) is None or _is_clause(removed, lang):
        return False
    is_role = apposing.match(subject) and _ROLE_AND_NAME.fullmatch(subject)
    return bool(is_role or _NAME.fullmatch(subject))


def _is_added(removed: str, lang: str) -> bool:
    """Whether the part is a clause, and says of no several which of them are meant."""
    return _is_clause(removed, lang) and not _restricting(lang)(removed.rsplit(maxsplit=1)[-1])


def _is_clause(part: str, lang: str) -> bool:
    """By its first word; where that may be an article, too, by the verb at its end: "der Rat" is
    none, "der gestern tagte" is."""
    opening = _adding(lang).match(part)
    if opening is None:
        return False
    return not _apposing(lang).search(opening[0]) or part.rsplit(maxsplit=1)[-1][0].islower()


@cache
def _adding(lang: str) -> re.Pattern[str]:
    grammar = lexicon(lang).grammar
    adding = any_of((*grammar.relatives, *grammar.participles, *grammar.clause_openings))
    return re.compile(rf"(?:{adding})\b")


@cache
def _restricting(lang: str) -> Callable[[str], bool]:
    return is_any_of(lexicon(lang).grammar.restricting)


@cache
def _apposing(lang: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(lexicon(lang).grammar.apposing)})\b", re.IGNORECASE)


@cache
def _limiting(lang: str) -> re.Pattern[str]:
    """What denies what follows, or says it of all, so that it would hold without the part's limits;
    and what opens a clause that is not over yet."""
    words = lexicon(lang)
    limits = (*words.polarity.negating, *words.polarity.sweeping, *words.polarity.conditions)
    return re.compile(rf"\b(?:{any_of((*limits, *words.grammar.subordinators))})\b", re.IGNORECASE)
