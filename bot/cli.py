"""The commands. They wire settings, the newsroom and a face together; nothing is decided here.

What a command needs is imported when it runs, so that `--help` and a flat text stay quick.
Exit status: 0 all good, 1 something failed, 2 wrong usage.
"""

import logging
import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.errors import BriefbotError, UsageError
from bot.models import Article, Length

if TYPE_CHECKING:
    from bot.contract import Page, Record

log = logging.getLogger("briefbot")

SOME_FAILED = 1
MOST_BYTES = 20_000_000  # of a file; what is too large for an article is told from less than that


class Commands(click.Group):
    """Says briefbot's errors in the words meant for people, with the exit status they have."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401  as click has it
        try:
            return super().invoke(ctx)
        except UsageError as error:
            raise click.UsageError(error.advice) from error
        except BriefbotError as error:
            log.info(error.log)
            raise click.ClickException(error.advice) from error
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:  # a person at a shell can do nothing with a traceback
            log.debug("unexpected", exc_info=error)
            raise click.ClickException(_unexpected(error)) from error


def _unexpected(error: Exception) -> str:
    *_, last = traceback.extract_tb(error.__traceback__)
    place = f"{Path(last.filename).name}:{last.lineno}"
    return (
        f"Briefbot failed in a way it does not know ({type(error).__name__} at {place}). "
        "Please report that line together with what you gave it."
    )


class Moment(click.ParamType[datetime]):
    """A time as people write it to a program; without a zone it is UTC."""

    name = "time"

    def convert(
        self,
        value: Any,  # noqa: ANN401  as click has it
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> datetime:
        from bot.contract import aware

        try:
            return aware(datetime.fromisoformat(value))
        except ValueError:
            self.fail(f"{value!r} is no time; write 2024-11-04T20:00:00Z or 2024-11-04", param, ctx)


FILE = click.Path(path_type=Path, exists=True, dir_okay=False, allow_dash=True)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="briefbot", message="%(prog)s %(version)s")
def main() -> None:
    """Short, faithful briefs of the news: every sentence points to its source."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it warns of what we say ourselves


@main.command()
@click.argument("file", type=FILE)
@click.option("--length", type=click.Choice([one.value for one in Length]), default="brief")
@click.option("--published", type=Moment(), help="When it appeared, where the file can't say.")
@click.option("--url", help="Where it is on the web, where the file can't say.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def brief(file: Path, length: str, published: datetime | None, url: str | None, form: str) -> None:
    """Brief the article in FILE, a saved page or a plain text ("-" for standard input).

    \b
    briefbot brief page.html
    briefbot brief scrape.txt --published 2024-11-04T20:00:00Z --length full
    """
    from bot import newsroom, settings
    from bot.briefing.compose import Shares

    chosen = settings.load()
    shares = Shares(chosen.brief_share, chosen.full_share)
    with click.open_file(str(file), "rb") as stream:
        raw = stream.read(MOST_BYTES)
    article = newsroom.read_bytes(raw, id=file.stem if file.name != "-" else "stdin", url=url)
    article = newsroom.told(article, published=published)
    result = newsroom.brief(article, Length(length), datetime.now(UTC), shares)
    if form == "json":
        from bot import contract, jsonlines

        jsonlines.write(contract.brief_record(result), sys.stdout, indent=2)
    else:
        from rich.console import Console

        from adapters import terminal

        terminal.show(result, Console(), chosen.zone)


@main.command()
@click.pass_context
def extract(ctx: click.Context) -> None:
    """Read pages: JSON lines with "id" and "html" or "text" in, one article a line out.

    \b
    briefbot extract < pages.jsonl > articles.jsonl
    """
    from bot.contract import Page, article_record
    from bot.jsonlines import answer_all

    def answer(page: Page) -> "Record":
        return {**article_record(_read(page)), "id": page.id}

    if not answer_all(sys.stdin.buffer, Page, answer, sys.stdout):
        ctx.exit(SOME_FAILED)


@main.command()
@click.pass_context
def summarize(ctx: click.Context) -> None:
    """Brief articles: JSON lines with "id" and "text" or "html" in, one brief a line out.

    A line with "sentences" or "words" gets a plain summary of that length.

    \b
    briefbot summarize < articles.jsonl > briefs.jsonl
    """
    from bot import newsroom, settings
    from bot.briefing.compose import Shares
    from bot.contract import Summary, brief_record
    from bot.jsonlines import answer_all

    chosen = settings.load()
    shares = Shares(chosen.brief_share, chosen.full_share)

    def answer(request: Summary) -> "Record":
        article, now = _read(request), datetime.now(UTC)
        if request.sentences:
            return brief_record(newsroom.brief_in_sentences(article, request.sentences, now))
        if request.words:
            return brief_record(newsroom.brief_in_words(article, request.words, now))
        return brief_record(newsroom.brief(article, Length.BRIEF, now, shares))

    if not answer_all(sys.stdin.buffer, Summary, answer, sys.stdout):
        ctx.exit(SOME_FAILED)


def _read(page: "Page") -> Article:
    from bot import newsroom

    if page.html is not None:
        article = newsroom.read_html(page.html, id=str(page.id), url=page.url, title=page.title)
    else:
        article = newsroom.read_text(
            page.text or "", id=str(page.id), url=page.url, title=page.title
        )
    return newsroom.told(article, published=page.published, lang=page.lang)
