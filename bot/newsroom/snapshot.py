"""I/O. Everything read since a moment, shared by all the digests that look back on it.

News is often read hours after it was published, so it is when it was read that counts.

A thousand channels ask at the same minute: each story is read, each topic looked for and each brief
made once for all of them.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.briefing import story as composing
from bot.briefing.novelty import Told
from bot.models import Article, Brief, Headline, Length, Story
from bot.newsroom import search
from bot.newsroom.context import Context
from bot.store import stories
from bot.stories import features, ranking, requests, topics
from bot.stories.features import Features
from bot.stories.ranking import Ranked
from bot.stories.topics import Match

MOST_CANDIDATES = 3_000  # articles that a topic is judged on, the newest
# The share of its reports from which a story is related to another: docs/measurements.md.
RELATED = 0.1
MOST_LEADING = 60  # stories that are looked at closely: a digest shows some of the first

# A brief by its story, the articles that it is of, its length and its readers' languages.
_Made = tuple[str, tuple[str, ...], Length, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a story fits a topic, by which articles; muted where it has a word that the topic
    excludes."""

    match: Match
    muted: bool = False
    articles: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class OnTopic:
    """What there is on a topic: how well each story fits it, and the teasers about it."""

    fits: dict[str, Fit]
    teasers: tuple[Headline, ...]


@dataclass(slots=True)
class Snapshot:
    """The stories published and read since two moments, as of `now`.

    There may be thousands, so of their articles it holds the beginnings. What tells how many
    report a story independently is read for those that lead.
    """

    context: Context
    published: datetime
    now: datetime
    stories: dict[str, Story]
    reports: dict[str, list[Features]]
    related: dict[str, frozenset[str]] = field(default_factory=dict)  # of those that lead
    _close: set[str] = field(default_factory=set)
    _on_topic: dict[str, OnTopic] = field(default_factory=dict)
    _briefs: dict[_Made, Brief] = field(default_factory=dict)

    def on(self, topic: str) -> OnTopic:
        """What there is on a topic as people write it."""
        if topic not in self._on_topic:
            self._on_topic[topic] = _on_topic(self, topic)
        return self._on_topic[topic]

    def ranked(self, strengths: Mapping[str, float]) -> list[Ranked]:
        """The stories that fit, by how well they do."""
        weights = self.context.weights
        found = ranking.rank(self.reports, self.now, weights, strengths)
        leading = [one.story for one in found[:MOST_LEADING]]
        self._look_closely(leading)
        close = {name: self.reports[name] for name in leading}
        return [
            *ranking.rank(close, self.now, weights, strengths),
            *found[MOST_LEADING:],
        ]

    def brief(
        self,
        story: Story,
        length: Length,
        outlets: int,
        told: Told | None,
        languages: tuple[str, ...] = (),
    ) -> Brief:
        """A story's brief, made once for all who read the same languages, get the same articles of
        it and were told nothing of it. NothingToBriefError."""
        key = (story.id, tuple(one.id for one in story.articles), length, languages)
        if told is None and key in self._briefs:
            return self._briefs[key]
        mine = {one.id for one in story.articles}
        kept = stories.members(self.context.store, [story.id]).get(story.id, ())
        whole = tuple(one for one in kept if one.id in mine)
        made = composing.brief(
            Story(story.id, whole or story.articles),
            length, self.now, self.context.shares, outlets=outlets, told=told,
            languages=languages,
        )  # fmt: skip
        if told is None:
            self._briefs[key] = made
        return made

    def _look_closely(self, names: Sequence[str]) -> None:
        new = [name for name in names if name not in self._close]
        found = search.outlines(
            stories.reports(self.context.store, new, since=self.published) if new else ()
        )
        self.reports |= found
        near = stories.related(self.context.store, new, since=self.published) if new else {}
        for name, others in near.items():
            least = RELATED * len(self.reports[name])
            self.related[name] = frozenset(one for one, n in others.items() if n >= least)
        self._close.update(new)


def take(context: Context, published: datetime, read: datetime, now: datetime) -> Snapshot:
    """What was published and read at these times or later, as of `now`."""
    articles: defaultdict[str, list[Article]] = defaultdict(list)
    for story, article in stories.came(context.store, published=published, read=read):
        articles[story].append(article)
    whole = {name: Story(name, tuple(some)) for name, some in articles.items()}
    reports = {name: [features.reported(one) for one in some] for name, some in articles.items()}
    return Snapshot(context, published, now, whole, reports)


def _on_topic(snapshot: Snapshot, text: str) -> OnTopic:
    context = snapshot.context
    request = requests.parse(text, now=snapshot.now, zone=ZoneInfo(context.zone.key))
    request = replace(request, since=snapshot.published, until=None)
    unmuted = replace(request, unwanted=())
    story_of = {
        article.id: name for name, one in snapshot.stories.items() for article in one.articles
    }
    if not request.topics:
        return OnTopic({}, ())
    asked, candidates = search.candidates_on(context, unmuted, MOST_CANDIDATES)
    teasers = [
        teaser
        for candidate in candidates
        if candidate.kept.article.id in story_of
        for teaser in search.teasers_in(candidate, asked, request.unwanted)
    ]
    found: dict[str, Fit] = {}
    for one in search.articles_among(context, unmuted, asked, candidates):
        name = story_of.get(one.article.id)
        if name is not None:
            muted = topics.mentions(request.unwanted, one.article)
            before = found.get(name, Fit(one.match))
            best = max(one.match, before.match, key=lambda match: match.strength)
            by = before.articles | {one.article.id}
            found[name] = Fit(best, before.muted or muted, by)
    return OnTopic(found, tuple(teasers))
