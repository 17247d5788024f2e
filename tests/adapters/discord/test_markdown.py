"""What Discord's own grammar, as others wrote it, finds in our messages: only marks of ours.

`npm ci` installs the parser from the lock file beside this test; without node and npm it skips.
"""

import json
import re
import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from adapters.discord.rendering import digests, layout
from adapters.discord.rendering.components import Json, walk
from bot.models import Answer, Brief, Difference, Digest, Headline, Image, Item, Reported
from tests.standins.cards import ANSWERS, DIGESTS, MORNING, NOW, SEVERAL

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

Parse = Callable[[list[str]], list[Any]]


@pytest.fixture(scope="module")
def parse(tmp_path_factory: pytest.TempPathFactory) -> Parse:
    """Parses texts as Discord does."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        pytest.skip("node and npm are not here")
    there = tmp_path_factory.mktemp("markdown")
    for file in PARSER.iterdir():
        if file.is_file():
            shutil.copy(file, there)
    installed = subprocess.run(  # noqa: S603  our own lock file, by its hashes
        [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"],
        cwd=there, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    if installed.returncode:
        pytest.skip(f"npm could not fetch the parser: {installed.stderr[-200:]}")

    def parsed(texts: list[str]) -> list[Any]:
        run = subprocess.run(  # noqa: S603  likewise
            [node, "parse.js"],
            cwd=there, input=json.dumps(texts), capture_output=True, text=True, timeout=120,
            check=True,
        )  # fmt: skip
        found: list[Any] = json.loads(run.stdout)
        return found

    return parsed


def brief_of(word: str) -> Brief:
    """A brief with this word of the web in every place."""
    image = Image(f"{word} caption", f"{word} credit", word, "https://a1.example/f.jpg")
    return replace(
        SEVERAL,
        headline=f"{word} headline",
        points=tuple(
            replace(one, text=f"{word} sentence", speaker=f"Eve {word}") for one in SEVERAL.points
        ),
        image=image,
        sources=tuple(
            replace(one, outlet=f"{word} outlet", title=f"{word} title", byline=f"{word} name")
            for one in SEVERAL.sources
        ),
        differences=(
            Difference(f"{word} what", (Reported(word, "a1"), Reported(f"{word} 2", "a2"))),
        ),
        corrected=NOW,
        correction=f"{word} was wrong",
    )


def digest_of(word: str) -> Digest:
    item = Item(brief_of(word), f"{word} why", f"{word} update")
    line = Headline("s9", f"{word} line", "https://a9.example/", f"{word} outlet", 2, NOW)
    topics, note = (f"{word} topic",), f"{word} note"
    return replace(MORNING, topics=topics, items=(item,), in_brief=(line,), note=note)


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
