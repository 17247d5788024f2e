"""I/O. Which channel wants which digests, and whether it gets them."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, select, update

from bot.models import Channel, Person, Subscription, SubscriptionState
from bot.store.engine import Store, forget, upsert
from bot.store.packing import pack, unpack
from bot.store.schema import subscriptions


@dataclass(frozen=True, slots=True)
class Standing:
    """A subscription, and the newest local date for which its digest was delivered or skipped."""

    subscription: Subscription
    last: date | None


def save(store: Store, subscription: Subscription) -> None:
    """Makes a subscription or takes the place of the channel's one of that name; its dates stay
    decided.

    Give a `since` of now with every change: what was due before is not posted.
    """
    channel = subscription.channel
    values = {
        "platform": channel.platform,
        "workspace": channel.workspace,
        "wish": pack(replace(subscription, state=SubscriptionState.ACTIVE, reason=None)),
        "state": subscription.state,
        "reason": subscription.reason,
        "person": str(subscription.owner) if subscription.personal else None,
    }
    with store.writing() as connection:
        key = {"channel": str(channel), "name": subscription.name}
        upsert(connection, subscriptions, key, values)


def set_state(
    store: Store, one: Subscription, state: SubscriptionState, reason: str | None = None
) -> bool:
    """Pauses a subscription or breaks it off, with the reason; False where there is none.

    To go on with one, `save` it as active with a `since` of now.
    """
    mine = update(subscriptions).where(*_of(one.channel, one.name))
    with store.writing() as connection:
        return connection.execute(mine.values(state=state, reason=reason)).rowcount > 0


def remove(store: Store, channel: Channel, name: str = "") -> bool:
    """Ends a channel's subscription of that name; False where there was none."""
    return forget(store, subscriptions, *_of(channel, name)) > 0


def find(store: Store, channel: Channel, name: str = "") -> Standing | None:
    """A channel's subscription of that name, if it has one."""
    found = _all(store, select(subscriptions).where(*_of(channel, name)))
    return found[0] if found else None


def of_channel(store: Store, channel: Channel) -> tuple[Standing, ...]:
    """A channel's subscriptions, the one without a name first."""
    return _all(store, select(subscriptions).where(subscriptions.c.channel == str(channel)))


def active(store: Store, platform: str) -> tuple[Standing, ...]:
    """A platform's subscriptions that are neither paused nor broken."""
    running = (
        subscriptions.c.platform == platform,
        subscriptions.c.state == SubscriptionState.ACTIVE,
    )
    return _all(store, select(subscriptions).where(*running))


def own(store: Store, person: Person) -> tuple[Standing, ...]:
    """What a person gets themselves, in the order of the channels."""
    return _all(store, select(subscriptions).where(subscriptions.c.person == str(person)))


def of_workspace(store: Store, workspace: str) -> tuple[Standing, ...]:
    """A workspace's subscriptions, in the order of the channels."""
    return _all(store, select(subscriptions).where(subscriptions.c.workspace == workspace))


def everything(store: Store) -> tuple[Standing, ...]:
    """Every subscription, in the order of the channels."""
    return _all(store, select(subscriptions))


def _all(store: Store, query: Select[Any]) -> tuple[Standing, ...]:
    with store.reading() as connection:
        rows = connection.execute(query.order_by(subscriptions.c.channel, subscriptions.c.name))
        return tuple(_standing(row) for row in rows)


def _of(channel: Channel, name: str) -> tuple[ColumnElement[bool], ...]:
    return subscriptions.c.channel == str(channel), subscriptions.c.name == name


def _standing(row: Row[Any]) -> Standing:
    kept = unpack(Subscription, row.wish)
    return Standing(
        replace(kept, state=SubscriptionState(row.state), reason=row.reason),
        None if row.last is None else date.fromisoformat(row.last),
    )
