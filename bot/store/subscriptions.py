"""I/O. Which channel wants a digest, and whether it gets one."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Row, Select, delete, select, update

from bot.models import Channel, Person, Subscription, SubscriptionState
from bot.store.engine import Store, insert
from bot.store.packing import pack, unpack
from bot.store.schema import subscriptions


@dataclass(frozen=True, slots=True)
class Standing:
    """A subscription, and the newest local date for which its digest was delivered or skipped."""

    subscription: Subscription
    last: date | None


def save(store: Store, subscription: Subscription) -> None:
    """Makes a channel's subscription or takes the place of the one it has; its dates stay decided.

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
        new = insert(connection, subscriptions).values(channel=str(channel), **values)
        connection.execute(new.on_conflict_do_update(index_elements=["channel"], set_=values))


def set_state(
    store: Store, channel: Channel, state: SubscriptionState, reason: str | None = None
) -> bool:
    """Pauses a subscription or breaks it off, with the reason; False where there is none.

    To go on with one, `save` it as active with a `since` of now.
    """
    mine = update(subscriptions).where(subscriptions.c.channel == str(channel))
    with store.writing() as connection:
        return connection.execute(mine.values(state=state, reason=reason)).rowcount > 0


def remove(store: Store, channel: Channel) -> bool:
    """Ends a channel's subscription; False where there was none."""
    mine = delete(subscriptions).where(subscriptions.c.channel == str(channel))
    with store.writing() as connection:
        return connection.execute(mine).rowcount > 0


def find(store: Store, channel: Channel) -> Standing | None:
    """A channel's subscription, if it has one."""
    found = _all(store, select(subscriptions).where(subscriptions.c.channel == str(channel)))
    return found[0] if found else None


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
        rows = connection.execute(query.order_by(subscriptions.c.channel))
        return tuple(_standing(row) for row in rows)


def _standing(row: Row[Any]) -> Standing:
    kept = unpack(Subscription, row.wish)
    return Standing(
        replace(kept, state=SubscriptionState(row.state), reason=row.reason),
        None if row.last is None else date.fromisoformat(row.last),
    )
