"""Commands about tokens: `token add`, `token list`, `token remove`."""

import click

from bot.cli import showing, wiring
from bot.errors import NotFoundError, UsageError

LONGEST = 80  # letters of a name
SCOPES = click.Choice(["archive", "read", "subscriptions"])


@click.group()
def token() -> None:
    """Who may read the archive, the HTTP API and MCP."""


@token.command()
@click.argument("name")
@click.option("--scope", "scopes", type=SCOPES, multiple=True, required=True, help="What it opens.")
@showing.with_tell
def add(name: str, scopes: tuple[str, ...], tell: showing.Tell) -> None:
    """Make a token and print it once: only a hash of it is stored.

    \b
    briefbot token add newsroom --scope archive --scope read
    """
    from bot.ports import Scope
    from bot.store.access import tokens

    if not 0 < len(name.strip()) <= LONGEST:
        advice = f"Please give the token a name of at most {LONGEST} letters, to know it again."
        raise UsageError("a token without a useful name", advice=advice)
    with wiring.opened(wiring.chosen()) as store:
        secret = tokens.add(store, name, [Scope(one) for one in scopes], now=wiring.now())
    tell(secret, {"name": name, "scopes": sorted(scopes), "token": secret}, matters=True)


@token.command("list")
@showing.with_tell
def list_(tell: showing.Tell) -> None:
    """List the tokens by the names that you gave them.

    \b
    briefbot token list
    """
    from bot.contract.records import rfc3339
    from bot.store.access import tokens

    with wiring.opened(wiring.chosen()) as store:
        found = tokens.everything(store)
    if not found:
        tell.people("There is no token. `briefbot token add` makes one.")
    for one in found:
        scopes = sorted(one.scopes)
        says = f"{one.name}  {', '.join(scopes)}  made {one.made:%Y-%m-%d}"
        record = {"name": one.name, "scopes": scopes, "made": rfc3339(one.made)}
        tell(says, record, matters=True)


@token.command()
@click.argument("name")
@showing.with_tell
def remove(name: str, tell: showing.Tell) -> None:
    """Revoke a token: it no longer opens anything.

    \b
    briefbot token remove newsroom
    """
    from bot.store.access import tokens

    with wiring.opened(wiring.chosen()) as store:
        if not tokens.remove(store, name):
            raise NotFoundError(f"no token {name!r}", advice=f"There is no token {name}.")
    tell(f"{name} removed.", {"name": name, "removed": True})
