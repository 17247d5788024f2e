"""Pure. The command line's contract: the JSON it reads and writes.

A request is one line of standard input; a record is one line of output. Times are RFC 3339 in UTC.
"""

import base64
import re
from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Annotated, Any, Literal, Self, TypeVar

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

from bot.errors import UsageError
from bot.models import (
    Answer,
    Article,
    Brief,
    Digest,
    Entry,
    Feed,
    Headline,
    Image,
    Point,
    Source,
    Teaser,
)

Record = dict[str, Any]

_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
_LANGUAGE = re.compile(r"\s*([A-Za-z]{2,3})(?:-[\w-]{1,30})?\s*")


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
        raise UsageError(f"bad request: {reason}", advice=f"Please correct {reason}.") from error


def aware(moment: datetime) -> datetime:
    """`moment` with a zone; one without is taken as UTC."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def rfc3339(moment: datetime | None) -> str | None:
    """`moment` in UTC, as in 2024-11-04T20:00:00Z."""
    if moment is None:
        return None
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def article_record(article: Article) -> Record:
    return {
        "id": article.id,
        "url": article.url,
        "headline": article.headline,
        "standfirst": article.standfirst,
        "byline": article.byline,
        "published": rfc3339(article.published),
        "lang": article.lang,
        "body": article.body,
        "complete": article.complete,
        "images": [_image(image) for image in article.images],
        "related": [_teaser(teaser) for teaser in article.related],
    }


def entries_record(title: str | None, entries: Iterable[Entry]) -> Record:
    """What a feed says; its title is the outlet that its entries are from."""
    return {
        "title": title,
        "entries": [
            {
                "id": entry.id,
                "url": entry.url,
                "title": entry.title,
                "summary": entry.summary,
                "author": entry.author,
                "published": rfc3339(entry.published),
                "updated": rfc3339(entry.updated),
                "outlet": title,
            }
            for entry in entries
        ],
    }


def brief_record(brief: Brief) -> Record:
    return {
        "headline": brief.headline,
        "topic": brief.topic,
        "as_of": rfc3339(brief.as_of),
        "words": brief.words,
        "summarizer": brief.summarizer,
        "points": [_point(point) for point in brief.points],
        "image": _image(brief.image) if brief.image else None,
        "sources": [_source(source) for source in brief.sources],
    }


def answer_record(answer: Answer) -> Record:
    """The brief of an answer, with what matched and further stories where a topic was asked for."""
    record = brief_record(answer.brief) if answer.brief else {"as_of": rfc3339(answer.as_of)}
    if answer.matched or answer.others or answer.note:
        brief = answer.brief
        record |= {
            "outlets": brief.outlets if brief else 0,
            "differences": [asdict(one) for one in brief.differences] if brief else [],
            "matched": list(answer.matched),
            "others": [_headline(one) for one in answer.others],
            "note": answer.note,
        }
    return record


def digest_record(digest: Digest) -> Record:
    """A digest: its briefs with why they are in it, the lines after them, the counts."""
    return {
        "as_of": rfc3339(digest.as_of),
        "since": rfc3339(digest.since),
        "zone": digest.zone,
        "topics": list(digest.topics),
        "items": [
            {"brief": brief_record(item.brief), "why": item.why, "update": item.update}
            for item in digest.items
        ],
        "in_brief": [_headline(one) for one in digest.in_brief],
        "counts": asdict(digest.counts),
        "note": digest.note,
    }


def _headline(one: Headline) -> Record:
    return {**asdict(one), "published": rfc3339(one.published)}


def feed_record(feed: Feed, health: str, why: str, next_poll: datetime) -> Record:
    """A feed, how it fares, and when it is read next."""
    said = {name: value for name, value in asdict(feed).items() if name != "headers"}
    return {**said, "health": health, "why": why, "next_poll": rfc3339(next_poll)}


def _image(image: Image) -> Record:
    return {
        "url": image.url,
        "caption": image.caption,
        "credit": image.credit,
        "alt": image.alt,
    }


def _teaser(teaser: Teaser) -> Record:
    return {
        "headline": teaser.headline,
        "text": teaser.text,
        "url": teaser.url,
        "image": _image(teaser.image) if teaser.image else None,
    }


def _point(point: Point) -> Record:
    return {
        "kind": point.kind.value,
        "text": point.text,
        "speaker": point.speaker,
        "by": point.by,
        "spans": [asdict(span) for span in point.spans],
        "link": point.link,
    }


def _source(source: Source) -> Record:
    return {
        "id": source.id,
        "outlet": source.outlet,
        "title": source.title,
        "url": source.url,
        "published": rfc3339(source.published),
        "lang": source.lang,
    }
