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
from collections.abc import Iterator
from functools import cache

from bot.text.guarded import GUARDED_LANGUAGES
from bot.text.lexicon import lexicon
from bot.text.lexicon.notation import any_of, is_any_of
from bot.text.words import counted

_FEWEST = 2  # words; a single one mostly says how sure the rest is
# Between two commas, dashes or brackets, or from a comma to the end. What begins at one mark may
# begin inside a part that ends at the next.
_PART = re.compile(
    r"(?=(?P<part>[,،] (?P<inside>[^,;:،؛()–—]{3,160})(?:[,،]|(?=[.!?…؟]*$))"
    r"| [–—] (?P<dashed>[^,;:،؛()–—]{3,160}) [–—]| \([^()]{3,160}\)))"
)
_MARKS = " ,،–—.!?…؟"
_CAPITALISED = r"[A-ZÀ-ÖØ-ÞА-ЯЁІЇЄҐ][\w’'-]{0,40}"
_NAME = re.compile(rf"{_CAPITALISED}(?: {_CAPITALISED}){{1,4}}")
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
    if _NAME.fullmatch(removed):
        return not _PAUSE.search(before)
    opening = _openings(lang).match(removed)
    if opening is None or counted(removed) < _FEWEST or _PAUSE.search(removed):
        return False
    if opening["apposing"]:
        return not _PAUSE.search(before)  # else it is one of a list
    restricts = is_any_of(lexicon(lang).grammar.restricting)
    return not restricts(removed.rsplit(maxsplit=1)[-1]) and not _limiting(lang).search(before)


@cache
def _openings(lang: str) -> re.Pattern[str]:
    grammar = lexicon(lang).grammar
    adding = any_of((*grammar.relatives, *grammar.participles, *grammar.clause_openings))
    return re.compile(rf"(?:(?:{adding})|(?P<apposing>{any_of(grammar.apposing)}))\b")


@cache
def _limiting(lang: str) -> re.Pattern[str]:
    """What denies what follows, or says it of all: it would hold without the part's limits."""
    polarity = lexicon(lang).polarity
    return re.compile(rf"\b(?:{any_of((*polarity.negating, *polarity.sweeping))})\b", re.IGNORECASE)
