"""I/O. The stored articles and stories that could answer a request, the most important first."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache, partial
from heapq import nlargest
from weakref import WeakKeyDictionary

from sqlalchemy import Engine

from bot.briefing.digest_lines import line_of_teaser
from bot.models import Article, Headline, Story
from bot.newsroom.context import Context
from bot.store import articles, stories
from bot.store.engine import Store
from bot.store.search import Hit, Search, find
from bot.store.stories import Grouped
from bot.stories import features, officeholders, ranking, topics, understanding
from bot.stories.expansion import Topic, expand, parts_of
from bot.stories.features import Features
from bot.stories.ranking import Ranked
from bot.stories.requests import TopicRequest
from bot.stories.senses import names
from bot.stories.senses.gazetteer import PLACE, Sense
from bot.stories.senses.spelling import variants
from bot.stories.topics import Match
from bot.stories.understanding import Vocabulary

CANDIDATES = 200  # articles of a topic, the newest; more would not be read by anyone
TOP_OF = timedelta(hours=36)  # what "top" looks at: today's news, and last night's
HEADLINES_READ = 3_000  # the newest; their words are what names may be spelled like
OPENINGS_READ, OPENING = 1_500, 1_000  # articles and letters: a tenth of a second, for a slip alone
MOST_OF_LEADERS = 40  # articles that name the leaders of a place
MOST_LEADING = 200  # stories of the last hours that are looked at closely
MOST_PREFERRED = 40  # stories that one in a reader's language may be put before
MOST_RANKED = 60  # stories that a search's articles are ranked among

# The words of a store's newest headlines, with what its newest article was then.
_HEADLINES: WeakKeyDictionary[Engine, tuple[object, Vocabulary]] = WeakKeyDictionary()


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


def understood(context: Context, request: TopicRequest) -> tuple[TopicRequest, tuple[str, ...]]:
    """The request with slips of the pen mended, and what to say of how it was understood."""
    store, gazetteer = context.store, context.gazetteer
    openings = cache(partial(_openings, store))
    meant = tuple(
        understanding.mended(words, gazetteer, openings, partial(_occurs, store))
        for words in request.topics
    )
    said = (
        note
        for words, mended in zip(request.topics, meant, strict=True)
        for note in understanding.notes(words, mended, gazetteer)
    )
    text = request.text
    for words, mended in zip(request.topics, meant, strict=True):
        for typed, word in zip(words, mended, strict=True):
            text = text.replace(typed, word)
    return replace(request, text=text, topics=meant), tuple(dict.fromkeys(said))


def candidates_on(
    context: Context, request: TopicRequest, limit: int = CANDIDATES
) -> tuple[list[Topic], list[Hit]]:
    """The topics of a request, and the articles that could be about one, newest first."""
    store, gazetteer = context.store, context.gazetteer
    headlines = _vocabulary(store)
    asked = [
        understanding.with_spellings(expand(words, gazetteer), words, headlines, gazetteer)
        for words in request.topics
    ]
    asked += filter(None, (understanding.in_a_row(words, gazetteer) for words in request.topics))
    searches = [
        Search(phrases, request.since, request.until)
        for topic in asked
        for phrases in (topic.phrases, topic.common)
        if phrases
    ] or [Search((), request.since, request.until)]
    found = {
        one.kept.article.id: one for search in searches for one in find(store, search, limit=limit)
    }
    return asked, sorted(found.values(), key=lambda one: int(one.kept.article.id), reverse=True)


def articles_on(
    context: Context, request: TopicRequest, limit: int = CANDIDATES
) -> tuple[Matched, ...]:
    """The articles that a request asks for, newest first; without a topic, all of its time."""
    return articles_among(context, request, *candidates_on(context, request, limit))


def articles_among(
    context: Context, request: TopicRequest, asked: Sequence[Topic], candidates: Sequence[Hit]
) -> tuple[Matched, ...]:
    """Those of the candidates that a request asks for, and articles about a place's leaders."""
    articles = [one.kept.article for one in candidates]
    found = topics.about(asked, articles) if asked else [Match((), 0.0)] * len(articles)
    matched = [
        Matched(article, match) for article, match in zip(articles, found, strict=True) if match
    ]
    matched += _of_leaders(context, request, matched)
    return tuple(one for one in matched if _is_wanted(one.article, request))


def _of_leaders(
    context: Context, request: TopicRequest, matched: Sequence[Matched]
) -> list[Matched]:
    """Articles about the leaders of a place, whom the articles about it name."""
    store, gazetteer = context.store, context.gazetteer
    known = {one.article.id for one in matched}
    found: list[Matched] = []
    for words in request.topics:
        parts = list(parts_of(words, gazetteer))
        place = parts[0] if len(parts) == 1 else None
        if not isinstance(place, Sense) or place.kind != PLACE or place.members:
            continue
        leaders = officeholders.learned(place, [one.article for one in matched], gazetteer)
        if not leaders:
            continue
        by_sound = _vocabulary(store)().by_sound
        spelled = [*leaders, *(one for name in leaders for one in variants(name, by_sound))]
        search = Search(tuple((name,) for name in spelled), request.since, request.until)
        for hit in find(store, search, limit=MOST_OF_LEADERS):
            article = hit.kept.article
            name = officeholders.is_about(place, spelled, article, gazetteer)
            if name and article.id not in known:
                known.add(article.id)
                found.append(Matched(article, Match((name,), topics.ENOUGH)))
    return found


def _occurs(store: Store, word: str) -> bool:
    """Whether any article has a word, in any number."""
    phrases = tuple((form,) for form in names.forms(word))
    return bool(find(store, Search(phrases), limit=1))


def _vocabulary(store: Store) -> Callable[[], Vocabulary]:
    """The words of the newest headlines, read when first asked for after an article came."""

    def words() -> Vocabulary:
        newest = articles.newest(store)
        kept, found = _HEADLINES.get(store.engine, (None, Vocabulary()))
        if kept != newest:
            found = understanding.vocabulary(articles.newest_headlines(store, limit=HEADLINES_READ))
            _HEADLINES[store.engine] = newest, found
        return found

    return cache(words)


def _openings(store: Store) -> Vocabulary:
    """The words of the newest articles' beginnings: a slip is known by what it is near to."""
    read = articles.newest_openings(store, limit=OPENINGS_READ, letters=OPENING)
    return understanding.vocabulary(read)


def teasers_among(
    request: TopicRequest, asked: Sequence[Topic], candidates: Iterable[Hit]
) -> tuple[Headline, ...]:
    """The teasers about a request's topics, beside whatever articles, in a line each."""
    lines = (line for one in candidates for line in teasers_in(one, asked, request.unwanted))
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
    return stories_among(context, request, *candidates_on(context, request), now)


def stories_among(
    context: Context,
    request: TopicRequest,
    asked: Sequence[Topic],
    candidates: Sequence[Hit],
    now: datetime,
) -> tuple[FoundStory, ...]:
    """The stories of those of the candidates that a request asks for."""
    found = articles_among(context, request, asked, candidates)
    places = stories.places(context.store, [one.article.id for one in found])
    of_story: defaultdict[str, list[Matched]] = defaultdict(list)
    for one in found:
        place = places.get(one.article.id)
        of_story[place.story if place else one.article.id].append(one)
    some = dict(list(of_story.items())[:MOST_RANKED])
    reports = outlines(stories.reports(context.store, list(some)))
    for story, members in some.items():
        if story not in reports:  # an article that no grouping has seen yet
            reports[story] = [features.of(one.article) for one in members]
    strengths = {
        story: max(one.match.strength for one in members) or 1.0 for story, members in some.items()
    }
    ranked = ranking.rank(reports, now, context.weights, strengths if request.topics else None)
    return tuple(_listed(one, some[one.story]) for one in ranked)


def top_stories(
    context: Context,
    now: datetime,
    since: datetime | None = None,
    until: datetime | None = None,
) -> tuple[FoundStory, ...]:
    """The leading stories of the last hours, or `since`, as they were by `until`.

    They are chosen by how many outlets reported and how lately, which is the most that a story can
    count for; then the few are looked at for what is copied.
    """
    start = since or now - TOP_OF
    most: defaultdict[str, float] = defaultdict(float)
    for name, outlet, newest in stories.heard(context.store, since=start, until=until):
        weight = context.weights.get(outlet or "", 1.0)
        most[name] += weight * ranking.fresh(articles.moment(newest), until or now)
    leading = nlargest(MOST_LEADING, most, key=most.__getitem__)
    reports = outlines(stories.reports(context.store, leading, since=start, until=until))
    ranked = ranking.rank(reports, until or now, context.weights)
    return tuple(FoundStory(one) for one in ranked)


def story(context: Context, name: str, now: datetime) -> FoundStory | None:
    """One story by its id; None for one that is not, or no longer, kept."""
    reports = outlines(stories.reports(context.store, [name]))
    ranked = ranking.rank(reports, now, context.weights)
    return FoundStory(ranked[0]) if ranked else None


def of_article(context: Context, article: str, now: datetime) -> FoundStory | None:
    """The story of the article with this id, which stands for one until it is grouped."""
    found = articles.by_id(context.store, article)
    if found is None:
        return None
    if name := stories.story_of(context.store, article):
        return story(context, name, now)
    alone = {article: [features.of(found)]}
    return FoundStory(ranking.rank(alone, now, context.weights)[0], newest=found)


def with_articles(context: Context, listed: FoundStory) -> Story | None:
    """A listed story with the articles that surely tell it."""
    members = stories.members(context.store, [listed.story]).get(listed.story, ())
    if found := tuple(one for one in members if one.id not in listed.ranked.loose):
        return Story(listed.story, found)
    alone = articles.by_id(context.store, listed.story)
    return Story(listed.story, (alone,)) if alone else None


def told_by(context: Context, name: str, now: datetime) -> tuple[Article, ...]:
    """The articles that surely tell a story, by its id."""
    listed = story(context, name, now)
    found = with_articles(context, listed) if listed else None
    return found.articles if found else ()


def readable(
    context: Context, found: Sequence[FoundStory], languages: Sequence[str]
) -> tuple[FoundStory, ...]:
    """The stories with those that are told in one of these languages, of the first ones, before
    the others."""
    if not languages:
        return tuple(found)
    first = found[:MOST_PREFERRED]
    told_in = stories.languages(context.store, [one.story for one in first])
    own = [one for one in first if told_in.get(one.story, set()) & {None, *languages}]
    return (*own, *(one for one in first if one not in own), *found[MOST_PREFERRED:])


def headlines(
    context: Context, some: Sequence[FoundStory], languages: Sequence[str] = ()
) -> tuple[Headline, ...]:
    """These stories in a line each, in one of these languages where they are told in any."""
    wanting = [one.story for one in some if one.newest is None]
    loose = frozenset().union(*(one.ranked.loose for one in some))
    newest = stories.newest(context.store, wanting, languages, loose) if wanting else {}
    return tuple(
        line
        for one in some
        if (article := one.newest or newest.get(one.story)) and (line := _headline(one, article))
    )


def _is_wanted(article: Article, request: TopicRequest) -> bool:
    if topics.mentions(request.unwanted, article):
        return False
    if request.languages and article.lang not in request.languages:
        return False
    return not request.outlets or topics.is_from(request.outlets, article)


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
        lang=article.lang,
    )


def _listed(ranked: Ranked, members: Iterable[Matched]) -> FoundStory:
    """Where only what is loose was matched, that was asked for."""
    sure = [one for one in members if one.article.id not in ranked.loose]
    ranked, members = (ranked, sure) if sure else (replace(ranked, loose=frozenset()), members)
    matched = [name for one in members for name in one.match.matched]
    shown = {name.casefold(): name for name in reversed(matched)}  # the first spelling of each
    newest = next((one.article for one in members if one.article.headline), None)
    return FoundStory(ranked, tuple(reversed(shown.values())), newest)


def outlines(grouped: Iterable[Grouped]) -> dict[str, list[Features]]:
    """What ranks each story: the outlines of its reports."""
    found: defaultdict[str, list[Features]] = defaultdict(list)
    for one in grouped:
        found[one.story].append(features.outline(one.features))
    return dict(found)
