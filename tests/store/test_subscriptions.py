"""A channel has a subscription of each name, and its dates stay decided whatever becomes of it."""

from dataclasses import replace
from datetime import time

from bot.models import Person, SubscriptionState
from bot.store import deliveries, subscriptions
from bot.store.deliveries import Decision
from bot.store.engine import Store
from bot.store.subscriptions import Standing
from tests.standins.digests import NOW, channel, delivery, subscription


def test_a_subscription_is_kept_as_it_was_made(store: Store) -> None:
    made = replace(subscription(), topics=("ukraine",), skip_if_nothing_new=True)
    subscriptions.save(store, made)
    assert subscriptions.find(store, made.channel) == Standing(made, None)
    assert subscriptions.find(store, channel("C2")) is None


def test_a_changed_subscription_takes_the_place_of_the_one_before_and_keeps_its_dates(
    store: Store,
) -> None:
    subscriptions.save(store, subscription())
    deliveries.decide(store, [Decision(delivery())], now=NOW)
    changed = replace(subscription(), at=time(9), since=NOW)
    subscriptions.save(store, changed)
    assert subscriptions.everything(store) == (Standing(changed, NOW.date()),)


def test_a_paused_or_broken_subscription_is_not_active_and_says_why(store: Store) -> None:
    for name in ("C1", "C2", "C3"):
        subscriptions.save(store, subscription(name))
    paused, broken = SubscriptionState.PAUSED, SubscriptionState.BROKEN
    assert subscriptions.set_state(store, subscription("C1"), paused)
    assert subscriptions.set_state(store, subscription("C2"), broken, "the channel is archived")
    assert not subscriptions.set_state(store, subscription("C9"), paused)
    assert [one.subscription.channel.id for one in subscriptions.active(store, "slack")] == ["C3"]
    found = subscriptions.find(store, channel("C2"))
    assert found is not None
    assert found.subscription == replace(
        subscription("C2"), state=broken, reason="the channel is archived"
    )


def test_a_subscription_ends_once(store: Store) -> None:
    subscriptions.save(store, subscription())
    assert subscriptions.remove(store, channel())
    assert not subscriptions.remove(store, channel())


def test_what_a_person_gets_themselves_is_found_by_who_they_are(store: Store) -> None:
    person = Person("slack", "T1", "U1")
    own = replace(subscription("D1"), owner=person, personal=True)
    for one in (own, replace(subscription("C1"), owner=person)):
        subscriptions.save(store, one)
    assert subscriptions.own(store, person) == (Standing(own, None),)
    assert subscriptions.own(store, Person("slack", "T1", "U2")) == ()


def test_a_channel_has_several_and_what_is_done_to_one_leaves_the_others(store: Store) -> None:
    main, weekly = subscription(), replace(subscription(), name="weekly", at=time(9))
    for one in (weekly, main):
        subscriptions.save(store, one)
    deliveries.decide(store, [Decision(replace(delivery(), subscription=weekly))], now=NOW)
    assert subscriptions.of_channel(store, channel()) == (
        Standing(main, None),
        Standing(weekly, NOW.date()),
    )
    subscriptions.set_state(store, weekly, SubscriptionState.PAUSED)
    paused = replace(weekly, state=SubscriptionState.PAUSED)
    assert subscriptions.find(store, channel()) == Standing(main, None)
    assert subscriptions.find(store, channel(), "weekly") == Standing(paused, NOW.date())
    assert subscriptions.remove(store, channel(), "weekly")
    assert not subscriptions.remove(store, channel(), "weekly")
    assert subscriptions.everything(store) == (Standing(main, None),)
