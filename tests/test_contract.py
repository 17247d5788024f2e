"""The JSON that scripts rely on."""

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest

from bot.contract.lines import PageLine, SummaryLine, parse
from bot.contract.records import article_record, brief_record, rfc3339
from bot.errors import UsageError
from bot.models import Article, Brief, Image, Kind, Point, Source, Span, Teaser

ARTICLE = Article(
    id="a1",
    headline="Bridge opens",
    body="The bridge opened on Monday.",
    url="https://example.org/bridge",
    published=datetime(2026, 11, 16, 9, 30, tzinfo=timezone(timedelta(hours=2))),
    images=(Image(caption="The bridge", credit="A. Photographer"),),
    related=(Teaser(text="A tunnel closed.", image=Image(credit="B. Photographer")),),
)


def test_an_article_has_the_keys_of_the_contract() -> None:
    record = article_record(ARTICLE)
    assert list(record) == [
        "id", "url", "headline", "standfirst", "byline", "published", "lang", "body", "complete",
        "images", "related",
    ]  # fmt: skip
    assert record["published"] == "2026-11-16T07:30:00Z"
    assert record["byline"] is None
    assert list(record["images"][0]) == ["url", "caption", "credit", "alt"]
    assert list(record["related"][0]) == ["headline", "text", "url", "image"]


def test_a_brief_has_the_keys_of_the_contract() -> None:
    source = Source("a1", "Outlet", "Bridge opens", None, ARTICLE.published, "en")
    point = Point(Kind.NEWS, "The bridge opened on Monday.", (Span("a1", 0, 28),))
    as_of = datetime(2026, 11, 17, tzinfo=UTC)
    record = brief_record(
        Brief("Bridge opens", None, as_of, 5, "extractive", (point,), None, (source,))
    )
    assert list(record) == [
        "headline", "topic", "as_of", "words", "summarizer", "points", "image", "sources",
    ]  # fmt: skip
    assert record["points"] == [
        {
            "kind": "news",
            "text": "The bridge opened on Monday.",
            "speaker": None,
            "by": "source",
            "spans": [{"article": "a1", "part": "body", "start": 0, "end": 28}],
            "link": None,
        }
    ]
    assert list(record["sources"][0]) == [
        "id", "outlet", "title", "url", "published", "lang", "complete",
    ]  # fmt: skip


def test_times_are_rfc_3339_in_utc() -> None:
    assert rfc3339(datetime(2026, 1, 1, 1, tzinfo=timezone(timedelta(hours=3)))) == (
        "2025-12-31T22:00:00Z"
    )


def test_an_empty_date_is_unknown_and_not_now() -> None:
    assert parse(PageLine, b'{"id": "x", "text": "t", "published": " "}').published is None


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        (b"{", "JSON"),
        (b"[]", "object"),
        (b'{"text": "t"}', "id"),
        (b'{"id": "x"}', '"html" or "text"'),
        (b'{"id": "x", "html": "h", "text": "t"}', '"html" or "text"'),
        (b'{"id": "x", "text": "t", "published": "soon"}', "published"),
        (b'{"id": "x", "text": "t", "words": 0}', "words"),
        (b'{"id": "x", "text": "t", "words": 9, "sentences": 1}', "not both"),
        (b'{"id": "x", "text": "\xff"}', "unicode"),
    ],
)
def test_a_bad_line_says_what_is_wrong_with_it(line: bytes, complaint: str) -> None:
    with pytest.raises(UsageError) as raised:
        parse(SummaryLine, line)
    assert complaint in raised.value.advice


@pytest.mark.parametrize("moment", ["9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00"])
def test_no_news_is_from_the_ends_of_time(moment: str) -> None:
    """Such a moment can't be told in UTC, or not counted from."""
    line = json.dumps({"id": "a", "text": "x", "published": moment}).encode()
    with pytest.raises(UsageError) as raised:
        parse(PageLine, line)
    assert "year" in raised.value.advice
