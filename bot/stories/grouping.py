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
from bot.stories.crosslingual.linking import KeyIndex
from bot.stories.features import Features
from bot.stories.join_judge import Judge
from bot.stories.profiles import RIVAL, Profile, Rarities, Sight, alike, evidence

LIFE = timedelta(days=4)  # a story that nobody reported for so long has ended
MOST_STORIES = 20_000  # in a window, so that a flood of articles fills no memory

# Set by hand: the shared events have no dates.
FADE = timedelta(days=3)  # the log odds are one less after so long a silence

COPIED = 20.0  # log odds of a copy
UNLIKE = -20.0  # of what has next to nothing in common: the judge never saw such pairs
LEAST_ALIKE = 0.04  # cosine

STUB = 4  # texts of a story that can still be absorbed
TELLING = 14  # terms of an article, the heaviest, that its candidates are found by
COMMON = 150  # stories: a term of more finds none
CANDIDATES = 4  # stories that an article is compared with in full


class Placed(NamedTuple):
    """Where an article belongs; the stories `absorbed` are from now on part of `story`.

    `related` are other stories that probably have to do with it, the likeliest first.
    """

    story: str
    absorbed: tuple[str, ...] = ()
    related: tuple[str, ...] = ()


class Likely(NamedTuple):
    """A profile that an article may belong to, and the log odds that it does."""

    odds: float
    profile: Profile


class Window:
    """The stories of the last days, each known by what its articles have in common.

    What each language tells of a story is a profile of its own, since words don't compare across
    languages. The same articles in the same order give the same stories. What it keeps is bounded
    by LIFE and MOST_STORIES; rebuild it after a restart with `restore`.
    """

    def __init__(self) -> None:
        self._profiles: dict[str, Profile] = {}  # the longest silent first
        self._stories: dict[str, list[Profile]] = {}  # in each language that tells them
        self._index: dict[str, list[Profile]] = {}  # the profiles that have a term
        self._keys = KeyIndex()

    def __len__(self) -> int:
        return len(self._stories)

    def assign(self, article: Features, now: datetime) -> Placed:
        """The article's story, a new one where it resembles none; it takes the article's id.

        `now` (aware) stands for the date of an article that has none or one that is to come.
        """
        moment = min(article.published or now, now)
        self._forget(moment)
        judge = join_judge.of_language(article.lang)
        sight = Sight.of(article, self._rarities(article.lang))
        near = self._likely(sight, moment, judge)
        is_known = bool(near) and near[0].odds >= judge.sure
        own = self._part(near[0].profile.story if is_known else article.article, article, moment)
        self._add(own, sight, moment)
        # what a single article is unlike, it is no more like when looked at as a story
        rivals = [one.profile for one in near if own.texts > 1 or one.odds >= judge.related]
        story, absorbed = self._absorb(own, rivals, judge, sight)
        linked, also = self._link(story, article)
        related = dict.fromkeys(one.profile.story for one in near if one.odds >= judge.related)
        return Placed(
            linked,
            (*absorbed, *also),
            tuple(one for one in related if one != linked and one in self._stories),
        )

    def restore(self, article: Features, story: str, now: datetime) -> None:
        """Puts back an article whose story is known; in the order of publication."""
        moment = min(article.published or now, now)
        self._forget(moment)
        sight = Sight.of(article, self._rarities(article.lang))
        self._add(self._part(story, article, moment), sight, moment)

    def _part(self, story: str, article: Features, moment: datetime) -> Profile:
        """What the article's language tells of the story; an article whose language isn't known
        goes with any."""
        parts = self._stories.get(story, ())
        same = [part for part in parts if part.written == article.written]
        same += [part for part in parts if not (part.written and article.written)]
        return same[0] if same else Profile(article.article, story, article.written, moment)

    def seen(self, article: Features, own: str) -> list[tuple[str, dict[str, float]]]:
        """The stories nearest to the article and its own, and what speaks for each: the judge
        learns by it."""
        sight = Sight.of(article, self._rarities(article.lang))
        found = self._found(sight)
        found += [part for part in self._stories.get(own, ()) if part not in found]
        return [(one.story, told) for one, told in self._evidence(sight, found)]

    def _rarities(self, lang: str) -> Rarities:
        table = background.of_language(lang)
        return lambda terms: features.rarities(terms, table, self._index, len(self._profiles))

    def _likely(self, sight: Sight, moment: datetime, judge: Judge) -> list[Likely]:
        """The profiles that the article may belong to, the likeliest first."""
        found = [
            Likely(self._odds(sight.article, profile, moment, judge.log_odds(told)), profile)
            for profile, told in self._evidence(sight, self._found(sight))
        ]
        return sorted(found, key=lambda one: (one.odds, one.profile.id), reverse=True)

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
    ) -> Iterator[tuple[Profile, dict[str, float]]]:
        found = [(alike(sight, story), story) for story in stories]
        found = [one for one in found if one[0] >= LEAST_ALIKE]
        for likeness, story in found:
            others = (other for other, one in found if one is not story and one.texts >= RIVAL)
            rival = max(others, default=0.0)
            yield story, self._speaking(sight, story, likeness, rival)

    def _speaking(
        self, sight: Sight, story: Profile, likeness: float, rival: float
    ) -> dict[str, float]:
        """What speaks for the article telling the story; where stems are counted also its keys."""
        keys = sight.article.keys if sight.article.lang else ()
        return evidence(sight, story, likeness, rival) | self._keys.kinship(keys, story.id)

    def _add(self, own: Profile, sight: Sight, moment: datetime) -> None:
        article = sight.article
        if self._profiles.pop(own.id, None) is None:
            self._stories.setdefault(own.story, []).append(own)
        self._profiles[own.id] = own
        own.latest = max(own.latest, moment)
        if own.has_copy(article):
            return
        self._keys.add(own.id, own.written, article.keys)
        self._enter(own, article.terms)
        own.add(sight)
        if own.texts > 1:
            self._measure(own, article.lang)

    def _enter(self, profile: Profile, terms: Iterable[str]) -> None:
        """Before the profile has them."""
        for term in terms:
            if term not in profile.terms:
                self._index.setdefault(term, []).append(profile)

    def _measure(self, profile: Profile, lang: str) -> None:
        for term in profile.measure(self._rarities(lang)):
            self._drop(term, profile)

    def _absorb(
        self, own: Profile, near: Iterable[Profile], judge: Judge, sight: Sight
    ) -> tuple[str, list[str]]:
        """Joins what turns out to be one story; returns it, and those that went into it."""
        absorbed: list[str] = []
        sights = {sight.article.article: sight}  # as long as no profile changes
        for rival in near:
            if rival.story == own.story or rival.id not in self._profiles:
                continue
            less, more = sorted((own, rival), key=lambda one: one.texts)
            least = judge.merged_single if more.texts == 1 else judge.merged
            if less.texts > STUB or self._same(less, more, judge, sights) < least:
                continue
            absorbed.append(less.story)
            self._unite(less.story, more.story)
            sights.clear()
            if own.id not in self._profiles:
                own = more
        return own.story, absorbed

    def _link(self, story: str, article: Features) -> tuple[str, list[str]]:
        """Joins the story with those of other languages that tell the same; returns it, and those
        that went into it."""
        absorbed: list[str] = []
        for other in self._keys.same(article.written, article.keys):
            found = self._profiles[other]
            written = {part.written for part in self._stories[story]}
            if written.isdisjoint(part.written for part in self._stories[found.story]):
                absorbed.append(story)
                self._unite(story, found.story)
                story = found.story
        return story, absorbed

    def _unite(self, less: str, more: str) -> None:
        """Makes one story a part of another."""
        others = list(self._stories[more])
        for part in self._stories.pop(less):
            part.story = more
            self._stories[more].append(part)
            same = (one for one in others if one.written == part.written or not part.written)
            if one := next(same, None):
                self._merge(part, one)

    def _merge(self, less: Profile, more: Profile) -> None:
        """Puts all of one profile into another of the same story and language."""
        keys = self._leave(less)
        self._keys.add(more.id, more.written, keys)
        self._enter(more, less.terms)
        more.absorb(less)
        self._measure(more, less.last[-1].lang)

    def _same(self, less: Profile, more: Profile, judge: Judge, sights: dict[str, Sight]) -> float:
        """The mean log odds that the last articles of the smaller profile belong to the larger."""
        odds = 0.0
        for article in less.last:
            if (sight := sights.get(article.article)) is None:
                sight = sights[article.article] = Sight.of(article, self._rarities(article.lang))
            likeness = alike(sight, more)
            if likeness < LEAST_ALIKE:
                return UNLIKE
            odds += judge.log_odds(self._speaking(sight, more, likeness, 0.0))
        return odds / len(less.last) - abs(less.latest - more.latest) / FADE

    def _forget(self, moment: datetime) -> None:
        while self._profiles:
            oldest = next(iter(self._profiles.values()))
            if moment - oldest.latest <= LIFE and len(self._profiles) < MOST_STORIES:
                return
            self._leave(oldest)

    def _leave(self, profile: Profile) -> tuple[str, ...]:
        """Takes a profile out; returns its keys."""
        del self._profiles[profile.id]
        parts = self._stories[profile.story]
        parts.remove(profile)
        if not parts:
            del self._stories[profile.story]
        for term in profile.terms:
            self._drop(term, profile)
        return self._keys.remove(profile.id)

    def _drop(self, term: str, profile: Profile) -> None:
        having = self._index[term]
        having.remove(profile)
        if not having:
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
