"""The commands. They wire settings, the newsroom and a face together; nothing is decided here.

What a command needs is imported when it runs, so that `--help` and a flat text stay quick.
Exit status: 0 all good, 1 something failed, 2 wrong usage.
"""

import gc
import logging
import os
import sys
import traceback
from pathlib import Path
from typing import Any

import click

from bot.cli import (
    config,
    demo,
    digests,
    doctor,
    feeds,
    following,
    lines,
    outlets,
    preview,
    read,
    run,
    store,
    transfer,
)
from bot.cli.desks import mail, mcp, tokens
from bot.errors import BriefbotError, UsageError
from bot.text.visible import visible

log = logging.getLogger("briefbot")

# New objects before Python looks for garbage; its own 700 make that a fifth of a cold start, since
# what is loaded to stay (words, patterns, models) is looked through again and again.
GARBAGE_AFTER = 10_000


class Commands(click.Group):
    """Says briefbot's errors in the words meant for people, with the exit status they have."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Puts a sign in the place of bytes that are no UTF-8, but for the name of a file."""
        return super().parse_args(ctx, [*map(_sound, args)])

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401  as click has it
        try:
            return super().invoke(ctx)
        except UsageError as error:
            raise click.UsageError(visible(error.advice)) from error
        except BriefbotError as error:
            log.info(error.log)
            raise click.ClickException(visible(error.advice)) from error
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise  # click knows them; the last is `briefbot … | head`
        except Exception as error:  # a person at a shell can do nothing with a traceback
            log.debug("unexpected", exc_info=error)
            raise click.ClickException(_unexpected(error)) from error


def _sound(text: str) -> str:
    if os.path.exists(text):  # noqa: PTH110  Path's knows no name that is too long
        return text
    return text.encode(errors="surrogateescape").decode(errors="replace")


def _unexpected(error: Exception) -> str:
    *_, last = traceback.extract_tb(error.__traceback__)
    place = f"{Path(last.filename).name}:{last.lineno}"
    return (
        f"Briefbot failed in a way it does not know ({type(error).__name__} at {place}). "
        "Please report that line together with what you gave it."
    )


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="briefbot", message="%(prog)s %(version)s")
def main() -> None:
    """Short, faithful briefs of the news: every sentence points to its source."""
    gc.set_threshold(GARBAGE_AFTER)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]


for command in (
    read.brief, read.top, following.timeline, following.ahead,
    lines.extract, lines.summarize, lines.group,
    lines.entries, lines.check, transfer.export, transfer.import_,
    feeds.feeds, feeds.refresh, outlets.outlets,
    store.status, store.backup, store.restore, store.forget,
    digests.digest, digests.subscriptions, digests.subscribe, digests.unsubscribe, digests.correct,
    following.corrections,
    config.slack, tokens.token, mcp.mcp, mail.mail,
    run.run, preview.preview, doctor.doctor, config.config, config.init, demo.demo,
):  # fmt: skip
    main.add_command(command)
