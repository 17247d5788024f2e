"""I/O. Sources as people in chat see them: found, added, removed, as far as the operator lets them.

What they add is read for everybody here; they remove only what their own workspace added.
"""

from collections.abc import Collection, Iterable
from datetime import datetime
from urllib.parse import urlsplit

from bot.errors import FetchError, NotAllowedError, NotFoundError
from bot.models import Feed, FoundFeed, Person
from bot.newsroom.sources import sites
from bot.ports import FeedState
from bot.reading.feeds import polling
from bot.reading.web.fetch import Session
from bot.store import feeds
from bot.store.access import proposals
from bot.store.engine import Store
from bot.store.feeds import State
from bot.translation import translatable

NOTHING = "*"  # forbidden: no source may be added
MOST_ADDED = 100  # sources of a workspace: each is read again and again


def states(store: Store, now: datetime) -> tuple[FeedState, ...]:
    """The feeds that are read, and whether they answer."""
    return tuple(
        FeedState(
            one.feed,
            *polling.health(now, failing_since=one.failing_since, gone=one.gone),
            one.next_poll,
            one.added_by,
        )
        for one in feeds.states(store)
    )


async def found(
    session: Session, site: str, now: datetime, forbidden: Collection[str]
) -> FoundFeed:
    """The first feed of a site that answers; raises FetchError, NotAllowedError or UsageError."""
    require_allowed(sites.feed(site).url, forbidden)
    good = await sites.discover(session, site, now)
    if not good:
        advice = translatable(
            "No feed was found there. Look on the site for a link called RSS or Feed, and give "
            "that one."
        )
        raise FetchError(f"no feeds at {site[:200]}", advice=advice)
    one = good[0]
    require_allowed(one.url, forbidden)
    return FoundFeed(one.url, one.title, one.entries, one.latest)


def add(
    store: Store, id: str, person: Person, now: datetime, forbidden: Collection[str]
) -> FoundFeed:
    """Adds a feed that was found; raises NotAllowedError where the operator forbids it, or the
    person's workspace has added as many as may be."""
    one, ours = proposals.find(store, id), person.home
    require_allowed(one.url, forbidden)
    if sum(known.added_by == ours for known in feeds.states(store)) >= MOST_ADDED:
        advice = translatable(
            "No more than {count} sources can be added here. Please remove one first.",
            count=MOST_ADDED,
        )
        raise NotAllowedError(f"{ours} has added {MOST_ADDED} sources", advice=advice)
    feeds.add(store, [Feed(one.url, one.title)], now=now, by=ours)
    return one


def remove(store: Store, name: str, person: Person) -> Feed:
    """Removes a feed by its name or address; raises NotFoundError where there is none, and
    NotAllowedError where it is not the person's workspace that added it."""
    state = _named(feeds.states(store), name, person.home)
    if state.added_by != person.home:
        advice = translatable(
            "Only sources that were added in chat here can be removed here. A digest leaves one "
            "out by: never from {name}",
            name=name[:100],
        )
        raise NotAllowedError(f"not theirs: {state.feed.url}", advice=advice)
    feeds.remove(store, state.feed.url)
    return state.feed


def require_allowed(url: str, forbidden: Collection[str]) -> None:
    """Raises NotAllowedError for a site, or any part of it, that the operator forbids."""
    host = urlsplit(url).hostname or ""
    labels = host.split(".")
    if NOTHING in forbidden:
        advice = translatable("Those who run this bot choose its sources themselves.")
        raise NotAllowedError("sources in chat are off", advice=advice)
    if any(".".join(labels[at:]) in forbidden for at in range(len(labels))):
        advice = translatable("Those who run this bot do not allow {host} as a source.", host=host)
        raise NotAllowedError(f"forbidden: {host}", advice=advice)


def _named(states: Iterable[State], name: str, whose: str) -> State:
    """Of those with that name, one that `whose` workspace added, if any."""
    said = name.strip().casefold()
    for one in sorted(states, key=lambda one: one.added_by != whose):
        host = (urlsplit(one.feed.url).hostname or "").removeprefix("www.")
        if said in {one.feed.url.casefold(), (one.feed.title or "").casefold(), host}:
            return one
    advice = translatable("There is no source of that name.")
    raise NotFoundError(f"no feed {name[:100]!r}", advice=advice)
