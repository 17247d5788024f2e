"""Commands about what becomes of a story: `timeline`."""

import click

from bot.cli import showing, wiring


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
    showing.timeline(found, form, chosen.zone)
