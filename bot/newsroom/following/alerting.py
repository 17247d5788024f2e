"""I/O. Channels that want alerts are told what happened: a story on their topics that outlets
report for the first time, and what turned in a story that they follow.

An alert is a delivery of its own, decided once: the outbox brings it as it brings a digest.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.briefing import novelty
from bot.briefing import story as composing
from bot.briefing.digest import NO_ARTICLE
from bot.briefing.extract.compose import own_words, source_of
from bot.briefing.novelty import Told
from bot.briefing.timeline import timeline
from bot.delivery import schedule
from bot.delivery.courier import Composed, Skipped
from bot.errors import NothingToBriefError
from bot.models import (
    Article,
    Brief,
    Counts,
    Delivery,
    Digest,
    Genre,
    Item,
    Length,
    Story,
    Subscription,
    SubscriptionState,
    TimelineLine,
    Turn,
)
from bot.newsroom import readers, search
from bot.newsroom.context import Context
from bot.store import articles, deliveries, outcomes, stories, subscriptions, told
from bot.store.deliveries import Decision
from bot.stories import breaking, features, requests, topics
from bot.text.lexicon import lexicon
from bot.text.lexicon.notation import is_any_of
from bot.text.names import mentions
from bot.text.words import words_in
from bot.translation import Translation, translation

REMEMBERED = timedelta(days=7)  # alerts, so that none comes again
TURNED = timedelta(hours=12)  # what is told longer ago is for the digest
_decides = is_any_of(lexicon("en").roles.deciding)


@dataclass(frozen=True, slots=True)
class _Breaking:
    """A story that is being reported for the first time, by so many outlets."""

    story: str
    outlets: int


def decide(context: Context, now: datetime, *, outlets: int) -> int:
    """Writes down which alerts are to be sent now, each once; returns how many.

    A story is new to a channel where `outlets` of them report it.
    """
    wanting = [
        one.subscription
        for one in subscriptions.everything(context.store)
        if one.subscription.alerts and one.subscription.state is SubscriptionState.ACTIVE
    ]
    if not wanting:
        return 0
    fresh = [one for one in _breaking(context, now) if one.outlets >= outlets]
    decisions = [
        Decision(delivery)
        for subscription in wanting
        if not schedule.is_quiet(subscription, now)
        for delivery in _for_channel(context, subscription, fresh, now)
    ]
    return deliveries.decide(context.store, decisions, now=now) if decisions else 0


def compose(
    context: Context, subscription: Subscription, delivery: Delivery, now: datetime
) -> Composed | Skipped:
    """The alert as its channel gets it, and what that is told by it."""
    name = delivery.alert.partition(" ")[0]
    found = search.story(context, name, now)
    story = search.with_articles(context, found) if found else None
    if found is None or story is None:
        return Skipped("the story is no longer kept")
    outlets, wanted = found.ranked.outlets, topics.wanted(subscription, story.articles)
    if not wanted:
        return Skipped("the channel does not want the story")
    if len(wanted) < len(story.articles):
        outlets = min(outlets, len({one.outlet for one in wanted}))
        story = replace(story, articles=wanted)
    tr = translation(subscription.languages)
    topic = _topic(context, subscription, story, now)
    try:
        if " " in delivery.alert:
            line = _line(context, subscription, story, delivery.alert, now)
            if line is None:
                return Skipped("what turned is told already")
            brief, update = _of_turn(story, line, outlets, now), _said(line, tr)
        elif readers.expecting(context.store, readers.of(subscription), [name]):
            return Skipped("a digest tells it already")
        else:
            brief = _of_story(context, story, outlets, now)
            update = tr.count(
                "New: {count} outlet reports this", "New: {count} outlets report this", outlets
            )
    except NothingToBriefError as error:
        return Skipped(error.advice)
    why = _why(context, subscription, delivery, topic, tr)
    digest = Digest(
        as_of=now,
        zone=subscription.zone,
        topics=subscription.topics,
        items=(Item(brief, why, update, followed=" " in delivery.alert),),
        in_brief=(),
        counts=Counts(read=1, shown=1),
        lang=tr.lang,
        is_alert=True,
    )
    return Composed(digest, readers.told_by(context.store, str(subscription.channel), digest, now))


def _breaking(context: Context, now: datetime) -> list[_Breaking]:
    """The stories that are being reported for the first time, most outlets first."""
    since = now - breaking.FRESH
    names = stories.touched(context.store, published=since, read=since)
    found: dict[str, list[tuple[datetime, features.Features]]] = {}
    for one in stories.reports(context.store, sorted(names)):
        known = (articles.moment(int(one.article)), features.outline(one.features))
        found.setdefault(one.story, []).append(known)
    counted = (_Breaking(name, breaking.outlets(some, now=now)) for name, some in found.items())
    return sorted(
        (one for one in counted if one.outlets), key=lambda one: (-one.outlets, one.story)
    )


def _for_channel(
    context: Context, subscription: Subscription, fresh: Sequence[_Breaking], now: datetime
) -> Iterator[Delivery]:
    """What the channel is to be told, as far as it wants any more today."""
    store, channel = context.store, str(subscription.channel)
    today = now.astimezone(ZoneInfo(subscription.zone)).date()
    before = outcomes.alerts(store, channel, since=today - REMEMBERED)
    decided = {one.alert for one in before}
    room = subscription.alerts - sum(one.date == today for one in before)
    names = (*_turned(context, subscription, now), *_new(context, subscription, fresh, now))
    for name in dict.fromkeys(names):
        if room <= 0:
            return
        if name not in decided:
            room -= 1
            yield Delivery(subscription, today, now, name)


def _new(
    context: Context, subscription: Subscription, fresh: Sequence[_Breaking], now: datetime
) -> Iterator[str]:
    """The stories on its topics that it does not know yet."""
    names = [one.story for one in fresh]
    if not names or not subscription.topics:
        return
    knows = readers.expecting(context.store, readers.of(subscription), names)
    followed = told.followed(context.store, readers.own(subscription))
    members = stories.members(context.store, names)
    for name in names:
        if name not in knows and name not in followed:
            wanted = topics.wanted(subscription, members.get(name, ()))
            if wanted and _topic(context, subscription, Story(name, wanted), now) is not None:
                yield name


def _topic(context: Context, subscription: Subscription, story: Story, now: datetime) -> str | None:
    """The first of its topics that a story is about."""
    since = min(one.at for one in story.articles) - timedelta(hours=1)
    for topic in subscription.topics:
        asked = requests.parse(topic, now=now, zone=ZoneInfo(subscription.zone))
        meant, _ = search.understood(context, asked)
        of_then = replace(meant, since=since)
        matched = search.articles_on(context, of_then)
        own = {one.id for one in story.articles}
        if any(one.article.id in own for one in matched):
            return topic
    return None


def _turned(context: Context, subscription: Subscription, now: datetime) -> Iterator[str]:
    """What turned in the stories that it follows since it was told of them."""
    store, everyone = context.store, readers.own(subscription)
    followed = told.followed_since(store, everyone)
    knows = readers.expecting(store, everyone, list(followed))
    members = stories.members(store, list(followed))
    for name, since in followed.items():
        known = knows.get(name) or Told(name, since)
        own = topics.wanted(subscription, members.get(name, ()))
        if not any(novelty.came_since(one, known) for one in own):
            continue
        for line in _turns(Story(name, own), known, now, ZoneInfo(subscription.zone)):
            yield f"{name} {_mark(line)}"


def _line(
    context: Context, subscription: Subscription, story: Story, alert: str, now: datetime
) -> TimelineLine | None:
    """The turn that an alert is about."""
    everyone = readers.own(subscription)
    known = readers.expecting(context.store, everyone, [story.id]).get(story.id)
    since = told.followed_since(context.store, everyone).get(story.id, now - TURNED)
    turns = _turns(story, known or Told(story.id, since), now, ZoneInfo(subscription.zone))
    return next((one for one in turns if f"{story.id} {_mark(one)}" == alert), None)


def _turns(story: Story, known: Told, now: datetime, zone: ZoneInfo) -> Iterator[TimelineLine]:
    """What changes the state of a story for a reader who knows so much of it."""
    try:
        whole = timeline(story, now, zone, all_news=True)
    except NothingToBriefError:
        return
    by_id = {one.id: one for one in story.articles}
    before = " ".join(one.body for one in story.articles if not novelty.came_since(one, known))
    for line in whole.lines:
        article = by_id[line.point.spans[0].article]
        is_late = now - line.at > TURNED or not novelty.came_since(article, known)
        if is_late or not _is_state(line, before):
            continue
        if not novelty.is_told(novelty.key(line.point.text, article.lang), known.points):
            yield line


def _is_state(line: TimelineLine, before: str) -> bool:
    """Whether a line changes what is known: a figure, a denial, a decision, somebody named."""
    if line.turn in {Turn.FIGURE, Turn.DENIAL}:
        return True
    if line.turn is not Turn.NEWS:
        return False
    text = line.point.text
    named = (one.name.rpartition(" ")[2] for one in mentions(text))
    return any(name not in before for name in named) or any(
        map(_decides, map(str.lower, words_in(text)))
    )


def _mark(line: TimelineLine) -> str:
    """The name of a turn: that of a figure is the same in whatever sentence."""
    said = line.change or line.point.text
    return hashlib.blake2b(said.encode("utf-8", "replace"), digest_size=8).hexdigest()


def _of_story(context: Context, story: Story, outlets: int, now: datetime) -> Brief:
    """The brief of a new story; NothingToBriefError where it is no article, either."""
    made = composing.brief(story, Length.BRIEF, now, context.shares, outlets=outlets)
    if made.genre is Genre.PAGE:
        raise NothingToBriefError(f"story {story.id}: no article", advice=NO_ARTICLE)
    return made


def _of_turn(story: Story, line: TimelineLine, outlets: int, now: datetime) -> Brief:
    """The brief of a turn: the sentence that tells it."""
    by_id = {one.id: one for one in story.articles}
    article: Article = by_id[line.point.spans[0].article]
    return Brief(
        headline=article.headline,
        topic=None,
        as_of=now,
        words=own_words(line.point),
        summarizer="extractive",
        points=(line.point,),
        image=None,
        sources=(source_of(article),),
        story=story.id,
        length=Length.FLASH,
        outlets=outlets,
    )


def _said(line: TimelineLine, tr: Translation) -> str:
    if line.change:
        return tr("Update: {news}", news=line.change)
    return tr("Denied") if line.turn is Turn.DENIAL else tr("New in a story that you follow")


def _why(
    context: Context,
    subscription: Subscription,
    delivery: Delivery,
    topic: str | None,
    tr: Translation,
) -> str:
    """Why the channel is told, and how many alerts it has had."""
    day = outcomes.alerts(context.store, str(subscription.channel), since=delivery.date)
    today = [one.alert for one in day if one.date == delivery.date]
    number = today.index(delivery.alert) + 1 if delivery.alert in today else len(today) + 1
    if " " in delivery.alert or topic is None:
        return tr(
            "Because you follow this story; {number} of at most {most} alerts today.",
            number=number, most=subscription.alerts,
        )  # fmt: skip
    return tr(
        "Because you asked for alerts on “{topic}”; {number} of at most {most} today.",
        topic=topic, number=number, most=subscription.alerts,
    )  # fmt: skip
