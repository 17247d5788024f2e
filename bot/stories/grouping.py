"""Pure. Which articles tell the same story: one article at a time, as it comes.

An article is compared with each recent story as a whole: with the average of its articles, never
with the nearest alone, so that a story doesn't grow by chaining from one event to the next. When a
story has grown, one that was begun before by an article too short or too early to tell where it
belongs is absorbed by it.

The likeness of two stories a and b (an article is a story of one) is

    cross(a, b) / sqrt(within(a) * within(b))

where `cross` is the mean cosine of an article of a and one of b, and `within` that of two articles
of one story: how much alike they are, against how much alike their own articles are. Spearman's
correction for attenuation, "The Proof and Measurement of Association between Two Things" (1904).
A story of few articles has the `within` that is usual, a diffuse one at least that of a real event.
Each copy of a text counts once.
"""

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from heapq import nlargest
from math import exp, log, sqrt
from operator import itemgetter
from typing import NamedTuple

from bot.models import Article
from bot.stories import features
from bot.stories.copies import is_copy
from bot.stories.features import Features

LIFE = timedelta(days=4)  # a story that nobody reported for so long has ended
MOST_STORIES = 20_000  # in a window, so that a flood of articles fills no memory

# Calibrated by bench/stories.py on topics 1 to 15 of the shared events and on the invented week,
# where ALIKE may be 0.75 to 0.87 for 0.015 of B-cubed F1, KNOWN 2,000 to 30,000, USUAL_PAIRS 6 to
# 24, STUB 2 to 8. LIFE and FADE are set by hand: the shared events have no dates.
ALIKE = 0.8  # the least likeness of an article and its story
STUB = 4  # articles of a story that can still be absorbed
USUAL = 0.3  # the mean cosine of two articles of one event
USUAL_PAIRS = 12  # how many pairs of a story's own articles weigh as much as what is usual
DIFFUSE = 0.15  # the least `within`
FADE = timedelta(days=12)  # likeness falls to 1/e over so long a silence
KNOWN = 10_000  # articles taken as seen before the first, so that a name is rare from the start

RECENT = 40  # texts of a story that a copy is looked for among
MOST_STORY_TERMS = 200
TELLING = 14  # terms of an article, the heaviest, that its candidates are found by
COMMON = 150  # stories: a term of more finds none
CANDIDATES = 6  # stories that an article is compared with in full
RIVALS = 5  # other stories like the article that are looked at for absorption
FAR = 0.4  # an article is less like a story that can't absorb its own, or be absorbed


class Placed(NamedTuple):
    """Where an article belongs; the stories `absorbed` are from now on part of `story`."""

    story: str
    absorbed: tuple[str, ...] = ()


class _Cluster:
    """Articles of one event: the sum of their unit vectors is in the window's index."""

    __slots__ = ("id", "latest", "length", "recent", "square", "terms", "texts")

    def __init__(self, id: str, latest: datetime) -> None:
        self.id = id
        self.latest = latest
        self.texts = 0  # its articles without copies
        self.recent: deque[frozenset[int]] = deque(maxlen=RECENT)  # their runs of clauses
        self.terms: dict[str, int] = {}  # in how many of them
        self.square = 0.0  # of the sum's length
        self.length = 1.0  # what a dot product is divided by: texts * sqrt(within)

    def measure(self) -> None:
        count = self.texts
        pairs = count * (count - 1)
        alike = max(0.0, self.square - count) + USUAL_PAIRS * USUAL
        self.length = count * sqrt(max(DIFFUSE, alike / (pairs + USUAL_PAIRS)))


class Window:
    """The stories of the last days, each known by what its articles have in common.

    The same articles in the same order give the same stories. What it keeps is bounded by LIFE and
    MOST_STORIES; rebuild it after a restart with `restore`.
    """

    def __init__(self) -> None:
        self._stories: dict[str, _Cluster] = {}  # the longest silent first
        self._index: dict[str, dict[_Cluster, float]] = {}
        self._seen: Counter[str] = Counter()  # texts by term
        self._texts = 0

    def __len__(self) -> int:
        return len(self._stories)

    def assign(self, article: Features, now: datetime) -> Placed:
        """The article's story, a new one where it resembles none; it takes the article's id.

        `now` (aware) stands for the date of an article that has none or one that is to come.
        """
        moment = min(article.published or now, now)
        self._forget(moment)
        vector = self._vector(article)
        near = sorted(
            ((self._likeness(vector, story, moment), story.id) for story in self._found(vector)),
            reverse=True,
        )
        is_known = bool(near) and near[0][0] >= ALIKE
        known = near[0][1] if is_known else article.article
        story = self._stories.get(known) or _Cluster(known, moment)
        self._add(story, vector, article, moment)
        rivals = [self._stories[one] for likeness, one in near[:RIVALS] if likeness >= FAR]
        return self._absorb(story, [rival for rival in rivals if rival is not story])

    def restore(self, article: Features, story: str, now: datetime) -> None:
        """Puts back an article whose story is known; in the order of publication."""
        moment = min(article.published or now, now)
        self._forget(moment)
        known = self._stories.get(story) or _Cluster(story, moment)
        self._add(known, self._vector(article), article, moment)

    def _vector(self, article: Features) -> dict[str, float]:
        """The article's terms, the rarer the heavier; its length is 1."""
        total = self._texts + KNOWN
        found = {
            term: weight * log(1 + total / (self._seen[term] + 0.5))
            for term, weight in article.terms.items()
        }
        length = sqrt(sum(weight * weight for weight in found.values())) or 1.0
        return {term: weight / length for term, weight in found.items()}

    def _found(self, vector: Mapping[str, float]) -> list[_Cluster]:
        """The stories that share most of the article's telling terms."""
        dots: dict[_Cluster, float] = {}
        for term in nlargest(TELLING, vector, key=vector.__getitem__):
            stories = self._index.get(term, {})
            if len(stories) <= COMMON:
                weight = vector[term]
                for story, total in stories.items():
                    dots[story] = dots.get(story, 0.0) + weight * total
        least = FAR / 2 * USUAL  # what even a story of one text must reach by these terms
        found = [(dot / story.length, story) for story, dot in dots.items() if dot > least]
        return [story for _, story in nlargest(CANDIDATES, found, key=itemgetter(0))]

    def _likeness(self, vector: Mapping[str, float], story: _Cluster, moment: datetime) -> float:
        """Of an article to a story."""
        index, terms = self._index, story.terms
        dot = sum([vector[term] * index[term][story] for term in vector if term in terms])
        return dot / (story.length * sqrt(USUAL)) * exp(-abs(moment - story.latest) / FADE)

    def _add(
        self, story: _Cluster, vector: Mapping[str, float], article: Features, moment: datetime
    ) -> None:
        self._stories.pop(story.id, None)
        self._stories[story.id] = story
        story.latest = max(story.latest, moment)
        if any(is_copy(article.runs, text) for text in story.recent):
            return
        story.texts += 1
        story.recent.append(article.runs)
        self._texts += 1
        self._sum(story, vector, dict.fromkeys(vector, 1))

    def _sum(self, story: _Cluster, vector: Mapping[str, float], counts: Mapping[str, int]) -> None:
        for term, weight in vector.items():
            stories = self._index.setdefault(term, {})
            before = stories.get(story, 0.0)
            stories[story] = before + weight
            story.square += weight * (2 * before + weight)
            story.terms[term] = story.terms.get(term, 0) + counts[term]
        self._seen.update(counts)
        if len(story.terms) > MOST_STORY_TERMS:
            self._prune(story)
        story.measure()

    def _prune(self, story: _Cluster) -> None:
        """Half of the terms, the lightest, leave a story that has too many."""
        by_weight = sorted(story.terms, key=lambda term: (self._index[term][story], term))
        for term in by_weight[: MOST_STORY_TERMS // 2]:
            story.square -= self._drop(term, story) ** 2
            del story.terms[term]

    def _absorb(self, story: _Cluster, rivals: Iterable[_Cluster]) -> Placed:
        absorbed: list[str] = []
        for rival in rivals:
            less, more = sorted((story, rival), key=lambda one: one.texts)
            if less.texts > STUB or self._alike(less, more) < ALIKE:
                continue
            self._merge(less, more)
            absorbed.append(less.id)
            story = more
        return Placed(story.id, tuple(absorbed))

    def _alike(self, one: _Cluster, other: _Cluster) -> float:
        index, terms = self._index, other.terms
        dot = sum([index[term][one] * index[term][other] for term in one.terms if term in terms])
        return dot / (one.length * other.length) * exp(-abs(one.latest - other.latest) / FADE)

    def _merge(self, less: _Cluster, more: _Cluster) -> None:
        vector = {term: self._index[term][less] for term in less.terms}
        self._leave(less)
        more.texts += less.texts
        more.recent.extend(less.recent)
        more.latest = max(more.latest, less.latest)
        self._texts += less.texts
        self._sum(more, vector, less.terms)

    def _forget(self, moment: datetime) -> None:
        while self._stories:
            oldest = next(iter(self._stories.values()))
            if moment - oldest.latest <= LIFE and len(self._stories) < MOST_STORIES:
                return
            self._leave(oldest)

    def _leave(self, story: _Cluster) -> None:
        del self._stories[story.id]
        self._texts -= story.texts
        for term in story.terms:
            self._drop(term, story)

    def _drop(self, term: str, story: _Cluster) -> float:
        """The term leaves the story; returns the weight it had there."""
        stories = self._index[term]
        weight = stories.pop(story)
        self._seen[term] -= story.terms[term]
        if not stories:
            del self._index[term], self._seen[term]
        return weight


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
