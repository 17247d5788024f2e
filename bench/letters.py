"""Does a change keep what briefbot says to the letter? Two commits over every shared text.

    python -m bench.letters 5e5e388             this checkout beside another commit
    python -m bench.letters 5e5e388 --only group --show 20

Each side answers the same lines through its own command line: `extract` for every page and its
flat text, `summarize` for every article, `group` for every event and headline, `brief` in all
lengths for some pages. Printed are the counts, and the first answers that differ.
"""

import argparse
import gzip
import json
import os
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared" / "data"
PUBLISHED = "2024-05-16T09:00:00Z"  # so that relative days are resolved
BRIEFED_PAGES = 12
LENGTHS = ("flash", "brief", "full")
AROUND = 60  # characters shown before a difference

Record = dict[str, Any]


@dataclass(frozen=True)
class Difference:
    """An answer that is not the same on both sides, from a little before where they part."""

    key: str
    before: str
    after: str


def lines(command: str) -> Iterator[Record]:
    """The requests of a command, in their order."""
    if command == "extract":
        for path in sorted((SHARED / "pages").glob("*.jsonl.gz")):
            for page in _records(path):
                name = f"{path.stem}/{page['id']}"
                yield {"id": name, "url": page.get("url"), "html": page["html"]}
                if flat := _flat(page):
                    yield {"id": f"{name}/flat", "text": flat}
    elif command == "summarize":
        for path in sorted((SHARED / "summaries").glob("*.jsonl")):
            for one in _records(path):
                known = {"title": one.get("title"), "published": PUBLISHED}
                yield {"id": f"{path.stem}/{one['id']}", "text": one["article"], **known}
    else:
        for one in _records(SHARED / "stories" / "events_a.jsonl.gz"):
            yield {"id": one["id"], "title": "", "text": one["text"], "published": PUBLISHED}
        for one in _records(SHARED / "stories" / "headlines_a.jsonl.gz"):
            stamp = {"published": one["published"], "source": one["source"]}
            yield {"id": one["id"], "title": one["title"], "text": one["title"], **stamp}


def answers(tree: Path, command: str) -> dict[str, str]:
    """What the briefbot in `tree` answers to each line of a command, by the line's id."""
    requests = list(lines(command))
    asked = "\n".join(json.dumps(one) for one in requests)
    told = _run(tree, [command], asked).split("\n")[:-1]
    return {str(one["id"]): _timeless(a) for one, a in zip(requests, told, strict=True)}


def briefs(tree: Path) -> dict[str, str]:
    """The briefs of a few pages in every length, by page and length."""
    pages = _records(SHARED / "pages" / "newspapers_a.jsonl.gz")
    found: dict[str, str] = {}
    with tempfile.TemporaryDirectory() as folder:
        for number, page in enumerate(islice(pages, BRIEFED_PAGES)):
            path = Path(folder, f"{number}.html")
            path.write_text(page["html"], encoding="utf-8")
            for length in LENGTHS:
                command = ["brief", path.name, "--length", length, "--format", "json"]
                given = [*command, "--published", PUBLISHED, "--url", page["url"]]
                answer = _run(tree, given, "", cwd=Path(folder))
                found[f"{page['id']}/{length}"] = _timeless(answer)
    return found


def differences(before: dict[str, str], after: dict[str, str]) -> list[Difference]:
    found = []
    for key, old in before.items():
        new = after[key]
        if old != new:
            pairs = enumerate(zip(old, new, strict=False))
            at = next((place for place, (a, b) in pairs if a != b), min(len(old), len(new)))
            start = max(0, at - AROUND)
            found.append(Difference(key, old[start : at + AROUND], new[start : at + AROUND]))
    return found


@contextmanager
def checkout(revision: str) -> Iterator[Path]:
    """A tree of that commit, for as long as it is needed."""
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder, "tree")
        tree.mkdir()
        archive = ["git", "archive", "--format=tar", revision]  # of a commit the caller names
        packed = subprocess.run(archive, cwd=ROOT, check=True, capture_output=True)  # noqa: S603
        with tarfile.open(fileobj=BytesIO(packed.stdout)) as tar:
            tar.extractall(tree, filter="data")
        yield tree


def _run(tree: Path, arguments: list[str], given: str, cwd: Path | None = None) -> str:
    environment = {**os.environ, "PYTHONPATH": str(tree), "PYTHONHASHSEED": "0"}
    command = [sys.executable, "-m", "bot", *arguments]
    done = subprocess.run(  # noqa: S603  ours
        command, input=given.encode(), capture_output=True, check=False,
        cwd=cwd or tree, env=environment,
    )  # fmt: skip
    return done.stdout.decode()


def _timeless(answer: str) -> str:
    """A brief without the moment it was made at."""
    try:
        record = json.loads(answer)
    except ValueError:
        return answer
    return json.dumps({key: value for key, value in record.items() if key != "as_of"})


def _records(path: Path) -> Iterator[Record]:
    raw = path.read_bytes()
    text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode()
    yield from map(json.loads, text.split("\n")[:-1])


def _flat(page: Record) -> str | None:
    body = page.get("body")
    if not isinstance(body, list):
        return body if isinstance(body, str) and body.strip() else None
    images = page.get("images") or ()
    asides = [text for one in images for text in (one.get("caption"), one.get("credit")) if text]
    return "\n".join([*asides[:2], *body, *asides[2:]])


def _compare(commands: Iterable[str], revision: str, show: int) -> bool:
    table = Table("command", "answers", "differ", title=f"This checkout beside {revision}")
    found: list[Difference] = []
    with checkout(revision) as tree:
        for command in commands:
            ask = briefs if command == "brief" else (lambda at, c=command: answers(at, c))
            before, after = ask(tree), ask(ROOT)
            differ = differences(before, after)
            table.add_row(command, str(len(before)), str(len(differ)))
            found += differ
    console = Console()
    console.print(table)
    for one in found[:show]:
        console.print(f"\n{one.key}\n- {one.before}\n+ {one.after}", markup=False)
    return not found


def main() -> int:
    ask = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    ask.add_argument("revision")
    commands = ("extract", "summarize", "group", "brief")
    ask.add_argument("--only", choices=commands, action="append")
    ask.add_argument("--show", type=int, default=10)
    given = ask.parse_args()
    return 0 if _compare(given.only or commands, given.revision, given.show) else 1


if __name__ == "__main__":
    sys.exit(main())
