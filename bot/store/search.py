"""I/O. The newest articles that say certain words, in their text or in a teaser beside it."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
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
from bot.store.articles import COLUMNS, Kept, first_number, kept
from bot.store.engine import Store
from bot.store.full_text import vectors
from bot.store.schema import articles

MOST_PHRASES = 200
MOST_WORDS = 50  # of a phrase

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
class Hit:
    """An article that has a phrase, itself or in these of its teasers."""

    kept: Kept
    teasers: tuple[Teaser, ...]


@dataclass(frozen=True, slots=True)
class _Sought:
    """A phrase in its words, as the index knows them."""

    words: tuple[str, ...]
    open_ended: bool


def find(store: Store, search: Search, *, limit: int) -> tuple[Hit, ...]:
    """The newest first; never more than `limit`."""
    wanted = _sought(search.any_of)
    if search.any_of and not wanted:
        return ()
    build = _on_postgresql if store.engine.dialect.name == "postgresql" else _on_sqlite
    query = build(wanted, search)
    with store.reading() as connection:
        rows = connection.execute(query.limit(limit)).all()
    return tuple(_found(kept(row), wanted) for row in rows)


def _sought(phrases: tuple[Phrase, ...]) -> tuple[_Sought, ...]:
    found = []
    for phrase in phrases[:MOST_PHRASES]:
        text = " ".join(phrase)
        if in_words := tuple(full_text.split(text[: full_text.LONGEST_TEXT])[:MOST_WORDS]):
            found.append(_Sought(in_words, open_ended=text.rstrip().endswith("*")))
    return tuple(found)


def _on_sqlite(wanted: tuple[_Sought, ...], search: Search) -> Select[*tuple[Any, ...]]:
    """FTS5 walks its matches newest first, since an article's number is its time: no sorting."""
    if not wanted:
        query = _filtered(select(*COLUMNS), articles.c.id, search)
        return query.order_by(articles.c.id.desc())
    match = literal_column("search").op("MATCH")(bindparam("asked", _fts5(wanted)))
    both = _fts.join(articles, articles.c.id == _fts.c.rowid)
    query = _filtered(select(*COLUMNS).select_from(both).where(match), _fts.c.rowid, search)
    return query.order_by(_fts.c.rowid.desc())


def _on_postgresql(wanted: tuple[_Sought, ...], search: Search) -> Select[*tuple[Any, ...]]:
    query = select(*COLUMNS).select_from(vectors.join(articles, articles.c.id == vectors.c.id))
    if wanted:
        asked = cast(bindparam("asked", _tsquery(wanted), Text), TSQUERY)
        query = query.where(vectors.c.words.op("@@")(asked))
    return _filtered(query, vectors.c.id, search).order_by(vectors.c.id.desc())


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


def _found(one: Kept, wanted: tuple[_Sought, ...]) -> Hit:
    teasers = (
        teaser
        for teaser in one.article.related
        if _says(full_text.of_teaser(asdict(teaser)), wanted)
    )
    return Hit(one, tuple(teasers))


def _says(text: str, wanted: tuple[_Sought, ...]) -> bool:
    padded = f" {text} "
    return any(
        f" {' '.join(phrase.words)}{'' if phrase.open_ended else ' '}" in padded
        for phrase in wanted
    )
