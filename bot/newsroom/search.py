"""I/O. The stored articles and stories that could answer a request, the most important first."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.briefing.digest_lines import line_of_teaser
from bot.models import Article, Headline, Story
from bot.newsroom.context import Context
from bot.store import stories
from bot.store.engine import Store
from bot.store.search import Hit, Search, find
from bot.store.stories import Grouped
from bot.stories import features, ranking, topics
from bot.stories.features import Features
from bot.stories.places import Gazetteer
from bot.stories.ranking import Ranked
from bot.stories.requests import TopicRequest
from bot.stories.topics import Match, Topic

CANDIDATES = 200  # articles of a topic, the newest; more would not be read by anyone
TOP_OF = timedelta(hours=36)  # what "top" looks at: today's news, and last night's
MOST_RANKED = 60  # stories that a search's articles are ranked among


@dataclass(frozen=True, slots=True)
class Matched:
    """An article about a topic, and what it was matched by."""

    article: Article
    match: Match


@dataclass(frozen=True, slots=True)
class FoundStory:
    """A story that could be told: how it ranks, and what of the request it was matched by.

    `newest` is the newest of its articles that were found.
    """

    ranked: Ranked
    matched: tuple[str, ...] = ()
    newest: Article | None = None

    @property
    def story(self) -> str:
        return self.ranked.story


def articles_on(store: Store, request: TopicRequest, gazetteer: Gazetteer) -> tuple[Matched, ...]:
    """The articles that a request asks for, newest first; without a topic, all of its time."""
    asked = topics.topics_of(request, gazetteer)
    candidates = _candidates(store, request, asked)
    outlets = [name.casefold() for name in request.outlets]
    return tuple(
        matched
        for found in candidates
        if (matched := _matched(asked, found)) and _is_wanted(matched.article, request, outlets)
    )


def teasers_on(store: Store, request: TopicRequest, gazetteer: Gazetteer) -> tuple[Headline, ...]:
    """The teasers about a request's topics, beside whatever articles, in a line each."""
    asked = topics.topics_of(request, gazetteer)
    found = _candidates(store, request, asked) if asked else []
    lines = (line for one in found for line in teasers_in(one, asked, request.unwanted))
    return tuple({line.url: line for line in lines}.values())


def teasers_in(found: Hit, asked: Sequence[Topic], unwanted: Sequence[str]) -> Iterator[Headline]:
    """The teasers beside an article that are themselves about one of the topics `asked`."""
    for teaser in found.teasers:
        caption = teaser.image.caption if teaser.image else None
        alone = Article("", teaser.headline, "\n".join(filter(None, (teaser.text, caption))))
        if topics.matches(asked, alone) and not topics.mentions(unwanted, alone):
            line = line_of_teaser(teaser, found.kept.article)
            if line is not None:
                yield line


def stories_on(context: Context, request: TopicRequest, now: datetime) -> tuple[FoundStory, ...]:
    """The stories that a request asks for."""
    found = articles_on(context.store, request, context.gazetteer)
    places = stories.places(context.store, [one.article.id for one in found])
    of_story: defaultdict[str, list[Matched]] = defaultdict(list)
    for one in found:
        place = places.get(one.article.id)
        of_story[place.story if place else one.article.id].append(one)
    some = dict(list(of_story.items())[:MOST_RANKED])
    reports = _reports(stories.reports(context.store, list(some)))
    for story, members in some.items():
        if story not in reports:  # an article that no grouping has seen yet
            reports[story] = [features.of(one.article) for one in members]
    strengths = {
        story: max(one.match.strength for one in members) or 1.0 for story, members in some.items()
    }
    ranked = ranking.rank(reports, now, context.weights, strengths if request.topics else None)
    return tuple(_listed(one, some[one.story]) for one in ranked)


def top_stories(
    context: Context, now: datetime, since: datetime | None = None
) -> tuple[FoundStory, ...]:
    """The stories of the last hours, or `since`."""
    reports = _reports(stories.window(context.store, since=since or now - TOP_OF))
    return tuple(FoundStory(one) for one in ranking.rank(reports, now, context.weights))


def story(context: Context, name: str, now: datetime) -> FoundStory | None:
    """One story by its id; None for one that is not, or no longer, kept."""
    reports = _reports(stories.reports(context.store, [name]))
    ranked = ranking.rank(reports, now, context.weights)
    return FoundStory(ranked[0]) if ranked else None


def with_articles(context: Context, listed: FoundStory) -> Story | None:
    """A listed story with its articles."""
    found = stories.members(context.store, [listed.story]).get(listed.story)
    if found:
        return Story(listed.story, found)
    return Story(listed.story, (listed.newest,)) if listed.newest else None


def headlines(context: Context, some: Sequence[FoundStory]) -> tuple[Headline, ...]:
    """These stories in a line each."""
    wanting = [one.story for one in some if one.newest is None]
    members = stories.members(context.store, wanting) if wanting else {}
    return tuple(
        line
        for one in some
        if (article := one.newest or _newest(members.get(one.story, ())))
        and (line := _headline(one, article))
    )


def _candidates(store: Store, request: TopicRequest, asked: Sequence[Topic]) -> list[Hit]:
    """Each article that has one of the phrases, once, the newest first."""
    searches = [
        Search(topic.phrases, since=request.since, until=request.until) for topic in asked
    ] or [Search(since=request.since, until=request.until)]
    found = {
        one.kept.article.id: one
        for search in searches
        for one in find(store, search, limit=CANDIDATES)
    }
    return sorted(found.values(), key=lambda one: int(one.kept.article.id), reverse=True)


def _matched(asked: Sequence[Topic], found: Hit) -> Matched | None:
    article = found.kept.article
    if not asked:
        return Matched(article, Match((), 0.0))
    match = topics.matches(asked, article)
    return Matched(article, match) if match else None


def _is_wanted(article: Article, request: TopicRequest, outlets: Sequence[str]) -> bool:
    if topics.mentions(request.unwanted, article):
        return False
    if not outlets:
        return True
    names = f"{article.outlet or ''} {article.url or ''}".casefold()
    return any(outlet in names for outlet in outlets)


def _headline(listed: FoundStory, article: Article) -> Headline | None:
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


def _listed(ranked: Ranked, members: Iterable[Matched]) -> FoundStory:
    matched = [name for one in members for name in one.match.matched]
    names = {name.casefold(): name for name in reversed(matched)}  # the first spelling of each
    newest = next((one.article for one in members if one.article.headline), None)
    return FoundStory(ranked, tuple(reversed(names.values())), newest)


def _reports(grouped: Iterable[Grouped]) -> dict[str, list[Features]]:
    found: defaultdict[str, list[Features]] = defaultdict(list)
    for one in grouped:
        found[one.story].append(features.loads(one.features))
    return dict(found)
