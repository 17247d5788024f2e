"""Pure. What a channel or a person was told of a story, and so what is new in a brief of it.

What was told is remembered by content, not by article: the same sentence rewritten by another
outlet is not new, a new figure or a denial always is.
"""

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from bot.briefing.extract.compose import own_words
from bot.briefing.tallies import Tally, are_alike, differ, tallies
from bot.models import Article, Brief, Headline, Kind, Point, Source
from bot.text.lexicon import lexicon
from bot.text.lexicon.notation import any_of
from bot.text.numbers import NUMBER_WORDS, value_of
from bot.text.stems import is_content, stems
from bot.text.words import counted, without_brackets
from bot.translation import ENGLISH, Translation

# The share of a point's words that one told point holds where it is that point again: midway
# between the rewritten sentences of tests/briefing/test_novelty.py (0.80 or more) and the others of
# the same story there (0.50 or less).
TOLD_SHARE = 0.65
GIST_WORDS = 22  # a longer sentence is no update line
MOST_CHANGES = 2  # figures in an update line

_GROUPED = re.compile(r"(?<=\d)[,.](?=\d)")
_POLARITY = lexicon("en").polarity
_NEGATED = re.compile(
    rf"\b(?:{any_of((*_POLARITY.negating, *_POLARITY.denying, *_POLARITY.retracting))})\b",
    re.IGNORECASE,
)
_NOT = "¬"  # in a key: the sentence denies or negates


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody was told of a story, last `at` (aware UTC): keys of points, and figures."""

    story: str
    at: datetime
    points: frozenset[str] = frozenset()
    figures: tuple[Tally, ...] = ()


def told(brief: Brief, before: Told | None = None) -> Told:
    """What its reader has been told once they see `brief`, after what they were told `before`."""
    earlier = before or Told(brief.story or "", brief.as_of)
    reported = [
        Tally(one.what, report.figure, value_of(report.figure))
        for one in brief.differences
        for report in one.reports
    ]
    counted_too = (key(f"{one.figure} {one.what}", None) for one in reported)
    return Told(
        story=earlier.story,
        at=brief.as_of,
        points=earlier.points.union(keys(brief), counted_too),
        figures=tuple(dict.fromkeys((*_figures(brief.points), *reported, *earlier.figures))),
    )


def told_line(line: Headline, at: datetime, before: Told | None = None) -> Told:
    """As `told`, for a reader who saw no more of the story than `line`."""
    earlier = before or Told(line.story or line.url or "", at)
    return Told(
        story=earlier.story,
        at=at,
        points=earlier.points | {key(line.text, None)},
        figures=tuple(dict.fromkeys((*tallies(line.text), *earlier.figures))),
    )


def both(one: Told, other: Told) -> Told:
    """What is known to somebody who was told the one and the other of the same story."""
    older, newer = sorted((one, other), key=lambda told: told.at)
    return replace(
        newer,
        points=newer.points | older.points,
        figures=tuple(dict.fromkeys((*newer.figures, *older.figures))),
    )


def to_json(value: Told) -> dict[str, Any]:
    """`value` in plain JSON types."""
    return {
        "story": value.story,
        "at": value.at.isoformat(),
        "points": sorted(value.points),
        "figures": [
            {**asdict(one), "places": sorted(one.places), "days": sorted(one.days)}
            for one in value.figures
        ],
    }


def from_json(value: dict[str, Any]) -> Told:
    """What `to_json` made of it; KeyError or ValueError where it did not."""
    return Told(
        story=value["story"],
        at=datetime.fromisoformat(value["at"]),
        points=frozenset(value["points"]),
        figures=tuple(
            Tally(
                one["what"],
                one["figure"],
                one["value"],
                frozenset(one["places"]),
                frozenset(one["days"]),
            )
            for one in value["figures"]
        ),
    )


def key(text: str, lang: str | None) -> str:
    """What a sentence tells: its content words and numbers, sorted, and whether it denies."""
    plain = _GROUPED.sub("", without_brackets(text))
    words = {_digits(stem) for stem in stems(plain) if is_content(stem, lang)} | {
        _digits(word) for word in plain.lower().split() if word in NUMBER_WORDS
    }
    if _NEGATED.search(plain):
        words.add(_NOT)
    return " ".join(sorted(words))


def _digits(word: str) -> str:
    return f"{NUMBER_WORDS[word]:.0f}" if word in NUMBER_WORDS else word


def keys(brief: Brief) -> tuple[str, ...]:
    """The keys of the brief's points, in their order."""
    langs = {source.id: source.lang for source in brief.sources}
    return tuple(key(point.text, langs.get(point.spans[0].article)) for point in brief.points)


def is_told(one: str, known: Iterable[str]) -> bool:
    """Whether the point with the key `one` says nothing that those with the keys `known` don't."""
    words = set(one.split())
    others = [set(other.split()) for other in known]
    numbers = {word for word in words if word.isdecimal()}
    if not numbers.issubset(word for other in others for word in other):
        return False
    return any(
        (_NOT in words) == (_NOT in other)
        and len(words & other - {_NOT}) >= TOLD_SHARE * len(words - {_NOT})
        for other in others
    )


def mark(brief: Brief, before: Told | None) -> Brief:
    """`brief` with its new points marked, for a reader who was told `before`.

    New is what was read since and not told; background never is.
    """
    if before is None:
        return brief
    since = {one.id for one in brief.sources if came_since(one, before)}
    points = tuple(
        replace(
            point,
            is_new=point.kind is not Kind.BACKGROUND
            and point.spans[0].article in since
            and not is_told(one, before.points),
        )
        for point, one in zip(brief.points, keys(brief), strict=True)
    )
    return replace(brief, points=points, told_before=before.at)


def came_since(one: Article | Source, before: Told) -> bool:
    """Whether an article was read after its reader was told `before`; where that is not known,
    whether it was published after."""
    came = one.read or one.published
    return came is None or came > before.at


def is_new(brief: Brief, before: Told | None) -> bool:
    """Whether `brief` says anything new to a reader who was told `before`."""
    return before is None or any(point.is_new for point in mark(brief, before).points)


def only_new(brief: Brief) -> Brief:
    """A marked brief without the points that its reader knows; whole where all are known."""
    points = tuple(point for point in brief.points if point.is_new)
    if not points:
        return brief
    return replace(brief, points=points, words=sum(map(own_words, points)))


def update_line(before: Told, after: Brief, tr: Translation = ENGLISH) -> str | None:
    """What changed since `before`, in a line: "Update: 12 → 19 killed"; None if nothing is new.

    A tracked figure that changed says it best, or else the first new sentence, whole; where that
    is too long for a line, new points are only counted.
    """
    fresh = [point for point in mark(after, before).points if point.is_new]
    if not fresh:
        return None
    changes = tuple(_changes(before, fresh))[:MOST_CHANGES]
    if changes:
        return tr("Update: {news}", news=", ".join(changes))
    if counted(fresh[0].text) <= GIST_WORDS:
        return tr("Update: {news}", news=fresh[0].text)
    return tr.count("Update: one new point", "Update: {count} new points", len(fresh))


def _changes(before: Told, fresh: Iterable[Point]) -> Iterable[str]:
    for now in dict.fromkeys(_figures(fresh)):
        then = [one for one in before.figures if are_alike(one, now)]
        if then and all(differ(one, now) for one in then):
            yield f"{then[0].figure} → {now.figure} {now.what}"


def _figures(points: Iterable[Point]) -> tuple[Tally, ...]:
    return tuple(tally for point in points for tally in tallies(without_brackets(point.text)))
