"""How briefs fare beside the labels."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from statistics import mean
from typing import Any, NamedTuple

from bench.labels.articles import Label, Labelled
from bot.briefing.extract.compose import Shares, brief, own_words
from bot.errors import BriefbotError
from bot.models import Change, Kind, Length, Part, Point
from bot.text.stems import content, stems

NOW = datetime(2026, 11, 28, tzinfo=UTC)
NEWSY = {"news", "voice", "doubt", "next", "unconfirmed"}

Row = tuple[str, float, int]
PointsOf = Callable[[Labelled, Length], tuple[Point, ...]]


class Judged(NamedTuple):
    """What a brief holds and how it fares.

    `beside`: a reference stays unresolved though the points before are read, too. `newsy`: beside
    the first point it has only leading sentences and what belongs to the news. `lead`: the
    article's first sentences, in as many words, hold the main news.
    """

    main: bool
    opens: bool
    unresolved: bool
    beside: bool
    opinion: bool
    debris: bool
    newsy: bool
    sentences: int
    words: int
    lead: bool

    def is_fit(self) -> bool:
        """Whether it has the main news, and none of these faults."""
        return self.main and not (self.unresolved or self.opinion or self.debris)


def briefs(read: Sequence[Labelled], points_of: PointsOf | None = None) -> Iterator[Row]:
    """How briefs fare beside the labels: the product's, or those that `points_of` makes."""
    for length in (Length.BRIEF, Length.FLASH):
        made = [(one, (points_of or points)(one, length)) for one in read if one.lead]
        yield from rows(length, [judged(one, found) for one, found in made if found])


def rows(length: Length, made: Sequence[Judged]) -> Iterator[Row]:
    """Shares of the briefs `made`, and how long they are."""
    found = {"main news in it": mean(one.main for one in made)}
    if length is Length.BRIEF:
        found |= {
            "opens with it": mean(one.opens for one in made),
            "an unresolved reference": mean(one.unresolved for one in made),
            "opinion as news": mean(one.opinion for one in made),
            "debris": mean(one.debris for one in made),
            "one that the brief does not resolve either": mean(one.beside for one in made),
            "a single sentence": mean(one.sentences == 1 for one in made),
            "the main news and no such fault": mean(one.is_fit() for one in made),
            "likewise, and nothing but news": mean(one.is_fit() and one.newsy for one in made),
            "words": mean(one.words for one in made),
        }
    found["the first sentences, main news in them"] = mean(one.lead for one in made)
    for name, share in found.items():
        yield f"{length.value}: {name}", share, len(made)


def judged(one: Labelled, found: Sequence[Point]) -> Judged:
    labels = [(_label(one, point), point) for point in found]
    return Judged(
        main=one.lead[0] in {label for label, _ in labels},
        opens=labels[0][0] == one.lead[0],
        unresolved=any(_unresolved(*each) for each in labels),
        beside=_unresolved_beside(one, found),
        opinion=any(_opinion(*each) for each in labels),
        debris=any(_debris(label) for label, _ in labels),
        newsy=all(label and (label in one.lead or label.role in NEWSY) for label, _ in labels[1:]),
        sentences=len(found),
        words=sum(map(own_words, found)),
        lead=_lead(one, found),
    )


def points(one: Labelled, length: Length) -> tuple[Point, ...]:
    """Those of the product's brief; none where it refuses."""
    try:
        return brief(one.article, length, NOW, Shares()).points
    except BriefbotError:
        return ()


def _label(one: Labelled, point: Point) -> Label | None:
    (span,) = point.spans
    if span.part is Part.STANDFIRST:  # of the leading sentence that it says again
        return next((label for label in one.lead if _says(one, label, point.text)), None)
    at = _index(one, point)
    return None if at is None else one.labels.get(at)


def _index(one: Labelled, point: Point) -> int | None:
    """The index of a point's sentence; None for the standfirst."""
    (span,) = point.spans
    if span.part is Part.STANDFIRST:
        return None
    return next((s.index for s in one.sentences if s.start == span.start), None)


def _says(one: Labelled, label: Label, text: str) -> bool:
    """Whether `text` has half of the words of a labelled sentence, or that half of its words."""
    told = content(frozenset(stems(text)), one.article.lang)
    said = content(frozenset(stems(one.article.body[label.start : label.end])), one.article.lang)
    return 2 * len(told & said) >= min(len(told), len(said))


def _lead(one: Labelled, found: Sequence[Point]) -> bool:
    """Whether the first sentences, in as many words as those points have, hold the main news."""
    most = sum(len(point.text.split()) for point in found)
    words = 0
    for sentence in one.sentences:
        words += len(sentence.text.split())
        if words > most and sentence.index:
            return False
        if one.labels.get(sentence.index) == one.lead[0]:
            return True
    return False


def _unresolved(label: Label | None, point: Point) -> bool:
    if label is None or label.alone in ("yes", "connective"):
        return False
    return label.alone != "bracket" or not inserted(point.edits)


def _unresolved_beside(one: Labelled, found: Sequence[Point]) -> bool:
    """Whether a reference stays unresolved though the points before are read, too.

    They resolve it where they have the full name, or where the last of them is clear, and is the
    sentence right before in the article.
    """
    told = one.article.headline or ""
    clear = -2  # the index of the last point's sentence
    for point in found:
        label, at = _label(one, point), _index(one, point)
        named = (label.bracket or "").rpartition("=")[2] if label else ""
        if _unresolved(label, point) and not (named and named in told) and at != clear + 1:
            return True
        clear = -2 if at is None else at
        told += point.text
    return False


def _opinion(label: Label | None, point: Point) -> bool:
    given = label and label.role == "opinion" and label.also in (None, "opinion", "none")
    return bool(given) and point.kind is Kind.NEWS


def _debris(label: Label | None) -> bool:
    return label is not None and label.role == "none" and label.also is None


def inserted(edits: Iterable[Any]) -> str | None:
    """The names that edits put in brackets."""
    names = [edit.text for edit in edits if edit.change is Change.INSERT]
    return " ".join(names) or None
