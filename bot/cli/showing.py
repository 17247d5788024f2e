"""How a command shows an answer or a digest: for a person, a script, or as a platform would."""

import sys
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from bot.models import Answer, Digest

FORMATS = click.Choice(["text", "json", "slack", "discord"])


def answer(given: "Answer", form: str, zone: "ZoneInfo") -> None:
    """Write the answer on standard output in one of FORMATS."""
    if form == "text":
        from rich.console import Console

        from adapters import terminal

        terminal.answer(given, Console(), zone)
        return
    if form == "json":
        from bot import contract

        record: Any = contract.answer_record(given)
    elif form == "slack":
        from adapters.slack import blocks

        record = _slack(blocks.answer_message(given))
    else:
        from adapters.discord import layout

        record = layout.answer(given)
    _write(record)


def digest(made: "Digest", form: str, zone: "ZoneInfo") -> None:
    """Write the digest on standard output in one of FORMATS."""
    if form == "text":
        from rich.console import Console

        from adapters import terminal

        terminal.digest(made, Console(), zone)
        return
    if form == "json":
        from bot import contract

        record: Any = contract.digest_record(made)
    elif form == "slack":
        from adapters.slack import digests

        record = _slack(digests.digest_message(made))
    else:
        from adapters.discord import digests as discord_digests

        record = discord_digests.digest(made)
    _write(record)


def _slack(message: Any) -> dict[str, Any]:  # noqa: ANN401  the adapter's own Message
    return {"text": message.text, "blocks": list(message.blocks)}


def _write(record: dict[str, Any]) -> None:
    from bot import jsonlines

    jsonlines.write(record, sys.stdout, indent=2)
