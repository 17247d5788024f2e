"""Pure. The lines that commands read: JSON, checked, with a sentence on what is wrong in one.

Times are RFC 3339; one without a zone is taken as UTC.
"""

import base64
import re
from datetime import datetime
from typing import Annotated, Literal, Self, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PositiveInt,
    ValidationError,
    model_validator,
)

from bot.contract.records import aware
from bot.errors import UsageError

_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
_LANGUAGE = re.compile(r"\s{0,9}([A-Za-z]{2,3})(?:-[\w-]{1,30})?\s{0,9}")


def _blank_is_unknown(value: object) -> object:
    """An empty date must not be read as any date at all."""
    return None if isinstance(value, str) and not value.strip() else value


def _aware(moment: datetime | None) -> datetime | None:
    return aware(moment) if moment else None


def _bytes(text: object) -> object:
    """Bytes given in base64, with or without line breaks."""
    if not isinstance(text, str):
        return text
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except ValueError as error:
        raise ValueError("this is no base64") from error


When = Annotated[datetime | None, BeforeValidator(_blank_is_unknown), AfterValidator(_aware)]
Raw = Annotated[bytes | None, BeforeValidator(_bytes)]


class Line(BaseModel):
    """What every line has: an id, which its answer has too."""

    model_config = ConfigDict(frozen=True)

    id: str | int


class AnsweredLine(Line):
    """A line with what a server answered: bytes in "base64", and the answer's headers."""

    url: str | None = None
    base64: Raw = None
    content_type: str | None = None
    headers: dict[str, str] = {}

    @property
    def charset(self) -> str | None:
        """What the Content-Type says of it; `content_type` is another way to give that header."""
        found = _CHARSET.search(self.content_type or self._header("content-type") or "")
        return found[1] if found else None

    @property
    def language(self) -> str | None:
        """The one language that the answer says it is in."""
        found = _LANGUAGE.fullmatch(self._header("content-language") or "")
        return found[1].lower() if found else None

    def _header(self, name: str) -> str | None:
        return next((one for key, one in self.headers.items() if key.lower() == name), None)

    def _require_one_of(self, *names: str) -> None:
        if sum(getattr(self, name) is not None for name in names) != 1:
            *some, last = (f'"{name}"' for name in names)
            raise ValueError(f"give either {', '.join(some)} or {last}")


class PageLine(AnsweredLine):
    """A line for `extract`: a page, and what is known about it from elsewhere."""

    title: str | None = None
    html: str | None = None
    text: str | None = None
    published: When = None
    lang: str | None = None

    @model_validator(mode="after")
    def _one_content(self) -> Self:
        self._require_one_of("base64", "html", "text")
        return self


class FeedLine(AnsweredLine):
    """A line for `entries`: a feed as text, or as the bytes that a server sent."""

    feed: str | None = None

    @model_validator(mode="after")
    def _one_content(self) -> Self:
        self._require_one_of("base64", "feed")
        return self


class ClaimLine(Line):
    """A line for `check`: a sentence, the sentences that it rests on, the text they come from.

    In mode `write` the claim is a model's own sentence; in `choose` it is to be one of the cited
    with nothing but the edits that an extractive brief may make. `strict` is another name for that.
    """

    claim: str
    cited: tuple[str, ...] = Field(min_length=1)
    body: str | None = None
    lang: str | None = None
    mode: Literal["choose", "strict", "write"] = "write"


class SummaryLine(PageLine):
    """A line for `summarize`: a page, and perhaps a plain length instead of a structured brief."""

    sentences: PositiveInt | None = None
    words: PositiveInt | None = None

    @model_validator(mode="after")
    def _one_length(self) -> Self:
        if self.sentences is not None and self.words is not None:
            raise ValueError('give "sentences" or "words", not both')
        return self


class ReportLine(PageLine):
    """A line for `group`: an article's title and text, its outlet as `source`."""

    source: str | None = None


Request = TypeVar("Request", bound=Line)


def parse(kind: type[Request], line: bytes) -> Request:
    """A line of input as a request; raises UsageError saying what is wrong with it."""
    try:
        return kind.model_validate_json(line)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        what = first["msg"].removeprefix("Value error, ")
        reason = f'"{where}": {what}' if where else what
        raise UsageError(
            f"bad request: {reason}", advice=f"Please correct the line: {reason}."
        ) from error
