"""I/O. The full-text index: which words an article is found by, the same on every database.

The databases only split at blanks; what a word is, is decided here. FTS5 keeps its index by
triggers, PostgreSQL is given the words.
"""

import hashlib
import json
import re
import unicodedata
from typing import Any

from sqlalchemy import BigInteger, Column, Connection, MetaData, Table, cast
from sqlalchemy.dialects.postgresql import TSVECTOR, insert

from bot.store.schema import Packed

BOUNDARY = "\ue000"  # a word nobody looks for: no phrase crosses from one part to the next
LONGEST_WORD = 64
LONGEST_TEXT = 100_000  # characters indexed; a tsvector may have 1 MB
FEWEST_FOR_CONTENT = 20  # words; shorter bodies are alike by chance ("Read more on our site")

LAST_POSITION = 16_383  # PostgreSQL, "Limitations" of text search

vectors = Table(
    "search",
    MetaData(),  # made by the migrations, on PostgreSQL only
    Column("id", BigInteger, primary_key=True),
    Column("words", TSVECTOR),
)

# Accents and points that people leave out: Latin, Greek and Cyrillic, Hebrew, Arabic.
_POINTS = re.compile("[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0640]")
# A script without blanks gives a word a character, so that a phrase finds it anywhere.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\U00020000-\U0003ffff"
)
# Vowel signs of the scripts of India belong to their words, though Python calls them no letters.
_SIGNS = "\u0900-\u0903\u093a-\u0963\u0966-\u0dff"
_WORD = re.compile(f"[{_UNSPACED}]|(?:(?![{_UNSPACED}])[^\\W_]|[{_SIGNS}]){{1,{LONGEST_WORD}}}")
_ASCII_WORD = re.compile(f"[a-z0-9]{{1,{LONGEST_WORD}}}")


def split(text: str) -> list[str]:
    """The words of a text, in lower case, without accents; one over LONGEST_WORD is several."""
    if text.isascii():
        return _ASCII_WORD.findall(text.lower())
    bare = _POINTS.sub("", unicodedata.normalize("NFKD", text)).casefold()
    return _WORD.findall(unicodedata.normalize("NFC", bare))


def of_article(headline: str | None, body: str | None, related: str | None) -> str:
    """All words of an article under which it is found, joined by blanks.

    `related` is its teasers as the store packs them, in JSON.
    """
    teasers = (of_teaser(teaser) for teaser in json.loads(related or "[]"))
    parts = [" ".join(split((part or "")[:LONGEST_TEXT])) for part in (headline, body)]
    return f" {BOUNDARY} ".join([*parts, *teasers])[:LONGEST_TEXT]


def of_teaser(teaser: dict[str, object]) -> str:
    """The words of a packed teaser: its headline, its text and its picture's caption."""
    image = teaser.get("image")
    caption = image.get("caption") if isinstance(image, dict) else None
    parts = (teaser.get("headline"), teaser.get("text"), caption)
    return f" {BOUNDARY} ".join(" ".join(split(part)) for part in parts if isinstance(part, str))


def content_key(body: str) -> str | None:
    """The same for copies of a text, whatever their marks and spaces; None for a short one."""
    found = split(body)
    if len(found) < FEWEST_FOR_CONTENT:
        return None
    return hashlib.blake2b(" ".join(found).encode(), digest_size=16).hexdigest()


def index(connection: Connection, number: int, row: dict[str, Any]) -> None:
    """Makes an article just stored findable."""
    if connection.dialect.name != "postgresql":
        return
    related = Packed().process_bind_param(row["related"], connection.dialect)
    vector = as_vector(of_article(row["headline"], row["body"], related))
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
