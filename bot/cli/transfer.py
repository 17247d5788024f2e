"""Commands that move what is kept from one store to another: `export` and `import`."""

import sys
from datetime import datetime

import click

from bot.cli import showing, wiring
from bot.cli.lines import SOME_FAILED
from bot.cli.read import Moment

SHARES = ("articles", "feeds", "subscriptions", "all")


@click.command()
@click.option(
    "--since", type=Moment(), help="Only what was read, made or told at that time or later."
)
@click.option("--what", type=click.Choice(SHARES), default="all", show_default=True)
def export(*, since: datetime | None, what: str) -> None:
    """Write everything that is stored as JSON lines, each with its "kind".

    Articles with their stories; feeds with the entries seen; subscriptions with what their channels
    and people were told. The tokens of Slack's workspaces are left out, and so are the passwords
    and headers of feeds, unless they are encrypted.

    \b
    briefbot export > kept.jsonl
    briefbot export --what articles --since 2026-11-01
    """
    from bot import jsonlines
    from bot.newsroom import transfer
    from bot.store import feeds as stored
    from bot.store.transfer import Share

    with wiring.opened(wiring.chosen()) as store:
        for record in transfer.exported(store, Share(what), since):
            jsonlines.write(record, sys.stdout)
        if Share(what) in {Share.FEEDS, Share.ALL}:
            showing.say_left_behind(stored.states(store), unless_encrypted=True)


@click.command("import")
@click.pass_context
def import_(ctx: click.Context) -> None:
    """Store what `export` or `extract` wrote: JSON lines in, "stored" out for each.

    An article needs only "id", "title", "text" and "published". "stored" is "new", "known" or
    "changed"; the same lines again change nothing. New articles are grouped into stories.

    \b
    briefbot import < kept.jsonl
    briefbot extract < pages.jsonl | briefbot import
    """
    from bot import jsonlines
    from bot.newsroom import transfer

    good = True
    with wiring.opened(wiring.chosen()) as store:
        for answer in transfer.imported(store, sys.stdin.buffer, wiring.now()):
            good = good and "error" not in answer
            jsonlines.write(answer, sys.stdout)
    if not good:
        ctx.exit(SOME_FAILED)
