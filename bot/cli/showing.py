"""How a command shows what it has: for a person, a script, or as a platform would."""

import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from bot.models import Agenda, Answer, Digest, Timeline
from bot.text.visible import cleaned, visible

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from bot.store.feeds import State

Json = Mapping[str, Any]
Command = Callable[..., None]
Shown = Answer | Digest | Timeline | Agenda

FORMATS = click.Choice(["text", "json", "slack", "discord"])
as_json_lines = click.option("--json", "as_json", is_flag=True, help="Print JSON lines.")
as_json_object = click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")


def with_format(formats: click.Choice[str]) -> Callable[[Command], Command]:
    """Gives a command the options --format and --json, and whichever was chosen as `form`."""

    def decorated(command: Command) -> Command:
        @click.option("--format", "form", type=formats, help="Output format; text by default.")
        @click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
        @wraps(command)
        def with_form(*args: object, form: str | None, as_json: bool, **rest: object) -> None:
            if as_json and form not in {None, "json"}:
                raise click.UsageError(f"Choose one of --json and --format {form}.")
            command(*args, form="json" if as_json else form or "text", **rest)

        return with_form

    return decorated


def say(text: str, *, err: bool = False) -> None:
    """A line for people; what others wrote in it steers no terminal."""
    click.echo(visible(text), err=err)


def say_left_behind(states: "Iterable[State]", *, unless_encrypted: bool = False) -> None:
    """Says of how many feeds the passwords and headers are not in what was just written."""
    from bot.cli.wiring import counted
    from bot.sealing import is_sealed

    kept = [state.sealed for state in states if state.sealed]
    left = [one for one in kept if not (unless_encrypted and is_sealed(one))]
    why = ", since they are not encrypted (BRIEFBOT_SECRET_KEY)." if unless_encrypted else "."
    if left:
        feeds = counted(len(left), "feed")
        say(f"The passwords and headers of {feeds} are not in it{why}", err=True)


@dataclass(frozen=True, slots=True)
class Tell:
    """Says what a command did: a sentence for people, or a JSON object a line."""

    as_json: bool
    quiet: bool

    def __call__(self, says: str, record: Json, *, matters: bool = False) -> None:
        """What `matters` is said even with --quiet: it was asked for, or needs somebody."""
        if self.as_json:
            _write(record, indent=None)
        elif matters or not self.quiet:
            say(says)

    def people(self, says: str) -> None:
        """What a script can do without, such as that a list is empty."""
        if not self.as_json:
            self(says, {})


def with_tell(command: Command) -> Command:
    """Gives a command the options --json and --quiet, and a `Tell` that heeds them as `tell`."""

    @click.option("--json", "as_json", is_flag=True, help="Print a JSON object per line.")
    @click.option("--quiet", is_flag=True, help="Print only errors.")
    @wraps(command)
    def telling(*args: object, as_json: bool, quiet: bool, **rest: object) -> None:
        command(*args, tell=Tell(as_json, quiet), **rest)

    return telling


def show(made: Shown, form: str, zone: "ZoneInfo") -> None:
    """Write what was made on standard output in one of FORMATS."""
    if form == "text":
        _print(cleaned(made), zone)
    elif form == "json":
        _write(_recorded(made))
    else:
        _write(AS_SENT[form](made))


def _print(made: Shown, zone: "ZoneInfo") -> None:
    from rich.console import Console

    from adapters import terminal

    match made:
        case Answer():
            terminal.answer(made, Console(), zone)
        case Digest():
            terminal.digest(made, Console(), zone)
        case Timeline():
            terminal.timeline(made, Console(), zone)
        case Agenda():
            terminal.agenda(made, Console())


def _recorded(made: Shown) -> Json:
    from bot.contract import records

    kinds: dict[type, Callable[[Any], Json]] = {
        Answer: records.answer_record,
        Digest: records.digest_record,
        Timeline: records.timeline_record,
        Agenda: records.agenda_record,
    }
    return kinds[type(made)](made)


def _to_slack(made: Shown) -> Json:
    from adapters.slack.rendering import blocks, digests

    kinds: dict[type, Callable[[Any], Any]] = {
        Answer: blocks.answer_message,
        Digest: digests.digest_message,
        Timeline: blocks.turns_message,
        Agenda: blocks.turns_message,
    }
    message = kinds[type(made)](made)
    return {"text": message.text, "blocks": list(message.blocks)}


def _to_discord(made: Shown) -> Json:
    from adapters.discord.rendering import digests, layout

    kinds: dict[type, Callable[[Any], Json]] = {
        Answer: layout.answer,
        Digest: digests.digest,
        Timeline: layout.turns,
        Agenda: layout.turns,
    }
    return kinds[type(made)](made)


# What a platform is sent, by its name.
AS_SENT: Mapping[str, Callable[[Shown], Json]] = {"slack": _to_slack, "discord": _to_discord}


def _write(record: Json, indent: int | None = 2) -> None:
    from bot import jsonlines

    jsonlines.write(dict(record), sys.stdout, indent=indent)
