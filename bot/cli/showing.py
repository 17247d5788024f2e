"""How a command shows what it has: for a person, a script, or as a platform would."""

import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from bot.text.visible import cleaned, visible

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from bot.models import Agenda, Answer, Digest, Timeline
    from bot.store.feeds import State

Json = Mapping[str, Any]

Command = Callable[..., None]

FORMATS = click.Choice(["text", "json", "slack", "discord"])


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


def with_tell(command: Command) -> Command:
    """Gives a command the options --json and --quiet, and a `Tell` that heeds them as `tell`."""

    @click.option("--json", "as_json", is_flag=True, help="Print a JSON object per line.")
    @click.option("--quiet", is_flag=True, help="Print only errors.")
    @wraps(command)
    def telling(*args: object, as_json: bool, quiet: bool, **rest: object) -> None:
        command(*args, tell=Tell(as_json, quiet), **rest)

    return telling


def answer(given: "Answer", form: str, zone: "ZoneInfo") -> None:
    """Write the answer on standard output in one of FORMATS."""
    if form == "text":
        from rich.console import Console

        from adapters import terminal

        terminal.answer(cleaned(given), Console(), zone)
    elif form == "json":
        from bot.contract.records import answer_record

        _write(answer_record(given))
    else:
        _write(slack_answer(given) if form == "slack" else discord_answer(given))


def digest(made: "Digest", form: str, zone: "ZoneInfo") -> None:
    """Write the digest on standard output in one of FORMATS."""
    if form == "text":
        from rich.console import Console

        from adapters import terminal

        terminal.digest(cleaned(made), Console(), zone)
    elif form == "json":
        from bot.contract.records import digest_record

        _write(digest_record(made))
    else:
        _write(slack_digest(made) if form == "slack" else discord_digest(made))


def timeline(made: "Timeline", form: str, zone: "ZoneInfo") -> None:
    """Write how a story went on standard output in one of FORMATS."""
    if form == "text":
        from rich.console import Console

        from adapters import terminal

        terminal.timeline(cleaned(made), Console(), zone)
    elif form == "json":
        from bot.contract.records import timeline_record

        _write(timeline_record(made))
    elif form == "slack":
        from adapters.slack.rendering.blocks import timeline_message

        message = timeline_message(made)
        _write({"text": message.text, "blocks": list(message.blocks)})
    else:
        from adapters.discord.rendering import layout

        _write(layout.timeline(made))


def agenda(made: "Agenda", form: str) -> None:
    """Write what is announced for the days ahead on standard output in one of FORMATS."""
    if form == "text":
        from rich.console import Console

        from adapters import terminal

        terminal.agenda(cleaned(made), Console())
    elif form == "json":
        from bot.contract.records import agenda_record

        _write(agenda_record(made))
    elif form == "slack":
        from adapters.slack.rendering.blocks import agenda_message

        message = agenda_message(made)
        _write({"text": message.text, "blocks": list(message.blocks)})
    else:
        from adapters.discord.rendering import layout

        _write(layout.agenda(made))


def slack_answer(given: "Answer") -> Json:
    """What Slack is sent for an answer."""
    from adapters.slack.rendering.blocks import answer_message

    message = answer_message(given)
    return {"text": message.text, "blocks": list(message.blocks)}


def slack_digest(made: "Digest") -> Json:
    """What Slack is sent for a digest."""
    from adapters.slack.rendering.digests import digest_message

    message = digest_message(made)
    return {"text": message.text, "blocks": list(message.blocks)}


def discord_answer(given: "Answer") -> Json:
    """What Discord is sent for an answer."""
    from adapters.discord.rendering import layout

    return layout.answer(given)


def discord_digest(made: "Digest") -> Json:
    """What Discord is sent for a digest."""
    from adapters.discord.rendering import digests

    return digests.digest(made)


def _write(record: Json, indent: int | None = 2) -> None:
    from bot import jsonlines

    jsonlines.write(dict(record), sys.stdout, indent=indent)
