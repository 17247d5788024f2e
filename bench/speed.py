"""How fast and how small: briefs a second on one core, and a brief from a cold start.

The articles are the shared news set where it is present, our own samples otherwise. A cold start is
a new process, from the shell's point of view; the figure is the median of several.
"""

import json
import resource
import statistics
import subprocess
import sys
import time
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bot.briefing.extract import compose
from bot.briefing.extract.compose import Shares
from bot.errors import NothingToBriefError
from bot.models import Article, Length
from bot.reading import documents

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared" / "data"
SAMPLES = ROOT / "tests" / "data" / "articles"
STARTS = 9


def table() -> Table:
    rows = Table("measure", "value", title="Speed and memory")
    articles = _articles()
    rows.add_row("briefs a second, one core", f"{_briefs_a_second(articles):.0f}")
    for name in ("4-ferry-fire.txt", "1-grain-insurers.html"):
        seconds, megabytes = _cold_start(SAMPLES / name)
        rows.add_row(f"cold start, {name}", f"{seconds:.2f} s, {megabytes:.0f} MB")
    return rows


def _articles() -> list[Article]:
    shared = SHARED / "summaries" / "cnndm_val500.jsonl"
    if not shared.exists():
        return [documents.read_bytes(path.read_bytes(), id=path.stem) for path in SAMPLES.iterdir()]
    records = [json.loads(line) for line in shared.read_text(encoding="utf-8").splitlines()]
    return [documents.read_text(record["article"], id=record["id"]) for record in records]


def _briefs_a_second(articles: list[Article]) -> float:
    now = datetime.now(UTC)
    compose.brief(articles[0], Length.BRIEF, now, Shares())  # compiles what is compiled once
    start = time.process_time()
    for article in articles:
        with suppress(NothingToBriefError):
            compose.brief(article, Length.BRIEF, now, Shares())
    return len(articles) / (time.process_time() - start)


def _cold_start(path: Path) -> tuple[float, float]:
    """Median seconds from the shell to the end of the brief, and the peak memory of any."""
    command = [sys.executable, "-m", "bot", "brief", str(path)]
    seconds = []
    for _ in range(STARTS):
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True, cwd=ROOT)  # noqa: S603  ours
        seconds.append(time.perf_counter() - start)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return statistics.median(seconds), peak / 1024


if __name__ == "__main__":
    Console().print(table())
