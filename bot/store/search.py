"""I/O. The newest articles that say certain words, in their text or in a teaser beside it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    Text,
    bindparam,
    cast,
    column,
    literal_column,
    select,
    table,
)
from sqlalchemy.dialects.postgresql import TSQUERY

from bot.models import Teaser
from bot.store import full_text
from bot.store.articles import Kept, beginning, first_number, kept, with_body
from bot.store.engine import Store, in_chunks
from bot.store.full_text import vectors
from bot.store.schema import articles

MOST_PHRASES = 200
MOST_WORDS = 50  # of a phrase
BEGINNING = 6_000  # characters of a body that a hit comes with

# PostgreSQL's planner takes a word that it never counted for one that some hundred articles have,
# and to find one of them reads a whole table backwards. Asked for so many, it takes the index.
ASKED_AT_LEAST = 200

_COLUMNS = with_body(beginning(BEGINNING))

_fts = table("search", column("rowid"))

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Search:
    """What to look for: articles with one of the phrases `any_of`, or all if there is none.

    A phrase is words in a row; its last may end in * for any ending. Case, accents and marks don't
    matter; there are no operators. A phrase without a letter or digit is nowhere. Since and until
    are aware, by publication; `until` is left out.
    """

    any_of: tuple[Phrase, ...] = ()
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class _Sought:
    """A phrase in its words, as the index knows them."""

    words: tuple[str, ...]
    open_ended: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that has a phrase, itself or in a teaser; of its body, the first characters."""

    kept: Kept
    _wanted: tuple[_Sought, ...] = field(repr=False)

    @property
    def teasers(self) -> tuple[Teaser, ...]:
        """Those of its teasers that have a phrase."""
        return tuple(
            teaser for teaser in self.kept.article.related if _says(_words_of(teaser), self._wanted)
        )


def find(store: Store, search: Search, *, limit: int) -> tuple[Hit, ...]:
    """The newest first; never more than `limit`."""
    wanted = _sought(search.any_of)
    if search.any_of and not wanted:
        return ()
    with store.reading() as connection:
        if not wanted:
            rows = _newest(connection, search, limit)
        elif connection.dialect.name == "postgresql":
            rows = _on_postgresql(connection, wanted, search, limit)
        else:
            rows = _on_sqlite(connection, wanted, search, limit)
    return tuple(Hit(kept(row), wanted) for row in rows)


def _sought(phrases: tuple[Phrase, ...]) -> tuple[_Sought, ...]:
    found = []
    for phrase in phrases[:MOST_PHRASES]:
        text = " ".join(phrase)
        if in_words := tuple(full_text.split(text[: full_text.LONGEST_TEXT])[:MOST_WORDS]):
            found.append(_Sought(in_words, open_ended=text.rstrip().endswith("*")))
    return tuple(found)


def _newest(connection: Connection, search: Search, limit: int) -> Sequence[Row[Any]]:
    query = _filtered(select(*_COLUMNS), articles.c.id, search)
    return connection.execute(query.order_by(articles.c.id.desc()).limit(limit)).all()


def _on_sqlite(
    connection: Connection, wanted: tuple[_Sought, ...], search: Search, limit: int
) -> Sequence[Row[Any]]:
    """FTS5 walks its matches newest first, since an article's number is its time: no sorting."""
    match = literal_column("search").op("MATCH")(bindparam("asked", _fts5(wanted)))
    both = _fts.join(articles, articles.c.id == _fts.c.rowid)
    query = _filtered(select(*_COLUMNS).select_from(both).where(match), _fts.c.rowid, search)
    return connection.execute(query.order_by(_fts.c.rowid.desc()).limit(limit)).all()


def _on_postgresql(
    connection: Connection, wanted: tuple[_Sought, ...], search: Search, limit: int
) -> Sequence[Row[Any]]:
    rows: list[Row[Any]] = []
    for some in in_chunks(_numbers(connection, wanted, search, limit)):
        query = select(*_COLUMNS).where(articles.c.id.in_(some))
        rows += connection.execute(query.order_by(articles.c.id.desc())).all()
    return rows


def _numbers(
    connection: Connection, wanted: tuple[_Sought, ...], search: Search, limit: int
) -> Sequence[int]:
    """The newest articles that have a phrase, on PostgreSQL."""
    asked = cast(bindparam("asked", _tsquery(wanted), Text), TSQUERY)
    query = select(vectors.c.id).where(vectors.c.words.op("@@")(asked))
    newest = _filtered(query, vectors.c.id, search).order_by(vectors.c.id.desc())
    return connection.scalars(newest.limit(max(limit, ASKED_AT_LEAST))).all()[:limit]


def _filtered(
    query: Select[*tuple[Any, ...]], number: ColumnElement[int], search: Search
) -> Select[*tuple[Any, ...]]:
    if search.since:
        query = query.where(number >= first_number(search.since))
    if search.until:
        query = query.where(number < first_number(search.until))
    return query


def _fts5(sought: tuple[_Sought, ...]) -> str:
    """Words hold letters and digits only, so between quotation marks nothing is an operator."""
    return " OR ".join(
        f'"{" ".join(phrase.words)}"{" *" if phrase.open_ended else ""}' for phrase in sought
    )


def _tsquery(sought: tuple[_Sought, ...]) -> str:
    return " | ".join(
        "("
        + " <-> ".join(f"'{word}'" for word in phrase.words)
        + (":*" if phrase.open_ended else "")
        + ")"
        for phrase in sought
    )


def _words_of(teaser: Teaser) -> str:
    caption = teaser.image.caption if teaser.image else None
    packed: dict[str, object] = {
        "headline": teaser.headline,
        "text": teaser.text,
        "image": {"caption": caption},
    }
    return full_text.of_teaser(packed)


def _says(text: str, wanted: tuple[_Sought, ...]) -> bool:
    padded = f" {text} "
    return any(
        f" {' '.join(phrase.words)}{'' if phrase.open_ended else ' '}" in padded
        for phrase in wanted
    )
