"""Pure. What a language model wrote -> a brief in which every sentence was checked.

A point that fails is replaced by the first sentence it cites that can stand alone; where no point
of the model's holds, there is no rewritten brief at all.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.briefing.check import claims, other_languages
from bot.briefing.check.faults import Fault
from bot.briefing.model.assembly import assembled, words
from bot.briefing.model.numbered import Numbered
from bot.briefing.model.write_prompt import Written
from bot.models import Brief, Kind, Length, Point
from bot.text.injection import addresses_machine
from bot.text.openings import is_mid_air
from bot.text.quotations import is_balanced
from bot.text.sentences import split
from bot.text.words import counted, without_brackets

MOST_POINT_WORDS = 40
MOST_POINT_CHARACTERS = 400
_ENDED = re.compile(r"[.!…。！।۔؟][”\"’»)]*$")
MARKUP = re.compile(r"[*_`#<>{}|\\~\[\]]")
_BRACKET = re.compile(r"(?<![^\W\d_])(?P<word>[^\W\d_]++) (?P<bracket>\[[^\[\]\d]*+\d[^\[\]]*+\])")


class Flaw(StrEnum):
    """What is wrong with a point before anyone asks whether it is true."""

    UNKNOWN = "it cites a sentence that was not shown"
    MIXED = "it cites sentences of two articles"
    FORM = "it is not one plain sentence that can stand alone"


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A brief, and why some of the model's points are not in it."""

    brief: Brief
    rejected: tuple[Flaw | Fault, ...]


def rewritten(
    base: Brief,
    written: Sequence[Written],
    shown: Sequence[Numbered],
    length: Length,
    most: int,
) -> Rewritten | None:
    """`base` with the model's points instead of its own, in at most `most` words.

    None where the model wrote nothing that holds.
    """
    taken: list[Point] = []
    rejected: list[Flaw | Fault] = []
    for one in written[: 1 if length is Length.FLASH else None]:
        judged = _point(one, shown)
        if not isinstance(judged, Point):
            rejected.append(judged)
        point = judged if isinstance(judged, Point) else _replacement(one, shown)
        if point is None or _is_told(point, taken):
            continue
        if words(point) <= most - sum(map(words, taken)):
            taken.append(point)
    if not any(point.by == "model" for point in taken):
        return None
    articles = {one.article.id: one.article for one in shown}
    brief = assembled(base, taken, articles.values(), most, "written")
    return Rewritten(brief, tuple(rejected))


def _point(one: Written, shown: Sequence[Numbered]) -> Point | Flaw | Fault:
    """The point, or the first thing that is wrong with it."""
    if max(one.places) >= len(shown):
        return Flaw.UNKNOWN
    cited = [shown[place] for place in one.places]
    article = cited[0].article
    if any(sentence.article.id != article.id for sentence in cited):
        return Flaw.MIXED
    texts = [sentence.text for sentence in cited]
    if is_mid_air(one.text, article.lang):
        return Flaw.FORM
    if found := flaws(one.text, texts, article.body, article.lang):
        return found[0]
    own = [sentence.point for sentence in cited if sentence.point]
    return Point(
        kind=own[0].kind if own else Kind.NEWS,
        text=_dated(one.text, " ".join(texts)),
        spans=tuple(sentence.span for sentence in cited),
        speaker=_speaker(one.text, own),
        by="model",
        link=cited[0].link,
    )


def flaws(
    claim: str, cited: Sequence[str], body: str, lang: str | None
) -> tuple[Flaw | Fault, ...]:
    """What is wrong with a model's sentence, beside what it may point back to."""
    form = () if is_plain(claim, " ".join(cited), lang) else (Flaw.FORM,)
    if lang in (None, "en"):
        return form + claims.faults(claim, cited, body)
    return form + other_languages.faults(claim, cited, lang)


def is_plain(text: str, cited: str, lang: str | None) -> bool:
    """Whether it is one plain sentence, without markup but for brackets that are cited."""
    bare = without_brackets(text) if _BRACKET.search(cited) else text
    return (
        len(text) <= MOST_POINT_CHARACTERS
        and text.isprintable()
        and _ENDED.search(text) is not None
        and MARKUP.search(bare) is None
        and counted(text) <= MOST_POINT_WORDS
        and is_balanced(text)
        and not addresses_machine(text)
        and len(split(text, lang)) == 1
    )


def _dated(text: str, cited: str) -> str:
    """`text` with the dates in brackets that its cited sentences have behind the same words."""
    for match in _BRACKET.finditer(cited):
        if match["bracket"] not in text:
            dated = rf"\1 {match['bracket']}"
            text = re.sub(
                rf"\b({re.escape(match['word'])})\b(?!,? [A-Z]?\w+ \d)", dated, text, count=1
            )
    return text


def _speaker(text: str, cited: Sequence[Point]) -> str | None:
    """The one speaker of the cited sentences, if the point names them."""
    speakers = {point.speaker for point in cited if point.speaker}
    if len(speakers) != 1:
        return None
    (speaker,) = speakers
    return speaker if speaker.partition(",")[0].split()[-1] in text else None


def _replacement(one: Written, shown: Sequence[Numbered]) -> Point | None:
    cited = (shown[place] for place in one.places if place < len(shown))
    return next((sentence.point for sentence in cited if sentence.point), None)


def _is_told(point: Point, taken: Sequence[Point]) -> bool:
    told = {span for other in taken for span in other.spans}
    return all(span in told for span in point.spans)
