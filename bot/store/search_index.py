"""I/O. The full-text index: FTS5 is kept by triggers, PostgreSQL is given the words."""

from typing import Any

from sqlalchemy import BigInteger, Column, Connection, MetaData, Table, cast
from sqlalchemy.dialects.postgresql import TSVECTOR, insert

from bot.store import words
from bot.store.schema import Packed

LAST_POSITION = 16_383  # PostgreSQL, "Limitations" of text search

vectors = Table(
    "search",
    MetaData(),  # made by the migrations, on PostgreSQL only
    Column("id", BigInteger, primary_key=True),
    Column("words", TSVECTOR),
)


def index(connection: Connection, number: int, row: dict[str, Any]) -> None:
    """Makes an article just stored findable."""
    if connection.dialect.name != "postgresql":
        return
    related = Packed().process_bind_param(row["related"], connection.dialect)
    vector = as_vector(words.of_article(row["headline"], row["body"], related))
    new = insert(vectors).values(id=number, words=cast(vector, TSVECTOR))
    connection.execute(
        new.on_conflict_do_update(index_elements=["id"], set_={"words": new.excluded.words})
    )


def as_vector(text: str) -> str:
    """Words -> PostgreSQL's spelling of a tsvector; no word holds a quotation mark."""
    return " ".join(
        f"'{word}':{min(position, LAST_POSITION)}"
        for position, word in enumerate(text.split(" "), 1)
        if word
    )
