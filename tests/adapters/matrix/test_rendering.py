"""What Matrix's clients find in our messages: permitted HTML, links to the web, and nobody."""

import json
import re
from dataclasses import replace
from typing import Any

import pytest
from lxml import html

from adapters.matrix.rendering import MOST_BYTES, brief_message, digest_message, edit
from bot.models import Digest
from bot.translation import ENGLISH
from tests.standins.cards import ALERT, BRIEFS, DIGESTS, brief_of, digest_of
from tests.standins.matrix import MOST, against_the_rules

WORDS = (
    "@room now", "@eve:evil.example", "#news:evil.example", "!room:evil.example",
    "+group:evil.example", "https://matrix.to/#/@eve:evil.example", "www.evil.example",
    "evil.example", "eve@evil.example", "<b>bold</b>", "<script>x</script>", "&lt;b&gt;",
    '" onclick="x', "<mx-reply>", "</p><h1>shout", "**bold**", "matrix:u/eve:evil.example",
)  # fmt: skip
# What clients make links and mentions of, in a text that is none of ours.
FOUND = re.compile(
    r"@room|[@#!+][\w.-]+:[\w.-]+|\w+://|\b[\w-]+\.[^\W\d_]{2,}|\w@\w|\b[a-z]+:[\w/]"
)


def messages(word: str) -> list[dict[str, Any]]:
    return [digest_message(digest_of(word)), brief_message(brief_of(word), ENGLISH)]


def shape(page: str) -> list[tuple[str, str]]:
    tree = html.fragment_fromstring(page, create_parent="div")
    return [(str(one.tag), str(one.get("href", ""))) for one in tree.iter()]


@pytest.mark.parametrize("word", WORDS)
def test_no_word_of_an_article_acts_or_links_or_mentions(word: str) -> None:
    for message, plain in zip(messages(word), messages("word"), strict=True):
        assert list(against_the_rules(message, [])) == []
        assert shape(message["formatted_body"]) == shape(plain["formatted_body"])
        shown = html.fragment_fromstring(message["formatted_body"], create_parent="div")
        assert FOUND.findall(str(shown.text_content())) == []
        ours = re.sub(r"(?m)^https://a\d\.example/\S+$", "", message["body"])
        assert FOUND.findall(ours) == []


def test_a_link_into_matrix_is_no_link() -> None:
    made = DIGESTS["morning"]
    (lead, *rest) = made.items
    eve = "https://matrix.to/#/@eve:x.org"
    sources = tuple(replace(one, url=eve) for one in lead.brief.sources)
    points = tuple(replace(one, link="https://MATRIX.TO#/x") for one in lead.brief.points)
    mended = replace(lead, brief=replace(lead.brief, sources=sources, points=points))
    message = digest_message(replace(made, items=(mended, *rest)))
    assert "matrix.to" not in json.dumps(message).lower()


@pytest.mark.parametrize("name", DIGESTS)
def test_a_digest_and_its_edit_fit_into_an_event(name: str) -> None:
    assert_fits(DIGESTS[name])


def test_a_digest_in_full_is_cut_to_what_an_event_takes() -> None:
    (item,) = digest_of("Окремий потік води " * 30).items
    items = [replace(item, brief=replace(item.brief, id=f"b{at}")) for at in range(9)]
    assert_fits(replace(DIGESTS["morning"], items=tuple(items)))


def assert_fits(made: Digest) -> None:
    message = digest_message(made, "k" * 24)
    assert size(message) <= MOST_BYTES
    assert size(edit(message, "$" + "e" * 43)) < MOST - 2_000  # for what the server adds


def size(message: dict[str, Any]) -> int:
    return len(json.dumps(message, ensure_ascii=False).encode())


def test_an_alert_and_every_brief_are_drawn() -> None:
    assert digest_message(ALERT)["formatted_body"].startswith("<h4>⚠ Alert</h4>")
    for one in BRIEFS.values():
        message = brief_message(one, ENGLISH)
        assert list(against_the_rules(message, [])) == []
        assert message["formatted_body"].startswith("<h5>")
