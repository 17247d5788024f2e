"""I/O. What the commands share: the settings, the store and the web, opened and closed."""

import os
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, nullcontext
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from bot.errors import UsageError

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from bot.briefing.extract.compose import Shares
    from bot.briefing.model.protocols import Endpoint
    from bot.briefing.model.summarizer import Budget
    from bot.cli.choices import Chosen
    from bot.models import Feed
    from bot.newsroom.context import Context
    from bot.newsroom.desk import NewsDesk
    from bot.newsroom.drafts import Editor, Rewrite
    from bot.newsroom.fetching import WebReader
    from bot.newsroom.upkeep import Upkeep
    from bot.reading.feeds.outlets import Outlets
    from bot.reading.web.fetch import Session
    from bot.reading.web.proxies import Proxies
    from bot.settings.groups import ModelSettings, Settings
    from bot.store.engine import Store
    from bot.store.subscriptions import Standing
    from bot.stories.senses.gazetteer import Gazetteer

DEFAULT_FEEDS = "default_feeds.opml"
SERVERS = ("mattermost", "matrix")  # that take posts, by a token of a bot's


def now() -> datetime:
    """The clock of every command, UTC."""
    return datetime.now(UTC)


def all_chosen() -> "Chosen":
    """Every setting; raises UsageError where one makes no sense."""
    from bot.cli import choices

    return choices.everything()


def chosen() -> "Settings":
    """The core's settings; raises UsageError, also for a variable that does not exist."""
    from bot.cli import choices

    return choices.core()


def counted(count: int, noun: str) -> str:
    """A count as people write it: "1 entry", "2 entries"."""
    plural = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{count} {noun if count == 1 else plural}"


@contextmanager
def opened(chosen: "Settings") -> Iterator["Store"]:
    """The store that the settings name."""
    from bot.store.engine import open_store

    store = open_store(chosen.database_url, keys(chosen))
    try:
        yield store
    finally:
        store.close()


def keys(chosen: "Settings") -> list[str]:
    """What secrets in the store are encrypted with, the newest first."""
    return chosen.secret_key.get_secret_value().replace(",", " ").split()


def context(store: "Store", chosen: "Settings") -> "Context":
    """What the newsroom works with; raises UsageError for an operator's file that is wrong."""
    from bot.newsroom.context import Context

    own = own_outlets(chosen)

    return Context(
        store=store,
        gazetteer=gazetteer(chosen),
        outlets=cache(lambda: merged_outlets(own)),
        shares=shares(chosen),
        zone=chosen.zone,
        weights=chosen.outlet_weights,
        languages=chosen.languages,
        forbidden=chosen.forbidden_sources,
    )


def shares(chosen: "Settings") -> "Shares":
    """How much of an article may be quoted."""
    from bot.briefing.extract.compose import Shares

    return Shares(chosen.brief_share, chosen.full_share)


@asynccontextmanager
async def editing(chosen: "Chosen", context: "Context") -> AsyncIterator["Editor"]:
    """The language model's hand where the operator chose one, or nobody's."""
    if chosen.model.url is None:
        from bot.newsroom.drafts import Editor

        yield Editor()
        return
    from bot.newsroom.rewriting import by_model

    endpoint, budget = model_of(chosen.model)
    mode, translates = chosen.model.mode, chosen.model.translate
    async with by_model(context, endpoint, budget, mode, now, translates=translates) as editor:
        yield editor


def model_of(chosen: "ModelSettings") -> tuple["Endpoint", "Budget"]:
    """The operator's language model, and what it may cost."""
    from bot.briefing.model.protocols import Endpoint
    from bot.briefing.model.spending import Caps, Prices
    from bot.briefing.model.summarizer import Budget

    key = chosen.key if chosen.key.get_secret_value() else None
    return (
        Endpoint(chosen.url or "", chosen.name, chosen.api, key),
        Budget(
            seconds=chosen.seconds,
            caps=Caps(chosen.daily_tokens, chosen.daily_cost),
            prices=Prices(chosen.price_question, chosen.price_answer),
        ),
    )


def desk(
    chosen: "Chosen",
    context: "Context",
    reader: "WebReader",
    rewrite: "Rewrite",
    thread: "Executor",
) -> "NewsDesk":
    """The newsroom as people ask it."""
    from bot.cli.desks import mail
    from bot.newsroom.desk import NewsDesk

    ask = partial(mail.ask, chosen, context.store) if chosen.has_mail else None
    return NewsDesk(
        context, lambda: nullcontext(reader.session), rewrite, now, thread, reader.read, ask
    )


def upkeep(chosen: "Chosen", store: "Store", reader: "WebReader", context: "Context") -> "Upkeep":
    """What keeps the news up to date; the session remembers how fast each site may be asked."""
    from bot.newsroom.following.rereading import ReadingBudget
    from bot.newsroom.grouping import Grouper
    from bot.newsroom.upkeep import Upkeep
    from bot.store.locks import ReplicaLock

    return Upkeep(
        store=store,
        reader=reader,
        clock=now,
        retention=timedelta(days=chosen.core.retention_days),
        grouper=Grouper(store),
        lock=ReplicaLock(store, "grouping"),
        context=context,
        budget=ReadingBudget(chosen.core.reread_share),
        amends=chosen.core.amendments,
        alert_outlets=chosen.core.alert_outlets,
    )


def next_due(standing: "Standing") -> datetime | None:
    """When a digest comes next."""
    from bot.delivery import schedule

    return schedule.next_due(standing.subscription, now=now(), last=standing.last)


def gazetteer(chosen: "Settings") -> "Gazetteer":
    """The bundled senses and the operator's."""
    from bot.stories.senses import gazetteer

    own = bundled_gazetteer()
    if chosen.topics is None:
        return own
    text = _own_file(chosen.topics, "TOPICS")
    return gazetteer.merged(own, gazetteer.parse(text, chosen.topics.name))


def bundled_gazetteer() -> "Gazetteer":
    """The bundled senses."""
    from bot.stories.senses import gazetteer

    read = {kind: _resource("bot.stories", f"senses/{kind}.toml") for kind in gazetteer.KINDS}
    return gazetteer.merged(
        *(gazetteer.parse(text.decode(), kind=kind) for kind, text in read.items())
    )


def outlets(chosen: "Settings") -> "Outlets":
    """Who is behind outlets, by what comes along and by the operator's file."""
    return merged_outlets(own_outlets(chosen))


def own_outlets(chosen: "Settings") -> "Outlets":
    """What the operator's file tells of outlets; raises UsageError where it can't be read."""
    from bot.reading.feeds import outlets

    if chosen.outlets is None:
        return outlets.Outlets()
    return outlets.parse(_own_file(chosen.outlets, "OUTLETS"), chosen.outlets.name)


def merged_outlets(own: "Outlets") -> "Outlets":
    """What comes along on outlets, corrected by the operator's own."""
    from bot.reading.feeds import outlets

    bundled = outlets.parse(_resource("bot.reading.feeds", "outlets.toml").decode())
    return outlets.merged(bundled, own)


def _own_file(path: Path, setting: str) -> str:
    """A text of the operator's; raises UsageError where it can't be read."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        advice = f"Please correct BRIEFBOT_{setting}: {path} can't be read."
        raise UsageError(f"{setting.lower()}: {error}", advice=advice) from error


def _resource(package: str, name: str) -> bytes:
    return resources.files(package).joinpath(name).read_bytes()


@asynccontextmanager
async def web(chosen: "Settings") -> AsyncIterator["Session"]:
    """The web as the settings allow it."""
    from bot.reading.web import fetch

    largest = chosen.largest_answer_mb * 1024 * 1024
    async with fetch.web(
        contact=chosen.contact,
        allow_networks=chosen.allow_networks,
        limits=fetch.Limits(sent=largest, unpacked=2 * largest),
        proxies=proxies(chosen),
        ca=chosen.ca_file,
    ) as session:
        yield session


def proxies(chosen: "Settings") -> "Proxies":
    """The proxies that feeds and pages are read through; raises UsageError for what is none."""
    from bot.reading.web import proxies

    return proxies.chosen(chosen.proxy.get_secret_value(), os.environ)


def add_feeds(store: "Store", chosen: "Settings") -> None:
    """Adds the operator's file of feeds; a store that has none starts with the bundled ones.

    Raises UsageError where the file can't be read, FeedError where it is no OPML.
    """
    from bot.store import feeds

    if chosen.feeds or not feeds.states(store):
        feeds.add(store, listed(chosen), now=now())


def listed(chosen: "Settings") -> tuple["Feed", ...]:
    """The feeds of the operator's file, or the bundled ones in the operator's languages."""
    from bot.reading.feeds import opml

    if chosen.feeds is None:
        return bundled_feeds(chosen.languages)
    try:
        return opml.parse(chosen.feeds.read_bytes()).feeds
    except OSError as error:
        advice = f"Please correct BRIEFBOT_FEEDS: {chosen.feeds} can't be read."
        raise UsageError(f"feeds: {error}", advice=advice) from error


def bundled_feeds(languages: tuple[str, ...]) -> tuple["Feed", ...]:
    """The bundled feeds in these languages; all where there is none in them."""
    from bot.reading.feeds import opml

    bundled = _resource("bot.reading.feeds", DEFAULT_FEEDS)
    return opml.parse(bundled, languages).feeds or opml.parse(bundled).feeds
