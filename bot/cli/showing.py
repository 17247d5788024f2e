"""How a command shows an answer or a digest: for a person, a script, or as a platform would."""

import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from bot.models import Answer, Digest

Json = Mapping[str, Any]

FORMATS = click.Choice(["text", "json", "slack", "discord"])


def answer(given: "Answer", form: str, zone: "ZoneInfo") -> None:
    """Write the answer on standard output in one of FORMATS."""
    if form == "text":
        from rich.console import Console

        from adapters import terminal

        terminal.answer(given, Console(), zone)
    elif form == "json":
        from bot.contract import answer_record

        _write(answer_record(given))
    else:
        _write(slack_answer(given) if form == "slack" else discord_answer(given))


def digest(made: "Digest", form: str, zone: "ZoneInfo") -> None:
    """Write the digest on standard output in one of FORMATS."""
    if form == "text":
        from rich.console import Console

        from adapters import terminal

        terminal.digest(made, Console(), zone)
    elif form == "json":
        from bot.contract import digest_record

        _write(digest_record(made))
    else:
        _write(slack_digest(made) if form == "slack" else discord_digest(made))


def slack_answer(given: "Answer") -> Json:
    """What Slack is sent for an answer."""
    from adapters.slack.blocks import answer_message

    message = answer_message(given)
    return {"text": message.text, "blocks": list(message.blocks)}


def slack_digest(made: "Digest") -> Json:
    """What Slack is sent for a digest."""
    from adapters.slack.digests import digest_message

    message = digest_message(made)
    return {"text": message.text, "blocks": list(message.blocks)}


def discord_answer(given: "Answer") -> Json:
    """What Discord is sent for an answer."""
    from adapters.discord import layout

    return layout.answer(given)


def discord_digest(made: "Digest") -> Json:
    """What Discord is sent for a digest."""
    from adapters.discord import digests

    return digests.digest(made)


def _write(record: Json) -> None:
    from bot import jsonlines

    jsonlines.write(dict(record), sys.stdout, indent=2)
