"""Commands about the settings: `config` shows them, `init` asks for them and writes `.env`."""

import sys
from pathlib import Path
from typing import Any

import click

from bot.errors import UsageError

OWNER_ONLY = 0o600  # a file of tokens is nobody else's


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object, for scripts.")
@click.option("--example", is_flag=True, help="Every setting with its meaning, as .env.example.")
def config(*, as_json: bool, example: bool) -> None:
    """Show every setting as briefbot understands it, secrets masked."""
    from bot import settings
    from bot.cli.choices import KINDS

    if example:
        click.echo(settings.example(KINDS), nl=False)
        return
    settings.refuse_unknown(KINDS, settings.environment())
    values = {
        variable: _shown(getattr(chosen, field))
        for kind in KINDS
        for chosen in [settings.load(kind)]
        for variable, field in settings.names(kind).items()
    }
    if as_json:
        from bot import jsonlines

        jsonlines.write(values, sys.stdout, indent=2)
        return
    given = settings.environment()
    for variable, value in values.items():
        origin = "" if variable in given or f"{variable}_FILE" in given else "  (default)"
        click.echo(f"{variable}={'' if value is None else value}{origin}")


def _shown(value: object) -> str | float | None:
    """A value for people to read; what is secret is masked."""
    from pydantic import SecretStr

    from bot.logs import MASK, redacted

    if isinstance(value, SecretStr):
        return MASK if value.get_secret_value() else ""
    if isinstance(value, tuple | list | frozenset):
        return " ".join(map(str, value))
    if value is None or isinstance(value, int | float):
        return value
    return redacted(str(value), ())


@click.command()
@click.option("--file", "path", type=click.Path(path_type=Path, dir_okay=False), default=".env")
def init(path: Path) -> None:
    """Ask for what briefbot needs, and write it to .env; nothing else is changed.

    Every answer may be left empty: briefbot then reads and briefs, and posts nowhere.
    """
    if path.exists():
        raise UsageError(
            f"init: {path} is there",
            advice=f"{path} is there already. Edit it, or move it away first.",
        )
    asked: dict[str, Any] = {}
    asked["BRIEFBOT_TIME_ZONE"] = click.prompt(
        "Your time zone, such as Europe/Kyiv", default="UTC", value_proc=_zone
    )
    for platform, questions in _QUESTIONS.items():
        if click.confirm(f"Will it post to {platform}?", default=False):
            for variable, question in questions.items():
                hidden = variable.endswith(("TOKEN", "KEY", "SECRET"))
                asked[variable] = click.prompt(question, default="", hide_input=hidden)
    chosen = {variable: value for variable, value in asked.items() if value}
    _write(path, chosen)
    click.echo(f"{path} written. Next: briefbot doctor, then briefbot run.")


_QUESTIONS = {
    "Slack": {
        "BRIEFBOT_SLACK_BOT_TOKEN": "Slack's bot token (xoxb-…, see docs/slack.md)",
        "BRIEFBOT_SLACK_APP_TOKEN": "Slack's app token (xapp-…)",
    },
    "Discord": {"BRIEFBOT_DISCORD_TOKEN": "Discord's bot token (see docs/discord.md)"},
    "a language model": {
        "BRIEFBOT_MODEL_URL": "The model's address, such as http://localhost:11434/v1",
        "BRIEFBOT_MODEL_NAME": "The model's name",
        "BRIEFBOT_MODEL_KEY": "Its key, if it wants one",
    },
}  # fmt: skip


def _zone(name: str) -> str:
    from bot import settings

    try:
        return settings.Settings(time_zone=name).time_zone
    except ValueError as error:
        raise click.BadParameter(
            f"{name} is no time zone; write one such as Europe/Kyiv or UTC"
        ) from error


def _write(path: Path, chosen: dict[str, str]) -> None:
    """The file as `.env.example` explains it, with the answers in their places."""
    from bot import settings
    from bot.cli.choices import KINDS

    lines = settings.example(KINDS).splitlines()
    for number, line in enumerate(lines):
        variable = line.removeprefix("# ").partition("=")[0]
        if line.startswith("# BRIEFBOT_") and variable in chosen:
            lines[number] = f"{variable}={chosen[variable]}"
    path.touch(mode=OWNER_ONLY, exist_ok=False)
    path.write_text("\n".join([*lines[1:], ""]), encoding="utf-8")
