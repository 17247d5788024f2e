"""I/O. What is kept goes out line by line, and comes in again here or in another store.

    rows -> export -> lines -> import -> stored, each "new", "known" or "changed" -> grouped

A story is named by an article's number, and what readers were told by the story. Where an article
is here already, or its number is another's, whatever names it or its story is read as of the one
here, the sentences of a brief too.
"""

import json
import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import Connection

from bot.briefing.dates_to_watch import announcements
from bot.contract.lines import parse
from bot.contract.records import Record
from bot.contract.transfer import ArticleLine, row_record
from bot.errors import BriefbotError, StoreError, UsageError
from bot.jsonlines import failed
from bot.models import Brief, Digest
from bot.newsroom.grouping import Grouper
from bot.newsroom.references import Renaming
from bot.reading.web import urls
from bot.store import articles, stories, transfer
from bot.store.articles import PageState, PageStatus
from bot.store.engine import Store, translated
from bot.store.locks import ReplicaLock
from bot.store.packing import pack, unpack
from bot.store.transfer import KINDS, Share, Stored
from bot.stories import features

log = logging.getLogger("briefbot")

AT_ONCE = 200  # lines a transaction


def exported(store: Store, share: Share, since: datetime | None) -> Iterator[Record]:
    """A line for each row that is kept, as of one moment."""
    for kind, row in transfer.rows(store, share, since):
        named = {name: str(row[name]) for name in ("id", "article_id") if row.get(name) is not None}
        own = " ".join(str(row[part]) for part in KINDS[kind].key)
        yield row_record(kind, own, {**row, **named})


def imported(store: Store, lines: Iterable[bytes], now: datetime) -> Iterator[Record]:
    """What became of each line, in order; then what is new among the articles is grouped."""
    importer = _Importer(now)
    rest = (line for line in lines if line.strip())
    while some := list(islice(rest, AT_ONCE)):
        with store.writing() as connection:
            answers = [_answer(importer, connection, line) for line in some]
        yield from answers
    lock = ReplicaLock(store, "grouping")
    try:
        if lock.held():  # else whoever holds it groups them
            Grouper(store).group_new(now)
    finally:
        lock.release()


def _answer(importer: "_Importer", connection: Connection, line: bytes) -> Record:
    try:
        with translated(), connection.begin_nested():
            name, stored = importer.take(connection, line)
    except StoreError:
        raise
    except BriefbotError as error:
        return failed(line, error)
    except (ValueError, ArithmeticError, LookupError, RecursionError) as error:
        log.exception("a line failed in a way briefbot does not know")
        return failed(line, _bad(f"briefbot failed on it ({type(error).__name__})"))
    return {"id": name, "stored": stored.value}


@dataclass(slots=True)
class _Importer:
    """Takes in lines; remembers which articles and stories have another name here."""

    now: datetime
    numbers: dict[str, str] = field(default_factory=dict)
    stories: dict[str, str] = field(default_factory=dict)

    def take(self, connection: Connection, line: bytes) -> tuple[str | int, Stored]:
        """Stores what one line says; raises UsageError for one that can't be."""
        given = _object(line)
        kind = given.get("kind", "article")
        if kind == "article":
            one = parse(ArticleLine, line)
            return one.id, self._article(connection, one)
        if not isinstance(kind, str) or kind not in KINDS:
            raise _bad(f'"kind": {str(kind)[:40]!r} is none of {", ".join(KINDS)}')
        return given.get("id", ""), self._row(connection, kind, given)

    def _article(self, connection: Connection, line: ArticleLine) -> Stored:
        address = urls.canonical(line.url) if line.url else None
        if line.url and address is None and not line.kind:
            raise _bad(f'"url": {line.url[:100]!r} is no web address')
        page = PageStatus(PageState(line.page), line.page_error, line.page_retry)
        article = line.article(line.url if line.kind else address)
        saved = line.saved or self.now
        number, new = articles.bring(connection, article, page, number=line.number, now=saved)
        mine = str(line.number)
        if line.kind and mine != str(number):
            self.numbers[mine] = str(number)
        if new is not False:
            here = replace(article, id=str(number))
            story = self._story(line.story) if new and line.story else None
            made = features.of(here).dumps()
            stories.place(connection, number, story, made, announcements(here))
        if line.story and not new:
            kept = stories.of_article(connection, number)
            if kept and kept != line.story:
                stories.absorb(connection, line.story, self.stories.setdefault(line.story, kept))
        return {True: Stored.NEW, False: Stored.KNOWN, None: Stored.CHANGED}[new]

    def _number(self, name: str) -> str:
        return self.numbers.get(name, name)

    def _story(self, name: str) -> str:
        return self.stories.get(name) or self._number(name)

    def _named_here(self, kind: str, row: Record) -> Record:
        """A row with the articles and stories that it names as they are named here."""
        names, here = Renaming(self._number, self._story), dict(row)
        if row.get("story"):
            here["story"] = self._story(row["story"])
        if row.get("article_id"):
            here["article_id"] = int(self._number(row["article_id"]))
        if kind == "brief":
            here["packed"] = pack(names.of_brief(unpack(Brief, row["packed"])))
        if kind == "digest":
            here["packed"] = pack(names.of_digest(unpack(Digest, row["packed"])))
        if kind == "delivery" and row["told"]:
            told = json.loads(row["told"])
            here["told"] = json.dumps({self._story(story): what for story, what in told.items()})
        return here

    def _row(self, connection: Connection, kind: str, given: Record) -> Stored:
        try:
            return transfer.put(
                connection, kind, self._named_here(kind, transfer.read(kind, given))
            )
        except ValueError as error:
            raise _bad(f'"{error}" of this {kind} is not what it should be') from error
        except LookupError as error:
            raise _bad(f"the {error.args[0]} that this {kind} belongs to is not here") from error


def _object(line: bytes) -> dict[str, Any]:
    try:
        given = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise _bad("the line is not JSON") from error
    if not isinstance(given, dict):
        raise _bad("the line is not a JSON object")
    return given


def _bad(reason: str) -> UsageError:
    return UsageError(f"bad line: {reason}", advice=f"Please correct the line: {reason}.")
