"""Commands about what becomes of a story: `timeline`, `ahead`, `corrections`."""

from typing import TYPE_CHECKING

import click

from bot.cli import showing, wiring
from bot.errors import UsageError

if TYPE_CHECKING:
    from bot.store.following.amendments import Amendment


@click.command()
@click.argument("what", nargs=-1, required=True, metavar="STORY | WORDS…")
@showing.with_format(showing.FORMATS)
def timeline(*, what: tuple[str, ...], form: str) -> None:
    """Tell how a story went, from its first report to now.

    \b
    briefbot timeline ferry fire
    briefbot timeline ferry fire --format json
    """
    from bot.newsroom.following import timelines

    chosen = wiring.chosen()
    with wiring.opened(chosen) as store:
        found = timelines.on(wiring.context(store, chosen), " ".join(what), wiring.now())
    showing.show(found, form, chosen.zone)


@click.command()
@click.argument("topic", nargs=-1, metavar="[TOPIC…]")
@showing.with_format(showing.FORMATS)
def ahead(*, topic: tuple[str, ...], form: str) -> None:
    """Show what is announced for the week ahead, day by day.

    \b
    briefbot ahead
    briefbot ahead ukraine, grain
    briefbot ahead ukraine --format json
    """
    from bot.newsroom.following import agenda

    chosen = wiring.chosen()
    with wiring.opened(chosen) as store:
        found = agenda.ahead(wiring.context(store, chosen), " ".join(topic), wiring.now())
    showing.show(found, form, chosen.zone)


@click.command()
@click.argument("change", required=False, type=int)
@click.option("--approve", is_flag=True, help="Mark the change in every posted copy.")
@click.option("--dismiss", is_flag=True, help="Leave the posts as they are.")
@showing.with_tell
def corrections(*, change: int | None, approve: bool, dismiss: bool, tell: showing.Tell) -> None:
    """Show what publishers changed in posted briefs, or approve or dismiss a CHANGE.

    Changes wait here with BRIEFBOT_AMENDMENTS=approve.

    \b
    briefbot corrections
    briefbot corrections 3 --approve
    briefbot corrections 3 --dismiss
    """
    from bot.store.following import amendments

    if (change is None) == (approve or dismiss) or (approve and dismiss):
        raise UsageError(
            "corrections: not one change and one decision",
            advice="Say which change, and either --approve or --dismiss; or nothing to list them.",
        )
    with wiring.opened(wiring.chosen()) as store:
        if change is None:
            found = amendments.waiting(store)
            if not found:
                tell.people("No change waits for approval.")
            for one in found:
                _show(one, "waits", tell)
        else:
            decided = amendments.decide(store, change, approved=approve, now=wiring.now())
            _show(decided, "will be told" if approve else "dismissed", tell)


def _show(one: "Amendment", became: str, tell: showing.Tell) -> None:
    record = {"change": one.id, "brief": one.brief, "place": one.place, "note": one.note}
    says = f"{one.id}  brief {one.brief}: {one.note} ({became})"
    tell(says, {**record, "state": became}, matters=True)
