"""Pure. The records that commands write: the nouns as plain values, times in RFC 3339 in UTC."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import MAXYEAR, MINYEAR, UTC, datetime
from typing import Any

from bot.models import (
    Agenda,
    Answer,
    Article,
    Brief,
    DateToWatch,
    Digest,
    Entry,
    Feed,
    Headline,
    Image,
    Point,
    Source,
    Span,
    Teaser,
    Timeline,
    TimelineLine,
)

Record = dict[str, Any]


def aware(moment: datetime) -> datetime:
    """`moment` with a zone; one without is taken as UTC.

    Raises ValueError for one at either end of what can be counted, which no news is from.
    """
    if not MINYEAR < moment.year < MAXYEAR:
        raise ValueError(f"nothing was published in the year {moment.year}")
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
    """What a feed says; its title is the outlet that its entries are from, unless they name one."""
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
                "outlet": entry.outlet or title,
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
        "sources": [source_record(source) for source in brief.sources],
    }


def answer_record(answer: Answer) -> Record:
    """The brief of an answer, with what matched and further stories where a topic was asked for."""
    record = brief_record(answer.brief) if answer.brief else {"as_of": rfc3339(answer.as_of)}
    if answer.matched or answer.others or answer.note or answer.see_also:
        brief = answer.brief
        record |= {
            "outlets": brief.outlets if brief else 0,
            "differences": [asdict(one) for one in brief.differences] if brief else [],
            "matched": list(answer.matched),
            "others": [headline_record(one) for one in answer.others],
            "note": answer.note,
            "also_in": list(brief.also_in) if brief else [],
            "see_also": [headline_record(one) for one in answer.see_also],
        }
    return record


def timeline_record(timeline: Timeline) -> Record:
    """How a story went: its turns, each with the sentence that told it, and their articles."""
    return {
        "story": timeline.story,
        "headline": timeline.headline,
        "as_of": rfc3339(timeline.as_of),
        "lines": [_timeline_line(one) for one in timeline.lines],
        "sources": [source_record(one) for one in timeline.sources],
    }


def _timeline_line(one: TimelineLine) -> Record:
    return {
        "at": rfc3339(one.at),
        "turn": one.turn.value,
        "change": one.change,
        "day": one.day.isoformat() if one.day else None,
        "point": _point(one.point),
        "came": _point(one.came) if one.came else None,
    }


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
        "in_brief": [headline_record(one) for one in digest.in_brief],
        "to_watch": [date_record(one) for one in digest.to_watch],
        "counts": asdict(digest.counts),
        "note": digest.note,
    }


def agenda_record(agenda: Agenda) -> Record:
    """What is announced for the days from the first to the last."""
    return {
        "asked": agenda.asked,
        "as_of": rfc3339(agenda.as_of),
        "first": agenda.first.isoformat(),
        "last": agenda.last.isoformat(),
        "dates": [date_record(one) for one in agenda.dates],
        "note": agenda.note,
    }


def date_record(one: DateToWatch) -> Record:
    """What is announced for a day and, once that is past, the sentence that tells what came."""
    return {
        "day": one.day.isoformat(),
        "story": one.story,
        "point": _point(one.point),
        "source": source_record(one.source),
        "outlets": one.outlets,
        "came": _point(one.came) if one.came else None,
        "told_by": source_record(one.told_by) if one.told_by else None,
    }


def headline_record(one: Headline) -> Record:
    """A story in a line."""
    return {**asdict(one), "published": rfc3339(one.published)}


def feed_record(feed: Feed, health: str, why: str, next_poll: datetime) -> Record:
    """A feed, its health, and when it is fetched next."""
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
        "spans": [_span(span) for span in point.spans],
        "link": point.link,
    }


def _span(span: Span) -> Record:
    return {"article": span.article, "part": span.part, "start": span.start, "end": span.end}


def source_record(source: Source) -> Record:
    """An article that a brief rests on."""
    return {
        "id": source.id,
        "outlet": source.outlet,
        "title": source.title,
        "url": source.url,
        "published": rfc3339(source.published),
        "lang": source.lang,
        "complete": source.complete,
    }
