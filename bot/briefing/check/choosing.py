"""Pure. Is a sentence one of those it cites, with nothing but edits that change no meaning?

What may go is a whole clause, an apposition or an adverbial, between marks or behind the word that
opens it, with nothing in it that the rest needs: no negation, hedge, bound, condition or word of
who says so; and inside a quotation only where an ellipsis stands for it. What may come is a bracket
with a date or a name of the article.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from operator import itemgetter

from bot.briefing.asides import is_aside
from bot.briefing.cuts import droppable_clauses, is_loaded
from bot.briefing.edits import is_connective
from bot.briefing.extract.grounding import Violation, is_true
from bot.models import Article
from bot.text.guarded import GUARDED_LANGUAGES, QUOTE_MARKS, droppable
from bot.text.lexicon import lexicon
from bot.text.lexicon.english import ACTING_ENDING, PAST_ENDING
from bot.text.lexicon.notation import any_of, is_any_of
from bot.text.polarity import marked

MOST_CHARACTERS = 900  # of a sentence that a brief would cut
LONGEST = 200  # words and marks of a sentence; the work grows with their square

_TOKEN = re.compile(r"\d+(?:[.,:]\d+)*|[^\W_]+(?:[’'.&-][^\W_]+)*|…|\.\.\.|[^\w\s]")
_BRACKET = re.compile(r"\s?\[[^\[\]]{1,200}\]")
_NAME = re.compile(r"(?<=\w )[A-ZÀ-ÖØ-ÞА-ЯЁІЇЄҐ]\w*")
_ELLIPSES = frozenset({"…", "..."})
_PAUSES = frozenset(",;–—،؛")
_ENDS = frozenset(".!?。！？؟")

_ANY_DAY = datetime(2000, 1, 1, tzinfo=UTC)  # a date in a bracket is only looked at for its form

_EN, _GRAMMAR = lexicon("en").clauses, lexicon("en").grammar
_COUNTS = [lexicon(lang).numbers for lang in sorted(GUARDED_LANGUAGES)]
_COUNTING = re.compile(
    rf"\b(?:{any_of(word for one in _COUNTS for word in (*one.cardinals, *one.tens, *one.scales))}|"
    r"\d[\d.,:]*s?)\b",
    re.IGNORECASE,
)
_ADVERBIAL = re.compile(rf"(?:{any_of(_EN.adverbial)})\b", re.IGNORECASE)
_PARTICIPLE = re.compile(  # "Built in 1931, the pier fell": who does it is told behind the comma
    rf"(?:{any_of(_GRAMMAR.irregular_pasts)}|[a-z]{{1,40}}(?:{PAST_ENDING}|{ACTING_ENDING}))\b",
    re.IGNORECASE,
)
_ADDED = re.compile(rf"(?:{any_of(_EN.joining)}) ")  # a clause of its own limits no other
_TURNING = re.compile(rf"^(?:{any_of(_EN.turning)}) ", re.IGNORECASE)
# Of a word in small letters.
_relates = is_any_of((*_GRAMMAR.relatives, *_GRAMMAR.defining_relatives))
_joins = is_any_of(_EN.joining)
_pairs = is_any_of(_EN.pairing)
_hangs = is_any_of(_GRAMMAR.hanging)
_is_many, _is_one = is_any_of(_EN.many), is_any_of(_EN.no_many)
_is_verb = is_any_of((*_GRAMMAR.helping, *_GRAMMAR.finite_verbs))
_goes_on = is_any_of(_EN.going_on)


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    start: int
    end: int

    @property
    def same(self) -> str:
        """What it is compared by: quotation marks and apostrophes are written in several ways."""
        return '"' if self.text in QUOTE_MARKS else self.text.replace("’", "'")


@dataclass(frozen=True, slots=True)
class _CitedSentence:
    """A cited sentence, cut into words and marks; what our own rules would cut of it."""

    text: str
    tokens: tuple[_Token, ...]
    lang: str
    clauses: frozenset[str]
    found: dict[tuple[int, int, bool], Violation | None] = field(default_factory=dict)


def flaws(
    claim: str, cited: Sequence[str], body: str | None, lang: str | None
) -> tuple[Violation, ...]:
    """What of the claim is no allowed edit of any one cited sentence; nothing where all is.

    `body` is the article's text, which has the names that brackets say; None where it is not known.
    """
    found = [_flaw(claim, sentence, body, lang) for sentence in cited]
    if None in found:
        return ()
    close = [one for one in found if one is not None and one is not Violation.CHANGED]
    return tuple(dict.fromkeys(close)) or (Violation.CHANGED,)


def _flaw(claim: str, sentence: str, body: str | None, lang: str | None) -> Violation | None:
    for bracket in _BRACKET.findall(claim):
        if bracket.strip() not in sentence and not _is_known(bracket, body):
            return Violation.INVENTED
        claim = claim if bracket.strip() in sentence else claim.replace(bracket, "", 1)
    source = _CitedSentence(sentence, _tokens(sentence), lang or "en", _clauses(sentence, lang))
    return Violation.CHANGED if len(source.tokens) > LONGEST else _aligned(_tokens(claim), source)


def _clauses(sentence: str, lang: str | None) -> frozenset[str]:
    if lang not in {None, "en"} or len(sentence) > MOST_CHARACTERS:
        return frozenset()
    return frozenset(_words(sentence[left:right]) for left, right in droppable_clauses(sentence))


def _is_known(bracket: str, body: str | None) -> bool:
    inside = bracket.strip(" []")
    if body is None:  # a name or a date by its looks
        return inside[:1].isupper() or inside[:1].isdigit()
    article = Article("", None, body, published=_ANY_DAY)
    return is_true(f" [{inside}]", article)


def _tokens(text: str) -> tuple[_Token, ...]:
    found = islice(_TOKEN.finditer(text), LONGEST + 1)
    return tuple(_Token(one[0], one.start(), one.end()) for one in found)


def _aligned(claim: Sequence[_Token], source: _CitedSentence) -> Violation | None:
    """The least that is wrong, over all ways to find the claim's words in the source in order.

    `reached` has, for each place in the source at which the claim's words so far may end, the first
    thing that was wrong on the way there.
    """
    reached: dict[int, Violation | None] = {-1: None}
    is_cut, is_first = False, True
    for token in claim:
        if token.text in _ELLIPSES and not _stands_in(token, source):
            is_cut = True
            continue
        following: dict[int, Violation | None] = {}
        for place, one in enumerate(source.tokens):
            if not _is_same(token, one, raised=is_first):
                continue
            if any(before < place for before in reached):
                following[place] = _best(reached, source, place, is_cut=is_cut)
        reached, is_cut, is_first = following, False, False
    if not reached or -1 in reached:
        return Violation.CHANGED
    return _best(reached, source, len(source.tokens), is_cut=is_cut)


def _best(
    reached: Mapping[int, Violation | None], source: _CitedSentence, place: int, *, is_cut: bool
) -> Violation | None:
    """What is wrong on the best way to a place in the source, the nearest tried first."""
    ways = (
        wrong or _gap(source, before + 1, place, is_cut=is_cut)
        for before, wrong in sorted(reached.items(), reverse=True, key=itemgetter(0))
        if before < place
    )
    first = next(ways)
    return first if first is None or all(way is not None for way in ways) else None


def _stands_in(token: _Token, source: _CitedSentence) -> bool:
    return any(one.text == token.text for one in source.tokens)


def _is_same(token: _Token, other: _Token, *, raised: bool) -> bool:
    if token.same == other.same:
        return True
    return raised and token.same == other.same[:1].upper() + other.same[1:]


def _gap(source: _CitedSentence, start: int, end: int, *, is_cut: bool) -> Violation | None:
    """What is wrong with leaving out these tokens of the source; `is_cut`: an ellipsis is there."""
    if start == end:
        return Violation.CHANGED if is_cut else None
    key = (start, end, is_cut)
    if key not in source.found:
        source.found[key] = _judged(source, start, end, is_cut=is_cut)
    return source.found[key]


def _judged(source: _CitedSentence, start: int, end: int, *, is_cut: bool) -> Violation | None:
    tokens, text = source.tokens, source.text
    removed = text[tokens[start].start : tokens[end - 1].end]
    if _words(removed) in source.clauses:
        return None
    if removed == "." and end == len(tokens):
        return Violation.CHANGED if is_cut else None
    if not QUOTE_MARKS.isdisjoint(removed) or removed.count("(") != removed.count(")"):
        return Violation.HALF
    is_quoted = sum(text.count(mark, 0, tokens[start].start) for mark in QUOTE_MARKS) % 2 == 1
    if source.lang not in GUARDED_LANGUAGES or (is_quoted and not is_cut):
        return Violation.LOSS
    if start == 0:
        return _opening(source, removed, end)
    words = _words(removed)
    if is_quoted:
        words = _TURNING.sub("", words)  # what stands against the rest, as the ellipsis says
    return _inner(source, start, end, words)


def _inner(source: _CitedSentence, start: int, end: int, words: str) -> Violation | None:
    """A part between marks, or a phrase or a clause."""
    if _is_apart(source, start, end) and _only_adds(source, start, end):
        return None if _is_free(words, source, numbers=True) else Violation.LOSS
    if source.lang != "en" or not _is_phrase(source, start, end):
        return Violation.EDIT
    joins = _joins(source.tokens[start].text.lower())
    return None if _is_free(words, source, numbers=joins) else Violation.LOSS


def _opening(source: _CitedSentence, removed: str, end: int) -> Violation | None:
    """A connective, or a clause or an adverbial up to its comma, with a connective beside it."""
    following = source.text[source.tokens[end].start]
    if is_connective(f"{removed} {following}", raised=following.upper()):
        return None
    parts = [part for part in removed.split(", ") if not _connects(part.removesuffix(","))]
    opens = parts[0] if parts else ""
    is_adverbial = _ADVERBIAL.match(opens) or _PARTICIPLE.match(opens)
    if not is_adverbial or not removed.endswith(",") or source.lang != "en":
        return Violation.EDIT
    return None if _is_free(_words(", ".join(parts)), source, numbers=True) else Violation.LOSS


def _connects(word: str) -> bool:
    return is_connective(f"{word.capitalize()}, x", raised="X")


def _words(removed: str) -> str:
    return removed.strip(f"{''.join(_PAUSES)}. ")


def _is_apart(source: _CitedSentence, start: int, end: int) -> bool:
    """Whether marks stand on both sides of these tokens, among them or beside them."""
    tokens = source.tokens
    first, last = tokens[start].text, tokens[end - 1].text
    if (first, last) == ("(", ")"):
        return True
    after = tokens[end].text if end < len(tokens) else "."
    is_begun = first in _PAUSES or tokens[start - 1].text in _PAUSES
    return is_begun and (last in _PAUSES or after in _PAUSES | _ENDS)


def _only_adds(source: _CitedSentence, start: int, end: int) -> bool:
    left, right = source.tokens[start].start, source.tokens[end - 1].end
    return source.lang == "en" or is_aside(source.text, left, right, source.lang)


def _is_phrase(source: _CitedSentence, start: int, end: int) -> bool:
    """Whether these tokens are a phrase or a clause by the word that opens it, and the rest goes on
    as after one."""
    tokens = source.tokens
    *before, first = (token.text.lower() for token in tokens[: start + 1])
    after = tokens[end].text.lower() if end < len(tokens) else "."
    if _hangs(before[-1]) or _hangs(tokens[end - 1].text.lower()):
        return False
    is_over = after in _PAUSES | _ENDS
    if _relates(first) and _is_many(before[-1]) and not _is_one(before[-1]):
        return False  # it says which of them
    if _joins(first):
        return is_over and not any(map(_pairs, before))
    clause = marked(source.text[_clause_start(tokens, start) : tokens[start].start])
    if clause.negates or clause.sweeping:
        return False  # it would be denied, or said of all, without what limits it
    if is_over or _is_verb(after):
        return _relates(first) or _ADVERBIAL.fullmatch(first) is not None
    return _goes_on(after) and _ADVERBIAL.fullmatch(first) is not None and not _relates(first)


def _clause_start(tokens: Sequence[_Token], end: int) -> int:
    """Where the clause begins that goes on at this token."""
    pauses = (token.end for token in reversed(tokens[:end]) if token.text in _PAUSES)
    return next(pauses, 0)


def _is_free(words: str, source: _CitedSentence, *, numbers: bool) -> bool:
    """Whether these words can go: nothing in them is needed to judge the rest."""
    words = _NAME.sub("", words)  # the month of May is no "may"
    if not droppable(_COUNTING.sub("", words) if numbers else words):
        return False
    return source.lang != "en" or _ADDED.match(words) is not None or not is_loaded(words)
