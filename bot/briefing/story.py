"""Pure. A Story -> one Brief: the news once, from the fullest source, and what the others add.

No sentence mixes two articles. The fullest source gives the news; a voice, a doubt, what comes next
or what is not confirmed may come from another outlet where the fullest has no such thing.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.briefing import differences, novelty
from bot.briefing.extract import compose
from bot.briefing.extract.compose import (
    MOST_WORDS,
    SPARE_WORDS,
    Shares,
    allowed_words,
    own_words,
    source_of,
)
from bot.briefing.novelty import Told
from bot.errors import NothingToBriefError
from bot.models import Article, Brief, Difference, Genre, Kind, Length, Point, Source, Story
from bot.text.lexicon import lexicon
from bot.text.lexicon.notation import any_of
from bot.text.words import WORD, counted

FULL_WORDS = 400  # a body that has as many leaves nothing out that a brief could say
FRESH = timedelta(hours=12)  # behind the newest article; what is older may be outdated
MOST_READ = 6  # articles that a brief is made of, the fullest first
MOST_SOURCES = 6
OF_A_SECTION = 2  # points that a full brief takes at most into a section with another's help
# How clear, in log-odds, what is new must be to who knows the story.
CLEAR_TO_WHO_KNOWS = (-0.5,)

_ADDED = (Kind.VOICE, Kind.DOUBT, Kind.NEXT, Kind.UNCONFIRMED)
_LABEL = re.compile(rf"(?:{any_of(lexicon('en').headlines.labels)})\b[:\s|–-]", re.IGNORECASE)
ENOUGH_IN_COMMON = 3  # words of a headline with the news
_SHORTEST_HEADLINE, _LONGEST_HEADLINE = 20, 110  # characters


def brief(  # noqa: PLR0913 -- each is its own decision, and compose.brief has the first four
    story: Story,
    length: Length,
    as_of: datetime,
    shares: Shares,
    *,
    outlets: int,
    told: Told | None = None,
    languages: Sequence[str] = (),
) -> Brief:
    """`story` in at most 30, 90 or 180 words; raises NothingToBriefError.

    `outlets` is how many report it independently. For a reader who was `told` of it before, the
    fullest source is looked for among what came since, and new points are marked. It is told in the
    first of the `languages` that an article is in, else in the one that most are in.
    """
    lang = main_language(story.articles, languages)
    articles = [one for one in story.articles if one.lang == lang]
    since = [one for one in articles if told is None or one.at > told.at]
    fresh = by_fullness(_fresh(since or articles))[:MOST_READ]
    older = [one for one in by_fullness(articles) if one not in fresh]

    def alone(article: Article) -> Brief:
        return compose.brief(article, length, as_of, shares)

    own = _lead(fresh, told, alone) or _lead(older, told, alone)
    if own and length is not Length.FLASH and not novelty.is_new(own, told):
        own = _further_down(fresh, told, length, as_of, shares) or own
    if own is None:
        raise NothingToBriefError(
            f"story {story.id}: no sentence of its articles can stand alone",
            advice="No sentence there can stand alone. Please open one of the articles itself.",
        )
    (source,) = own.sources
    others = [one for one in fresh if one.id != source.id]
    clear = () if length is Length.FLASH else compose.CLEAR[length][-1:]
    full = list(_all_of(others, clear, as_of, shares)) if clear else []
    points = own.points if length is Length.FLASH else _with_others(own, full, length, shares)
    differing = differences.between(articles) if len(articles) > 1 else ()
    shown = replace(
        own,
        headline=clearest(articles, " ".join(point.text for point in points)).headline,
        points=points,
        words=sum(map(own_words, points)),
        sources=_sources(story.articles, points, differing),
        story=story.id,
        length=length,
        outlets=outlets,
        differences=differing,
        rejected=(*own.rejected, *(one for _, made in full for one in made.rejected)),
        also_in=tuple(sorted({one.lang for one in story.articles if one.lang} - {lang})),
    )
    return novelty.mark(shown, told)


def main_language(articles: Sequence[Article], languages: Sequence[str] = ()) -> str | None:
    """The first of these languages that any of the articles is in, else the one of most."""
    told = Counter(one.lang for one in articles)
    return next((one for one in languages if told[one]), told.most_common(1)[0][0])


def clearest(articles: Sequence[Article], news: str) -> Article:
    """The one of `articles`, which are about one thing, whose headline says best what `news` tells.

    It is whole, no question and no label ("Live:"), of a readable length, with no number that
    the news does not have, and with some of its words; of those the newest.
    """
    of_news = set(novelty.key(news, None).split())

    def clarity(article: Article) -> tuple[bool, bool, bool, bool, bool, int, datetime, str]:
        text = (article.headline or "").strip()
        words = set(novelty.key(text, None).split())
        return (
            not _is_truncated(text),
            not text.endswith(("?", "？", "؟")),
            not _LABEL.match(text),
            _SHORTEST_HEADLINE <= len(text) <= _LONGEST_HEADLINE,
            all(word in of_news for word in words if word.isdecimal()),
            min(ENOUGH_IN_COMMON, len(words & of_news)),
            article.at,
            article.id,
        )

    return max(_fresh(articles), key=clarity)


def by_fullness(articles: Iterable[Article]) -> list[Article]:
    """`articles`, the fullest first.

    One with a date is fuller than one without; then the longer body, so that a page comes before
    an entry's summary; of two that have enough for any brief, the newer.
    """

    def fullness(article: Article) -> tuple[bool, int, datetime, str]:
        words = min(FULL_WORDS, counted(article.body))
        return (article.published is not None, words, article.at, article.id)

    return sorted(articles, key=fullness, reverse=True)


def _lead(
    articles: Iterable[Article], told: Told | None, brief_of: Callable[[Article], Brief]
) -> Brief | None:
    """The brief of the first article that has one, and is no mere page; to a reader who was told,
    of one with news."""
    first: Brief | None = None
    for article in articles:
        try:
            made = brief_of(article)
        except NothingToBriefError:
            continue
        if novelty.is_new(made, told) and made.genre is not Genre.PAGE:
            return made
        first = first or made
    return first


def _further_down(
    articles: Iterable[Article], told: Told | None, length: Length, as_of: datetime, shares: Shares
) -> Brief | None:
    """For a reader who was told: what is new in the first article that has more to say than its
    brief, behind its main news if there is room for both."""
    for article, full in _all_of(articles, CLEAR_TO_WHO_KNOWS, as_of, shares):
        first, *rest = novelty.mark(full, told).points
        left = allowed_words(article, length, shares)
        kept: list[Point] = []
        for point in [*(one for one in rest if one.is_new), first]:
            if own_words(point) <= left:
                kept.append(point)
                left -= own_words(point)
        if any(point.is_new for point in kept):
            ordered = sorted(kept, key=lambda point: (point.kind.place, point is not first))
            return replace(full, points=tuple(ordered), words=sum(map(own_words, ordered)))
    return None


def _all_of(
    articles: Iterable[Article], clear: Sequence[float], as_of: datetime, shares: Shares
) -> Iterator[tuple[Article, Brief]]:
    """Each article with its full brief: all so clear that it has to add, if it has anything."""
    for article in articles:
        try:
            made = compose.brief(article, Length.FULL, as_of, shares, clear)
        except NothingToBriefError:
            continue
        if made.genre is not Genre.PAGE:
            yield article, made


def _fresh(articles: Sequence[Article]) -> list[Article]:
    """Those published not long before the newest; all, where none has a date."""
    newest = max(one.at for one in articles)
    return [one for one in articles if newest - one.at <= FRESH]


def _with_others(
    own: Brief,
    others: Iterable[tuple[Article, Brief]],
    length: Length,
    shares: Shares,
) -> tuple[Point, ...]:
    """The points of `own` and what `others` add, in the order of their sections.

    Background gives way to them, the last first; no article is quoted beyond its share.
    """
    points = list(own.points)
    room = MOST_WORDS[length] - SPARE_WORDS
    for article, full in others:
        quotable = allowed_words(article, length, shares)
        for point in full.points:
            words = own_words(point)
            kept = _making_room(points, room - words) if words <= quotable else None
            if kept is not None and _adds(point, points, length, article.lang):
                points = [*kept, point]
                quotable -= words
    return tuple(sorted(points, key=lambda point: point.kind.place))


def _adds(point: Point, shown: Sequence[Point], length: Length, lang: str | None) -> bool:
    """Whether `point` brings a section that is not there, or in a full brief a second of it.

    It has a word in common with what is `shown`, or nobody would know what it is about, and is not
    the same as any of that.
    """
    if point.kind not in _ADDED:
        return False
    alike = [one for one in shown if one.kind is point.kind]
    if len(alike) >= (OF_A_SECTION if length is Length.FULL else 1):
        return False
    if point.speaker and any(_is_same_speaker(point.speaker, one.speaker) for one in alike):
        return False
    own = novelty.key(point.text, lang)
    nearest = max(_overlap(own, novelty.key(one.text, lang)) for one in shown)
    return 0 < nearest < novelty.TOLD_SHARE


def _overlap(one: str, other: str) -> float:
    words, others = set(one.split()), set(other.split())
    return len(words & others) / max(1, min(len(words), len(others)))


def _is_same_speaker(one: str, other: str | None) -> bool:
    names = [set(who.partition(",")[0].split()) for who in (one, other or "")]
    return not names[0].isdisjoint(names[1])


def _making_room(points: Sequence[Point], most: int) -> list[Point] | None:
    """`points` in at most `most` words, background left out where need be; None if not even so."""
    kept = list(points)
    while sum(map(own_words, kept)) > most:
        spare = [one for one in kept if one.kind is Kind.BACKGROUND]
        if not spare or len(kept) == 1:
            return None
        kept.remove(spare[-1])
    return kept


def _sources(
    articles: Sequence[Article], points: Iterable[Point], differing: Iterable[Difference]
) -> tuple[Source, ...]:
    """The articles that points and figures rest on, then the fullest of further outlets."""
    by_id = {article.id: article for article in articles}
    needed = dict.fromkeys(
        (
            *(span.article for point in points for span in point.spans),
            *(report.source for difference in differing for report in difference.reports),
        )
    )
    chosen = [by_id[one] for one in needed]
    for article in by_fullness(articles):
        if len(chosen) < MOST_SOURCES and article.outlet not in {one.outlet for one in chosen}:
            chosen.append(article)
    return tuple(source_of(article) for article in chosen)


def _is_truncated(headline: str) -> bool:
    behind = WORD.split(headline)[-1]
    return "…" in behind or "..." in behind
