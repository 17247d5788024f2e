"""Commands about what briefbot keeps: `status`, `backup`, `restore`."""

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli import wiring

if TYPE_CHECKING:
    from bot.newsroom.status import Status


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object, for scripts.")
def status(*, as_json: bool) -> None:
    """Say how briefbot fares: its feeds, its articles, and what needs you."""
    from bot.newsroom import status as state

    with wiring.opened(wiring.chosen()) as store:
        found = state.of(store, wiring.now())
    if as_json:
        from bot import jsonlines
        from bot.contract import rfc3339

        record = {**asdict(found), "last_success": rfc3339(found.last_success)}
        jsonlines.write(record, sys.stdout, indent=2)
    else:
        _show(found)


def _show(found: "Status") -> None:
    click.echo(
        f"{wiring.counted(found.articles, 'article')}, {wiring.counted(found.feeds, 'feed')}"
    )
    if found.last_success:
        click.echo(f"Last read {found.last_success:%Y-%m-%d %H:%M} UTC")
    if not found.feeds:
        click.echo("`briefbot refresh` begins with the feeds that come along.")
    for feed in found.troubled:
        click.echo(f"{feed.health}: {feed.url}\n  {feed.why}")


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def backup(file: Path) -> None:
    """Copy everything briefbot keeps into FILE, while it runs on.

    \b
    briefbot backup briefbot-backup.db
    """
    from bot.store import backup as copies

    with wiring.opened(wiring.chosen()) as store:
        copies.backup(store, file)
    click.echo(f"{file} written, {file.stat().st_size / 1e6:.1f} MB, and checked.")


@click.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def restore(file: Path) -> None:
    """Put the backup FILE in the place of the store; stop briefbot first.

    What it replaces is kept beside it.
    """
    from bot.store import backup as copies

    replaced = copies.restore(wiring.chosen().database_url, file)
    click.echo(f"{file} is the store now." + (f" The old one is {replaced}." if replaced else ""))
