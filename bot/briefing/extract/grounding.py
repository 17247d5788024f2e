"""Pure. The four invariants of a brief, checked on every point before it is shown.

A point that breaks one is never shown. From a summarizer that only extracts, a violation is a
programming error, so it is handed back with its reason, to be counted and reported.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from bot.briefing.cuts import ELLIPSIS, OPENING_GONE, is_droppable_part
from bot.briefing.edits import apply, is_connective, text_of, without_connective
from bot.models import Article, Change, Edit, Kind, Point
from bot.text.names import WORD
from bot.text.openings import is_mid_air, opens_article
from bot.text.quotations import has_stray_mark, is_balanced


class Violation(StrEnum):
    """What a point may do wrong."""

    ELSEWHERE = "its span is not in the article"
    CHANGED = "it reads otherwise than its span with its edits"
    EDIT = "one of its edits is none of those allowed"
    LOSS = "a cut takes a number, a negation, a hedge, an attribution or a part of a quotation"
    INVENTED = "a bracket says what the article does not"
    HALF = "a quotation or a parenthesis is only half there"
    MID_AIR = "it starts in mid-air"
    QUESTION = "it is only a question"
    SPEAKER = "its speaker is not in the article"


@dataclass(frozen=True, slots=True)
class Rejected:
    """A point that may not be shown, and why."""

    point: Point
    violation: Violation


@dataclass(frozen=True, slots=True)
class Grounded:
    """The points that hold, in their order, and those that do not."""

    points: tuple[Point, ...]
    rejected: tuple[Rejected, ...]


_DATE = re.compile(
    r" \[(?:(?:the week of )?(?:[A-Z][a-z]{2,4}\.?) \d{1,2}(?:, \d{4})?(?:-(?:[A-Z][a-z]{2,4}\.? )?"
    r"\d{1,2})?(?:, \d{4})?|[A-Z][a-z]+ \d{4}|\d{4}|\d{4}-\d{2}-\d{2})\]"
)
_NAMED = re.compile(r" \[(?P<name>[^\[\]]+?)(?:’s)?\]")
_FIRST = re.compile(r"\[(?P<name>[^\[\]]+)\] ")  # "[Ana] Ruiz"
_LAST = re.compile(WORD)


def grounded(points: Iterable[Point], article: Article) -> Grounded:
    """`points` of extracted sentences of `article`, sorted by whether the invariants hold.

    A point may lean on the one shown right before it, if in the article too it stands right there.
    """
    good: list[Point] = []
    bad: list[Rejected] = []
    for point in points:
        violation = violated(point, article)
        if violation is Violation.MID_AIR and good and _follows(good[-1], point, article):
            violation = None
        if violation is None:
            good.append(point)
        else:
            bad.append(Rejected(point, violation))
    return Grounded(tuple(good), tuple(bad))


def _follows(before: Point, point: Point, article: Article) -> bool:
    (last,), (span,) = before.spans, point.spans
    gap = text_of(article, span.part)[last.end : span.start]
    return last.part is span.part and last.end <= span.start and not gap.strip()


def violated(point: Point, article: Article) -> Violation | None:
    """The first invariant that an extracted point breaks; None when all hold."""
    return _untraceable(point, article) or _misedited(point, article) or _unreadable(point, article)


def _untraceable(point: Point, article: Article) -> Violation | None:
    if len(point.spans) != 1:
        return Violation.ELSEWHERE
    (span,) = point.spans
    text = text_of(article, span.part)
    if span.article != article.id or not 0 <= span.start < span.end <= len(text):
        return Violation.ELSEWHERE
    if not _in_order(point):
        return Violation.EDIT
    changed = point.text != apply(text, span, point.edits)
    return Violation.CHANGED if changed else None


def _misedited(point: Point, article: Article) -> Violation | None:
    wrong = (_wrong(edit, point, article) for edit in point.edits)
    return next((violation for violation in wrong if violation is not None), None)


def _unreadable(point: Point, article: Article) -> Violation | None:
    if not is_balanced(point.text) and not has_stray_mark(point.text):
        return Violation.HALF
    if point.text.endswith(("?", "？", "؟")):
        return Violation.QUESTION
    is_writers = point.kind is Kind.OPINION and point.speaker == article.byline
    if point.speaker is not None and not (is_writers or _is_told(point.speaker, article.body)):
        return Violation.SPEAKER
    if is_mid_air(point.text.removeprefix(OPENING_GONE), article.lang) and not _opens(
        point, article
    ):
        return Violation.MID_AIR
    return None


def _opens(point: Point, article: Article) -> bool:
    """Whether a point is the article's first words, and describes whom its headline is about."""
    (span,) = point.spans
    return not text_of(article, span.part)[: span.start].strip() and opens_article(point.text)


def _in_order(point: Point) -> bool:
    at, end = point.spans[0].start, point.spans[0].end
    for edit in point.edits:
        if not at <= edit.start <= edit.end <= end:
            return False
        at = edit.end
    return True


def _wrong(edit: Edit, point: Point, article: Article) -> Violation | None:
    """What is wrong with one edit of a point whose span is in the article."""
    (span,) = point.spans
    text = text_of(article, span.part)
    replaced = text[edit.start : edit.end]
    match edit.change:
        case Change.SPACE:
            allowed = replaced.isspace() and edit.text == " "
        case Change.CONNECTIVE:
            allowed = edit.start == span.start and is_connective(replaced, raised=edit.text)
        case Change.CUT if edit.start == span.start:
            return _wrong_opening(edit, text[span.start : span.end], article)
        case Change.CUT:
            sentence = text[span.start : span.end]
            left, right = edit.start - span.start, edit.end - span.start
            if not is_droppable_part(sentence, left, right, article.lang or "en"):
                return Violation.LOSS
            allowed = edit.text == f" {ELLIPSIS}"
        case Change.INSERT:
            if not (is_true(edit.text, article) or _is_first_name(edit, text, article)):
                return Violation.INVENTED
            allowed = not replaced
    return None if allowed else Violation.EDIT


def _wrong_opening(edit: Edit, sentence: str, article: Article) -> Violation | None:
    """What is wrong with a cut of a sentence's opening, with the connective before it."""
    last = edit.end - edit.start - 1  # the letter that is raised
    connective = without_connective(sentence, 0, len(sentence))
    told = connective.end - 1 if connective else 0
    if not is_droppable_part(sentence[told:], 0, last - told, article.lang or "en"):
        return Violation.LOSS
    is_marked = edit.text == f"{OPENING_GONE}{sentence[last].upper()}"
    return None if is_marked else Violation.EDIT


def is_true(bracket: str, article: Article) -> bool:
    """Whether an inserted bracket holds a date of a dated article, or a name the article has."""
    if _DATE.fullmatch(bracket):
        return article.published is not None
    named = _NAMED.fullmatch(bracket)
    return named is not None and named["name"] in article.body


def _is_first_name(edit: Edit, text: str, article: Article) -> bool:
    """Whether a bracket holds what the article has elsewhere right before the same word."""
    first = _FIRST.fullmatch(edit.text)
    last = _LAST.match(text, edit.end)
    return first is not None and last is not None and f"{first['name']} {last[0]}" in article.body


def _is_told(speaker: str, body: str) -> bool:
    name, _, office = speaker.partition(", ")
    return name in body and (office in body or f"{office[:1].upper()}{office[1:]}" in body)
