"""Pure. Points -> a Brief of the right length.

The main news comes first. With it the sentences that tell most make a brief; those that may be the
main news themselves, a voice, what speaks against it, what comes next and what is not confirmed are
given a little more weight.
"""

import re
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import chain
from typing import NamedTuple

from bot.briefing.extract import main_news
from bot.briefing.extract.candidates import (
    Candidate,
    as_clear,
    as_point,
    candidates,
    is_english,
    leaning,
    shortened,
)
from bot.briefing.extract.full_names import with_full_names
from bot.briefing.extract.grounding import grounded
from bot.briefing.extract.salience import Plan, select_sections, select_sentences, select_words
from bot.briefing.extract.standfirst import opening_line, repeats
from bot.briefing.genres.labels import genre_of
from bot.errors import NothingToBriefError
from bot.models import Article, Brief, Change, Genre, Image, Kind, Length, Point, Source
from bot.text.lexicon import every_language
from bot.text.lexicon.notation import any_of
from bot.text.openings import addresses_reader
from bot.text.sentences import Sentence, split
from bot.text.words import counted

MOST_WORDS = {Length.FLASH: 30, Length.BRIEF: 90, Length.FULL: 180}
# Beside the main news a brief is made of sentences so clear, in log-odds; where that leaves it one
# sentence, of somewhat less clear ones. A full one has room for what stands less well alone.
CLEAR: dict[Length, Sequence[float]] = {Length.BRIEF: (1.0, 0.5), Length.FULL: (-2.5,)}
SPARE_WORDS = 2  # counters differ over dashes, and over marks that a bracket parts from their word
SENTENCE_WORDS = 30  # what a sentence should not exceed where a clause of it can be cut
ALWAYS_ALLOWED = 60  # words of a body that may be quoted whatever its length

# How long an editor's summary is taken to be, as `salience.Plan` has it: a brief ends where more
# would tell little, a full one goes on.
_EDITORS_WORDS = {Length.BRIEF: 70, Length.FULL: 270}

_MAIN = {Kind.NEWS, Kind.OPINION}
_NO_COLUMN = {Genre.REVIEW, Genre.GUIDE, Genre.PAGE}  # with opinions that are none of a column
_QUOTES = tuple('“"«„‘')
_CAPTION_WORDS = 3  # less may be a button's
_EVERY = every_language()
_BUTTON = re.compile(rf"(?:^|[/_-])(?:{any_of(_EVERY.page.buttons)})[/_.-]")
_BYLINE = re.compile(
    rf"^(?i:{any_of(_EVERY.page.byline_openings)}) [A-Z]|"
    rf"\b\d{{1,2}}[:.]\d{{2}} ?(?:{any_of(_EVERY.page.clock_words)})(?!\w)"
)


class _Offered(NamedTuple):
    """What may be shown of a body's `sentences`, the likeliest main news first; the `chances` that
    each is it."""

    sentences: Sequence[Sentence]
    found: Sequence[Candidate]
    chances: Mapping[int, float]


_Selection = Callable[[Sequence[Sentence], Mapping[int, int]], tuple[Sentence, ...]]


class Shares(NamedTuple):
    """The share of an article's words that a brief and a full brief may quote."""

    brief: float = 0.30
    full: float = 0.50


def brief(
    article: Article,
    length: Length,
    as_of: datetime,
    shares: Shares,
    clear: Sequence[float] | None = None,
) -> Brief:
    """`article` in 30, 90 or 180 words at most, but for `_flash`; raises NothingToBriefError.

    `clear` is how clear its sentences must be beside the main news, if not as its length has it.
    """
    sentences = split(article.body, article.lang)
    allowed = allowed_words(article, length, shares)
    ranked = _ranked(article, sentences)
    if length is Length.FLASH:
        chosen = _flash(article, ranked.found, allowed)
    else:
        chosen = _chosen(article, ranked, length, allowed, clear or CLEAR[length])
    shown = {one.sentence.index for one in chosen}
    lost = next((one for one in ranked.found[:1] if one.sentence.index not in shown), None)
    line = opening_line(article, next(iter(chosen), None), allowed, lost)
    if line is not None:
        chosen = _beside(line, chosen, allowed, article.lang)
    named = with_full_names(article, sentences, chosen) if is_english(article) else chosen
    points = [as_point(article, one) for one in named]
    told = next((one.genre for one in ranked.found), None)
    return _checked(article, [line, *points] if line else points, as_of, told)


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
    alone = {one.sentence.index: one for one in candidates(article, sentences, plain=True)}
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


def _ranked(article: Article, sentences: Sequence[Sentence]) -> _Offered:
    """What may be shown, somebody's own words behind what is told, and what is said to the reader
    behind what is said of the matter."""
    found = candidates(article, sentences)
    odds = main_news.odds(article, sentences, found)
    pairs = zip(found, odds, strict=True)

    def place(each: tuple[Candidate, float]) -> tuple[bool, bool, float]:
        return _is_quotation(each[0]), _addresses_reader(each[0], article.lang), -each[1]

    ranked = sorted(pairs, key=place)
    return _Offered(sentences, [one for one, _ in ranked], main_news.chances(found, odds))


def _flash(article: Article, ranked: Sequence[Candidate], allowed: int) -> list[Candidate]:
    """The main news in `allowed` words where that can be done faithfully.

    Where it cannot, the next best; at last the shortest as it is: a reader has more of it than of
    nothing.
    """
    fitted = (shortened(article, one, allowed) for one in ranked)
    whole = sorted(ranked, key=lambda one: one.words)
    last = (one for one in whole if one.words <= ALWAYS_ALLOWED and not _is_quotation(one))
    return [_as_news(one) for one in chain(fitted, last) if one][:1]


def _chosen(
    article: Article,
    ranked: _Offered,
    length: Length,
    allowed: int,
    clear: Sequence[float],
) -> list[Candidate]:
    """The main news, and the candidates that tell most beside it in `allowed` words."""
    mains = (shortened(article, one, allowed) for one in ranked.found)
    main = next((_as_news(one) for one in mains if one), None)
    if main is None:
        return []

    chosen = [main]
    for least in clear:
        offered = ranked._replace(found=as_clear(ranked.found, least))
        chosen = _beside_main(article, main, offered, length, allowed)
        if len(chosen) > 1:
            break
    return _uncut(chosen, ranked.found, allowed)


def _beside_main(
    article: Article,
    main: Candidate,
    offered: _Offered,
    length: Length,
    allowed: int,
) -> list[Candidate]:
    """`main`, and those `offered` that tell most beside it in `allowed` words."""
    fitted = [short for one in offered.found if (short := _fitted(article, one, length, allowed))]
    by_index = {one.sentence.index: one for one in fitted} | {main.sentence.index: main}
    found = {at: _section(one, length) for at, one in by_index.items()}
    plan = Plan(
        among={at: one.words for at, one in by_index.items()},
        sections={at: section for at, section in found.items() if section is not None},
        editors_words=_EDITORS_WORDS[length],
        first=main.sentence.index,
        chances=offered.chances,
    )
    best = select_sections(offered.sentences, allowed, plan, article.headline, article.lang)
    return sorted(
        (_beside_kind(main, by_index[one.index]) for one in best),
        key=lambda one: (
            one.kind.place,
            one.sentence.index != main.sentence.index,
            one.sentence.index,
        ),
    )


def _beside_kind(main: Candidate, one: Candidate) -> Candidate:
    """`one`; as an opinion where it would be the only news beside an opinion, and before it."""
    argued = main.kind is Kind.OPINION and one.kind is Kind.NEWS
    return replace(one, kind=Kind.OPINION, speaker=main.speaker) if argued else one


def _uncut(
    chosen: Sequence[Candidate], found: Sequence[Candidate], allowed: int
) -> list[Candidate]:
    """`chosen`, each whole again for which there is room."""
    whole = {one.sentence.index: one for one in found}
    free = allowed - sum(one.words for one in chosen)
    shown = []
    for one in chosen:
        full = replace(whole[one.sentence.index], kind=one.kind, speaker=one.speaker)
        fits = full.words - one.words <= free
        free -= (full.words - one.words) * fits
        shown.append(full if fits else one)
    return shown


def _fitted(article: Article, one: Candidate, length: Length, allowed: int) -> Candidate | None:
    """A candidate short enough, cut if need be: but for the news, none fills half a brief."""
    most = allowed if one.kind in _MAIN else min(allowed, MOST_WORDS[length] // 2)
    return _shorter(article, one, most)


def _shorter(article: Article, one: Candidate, most: int) -> Candidate | None:
    return shortened(article, one, min(most, SENTENCE_WORDS)) or shortened(article, one, most)


def _beside(
    line: Point, chosen: Sequence[Candidate], allowed: int, lang: str | None
) -> list[Candidate]:
    """Those of `chosen` that say more than `line`, as far as there is room for them."""
    left = allowed - own_words(line)
    kept = []
    for one in chosen:
        if one.words <= left and not repeats(line, one, lang):
            kept.append(one)
            left -= one.words
    return kept


def _is_quotation(one: Candidate) -> bool:
    """Whether it is somebody's own words from the start."""
    return one.kind is Kind.VOICE and one.sentence.text.startswith(_QUOTES)


def _addresses_reader(one: Candidate, lang: str | None) -> bool:
    """Whether it says "you" where it is to be news: "She has a message for you."."""
    return one.kind is not Kind.OPINION and addresses_reader(one.sentence.text, lang)


def _as_news(one: Candidate) -> Candidate:
    """A candidate as the main news, whatever it does beside; a quotation or an opinion, as that."""
    kept = one.kind is Kind.OPINION or _is_quotation(one)
    return one if kept else replace(one, kind=Kind.NEWS)


def _section(one: Candidate, length: Length) -> Hashable:
    """What a brief is worth more for having; of a voice, one with its office."""
    if one.kind in _MAIN or (length is Length.BRIEF and one.kind is Kind.BACKGROUND):
        return None
    if one.kind is Kind.VOICE:
        heard = one.speaker if length is Length.FULL else Kind.VOICE
        return heard if "," in (one.speaker or "") else None
    return one.kind if length is Length.FULL else "what speaks against it, or is to come"


def _checked(
    article: Article, points: Sequence[Point], as_of: datetime, told: Genre | None = None
) -> Brief:
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
        genre=_genre(told or genre_of(article), sound.points),
    )


def _genre(told: Genre, points: Sequence[Point]) -> Genre:
    """What an article is `told` to be, but for one that has to be shown as an opinion."""
    argues = any(point.kind is Kind.OPINION for point in points)
    return Genre.OPINION if argues and told not in _NO_COLUMN else told


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
        complete=article.complete,
    )
