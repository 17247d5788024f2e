"""Pure. Points -> a Brief of the right length.

The sentences that tell most together make a brief, some news among them and first; a voice, what
speaks against it, what comes next and what is not confirmed come in where they carry weight, and
are given a little more of it for opening a section.
"""

import re
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from datetime import datetime
from itertools import chain
from typing import NamedTuple

from bot.briefing.extract.candidates import (
    Candidate,
    as_point,
    candidates,
    ended_early,
    leaning,
    shortened,
)
from bot.briefing.extract.grounding import grounded
from bot.briefing.extract.salience import Plan, select_sections, select_sentences, select_words
from bot.errors import NothingToBriefError
from bot.models import Article, Brief, Change, Image, Kind, Length, Point, Source
from bot.text.lexicon import any_of, every_language
from bot.text.sentences import Sentence, split
from bot.text.words import counted

MOST_WORDS = {Length.FLASH: 30, Length.BRIEF: 90, Length.FULL: 180}
SPARE_WORDS = 2  # counters differ over dashes, and over marks that a bracket parts from their word
SENTENCE_WORDS = 30  # what a sentence should not exceed where a clause of it can be cut
ALWAYS_ALLOWED = 60  # words of a body that may be quoted whatever its length

# How long an editor's summary is taken to be, as `salience.Plan` has it: a brief ends where more
# would tell little, a full one goes on. By bench/summaries.py, 80 words for a brief
# instead of 60 cost it 0.3 ROUGE-1 beside the lead of the same length on cnndm_val500.
_EDITORS_WORDS = {Length.BRIEF: 60, Length.FULL: 270}

_CAPTION_WORDS = 3  # less may be a button's
_EVERY = every_language()
_BUTTON = re.compile(rf"(?:^|[/_-])(?:{any_of(_EVERY.page.buttons)})[/_.-]")
_BYLINE = re.compile(
    rf"^(?i:{any_of(_EVERY.page.byline_openings)}) [A-Z]|"
    rf"\b\d{{1,2}}[:.]\d{{2}} ?(?:{any_of(_EVERY.page.clock_words)})(?!\w)"
)


_Selection = Callable[[Sequence[Sentence], Mapping[int, int]], tuple[Sentence, ...]]


class Shares(NamedTuple):
    """The share of an article's words that a brief and a full brief may quote."""

    brief: float = 0.30
    full: float = 0.50


def brief(article: Article, length: Length, as_of: datetime, shares: Shares) -> Brief:
    """`article` in 30, 90 or 180 words at most, but for `_flash`; raises NothingToBriefError."""
    sentences = split(article.body, article.lang)
    allowed = allowed_words(article, length, shares)
    found = candidates(article, sentences)
    if length is Length.FLASH:
        chosen = _flash(article, sentences, found, allowed)
    else:
        chosen = _chosen(article, sentences, found, length, allowed)
    points = tuple(as_point(article, one) for one in _in_sections(chosen))
    return _checked(article, points, as_of)


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
        del among[max(unfit)]  # one by one: without it, what the others lean on may be chosen
    shown = (
        behind.get(at, alone.get(at)) if at - 1 in chosen else alone[at] for at in sorted(chosen)
    )
    return _checked(article, [as_point(article, one) for one in shown if one], as_of)


def allowed_words(article: Article, length: Length, shares: Shares) -> int:
    """How many words of the article's body a brief of this length may quote."""
    share = shares.full if length is Length.FULL else shares.brief
    most = MOST_WORDS[length] - (length is not Length.FLASH) * SPARE_WORDS
    return min(most, max(ALWAYS_ALLOWED, int(share * counted(article.body))))


def _flash(
    article: Article, sentences: Sequence[Sentence], found: Sequence[Candidate], allowed: int
) -> list[Candidate]:
    """The first of the best news, in at most `allowed` words where that can be done faithfully.

    Where it cannot, the shortest news as it is: a reader has more of it than of nothing.
    """
    among = {one.sentence.index: one.words for one in found}
    best = select_words(sentences, allowed, article.headline, article.lang, among=among)
    first = {sentence.index for sentence in best}
    ranked = sorted(found, key=lambda one: (not _is_news(one), one.sentence.index not in first))
    fitted = (cut(article, one, allowed) for cut in (shortened, ended_early) for one in ranked)
    whole = sorted(filter(_is_news, found), key=lambda one: one.words)
    last = (one for one in whole if one.words <= ALWAYS_ALLOWED)
    return [one for one in chain(fitted, last) if one][:1]


def _chosen(
    article: Article,
    sentences: Sequence[Sentence],
    found: Sequence[Candidate],
    length: Length,
    allowed: int,
) -> list[Candidate]:
    """The candidates that tell most together in `allowed` words, some news among them."""
    fitted = [short for one in found if (short := _fitted(article, one, length, allowed))]
    by_index = {one.sentence.index: one for one in fitted}

    def select(some: Iterable[Candidate], most: int) -> list[Candidate]:
        among = {one.sentence.index: one.words for one in some}
        found = {at: _section(by_index[at], length) for at in among}
        sections = {at: section for at, section in found.items() if section is not None}
        plan = Plan(among, sections, _EDITORS_WORDS[length])
        best = select_sections(sentences, most, plan, article.headline, article.lang)
        return [by_index[sentence.index] for sentence in best]

    chosen = select(fitted, allowed)
    news = [one for one in fitted if _is_news(one)]
    if news and not any(map(_is_news, chosen)):
        lead = _weightiest(article, sentences, news)
        rest = [one for one in fitted if one is not lead and one.words <= allowed - lead.words]
        chosen = [lead, *select(rest, allowed - lead.words)]
    return _uncut(chosen, found, allowed)


def _uncut(
    chosen: Sequence[Candidate], found: Sequence[Candidate], allowed: int
) -> list[Candidate]:
    """`chosen`, each whole again for which there is room."""
    whole = {one.sentence.index: one for one in found}
    free = allowed - sum(one.words for one in chosen)
    shown = []
    for one in chosen:
        full = whole[one.sentence.index]
        fits = full.words - one.words <= free
        free -= (full.words - one.words) * fits
        shown.append(full if fits else one)
    return shown


def _weightiest(
    article: Article, sentences: Sequence[Sentence], some: Sequence[Candidate]
) -> Candidate:
    among = {one.sentence.index: one.words for one in some}
    (best,) = select_sentences(sentences, 1, article.headline, article.lang, among=among)
    return next(one for one in some if one.sentence == best)


def _fitted(article: Article, one: Candidate, length: Length, allowed: int) -> Candidate | None:
    """A candidate short enough, cut if need be: but for the news, none fills half a brief."""
    most = allowed if _is_news(one) else min(allowed, MOST_WORDS[length] // 2)
    return shortened(article, one, min(most, SENTENCE_WORDS)) or shortened(article, one, most)


def _is_news(one: Candidate) -> bool:
    return one.kind is Kind.NEWS


def _section(one: Candidate, length: Length) -> Hashable:
    """What a brief is worth more for having; of a voice, one with its office."""
    if one.kind is Kind.NEWS or (length is Length.BRIEF and one.kind is Kind.BACKGROUND):
        return None
    if one.kind is Kind.VOICE:
        heard = one.speaker if length is Length.FULL else Kind.VOICE
        return heard if "," in (one.speaker or "") else None
    return one.kind if length is Length.FULL else "what speaks against it, or is to come"


def _in_sections(chosen: Sequence[Candidate]) -> list[Candidate]:
    order = list(Kind)
    return sorted(chosen, key=lambda one: (order.index(one.kind), one.sentence.index))


def _checked(article: Article, points: Sequence[Point], as_of: datetime) -> Brief:
    """The brief of those of the points that break no invariant."""
    sound = grounded(points, article)
    if not sound.points:
        raise NothingToBriefError(
            f"article {article.id}: no sentence can stand alone",
            advice="No sentence there can stand alone. Please open the article itself.",
        )
    return Brief(
        headline=article.headline,
        topic=None,
        as_of=as_of,
        words=sum(own_words(point) for point in sound.points),
        summarizer="extractive",
        points=sound.points,
        image=_image(article.images),
        sources=(source_of(article),),
        rejected=tuple(one.violation.name.lower() for one in sound.rejected),
    )


def own_words(point: Point) -> int:
    """The words of a point without the brackets that we add."""
    added = sum(counted(edit.text) for edit in point.edits if edit.change is Change.INSERT)
    return counted(point.text) - added


def _image(images: Sequence[Image]) -> Image | None:
    """The first picture that says most of what it shows and who took it; no author's, no button."""
    shown = [
        image
        for image in images
        if not _BUTTON.search((image.url or "").lower()) and not _BYLINE.search(image.caption or "")
    ]
    return max(shown, key=_telling, default=None)


def _telling(image: Image) -> int:
    if image.credit or counted(image.caption or "") >= _CAPTION_WORDS:
        return 2
    return 1 if image.caption else 0


def source_of(article: Article) -> Source:
    """The source that a point of `article` names."""
    return Source(
        id=article.id,
        outlet=article.outlet,
        title=article.headline,
        url=article.url,
        published=article.published,
        lang=article.lang,
        byline=article.byline,
        words=counted(article.body),
        read=article.read,
    )
