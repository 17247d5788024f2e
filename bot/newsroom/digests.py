"""I/O. The digest of one channel, composed of everything that was read since its last one."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.briefing import digest as composing
from bot.briefing import novelty
from bot.briefing.digest import JudgedDigest, StoryCandidate
from bot.briefing.novelty import Told
from bot.models import Brief, Digest, Length, Subscription
from bot.newsroom import snapshot
from bot.newsroom.room import Room
from bot.newsroom.snapshot import Fit, Snapshot
from bot.reading.feeds import polling
from bot.reading.feeds.polling import Health
from bot.store import feeds, told
from bot.stories import ranking
from bot.stories.ranking import Ranked
from bot.stories.topics import Match

FIRST = timedelta(hours=24)  # what a channel's first digest looks back on
LATE = timedelta(hours=24)  # what is read longer after it was published is no news
UNGROUPED = timedelta(minutes=10)  # what had no story yet when the last digest was composed
STALE = timedelta(minutes=5)  # a snapshot older than that is taken anew
MOST_SNAPSHOTS = 4


@dataclass(slots=True)
class Composer:
    """Composes digests; those of the same minute share what was read."""

    room: Room
    _snapshots: dict[tuple[datetime, datetime], Snapshot] = field(default_factory=dict)

    def compose(
        self, subscription: Subscription, now: datetime, *, since: datetime | None = None
    ) -> JudgedDigest:
        """The digest that `subscription` asks for, of what was read `since` the last one."""
        start = (since or now - FIRST).replace(second=0, microsecond=0)
        news = self._snapshot(start - LATE if since else start, start - UNGROUPED, now)

        def summarize(candidate: StoryCandidate, length: Length) -> Brief:
            return news.brief(candidate.story.id, length, candidate.outlets, candidate.told)

        down = _down(self.room, now)
        return composing.compose(
            _candidates(news, subscription),
            subscription,
            summarize,
            as_of=now,
            since=since,
            feeds_down=down,
        )

    def told_by(
        self, subscription: Subscription, digest: Digest, now: datetime
    ) -> Mapping[str, str]:
        """What a channel is told by a digest, as the store keeps it by story."""
        briefs = [item.brief for item in digest.items if item.brief.story]
        lines = [line for line in digest.in_brief if line.story]
        names = [*(brief.story or "" for brief in briefs), *(line.story for line in lines)]
        before = _told(self.room, subscription, names)
        after = [
            *(novelty.told(brief, before.get(brief.story or "")) for brief in briefs),
            *(novelty.told_line(line, now, before.get(line.story)) for line in lines),
        ]
        return {one.story: json.dumps(novelty.to_json(one)) for one in after}

    def _snapshot(self, published: datetime, read: datetime, now: datetime) -> Snapshot:
        kept = self._snapshots.get((published, read))
        if kept is None or not timedelta(0) <= now - kept.now <= STALE:
            while len(self._snapshots) >= MOST_SNAPSHOTS:
                del self._snapshots[min(self._snapshots, key=lambda at: self._snapshots[at].now)]
            kept = snapshot.take(self.room, published, read, now)
            self._snapshots[published, read] = kept
        return kept


Fits = Mapping[str, tuple[str | None, Fit]]  # by story: the topic that it fits best, and how


def _fits(news: Snapshot, subscription: Subscription) -> Fits:
    """Without topics every story fits alike."""
    if not subscription.topics:
        return dict.fromkeys(news.stories, (None, Fit(Match((), 1.0))))
    best: dict[str, tuple[str | None, Fit]] = {}
    for topic in subscription.topics:
        for name, fit in news.fits(topic).items():
            known = best.get(name)
            if known is None or fit.match.strength > known[1].match.strength:
                best[name] = (topic, fit)
    return best


def _ranked(news: Snapshot, fits: Mapping[str, Fit]) -> list[Ranked]:
    """All stories, those asked for first; the others only count."""
    strengths = {name: fit.match.strength for name, fit in fits.items()}
    asked = ranking.rank(news.reports, news.now, news.room.weights, strengths)
    others = {name: found for name, found in news.reports.items() if name not in fits}
    return [*asked, *ranking.rank(others, news.now)]


def _candidates(news: Snapshot, subscription: Subscription) -> list[StoryCandidate]:
    fits = _fits(news, subscription)
    knows = _told(news.room, subscription, list(news.stories))
    followed = told.followed(news.room.store, [str(subscription.channel)])
    ranked = _ranked(news, {name: fit for name, (_, fit) in fits.items()})
    return [
        _candidate(
            StoryCandidate(news.stories[one.story], one.outlets, told=knows.get(one.story)),
            fits.get(one.story),
            is_followed=one.story in followed,
        )
        for one in ranked
    ]


def _candidate(
    story: StoryCandidate, fit: tuple[str | None, Fit] | None, *, is_followed: bool
) -> StoryCandidate:
    """`story` with why it is asked for, if it is."""
    topic, how = fit or (None, None)
    return replace(
        story,
        topic=topic,
        matched=how.match.matched if how else (),
        asked=is_followed or how is not None,
        muted=not is_followed and how is not None and how.muted,
        followed=is_followed,
    )


def _told(room: Room, subscription: Subscription, names: Sequence[str]) -> dict[str, Told]:
    found = told.of(room.store, str(subscription.channel), names)
    return {name: novelty.from_json(json.loads(one.what)) for name, one in found.items()}


def _down(room: Room, now: datetime) -> int:
    states = feeds.states(room.store)
    return sum(
        polling.health(now, failing_since=state.failing_since, gone=state.gone)[0] is not Health.OK
        for state in states
    )
