"""I/O. What `briefbot run` serves beside the chats, as the settings want it."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bot.cli import wiring
from bot.models import Subscription
from bot.ports import Desk, Platform

if TYPE_CHECKING:
    from aiohttp import web

    from adapters.web.door import Door
    from bot.cli.choices import Chosen
    from bot.newsroom.archive import NewsArchive
    from bot.newsroom.context import Context
    from bot.store.engine import Store

THREADS = 2  # for readers, so that no crowd of them keeps the chats waiting


@dataclass(frozen=True, slots=True)
class Served:
    """What is served: its HTTP routes, and what the outbox delivers to."""

    routes: Sequence["web.RouteDef"] = ()
    platforms: Sequence[Platform] = ()


@asynccontextmanager
async def served(chosen: "Chosen", context: "Context", desk: Desk) -> AsyncIterator[Served]:
    """The archive, where the operator wants it."""
    if chosen.archive.archive == "off":
        yield Served()
        return
    with ThreadPoolExecutor(THREADS, "archive") as thread:
        archive = archive_of(context, thread)
        await _have_daily(chosen, desk)
        yield await _pages(chosen, archive, door(chosen, context.store))


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


async def _pages(chosen: "Chosen", archive: "NewsArchive", door: "Door") -> Served:
    from adapters.archive.platform import ArchivePlatform
    from adapters.archive.server import ArchivePages
    from adapters.archive.site import ArchiveSite

    address = chosen.archive.public_url or f"http://localhost:{chosen.core.http_port}"
    home = ArchiveSite(address, await archive.identity(), chosen.core.zone)
    is_open = chosen.archive.archive == "public"
    pages = ArchivePages(archive, door, home, wiring.now, is_open)
    return Served(pages.routes(), [ArchivePlatform()])


async def _have_daily(chosen: "Chosen", desk: Desk) -> None:
    """The archive's own subscription, as the settings want it."""
    from bot.newsroom.archive import DAILY

    at, topics = chosen.archive.archive_at, chosen.archive.archive_topics
    standing = await desk.subscription(DAILY)
    wanted = Subscription(DAILY, at, chosen.core.time_zone, wiring.now(), topics=topics)
    if standing is None or replace(standing, since=wanted.since) != wanted:
        await desk.subscribe(wanted)
