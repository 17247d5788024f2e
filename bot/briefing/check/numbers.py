"""Pure. Are a claim's numbers those of its sources, and do they count the same there?"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.briefing.check.evidence import WORD, Evidence, words_of
from bot.briefing.check.faults import Fault
from bot.text.lexicon import lexicon
from bot.text.lexicon.notation import any_of
from bot.text.meanings import contraries
from bot.text.numbers import Quantity, is_same, is_same_but_for_bound
from bot.text.polarity import is_content_word
from bot.text.stems import root

_WINDOW = 60  # characters on either side of a number that say what it counts
_SCORE = 3  # characters between the numbers of a score
_COUNTED = 2  # words behind a number that say what it counts

_WORDS = lexicon("en").numbers
_STOP = re.compile(rf"[,;:.()—–]| - |\d|\b(?:{any_of(_WORDS.behind_counted)})\b")
_WAY = re.compile(
    rf"\b(?:(?P<origin>{any_of(_WORDS.origin)})|{any_of(_WORDS.outcome)}) "
    rf"(?:(?:{any_of(_WORDS.about)}) )?$"
)
_ODD = re.compile(
    "[¼-¾⅐-⅞²³¹⁰-₉①-⓿❶-➓⑴-⒛㈠-㊉０-９〇一二三四五六七八九十百千万]|(?<![\\w)])[−-](?=\\d)"
)
_YEARS = range(1500, 2101)


def number_faults(claim: Evidence, sources: Sequence[Evidence]) -> Iterator[Fault]:
    """What is wrong with the claim's numbers."""
    for number in claim.numbers:
        same = [
            (source, one) for source in sources for one in source.numbers if is_same(number, one)
        ]
        if same:
            if not any(_counts_alike(claim, number, source, one) for source, one in same):
                yield Fault.MISPLACED
        elif any(is_same_but_for_bound(number, one) for each in sources for one in each.numbers):
            yield Fault.BOUND
        elif not any(_is_spelt_alike(claim.text, number, source.text) for source in sources):
            yield Fault.NUMBER
    theirs = {score for source in sources for score in _scores(source)}
    if any(score not in theirs and score[::-1] in theirs for score in _scores(claim)):
        yield Fault.MISPLACED


def _scores(evidence: Evidence) -> set[tuple[float, float]]:
    """Two numbers held against each other: "382 to 217"."""
    return {
        (one.value, other.value)
        for one, other in pairwise(evidence.numbers)
        if evidence.text[one.end : other.start].strip() in {*_WORDS.outcome, "-", "–"}
    }


def odd_number_faults(claim: str, cited: Sequence[str]) -> Iterator[Fault]:
    """Whether a number is written so that no rule reads it (½, ⑬, −12), and not as it is there."""
    for odd in _ODD.finditer(claim):
        if not any(odd.group() in text for text in cited):
            yield Fault.NUMBER


def _is_spelt_alike(text: str, number: Quantity, source: str) -> bool:
    """A number that is read otherwise there, but stands there letter by letter ("4x4", "COP16")."""
    spelt = re.escape(text[number.start : number.end])
    return re.search(rf"(?<!\d){spelt}(?!\d|(?<=[a-z])[a-z])", source) is not None


def _counts_alike(claim: Evidence, number: Quantity, source: Evidence, told: Quantity) -> bool:
    """Whether no other number there stands nearer to what this one counts."""
    if {_is_origin(claim.text, number), _is_origin(source.text, told)} == {True, False}:
        return False
    if number.unit and _led(source.text, told) in contraries(_led(claim.text, number)):
        return False
    if number.unit not in {"", "%"} or number.value in _YEARS or _is_score(claim, number):
        return True
    counted = _beside(claim.text, number)
    others = (counted & _around(source, one) for one in source.numbers)
    return bool(counted & _around(source, told)) or not any(others)


def _is_origin(text: str, number: Quantity) -> bool | None:
    """Whether a number is where something comes from, or what it came to, if either."""
    led = _WAY.search(text[: number.start][-_WINDOW:])
    return bool(led["origin"]) if led else None


def _led(text: str, number: Quantity) -> str:
    """The root of the word before a number: "gained 4%"."""
    before = WORD.findall(text[: number.start][-_WINDOW:])
    return next((root(word) for word in reversed(before) if is_content_word(word.lower())), "")


def _is_score(claim: Evidence, number: Quantity) -> bool:
    """Whether it is of a score ("2-1"), which counts nothing by its words."""
    return any(
        one is not number
        and min(abs(one.start - number.end), abs(number.start - one.end)) <= _SCORE
        for one in claim.numbers
    )


def _beside(text: str, number: Quantity) -> set[str]:
    """The meanings of the next content words behind a number."""
    phrase, *_ = _STOP.split(text[number.end :][:_WINDOW])
    after = [word for word in WORD.findall(phrase) if is_content_word(word.lower())]
    return words_of(" ".join(after[:_COUNTED]))


def _around(source: Evidence, number: Quantity) -> set[str]:
    """The meanings of the words around a number, no farther than to the next one."""
    ends = (one.end for one in source.numbers if one.end <= number.start)
    starts = (one.start for one in source.numbers if one.start >= number.end)
    floor, ceiling = max(ends, default=0), min(starts, default=len(source.text))
    left = source.text[floor : number.start][-_WINDOW:]
    right = source.text[number.end : ceiling][:_WINDOW]
    return words_of(f"{left} {right}")
