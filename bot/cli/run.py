"""The command that does everything: feeds, chat, digests, health, on one loop until stopped."""

import asyncio
import logging
import os
import signal
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import click

from bot.cli import wiring
from bot.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.cli.choices import Chosen
    from bot.cli.desks.serving import Served
    from bot.cli.duties import Duty, Work
    from bot.cli.platforms import Connected
    from bot.delivery.outage import Outage
    from bot.delivery.outbox import Outbox
    from bot.newsroom.status import Watch
    from bot.store.engine import Store

log = logging.getLogger("briefbot")

LOOK = 30.0  # seconds between two looks at which feeds are due
GROUPING = 10.0  # seconds between two groupings of what was read
THREADS = 4  # for the store and for composing


@click.command()
def run() -> None:
    """Do everything: read the feeds, answer in chat, post the digests, until stopped.

    \b
    briefbot run
    """
    from bot import logs

    chosen = _sensible()
    logs.set_up(chosen.core.log_level, chosen.core.log_format, chosen.secrets())
    os.umask(0o077)  # whatever it writes is nobody else's
    asyncio.run(_run(chosen))


async def _run(chosen: "Chosen") -> None:
    """Serves until SIGTERM; on SIGHUP begins anew with new settings, if all of them make sense."""
    stop, reload = asyncio.Event(), asyncio.Event()
    loop = asyncio.get_running_loop()
    for one in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(one, stop.set)
    loop.add_signal_handler(signal.SIGHUP, reload.set)
    while not stop.is_set():
        ended = asyncio.Event()
        watching = asyncio.create_task(_ending(stop, reload, ended))
        await _serve(chosen, ended)
        watching.cancel()
        if reload.is_set() and not stop.is_set():
            reload.clear()
            chosen = _reloaded(chosen)


async def _ending(stop: asyncio.Event, reload: asyncio.Event, ended: asyncio.Event) -> None:
    """Sets `ended` when the service is to stop, or new settings are there and make sense."""
    while not ended.is_set():
        waiting = [asyncio.create_task(one.wait()) for one in (stop, reload)]
        await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        for task in waiting:
            task.cancel()
        if stop.is_set() or _makes_sense():
            ended.set()
        else:
            reload.clear()


def _sensible() -> "Chosen":
    """Every setting; raises UsageError also where what one names can't be used."""
    from bot.cli import checks

    chosen = wiring.all_chosen()
    checks.require_sense(chosen)
    return chosen


def _makes_sense() -> bool:
    try:
        _sensible()
    except UsageError as error:
        log.error("settings stay as they were: %s", error.advice)  # noqa: TRY400  expected
        return False
    return True


def _reloaded(before: "Chosen") -> "Chosen":
    try:
        chosen = _sensible()
    except UsageError:
        return before
    log.info("new settings")
    return chosen


async def _serve(chosen: "Chosen", stop: asyncio.Event) -> None:
    from bot.cli.duties import supervise
    from bot.delivery.outage import Outage
    from bot.store import backup
    from bot.store.locks import only_process

    outage = Outage()
    with only_process(chosen.core.database_url), wiring.opened(chosen.core) as store:
        backup.check(store)
        wiring.add_feeds(store, chosen.core)
        async with _duties(chosen, store, outage) as duties:
            log.info("at work: %s", ", ".join(duty.name for duty in duties))
            await supervise(duties, stop, outage)
    log.info("stopped")


@asynccontextmanager
async def _duties(
    chosen: "Chosen", store: "Store", outage: "Outage"
) -> AsyncIterator[list["Duty"]]:
    """Everything there is to do, as the settings want it."""
    from bot.cli import platforms
    from bot.cli.desks import serving
    from bot.cli.duties import Duty, every
    from bot.delivery.clock import StoreClock
    from bot.delivery.outbox import Outbox
    from bot.newsroom.digests import Composer, DigestDelivery
    from bot.newsroom.fetching import WebReader
    from bot.newsroom.status import Watch
    from bot.newsroom.workers import Workers

    clock = StoreClock(store, wiring.now)
    clock.set()
    async with AsyncExitStack() as stack:
        thread = stack.enter_context(ThreadPoolExecutor(THREADS, "newsroom"))
        context = wiring.context(store, chosen.core)
        if page_of := serving.permalinks(chosen):
            context = replace(context, permalink=page_of)
        editor = await stack.enter_async_context(wiring.editing(chosen, context))
        session = await stack.enter_async_context(wiring.web(chosen.core))
        workers = await stack.enter_async_context(Workers())
        reader = WebReader(session, workers.read, workers.parse)
        desk = wiring.desk(chosen, context, reader, editor.rewrite, thread)
        chats = await stack.enter_async_context(platforms.connected(chosen, store, desk))
        told = await stack.enter_async_context(platforms.told(chosen, clock))
        served = await stack.enter_async_context(serving.served(chosen, context, desk))
        due = DigestDelivery(Composer(context), editor, clock, thread)
        reached = (*(chat.platform for chat in chats), *told, *served.platforms)
        known = {platform.name: platform for platform in reached}
        outbox = Outbox(store, known, due.compose, clock, outage=outage)
        watch = Watch(
            store,
            wiring.now,
            lambda: (
                outage.trouble,
                *chosen.unfinished(),
                *(chat.connection.trouble() for chat in chats),
            ),
            lambda: tuple((chat.platform.name, chat.connection.count) for chat in chats),
        )
        upkeep = wiring.upkeep(chosen, store, reader, context)
        yield [
            Duty("web", _web(chosen, watch, chats, served)),
            every("clock", LOOK, partial(asyncio.to_thread, clock.set), outage),
            every("news", LOOK, upkeep.refresh, outage),
            every("stories", GROUPING, upkeep.group, outage),
            Duty("digests", _delivering(outbox)),
            *(Duty(chat.platform.name, chat.serve) for chat in chats),
        ]


def _delivering(outbox: "Outbox") -> "Work":
    async def deliver(stop: asyncio.Event) -> None:
        working = asyncio.create_task(outbox.run())
        stopped = asyncio.create_task(stop.wait())
        await asyncio.wait({working, stopped}, return_when=asyncio.FIRST_COMPLETED)
        outbox.stop()
        stopped.cancel()
        await working

    return deliver


def _web(
    chosen: "Chosen", watch: "Watch", chats: "Sequence[Connected]", served: "Served"
) -> "Work":
    async def serve(stop: asyncio.Event) -> None:
        from adapters.web import health, hosts

        host, port = chosen.core.http_host, chosen.core.http_port
        ours = health.routes(watch)
        guard = hosts.only_own([one.path for one in ours] if host in hosts.OWN else [])
        routes = [*ours, *(one for chat in chats for one in chat.routes), *served.routes]
        try:
            async with hosts.serving(routes, host, port, guard) as addresses:
                for address in addresses:
                    log.info("health and metrics at %s", address)
                await stop.wait()
        except OSError as error:
            advice = (
                f"Nobody can be answered over HTTP, since {host} port {port} can't be used: see "
                f"BRIEFBOT_HTTP_HOST and BRIEFBOT_HTTP_PORT, or what else runs there ({error})."
            )
            raise UsageError("no place for HTTP", advice=advice) from error

    return serve
