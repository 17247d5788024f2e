"""Subscriptions, briefs and digests for tests, as small as they can be."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from bot.models import (
    Brief,
    Channel,
    Counts,
    Delivery,
    Digest,
    Headline,
    Image,
    Item,
    Kind,
    Point,
    Source,
    Span,
    Subscription,
)

NOW = datetime(2024, 11, 4, 8, tzinfo=UTC)  # a Monday
TODAY = NOW.date()


def channel(name: str = "C1", platform: str = "slack") -> Channel:
    return Channel(platform, "T1", name)


def subscription(name: str = "C1", platform: str = "slack", at: time = time(8)) -> Subscription:
    """Every day at 08:00 UTC, for the last month."""
    return Subscription(channel(name, platform), at, "UTC", NOW - timedelta(days=30))


def delivery(name: str = "C1", platform: str = "slack", day: date = TODAY) -> Delivery:
    every_day = subscription(name, platform)
    return Delivery(every_day, day, datetime.combine(day, every_day.at, UTC))


def brief(story: str = "s1", text: str = "A dam broke on Monday.") -> Brief:
    return Brief(
        headline="A dam <breaks>",
        topic=None,
        as_of=NOW,
        words=5,
        summarizer="extractive",
        points=(Point(Kind.NEWS, text, (Span("a1", 0, len(text)),)),),
        image=Image(credit="A. Photographer"),
        sources=(Source("a1", "The Outlet", "A dam breaks", "https://ex.com/a1", NOW, "en"),),
        story=story,
    )


def digest(*stories: str) -> Digest:
    return Digest(
        as_of=NOW,
        zone="UTC",
        topics=(),
        items=tuple(Item(brief(story), "reported by 3 outlets") for story in stories or ("s1",)),
        in_brief=(Headline("s9", "A bridge opens", None, "The Outlet", 1, NOW),),
        counts=Counts(read=3, shown=2, left_out=1),
    )


def corrected(one: Brief, note: str, at: datetime = NOW) -> Brief:
    return replace(one, corrected=at, correction=note)
