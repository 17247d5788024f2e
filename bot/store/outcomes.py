"""I/O. What became of deliveries: for status and metrics, and for the next digest and alert."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Row, func, select

from bot.models import Delivery, Subscription
from bot.store import briefs
from bot.store.deliveries import IS_DIGEST, DeliveryState, delivery_of, is_in
from bot.store.engine import Store
from bot.store.schema import deliveries

_OPEN = {DeliveryState.DUE, DeliveryState.TRYING}


@dataclass(frozen=True, slots=True)
class DeliveryCounts:
    """How the deliveries fare that were due since a time, for status and metrics."""

    states: Mapping[DeliveryState, int]
    late: int  # sent, but later than a channel would notice
    delayed: int  # open past their time
    last_success: datetime | None
    worst_lateness: timedelta
    skipped: Mapping[str, int]  # by reason
    last_posts: Mapping[str, datetime]  # by platform
    refused: Mapping[tuple[str, str], int]  # by platform and reason
    waiting: Mapping[tuple[str, str], int]  # open past their time, likewise


def tally(store: Store, *, since: datetime, now: datetime, late: timedelta) -> DeliveryCounts:
    """Counts what was due at `since` or later; `late` is how late a post may appear."""
    columns = (
        deliveries.c.state, deliveries.c.due, deliveries.c.appeared, deliveries.c.reason,
        deliveries.c.platform,
    )  # fmt: skip
    ended = func.max(deliveries.c.ended).label("ended")
    posts = select(deliveries.c.platform, ended).where(is_in(DeliveryState.SENT))
    with store.reading() as connection:
        rows = connection.execute(select(*columns).where(deliveries.c.due >= since)).all()
        found = connection.execute(posts.group_by(deliveries.c.platform))
        last = {row.platform: row.ended for row in found}
    lateness = [row.appeared - row.due for row in rows if row.appeared is not None]
    states = {state: sum(row.state == state for row in rows) for state in DeliveryState}
    delayed = [row for row in rows if row.state in _OPEN and row.due < now]
    reasons = [row.reason or "" for row in rows if row.state == DeliveryState.SKIPPED]
    return DeliveryCounts(
        states=states,
        late=sum(one > late for one in lateness),
        delayed=len(delayed),
        last_success=max(last.values(), default=None),
        worst_lateness=max(lateness, default=timedelta()),
        skipped={reason: reasons.count(reason) for reason in sorted(set(reasons))},
        last_posts=last,
        refused=_reasons(row for row in rows if row.state == DeliveryState.REFUSED),
        waiting=_reasons(row for row in delayed if row.reason),
    )


def last_digest(store: Store, subscription: Subscription) -> datetime | None:
    """As of when its last posted digest was composed; None before the first."""
    mine = (
        deliveries.c.channel == str(subscription.channel),
        deliveries.c.name == subscription.name,
    )
    query = (
        select(deliveries.c.digest)
        .where(*mine, is_in(DeliveryState.SENT), IS_DIGEST)
        .order_by(deliveries.c.date.desc())
        .limit(1)
    )
    with store.reading() as connection:
        digest: str | None = connection.execute(query).scalar()
        return briefs.get_digest(connection, digest).as_of if digest else None


def alerts(store: Store, channel: str, *, since: date) -> tuple[Delivery, ...]:
    """The alerts that were decided for a channel on that local date or later, whatever became of
    them."""
    mine = (deliveries.c.channel == channel, deliveries.c.date >= since.isoformat(), ~IS_DIGEST)
    with store.reading() as connection:
        rows = connection.execute(select(deliveries).where(*mine).order_by(deliveries.c.id))
        return tuple(map(delivery_of, rows))


def unknown(store: Store, *, since: datetime) -> tuple[Delivery, ...]:
    """The deliveries of which nobody can tell whether they were posted."""
    query = select(deliveries).where(is_in(DeliveryState.UNKNOWN), deliveries.c.due >= since)
    with store.reading() as connection:
        rows = connection.execute(query.order_by(deliveries.c.due))
        return tuple(delivery_of(row) for row in rows)


def _reasons(rows: Iterable[Row[*tuple[Any, ...]]]) -> Counter[tuple[str, str]]:
    return Counter((row.platform, row.reason or "") for row in rows)
