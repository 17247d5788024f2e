"""Pure. Which sentences of an article matter, and which few tell most of it together.

The measure is the one that summaries are judged by: twice the words and pairs of words shared with
an editor's summary, over the length of both (ROUGE-1 plus ROUGE-2, F1), in expectation. `worth.py`
says what a sentence shares; here whole sentences are chosen.
"""

import heapq
from collections.abc import (
    Callable,
    Hashable,
    Iterable,
    Mapping,
    Sequence,
)
from collections.abc import (
    Set as AbstractSet,
)
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import NamedTuple

from bot.briefing.extract.worth import Worth, weighed
from bot.text.lexicon import every_language
from bot.text.sentences import Sentence, is_question
from bot.text.words import counted

# Calibrated by bench/train_salience.py on the same articles as the weights of `worth.py`.
EDITORS_SENTENCE = 13  # words that an editor gives to one sentence
_STOP = 1.5  # budgets that an editor's summary is taken to have, when one more is weighed
_TOLERANCE = 0.2  # of a budget: what a sentence may be longer before its length counts against it
# How much more centrality counts the more of the article is told (times the share told, cubed):
# half an article is summed up by its most central sentences, a tenth by what an editor repeats.
# Calibrated on bbc_extractive_a at 160 words; it costs the others at 60 up to 0.2 ROUGE-1.
_CENTRAL = 16.0
_OPENING = 0.03  # expected matches that a new section is worth, for each of the editor's words
_MAIN = (
    2.0  # likewise, for a sentence that is surely the main news; it does not make a brief longer
)
_TRIED = 2  # of a section's best sentences, to fill a brief up from
_UNFIT = 1.0  # expected matches that a sentence unfit to stand alone forfeits
_SHORTEST = 6  # words; less is a heading, a cry or a crumb
_FIRST_PRICE = 0.2  # matches that a word must bring; settles in a few rounds
_ROUNDS = 4

_PAGE = every_language().page
_LABELS = (*(f"{label}:" for label in _PAGE.plea_labels), *_PAGE.plea_openings)


@dataclass(frozen=True, slots=True)
class _Choice:
    """A sentence that may be chosen: its place, its worth, the words it takes, its section."""

    index: int
    worth: Worth
    words: int
    unfit: bool
    section: Hashable = None
    opening: float = 0.0  # what its section is worth, where it is the first of it
    bonus: float = 0.0

    def gain(self, told: AbstractSet[Hashable]) -> float:
        opens = self.section is not None and self.section not in told
        return self.worth.added(told) - _UNFIT * self.unfit + self.opening * opens

    def tells(self) -> AbstractSet[Hashable]:
        return self.worth.units | {self.section}


def weights(
    sentences: Sequence[Sentence],
    headline: str | None = None,
    lang: str | None = None,
    *,
    among: Mapping[int, int] | None = None,
) -> tuple[float, ...]:
    """How much each sentence matters by itself, in the order of `among`: the more the better.

    `sentences` are all of a body's, since each is weighed by the company it keeps; `headline` is
    the publisher's; `lang` a two-letter code; `among` as for `select_sentences`, but None is all.
    The weights compare within one article only, and may be negative.
    """
    return tuple(
        choice.gain(frozenset()) / (EDITORS_SENTENCE + choice.worth.length)
        for choice in _choices(
            sentences, headline, lang, _all(sentences) if among is None else among
        )
    )


def select_sentences(
    sentences: Sequence[Sentence],
    count: int,
    headline: str | None = None,
    lang: str | None = None,
    *,
    among: Mapping[int, int] | None = None,
) -> tuple[Sentence, ...]:
    """The `count` sentences (or all, if fewer) that tell most together, in the body's order.

    `among`: the indices of those that may be chosen, with the words each takes. None: all but half
    quotations, questions, pleas and crumbs, and those too where too few are left.

    What is raised as far as it goes is a ratio, matches over length, so each word costs what the
    best choice so far earns with one, until that settles (Dinkelbach 1967).
    """
    offered = _fit(sentences, count) if among is None else among
    choices = _choices(sentences, headline, lang, offered)
    best: list[_Choice] = []
    best_rate, price = 0.0, _FIRST_PRICE
    for _ in range(_ROUNDS):
        chosen = _greedy(choices, _after_price(price), lambda chosen, _: len(chosen) < count)
        rates = _rates(chosen, count * EDITORS_SENTENCE)
        price = rates[-1] if rates else 0.0
        if best and price <= best_rate:
            break
        best, best_rate = chosen, price
    return _in_order(sentences, best)


def select_words(
    sentences: Sequence[Sentence],
    most: int,
    headline: str | None = None,
    lang: str | None = None,
    *,
    among: Mapping[int, int] | None = None,
) -> tuple[Sentence, ...]:
    """The sentences that tell most together in at most `most` words, in the body's order.

    A budget is filled as long as what would fill it is worth its length.
    `among`: as for `select_sentences`. Where none is short enough, the shortest one, so that there
    is an answer.
    """
    offered = _fit(sentences, 1) if among is None else among
    choices = _choices(sentences, headline, lang, offered)
    return _filled(sentences, choices, most, _STOP * most)


class Plan(NamedTuple):
    """What a brief in sections is made of.

    `among`: as for `select_sentences`. `sections`: the index of a sentence -> the section that it
    would open. `editors_words`: how long an editor's summary is taken to be; the more, the longer
    it pays to go on. `first`: the index of the one that is in it whatever the others tell.
    `chances`: how likely each is the main news.
    """

    among: Mapping[int, int]
    sections: Mapping[int, Hashable]
    editors_words: float
    first: int | None = None
    chances: Mapping[int, float] = MappingProxyType({})


def select_sections(
    sentences: Sequence[Sentence],
    most: int,
    plan: Plan,
    headline: str | None = None,
    lang: str | None = None,
) -> tuple[Sentence, ...]:
    """As `select_words`, but the first sentence of each section is worth a little more."""
    opening = _OPENING * plan.editors_words
    choices = [
        replace(
            one,
            section=plan.sections.get(one.index),
            opening=opening,
            bonus=_MAIN * plan.editors_words * plan.chances.get(one.index, 0.0),
        )
        for one in _choices(sentences, headline, lang, plan.among)
    ]
    first = [choice for choice in choices if choice.index == plan.first]
    return _filled(sentences, choices, most, plan.editors_words, first)


def _filled(
    sentences: Sequence[Sentence],
    choices: Sequence[_Choice],
    most: int,
    editors_words: float,
    first: Sequence[_Choice] = (),
) -> tuple[Sentence, ...]:
    """The best of several ways to fill `most` words with `choices`; the shortest, if none fits.

    Each begins with `first`.
    """
    share = min(1.0, most / max(1, sum(counted(sentence.text) for sentence in sentences)))

    def value(choice: _Choice, told: AbstractSet[Hashable]) -> float:
        central = _CENTRAL * share**3 * choice.worth.centrality
        gain = choice.gain(told) + choice.bonus
        return gain / (choice.words + _TOLERANCE * most) + central

    def fits(chosen: Sequence[_Choice], choice: _Choice) -> bool:
        return sum(one.words for one in chosen) + choice.words <= most

    fitting = [choice for choice in choices if choice.words <= most]
    if not fitting:
        return _in_order(sentences, sorted(choices, key=lambda choice: choice.words)[:1])
    tried = [
        _greedy(fitting, value, fits, start)
        for start in _starts(fitting, value, first)
        if sum(one.words for one in start) <= most
    ]
    ended = [_ended_best(chosen, editors_words) for chosen in tried]
    return _in_order(sentences, max(ended, key=lambda one: one.rate).chosen)


def _starts(
    choices: Sequence[_Choice],
    value: Callable[[_Choice, AbstractSet[Hashable]], float],
    first: Sequence[_Choice],
) -> list[list[_Choice]]:
    """What to fill up from: `first` alone, and with it each section's best, which may be too long
    to come in where the best of all comes before it."""
    ranked = sorted(choices, key=lambda choice: -value(choice, frozenset()))
    best: dict[Hashable, list[_Choice]] = {}
    for choice in ranked:
        if choice.section is not None and choice not in first:
            best.setdefault(choice.section, []).append(choice)
    return [[*first], *([*first, one] for group in best.values() for one in group[:_TRIED])]


def _choices(
    sentences: Sequence[Sentence],
    headline: str | None,
    lang: str | None,
    offered: Mapping[int, int],
) -> list[_Choice]:
    read = weighed(tuple([sentence.text for sentence in sentences]), headline, lang)
    return [
        _Choice(index, read.worth(index), words, _is_unfit(sentences[index]))
        for index, words in offered.items()
    ]


def _all(sentences: Sequence[Sentence]) -> dict[int, int]:
    return {sentence.index: counted(sentence.text) for sentence in sentences}


def _fit(sentences: Sequence[Sentence], least: int) -> dict[int, int]:
    """Those fit to be shown; all, where that leaves fewer than `least`."""
    every = _all(sentences)
    fit = {at: words for at, words in every.items() if not _is_unfit(sentences[at])}
    return fit if len(fit) >= least else every


def _is_unfit(sentence: Sentence) -> bool:
    """Half a quotation, a question, a plea to the reader, a crumb: nothing to tell anyone."""
    return (
        sentence.in_quote
        or sentence.open_quote
        or counted(sentence.text) < _SHORTEST
        or is_question(sentence.text)
        or _is_plea(sentence.text.lower())
    )


def _is_plea(text: str) -> bool:
    return text.startswith(_LABELS) or any(plea in text for plea in _PAGE.pleas)


def _greedy(
    choices: Iterable[_Choice],
    value: Callable[[_Choice, AbstractSet[Hashable]], float],
    fits: Callable[[Sequence[_Choice], _Choice], bool],
    start: Sequence[_Choice] = (),
) -> list[_Choice]:
    """After `start`: of those that fit, again and again the one of most value beside those chosen.

    A value only falls as more is told, so an old one is an upper bound, and most need not be
    reckoned again (Minoux 1978).
    """
    chosen = [*start]
    told = {unit for choice in chosen for unit in choice.tells()}
    taken = {choice.index for choice in chosen}
    waiting = [
        (-value(choice, told), choice.index, choice)
        for choice in choices
        if choice.index not in taken
    ]
    heapq.heapify(waiting)
    while waiting:
        _, index, choice = heapq.heappop(waiting)
        if not fits(chosen, choice):
            continue
        now = -value(choice, told)
        if waiting and (now, index) > waiting[0][:2]:
            heapq.heappush(waiting, (now, index, choice))
            continue
        chosen.append(choice)
        told |= choice.tells()
    return chosen


def _after_price(price: float) -> Callable[[_Choice, AbstractSet[Hashable]], float]:
    return lambda choice, told: choice.gain(told) - price * choice.worth.length


def _rates(chosen: Sequence[_Choice], editors_words: float) -> list[float]:
    """After each of `chosen`: the matches expected so far, for a word of theirs or the editor's."""
    told: set[Hashable] = set()
    matches, length = 0.0, editors_words
    rates = []
    for choice in chosen:
        matches += choice.gain(told)
        length += choice.worth.length
        rates.append(matches / length)
        told |= choice.tells()
    return rates


class _Ended(NamedTuple):
    rate: float
    chosen: Sequence[_Choice]


def _ended_best(chosen: Sequence[_Choice], editors_words: float) -> _Ended:
    """`chosen` up to where it tells most for its length."""
    rates = _rates(chosen, editors_words)
    best = max(rates)
    return _Ended(best, chosen[: rates.index(best) + 1])


def _in_order(sentences: Sequence[Sentence], chosen: Iterable[_Choice]) -> tuple[Sentence, ...]:
    return tuple(sentences[index] for index in sorted(choice.index for choice in chosen))
