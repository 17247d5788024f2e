"""The command that says what is wrong, and what to do about it."""

import asyncio
import sys
from enum import IntEnum
from typing import TYPE_CHECKING

import click

from bot.cli import showing, wiring
from bot.text.visible import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.cli.checks import Finding

READY_SECONDS = 4.0  # less than a container's health check is given
NOT_READY = 1
EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104  compared with, never bound to


class Cause(IntEnum):
    """What is looked at, in this order; the number is the exit status if it is the first wrong."""

    SETTINGS = 10
    TIME_ZONES = 11
    STORE = 12
    DISK = 13
    FEEDS = 14
    WEB = 15
    SLACK = 16
    DISCORD = 17
    MODEL = 18
    MAIL = 19
    MATTERMOST = 20
    MATRIX = 21


MEANING = {
    Cause.SETTINGS: "a setting has an invalid value, or an unknown name",
    Cause.TIME_ZONES: "the time zone data is missing",
    Cause.STORE: "the store can't be opened or written to, or is damaged",
    Cause.DISK: "the disk is full",
    Cause.FEEDS: "there is no feed, or most have stopped answering",
    Cause.WEB: "the web can't be reached",
    Cause.SLACK: "Slack is only half set up, rejects a token, or can't be reached",
    Cause.DISCORD: "Discord is only half set up, rejects the token, or can't be reached",
    Cause.MODEL: "the language model gives no usable answer",
    Cause.MAIL: "mail is only half set up, or its server can't be reached or rejects the login",
    Cause.MATTERMOST: "Mattermost is only half set up, rejects the token, or can't be reached",
    Cause.MATRIX: "Matrix is only half set up, rejects the token, or can't be reached",
}
_EXITS = "\n".join(f"  {cause.value}  {meaning}" for cause, meaning in MEANING.items())
_HELP = f"""Check everything briefbot needs, one line a check, and say what to do.

Nothing is posted or changed, and mail is sent only with --send-mail. Unless --offline is given,
this asks up to three feeds, the chat platforms, the language model and the mail server. It takes
half a minute at most, usually two seconds.

\b
briefbot doctor
briefbot doctor --offline --json

\b
The exit status is 0, or that of the first check that fails:
{_EXITS}
With --ready, a running briefbot is asked instead: 0 if ready, else 1.
"""


@click.command(help=_HELP)
@click.option("--offline", is_flag=True, help="Skip the checks that need the network.")
@click.option("--send-mail", metavar="ADDRESS", default="", help="Send a test message there.")
@click.option("--ready", is_flag=True, help="Only ask the running briefbot whether it is ready.")
@showing.as_json_object
@click.option("--quiet", is_flag=True, help="Print only the checks that fail.")
@click.pass_context
def doctor(  # noqa: PLR0913  an option each
    ctx: click.Context,
    *,
    offline: bool,
    send_mail: str,
    ready: bool,
    as_json: bool,
    quiet: bool,
) -> None:
    if ready:
        _ask_the_running(ctx)
        return
    findings = _examined(offline=offline, letter_to=send_mail)
    if as_json:
        _write(findings)
    else:
        for one in findings:
            if one.wrong is not None or not quiet:
                click.echo(_line(one))
    ctx.exit(_status(findings))


def _examined(*, offline: bool, letter_to: str) -> "tuple[Finding, ...]":
    from rich.console import Console

    from bot.cli import checks

    console = Console(stderr=True)
    with console.status("Looking ..."):
        return asyncio.run(checks.examined(offline=offline, letter_to=letter_to))


def _status(findings: "Sequence[Finding]") -> int:
    return next((int(one.cause) for one in findings if one.wrong is not None), 0)


def _line(one: "Finding") -> str:
    mark = click.style("✗", fg="red") if one.wrong is not None else click.style("✓", fg="green")
    return f"{mark} {_name(one):<15} {visible(one.says)}"


def _name(one: "Finding") -> str:
    proper = {
        "SLACK": "Slack",
        "DISCORD": "Discord",
        "MATTERMOST": "Mattermost",
        "MATRIX": "Matrix",
        "MODEL": "language model",
    }
    return proper.get(one.cause.name, one.cause.name.lower().replace("_", " "))


def _write(findings: "Sequence[Finding]") -> None:
    """What went wrong in the log's words too, without secrets."""
    from bot import jsonlines, masking
    from bot.errors import UsageError

    try:
        secrets = wiring.all_chosen().secrets()
    except UsageError:
        secrets = []
    record = {
        "exit_status": _status(findings),
        "checks": [
            {
                "check": one.cause.name.lower(),
                "good": one.wrong is None,
                "says": one.says,
                "wrong": masking.masked(one.wrong, secrets) if one.wrong is not None else None,
            }
            for one in findings
        ],
    }
    jsonlines.write(record, sys.stdout, indent=2)


def _ask_the_running(ctx: click.Context) -> None:
    """Exit status 0 if `/readyz` of the running briefbot says so; its reasons otherwise."""
    from http.client import OK, HTTPConnection, HTTPException

    from bot.settings.environment import load
    from bot.settings.groups import Settings

    chosen = load(Settings)
    host = EVERYWHERE.get(chosen.http_host, chosen.http_host)
    connection = HTTPConnection(host, chosen.http_port, timeout=READY_SECONDS)
    try:
        connection.request("GET", "/readyz")
        answer = connection.getresponse()
        said, is_ready = answer.read(10_000).decode(errors="replace").strip(), answer.status == OK
    except (OSError, HTTPException) as error:
        said, is_ready = f"nobody answers at {host}:{chosen.http_port} ({error})", False
    finally:
        connection.close()
    click.echo(visible(said), err=not is_ready)
    ctx.exit(0 if is_ready else NOT_READY)
