"""What Mattermost's clients find in our posts: only marks of ours.

The mobile client's own grammar is fetched by `npm ci`; without node and npm that test skips. What
the web client finds in a text, once its markdown is read, is by the patterns of its public source.
"""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from adapters.mattermost.rendering import MOST, brief_post, digest_post, inert
from bot.models import Digest
from bot.translation import ENGLISH
from tests.standins.cards import ALERT, BRIEFS, DIGESTS, brief_of, digest_of
from tests.standins.mattermost import found_in
from tests.standins.npm import Parse, parser

OURS = {"document", "heading", "paragraph", "strong", "emph", "link", "text", "list", "item"}
WORDS = (
    "@channel now", "@all", "@here.", "_@eve", "~town-square", "~~gone~~", "#hashtag", "# shout",
    "##### shout", ":smile: it", ":+1:", "so :) and :D", ";-)", "<3 it", "x-d", "X-D", "(:x:)",
    "www.evil.example", "WWW2.evil.example", "https://evil.example/a_b", "HTTPS:evil",
    "evil.example/a", "eve@evil.example", "mailto:eve@evil.example", "<https://evil.example>",
    "<b>bold</b>", "&lt;b&gt;", "&#64;channel", "![i](https://evil.example/i.png)",
    "[click](https://evil.example)", "[a]: https://evil.example", "[[a](b)](https://evil.example)",
    "](https://evil.example) Kenya [", "wow!", "**bold**", "__bold__", "*it*", "_it_", "`code`",
    "```block```", "> quote", ">>> quote", "- list", "* list", "+ list", "1. list", "12) list",
    "[ ] task", "===", "---", "***", "| a | b |", "$x^2$ formula", "5 $ or 6 $ a", "\\*not\\*",
    "back\\", "\\\\[a](https://evil.example)", "\\@all", "\\#tag", "/away", "a\n# break",
    "$MM_ATMENTION0$", "mmaction://plan", "\u202egnp.exe",
)  # fmt: skip


@pytest.fixture(scope="module")
def parse(tmp_path_factory: pytest.TempPathFactory) -> Parse:
    """Parses texts as the mobile client does."""
    return parser(Path(__file__).parent / "markdown", tmp_path_factory.mktemp("markdown"))


def posts(word: str) -> list[str]:
    return [digest_post(digest_of(word)), brief_post(brief_of(word), ENGLISH)]


def shape(nodes: list[list[str]]) -> list[Any]:
    """What a post does, without what it says."""
    assert {one[0] for one in nodes} <= OURS, nodes
    return [(kind, to) for kind, _, to in nodes if kind not in {"text", "document"}]


def said(nodes: list[list[str]]) -> str:
    """What a reader sees, a paragraph in a line."""
    shown = "".join(words if kind == "text" else "\n" * (kind in {"paragraph", "heading"})
                    for kind, words, _ in nodes)  # fmt: skip
    return shown.replace("\u200b", "")


@pytest.mark.slow
def test_no_word_of_an_article_acts_or_links_or_mentions(parse: Parse) -> None:
    read = parse([post for word in ("word", *WORDS) for post in posts(word)])
    shapes = [shape(tree) for tree in read]
    plain = shapes[:2]
    assert all(any(to for _, to in one) for one in plain)
    for at, word in enumerate(WORDS, start=1):
        assert shapes[2 * at : 2 * at + 2] == plain, word


@pytest.mark.slow
def test_what_a_reader_sees_is_what_the_article_says(parse: Parse) -> None:
    word = "*Stars* & [a], b_c: 1) 2# $5 \\ at 12:30, U.S."
    seen = "\n".join(said(tree) for tree in parse(posts(word)))
    for part in ("sentence", "outlet", "was wrong", "topic", "note"):
        assert f"{word} {part}" in seen, part
    in_a_label = word.translate(str.maketrans("[]", "［］"))
    for part in ("headline", "line"):
        assert f"{in_a_label} {part}" in seen, part


@pytest.mark.parametrize("word", WORDS)
def test_the_web_client_finds_nothing_in_a_text_by_itself(word: str) -> None:
    for post in posts(word):
        for line in without_links(post).splitlines():
            assert found_in(as_text(line)) == [], line
            assert not re.search(r"\$[^$\n]+\$(?!\w)", line)  # a formula, which no backslash ends


def test_a_word_that_acts_is_found() -> None:
    assert sum(bool(found_in(word)) for word in WORDS) > 25


def without_links(post: str) -> str:
    """A post's words, its links by their labels alone; and no link is an image."""
    assert "![" not in post
    return re.sub(r"\[([^\[\]]*)\]\((https://[^()\s]*)\)", r"\1", post)


def as_text(line: str) -> str:
    """What is left once the markdown is read: a backslash before a mark goes, and so do ours."""
    line = re.sub(r"^(?:#+|-) |\*\*", "", line)
    return re.sub(r"\\([`*{}\[\]()#+\-.!_>|~])", r"\1", line)


@pytest.mark.parametrize("name", DIGESTS)
def test_a_digest_fits_into_a_post(name: str) -> None:
    assert 0 < len(digest_post(DIGESTS[name])) <= MOST


def test_a_time_of_day_and_a_plain_sentence_are_left_as_they_are() -> None:
    plain = "At 12:30 the U.S. Navy said 3.5 million people (or 4) were safe; it was over."
    assert inert(plain) == plain


def test_an_alert_and_every_brief_are_drawn() -> None:
    assert digest_post(ALERT).startswith("#### ⚠ Alert\n")
    for one in BRIEFS.values():
        assert brief_post(one, ENGLISH).startswith("##### ")


def test_a_digest_in_full_is_cut_to_what_a_post_takes() -> None:
    word = "Окремий потік води " * 30
    assert MOST - 6_000 < len(digest_post(many(digest_of(word)))) <= MOST


def many(digest: Digest) -> Digest:
    """The digest's story again and again."""
    (item,) = digest.items
    items = [replace(item, brief=replace(item.brief, id=f"b{at}")) for at in range(9)]
    return replace(digest, items=tuple(items))
