"""What a trial is about: a digest that is due, an alert, or posts whose publisher changed a figure.

An alert is decided and composed, and posts are amended, by the newsroom itself.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.briefing.extract import compose as composing
from bot.briefing.extract.compose import Shares
from bot.delivery.courier import Composed, Skipped
from bot.models import Article, Channel, Delivery, Item, Length, Post, Subscription
from bot.newsroom.context import Context
from bot.newsroom.following import alerting, amending
from bot.newsroom.following.rereading import changed
from bot.store import articles, briefs, corrections, outcomes, stories, subscriptions
from bot.store.articles import FETCHED
from bot.store.deliveries import DeliveryState
from bot.store.engine import Store
from bot.store.following import versions
from bot.store.stories import Grouped
from bot.stories import features
from bot.stories.senses.gazetteer import Gazetteer
from tests.standins.digests import NOW, digest, subscription

TOLL = "At least 12 people were killed when the Karun dam broke on Monday, the governor said."
AGAIN = "The Karun dam broke on Monday and killed at least 12 people, the water ministry said."
REST = (
    "Villages below the Karun dam were told to leave. Engineers had warned of cracks in its wall."
)
CHANGED = "12 → 19"  # as readers are told


@dataclass(frozen=True, slots=True)
class Ended:
    """What the store says became of it, and whether that was given up for good."""

    state: str
    broken: bool = False


class Digests:
    """A digest that is due."""

    def prepare(self, store: Store, channel: Channel, message: str) -> None:
        """Puts into the store what the work begins with."""
        del message
        wanted = replace(subscription(), channel=channel, since=NOW - timedelta(hours=12))
        subscriptions.save(store, wanted)

    def begin(self, store: Store, now: datetime) -> None:
        """What a process does before its outbox runs."""

    def compose(
        self, store: Store, wanted: Subscription, one: Delivery, now: datetime
    ) -> Composed | Skipped:
        """What is to be posted."""
        del store, wanted, one, now
        return Composed(digest(), {"s1": "v1"})

    def is_over(self, store: Store, now: datetime) -> bool:
        """Whether nothing is left to do."""
        states = outcomes.tally(store, since=NOW, now=now, late=timedelta(hours=1)).states
        is_open = states[DeliveryState.DUE] + states[DeliveryState.TRYING]
        return bool(sum(states.values())) and not is_open

    def ended(self, store: Store, channel: Channel) -> Ended:
        """How it ended."""
        tally = outcomes.tally(store, since=NOW, now=NOW, late=timedelta(hours=1))
        (state,) = (one for one, count in tally.states.items() if count)
        standing = subscriptions.find(store, channel)
        assert standing is not None
        return Ended(state.value, standing.subscription.state.value == "broken")


class Alerts(Digests):
    """Two outlets report what the channel wants to be alerted of."""

    def prepare(self, store: Store, channel: Channel, message: str) -> None:
        del message
        no_digest = replace(subscription(), channel=channel, since=NOW + timedelta(days=60))
        subscriptions.save(store, replace(no_digest, topics=("dam",), alerts=5))
        for outlet, lede in (("Wire", TOLL), ("Post", AGAIN)):
            _read(store, outlet, f"{lede} {REST}")

    def begin(self, store: Store, now: datetime) -> None:
        alerting.decide(_context(store), now, outlets=2)

    def compose(
        self, store: Store, wanted: Subscription, one: Delivery, now: datetime
    ) -> Composed | Skipped:
        return alerting.compose(_context(store), wanted, one, now)


class Amendments(Digests):
    """A digest was posted, and then a publisher changed a figure in it."""

    def prepare(self, store: Store, channel: Channel, message: str) -> None:
        read = _read(store, "Wire", f"{TOLL}\n\n{REST}")
        brief = replace(composing.brief(read, Length.BRIEF, NOW, Shares(0.9, 0.9)), story="s1")
        posted = briefs.save_digest(store, replace(digest(), items=(Item(brief, ""),)), now=NOW)
        briefs.add_digest_post(store, posted.id or "", Post(channel, message), now=NOW)
        new = replace(read, body=read.body.replace("12", "19"))
        again = changed(store, int(read.id), new, FETCHED)
        with store.writing() as connection:
            versions.take_in(connection, again, NOW)

    def begin(self, store: Store, now: datetime) -> None:
        amending.amend(store, now, at_once=True)

    def is_over(self, store: Store, now: datetime) -> bool:
        del now
        return not versions.unsettled(store, limit=1) and not corrections.owed(store)

    def ended(self, store: Store, channel: Channel) -> Ended:
        del channel
        (brief,) = briefs.of_story(store, "s1", limit=9)
        copies = corrections.copies(store, brief.id or "")
        if copies.failed:
            return Ended(DeliveryState.REFUSED, broken=True)
        return Ended(DeliveryState.DUE if copies.owed else DeliveryState.SENT)


ALERT, AMENDMENT = "alert", "amendment"
WORKS: dict[str, Digests] = {"digest": Digests(), ALERT: Alerts(), AMENDMENT: Amendments()}


def _context(store: Store) -> Context:
    return Context(store, Gazetteer(), Shares(0.9, 0.9), ZoneInfo("UTC"))


def _read(store: Store, outlet: str, body: str) -> Article:
    """An article that came in just now, in its story."""
    url, headline = f"https://{outlet.lower()}.example/dam", "Karun dam breaks"
    new = Article(
        "1", headline, body, url=url, outlet=outlet, published=NOW, published_offset=timedelta(0),
        lang="en", complete=True,
    )  # fmt: skip
    kept = articles.save(store, new, FETCHED, now=NOW).article
    stories.assign(store, [Grouped(kept.id, "s1", features.of(kept).dumps())])
    return kept
