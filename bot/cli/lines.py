"""Commands for scripts that need no store, JSON lines in and out: `extract`, `summarize`, `group`,
`entries` and `check`."""

import sys
from typing import TYPE_CHECKING

import click

from bot.cli import wiring
from bot.models import Article, Length

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from enum import Enum

    from bot.contract.lines import ClaimLine, FeedLine, PageLine, ReportLine, Request
    from bot.contract.records import Record

SOME_FAILED = 1
_UTF_8 = b"\xef\xbb\xbf"  # a text is in that, whatever its first line says of the file it was


def _answer_all(kind: "type[Request]", answer: "Callable[[Request], Record]") -> None:
    """Answers each line on standard input; the exit status says whether all were good."""
    from bot.jsonlines import answer_all

    if not answer_all(sys.stdin.buffer, kind, answer, sys.stdout):
        click.get_current_context().exit(SOME_FAILED)


@click.command()
def extract() -> None:
    """Read pages: JSON lines with "id" and "html", "text" or "base64" in, one article a line out.

    "base64" is the bytes of a page as a server sent them; "headers" may be its answer's.

    \b
    briefbot extract < pages.jsonl > articles.jsonl
    """
    from bot.contract.lines import PageLine
    from bot.contract.records import article_record

    def answer(page: PageLine) -> "Record":
        return {**article_record(_article(page)), "id": page.id}

    _answer_all(PageLine, answer)


@click.command()
def summarize() -> None:
    """Brief articles: JSON lines with "id" and "text" or "html" in, one brief a line out.

    A line with "sentences" or "words" gets a plain summary of that length.

    \b
    briefbot summarize < articles.jsonl > briefs.jsonl
    """
    from bot.briefing.extract import compose
    from bot.contract.lines import SummaryLine
    from bot.contract.records import brief_record

    chosen = wiring.chosen()
    shares = wiring.shares(chosen)

    def answer(request: SummaryLine) -> "Record":
        article, now = _article(request), wiring.now()
        if request.sentences:
            return brief_record(compose.plain_sentences(article, request.sentences, now))
        if request.words:
            return brief_record(compose.plain_words(article, request.words, now))
        return brief_record(compose.brief(article, Length.BRIEF, now, shares))

    _answer_all(SummaryLine, answer)


@click.command()
@click.pass_context
def group(ctx: click.Context) -> None:
    """Find stories: JSON lines with "id", "title", "text" and "published" in, "story" out.

    \b
    briefbot group < articles.jsonl > stories.jsonl
    """
    from bot.contract.lines import ReportLine
    from bot.jsonlines import read_all, write
    from bot.stories import grouping

    requests, errors = read_all(sys.stdin.buffer, ReportLine)
    given = ((str(one), request) for one, request in requests.items())
    found = dict(grouping.group(_reported(place, request) for place, request in given))
    for place in range(len(requests) + len(errors)):
        if place in errors:
            write(errors[place], sys.stdout)
        else:
            story = int(found[str(place)])
            write({"id": requests[place].id, "story": requests[story].id}, sys.stdout)
    if errors:
        ctx.exit(SOME_FAILED)


def _reported(place: str, request: "ReportLine") -> Article:
    return Article(
        id=place,
        headline=request.title,
        body=request.text or "",
        url=request.url,
        outlet=request.source,
        published=request.published,
        lang=request.lang,
    )


def _article(request: "PageLine") -> Article:
    from bot.reading import documents

    name, url, title = str(request.id), request.url, request.title
    if request.base64 is not None:
        article = documents.read_bytes(
            request.base64, id=name, url=url, title=title, charset=request.charset
        )
    elif request.html is not None:
        article = documents.read_html(request.html, id=name, url=url, title=title)
    else:
        article = documents.read_text(request.text or "", id=name, url=url, title=title)
    lang = request.lang or (None if article.lang else request.language)
    return documents.with_known(article, published=request.published, lang=lang)


@click.command()
def entries() -> None:
    """Read feeds: JSON lines with "id" and "feed" or "base64" in, a line with their entries out.

    "base64" is the bytes that a server sent, "headers" its answer's, "url" the feed's address.

    \b
    briefbot entries < feeds.jsonl > entries.jsonl
    """
    from bot.contract.lines import FeedLine

    _answer_all(FeedLine, _entries)


def _entries(request: "FeedLine") -> "Record":
    from bot.contract.records import entries_record
    from bot.reading.feeds.entries import parse_feed

    raw, kind = request.base64, f"charset={request.charset}" if request.charset else None
    if raw is None:
        raw, kind = _UTF_8 + (request.feed or "").encode("utf-8", "replace"), None
    parsed = parse_feed(raw, request.url or "", kind, now=wiring.now())
    return {"id": request.id, **entries_record(parsed.title, parsed.entries)}


@click.command()
def check() -> None:
    """Check sentences: JSON lines with "id", "claim" and "cited" in, "holds" and "faults" out.

    "cited" is the sentences that the claim rests on, "body" the article they are from. Mode
    "write", the default, asks whether a sentence in other words is supported by them; "choose",
    whether it is one of them with nothing but cuts, brackets and edits that change no meaning.

    \b
    briefbot check < claims.jsonl > verdicts.jsonl
    """
    from bot.contract.lines import ClaimLine

    _answer_all(ClaimLine, _check)


def _check(request: "ClaimLine") -> "Record":
    from bot.briefing.check import choosing
    from bot.briefing.model import written

    claim, cited, body, lang = request.claim, request.cited, request.body, request.lang
    found: Sequence[Enum]
    if request.mode == "write":
        found = written.flaws(claim, cited, body or "\n\n".join(cited), lang)
    else:
        found = choosing.flaws(claim, cited, body, lang)
    return {"id": request.id, "holds": not found, "faults": [one.name.lower() for one in found]}
