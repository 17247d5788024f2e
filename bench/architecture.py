"""The folders and which of them imports which, as the picture in docs/contributing.md.

    python -m bench.architecture            print it (Mermaid, which GitHub and the site draw)
    python -m bench.architecture --write    put it into the document

What nearly every folder imports is left out, and so is an import that a longer way leads to.
"""

import re
import sys
from itertools import product
from pathlib import Path

import grimp

DOCUMENT = Path(__file__).parents[1] / "docs" / "contributing.md"
PICTURE = re.compile(r"```mermaid\n.*?```\n", re.DOTALL)
EVERYWHERE = {"bot.settings", "bot.text", "bot.translation"}


def picture() -> str:
    """The block of the document."""
    found = _imports()
    lines = [f"    {one} --> {other}" for one, other in sorted(_direct(found))]
    return "\n".join(("```mermaid", "graph TD", *lines, "```", ""))


def _imports() -> set[tuple[str, str]]:
    graph = grimp.build_graph("bot", "adapters")
    folders = {
        folder
        for module in graph.modules
        if len(graph.find_children(folder := ".".join(module.split(".")[:2])))
    } - EVERYWHERE
    return {
        (one, other)
        for module in graph.modules
        for imported in graph.find_modules_directly_imported_by(module)
        if (one := ".".join(module.split(".")[:2])) in folders
        and (other := ".".join(imported.split(".")[:2])) in folders
        and one != other
    }


def _direct(imports: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """Without those that a longer way leads to: the transitive reduction."""
    reached = set(imports)
    while more := {
        (one, last)
        for (one, via), (start, last) in product(reached, reached)
        if via == start and (one, last) not in reached
    }:
        reached |= more
    longer = {
        (one, last) for (one, via), (start, last) in product(reached, reached) if via == start
    }
    return imports - longer


if __name__ == "__main__":
    if "--write" in sys.argv[1:]:
        text = DOCUMENT.read_text(encoding="utf-8")
        DOCUMENT.write_text(PICTURE.sub(picture(), text), encoding="utf-8")
    else:
        print(picture())
