"""The page that the design works through: a flat scrape with captions, credits and teasers in it.

The text is not ours, so these tests name its lines by their numbers.
"""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from bot.cli import main

PUBLISHED = ("--published", "2024-11-04T20:00:00Z")


@pytest.fixture(scope="module")
def seed(shared: Callable[[str], Path]) -> Path:
    return shared("seed/000_dab3b20240b553b5.txt")


@pytest.fixture(scope="module")
def lines(seed: Path) -> list[str]:
    text = seed.read_text(encoding="utf-8")
    return [line.strip() for line in text.splitlines() if line.strip()]


@pytest.fixture(scope="module")
def article(seed: Path) -> dict[str, Any]:
    request = json.dumps({"id": seed.stem, "text": seed.read_text(encoding="utf-8")})
    result = CliRunner().invoke(main, ["extract"], input=request)
    assert result.exit_code == 0
    record: dict[str, Any] = json.loads(result.output)
    return record


@pytest.fixture(scope="module")
def briefed(seed: Path) -> Callable[..., dict[str, Any]]:
    def brief(*options: str) -> dict[str, Any]:
        result = CliRunner().invoke(main, ["brief", str(seed), "--format", "json", *options])
        assert result.exit_code == 0, result.output
        record: dict[str, Any] = json.loads(result.output)
        return record

    return brief


def kinds(brief: dict[str, Any]) -> list[str]:
    return [point["kind"] for point in brief["points"]]


def text(brief: dict[str, Any]) -> str:
    return "\n".join(point["text"] for point in brief["points"])


def counted(brief: dict[str, Any]) -> int:
    return len(re.sub(r" \[[^]]*\]", "", text(brief)).replace("…", " ").split())


def test_headline_body_and_time_are_read(article: dict[str, Any], lines: list[str]) -> None:
    assert article["headline"] == lines[0]
    assert article["body"] == "\n\n".join(lines[4:8])
    assert article["published"] is None


def test_the_doubled_caption_is_one_image(article: dict[str, Any], lines: list[str]) -> None:
    assert lines[1] == lines[2]
    (image,) = article["images"]
    assert (image["caption"], image["credit"]) == (lines[1], lines[3])


def test_the_five_teasers_have_their_own_caption_credit_and_text(
    article: dict[str, Any], lines: list[str]
) -> None:
    found = [
        (teaser["image"]["caption"], teaser["image"]["credit"], teaser["text"])
        for teaser in article["related"]
    ]
    rest = lines[9:]
    assert found == list(zip(rest[0::3], rest[1::3], rest[2::3], strict=True))


def test_a_brief_has_dated_news_a_named_voice_and_what_speaks_against_it(
    briefed: Callable[..., dict[str, Any]],
) -> None:
    brief = briefed(*PUBLISHED)
    assert kinds(brief)[0] == "news"
    assert "Monday [Nov. 4, 2024]" in brief["points"][0]["text"]
    voices = [point for point in brief["points"] if point["kind"] == "voice"]
    assert voices
    assert all("," in voice["speaker"] for voice in voices)  # a name and an office
    assert {"doubt", "next", "unconfirmed"} & set(kinds(brief))
    assert counted(brief) == brief["words"] <= 90


def test_a_full_brief_has_both_speakers_doubt_and_a_dated_election(
    briefed: Callable[..., dict[str, Any]],
) -> None:
    brief = briefed(*PUBLISHED, "--length", "full")
    speakers = " ".join(point["speaker"] or "" for point in brief["points"])
    assert "Ian Bremmer" in speakers
    assert "Jeremy Chan" in speakers
    assert {"news", "voice", "doubt", "next"} <= set(kinds(brief))
    assert "tomorrow [Nov. 5, 2024]" in text(brief)
    assert counted(brief) == brief["words"] <= 180


def test_a_flash_is_the_news_in_thirty_words(briefed: Callable[..., dict[str, Any]]) -> None:
    brief = briefed(*PUBLISHED, "--length", "flash")
    assert kinds(brief) == ["news"]
    assert counted(brief) <= 30
    assert "officials said" in text(brief)


def test_without_a_published_time_no_date_is_invented(
    briefed: Callable[..., dict[str, Any]],
) -> None:
    brief = briefed("--length", "full")
    assert not re.search(r"\[[^]]*\d", text(brief))
    assert brief["sources"][0]["published"] is None


@pytest.mark.parametrize("length", ["flash", "brief", "full"])
def test_every_span_is_its_sentence_but_for_the_allowed_edits(
    length: str, briefed: Callable[..., dict[str, Any]], article: dict[str, Any]
) -> None:
    for point in briefed(*PUBLISHED, "--length", length)["points"]:
        (span,) = point["spans"]
        source = article["body"][span["start"] : span["end"]]
        kept = re.sub(r"\s*\[[^]]*\]", "", point["text"])
        at = 0
        for piece in re.split(r"\s*…\s*", kept):
            bare = piece.strip().rstrip(".")
            found = source.lower().find(bare.lower(), at)
            assert found >= 0, (bare, source)
            at = found + len(bare)


@pytest.mark.parametrize("length", ["flash", "brief", "full"])
def test_no_sentence_starts_in_mid_air(length: str, briefed: Callable[..., dict[str, Any]]) -> None:
    for point in briefed(*PUBLISHED, "--length", length)["points"]:
        assert not re.match(
            r"(?i)\W*(but|and|he|she|it|it’s|thus far|this|they)\b(?! \[)", point["text"]
        )
