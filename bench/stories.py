"""Stories: how well articles are grouped, beside a TF-IDF single pass, and how fast.

    python -m bench.stories            quality, and 100,000 articles through the window
    python -m bench.stories --quick    quality only

The shared events have no dates: they are given in five orders and the figures averaged, and once
more without their look-alikes, as dates would part them. Headlines and the invented week, of which
there are three editions, are given in the order of publication. Unrelated articles are of one day,
each of an event of its own, and also cut to their headlines: how many land in a story with a
stranger? TF-IDF has the threshold at which as many do, of articles as long as the set's.

B-cubed F1: of the mean precision and recall of an article's story (Bagga and Baldwin, 1998).
Pairwise F1: of the pairs of articles put together. The baseline: TF-IDF of all words, counted over
the whole set beforehand, cosine with a story's centroid.
"""

import random
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import timedelta
from functools import partial
from itertools import accumulate
from math import log, sqrt
from pathlib import Path
from typing import NamedTuple

from rich.console import Console, Group
from rich.table import Table

from bench.story_sets import (
    CUTS,
    EVENTS,
    Cut,
    Labelled,
    apart,
    events,
    headlines,
    orders,
    unrelated,
    week,
)
from bot.models import Article
from bot.stories import features
from bot.stories.grouping import Window, group
from tests.standins.week import MONDAY

EDITIONS = (11, 12, 13)
TFIDF_ALIKE = 0.2  # where the shared sets are not at hand
TFIDF_SCANNED = (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6, 0.7)
ARTICLES = 100_000
DAYS = 30

Grouping = Callable[[Sequence[Article]], Iterable[tuple[str, str]]]


class Score(NamedTuple):
    """How well a set was grouped; `made` counts the stories."""

    precision: float
    recall: float
    b_cubed: float
    pairwise: float
    made: float
    a_second: float


def measured(sets: Iterable[Sequence[Labelled]], grouping: Grouping) -> Score:
    """The mean over the sets."""
    scores = [_score(labelled, grouping) for labelled in sets]
    return Score(*(sum(column) / len(scores) for column in zip(*scores, strict=True)))


def _score(labelled: Sequence[Labelled], grouping: Grouping) -> Score:
    start = time.process_time()
    story = dict(grouping([one.article for one in labelled]))
    taken = time.process_time() - start
    pairs = [(one.event, story[one.article.id]) for one in labelled]
    both, event, made = Counter(pairs), Counter(e for e, _ in pairs), Counter(s for _, s in pairs)
    precision = sum(both[pair] / made[pair[1]] for pair in pairs) / len(pairs)
    recall = sum(both[pair] / event[pair[0]] for pair in pairs) / len(pairs)
    return Score(
        precision,
        recall,
        2 * precision * recall / (precision + recall),
        2 * _pairs(both) / max(1, _pairs(event) + _pairs(made)),
        len(made),
        len(labelled) / taken,
    )


def _pairs(counts: Counter[str] | Counter[tuple[str, str]]) -> int:
    return sum(count * (count - 1) // 2 for count in counts.values())


def tfidf(articles: Sequence[Article], alike: float = TFIDF_ALIKE) -> list[tuple[str, str]]:
    """The baseline, in the order given."""
    bags = [Counter(re.findall(r"\w+", f"{a.headline or ''} {a.body}".lower())) for a in articles]
    known = Counter(word for bag in bags for word in bag)
    index: defaultdict[str, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
    squares: defaultdict[str, float] = defaultdict(float)
    found = []
    for article, bag in zip(articles, bags, strict=True):
        vector = {w: (1 + log(n)) * log(1 + len(bags) / known[w]) for w, n in bag.items()}
        length = sqrt(sum(weight * weight for weight in vector.values())) or 1.0
        vector = {word: weight / length for word, weight in vector.items()}
        dots: Counter[str] = Counter()
        for word, weight in vector.items():
            for story, total in index[word].items():
                dots[story] += weight * total  # type: ignore[assignment]  # a sum of floats
        likeness = {story: dot / sqrt(squares[story]) for story, dot in dots.items()}
        best = max(likeness, key=likeness.__getitem__, default="")
        if not best or likeness[best] < alike:
            best = article.id
        for word, weight in vector.items():
            before = index[word][best]
            index[word][best] = before + weight
            squares[best] += weight * (2 * before + weight)
        found.append((article.id, best))
    return found


def strangers(labelled: Sequence[Labelled], grouping: Grouping) -> float:
    """The share of articles that are in a story with one of another event."""
    story = dict(grouping([one.article for one in labelled]))
    events: defaultdict[str, set[str]] = defaultdict(set)
    for one in labelled:
        events[story[one.article.id]].add(one.event)
    return sum(len(events[story[one.article.id]]) > 1 for one in labelled) / len(labelled)


def as_strict(cut: Cut, allowed: float) -> float:
    """The threshold of the baseline at which no more articles than `allowed` meet strangers."""
    given = unrelated(cut)
    found = (
        alike for alike in TFIDF_SCANNED if strangers(given, partial(tfidf, alike=alike)) <= allowed
    )
    return next(found, TFIDF_SCANNED[-1])


def many(count: int, days: int = DAYS) -> Iterator[Labelled]:
    """Articles of about 300 words by many outlets, evenly over the days, in order: for speed.

    A story has four to forty of them within two days, six names of its own and some of everybody's.
    """
    chance = random.Random(5)  # noqa: S311  reproducible, no secret
    plain = [
        "".join(chance.choices("abdefgiklmnoprstuv", k=chance.randint(3, 9))) for _ in range(9_000)
    ]
    odds = list(accumulate(1 / rank for rank in range(1, len(plain) + 1)))
    names = [word.capitalize() for word in plain[::-1]]
    live: dict[int, list[str]] = {}
    left: dict[int, int] = {}
    for number in range(count):
        if len(live) < count / days / 3:
            event = number
            live[event] = [*chance.sample(names[:6_000], 6), *chance.sample(names[-400:], 4)]
            left[event] = min(40, 3 + int(chance.paretovariate(1.2)))
        event = chance.choice(list(live)) if number % 20 == 0 else next(iter(live))
        own = live.pop(event)
        left[event] -= 1
        if left[event] > 0:
            live[event] = own
        words = chance.choices(plain, cum_weights=odds, k=300)
        for name in (*own, *chance.choices(own, k=8)):
            words[chance.randrange(1, 300)] = name
        sentences = (" ".join(["The", *words[at : at + 20]]) for at in range(0, 300, 20))
        yield Labelled(
            Article(
                id=str(number),
                headline=" ".join([own[number % 6], *words[:6]]),
                body=". ".join(sentences),
                outlet=f"Outlet {number % 90}",
                published=MONDAY + timedelta(days=days * number / count),
            ),
            str(event),
        )


def quality() -> Table:
    """Each set with the baseline at equal false joins on unrelated articles of the same length."""
    shown = Table(
        "", "", "precision", "recall", "B-cubed F1", "pairwise F1", "stories", "articles/s",
        title="Stories: grouping",
    )  # fmt: skip
    baseline: dict[Cut, float] = {"whole": TFIDF_ALIKE, "headline": TFIDF_ALIKE}
    sets: dict[str, tuple[Cut, list[list[Labelled]]]] = {}
    if EVENTS.exists():
        for cut in baseline:
            baseline[cut] = as_strict(cut, strangers(unrelated(cut), group))
        sets["shared events"] = ("whole", list(orders(events())))
        parted = [part for given in orders(events(), 2) for part in apart(given)]
        sets["the same, look-alikes apart"] = ("whole", parted)
        sets["headlines alone"] = ("headline", [headlines()])
    sets["invented week"] = ("whole", [week(edition) for edition in EDITIONS])
    for name, (cut, given) in sets.items():
        alike = baseline[cut]
        rival = partial(tfidf, alike=alike)
        for system, grouping in (("briefbot", group), (f"TF-IDF, {alike}", rival)):
            score = measured(given, grouping)
            told = (f"{value:.3f}" for value in score[:4])
            first = name if grouping is group else ""
            shown.add_row(first, system, *told, f"{score.made:.0f}", f"{score.a_second:,.0f}")
        of = f"({len(given[0])} articles, {len({one.event for one in given[0]})} events)"
        shown.add_row(of, end_section=True)
    return shown


def false_joins() -> Table:
    """Unrelated articles of one day: how many land in a story with a stranger."""
    shown = Table("unrelated articles", "of", "with a stranger", title="Stories: false joins")
    for cut in CUTS:
        given = unrelated(cut)
        shown.add_row(cut, f"{len(given)}", f"{strangers(given, group):.1%}")
    return shown


def scale() -> Table:
    """100,000 articles through one window; memory is the process's, the articles not kept."""
    shown = Table("articles", "articles/s", "stories in the window", "memory, MB",
                  title=f"Stories: {ARTICLES:,} articles in {DAYS} days, one core")  # fmt: skip
    window = Window()
    taken = 0.0
    events: dict[str, Counter[str]] = defaultdict(Counter)
    for number, (article, event) in enumerate(many(ARTICLES), 1):
        now = article.published or MONDAY
        start = time.process_time()
        place = window.assign(features.of(article), now)
        taken += time.process_time() - start
        events[event][place.story] += 1
        if number % (ARTICLES // 10) == 0:
            rate = f"{ARTICLES / 10 / taken:,.0f}"
            shown.add_row(f"{number:,}", rate, f"{len(window):,}", memory())
            taken = 0.0
    whole = sum(max(stories.values()) for stories in events.values()) / ARTICLES
    shown.caption = f"{whole:.1%} of the articles are in the largest story of their event"
    return shown


def memory() -> str:
    """What this process holds now, in MB; "" where the system doesn't tell."""
    told = Path("/proc/self/statm")
    return f"{int(told.read_text().split()[1]) * 4096 / 1e6:,.0f}" if told.exists() else ""


def table() -> Group:
    return Group(quality(), false_joins()) if EVENTS.exists() else Group(quality())


if __name__ == "__main__":
    Console(width=130).print(table())
    if "--quick" not in sys.argv:
        Console(width=130).print(scale())
