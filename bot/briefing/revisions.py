"""Pure. Two versions of an article -> what its publisher changed, by sentence.

A sentence that another one took the place of is told by what changed in it: a figure, a name, a
quotation, a hedge or a negation; all else is wording, such as a typo put right. What is gone
without such is withdrawn, unless the whole article was written anew.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import cache
from itertools import islice, product

from bot.briefing import novelty
from bot.models import Article
from bot.text.lexicon import lexicon
from bot.text.lexicon.notation import is_any_of
from bot.text.numbers import Quantity, quantities
from bot.text.quotations import find_quotations
from bot.text.sentences import split
from bot.text.words import without_brackets

MOST_COMPARED = 150  # sentences that differ, on either side; an article with more was replaced
ALIKE = 0.55  # share of two sentences' words from which the one took the place of the other
STANDS = 0.5  # of the sentences; where fewer are left, the article was written anew
TYPO = 0.75  # likeness of two words of which one is the other, misspelt
LONGEST_TYPO = 2  # letters by which they may differ in length
LONGEST_WORD = 40  # letters; a longer one is looked at for no slip
FIRST_WORDS = 80  # of a sentence, by which it is found again
MOST_SLIPS = 8  # words of a sentence that are looked at for one; with more it was written anew
LONGEST_KEPT = 900  # characters of a sentence
# Share of the words within sentences; where more have a capital, every noun has one, and a capital
# tells no name. Of 60 German pages the least has 0.21, of 47 English ones nine in ten at most 0.17.
MOST_CAPITALS = 0.2

_WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_DIGITS = re.compile(r"\d+(?:[.,:]\d+)*")
_TYPOGRAPHY = str.maketrans("‘’“”„«»–—\u00a0", '\'\'"""""-- ')


class Alteration(StrEnum):
    """What was changed in a sentence."""

    FIGURE = "figure"
    NAME = "name"
    QUOTATION = "quotation"
    CERTAINTY = "certainty"  # a hedge or a negation
    WORDING = "wording"
    WITHDRAWN = "withdrawn"
    ADDED = "added"

    @property
    def matters(self) -> bool:
        """Whether who read the sentence before is to be told."""
        return self not in {Alteration.WORDING, Alteration.ADDED}


@dataclass(frozen=True, slots=True)
class Revision:
    """What became of one sentence; `before` is empty for one that was added, `after` for one that
    is gone. `change` is a figure's: "12 → 19"."""

    alteration: Alteration
    before: str
    after: str
    change: str = ""


def revisions(before: Article, after: Article) -> tuple[Revision, ...]:
    """What the publisher changed from `before` to `after`, in the order of `before`, then what was
    added; nothing where only typography did."""
    old, new = _sentences(before), _sentences(after)
    same = Counter(map(_plain, old)) & Counter(map(_plain, new))
    gone, come = _without(old, same), _without(new, same)
    if not gone and not come:
        return ()
    if max(len(gone), len(come)) > MOST_COMPARED:
        return ()
    pairs = _paired(gone, come)
    lang, whole = before.lang, (" ".join(old), " ".join(new))
    are_names = _are_capitals_names(old)
    found: list[Revision] = []
    stands = (same.total() + len(pairs)) >= STANDS * len(old)
    told = [novelty.key(one, lang) for one in new]
    for one in gone:
        if one in pairs:
            revision = _revision(one, pairs[one], lang, whole, are_names=are_names)
            found.append(revision)
        elif stands and not novelty.is_told(novelty.key(one, lang), told):
            found.append(Revision(Alteration.WITHDRAWN, _kept(one), ""))
    taken = set(pairs.values())
    added = (one for one in come if one not in taken)
    return (*found, *(Revision(Alteration.ADDED, "", _kept(one)) for one in added))


def stands_in(shown: str, sentence: str) -> bool:
    """Whether what a brief shows of a sentence, perhaps cut and with brackets, is of `sentence`."""
    whole = _plain(sentence).casefold()
    at = 0
    for piece in without_brackets(shown).split("…"):
        part = _plain(piece).casefold()
        found = whole.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return bool(_plain(shown))


def note(place: int, revision: Revision) -> str:
    """What a reader is told of a change to the sentence with the number `place`."""
    if revision.alteration is Alteration.WITHDRAWN:
        return f"The publisher withdrew [{place}]."
    if revision.change:
        return f"The publisher changed [{place}]: {revision.change}"
    return f"The publisher changed [{place}] to: “{revision.after}”"


def _sentences(article: Article) -> list[str]:
    found = [" ".join(one.text.split()) for one in split(article.body, article.lang)]
    line = " ".join((article.standfirst or "").split())
    return [line, *found] if line and line not in found else found


def _plain(text: str) -> str:
    return " ".join(text.translate(_TYPOGRAPHY).split())


def _without(sentences: Iterable[str], same: Counter[str]) -> list[str]:
    left, found = Counter(same), []
    for one in sentences:
        if left[_plain(one)] > 0:
            left[_plain(one)] -= 1
        else:
            found.append(one)
    return found


def _paired(gone: Sequence[str], come: Sequence[str]) -> dict[str, str]:
    """Each sentence with the one that took its place: those most alike first."""
    words = {one: Counter(_first_words(one)) for one in (*gone, *come)}

    def likeness(one: str, other: str) -> float:
        both = words[one].total() + words[other].total()
        return 2 * (words[one] & words[other]).total() / both if both else 0.0

    likely = [(likeness(*pair), *pair) for pair in product(gone, come)]
    pairs: dict[str, str] = {}
    taken: set[str] = set()
    for share, one, other in sorted(likely, key=lambda each: -each[0]):
        if share < ALIKE:
            break
        if one not in pairs and other not in taken:
            pairs[one] = other
            taken.add(other)
    return pairs


def _first_words(sentence: str) -> Iterator[str]:
    return (one[0].casefold() for one in islice(_WORD.finditer(sentence), FIRST_WORDS))


def _are_capitals_names(sentences: Iterable[str]) -> bool:
    inner: list[str] = [word for one in sentences for word in _WORD.findall(one)[1:]]
    return sum(word[:1].isupper() for word in inner) <= MOST_CAPITALS * len(inner)


def _revision(
    one: str, other: str, lang: str | None, whole: tuple[str, str], *, are_names: bool
) -> Revision:
    change = _figures_changed(one, other, lang)
    if change is not None:
        return Revision(Alteration.FIGURE, _kept(one), _kept(other), change)
    gone, come = _words_changed(one, other, whole)
    if are_names and all(any(word[:1].isupper() for word in some) for some in (gone, come)):
        kind = Alteration.NAME
    elif _is_certainty_changed(one, other, lang):
        kind = Alteration.CERTAINTY
    elif _is_quotation_changed(one, other, whole):
        kind = Alteration.QUOTATION
    else:
        kind = Alteration.WORDING
    return Revision(kind, _kept(one), _kept(other))


def _figures_changed(one: str, other: str, lang: str | None) -> str | None:
    """How the figures changed, where they did: "12 → 19", or empty where that is not one by one."""
    if lang in (None, "en"):
        old, new = quantities(one), quantities(other)
        gone = [_written(one, each) for each in _missing(old, new)]
        come = [_written(other, each) for each in _missing(new, old)]
    else:
        figures = Counter(_DIGITS.findall(one)), Counter(_DIGITS.findall(other))
        gone = list((figures[0] - figures[1]).elements())
        come = list((figures[1] - figures[0]).elements())
    if not gone and not come:
        return None
    return f"{gone[0]} → {come[0]}" if len(gone) == len(come) == 1 else ""


def _missing(some: Iterable[Quantity], others: Iterable[Quantity]) -> Iterator[Quantity]:
    left = Counter((each.value, each.low) for each in others)
    for one in some:
        if left[one.value, one.low] > 0:
            left[one.value, one.low] -= 1
        else:
            yield one


def _written(text: str, one: Quantity) -> str:
    return text[one.start : one.end].strip()


def _words_changed(one: str, other: str, whole: tuple[str, str]) -> tuple[list[str], list[str]]:
    """The words that are gone and those that came, but for what was only misspelt or stands in
    capitals now. The first word of a sentence has a capital for that alone."""
    old, new = _WORD.findall(one), _WORD.findall(other)
    known = ({word.casefold() for word in old}, {word.casefold() for word in new})
    gone = [word for word in _inner(old) if word.casefold() not in known[1]]
    come = [word for word in _inner(new) if word.casefold() not in known[0]]
    for word in gone[:MOST_SLIPS]:
        slip = next((each for each in (*come, *new) if _is_slip(word, each, one, whole[0])), None)
        if slip is not None:
            gone.remove(word)
            come = [each for each in come if each != slip]
    return gone, come


def _inner(words: Sequence[str]) -> list[str]:
    return [word if at else word[:1].lower() + word[1:] for at, word in enumerate(words)]


def _is_slip(word: str, put: str, sentence: str, before: str) -> bool:
    """Whether `put` is how a misspelt word is spelt; one that the rest of the article has too is
    not misspelt."""
    if abs(len(word) - len(put)) > LONGEST_TYPO or word.isdecimal() or len(word) > LONGEST_WORD:
        return False
    one, other = word.casefold(), put.casefold()
    if one[0] != other[0] and one[-1] != other[-1]:
        return False
    alike = SequenceMatcher(None, one, other, autojunk=False).ratio()
    if alike < TYPO and sorted(one) != sorted(other):
        return False
    if not word[:1].isupper():
        return True
    elsewhere = before.replace(sentence, " ")
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", elsewhere) is None


@cache
def _markers(lang: str | None) -> tuple[frozenset[str], ...]:
    words = lexicon(lang or "en").polarity
    return (
        frozenset((*words.negating, *words.denying, *words.retracting)),
        frozenset(words.hedging),
    )


def _is_certainty_changed(one: str, other: str, lang: str | None) -> bool:
    """Whether the one denies or hedges and the other does not."""
    for entries in _markers(lang):
        is_marker = is_any_of(entries)
        has = [any(is_marker(word.lower().replace("’", "'")) for word in _WORD.findall(text))
               for text in (one, other)]  # fmt: skip
        if has[0] != has[1]:
            return True
    return False


def _is_quotation_changed(one: str, other: str, whole: tuple[str, str]) -> bool:
    """Whether words between quotation marks are others, and not only spelt otherwise."""
    old, new = _quoted(one), _quoted(other)
    if not old and not new:
        return False
    gone, come = _words_changed(f"a {old}", f"a {new}", whole)
    return bool(gone or come) and bool(old)


def _quoted(text: str) -> str:
    found = find_quotations(text, 0, len(text))
    return " ".join(text[each.start + 1 : each.end] for each in found)


def _kept(text: str) -> str:
    return text if len(text) <= LONGEST_KEPT else f"{text[: LONGEST_KEPT - 1]}…"
