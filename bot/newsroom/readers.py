"""I/O. What each reader, a channel or a person, was told of a story.

The store keeps it as text that means nothing there; here it is a `novelty.Told`.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from bot.briefing import novelty
from bot.briefing.novelty import Told
from bot.models import Brief, Digest, Subscription
from bot.store import deliveries, told
from bot.store.engine import Store


def of(subscription: Subscription) -> tuple[str, ...]:
    """Whose knowledge counts where a digest is made: its channel's, that of channels whose news it
    is not to repeat, and its owner's where it is their own."""
    return (*own(subscription), *map(str, subscription.besides))


def own(subscription: Subscription) -> tuple[str, ...]:
    """Who reads a digest: its channel, and its owner where it is their own."""
    is_own = subscription.personal and subscription.owner
    return (str(subscription.channel), *([str(subscription.owner)] if is_own else []))


def known(store: Store, readers: Iterable[str], stories: Sequence[str]) -> dict[str, Told]:
    """What all these readers together were told, by story; nothing of stories new to them."""
    found: dict[str, Told] = {}
    for reader in readers:
        for story, row in told.of(store, reader, stories).items():
            _learn(found, story, row.what)
    return found


def expecting(store: Store, readers: Sequence[str], stories: Sequence[str]) -> dict[str, Told]:
    """As `known`, and what comes to these readers by what was composed for them already."""
    found = known(store, readers, stories)
    for news in deliveries.coming(store, readers):
        for story in news.keys() & set(stories):
            _learn(found, story, news[story])
    return found


def _learn(found: dict[str, Told], story: str, what: str) -> None:
    one = novelty.from_json(json.loads(what))
    found[story] = novelty.both(found[story], one) if story in found else one


def tell(store: Store, reader: str, brief: Brief, now: datetime) -> None:
    """The reader has seen `brief`, and knows what is in it from now on."""
    if brief.story is None:
        return
    before = known(store, [reader], [brief.story]).get(brief.story)
    told.tell(store, reader, _packed([novelty.told(brief, before)]), now=now)


def told_by(store: Store, reader: str, digest: Digest, now: datetime) -> Mapping[str, str]:
    """What the reader is told by `digest`, by story, as the store keeps it."""
    briefs = {item.brief.story: item.brief for item in digest.items if item.brief.story}
    # A teaser belongs to no story, so that its address stands for one.
    lines = {line.story or line.url or "": line for line in digest.in_brief}
    before = expecting(store, [reader], [*briefs, *lines])
    return _packed(
        [
            *(novelty.told(brief, before.get(story)) for story, brief in briefs.items()),
            *(novelty.told_line(line, now, before.get(story)) for story, line in lines.items()),
        ]
    )


def _packed(news: Iterable[Told]) -> dict[str, str]:
    return {one.story: json.dumps(novelty.to_json(one)) for one in news}
