"""Commands that brief for a person at a shell: `brief` and `top`."""

import asyncio
import re
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.cli import showing, wiring
from bot.errors import NotFoundError, UsageError
from bot.models import Answer, Article, Brief, Length

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from bot.newsroom.drafts import AnswerDraft
    from bot.settings.groups import Settings

MOST_BYTES = 20_000_000  # of a file; what is too large for an article is told from less than that

_ADDRESS = re.compile(r"\w{1,20}://\S+|(?:[\w-]{1,63}\.){1,20}[a-z]{2,63}/\S*", re.IGNORECASE)
_LIKE_A_FILE = re.compile(r"(?:[\\/]|\.(?:html?|txt|xml|pdf|md))\Z", re.IGNORECASE)


class Moment(click.ParamType[datetime]):
    """A time as people write it to a program; without a zone it is UTC."""

    name = "time"

    def convert(
        self,
        value: Any,  # noqa: ANN401  as click has it
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> datetime:
        from bot.contract.records import aware

        try:
            return aware(datetime.fromisoformat(value))
        except ValueError:
            self.fail(f"{value!r} is no time; write 2024-11-04T20:00:00Z or 2024-11-04", param, ctx)


_LENGTH = click.option(
    "--length", type=click.Choice([one.value for one in Length]), default="brief"
)
_FORMAT = showing.with_format(showing.FORMATS)
_SUMMARIZER = click.option(
    "--summarizer",
    type=click.Choice(["model", "extractive"]),
    help="Who chooses or writes; the model, by default, if BRIEFBOT_MODEL_URL is set.",
)


def _files(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> "list[CompletionItem]":
    """What a shell may complete: the names of files."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(incomplete, type="file")]


@click.command()
@click.argument(
    "what", nargs=-1, required=True, metavar="WORDS… | URL | FILE", shell_complete=_files
)
@_LENGTH
@click.option("--published", type=Moment(), help="Time of publication, if the file doesn't say.")
@click.option("--url", help="Its address on the web, if the file doesn't say.")
@_SUMMARIZER
@_FORMAT
def brief(  # noqa: PLR0913  an option each
    *,
    what: tuple[str, ...],
    length: str,
    published: datetime | None,
    url: str | None,
    summarizer: str | None,
    form: str,
) -> None:
    """Brief a topic, the page at an address, or a file ("-" for standard input).

    \b
    briefbot brief ukraine
    briefbot brief https://example.org/news/1 --json
    briefbot brief scrape.txt --published 2024-11-04T20:00:00Z --length full
    """
    chosen = wiring.chosen()
    words = " ".join(what)
    if words == "-" or Path(words).is_file():
        draft = _drafted(_of_file(Path(words), url, published), Length(length), chosen)
    elif _ADDRESS.fullmatch(words):
        draft = _drafted(_of_link(words, published, chosen), Length(length), chosen)
    elif _LIKE_A_FILE.search(words) and len(what) == 1:
        raise UsageError(f"no such file: {words}", advice=f"There is no file {words} here.")
    else:
        draft = _of_topic(words, Length(length), chosen)
    _show(_in_whose_words(draft, Length(length), summarizer), form, chosen)


@click.command()
@_LENGTH
@_SUMMARIZER
@_FORMAT
def top(*, length: str, summarizer: str | None, form: str) -> None:
    """Brief the story that matters most now, and list the next ones.

    \b
    briefbot top --length flash
    """
    from bot.newsroom import answers
    from bot.newsroom.answers import Inquiry

    chosen = wiring.chosen()
    with wiring.opened(chosen) as store:
        draft = answers.top(wiring.context(store, chosen), Inquiry(wiring.now(), Length(length)))
    _show(_in_whose_words(draft, Length(length), summarizer), form, chosen)


def _in_whose_words(draft: "AnswerDraft", length: Length, summarizer: str | None) -> Answer:
    """The answer, its brief rewritten by the language model where one is wanted."""
    brief = draft.answer.brief
    if summarizer == "extractive" or brief is None:
        return draft.answer
    chosen = wiring.all_chosen()
    if chosen.model.url is None:
        if summarizer == "model":
            raise UsageError(
                "no language model", advice="Please set BRIEFBOT_MODEL_URL to the model's address."
            )
        return draft.answer

    async def rewritten() -> Brief:
        async with wiring.editing(chosen, wiring.context(store, chosen.core)) as editor:
            return await editor.rewrite(brief, draft.articles, length)

    with wiring.opened(chosen.core) as store:
        return replace(draft.answer, brief=asyncio.run(rewritten()))


def _of_file(file: Path, url: str | None, published: datetime | None) -> Article:
    from bot.reading import documents

    with click.open_file(str(file), "rb") as stream:
        raw = stream.read(MOST_BYTES)
    article = documents.read_bytes(raw, id=file.stem if file.name != "-" else "stdin", url=url)
    return documents.with_known(article, published=published)


def _of_link(address: str, published: datetime | None, chosen: "Settings") -> Article:
    from bot.newsroom import fetching
    from bot.reading import documents

    async def read() -> Article:
        async with wiring.web(chosen) as session:
            return await fetching.article_at(
                store, fetching.WebReader(session), address, wiring.now()
            )

    with wiring.opened(chosen) as store:
        return documents.with_known(asyncio.run(read()), published=published)


def _of_topic(words: str, length: Length, chosen: "Settings") -> "AnswerDraft":
    from bot.newsroom import answers
    from bot.newsroom.answers import Inquiry
    from bot.stories import requests

    now = wiring.now()
    request = requests.parse(words, now=now, zone=chosen.zone)
    with wiring.opened(chosen) as store:
        return answers.on_topic(wiring.context(store, chosen), request, Inquiry(now, length))


def _drafted(article: Article, length: Length, chosen: "Settings") -> "AnswerDraft":
    from bot.newsroom import drafts

    return drafts.of_article(article, length, wiring.now(), wiring.shares(chosen))


def _show(answer: Answer, form: str, chosen: "Settings") -> None:
    """Raises NotFoundError, with what to do, where there is nothing to show."""
    if answer.brief is None and not answer.others:
        from bot.newsroom.answers import UNREAD  # with the store, which a file's brief needs not

        hint = " `briefbot refresh` reads it now." if answer.note == UNREAD else ""
        advice = f"{answer.note or 'Nothing found.'}{hint}"
        raise NotFoundError(f"nothing on {answer.asked}", advice=advice)
    showing.show(answer, form, chosen.zone)
