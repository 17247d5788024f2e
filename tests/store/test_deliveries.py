"""A delivery is decided once, made by one process at a time, and ends once."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.models import Delivery, Post, SubscriptionState
from bot.store import briefs, deliveries, outcomes, subscriptions, told
from bot.store.deliveries import Claim, Decision, DeliveryState
from bot.store.engine import Store, open_store
from bot.store.schema import posts
from tests.standins.digests import NOW, channel, delivery, digest, subscription

LEASE = timedelta(minutes=2)
MINUTE = timedelta(minutes=1)
POST = Post(channel(), "1730707200.000100")


def claim_one(store: Store, now: datetime = NOW) -> Claim:
    (claim,) = deliveries.claim(store, "slack", now=now, limit=9, lease=LEASE)
    return claim


def due(store: Store, *names: str) -> None:
    for name in names or ("C1",):
        subscriptions.save(store, subscription(name))
    decisions = [Decision(delivery(name)) for name in names or ("C1",)]
    assert deliveries.decide(store, decisions, now=NOW) == len(decisions)


def intend(store: Store, claim: Claim, now: datetime = NOW) -> bool:
    made = deliveries.composed(store, claim, digest(), {"s1": "v1"}, now=now)
    return made is not None and deliveries.intend(store, claim, at=NOW + MINUTE, now=now)


def state_of(store: Store) -> DeliveryState:
    states = outcomes.tally(store, since=NOW - LEASE, now=NOW, late=MINUTE).states
    (state,) = (state for state, count in states.items() if count)
    return state


def test_a_date_is_decided_once(store: Store) -> None:
    due(store)
    assert deliveries.decide(store, [Decision(delivery())], now=NOW) == 0
    assert deliveries.decide(store, [Decision(delivery(), "too late")], now=NOW) == 0
    assert state_of(store) is DeliveryState.DUE


def test_an_alert_decides_nothing_about_the_days_digest(store: Store) -> None:
    def last() -> date | None:
        standing = subscriptions.find(store, channel())
        return standing.last if standing else None

    subscriptions.save(store, subscription())
    alert = replace(delivery(), alert="s1 first")
    assert deliveries.decide(store, [Decision(alert)], now=NOW) == 1
    assert last() is None
    assert deliveries.decide(store, [Decision(delivery())], now=NOW) == 1
    assert last() == delivery().date


def test_what_is_skipped_is_counted_and_never_claimed(store: Store) -> None:
    deliveries.decide(store, [Decision(delivery(), "missed for too long")], now=NOW)
    assert not deliveries.claim(store, "slack", now=NOW, limit=9, lease=LEASE)
    tally = outcomes.tally(store, since=NOW, now=NOW, late=MINUTE)
    assert tally.skipped == {"missed for too long": 1}


def test_what_waits_past_its_time_is_counted_by_its_platform_and_reason(store: Store) -> None:
    due(store, "C1", "C2", "C3")
    claims = deliveries.claim(store, "slack", now=NOW, limit=2, lease=LEASE)
    for claim in claims:
        deliveries.absent(store, claim, reason="it answered 404", again=NOW + LEASE)
    later = outcomes.tally(store, since=NOW, now=NOW + MINUTE, late=MINUTE)
    assert (later.delayed, later.waiting) == (3, {("slack", "it answered 404"): 2})
    assert not outcomes.tally(store, since=NOW, now=NOW, late=MINUTE).waiting


def test_two_processes_share_the_due_deliveries_without_overlap(url: str, store: Store) -> None:
    due(store, *(f"C{n}" for n in range(9)))
    other = open_store(url)
    mine = deliveries.claim(store, "slack", now=NOW, limit=5, lease=LEASE)
    theirs = deliveries.claim(other, "slack", now=NOW, limit=5, lease=LEASE)
    other.close()
    assert (len(mine), len(theirs)) == (5, 4)
    assert not {claim.id for claim in mine} & {claim.id for claim in theirs}
    assert not deliveries.claim(store, "discord", now=NOW, limit=5, lease=LEASE)


def test_an_intent_holds_the_digest_and_is_found_by_the_next_process(store: Store) -> None:
    due(store)
    assert intend(store, claim_one(store))
    heir = claim_one(store, NOW + LEASE)
    assert (heir.state, heir.at, heir.attempts) == (DeliveryState.TRYING, NOW + MINUTE, 1)
    assert heir.digest is not None
    assert briefs.digest(store, heir.digest).items[0].brief.headline == "A dam <breaks>"


def test_a_process_that_was_taken_for_dead_may_not_send(store: Store) -> None:
    due(store)
    dead = claim_one(store)
    heir = claim_one(store, NOW + LEASE)
    assert deliveries.composed(store, dead, digest(), {}, now=NOW + LEASE) is None
    assert not deliveries.intend(store, dead, at=NOW + LEASE, now=NOW + LEASE)
    assert intend(store, heir, NOW + LEASE)
    assert state_of(store) is DeliveryState.TRYING


def test_what_was_sent_is_known_though_another_process_gave_it_up(store: Store) -> None:
    due(store)
    slow = claim_one(store)
    assert intend(store, slow)
    heir = claim_one(store, NOW + LEASE)
    assert not deliveries.sent(store, slow, POST, appeared=NOW + LEASE, now=NOW + LEASE)
    deliveries.end(store, heir, DeliveryState.UNKNOWN, "nobody can tell", now=NOW + LEASE)
    assert deliveries.sent(store, slow, POST, appeared=NOW + LEASE, now=NOW + LEASE)
    assert not deliveries.sent(store, heir, POST, appeared=NOW + LEASE, now=NOW + LEASE)
    assert state_of(store) is DeliveryState.SENT


def test_what_is_sent_is_told_and_its_post_kept_all_at_once(store: Store) -> None:
    due(store)
    claim = claim_one(store)
    intend(store, claim)
    assert told.of(store, str(channel()), ["s1"]) == {}
    assert deliveries.sent(store, claim, POST, appeared=NOW + MINUTE, now=NOW + MINUTE)
    assert told.of(store, str(channel()), ["s1"])["s1"].what == "v1"
    with store.reading() as connection:
        kept = connection.execute(select(posts.c.channel, posts.c.message)).all()
    assert [tuple(one) for one in kept] == [(POST.channel.id, POST.message)]
    assert deliveries.tell(store, "slack", now=NOW + LEASE) == 0
    tally = outcomes.tally(store, since=NOW, now=NOW, late=LEASE)
    assert (tally.worst_lateness, tally.late, tally.last_success) == (MINUTE, 0, NOW + MINUTE)
    assert not deliveries.claim(store, "slack", now=NOW + 9 * LEASE, limit=9, lease=LEASE)


def test_what_is_handed_over_is_told_once_it_has_appeared_unless_more_was_told_since(
    store: Store,
) -> None:
    due(store)
    claim = claim_one(store)
    intend(store, claim)
    deliveries.sent(store, claim, POST, appeared=NOW + MINUTE, now=NOW)
    assert deliveries.tell(store, "slack", now=NOW) == 0
    assert told.of(store, str(channel()), ["s1"]) == {}
    told.tell(store, str(channel()), {"s1": "v2"}, now=NOW + 2 * MINUTE)
    assert deliveries.tell(store, "slack", now=NOW + 3 * MINUTE) == 1
    assert told.of(store, str(channel()), ["s1"])["s1"].what == "v2"
    assert deliveries.tell(store, "slack", now=NOW + 3 * MINUTE) == 0


def test_what_is_taken_back_is_forgotten_and_its_date_is_free_again(store: Store) -> None:
    due(store)
    claim = claim_one(store)
    intend(store, claim)
    deliveries.sent(store, claim, POST, appeared=NOW + MINUTE, now=NOW)
    (one,) = deliveries.handed_over(store, "slack", now=NOW)
    assert (one.delivery, one.at, one.attempts) == (claim.delivery, NOW + MINUTE, 1)
    assert deliveries.handed_over(store, "slack", now=NOW + MINUTE) == ()
    assert deliveries.handed_over(store, "discord", now=NOW) == ()
    deliveries.taken_back(store, one)
    assert deliveries.handed_over(store, "slack", now=NOW) == ()
    assert deliveries.tell(store, "slack", now=NOW + LEASE) == 0
    assert deliveries.decide(store, [Decision(claim.delivery)], now=NOW) == 1


def test_what_was_not_sent_waits_and_is_tried_with_the_same_digest(store: Store) -> None:
    due(store)
    claim = claim_one(store)
    intend(store, claim)
    deliveries.absent(store, claim, reason="asked to wait", again=NOW + LEASE)
    assert deliveries.next_try(store, "slack") == NOW + LEASE
    assert not deliveries.claim(store, "slack", now=NOW + MINUTE, limit=9, lease=LEASE)
    again = claim_one(store, NOW + LEASE)
    assert (again.state, again.attempts) == (DeliveryState.DUE, 1)
    assert again.digest is not None


def test_an_open_outcome_is_looked_for_later_and_ends_as_unknown(store: Store) -> None:
    due(store)
    claim = claim_one(store)
    intend(store, claim)
    deliveries.look_again(store, claim, reason="no answer", again=NOW + LEASE, looks=1)
    claim = claim_one(store, NOW + LEASE)
    assert (claim.state, claim.looks) == (DeliveryState.TRYING, 1)
    deliveries.end(store, claim, DeliveryState.UNKNOWN, "nobody can tell", now=NOW)
    assert outcomes.unknown(store, since=NOW) == (delivery(),)
    assert deliveries.next_try(store, "slack") is None


def test_a_refusal_breaks_its_subscription_and_no_other(store: Store) -> None:
    due(store, "C1", "C2")
    claim, _ = deliveries.claim(store, "slack", now=NOW, limit=9, lease=LEASE)
    deliveries.break_off(store, claim, DeliveryState.REFUSED, "archived", now=NOW)
    states = {
        one.subscription.channel.id: one.subscription.state
        for one in subscriptions.everything(store)
    }
    assert states == {"C1": SubscriptionState.BROKEN, "C2": SubscriptionState.ACTIVE}


def test_a_refusal_of_a_process_taken_for_dead_breaks_nothing(store: Store) -> None:
    due(store)
    old = claim_one(store)
    assert intend(store, old)
    new = claim_one(store, NOW + LEASE)
    assert not deliveries.break_off(store, old, DeliveryState.REFUSED, "archived", now=NOW)
    found = subscriptions.find(store, channel())
    assert found is not None
    assert found.subscription.state is SubscriptionState.ACTIVE
    assert deliveries.break_off(store, new, DeliveryState.REFUSED, "archived", now=NOW)


def test_a_subscription_changed_before_its_digest_was_sent_is_decided_anew(store: Store) -> None:
    due(store)
    yesterday = Delivery(subscription(), NOW.date() - timedelta(days=1), NOW - timedelta(days=1))
    deliveries.decide(store, [Decision(yesterday, "missed")], now=NOW)
    deliveries.withdraw(store, claim_one(store))
    found = subscriptions.find(store, channel())
    assert found is not None
    assert found.last == yesterday.date


@pytest.mark.parametrize("end", [DeliveryState.SENT, DeliveryState.UNKNOWN])
def test_old_deliveries_are_forgotten_once_they_are_over(store: Store, end: DeliveryState) -> None:
    due(store)
    assert deliveries.prune(store, before=NOW + LEASE) == 0
    deliveries.end(store, claim_one(store), end, "over", now=NOW)
    assert deliveries.prune(store, before=NOW + LEASE) == 1
