"""A program that refreshes a store until it is killed: argument 1 is the store's address."""

import itertools
import sys
from datetime import timedelta

from bot.models import Feed
from bot.store import articles, feeds
from bot.store.engine import open_store
from bot.store.feeds import FeedAnswer, ReadEntry
from tests.standins.news import NOW, article, entry

FEEDS = 5
ENTRIES = 6

store = open_store(sys.argv[1])
feeds.add(store, (Feed(f"https://ex.com/{n}") for n in range(FEEDS)), now=NOW)
for minute in itertools.count(sum(s.entries_seen for s in feeds.states(store))):
    now = NOW + timedelta(minutes=minute)
    for claim in feeds.claim_due(store, now=now, limit=2, lease=timedelta(minutes=1)):
        start = claim.state.entries_seen
        names = [f"f{claim.id}e{n}" for n in range(start, start + ENTRIES)]
        new = feeds.unseen(store, claim, [entry(name) for name in names], now=now).read
        items = tuple(ReadEntry(one, article(one.id), articles.FETCHED) for one in new)
        feeds.record(store, claim, FeedAnswer(now, listed=tuple(names), items=items), now=now)
    print(minute, flush=True)  # noqa: T201  tells the test that it is at work
