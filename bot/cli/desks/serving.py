"""I/O. What `briefbot run` serves beside the chats, as the settings want it."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bot.cli import wiring
from bot.errors import NotAllowedError, UsageError
from bot.models import Subscription
from bot.ports import Desk, Platform

if TYPE_CHECKING:
    from aiohttp import web

    from adapters.web.door import Door
    from bot.cli.choices import Chosen
    from bot.newsroom.archive import NewsArchive
    from bot.newsroom.context import Context
    from bot.store.engine import Store
    from bot.store.feeds import State

THREADS = 2  # for readers, so that no crowd of them keeps the chats waiting
BRIEFS_PER_MINUTE = 60  # that are made for the pages' visitors, whoever they are


@dataclass(frozen=True, slots=True)
class Served:
    """What is served: its HTTP routes, and what the outbox delivers to."""

    routes: Sequence["web.RouteDef"] = ()
    platforms: Sequence[Platform] = ()


@asynccontextmanager
async def served(chosen: "Chosen", context: "Context", desk: Desk) -> AsyncIterator[Served]:
    """The archive, the API and mail, where the operator wants them."""
    from adapters.archive.platform import ArchivePlatform
    from bot.store import feeds

    with ThreadPoolExecutor(THREADS, "archive") as thread:
        archive, admitting = archive_of(context, thread), door(chosen, context.store)
        routes: list[web.RouteDef] = []
        platforms: list[Platform] = []
        if chosen.archive.archive == "public":
            states = await asyncio.to_thread(feeds.states, context.store)
            require_nothing_private(chosen, states)
        if chosen.archive.archive != "off":
            await _have_daily(chosen, desk)
            routes += await _pages(chosen, replace(archive, may_brief=_sparing()), admitting)
            platforms.append(ArchivePlatform())
        if chosen.api.api:
            routes += _api(chosen, archive, admitting)
        if chosen.has_mail:
            routes += _mail_pages(chosen, context.store, desk, admitting)
            platforms.append(_mail(chosen, context.store))
        yield Served(routes, platforms)


def archive_of(context: "Context", thread: ThreadPoolExecutor) -> "NewsArchive":
    """The newsroom as pages and programs see it."""
    from bot.newsroom.archive import NewsArchive
    from bot.newsroom.digests import Composer

    return NewsArchive(context, Composer(context), wiring.now, thread)


def door(chosen: "Chosen", store: "Store") -> "Door":
    """Who is let in: under our own name, and with a token that the store knows."""
    from adapters.web.door import Door
    from bot.ports import Scope
    from bot.store.access import tokens

    async def admit(secret: str, scope: Scope) -> str | None:
        return await asyncio.to_thread(tokens.admitted, store, secret, scope)

    name = urlsplit(chosen.archive.public_url or "").hostname
    return Door(frozenset([name] if name else []), admit)


def version() -> str:
    """Which briefbot this is."""
    from importlib import metadata

    return metadata.version("briefbot")


def _sparing() -> Callable[[], bool]:
    """Whether one more brief may be made for visitors: so many a minute."""
    from adapters.chat.allowance import Allowance

    allowance = Allowance(BRIEFS_PER_MINUTE)

    def may_brief() -> bool:
        try:
            allowance.take("visitors", time.monotonic())
        except NotAllowedError:
            return False
        return True

    return may_brief


async def _pages(chosen: "Chosen", archive: "NewsArchive", door: "Door") -> list["web.RouteDef"]:
    from adapters.archive.server import ArchivePages
    from adapters.archive.site import ArchiveSite
    from bot.translation import translation

    core = chosen.core
    tr = translation(core.languages)
    home = ArchiveSite(_address(chosen), await archive.identity(), core.zone, tr)
    is_open = chosen.archive.archive == "public"
    return ArchivePages(archive, door, home, wiring.now, is_open).routes()


def _api(chosen: "Chosen", archive: "NewsArchive", door: "Door") -> list["web.RouteDef"]:
    from adapters.api import mcp
    from adapters.api.server import Api
    from adapters.chat.allowance import Allowance

    allowance = Allowance(chosen.api.api_per_minute)
    api = Api(archive, door, allowance, _address(chosen), version())
    return [*api.routes(), *mcp.routes(api, mcp.McpServer(archive, version()))]


def _mail_pages(chosen: "Chosen", store: "Store", desk: Desk, door: "Door") -> list["web.RouteDef"]:
    from adapters.mail.pages import MailPages
    from bot.cli.desks import mail

    return MailPages(desk, mail.links(chosen, store), door).routes()


def _mail(chosen: "Chosen", store: "Store") -> Platform:
    from adapters.mail.platform import MailPlatform
    from bot.cli.desks import mail

    send, sender = mail.mailer(chosen).send, mail.sender(chosen)
    return MailPlatform(send, sender, mail.links(chosen, store), wiring.now)


def permalinks(chosen: "Chosen") -> "Callable[[str], str] | None":
    """Where a story's page is for those outside; None where they can't get to one."""
    from adapters.archive import site

    address = chosen.archive.public_url
    if chosen.archive.archive == "off" or address is None:
        return None
    return lambda story: f"{address}{site.story(story)}"


def _address(chosen: "Chosen") -> str:
    return chosen.archive.public_url or f"http://localhost:{chosen.core.http_port}"


def require_archive(chosen: "Chosen") -> None:
    """Raises UsageError where the settings alone keep the archive from being served."""
    from bot.newsroom.ordering import checked

    if chosen.archive.archive == "public":
        require_nothing_private(chosen, ())
    if chosen.archive.archive != "off":
        checked(_daily(chosen), wiring.now(), chosen.core.zone)


def require_nothing_private(chosen: "Chosen", states: "Sequence[State]") -> None:
    """Raises UsageError where not everybody may read what briefbot reads."""
    has_password = any(one.sealed for one in states)
    if has_password or chosen.core.allow_networks:
        raise UsageError(
            "archive: public, with private sources",
            advice="BRIEFBOT_ARCHIVE=public would show everybody what is read with a password or "
            "in a private network. Set it to token.",
        )


def _daily(chosen: "Chosen") -> Subscription:
    """What the archive's own digest is, by the settings."""
    from bot.newsroom.archive import DAILY

    at, topics = chosen.archive.archive_at, chosen.archive.archive_topics
    return Subscription(DAILY, at, chosen.core.time_zone, wiring.now(), topics=topics)


async def _have_daily(chosen: "Chosen", desk: Desk) -> None:
    """Keeps that subscription as the settings want it."""
    from bot.newsroom.archive import DAILY

    standing, wanted = await desk.subscription(DAILY), _daily(chosen)
    if standing is None or replace(standing, since=wanted.since) != wanted:
        await desk.subscribe(wanted)
