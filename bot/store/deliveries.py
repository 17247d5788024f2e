"""I/O. Deliveries: each decided once, claimed by one process at a time, and how each ended.

A row is inserted when its digest falls due, unique by channel, name and local date. Before anything
is sent its intent is written down; after, its outcome. What lies between is looked for, not sent
anew.
"""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    and_,
    delete,
    exists,
    func,
    or_,
    select,
    update,
)

from bot.models import Delivery, Digest, Post, Subscription, SubscriptionState
from bot.store import briefs, told
from bot.store.engine import Store, claiming, forget, insert, token
from bot.store.packing import pack, unpack
from bot.store.schema import deliveries, subscriptions

IS_DIGEST = ~deliveries.c.date.contains(" ")  # behind its date an alert says what it tells


class DeliveryState(StrEnum):
    """How far a delivery has come."""

    DUE = "due"  # nothing of it is on the platform
    TRYING = "trying"  # an attempt may be there
    SENT = "sent"
    SKIPPED = "skipped"  # `reason` says why
    REFUSED = "refused"  # by the platform, for good
    UNKNOWN = "unknown"  # sent or not: nobody can tell, so it is not sent again


@dataclass(frozen=True, slots=True)
class Decision:
    """A delivery that is to be made, or one that is skipped and why."""

    delivery: Delivery
    skipped: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """A delivery that is this process's to make, until its lease is over.

    `digest` is the stored one's id; `at` is when the last attempt is to appear, `settled` when none
    of it can be on its way any more; `looks` counts those that did not find out what became of it.
    """

    id: int
    lease: str
    lasts: timedelta  # the lease
    delivery: Delivery
    state: DeliveryState
    digest: str | None
    at: datetime | None
    settled: datetime | None
    attempts: int
    looks: int


def decide(store: Store, decisions: Iterable[Decision], *, now: datetime) -> int:
    """Writes down what is due or skipped; a date decided before stays so. Returns how many."""
    added = 0
    with store.writing() as connection:
        new = insert(connection, deliveries).on_conflict_do_nothing().returning(deliveries.c.id)
        for decision in sorted(decisions, key=_order):  # or two replicas deadlock
            added += connection.execute(new, _row(decision, now)).first() is not None
            _decided(connection, decision.delivery)
    return added


def claim(  # noqa: PLR0913  a limit each
    store: Store,
    platform: str,
    *,
    now: datetime,
    limit: int,
    lease: timedelta,
    busy: Collection[int] = (),
) -> tuple[Claim, ...]:
    """At most `limit` of a platform's open deliveries whose time has come, for this process alone.

    A claim whose process died lapses with its lease; those in `busy` are under way here, whatever
    the clock says. Of a channel's, one is composed after the other, so that none tells what the
    other does.
    """
    free = or_(deliveries.c.leased_until.is_(None), deliveries.c.leased_until <= now)
    ripe = (
        select(deliveries.c.id)
        .where(deliveries.c.platform == platform, deliveries.c.next_try <= now, free)
        .where(deliveries.c.id.not_in(busy))
        .where(or_(deliveries.c.digest.is_not(None), ~_waits(now)))
        .order_by(deliveries.c.next_try, deliveries.c.id)
        .limit(limit)
    )
    mine = claiming(deliveries, ripe, lease=token(), leased_until=now + lease)
    with store.writing() as connection:
        rows = connection.execute(mine.returning(deliveries)).all()
    rows = sorted(rows, key=lambda row: (row.next_try, row.id))
    return tuple(_claim(row, lease) for row in rows)


def next_try(store: Store, platform: str) -> datetime | None:
    """When the platform's next open delivery can be claimed; None where all are over."""
    free = func.coalesce(deliveries.c.leased_until, deliveries.c.next_try)
    is_open = (deliveries.c.platform == platform, deliveries.c.next_try.is_not(None))
    with store.reading() as connection:
        soonest: datetime | None = connection.execute(
            select(func.min(free)).where(*is_open)
        ).scalar()
        return soonest


def composed(
    store: Store, claim: Claim, digest: Digest, news: Mapping[str, str], *, now: datetime
) -> Digest | None:
    """Stores what is to be posted, and what the channel is told by it; None for a lapsed claim."""
    with store.writing() as connection:
        if not _holds(connection, claim, DeliveryState.DUE):
            return None
        made = briefs.put_digest(connection, digest, now=now)
        _set(connection, claim, digest=made.id, told=json.dumps(dict(news)))
    return made


def intend(  # noqa: PLR0913  what an intent says
    store: Store,
    claim: Claim,
    *,
    at: datetime,
    now: datetime,
    settled: datetime | None = None,
    relabelled: Digest | None = None,
) -> bool:
    """Writes down for good that the stored digest is about to be sent; the lease begins anew.

    Once it has `settled`, what is absent from the platform will not appear there any more.
    `relabelled` takes its place, where it is to say more than when it was composed. False for a
    claim that has lapsed: another has it, and nothing may be sent.
    """
    with store.writing_for_good() as connection:
        if not _holds(connection, claim, DeliveryState.DUE):
            return False
        if relabelled is not None:
            briefs.put_digest(connection, relabelled, now=now)
        trying = {"state": DeliveryState.TRYING, "at": at, "attempts": claim.attempts + 1}
        until = {"leased_until": now + claim.lasts, "settled": settled}
        _set(connection, claim, **trying, **until, looks=0)
    return True


def sent(
    store: Store, claim: Claim, post: Post | None, *, appeared: datetime, now: datetime
) -> bool:
    """The digest is on the platform; False for a claim that has lapsed.

    It counts, too, where another process has had the delivery since and ended it as unknown. What
    the channel is told by it, it is told once the digest has `appeared`: see `tell`.
    """
    given_up = (deliveries.c.id == claim.id, is_in(DeliveryState.UNKNOWN))
    with store.writing() as connection:
        row = (
            _holds(connection, claim, DeliveryState.TRYING)
            or connection.execute(select(deliveries).where(*given_up).with_for_update()).first()
        )
        if row is None:
            return False
        if post is not None:
            briefs.put_post(connection, post, digest=row.digest, now=now)
        ended = _ended(DeliveryState.SENT, now) | {"appeared": appeared, "reason": None}
        connection.execute(update(deliveries).where(deliveries.c.id == row.id).values(ended))
        if appeared <= now:
            _tell(connection, row.id, row.channel, row.told, appeared)
    return True


def tell(store: Store, platform: str, *, now: datetime) -> int:
    """The channels whose digests have appeared by now are told what is in them; says how many."""
    untold = (deliveries.c.told.is_not(None), deliveries.c.appeared <= now)
    query = select(deliveries).where(
        deliveries.c.platform == platform, is_in(DeliveryState.SENT), *untold
    )
    with store.writing() as connection:
        rows = connection.execute(query.with_for_update(skip_locked=True)).all()
        for row in sorted(rows, key=lambda row: row.channel):
            _tell(connection, row.id, row.channel, row.told, row.appeared)
    return len(rows)


def coming(store: Store, channels: Collection[str]) -> list[Mapping[str, str]]:
    """What each of these channels is told by what was composed and has not appeared yet."""
    untold = (deliveries.c.channel.in_(channels), deliveries.c.told.is_not(None))
    still = or_(deliveries.c.next_try.is_not(None), is_in(DeliveryState.SENT))
    with store.reading() as connection:
        rows = connection.scalars(select(deliveries.c.told).where(*untold, still))
        return [json.loads(row) for row in rows]


@dataclass(frozen=True, slots=True)
class HandedOver:
    """A digest that its platform keeps until its moment, `at`; sent so many times until it was."""

    id: int
    delivery: Delivery
    at: datetime
    attempts: int


def handed_over(store: Store, platform: str, *, now: datetime) -> tuple[HandedOver, ...]:
    """What a platform keeps, and has not shown yet."""
    coming = (deliveries.c.platform == platform, deliveries.c.appeared > now)
    query = select(deliveries).where(*coming, is_in(DeliveryState.SENT))
    with store.reading() as connection:
        return tuple(
            HandedOver(row.id, delivery_of(row), row.appeared, row.attempts)
            for row in connection.execute(query.order_by(deliveries.c.id))
        )


def taken_back(store: Store, one: HandedOver) -> None:
    """It will not appear: its date is decided anew, should its channel still have a digest."""
    row = (deliveries.c.id == one.id, is_in(DeliveryState.SENT))
    with store.writing() as connection:
        mine = connection.execute(select(deliveries).where(*row).with_for_update()).first()
        if mine is not None:
            briefs.drop_posts(connection, mine.digest)
            _forget(connection, mine)


def absent(store: Store, claim: Claim, *, reason: str, again: datetime | None = None) -> Claim:
    """Nothing of the delivery is on the platform; it is free again from `again`, or stays ours."""
    released: dict[str, Any] = {"lease": None, "leased_until": None, "next_try": again}
    with store.writing() as connection:
        values = {"state": DeliveryState.DUE, "reason": reason}
        _set(connection, claim, **values, **(released if again else {}))
    return replace(claim, state=DeliveryState.DUE)


def look_again(store: Store, claim: Claim, *, reason: str, again: datetime, looks: int) -> None:
    """Whether the delivery is on the platform is not known yet; it is looked for from `again`."""
    released = {"lease": None, "leased_until": None, "next_try": again}
    with store.writing() as connection:
        _set(connection, claim, **released, reason=reason, looks=looks)


def end(store: Store, claim: Claim, state: DeliveryState, reason: str, *, now: datetime) -> None:
    """The delivery is over without a post that we know of."""
    with store.writing() as connection:
        _set(connection, claim, **_ended(state, now), reason=reason)


def break_off(
    store: Store, claim: Claim, state: DeliveryState, reason: str, *, now: datetime
) -> bool:
    """The platform refuses for good: the delivery is over and its subscription broken.

    False for a claim that has lapsed: whoever has the delivery now finds out what becomes of it.
    """
    broken = {"state": SubscriptionState.BROKEN, "reason": reason}
    mine = update(subscriptions).where(*_subscribed(claim.delivery))
    with store.writing() as connection:
        is_ours = _set(connection, claim, **_ended(state, now), reason=reason)
        if is_ours:
            connection.execute(mine.values(broken))
    return is_ours


def withdraw(store: Store, claim: Claim) -> None:
    """The subscription was changed before anything was sent: its date is decided anew."""
    with store.writing() as connection:
        if row := _holds(connection, claim, DeliveryState.DUE):
            _forget(connection, row)


def prune(store: Store, *, before: datetime) -> int:
    """Forgets deliveries that ended and were due before then; returns how many."""
    return forget(store, deliveries, deliveries.c.due < before, deliveries.c.next_try.is_(None))


def _row(decision: Decision, now: datetime) -> dict[str, Any]:
    delivery, skipped = decision.delivery, decision.skipped is not None
    return {
        "channel": _channel(delivery), "name": _name(delivery), "date": _named(delivery),
        "due": delivery.due,
        "platform": delivery.subscription.channel.platform, "wish": pack(delivery.subscription),
        "state": DeliveryState.SKIPPED if skipped else DeliveryState.DUE, "attempts": 0,
        "reason": decision.skipped, "next_try": None if skipped else now, "looks": 0,
        "ended": now if skipped else None,
    }  # fmt: skip


def _named(delivery: Delivery) -> str:
    """What makes a delivery the only one of its digest: its date, or that and what is told."""
    return f"{delivery.date.isoformat()} {delivery.alert}".rstrip()


def _forget(connection: Connection, row: Row[Any]) -> None:
    own = (deliveries.c.channel == row.channel, deliveries.c.name == row.name, IS_DIGEST)
    newest = select(func.max(deliveries.c.date)).where(*own)
    its = (subscriptions.c.channel == row.channel, subscriptions.c.name == row.name)
    mine = update(subscriptions).where(*its)
    connection.execute(delete(deliveries).where(deliveries.c.id == row.id))
    connection.execute(mine.values(last=newest.scalar_subquery()))


def _tell(
    connection: Connection, id: int, channel: str, news: str | None, appeared: datetime
) -> None:
    """Says so once, and nothing of a story that the channel has been told more of since."""
    told.put(connection, channel, json.loads(news or "{}"), now=appeared, unless_later=True)
    connection.execute(update(deliveries).where(deliveries.c.id == id).values(told=None))


def _decided(connection: Connection, delivery: Delivery) -> None:
    if delivery.alert:
        return
    day = delivery.date.isoformat()
    older = or_(subscriptions.c.last.is_(None), subscriptions.c.last < day)
    mine = update(subscriptions).where(*_subscribed(delivery), older)
    connection.execute(mine.values(last=day))


def _order(decision: Decision) -> tuple[bytes, str]:
    """The same for all, and not by workspace: their limits are used best side by side."""
    channel = _channel(decision.delivery).encode()
    return hashlib.blake2b(channel, digest_size=8).digest(), _named(decision.delivery)


def _channel(delivery: Delivery) -> str:
    return str(delivery.subscription.channel)


def _name(delivery: Delivery) -> str:
    """A channel is alerted to one thing once, whichever of its digests it is about."""
    return "" if delivery.alert else delivery.subscription.name


def _subscribed(delivery: Delivery) -> tuple[ColumnElement[bool], ...]:
    name = delivery.subscription.name
    return subscriptions.c.channel == _channel(delivery), subscriptions.c.name == name


def _waits(now: datetime) -> ColumnElement[bool]:
    """Whether another of the channel's deliveries is being composed, or comes first."""
    other = deliveries.alias()
    first = and_(other.c.next_try <= now, other.c.id < deliveries.c.id)
    uncomposed = (other.c.state == DeliveryState.DUE.value, other.c.digest.is_(None))
    mine = (other.c.channel == deliveries.c.channel, other.c.id != deliveries.c.id)
    return exists().where(*mine, *uncomposed, or_(other.c.leased_until > now, first))


def _holds(connection: Connection, claim: Claim, state: DeliveryState) -> Row[Any] | None:
    """The claim's row, locked, while it is ours and as it was."""
    mine = (deliveries.c.id == claim.id, deliveries.c.lease == claim.lease, is_in(state))
    return connection.execute(select(deliveries).where(*mine).with_for_update()).first()


def _set(connection: Connection, claim: Claim, **values: Any) -> bool:  # noqa: ANN401  a column's own kind
    """Nothing, and False, where the claim has lapsed and another has the delivery."""
    mine = (deliveries.c.id == claim.id, deliveries.c.lease == claim.lease)
    return connection.execute(update(deliveries).where(*mine).values(values)).rowcount > 0


def is_in(state: DeliveryState) -> Any:  # noqa: ANN401  SQLAlchemy's own
    """Whether a delivery has come so far."""
    return deliveries.c.state == state.value


def _ended(state: DeliveryState, now: datetime) -> dict[str, Any]:
    return {"state": state, "ended": now, "next_try": None, "lease": None, "leased_until": None}


def delivery_of(row: Row[Any]) -> Delivery:
    """The delivery that a row keeps."""
    day, _, alert = row.date.partition(" ")
    return Delivery(unpack(Subscription, row.wish), date.fromisoformat(day), row.due, alert)


def _claim(row: Row[Any], lease: timedelta) -> Claim:
    return Claim(
        id=row.id,
        lease=row.lease,
        lasts=lease,
        delivery=delivery_of(row),
        state=DeliveryState(row.state),
        digest=row.digest,
        at=row.at,
        settled=row.settled,
        attempts=row.attempts,
        looks=row.looks,
    )
