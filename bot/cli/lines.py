"""Commands for scripts that need no store: `entries` and `check`, JSON lines in and out."""

import sys
from typing import TYPE_CHECKING

import click

from bot.cli import wiring
from bot.cli.read import SOME_FAILED

if TYPE_CHECKING:
    from collections.abc import Sequence
    from enum import Enum

    from bot.contract.lines import ClaimLine, FeedLine
    from bot.contract.records import Record

_UTF_8 = b"\xef\xbb\xbf"  # a text is in that, whatever its first line says of the file it was


@click.command()
@click.pass_context
def entries(ctx: click.Context) -> None:
    """Read feeds: JSON lines with "id" and "feed" or "base64" in, a line with their entries out.

    "base64" is the bytes that a server sent, "headers" its answer's, "url" the feed's address.

    \b
    briefbot entries < feeds.jsonl > entries.jsonl
    """
    from bot.contract.lines import FeedLine
    from bot.jsonlines import answer_all

    if not answer_all(sys.stdin.buffer, FeedLine, _entries, sys.stdout):
        ctx.exit(SOME_FAILED)


def _entries(request: "FeedLine") -> "Record":
    from bot.contract.records import entries_record
    from bot.reading.feeds.entries import parse_feed

    raw, kind = request.base64, f"charset={request.charset}" if request.charset else None
    if raw is None:
        raw, kind = _UTF_8 + (request.feed or "").encode("utf-8", "replace"), None
    parsed = parse_feed(raw, request.url or "", kind, now=wiring.now())
    return {"id": request.id, **entries_record(parsed.title, parsed.entries)}


@click.command()
@click.pass_context
def check(ctx: click.Context) -> None:
    """Check sentences: JSON lines with "id", "claim" and "cited" in, "holds" and "faults" out.

    "cited" is the sentences that the claim rests on, "body" the article they are from. Mode
    "write", the default, asks whether a sentence in other words is supported by them; "choose",
    whether it is one of them with nothing but cuts, brackets and edits that change no meaning.

    \b
    briefbot check < claims.jsonl > verdicts.jsonl
    """
    from bot.contract.lines import ClaimLine
    from bot.jsonlines import answer_all

    if not answer_all(sys.stdin.buffer, ClaimLine, _check, sys.stdout):
        ctx.exit(SOME_FAILED)


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
