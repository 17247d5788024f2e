"""Commands about where the news comes from: `feeds …` and `refresh`."""

import asyncio
import random
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot import masking
from bot.cli import showing, wiring
from bot.errors import FetchError, NotFoundError, UsageError
from bot.text.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.contract.records import Record
    from bot.models import Feed
    from bot.newsroom.refresh import Polled
    from bot.newsroom.sources.sites import Checked
    from bot.reading.feeds.opml import LeftOut
    from bot.reading.web.credentials import Headers
    from bot.settings.groups import Settings
    from bot.store.engine import Store
    from bot.store.feeds import State

SOME_FAILED = 1
HEADER = click.option(
    "--header", multiple=True, metavar="'NAME: VALUE'",
    help="Sent to the feed's server only; @FILE for a file with one a line. Can be repeated.",
)  # fmt: skip


@click.group()
def feeds() -> None:
    """The feeds that briefbot reads: add, remove, list, discover, import, export, check."""


@feeds.command()
@click.argument("urls", nargs=-1, required=True)
@click.option("--category", help="What it is about, in your own words.")
@click.option("--region", help="Where it is about, in your own words.")
@HEADER
@showing.with_tell
def add(
    urls: tuple[str, ...],
    category: str | None,
    region: str | None,
    header: tuple[str, ...],
    tell: showing.Tell,
) -> None:
    """Add the feeds at these addresses; `check` says whether they work.

    A name and password in an address, and headers, are stored and sent to the feed's server only.
    For a feed that was added before, they replace the old ones.

    \b
    briefbot feeds add https://example.org/rss.xml --region Africa
    briefbot feeds add https://name:password@example.org/private.xml
    briefbot feeds add https://example.org/members.xml --header @headers.txt
    """
    from bot.newsroom.sources import sites
    from bot.reading.web.urls import has_scheme
    from bot.store import feeds as stored

    own = _headers(header)
    chosen = wiring.chosen()
    found = [sites.feed(url, own) for url in urls]
    if not all(map(has_scheme, urls)):

        async def ask() -> list["Feed"]:
            async with wiring.web(chosen) as session:
                return [await sites.reached(session, url, own) for url in urls]

        found = asyncio.run(ask())
    new = [replace(one, category=category, region=region) for one in found]
    with wiring.opened(chosen) as store:
        added = stored.add(store, new, now=wiring.now())
    _tell_added(tell, added, len(new) - added, kept=_kept(new, chosen))


@feeds.command()
@click.argument("urls", nargs=-1, required=True)
@showing.with_tell
def remove(urls: tuple[str, ...], tell: showing.Tell) -> None:
    """Forget the feeds at these addresses; articles already read stay.

    \b
    briefbot feeds remove https://example.org/rss.xml
    """
    from bot.newsroom.sources import sites
    from bot.reading.web.urls import has_scheme
    from bot.store import feeds as stored

    with wiring.opened(wiring.chosen()) as store:
        here = {state.feed.url for state in stored.states(store)}
        shown = {masking.address(address): address for address in here}
        for url in urls:
            address = shown.get(url) or sites.feed(url).url
            if address not in here and not has_scheme(url):
                address = sites.over_http(address)
            if not stored.remove(store, address):
                raise NotFoundError(
                    f"no such feed: {address}",
                    advice=f"There is no feed {address}. `briefbot feeds list` shows them all.",
                )
            tell(f"{masking.address(address)} removed.", {"removed": address})


@feeds.command("list")
@showing.as_json_lines
def list_(*, as_json: bool) -> None:
    """Show each feed, its health, and when it is fetched next.

    \b
    briefbot feeds list
    briefbot feeds list --json
    """
    from bot.store import feeds as stored

    with wiring.opened(wiring.chosen()) as store:
        states = stored.states(store)
    if as_json:
        _write_lines(states)
    elif not states:
        showing.say("There are no feeds yet. Add one with `briefbot feeds add ADDRESS`.")
    else:
        _show(states)


@feeds.command()
@click.argument("site")
@showing.with_tell
def discover(site: str, tell: showing.Tell) -> None:
    """Find the feeds of a site from its address; with --quiet, their addresses alone.

    \b
    briefbot feeds discover example.org
    briefbot feeds discover example.org --quiet | xargs briefbot feeds add
    """
    from bot.newsroom.sources import sites

    async def find() -> tuple["Checked", ...]:
        async with wiring.web(chosen) as session:
            return await sites.discover(session, site, wiring.now())

    chosen = wiring.chosen()
    found = asyncio.run(find())
    if not found:
        raise FetchError(
            f"no feeds at {site}",
            advice=f"No feed was found at {site}. Look on the site for a link called RSS or Feed.",
        )
    for one in found:
        tell(one.url if tell.quiet else _checked(one), _record(one), matters=True)


@feeds.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@showing.with_tell
def import_(file: Path, tell: showing.Tell) -> None:
    """Add the feeds of an OPML file, which every feed reader can export.

    \b
    briefbot feeds import feeds.opml
    """
    from bot.reading.feeds import opml
    from bot.store import feeds as stored

    listed = opml.parse(file.read_bytes())
    chosen = wiring.chosen()
    with wiring.opened(chosen) as store:
        added = stored.add(store, listed.feeds, now=wiring.now())
    kept = _kept(listed.feeds, chosen)
    _tell_added(tell, added, len(listed.feeds) - added, listed.left_out, kept)


@feeds.command()
def export() -> None:
    """Write the feeds as OPML on standard output, without their passwords and headers.

    \b
    briefbot feeds export > feeds.opml
    """
    from bot.reading.feeds import opml
    from bot.store import feeds as stored

    with wiring.opened(wiring.chosen()) as store:
        states = stored.states(store)
    sys.stdout.buffer.write(opml.write(tuple(state.feed for state in states)))
    showing.say_left_behind(states)


@feeds.command()
@click.argument("urls", nargs=-1)
@HEADER
@showing.with_tell
@click.pass_context
def check(
    ctx: click.Context, urls: tuple[str, ...], header: tuple[str, ...], tell: showing.Tell
) -> None:
    """Ask each feed once, store nothing, and say what it gives or why it fails.

    \b
    briefbot feeds check
    briefbot feeds check https://example.org/rss.xml
    """
    from bot.newsroom.sources import sites
    from bot.store import feeds as stored

    chosen, own = wiring.chosen(), _headers(header)
    asked = tuple(sites.feed(url, own) for url in urls)
    if not asked:
        with wiring.opened(chosen) as store:
            asked = tuple(stored.with_headers(store, state) for state in stored.states(store))

    async def ask() -> bool:
        good = True
        async with wiring.web(chosen) as session:
            async for one in sites.check(session, asked, wiring.now()):
                tell(_checked(one), _record(one), matters=one.error is not None)
                good = good and one.error is None
        return good

    if not asyncio.run(ask()):
        ctx.exit(SOME_FAILED)


@click.command()
@showing.with_tell
def refresh(*, tell: showing.Tell) -> None:
    """Fetch every feed that is due, and the pages of its new entries.

    \b
    briefbot refresh
    briefbot refresh --quiet
    """
    from bot.newsroom.grouping import Grouper
    from bot.store import articles

    chosen = wiring.chosen()
    with wiring.opened(chosen) as store:
        wiring.add_feeds(store, chosen)
        polled = asyncio.run(_refresh(store, chosen, quiet=tell.quiet))
        Grouper(store).group_new(wiring.now())
        articles.prune(store, before=wiring.now() - timedelta(days=chosen.retention_days))
    failed = {each.url: each.error.advice for each in polled if each.error}
    for url, advice in failed.items():
        showing.say(f"{masking.address(url)}\n  {advice}", err=True)
    brought = sum(each.brought for each in polled)
    says = f"{wiring.counted(len(polled), 'feed')} read, {wiring.counted(brought, 'new entry')}" + (
        f", {len(failed)} failed." if failed else "."
    )
    if not polled:
        says = "No feed is due yet. `briefbot feeds list` shows when each is fetched next."
    tell(says, {"feeds": len(polled), "new_entries": brought, "failed": failed})


async def _refresh(store: "Store", chosen: "Settings", *, quiet: bool) -> list["Polled"]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    from bot.newsroom.fetching import WebReader
    from bot.newsroom.refresh import Web, refresh_feeds
    from bot.store import feeds as stored

    polled: list[Polled] = []
    console = Console(stderr=True)
    bar = Progress(
        TextColumn("Reading feeds"), BarColumn(), MofNCompleteColumn(),
        TextColumn("{task.fields[url]}"),
        console=console, transient=True, disable=quiet or not console.is_terminal,
    )  # fmt: skip
    with bar:
        task = bar.add_task("", total=stored.count_due(store, now=wiring.now()), url="")

        def show(one: "Polled") -> None:
            polled.append(one)
            bar.update(task, advance=1, url=visible(masking.address(one.url)[:60]))

        async with wiring.web(chosen) as session:
            web = Web(store, WebReader(session), wiring.now, random.SystemRandom())
            await refresh_feeds(web, show)
    return polled


def _headers(given: "Iterable[str]") -> "Headers":
    """The headers of the options; raises UsageError for one that is none."""
    from bot.reading.web import credentials

    lines: list[str] = []
    for one in given:
        lines += _lines(Path(one[1:])) if one.startswith("@") else [one]
    return credentials.read(lines)


def _lines(file: Path) -> list[str]:
    try:
        return file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"headers: {error}", advice=f"{file} can't be read.") from error


def _kept(new: "Iterable[Feed]", chosen: "Settings") -> str:
    """What becomes of the secrets that came with the feeds; empty where there are none."""
    if not any(feed.headers for feed in new):
        return ""
    if chosen.secret_key.get_secret_value():
        return "Headers and passwords are kept encrypted."
    return "Headers and passwords are kept as they are; set BRIEFBOT_SECRET_KEY to encrypt them."


def _tell_added(
    tell: showing.Tell,
    added: int,
    known: int,
    left_out: "Sequence[LeftOut]" = (),
    kept: str = "",
) -> None:
    before = f", {known} known already" if known else ""
    lines = [f"{wiring.counted(added, 'feed')} added{before}."]
    if left_out:
        lines[0] = f"{lines[0][:-1]}, {len(left_out)} left out:"
        lines += [f"  {one.name}: {one.why}" for one in left_out]
    record: Record = {"added": added, "known": known}
    if left_out:
        record["left_out"] = [{"name": one.name, "why": one.why} for one in left_out]
    tell("\n".join(filter(None, [*lines, kept])), record, matters=bool(left_out))


def _show(states: tuple["State", ...]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table("Feed", "Region", "Entries", "Next, UTC", "Health", box=None, pad_edge=False)
    for state in states:
        cells = (
            state.feed.title or masking.address(state.feed.url),
            state.feed.region or "",
            str(state.entries_seen),
            f"{state.next_poll:%m-%d %H:%M}",
            _verdict(state)[1],
        )
        table.add_row(*(Text(visible(cell)) for cell in cells))
    Console().print(table)


def _verdict(state: "State") -> tuple[str, str]:
    from bot.reading.feeds import polling

    if state.last_fetch is None:
        return "new", "Not read yet."
    return polling.health(
        wiring.now(),
        failing_since=state.failing_since,
        reason=state.last_error,
        gone=state.gone,
    )


def _write_lines(states: tuple["State", ...]) -> None:
    from bot import jsonlines
    from bot.contract.records import feed_record

    for state in states:
        health, why = _verdict(state)
        jsonlines.write(feed_record(state.feed, health, why, state.next_poll), sys.stdout)


def _checked(one: "Checked") -> str:
    address = masking.address(one.url)
    if one.error is not None:
        return f"{address}\n  {one.error.advice}"
    newest = f", newest {one.newest:%Y-%m-%d %H:%M} UTC" if one.newest else ""
    return (
        f"{address}\n  {one.title or '(no title)'}: {wiring.counted(one.entries, 'entry')}{newest}"
    )


def _record(one: "Checked") -> "Record":
    from bot.contract.records import rfc3339

    return {
        "url": one.url,
        "title": one.title,
        "entries": one.entries,
        "newest": rfc3339(one.newest),
        "error": one.error.advice if one.error else None,
    }
