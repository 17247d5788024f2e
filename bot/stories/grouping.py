"""Pure. Which articles tell the same story: one article at a time, as it comes.

An article is compared with the few recent stories that share most of its rare words and names, and
a learned judge (`join_judge`) says how sure it is of each. The judge is strict, since a wrong join
is worse than a missed one; what was begun apart, by an article too short or too early to tell where
it belongs, is absorbed when its story has grown.

How rare a term is: in the language's table of news (`background`) and in the stories of the window,
each of which counts once, however many report it. Each copy of a text counts once.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from heapq import nlargest
from operator import itemgetter
from typing import NamedTuple

from bot.models import Article
from bot.stories import background, features, join_judge
from bot.stories.copies import LEAST
from bot.stories.features import Features
from bot.stories.join_judge import Judge
from bot.stories.profiles import RIVAL, Profile, Rarity, Sight, alike, evidence

LIFE = timedelta(days=4)  # a story that nobody reported for so long has ended
MOST_STORIES = 20_000  # in a window, so that a flood of articles fills no memory

# Set by hand: the shared events have no dates.
FADE = timedelta(days=3)  # the log odds are one less after so long a silence

COPIED = 20.0  # log odds of a copy

STUB = 4  # texts of a story that can still be absorbed
TELLING = 14  # terms of an article, the heaviest, that its candidates are found by
COMMON = 150  # stories: a term of more finds none
CANDIDATES = 4  # stories that an article is compared with in full


class Placed(NamedTuple):
    """Where an article belongs; the stories `absorbed` are from now on part of `story`.

    `related` is another story that probably tells of the same, where that isn't sure.
    """

    story: str
    absorbed: tuple[str, ...] = ()
    related: str | None = None


class Likely(NamedTuple):
    """A story that an article may tell, and the log odds that it does."""

    odds: float
    story: Profile


class Window:
    """The stories of the last days, each known by what its articles have in common.

    The same articles in the same order give the same stories. What it keeps is bounded by LIFE and
    MOST_STORIES; rebuild it after a restart with `restore`.
    """

    def __init__(self) -> None:
        self._stories: dict[str, Profile] = {}  # the longest silent first
        self._index: dict[str, list[Profile]] = {}  # the stories that have a term

    def __len__(self) -> int:
        return len(self._stories)

    def assign(self, article: Features, now: datetime) -> Placed:
        """The article's story, a new one where it resembles none; it takes the article's id.

        `now` (aware) stands for the date of an article that has none or one that is to come.
        """
        moment = min(article.published or now, now)
        self._forget(moment)
        judge = join_judge.of_language(article.lang)
        near = self._likely(article, moment, judge)
        best = near[0] if near else None
        is_known = best is not None and best.odds >= judge.sure
        story = best.story if best and is_known else Profile(article.article, moment)
        self._add(story, article, moment)
        placed = self._absorb(story, [one.story for one in near if one.story is not story], judge)
        if best is None or is_known or placed.absorbed or best.odds < judge.related:
            return placed
        return placed._replace(related=best.story.id)

    def restore(self, article: Features, story: str, now: datetime) -> None:
        """Puts back an article whose story is known; in the order of publication."""
        moment = min(article.published or now, now)
        self._forget(moment)
        self._add(self._stories.get(story) or Profile(story, moment), article, moment)

    def seen(self, article: Features, own: str) -> list[tuple[str, list[float]]]:
        """The stories nearest to the article and its own, and what speaks for each: the judge
        learns by it."""
        sight = Sight.of(article, self._rarity(article.lang))
        found = self._found(sight)
        if (mine := self._stories.get(own)) and mine not in found:
            found.append(mine)
        return [(story.id, told) for story, told in self._evidence(sight, found)]

    def _rarity(self, lang: str) -> Rarity:
        table = background.of_language(lang)
        total = table.documents + len(self._stories)
        count, rarity, stories = table.count, features.rarity, self._index.get
        return lambda term: rarity(term, count(term) + len(stories(term, ())), total)

    def _likely(self, article: Features, moment: datetime, judge: Judge) -> list[Likely]:
        """The stories that the article may tell, the likeliest first."""
        sight = Sight.of(article, self._rarity(article.lang))
        found = [
            Likely(self._odds(article, story, moment, judge.log_odds(told)), story)
            for story, told in self._evidence(sight, self._found(sight))
        ]
        return sorted(found, key=lambda one: (one.odds, one.story.id), reverse=True)

    @staticmethod
    def _odds(article: Features, story: Profile, moment: datetime, judged: float) -> float:
        """What was judged, less for a long silence; a copy is of the story for sure."""
        if len(article.runs) >= LEAST and story.has_copy(article):
            return COPIED
        return judged - abs(moment - story.latest) / FADE

    def _found(self, sight: Sight) -> list[Profile]:
        """The stories that share most of the article's telling terms."""
        dots: dict[Profile, float] = {}
        for term in nlargest(TELLING, sight.whole, key=sight.whole.__getitem__):
            stories = self._index.get(term, ())
            if len(stories) <= COMMON:
                weight = sight.whole[term]
                for story in stories:
                    dots[story] = dots.get(story, 0.0) + weight * story.terms[term] / story.length
        return [story for story, _ in nlargest(CANDIDATES, dots.items(), key=itemgetter(1))]

    def _evidence(
        self, sight: Sight, stories: Iterable[Profile]
    ) -> Iterator[tuple[Profile, list[float]]]:
        found = [(alike(sight, story), story) for story in stories]
        for likeness, story in found:
            others = (other for other, one in found if one is not story and one.texts >= RIVAL)
            yield story, evidence(sight, story, likeness, max(others, default=0.0))

    def _add(self, story: Profile, article: Features, moment: datetime) -> None:
        self._stories.pop(story.id, None)
        self._stories[story.id] = story
        story.latest = max(story.latest, moment)
        if story.has_copy(article):
            return
        self._enter(story, article.terms)
        story.add(article)
        self._measure(story, article.lang)

    def _enter(self, story: Profile, terms: Iterable[str]) -> None:
        """Before the story has them."""
        for term in terms:
            if term not in story.terms:
                self._index.setdefault(term, []).append(story)

    def _measure(self, story: Profile, lang: str) -> None:
        for term in story.measure(self._rarity(lang)):
            self._drop(term, story)

    def _absorb(self, story: Profile, rivals: Iterable[Profile], judge: Judge) -> Placed:
        absorbed: list[str] = []
        sights: dict[str, Sight] = {}  # as long as no story changes
        for rival in rivals:
            less, more = sorted((story, rival), key=lambda one: one.texts)
            least = judge.merged_single if more.texts == 1 else judge.merged
            if less.texts > STUB or self._same(less, more, judge, sights) < least:
                continue
            self._leave(less)
            self._enter(more, less.terms)
            more.absorb(less)
            self._measure(more, less.last[-1].lang)
            absorbed.append(less.id)
            sights.clear()
            story = more
        return Placed(story.id, tuple(absorbed))

    def _same(self, less: Profile, more: Profile, judge: Judge, sights: dict[str, Sight]) -> float:
        """The mean log odds that the last articles of the smaller story tell the larger."""
        odds = 0.0
        for article in less.last:
            if (sight := sights.get(article.article)) is None:
                sight = sights[article.article] = Sight.of(article, self._rarity(article.lang))
            odds += judge.log_odds(evidence(sight, more, alike(sight, more), 0.0))
        return odds / len(less.last) - abs(less.latest - more.latest) / FADE

    def _forget(self, moment: datetime) -> None:
        while self._stories:
            oldest = next(iter(self._stories.values()))
            if moment - oldest.latest <= LIFE and len(self._stories) < MOST_STORIES:
                return
            self._leave(oldest)

    def _leave(self, story: Profile) -> None:
        del self._stories[story.id]
        for term in story.terms:
            self._drop(term, story)

    def _drop(self, term: str, story: Profile) -> None:
        stories = self._index[term]
        stories.remove(story)
        if not stories:
            del self._index[term]


def group(articles: Iterable[Article]) -> Iterator[tuple[str, str]]:
    """Each article's id and its story's, in the order given.

    They are placed in the order they were published; one without a date is taken to be as old as
    the article before it.
    """
    found = [features.of(article) for article in articles]
    moment = min((one.published for one in found if one.published), default=_SOME_DAY)
    dated: list[tuple[datetime, int]] = []
    for at, one in enumerate(found):
        moment = one.published or moment
        dated.append((moment, at))
    window = Window()
    placed: dict[int, str] = {}
    part_of: dict[str, str] = {}
    for moment, at in sorted(dated):
        place = window.assign(found[at], moment)
        placed[at] = place.story
        part_of.update(dict.fromkeys(place.absorbed, place.story))
    for at, one in enumerate(found):
        story = placed[at]
        while story in part_of:
            story = part_of[story]
        yield one.article, story


_SOME_DAY = datetime(2000, 1, 1, tzinfo=UTC)
