"""Pure. Points -> a Brief of the right length.

The news comes first, then as many other parts as the article has and the length allows: a voice,
what speaks against it, what comes next, what is not confirmed, what was before. When it must be
shorter, whole points go from the end.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from bot.briefing.extractive import (
    Candidate,
    as_point,
    candidates,
    cut_short,
    leaning,
    shortened,
)
from bot.briefing.grounding import Rejected, grounded
from bot.briefing.roles import SHORTEST
from bot.briefing.salience import select_sentences, select_words
from bot.briefing.sentences import Sentence, split
from bot.briefing.wording import counted
from bot.errors import NothingToBriefError
from bot.models import Article, Brief, Change, Image, Kind, Length, Point, Source

MOST_WORDS = {Length.FLASH: 30, Length.BRIEF: 90, Length.FULL: 180}
SPARE_WORDS = 2  # counters differ over dashes, and over marks that a bracket parts from their word
ALWAYS_ALLOWED = 60  # words of a body that may be quoted whatever its length
SENTENCE_WORDS = 30  # what a sentence should not exceed where a clause of it can be cut
# Of a sentence's words in one chosen already: it says the same. From 0.4 to 0.8 ROUGE stays.
TOO_ALIKE = 0.6

# The kinds looked for after the news, in turn: of each group the best that fits.
_WANTED = {
    Length.FLASH: (),
    Length.BRIEF: ((Kind.VOICE,), (Kind.DOUBT, Kind.NEXT, Kind.UNCONFIRMED)),
    Length.FULL: (
        (Kind.VOICE,),
        (Kind.DOUBT,),
        (Kind.NEXT,),
        (Kind.UNCONFIRMED,),
        (Kind.VOICE,),
        (Kind.BACKGROUND,),
    ),
}


_Selection = Callable[[Sequence[Sentence], Mapping[int, int]], tuple[Sentence, ...]]


class Shares(NamedTuple):
    """The share of an article's words that a brief and a full brief may quote."""

    brief: float = 0.30
    full: float = 0.50


@dataclass(frozen=True, slots=True)
class Draft:
    """A brief, and the points that broke an invariant and so are not in it."""

    brief: Brief
    rejected: tuple[Rejected, ...]


def brief(article: Article, length: Length, as_of: datetime, shares: Shares) -> Brief:
    """`article` in at most 30, 90 or 180 words; raises NothingToBriefError."""
    return draft(article, length, as_of, shares).brief


def draft(article: Article, length: Length, as_of: datetime, shares: Shares) -> Draft:
    """As `brief`, with what had to be left out of it: a summarizer's error, to be counted."""
    sentences = split(article.body, article.lang)
    allowed = _allowed(article, length, shares)
    found = _best_first(article, sentences, candidates(article, sentences), allowed)
    chosen = _chosen(article, found, length, allowed)
    points = tuple(as_point(article, one) for one in _in_sections(chosen))
    return _draft(article, points, as_of)


def _best_first(
    article: Article, sentences: Sequence[Sentence], found: Sequence[Candidate], allowed: int
) -> list[Candidate]:
    """The candidates that tell most together in `allowed` words, then the rest, each in order."""
    among = {one.sentence.index: one.words for one in found}
    best = select_words(sentences, allowed, article.headline, article.lang, among=among)
    together = {sentence.index for sentence in best}
    return sorted(found, key=lambda one: (one.sentence.index not in together, one.sentence.index))


def plain_sentences(article: Article, count: int, as_of: datetime) -> Brief:
    """The `count` sentences that sum `article` up, in its own order; raises NothingToBriefError.

    A sentence may lean on the one before it where that one is shown right before.
    """

    def select(sentences: Sequence[Sentence], among: Mapping[int, int]) -> tuple[Sentence, ...]:
        return select_sentences(sentences, count, article.headline, article.lang, among=among)

    return _plain(article, as_of, select)


def plain_words(article: Article, most: int, as_of: datetime) -> Brief:
    """As `plain_sentences`, in at most `most` words."""

    def select(sentences: Sequence[Sentence], among: Mapping[int, int]) -> tuple[Sentence, ...]:
        return select_words(sentences, most, article.headline, article.lang, among=among)

    return _plain(article, as_of, select)


def _plain(article: Article, as_of: datetime, select: _Selection) -> Brief:
    sentences = split(article.body, article.lang)
    alone = {one.sentence.index: one for one in candidates(article, sentences)}
    behind = {one.sentence.index: one for one in leaning(article, sentences)}
    among = {at: one.words for at, one in (*alone.items(), *behind.items())}
    while True:
        chosen = {sentence.index for sentence in select(sentences, among)}
        unfit = {at for at in chosen if at not in alone and at - 1 not in chosen}
        if not unfit:
            break
        among = {at: words for at, words in among.items() if at not in unfit}
    shown = (
        behind.get(at, alone.get(at)) if at - 1 in chosen else alone[at] for at in sorted(chosen)
    )
    return _draft(article, [as_point(article, one) for one in shown if one], as_of).brief


def _allowed(article: Article, length: Length, shares: Shares) -> int:
    """How many words of the article's body a brief of this length may quote."""
    share = shares.full if length is Length.FULL else shares.brief
    most = MOST_WORDS[length] - (length is not Length.FLASH) * SPARE_WORDS
    return min(most, max(ALWAYS_ALLOWED, int(share * counted(article.body))))


def _chosen(
    article: Article, found: Sequence[Candidate], length: Length, allowed: int
) -> tuple[Candidate, ...]:
    """The candidates of a brief; `found` has the best first."""
    lead = _lead(article, found, length, allowed)
    if lead is None or length is Length.FLASH:
        return (lead,) if lead else ()
    chosen = [lead]
    wanted = list(_WANTED[length])
    while wanted:
        kinds = wanted.pop(0)
        group = _of(kinds, found, chosen)
        reserved = sum(
            min((one.words for one in _of(later, found, chosen)), default=0) for later in wanted
        )
        _add(chosen, group, article, allowed - reserved, 1) or _add(
            chosen, group, article, allowed, 1
        )
    _add(chosen, found, article, allowed, len(found))
    return tuple(chosen)


def _of(
    kinds: Sequence[Kind], found: Sequence[Candidate], chosen: Sequence[Candidate]
) -> list[Candidate]:
    """The candidates of some kinds, the handiest first; of voices, those not heard yet."""
    spoken = {one.speaker for one in chosen if one.kind is Kind.VOICE}
    fresh = (
        one
        for one in found
        if one.kind in kinds and not (one.kind is Kind.VOICE and one.speaker in spoken)
    )
    return sorted(fresh, key=_unhandy)


def _unhandy(one: Candidate) -> tuple[bool, bool]:
    """What speaks against a sentence for its section: its length; a voice's lack of an office."""
    return one.words > SENTENCE_WORDS, one.kind is Kind.VOICE and "," not in (one.speaker or "")


def _lead(
    article: Article, found: Sequence[Candidate], length: Length, allowed: int
) -> Candidate | None:
    """The first of the best news, in at most 30 words where that can be done faithfully."""
    news = [one for one in found if one.kind is Kind.NEWS]
    for one in (*news, *(one for one in found if one.kind is not Kind.NEWS)):
        short = shortened(article, one, min(SENTENCE_WORDS, allowed))
        if short is None and length is not Length.FLASH and one.words <= allowed:
            short = one
        short = short or cut_short(article, one, allowed)
        if short is not None:
            return short
    return None


def _add(
    chosen: list[Candidate], found: Iterable[Candidate], article: Article, allowed: int, most: int
) -> bool:
    """Add up to `most` of `found` to `chosen`, as far as they fit and say something else."""
    added = 0
    for one in found:
        room = allowed - _words(chosen)
        if added == most or room < SHORTEST:
            break
        fitted = _fitted(article, one, room)
        if fitted is not None and not any(_alike(one, other) for other in chosen):
            chosen.append(fitted)
            added += 1
    return added > 0


def _fitted(article: Article, one: Candidate, room: int) -> Candidate | None:
    """A candidate that has room: a long one without a clause, if it can be cut faithfully."""
    if one.words > SENTENCE_WORDS:
        short = shortened(article, one, min(SENTENCE_WORDS, room))
        if short is not None:
            return short
    return one if one.words <= room else None


def _in_sections(chosen: Sequence[Candidate]) -> list[Candidate]:
    order = list(Kind)
    return sorted(chosen, key=lambda one: (order.index(one.kind), one.sentence.index))


def _words(chosen: Sequence[Candidate]) -> int:
    return sum(one.words for one in chosen)


def _alike(one: Candidate, other: Candidate) -> bool:
    """Whether one of the two says little that the other does not."""
    mine, others = _content(one), _content(other)
    return len(mine & others) > TOO_ALIKE * min(len(mine), len(others))


def _content(one: Candidate) -> frozenset[str]:
    return frozenset(word for word in one.sentence.text.casefold().split() if len(word) > 3)  # noqa: PLR2004


def _draft(article: Article, points: Sequence[Point], as_of: datetime) -> Draft:
    sound = grounded(points, article)
    if not sound.points:
        raise NothingToBriefError(
            f"article {article.id}: no sentence can stand alone",
            advice="No sentence there can stand alone. Please open the article itself.",
        )
    shown = Brief(
        headline=article.headline,
        topic=None,
        as_of=as_of,
        words=sum(_own_words(point) for point in sound.points),
        summarizer="extractive",
        points=sound.points,
        image=_image(article.images),
        sources=(_source(article),),
    )
    return Draft(shown, sound.rejected)


def _own_words(point: Point) -> int:
    """The words of a point without the brackets that we add."""
    added = sum(counted(edit.text) for edit in point.edits if edit.change is Change.INSERT)
    return counted(point.text) - added


def _image(images: Sequence[Image]) -> Image | None:
    """The first picture that says what it shows or who took it; else the first."""
    told = (image for image in images if image.caption or image.credit)
    return next(told, images[0] if images else None)


def _source(article: Article) -> Source:
    return Source(
        id=article.id,
        outlet=article.outlet,
        title=article.headline,
        url=article.url,
        published=article.published,
        lang=article.lang,
        byline=article.byline,
        words=counted(article.body),
    )
