"""Pure. What articles announce for which day, and what became of it."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from functools import cache

from bot.briefing import announced
from bot.briefing.extract.candidates import candidates
from bot.briefing.timeline import shown
from bot.models import Announcement, Article, DateToWatch, Kind, Point, Timeline
from bot.text.dates import date_insertions, local_days
from bot.text.lexicon import lexicon
from bot.text.lexicon.notation import any_of
from bot.text.sentences import Sentence, split

MOST_OF_ARTICLE = 5
MOST_OF_A_DAY = 300  # things that the announcements of a day are compared with


def announcements(article: Article) -> tuple[Announcement, ...]:
    """The sentences of an article that announce something for a day after it was published."""
    days = local_days(article.published, article.published_offset)
    if not days:
        return ()
    sentences = split(article.body, article.lang)
    if not any(_names_a_day(article, one, days) for one in sentences):
        return ()  # most don't, and to read one closely takes ten times as long
    points = (shown(article, one) for one in candidates(article, sentences))
    found = (
        Announcement(day, one)
        for one in points
        if one and (day := announced.announced_day(one, days[-1]))
    )
    return tuple(found)[:MOST_OF_ARTICLE]


def _names_a_day(article: Article, sentence: Sentence, days: tuple[date, ...]) -> bool:
    if not _day_words(article.lang or "en")(sentence.text):
        return False
    where = (sentence.start, sentence.end)
    edits = date_insertions(article.body, *where, days, article.lang)
    bare = Point(Kind.NEWS, sentence.text, (), edits=edits)
    return announced.announced_day(bare, days[-1]) is not None


@cache
def _day_words(lang: str) -> Callable[[str], re.Match[str] | None]:
    """Finds what any day has in a language: a name of its own or of its month."""
    words = lexicon(lang).calendar
    names = (name for row in (*words.weekdays, *words.months) for name in row)
    return re.compile(rf"\b(?:{any_of((*names, *words.days))})", re.IGNORECASE).search


def each_once(dates: Iterable[DateToWatch], most: int) -> tuple[DateToWatch, ...]:
    """At most so many dates, those that most outlets announce, by their days; what several say of
    one thing is one, in the words of the first. A day that more is announced for than anybody reads
    is told by the first things of it."""
    every: list[tuple[DateToWatch, frozenset[str], set[str]]] = []
    by_day: defaultdict[date, list[tuple[frozenset[str], set[str]]]] = defaultdict(list)
    for one in dates:
        found = by_day[one.day]
        words = announced.content(one.point.text, one.source.lang)
        outlet = one.source.outlet or one.source.id
        for known, outlets in found:
            if announced.is_same(words, known):
                outlets.add(outlet)
                break
        else:
            if len(found) < MOST_OF_A_DAY:
                found.append((words, {outlet}))
                every.append((one, *found[-1]))
    counted = [replace(one, outlets=len(outlets)) for one, _, outlets in every]
    kept = sorted(counted, key=lambda one: -one.outlets)[:most]
    return tuple(sorted(kept, key=lambda one: one.day))


def outcome(one: DateToWatch, told: Timeline) -> DateToWatch | None:
    """The date with what its story's timeline tells of it since; None where it is not there."""
    words = announced.content(one.point.text, one.source.lang)
    for line in told.lines:
        if line.day == one.day and announced.is_same(
            words, announced.content(line.point.text, one.source.lang)
        ):
            if line.came is None:
                return one
            by = {source.id: source for source in told.sources}
            return replace(one, came=line.came, told_by=by[line.came.spans[0].article])
    return None
