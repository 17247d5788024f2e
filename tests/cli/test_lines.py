"""`extract` of bytes, `entries` and `check`: a line out for each line in."""

import base64
import json
from typing import Any

import pytest
from click.testing import CliRunner

from bot.cli import main

FEED = """<?xml version="1.0" encoding="iso-8859-1"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>
<title>Grünauer Bote</title>
<item><guid isPermaLink="false">n1</guid><title>Fähre fährt</title>
<link>/news/1?utm_source=rss</link><description>Wieder da.</description><author>Ida Marsh</author>
<pubDate>Mon, 16 Nov 2026 09:30:00 +0200</pubDate>
<atom:updated>2026-11-16T08:00:00Z</atom:updated></item>
</channel></rss>"""
SENTENCE = "Die Fähre fährt am Montag wieder über den Fluss, sagte die Stadt am Freitagabend."
PAGE = f"<html><body><article><h1>Fähre fährt</h1><p>{SENTENCE}</p></article></body></html>"


def asked(command: str, *lines: object) -> tuple[int, list[dict[str, Any]]]:
    """The exit status, and the answers to these lines; text is given as it is."""
    text = "".join((x if isinstance(x, str) else json.dumps(x)) + "\n" for x in lines)
    result = CliRunner().invoke(main, [command], input=text.encode())
    return result.exit_code, [json.loads(line) for line in result.stdout.splitlines()]


def packed(text: str, charset: str = "utf-8") -> str:
    return base64.b64encode(text.encode(charset)).decode()


@pytest.mark.parametrize(
    "given",
    [
        {"feed": FEED},
        {"base64": packed(FEED, "iso-8859-1")},
        {"base64": packed(FEED), "headers": {"Content-Type": 'text/xml; charset="UTF-8"'}},
        {"base64": packed(FEED), "content_type": "text/xml; charset=utf-8"},
    ],
    ids=["text", "bytes", "bytes with headers", "bytes of a type"],
)
def test_a_feed_becomes_its_entries(given: dict[str, Any]) -> None:
    if "charset" in str(given):  # the header is right where the first line is wrong
        given = {**given, "base64": packed(FEED.replace(' encoding="iso-8859-1"', ""))}
    status, (answer,) = asked("entries", {"id": 7, "url": "https://bote.example/rss", **given})
    assert status == 0
    assert answer == {
        "id": 7,
        "title": "Grünauer Bote",
        "entries": [
            {
                "id": "n1",
                "url": "https://bote.example/news/1",
                "title": "Fähre fährt",
                "summary": "Wieder da.",
                "author": "Ida Marsh",
                "published": "2026-11-16T07:30:00Z",
                "updated": "2026-11-16T08:00:00Z",
                "outlet": "Grünauer Bote",
            }
        ],
    }


def test_the_charset_of_the_headers_is_believed() -> None:
    bare = FEED.replace(' encoding="iso-8859-1"', "")
    line = {"id": "f", "base64": packed(bare, "cp1252")}
    headers = {"CONTENT-TYPE": "application/rss+xml;charset=windows-1252"}
    _, (answer,) = asked("entries", {**line, "headers": headers})
    assert answer["title"] == "Grünauer Bote"


def test_a_page_is_read_from_its_bytes() -> None:
    status, answers = asked(
        "extract",
        {"id": "a", "base64": packed(PAGE, "cp1252"), "content_type": "text/html"},
        {"id": "b", "base64": packed(PAGE), "title": "Ein anderer Titel"},
        {"id": "c", "base64": packed(SENTENCE)},
    )
    assert status == 0
    assert [one["body"] for one in answers] == [SENTENCE] * 3
    assert [one["headline"] for one in answers] == ["Fähre fährt", "Ein anderer Titel", None]
    assert [(one["standfirst"], one["complete"]) for one in answers] == [(None, True)] * 3


def test_the_language_of_the_headers_counts_where_the_text_tells_none() -> None:
    welsh = "Bydd y fferi newydd yn hwylio rhwng Arl a Selm eto ddydd Llun, meddai perchennog."
    headers = {"Content-Language": "cy-GB"}
    line = {"id": "a", "base64": packed(PAGE.replace(SENTENCE, welsh)), "headers": headers}
    german = {"id": "b", "base64": packed(PAGE), "headers": headers}
    _, answers = asked("extract", line, {**line, "lang": "br"}, german)
    assert [one.get("lang") for one in answers] == ["cy", "br", "de"]


@pytest.mark.parametrize(
    ("command", "line", "complaint"),
    [
        ("extract", {"id": 1, "base64": "%%%"}, "base64"),
        ("extract", {"id": 1, "base64": packed("%PDF-1.7 x")}, ""),
        ("extract", {"id": 1, "base64": packed(PAGE), "text": SENTENCE}, '"base64"'),
        ("extract", {"id": 1, "base64": ""}, ""),
        ("entries", {"id": 1}, '"feed"'),
        ("entries", {"id": 1, "feed": ""}, "empty"),
        ("entries", {"id": 1, "feed": "<html><body>Hello</body></html>"}, "web page"),
        ("entries", {"id": 1, "feed": FEED, "headers": {"a": 1}}, "headers"),
        ("check", {"id": 1, "claim": "It rained."}, "cited"),
        ("check", {"id": 1, "claim": "It rained.", "cited": []}, "cited"),
        ("check", {"id": 1, "claim": "It rained.", "cited": ["It."], "mode": "x"}, "mode"),
        ("check", {"id": 1, "claim": "It rained.", "cited": "It rained."}, "cited"),
    ],
)
def test_a_bad_line_fails_alone(command: str, line: dict[str, Any], complaint: str) -> None:
    goods: dict[str, dict[str, Any]] = {
        "extract": {"text": SENTENCE},
        "entries": {"feed": FEED},
        "check": {"claim": "It rained.", "cited": ["It rained."]},
    }
    good = goods[command]
    status, (first, none, second) = asked(command, line, "{", {"id": 2, **good})
    assert status == 1
    assert first["id"] == 1
    assert complaint in first["error"]
    assert none["id"] is None
    assert "error" not in second
    assert second["id"] == 2


@pytest.mark.parametrize("command", ["extract", "entries", "check"])
def test_an_unknown_option_is_wrong_usage(command: str) -> None:
    assert CliRunner().invoke(main, [command, "--nothing"]).exit_code == 2


def test_a_claim_is_checked_as_a_models_sentence() -> None:
    cited = ["The ferry carried 40 people, the coast guard said."]
    status, answers = asked(
        "check",
        {"id": 1, "claim": "The ferry carried 40 people, the coast guard said.", "cited": cited},
        {"id": 2, "claim": "The ferry carried 60 people, the coast guard said.", "cited": cited},
        {"id": 3, "claim": "carried *40*", "cited": cited, "mode": "write"},
        {"id": 4, "claim": "Die Fähre trug 60.", "cited": ["Die Fähre trug 40."], "lang": "de"},
    )
    assert status == 0
    assert [(one["id"], one["holds"]) for one in answers] == [
        (1, True), (2, False), (3, False), (4, False),
    ]  # fmt: skip
    assert answers[0]["faults"] == []
    assert "number" in answers[1]["faults"]
    assert answers[2]["faults"][0] == "form"
    assert "number" in answers[3]["faults"]


@pytest.mark.parametrize("mode", ["choose", "strict"])
def test_a_claim_is_checked_as_a_shortened_sentence(mode: str) -> None:
    cited = ["The ferry, which is new, sails from Arl to Selm."]
    whole = {"cited": cited, "mode": mode, "body": cited[0]}
    _, answers = asked(
        "check",
        {"id": 1, "claim": "The ferry sails from Arl to Selm.", **whole},
        {"id": 2, "claim": "The new ferry sails from Arl to Selm.", **whole},
        {"id": 3, "claim": "The ferry [Rina] sails from Arl to Selm.", **whole},
    )
    assert [one["faults"] for one in answers] == [[], ["changed"], ["invented"]]
    assert [one["holds"] for one in answers] == [True, False, False]
