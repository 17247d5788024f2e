"""Pure. The lines of `export` and `import`: an article as it is known here, and rows as JSON."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Annotated, Any, Literal, Self

from pydantic import AliasChoices, BeforeValidator, ConfigDict, Field, model_validator

from bot.contract.lines import Line, When
from bot.contract.records import Record, rfc3339
from bot.models import Article, Image, Teaser

Id = Annotated[str | None, BeforeValidator(lambda value: None if value is None else str(value))]


class ArticleLine(Line):
    """A line for `import`: an article as `export` or `extract` writes it, or in the short form."""

    model_config = ConfigDict(frozen=True, validate_by_name=True, validate_by_alias=True)

    kind: Literal["article"] | None = None
    url: str | None = None
    headline: str | None = Field(None, validation_alias=AliasChoices("headline", "title"))
    body: str = Field(validation_alias=AliasChoices("body", "text"))
    outlet: str | None = Field(None, validation_alias=AliasChoices("outlet", "source"))
    standfirst: str | None = None
    byline: str | None = None
    published: When = None
    published_offset: int | None = Field(None, ge=-86_399, le=86_399)
    lang: str | None = None
    complete: bool = True
    images: tuple[Image, ...] = ()
    related: tuple[Teaser, ...] = ()
    story: Id = None
    saved: When = None
    page: Literal["fetched", "failed", "unwanted"] = "fetched"
    page_error: str | None = None
    page_retry: When = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not (self.body.strip() or (self.headline or "").strip()):
            raise ValueError('give a "title" or a "text"')
        return self

    @property
    def number(self) -> int | None:
        """The number it has in the store that it comes from, which another keeps if it can."""
        text = str(self.id)
        is_number = text.isascii() and text.isdecimal() and len(text) < 19  # noqa: PLR2004  2**63
        return int(text) if self.kind and is_number else None

    def article(self, address: str | None) -> Article:
        """The article, found at `address`."""
        offset = self.published_offset
        return Article(
            id=str(self.id),
            headline=self.headline,
            body=self.body,
            url=address,
            outlet=self.outlet,
            byline=self.byline,
            published=self.published,
            published_offset=None if offset is None else timedelta(seconds=offset),
            lang=self.lang,
            images=self.images,
            related=self.related,
            standfirst=self.standfirst,
            complete=self.complete,
        )


def row_record(kind: str, id: str, row: Mapping[str, Any]) -> Record:
    """A row as a line: its kind, what tells it from others of that kind, and its columns."""
    columns = {name: _plain(value) for name, value in row.items()}
    return {"kind": kind, **columns, "id": id}


def _plain(value: object) -> object:
    return rfc3339(value) if isinstance(value, datetime) else value
