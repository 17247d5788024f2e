"""Pure. A story -> how it went: what was first reported and by whom, figures that changed, denials,
what was announced for a day and whether it came.

Articles are read in the order in which they were published, and what an earlier one told is no
turn: an agency's text printed again and an old article that comes again add nothing. Every line is
a sentence of an article with its span, and none that breaks an invariant of a brief is shown.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta, tzinfo
from itertools import chain

from bot.briefing import announced, novelty
from bot.briefing.extract import main_news
from bot.briefing.extract.candidates import Candidate, as_point, candidates, shortened
from bot.briefing.extract.compose import ALWAYS_ALLOWED, SENTENCE_WORDS, source_of
from bot.briefing.extract.doubts import is_denial
from bot.briefing.extract.grounding import violated
from bot.briefing.story import clearest, main_language
from bot.briefing.tallies import Tally, are_alike, differ, tallies
from bot.errors import NothingToBriefError
from bot.models import Article, Kind, Point, Story, Timeline, TimelineLine, Turn
from bot.text.lexicon import lexicon
from bot.text.sentences import split
from bot.text.words import without_brackets

MOST_READ = 80  # articles, the first and the last of a long story
MOST_OF_ARTICLE = 12_000  # characters, some 2,000 words
MOST_DENIALS = 6  # sentences of an article
MOST_LINES = 24
NEWS_A_DAY = 2
NEWS_SENTENCES = 6  # of an article, in which figures are its news and not its background
STILL_STANDS = timedelta(hours=12)  # until then another outlet's lower figure may be an older one

_EN = lexicon("en")
_GROWS = frozenset(row[0] for row in _EN.tallies.fates) - set(_EN.tallies.shrinking)
_SHRINKS = frozenset(_EN.tallies.shrinking)


def timeline(story: Story, as_of: datetime, zone: tzinfo, *, all_news: bool = False) -> Timeline:
    """How `story` went until `as_of`, its days those of `zone`; raises NothingToBriefError.

    An article without a date has no place in it. `all_news`, of any day, is more than a reader of
    the whole story wants.
    """
    lang = main_language(story.articles)
    dated = sorted(
        (one for one in story.articles if one.published and one.published <= as_of),
        key=lambda one: (one.published, one.id),
    )
    reading = _Reading(zone, all_news)
    for article in _read_of([one for one in dated if one.lang == lang]):
        reading.read(replace(article, body=article.body[:MOST_OF_ARTICLE]))
    if not reading.lines:
        raise NothingToBriefError(
            f"story {story.id}: no dated article of it has a sentence that can stand alone",
            advice="Nothing there can be told day by day. Please open one of the articles itself.",
        )
    lines = _in_order([*reading.lines, *reading.awaited(as_of)], zone)
    by_id = {one.id: one for one in dated}
    shown = dict.fromkeys(chain.from_iterable(map(_articles, lines)))
    news = " ".join(one.point.text for one in lines)
    return Timeline(
        story=story.id,
        headline=clearest([one for one in dated if one.lang == lang], news).headline,
        as_of=as_of,
        lines=lines,
        sources=tuple(source_of(by_id[one]) for one in shown),
    )


def _read_of(articles: Sequence[Article]) -> Sequence[Article]:
    half = MOST_READ // 2
    return articles if len(articles) <= MOST_READ else (*articles[:half], *articles[-half:])


def _articles(line: TimelineLine) -> Iterator[str]:
    for point in (line.point, line.came):
        if point is not None:
            yield point.spans[0].article


@dataclass(frozen=True, slots=True)
class _TellingSentence:
    """A sentence that can be shown, what it tells, and its place in its article."""

    point: Point
    key: str
    at: int


@dataclass(slots=True)
class _StandingFigure:
    """A figure as it stands, what each outlet gave for it last, and all that it ever was."""

    tally: Tally
    at: datetime
    of_outlet: dict[str, float]
    ever: set[float]


@dataclass(frozen=True, slots=True)
class _Awaited:
    """What was announced for a day, and by which words a report of it is known."""

    line: TimelineLine
    day: date
    words: frozenset[str]


@dataclass(slots=True)
class _Reading:
    """What is known of a story so far."""

    zone: tzinfo
    all_news: bool
    lines: list[TimelineLine] = field(default_factory=list)
    known: set[str] = field(default_factory=set)  # keys of all sentences read
    counts: list[_StandingFigure] = field(default_factory=list)
    announcements: list[_Awaited] = field(default_factory=list)
    told: list[tuple[datetime, _TellingSentence, frozenset[str]]] = field(default_factory=list)

    def read(self, article: Article) -> None:
        """Adds what `article`, which has a date, tells first."""
        at = article.at
        found, main = _sentences(article)
        fresh = [one for one in found if one.key not in self.known]
        figures = [line for one in fresh if (line := self._figure(article, one, at))]
        self.lines += figures
        turned = {line.point.text for line in figures}
        denying = [one for one in fresh if self._is_denial(one, article)][:MOST_DENIALS]
        denials = [one for one in denying if not self._is_told(one)]
        self.lines += [TimelineLine(at, Turn.DENIAL, one.point) for one in denials]
        turned |= {one.point.text for one in denials}
        if main and main in fresh and main.point.text not in turned:
            self._main(main, at)
        for one in fresh:
            if day := announced.announced_day(one.point, self._day(at)):
                self._announcement(one, at, article.lang, day)
            elif one.point.kind is not Kind.NEXT:
                words = announced.content(one.point.text, article.lang)
                self.told.append((at, one, words))
        self.known.update(one.key for one in found)

    def awaited(self, as_of: datetime) -> Iterator[TimelineLine]:
        """What was announced, with what is told of it since; only that is told of what is past."""
        for one in self.announcements:
            came = self._came(one) if self._day(as_of) >= one.day else None
            yield TimelineLine(one.line.at, Turn.ANNOUNCED, one.line.point, day=one.day, came=came)

    def _main(self, main: _TellingSentence, at: datetime) -> None:
        if not self.lines:
            if main.point.kind is not Kind.OPINION:
                self.lines.append(TimelineLine(at, Turn.FIRST, main.point))
            return
        if main.point.kind is not Kind.NEWS or self._is_told(main):
            return
        today = [one.turn for one in self.lines if self._day(one.at) == self._day(at)]
        has_room = Turn.FIRST not in today and today.count(Turn.NEWS) < NEWS_A_DAY
        if has_room or self.all_news:
            self.lines.append(TimelineLine(at, Turn.NEWS, main.point))

    def _figure(self, article: Article, one: _TellingSentence, at: datetime) -> TimelineLine | None:
        """The line that `one` makes where it gives another figure than the one that stands."""
        if one.at >= NEWS_SENTENCES or article.lang not in (None, "en"):
            return None
        outlet, changes = article.outlet or article.id, []
        for tally in _tallies(one):
            count = next((each for each in self.counts if are_alike(each.tally, tally)), None)
            if count is None:
                value = tally.value
                self.counts.append(_StandingFigure(tally, at, {outlet: value}, {value}))
                continue
            if _is_another(count, tally, outlet, at):
                changes.append(f"{count.tally.figure} → {tally.figure} {tally.what}")
                count.tally, count.at = tally, at
            count.of_outlet[outlet] = tally.value
            count.ever.add(tally.value)
        if not changes:
            return None
        return TimelineLine(at, Turn.FIGURE, one.point, change=", ".join(changes))

    def _is_denial(self, one: _TellingSentence, article: Article) -> bool:
        is_english = article.lang in (None, "en")
        return bool(self.lines) and is_english and is_denial(one.point.text)

    def _announcement(
        self, one: _TellingSentence, at: datetime, lang: str | None, day: date
    ) -> None:
        words = announced.content(one.point.text, lang)
        same = (each for each in self.announcements if each.day == day)
        if not any(announced.is_same(words, each.words) for each in same):
            line = TimelineLine(at, Turn.ANNOUNCED, one.point, day=day)
            self.announcements.append(_Awaited(line, day, words))

    def _came(self, one: _Awaited) -> Point | None:
        since = [
            (announced.tells_of(one.words, words), -at.timestamp(), told.point)
            for at, told, words in self.told
            if self._day(at) >= one.day
        ]
        share, _, point = max(since, key=lambda each: each[:2], default=(0.0, 0.0, None))
        return point if share else None

    def _is_told(self, one: _TellingSentence) -> bool:
        """Whether an earlier article told it, if with another figure than outlets still count."""
        if novelty.is_told(one.key, self.known):
            return True
        words = " ".join(word for word in one.key.split() if not word.isdecimal())
        return bool(_tallies(one)) and novelty.is_told(words, self.known)

    def _day(self, at: datetime) -> date:
        return at.astimezone(self.zone).date()


def _is_another(count: _StandingFigure, tally: Tally, outlet: str, at: datetime) -> bool:
    """Whether a figure has changed: it is no outlet's older or differing count.

    A toll only grows, whoever says so. Any other figure is changed by the outlet that gave it, or
    where the one that stands is old.
    """
    if not differ(count.tally, tally) or tally.value in count.ever:
        return False
    what = tally.what.rpartition(" ")[2]
    if what in _GROWS and tally.value > count.tally.value:
        return True
    if what in _SHRINKS and tally.value < count.tally.value:
        return True
    own = count.of_outlet.get(outlet)
    if own is not None and own == count.tally.value:
        return True
    return what not in _GROWS and at - count.at > STILL_STANDS


def _sentences(article: Article) -> tuple[list[_TellingSentence], _TellingSentence | None]:
    """The sentences that can be shown, each as short as it can be; and the one of its news."""
    sentences = split(article.body, article.lang)
    likely = candidates(article, sentences)
    odds = main_news.odds(article, sentences, likely)
    best = max(zip(odds, likely, strict=True), key=lambda each: each[0], default=(0.0, None))[1]
    found = [one for each in likely if (one := _shown(article, each))]
    return found, next((one for one in found if best and one.at == best.sentence.index), None)


def _shown(article: Article, one: Candidate) -> _TellingSentence | None:
    point = shown(article, one)
    if point is None:
        return None
    return _TellingSentence(point, novelty.key(point.text, article.lang), one.sentence.index)


def shown(article: Article, one: Candidate) -> Point | None:
    """A sentence by itself, as short as it can be; None where it can't be shown."""
    short = shortened(article, one, SENTENCE_WORDS) or one
    if short.words > ALWAYS_ALLOWED:
        return None
    point = as_point(article, short)
    return None if violated(point, article) else point


def _tallies(one: _TellingSentence) -> tuple[Tally, ...]:
    return tallies(without_brackets(one.point.text))


def _in_order(lines: Sequence[TimelineLine], zone: tzinfo) -> tuple[TimelineLine, ...]:
    """By their moments, what was announced at the end of its day; of too many, the plain news of
    days goes first, the oldest before."""

    def place(one: TimelineLine) -> tuple[date, bool, datetime]:
        own = one.at.astimezone(zone).date()
        return (one.day or own, one.day is not None, one.at)

    kept = sorted(lines, key=place)
    while len(kept) > MOST_LINES:
        spare = next((one for one in kept if one.turn is Turn.NEWS), kept[1])
        kept.remove(spare)
    return tuple(kept)
