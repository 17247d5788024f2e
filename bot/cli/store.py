"""Commands about what briefbot keeps: `status`, `backup`, `restore`, `forget`."""

import sys
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli import showing, wiring
from bot.errors import UsageError
from bot.models import Person

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from bot.contract.records import Record
    from bot.models import Delivery
    from bot.newsroom.status import Status
    from bot.store.model import Day
    from bot.store.outcomes import DeliveryCounts


@click.command()
@showing.as_json_object
def status(*, as_json: bool) -> None:
    """Show the state of briefbot: its feeds, its articles, and what needs attention.

    \b
    briefbot status
    briefbot status --json
    """
    from bot.newsroom import status as state
    from bot.store import backup as copies

    chosen = wiring.chosen()
    with wiring.opened(chosen) as store:
        found = state.of(store, wiring.now())
        if as_json:
            from bot import jsonlines

            jsonlines.write(_record(found), sys.stdout, indent=2)
        else:
            _show(found, chosen.zone)
        copies.require_writing(store)


def _record(found: "Status") -> "Record":
    from bot.contract.records import rfc3339

    tally = found.deliveries
    return {
        **asdict(replace(found, unknown=())),
        "unknown": [f"{one.subscription.channel} {one.date}" for one in found.unknown],
        "last_success": rfc3339(found.last_success),
        "deliveries": {
            **{state.value: count for state, count in tally.states.items()},
            "late": tally.late,
            "delayed": tally.delayed,
            "waiting": [
                {"platform": platform, "reason": reason, "digests": count}
                for (platform, reason), count in tally.waiting.items()
            ],
            "last_success": rfc3339(tally.last_success),
            "worst_lateness_seconds": tally.worst_lateness.total_seconds(),
        },
    }


def _show(found: "Status", zone: "ZoneInfo") -> None:
    articles, feeds = (
        wiring.counted(count, noun)
        for count, noun in ((found.articles, "article"), (found.feeds, "feed"))
    )
    showing.say(f"{articles}, {feeds}{_at(', last read', found.last_success, zone)}")
    if not found.feeds:
        showing.say("`briefbot refresh` starts with the bundled feeds.")
    _show_deliveries(found.deliveries, found.unknown, zone)
    if found.posts_to_edit:
        showing.say(f"{wiring.counted(found.posts_to_edit, 'post')} still to be corrected")
    if found.complaints:
        asked = wiring.counted(found.complaints, "complaint")
        showing.say(f"{asked} of readers: `briefbot correct` shows them")
    _show_model(found.model)
    if found.rejected:
        left_out = wiring.counted(found.rejected, "point")
        click.echo(f"{left_out} left out of the last week's briefs for a broken promise: report it")
    for feed in found.troubled:
        showing.say(f"{feed.health}: {feed.url}\n  {feed.why}")


_FALLBACKS = {
    "slow": "for want of an answer in time",
    "busy": "for an outage or too many questions",
    "refused": "for a refused question: `briefbot doctor` says why",
    "budget": "for a spent budget",
    "by_position": "for a model that picks by position: choose a larger one",
    "unusable": "for an answer of no use",
    "broken": "for an unexpected failure: see the log",
}


def _show_model(today: "Day") -> None:
    if today.tokens:
        cost = today.millionths / 1_000_000
        showing.say(f"Language model today: {today.tokens} tokens, cost {cost:.2f}")
    for cause, count in today.fallbacks.items():
        answers = wiring.counted(count, "answer")
        showing.say(f"{answers} without the language model, {_FALLBACKS.get(cause, cause)}")


def _show_deliveries(
    tally: "DeliveryCounts", unknown: "Sequence[Delivery]", zone: "ZoneInfo"
) -> None:
    counts = [f"{count} {state.value}" for state, count in tally.states.items() if count]
    if counts:
        last = _at(", last posted", tally.last_success, zone)
        showing.say(f"Digests of the last week: {', '.join(counts)}{last}")
    for (platform, reason), count in tally.refused.items():
        showing.say(f"refused by {platform}, {wiring.counted(count, 'digest')}: {reason}")
    for (platform, reason), count in tally.waiting.items():
        digests = wiring.counted(count, "digest")
        showing.say(f"not taken by {platform} so far, {digests}: {reason}")
    for one in unknown:
        showing.say(
            f"unknown: {one.subscription.channel} {one.date}: look in that channel whether it is "
            "there; it is not sent again"
        )
    if tally.late or tally.delayed:
        showing.say(f"{tally.late} came late, {tally.delayed} wait past their time")


def _at(words: str, moment: "datetime | None", zone: "ZoneInfo") -> str:
    return f"{words} {moment.astimezone(zone):%Y-%m-%d %H:%M %Z}" if moment else ""


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@showing.with_tell
def backup(file: Path, *, tell: showing.Tell) -> None:
    """Copy everything briefbot keeps into FILE, while it runs on.

    \b
    briefbot backup briefbot-backup.db
    """
    from bot.store import backup as copies

    with wiring.opened(wiring.chosen()) as store:
        copies.backup(store, file)
    size = file.stat().st_size
    says = f"{file} written, {size / 1e6:.1f} MB, and checked."
    tell(says, {"file": str(file), "bytes": size})


@click.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@showing.with_tell
def restore(file: Path, *, tell: showing.Tell) -> None:
    """Replace the store with the backup FILE; stop briefbot first.

    The old store is kept beside it.

    \b
    briefbot restore briefbot-backup.db
    """
    from bot.store import backup as copies

    replaced = copies.restore(wiring.chosen().database_url, file)
    says = f"{file} is the store now." + (f" The old one is {replaced}." if replaced else "")
    tell(says, {"file": str(file), "replaced": str(replaced) if replaced else None})


@click.command()
@click.argument("person")
@showing.with_tell
def forget(person: str, *, tell: showing.Tell) -> None:
    """Forget what a PERSON was told, follows and asked for, and end their own digests.

    \b
    briefbot forget slack:T0123:@U0456
    """
    from bot.store import workspaces

    platform, _, rest = person.partition(":")
    workspace, _, name = rest.partition(":@")
    if not (platform and name) or ":" in workspace:
        raise UsageError(
            f"no person: {person!r}",
            advice="Name a person as platform:workspace:@id, such as slack:T0123:@U0456.",
        )
    with wiring.opened(wiring.chosen()) as store:
        rows = workspaces.forget_person(store, Person(platform, workspace, name))
    tell(f"{wiring.counted(rows, 'row')} of {person} forgotten.", {"person": person, "rows": rows})
