"""Commands about the settings: `config` shows them, `init` asks for them and writes `.env`, and
`slack manifest` is what Slack is to be set up with."""

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli import showing, wiring
from bot.errors import UsageError

if TYPE_CHECKING:
    from bot.models import Feed

OWNER_ONLY = 0o600  # a file of tokens is nobody else's
FEEDS_FILE = "feeds.opml"

_PLAIN = re.compile(r"[\w./:+@=,~-]*")  # what needs no quotes in `.env`


@click.command()
@showing.as_json_object
@click.option("--example", is_flag=True, help="Every setting with its meaning, as .env.example.")
@click.option("--reference", is_flag=True, help="The same as the tables of a document.")
def config(*, as_json: bool, example: bool, reference: bool) -> None:
    """Show every setting as briefbot understands it, secrets masked.

    \b
    briefbot config
    briefbot config --example > .env.example
    """
    from bot.cli.choices import KINDS
    from bot.settings import documents, environment

    if example or reference:
        click.echo((documents.example if example else documents.reference)(KINDS), nl=False)
        return
    given = environment.variables()
    environment.refuse_unknown(KINDS, given)
    values = {
        variable: _shown(getattr(chosen, field))
        for kind in KINDS
        for chosen in [environment.load(kind)]
        for variable, field in environment.names(kind).items()
    }
    if as_json:
        from bot import jsonlines

        jsonlines.write(values, sys.stdout, indent=2)
        return
    for variable, value in values.items():
        origin = "" if variable in given or f"{variable}_FILE" in given else "  (default)"
        showing.say(f"{variable}={'' if value is None else value}{origin}")


def _shown(value: object) -> str | float | None:
    """A value for people to read; what is secret is masked."""
    from pydantic import SecretStr

    from bot.masking import MASK, address

    if isinstance(value, SecretStr):
        return MASK if value.get_secret_value() else ""
    if isinstance(value, dict):
        return ", ".join(f"{name}={_entry(one)}" for name, one in value.items())
    if isinstance(value, tuple):
        return " ".join(map(str, value))
    if value is None or isinstance(value, int | float):
        return value
    return address(str(value))


def _entry(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(_shown(value))


@click.command()
@click.option(
    "--file", "path", type=click.Path(path_type=Path, dir_okay=False), default=".env",
    help="Where to write it; briefbot reads the .env of the folder it is started in.",
)  # fmt: skip
def init(path: Path) -> None:
    """Ask for what briefbot needs, and write it to .env; nothing else is changed.

    You may leave every answer empty: briefbot then reads and briefs, and posts nowhere. If you
    choose regions, it writes a list of their feeds beside the file, which you can edit.

    \b
    briefbot init
    """
    opml = path.with_name(FEEDS_FILE)
    for one in (path, opml):
        if one.exists():
            raise UsageError(
                f"init: {one} is there",
                advice=f"{one} is there already. Edit it, or move it away first.",
            )
    zone = click.prompt(
        "Your time zone, such as Europe/Kyiv", default="UTC", value_proc=_zone_named
    )
    languages: tuple[str, ...] = click.prompt(
        "The languages you read, by their codes such as uk en (empty for all)",
        default="", show_default=False, value_proc=_languages_named,
    )  # fmt: skip
    asked = {"BRIEFBOT_TIME_ZONE": zone, "BRIEFBOT_LANGUAGES": " ".join(languages)}
    if feeds := _feeds_wanted(languages):
        asked["BRIEFBOT_FEEDS"] = str(opml)
    for name, questions in _QUESTIONS.items():
        if click.confirm(f"{name}?", default=False):
            asked |= {variable: _answer(variable, one) for variable, one in questions.items()}
    _write(path, {variable: value for variable, value in asked.items() if value})
    if feeds:
        _write_feeds(opml, feeds)
    click.echo(f"{path} written. Next: briefbot doctor, then briefbot run.")


_QUESTIONS = {
    "Will it post to Slack": {
        "BRIEFBOT_SLACK_BOT_TOKEN": "Slack's bot token (xoxb-…, see docs/slack.md)",
        "BRIEFBOT_SLACK_APP_TOKEN": "Slack's app token (xapp-…)",
    },
    "Will it post to Discord": {
        "BRIEFBOT_DISCORD_TOKEN": "Discord's bot token (see docs/discord.md)"
    },
    "Is there a language model": {
        "BRIEFBOT_MODEL_URL": "The model's address, such as http://localhost:11434",
        "BRIEFBOT_MODEL_NAME": "The model's name",
        "BRIEFBOT_MODEL_KEY": "Its key, if it wants one",
    },
}  # fmt: skip


def _answer(variable: str, question: str) -> str:
    is_secret = variable.endswith(("_TOKEN", "_KEY"))
    answer: str = click.prompt(question, default="", show_default=False, hide_input=is_secret)
    return answer.strip()


def _zone_named(name: str) -> str:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo(name.strip()).key
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise click.BadParameter(
            f"{name} is no time zone; write one such as Europe/Kyiv or UTC"
        ) from error


def _languages_named(text: str) -> tuple[str, ...]:
    from bot.translation import code

    given = text.replace(",", " ").split()
    if wrong := [one for one in given if not code(one)]:
        raise click.BadParameter(f"{wrong[0]} is no language; write a code such as uk or en")
    return tuple(map(code, given))


def _feeds_wanted(languages: tuple[str, ...]) -> "tuple[Feed, ...]":
    """The feeds of the regions that are asked for, in these languages; none for all of them."""
    by_region: dict[str, list[Feed]] = {}
    for feed in wiring.bundled_feeds(languages):
        by_region.setdefault(feed.category or "", []).append(feed)
    regions = {region.casefold(): region for region in by_region}

    def chosen(text: str) -> list[str]:
        wanted = [one.strip().casefold() for one in text.split(",") if one.strip()]
        if missing := [one for one in wanted if one not in regions]:
            raise click.BadParameter(
                f"there are no feeds of {missing[0]}; choose from {', '.join(by_region)}"
            )
        return [regions[one] for one in wanted]

    wanted: list[str] = click.prompt(
        f"News of which regions ({', '.join(by_region)}; empty for all)",
        default="", show_default=False, value_proc=chosen,
    )  # fmt: skip
    return tuple(feed for region in wanted for feed in by_region[region])


def _write(path: Path, answers: dict[str, str]) -> None:
    """The file as `.env.example` explains it, with the answers in their places."""
    from bot.cli.choices import KINDS
    from bot.settings import documents

    _, *lines = documents.example(KINDS).splitlines()  # without the line that says to copy it
    for number, line in enumerate(lines):
        variable = line.removeprefix("# ").partition("=")[0]
        if line.startswith("# BRIEFBOT_") and variable in answers:
            lines[number] = f"{variable}={_quoted(answers[variable])}"
    path.touch(mode=OWNER_ONLY, exist_ok=False)
    path.write_text("\n".join([*lines, ""]).lstrip("\n"), encoding="utf-8")


def _quoted(value: str) -> str:
    """As python-dotenv, compose and systemd all read it."""
    if _PLAIN.fullmatch(value):
        return value
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"


def _write_feeds(path: Path, feeds: "tuple[Feed, ...]") -> None:
    from bot.reading.feeds import opml

    path.write_bytes(opml.write(feeds, "Feeds that briefbot reads"))


@click.group()
def slack() -> None:
    """Print the manifest that Slack needs."""


@slack.command()
def manifest() -> None:
    """Print the manifest from which Slack makes the app, with the least it needs.

    \b
    briefbot slack manifest > manifest.json
    """
    from adapters.slack.manifest import manifest as made
    from bot import jsonlines

    jsonlines.write(made(wiring.all_chosen().slack.public_url), sys.stdout, indent=2)
