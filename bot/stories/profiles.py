"""Pure. What is known of a story as a whole, and what speaks for an article telling it.

An article is compared with all that a story's articles have in common, never with the nearest
alone, so that a story doesn't grow by chaining from one event to the next.
"""

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from math import log1p, sqrt
from typing import NamedTuple, Self, TypeVar

from bot.stories.copies import is_copy
from bot.stories.features import LONG_NUMBER, Features

MOST_TERMS = 160  # of a story; then half of them, the lightest, leave
MOST_OPENING = 80
MOST_PAIRS = 80
RECENT = 40  # texts that a copy is looked for among
HEADLINE_WORDS = 25  # an article of no more is a headline alone
RIVAL = 3
LAST = 2  # articles by which a small story is judged when it may be absorbed

Rarities = Callable[[Iterable[str]], dict[str, float]]
T = TypeVar("T")


class OpeningCounts(NamedTuple):
    """In how many of a story's texts each stem of an opening, name and pair is."""

    opening: Mapping[str, int]
    names: Mapping[str, int]
    pairs: Mapping[int, int]

    @classmethod
    def of(cls, article: Features) -> Self:
        return cls(
            dict.fromkeys(article.opening, 1),
            dict.fromkeys(article.names, 1),
            dict.fromkeys(article.pairs, 1),
        )

    def plus(self, other: "OpeningCounts") -> "OpeningCounts":
        return OpeningCounts(
            _sum(self.opening, other.opening),
            _sum(self.names, other.names),
            _sum(self.pairs, other.pairs),
        )

    def bounded(self) -> "OpeningCounts":
        """Without the rarest, where there are too many."""
        opening, names, pairs = self
        if len(opening) > MOST_OPENING:
            opening = dict(Counter(opening).most_common(MOST_OPENING // 2))
            names = {one: n for one, n in names.items() if one in opening}
        if len(pairs) > MOST_PAIRS:
            pairs = dict(Counter(pairs).most_common(MOST_PAIRS // 2))
        return OpeningCounts(opening, names, pairs)


class Profile:
    """A story's texts in one language, added up; copies of one text count once.

    `id` is its own, that of its first article, `story` that of the story, which several languages
    may tell.

    Most stories have one text and there are thousands of them, so what it has is kept as it is, and
    counted when it is asked for.
    """

    __slots__ = (
        "_counts", "bodies", "core_names", "id", "last", "latest", "length", "lengths",
        "opening_length", "opening_lengths", "recent", "story", "terms", "texts", "words",
        "written",
    )  # fmt: skip

    def __init__(self, id: str, story: str, written: str, latest: datetime) -> None:
        self.id = id
        self.story = story
        self.written = written
        self.latest = latest
        self.texts = 0
        self.bodies = 0  # texts that are more than a headline
        self.words = 0
        self.terms: Mapping[str, int] = {}  # weights
        self._counts: OpeningCounts | None = None  # of several texts
        self.recent: tuple[array[int], ...] = ()  # runs of clauses
        self.last: tuple[Features, ...] = ()  # without their runs
        self.length = 1.0
        self.lengths = 0.0  # those of its texts, added up
        self.opening_length = 1.0
        self.opening_lengths = 0.0
        self.core_names = 0.0  # how rare the names are that half of the texts have, added up

    @property
    def counts(self) -> OpeningCounts:
        """What the openings have."""
        return self._counts or OpeningCounts.of(self.last[0]).bounded()

    def has_copy(self, article: Features) -> bool:
        """Whether one of the recent texts is the article's but for light edits."""
        return any(is_copy(article.runs, text) for text in self.recent)

    def add(self, sight: "Sight") -> None:
        """Takes in a text, which is to be measured then if it isn't the first."""
        article = sight.article
        self.lengths += sight.length
        self.opening_lengths += sight.opening_length
        if self.texts:
            self._count(article.terms, OpeningCounts.of(article))
        else:
            self.terms = article.terms
            self.length, self.opening_length = sight.length, sight.opening_length
            self.core_names = sum([sight.rare[name] for name in article.names])
        self.texts += 1
        self.bodies += bool(article.runs) or article.words > HEADLINE_WORDS
        self.words += article.words
        self._keep([array("I", article.runs)], [_packed(article)])

    def absorb(self, other: "Profile") -> None:
        """Takes in all of another story."""
        self._count(other.terms, other.counts)
        self.lengths += other.lengths
        self.opening_lengths += other.opening_lengths
        self.latest = max(self.latest, other.latest)
        self.texts += other.texts
        self.bodies += other.bodies
        self.words += other.words
        self._keep(other.recent, other.last)

    def _count(self, terms: Mapping[str, int], counts: OpeningCounts) -> None:
        self._counts = self.counts.plus(counts)
        self.terms = _sum(self.terms, terms)

    def _keep(self, recent: "Iterable[array[int]]", last: Iterable[Features]) -> None:
        self.recent = (*self.recent, *recent)[-RECENT:]
        self.last = (*self.last, *last)[-LAST:]

    def measure(self, rarities: Rarities) -> list[str]:
        """Measures what was added; returns the terms that left, being too light."""
        self._counts = self.counts.bounded()
        opening, names, _ = self._counts
        rare = rarities({*self.terms, *opening})
        left: list[str] = []
        if len(self.terms) > MOST_TERMS:
            by_weight = sorted(self.terms, key=lambda term: (self.terms[term] * rare[term], term))
            left = by_weight[: len(by_weight) - MOST_TERMS // 2]
            light = frozenset(left)
            self.terms = {term: n for term, n in self.terms.items() if term not in light}
        self.length = _length(self.terms, rare)
        self.opening_length = _length(opening, rare)
        half = self.texts / 2
        self.core_names = sum([rare[name] for name in names if opening[name] >= half])
        return left


def _sum(one: Mapping[T, int], other: Mapping[T, int]) -> dict[T, int]:
    both = dict(one)
    for key, n in other.items():
        both[key] = both.get(key, 0) + n
    return both


def _packed(article: Features) -> Features:
    """With numbers in a row of 4 bytes each; a set takes up to 100."""
    return replace(
        article,
        runs=frozenset(),
        names=tuple(article.names),
        pairs=array("I", article.pairs),
    )


def _length(weights: Mapping[str, int], rare: Mapping[str, float]) -> float:
    return sqrt(sum([(n * rare[term]) ** 2 for term, n in weights.items()])) or 1.0


@dataclass(slots=True)
class Sight:
    """An article as a window sees it: how rare each of its terms is now."""

    article: Features
    rare: dict[str, float]
    whole: dict[str, float]  # a term's weight times its rarity twice, over the length
    opening: dict[str, float]
    length: float
    opening_length: float

    @classmethod
    def of(cls, article: Features, rarities: Rarities) -> "Sight":
        terms, opening = article.terms, article.opening
        rare = rarities({**terms, **dict.fromkeys(opening)})
        length = _length(terms, rare)
        opening_length = sqrt(sum([rare[term] ** 2 for term in opening])) or 1.0
        return cls(
            article,
            rare,
            {term: n * rare[term] ** 2 / length for term, n in terms.items()},
            {term: rare[term] ** 2 / opening_length for term in opening},
            length,
            opening_length,
        )


def alike(sight: Sight, story: Profile) -> float:
    """The cosine of an article and a story."""
    terms = story.terms
    dot = sum([weight * terms[t] for t, weight in sight.whole.items() if t in terms])
    return dot / story.length


def evidence(sight: Sight, story: Profile, likeness: float, rival: float) -> dict[str, float]:
    """What `join_judge` weighs, each about 0 to 1.

    `likeness` is the cosine, `rival` that of the next story like it of RIVAL texts or more. A
    smaller one is no rival: two fragments of one story would keep each other apart for good.
    """
    article, rare, texts = sight.article, sight.rare, story.texts
    terms, (opening, names, their_pairs) = story.terms, story.counts
    half = texts / 2

    shared = [t for t in article.terms if t in terms]
    both = [t for t in article.opening if t in opening]
    rarest = sorted([rare[t] for t in shared], reverse=True)[:3] + [0.0] * 3
    rare_both = sorted([rare[t] for t in both], reverse=True)
    rarest_both = rare_both[:2] + [0.0] * 2
    mass = sum([rare[t] for t in article.opening]) or 1.0
    found = sum([rare[t] for t in article.opening if t in opening or t in terms])
    called = sum([rare[t] for t in article.names])
    lacking = sum([rare[t] for t in article.names if t not in opening and t not in terms])
    known = [t for t in article.names if t in names]
    core = [t for t, n in opening.items() if n >= half] if texts > 1 else opening
    core_names = [t for t in core if t in names]
    common_names = [t for t in core_names if t in rare]
    pairs = [their_pairs[pair] for pair in article.pairs if pair in their_pairs]
    numbers = [t for t in article.opening if t[0] == "#"]
    same = [rare[t] for t in shared if t[0] == "#"]
    telling = [t for t in numbers if len(t) >= LONG_NUMBER]
    is_other_number = (
        bool(telling)
        and not any(t in terms for t in telling)
        and any(t[0] == "#" and len(t) >= LONG_NUMBER for t in core)
    )
    openings = sum([sight.opening[t] * opening[t] for t in both]) / story.opening_length
    to_whole = sum([sight.opening[t] * terms[t] for t in sight.opening if t in terms])
    from_whole = sum([sight.whole[t] * opening[t] for t in sight.whole if t in opening])
    # reports in stock phrases: their words agree, and each names what the other doesn't
    common = sum([rare[t] for t in common_names])
    missing = max(0.0, story.core_names - common)
    contradiction = min(lacking, missing)
    words = [t for t in article.opening if t not in article.names and t[0] != "#"]
    worded = sum([rare[t] for t in words])
    wording = sum([rare[t] for t in words if t in opening]) / worded if worded else 0.5
    cohesion = story.length / story.lengths
    opening_cohesion = story.opening_length / story.opening_lengths
    return {
        "likeness": likeness,
        "openings": openings,
        "opening_in_whole": to_whole / story.length,
        "whole_in_opening": from_whole / story.opening_length,
        "both_likenesses": sqrt(likeness * openings) if openings > 0 and likeness > 0 else 0.0,
        "ahead_of_rival": likeness - rival,
        "pairs": 0.4 * log1p(len(pairs)),
        "usual_pair": min(1.0, max(pairs, default=0) / texts),
        "rarest": rarest[0] / 8,
        "second_rarest": rarest[1] / 8,
        "third_rarest": rarest[2] / 8,
        "rarest_opening": rarest_both[0] / 8,
        "second_rarest_opening": rarest_both[1] / 8,
        "shared_share": len(shared) / (len(article.terms) or 1),
        "shared": 0.3 * log1p(len(shared)),
        "opening_shared_share": len(both) / (len(article.opening) or 1),
        "opening_found": found / mass,
        "names_lacking_share": lacking / called if called else 0.5,
        "names_lacking": lacking / 20,
        "names_known": 0.5 * log1p(len(known)),
        "rarest_name": max([rare[t] for t in known], default=0.0) / 8,
        "core_lacking": 1 - len([1 for t in core if t in rare]) / len(core) if core else 0.5,
        "core_names_lacking": 1 - len(common_names) / len(core_names) if core_names else 0.5,
        "rarest_number": max(same, default=0.0) / 5,
        "new_numbers": 0.5 * log1p(len([t for t in numbers if t not in terms])),
        "other_number": float(is_other_number),
        "texts": 0.3 * log1p(texts),
        "one_of_texts": 1 / texts,
        "words": log1p(article.words) / 7,
        "story_words": log1p(story.words / texts) / 7,
        "headline_alone": float(article.words <= HEADLINE_WORDS),
        "headlines_alone": 1 - story.bodies / texts,
        "opening_mass": mass / 100,
        "opening_shared_mass": sum(rare_both) / 40,
        "cohesive_likeness": likeness * cohesion,
        "cohesion": cohesion,
        "cohesive_openings": openings * opening_cohesion,
        "opening_cohesion": opening_cohesion,
        "core_names_missing": 1 - common / story.core_names if core_names else 0.5,
        "usual_name": max([rare[t] * opening[t] for t in known if t in opening], default=0.0)
        / texts
        / 8,
        "contradiction": contradiction / 15,
        "names_in_common": common / (called + missing) if called + missing else 0.5,
        "wording": wording,
        "worded_contradiction": contradiction * wording / 15 if worded else 0.0,
        "numbers_found": len([t for t in numbers if t in opening or t in terms]) / len(numbers)
        if numbers
        else 0.5,
    }
