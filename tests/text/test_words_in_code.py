"""Words of languages stand in `bot/text/languages/`: no pattern in the code has one of English."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

BOT = Path(__file__).parents[2] / "bot"
MODULES = [
    path
    for folder in ("text", "briefing", "stories", "reading/lines")
    for path in sorted((BOT / folder).rglob("*.py"))
    if path.parent.name != "model"  # whose patterns read what a model answers
]
# A pattern's own signs, and what is of a protocol, a model's markup or a symbol.
NO_WORDS = re.compile(
    r"\(\?P[<=]\w+[>)]|\(\?\(\w+\)|\(\?[aiLmsux-]+[:)]|\\[xu][\da-f]+|\\N\{[^}]+\}|\\[a-zA-Z]|"
    r"\[[^\]]*\]|https?|www|xn--|\b(?:com|org|net|io|ru|cn|info|biz|co|uk)\b|US\\\$|utc|gmt|GMT|Etc|"
    r"<+/?\(?\??:?(?:sys|system)\|?.*|\^(?:#\{2,\} \?)?\(\?:system.*|\b(?:from|lang):|ies\$"
)
PATTERN = re.compile(r"\(\?|\\[bswdAZWS]|\[\^|\{\d*,\d+\}")


def literals(tree: ast.AST) -> Iterator[str]:
    """The strings of a module, those of an f-string in one with its gaps blank."""
    inside = {
        id(part)
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr)
        for part in ast.walk(node)
        if part is not node
    }
    documented = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if id(node) in inside | documented:
            continue
        if isinstance(node, ast.JoinedStr):
            fixed = (one.value if isinstance(one, ast.Constant) else " " for one in node.values)
            yield "".join(map(str, fixed))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(BOT).as_posix())
def test_no_pattern_has_words_of_its_own(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    patterns = [one for one in literals(tree) if PATTERN.search(one)]
    words = {one: re.findall(r"[A-Za-z]{2,}", NO_WORDS.sub(" ", one)) for one in patterns}
    assert not {one: found for one, found in words.items() if found}
