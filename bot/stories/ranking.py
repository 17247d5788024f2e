"""Pure. Which stories matter, to whom.

    score = match * sum over voices of weight(outlet) * 2 ** (-age / HALF_LIFE)

A voice is an outlet with a text of its own: copies of an agency count once, and so does an outlet
that reports a story again, with its newest report (`bot.stories.copies.voices`). Reports that are
little like the others of their story count for none (`bot.stories.cohesion`). `weight` is the
operator's for the outlet, of a copied text the highest of its outlets. `match` is how well the
story fits what a channel asks for; without a topic it is 1 for all, which is "top".

So a story told by eight outlets a day ago is level with one told by two just now.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.stories import cohesion
from bot.stories.copies import voices
from bot.stories.features import Features

# Half a day: what was told by four outlets last night yields to what three tell this morning. Set
# by hand: no data at hand says what readers would put first.
HALF_LIFE = timedelta(hours=12)
UNDATED = timedelta(days=1)  # how old a report without a date is taken to be


@dataclass(frozen=True, slots=True)
class Ranked:
    """A story's place and what it rests on, for an answer to "why this?".

    `outlets` counts those that surely and independently report it, `reports` all articles; `latest`
    is the newest report's moment, None where none has a date. The articles of `loose` may be of
    another event: they don't tell it.
    """

    story: str
    score: float
    outlets: int
    reports: int
    latest: datetime | None
    loose: frozenset[str] = frozenset()


def rank(
    stories: Mapping[str, Sequence[Features]],
    now: datetime,
    weights: Mapping[str, float] | None = None,
    matches: Mapping[str, float] | None = None,
) -> list[Ranked]:
    """The stories by score, the first the one that matters most.

    `stories` are the reports by story; `weights` by outlet, 1 where it names none; `matches` by
    story, from 0 (which leaves a story out) up; without `matches` every story fits alike.
    """
    ranked = (
        _ranked(
            story, reports, now, weights or {}, 1.0 if matches is None else matches.get(story, 0)
        )
        for story, reports in stories.items()
    )
    return sorted((one for one in ranked if one.score > 0), key=_place)


def subjects(reports: Sequence[Features]) -> frozenset[str]:
    """The countries and concepts of a story, as keys: those of at least half of its reports."""
    times = Counter(key for one in reports for key in one.keys if key[0] in "@!")
    return frozenset(key for key, n in times.items() if 2 * n >= len(reports))


def _place(one: Ranked) -> tuple[float, float, str]:
    return (-one.score, -one.latest.timestamp() if one.latest else 0.0, one.story)


def _ranked(
    story: str,
    reports: Sequence[Features],
    now: datetime,
    weights: Mapping[str, float],
    match: float,
) -> Ranked:
    sure = cohesion.sure(reports)
    heard = voices(sure)
    score = sum(
        max(weights.get(report.outlet or "", 1.0) for report in text)
        * fresh(text[0].published or now - UNDATED, now)
        for text in heard
    )
    dates = [report.published for report in reports if report.published]
    latest = max(dates, default=None)
    loose = frozenset(one.article for one in reports).difference(one.article for one in sure)
    return Ranked(story, match * score, len(heard), len(reports), latest, loose)


def fresh(published: datetime, now: datetime) -> float:
    """What is left of a report's worth: all of it now, half after HALF_LIFE."""
    return float(0.5 ** (max(timedelta(), now - published) / HALF_LIFE))
