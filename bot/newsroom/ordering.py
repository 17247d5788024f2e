"""I/O. What a digest is to be, checked; and one by mail kept until its reader confirms it: nothing
but a question is sent till then."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.delivery.validation import validate
from bot.errors import UsageError
from bot.models import Subscription, SubscriptionState
from bot.reading.web import decoding
from bot.store import subscriptions
from bot.store.engine import Store
from bot.stories import requests
from bot.stories.requests import TopicRequest
from bot.text.mailboxes import UNCONFIRMED
from bot.translation import translatable

# Sends the letter whose link starts what was ordered; raises PostError.
AskReader = Callable[[Subscription], Awaitable[None]]


def put(store: Store, wanted: Subscription, now: datetime, zone: ZoneInfo) -> Subscription:
    """Keeps what was ordered for an address until its reader confirms it; raises UsageError where
    that makes no sense, or the address has a digest already."""
    if subscriptions.find(store, wanted.channel):
        raise UsageError(
            f"a second digest for {wanted.channel}",
            advice=translatable(
                "That address gets a digest already, or was asked to confirm one. The link in its "
                "letters stops it."
            ),
        )
    made = checked(wanted, now, zone)
    waiting = replace(made, state=SubscriptionState.PAUSED, reason=UNCONFIRMED)
    subscriptions.save(store, waiting)
    return waiting


def checked(wanted: Subscription, now: datetime, zone: ZoneInfo) -> Subscription:
    """A subscription as it is kept from `now` on; raises UsageError for what makes no sense."""
    topics = tuple(filter(None, map(decoding.one_line, wanted.topics)))
    wanted = replace(wanted, topics=topics)
    validate(wanted)
    for topic in topics:
        _require_topic(requests.parse(topic, now=now, zone=zone))
    is_paused = wanted.state is SubscriptionState.PAUSED
    state = SubscriptionState.PAUSED if is_paused else SubscriptionState.ACTIVE
    return replace(wanted, since=now, state=state, reason=None)


def _require_topic(request: TopicRequest) -> None:
    if request.link or not (request.topics or request.outlets):
        raise UsageError(
            f"no topic: {request.text!r}",
            advice="A digest's topics are words, such as: ukraine, grain. Leave them out for the "
            "top of the news.",
            about="topics",
        )
