"""I/O. The stories that could answer a request, the one that matters most first."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.models import Article, Headline, Story
from bot.newsroom import finding
from bot.newsroom.finding import Matched
from bot.newsroom.room import Room
from bot.store import stories
from bot.store.stories import Grouped
from bot.stories import features, ranking
from bot.stories.features import Features
from bot.stories.ranking import Ranked
from bot.stories.requests import Request

TOP_OF = timedelta(hours=36)  # what "top" looks at: today's news, and last night's
MOST_RANKED = 60  # stories that a search's articles are ranked among


@dataclass(frozen=True, slots=True)
class Listed:
    """A story that could be told: how it ranks, and what of the request it was matched by.

    `newest` is the newest of its articles that were found.
    """

    ranked: Ranked
    matched: tuple[str, ...] = ()
    newest: Article | None = None

    @property
    def story(self) -> str:
        return self.ranked.story


def about(room: Room, request: Request, now: datetime) -> tuple[Listed, ...]:
    """The stories that a request asks for."""
    found = finding.about(room.store, request, room.gazetteer)
    places = stories.places(room.store, [one.article.id for one in found])
    of_story: defaultdict[str, list[Matched]] = defaultdict(list)
    for one in found:
        place = places.get(one.article.id)
        of_story[place.story if place else one.article.id].append(one)
    some = dict(list(of_story.items())[:MOST_RANKED])
    reports = _reports(stories.reports(room.store, list(some)))
    for story, members in some.items():
        if story not in reports:  # an article that no grouping has seen yet
            reports[story] = [features.of(one.article) for one in members]
    strengths = {
        story: max(one.match.strength for one in members) or 1.0 for story, members in some.items()
    }
    ranked = ranking.rank(reports, now, room.weights, strengths if request.topics else None)
    return tuple(_listed(one, some[one.story]) for one in ranked)


def top(room: Room, now: datetime, since: datetime | None = None) -> tuple[Listed, ...]:
    """The stories of the last hours, or `since`."""
    reports = _reports(stories.window(room.store, since=since or now - TOP_OF))
    return tuple(Listed(one) for one in ranking.rank(reports, now, room.weights))


def told(room: Room, story: str, now: datetime) -> Listed | None:
    """One story by its id; None for one that is not, or no longer, kept."""
    reports = _reports(stories.reports(room.store, [story]))
    ranked = ranking.rank(reports, now, room.weights)
    return Listed(ranked[0]) if ranked else None


def whole(room: Room, listed: Listed) -> Story | None:
    """A listed story with its articles."""
    found = stories.members(room.store, [listed.story]).get(listed.story)
    if found:
        return Story(listed.story, found)
    return Story(listed.story, (listed.newest,)) if listed.newest else None


def headlines(room: Room, some: Sequence[Listed]) -> tuple[Headline, ...]:
    """These stories in a line each."""
    wanting = [one.story for one in some if one.newest is None]
    members = stories.members(room.store, wanting) if wanting else {}
    return tuple(
        line
        for one in some
        if (article := one.newest or _newest(members.get(one.story, ())))
        and (line := _headline(one, article))
    )


def _headline(listed: Listed, article: Article) -> Headline | None:
    if not article.headline:
        return None
    return Headline(
        story=listed.story,
        text=article.headline,
        url=article.url,
        outlet=article.outlet,
        outlets=listed.ranked.outlets,
        published=article.published,
    )


def _newest(members: Sequence[Article]) -> Article | None:
    return next((one for one in reversed(members) if one.headline), None)


def _listed(ranked: Ranked, members: Iterable[Matched]) -> Listed:
    matched = [name for one in members for name in one.match.matched]
    names = {name.casefold(): name for name in reversed(matched)}  # the first spelling of each
    newest = next((one.article for one in members if one.article.headline), None)
    return Listed(ranked, tuple(reversed(names.values())), newest)


def _reports(grouped: Iterable[Grouped]) -> dict[str, list[Features]]:
    found: defaultdict[str, list[Features]] = defaultdict(list)
    for one in grouped:
        found[one.story].append(features.loads(one.features))
    return dict(found)
