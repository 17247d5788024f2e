"""What Discord's own grammar, as others wrote it, finds in our messages: only marks of ours.

`npm ci` installs the parser from the lock file beside this test; without node and npm it skips.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from adapters.discord.rendering import digests, layout
from adapters.discord.rendering.components import Json, walk
from bot.models import Answer
from tests.standins.cards import ANSWERS, DIGESTS, NOW, brief_of, digest_of
from tests.standins.npm import Parse, parser

PARSER = Path(__file__).parent / "markdown"
OURS = {"heading", "subtext", "strong", "link", "text", "timestamp", "br", "newline"}
WORDS = (
    "@everyone now", "@here now", "<@123>", "<@!123>", "<@&123>", "<#123>", "</brief:123>",
    "<t:0:R>", "<:evil:123>", "<a:evil:123>", "<id:customize>", ":skull:", "# shout", "## shout",
    "-# small", "> quote", ">>> quote", "- list", "* list", "+ list", "1. list", "1) list",
    "**bold**", "__under__", "*it*", "_it_", "~~gone~~", "||spoiler||", "`code`", "``code``",
    "```block```", "[click](https://evil.example)", "[click](<https://evil.example>)",
    "](https://evil.example) Kenya [", "a](<https://evil.example>)",
    "[unbalanced Kenya bracket", "closed Kenya] bracket",
    "[[a](b)](https://evil.example)", '[a](https://evil.example "title")', "Kenya](<",
    "https://evil.example/a_b_c", "<https://evil.example>", "HTTPS://evil.example",
    "discord.gg/evil",
    "\\*not\\*", "back\\", "\\\\[a](https://evil.example)", "line\n# break", "\u2028- list",
    "\u202egnp.exe", "(paren", "paren)", "<", ">", "<<a>>", ":+1: done",
)  # fmt: skip


@pytest.fixture(scope="module")
def parse(tmp_path_factory: pytest.TempPathFactory) -> Parse:
    """Parses texts as Discord does."""
    return parser(PARSER, tmp_path_factory.mktemp("markdown"))


def messages(word: str) -> Iterator[Json]:
    brief, made = brief_of(word), digest_of(word)
    asked = Answer(
        f"{word} asked", NOW, brief, matched=(f"Marn {word}",), others=made.in_brief,
        note=f"{word} note",
    )  # fmt: skip
    found = replace(asked, brief=None, suggestions=(f"near {word}"[:60],))
    yield from (layout.answer(asked), layout.answer(found), layout.posted(brief))
    yield from (layout.sources(brief), digests.digest(made), digests.preview(made))
    yield digests.why(made)


def texts(shown: Iterable[Json]) -> list[str]:
    return [
        part["content"]
        for message in shown
        for top in message["components"]
        for part in walk(top)
        if "content" in part
    ]


def shape(tree: Any) -> Any:  # noqa: ANN401  whatever the parser made
    """What a text does, without what it says."""
    if isinstance(tree, list):
        return [shape(one) for one in tree if one.get("type") != "text"]
    assert tree["type"] in OURS, tree
    inside = tree.get("content")
    return [
        tree["type"],
        {name: tree[name] for name in ("target", "level", "timestamp", "format") if name in tree},
        shape(inside) if isinstance(inside, list) else None,
    ]


def said(tree: Any) -> str:  # noqa: ANN401  likewise
    """What a reader sees of it."""
    if isinstance(tree, list):
        return "".join(map(said, tree))
    return said(tree["content"]) if isinstance(tree.get("content"), list | dict) else (
        str(tree.get("content", ""))
    )  # fmt: skip


@pytest.mark.slow
def test_no_word_of_an_article_acts_or_links_or_mentions(parse: Parse) -> None:
    plain = [shape(tree) for tree in parse(texts(messages("word")))]
    assert any("link" in str(one) for one in plain)
    wanted = texts(messages("word"))
    for word in WORDS:
        found = texts(messages(word))
        assert len(found) == len(wanted)
        assert [shape(tree) for tree in parse(found)] == plain, word


@pytest.mark.slow
def test_links_lead_to_the_sources_alone(parse: Parse) -> None:
    shown = [*map(layout.answer, ANSWERS.values()), *map(digests.digest, DIGESTS.values())]
    trees = str([shape(tree) for tree in parse(texts(shown))])
    targets = re.findall(r"'target': '([^']*)'", trees)
    assert len(targets) > 100
    assert {urlsplit(one).hostname for one in targets} <= {f"a{at}.example" for at in range(1, 10)}


@pytest.mark.slow
def test_what_a_reader_sees_is_what_the_article_says(parse: Parse) -> None:
    word = "*Stars* & [brackets], under_scores: 1) 2#"
    seen = "\n".join(said(tree) for tree in parse(texts(messages(word))))
    for part in ("sentence", "outlet", "caption", "credit", "was wrong", "why", "topic", "note"):
        assert f"{word} {part}" in seen, part
    in_a_label = word.translate(str.maketrans("[]", "［］"))
    for part in ("headline", "title", "line"):
        assert f"{in_a_label} {part}" in seen, part
