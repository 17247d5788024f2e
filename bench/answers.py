"""A topic answered from 100,000 stored articles: warm in a running service, cold from the shell."""

import os
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.table import Table

from bench.store import ARTICLES, fill, milliseconds
from bot.briefing.extract.compose import Shares
from bot.cli.wiring import bundled_gazetteer
from bot.newsroom import answers
from bot.newsroom.answers import Inquiry
from bot.newsroom.context import Context
from bot.store import stories
from bot.store.engine import Store, open_store
from bot.store.stories import Grouped
from bot.stories import features, requests
from tests.standins.news import NOW

BRIEFBOT = str(Path(sys.executable).with_name("briefbot"))
AT_ONCE = 2_000
RUNS, COLD_RUNS = 60, 8
ASKED = ("ukraine", "ukraine 6h", "spitsbergen", "kyiv election", "europe")


def group(store: Store) -> None:
    """Each article a story of its own: what is measured is the answering."""
    while new := stories.ungrouped(store, limit=AT_ONCE):
        stories.assign(store, (Grouped(one.id, one.id, features.of(one).dumps()) for one in new))


def table() -> Table:
    shown = Table(
        "", "median, ms", "p95, ms", title=f"Answers from {ARTICLES:,} articles on SQLite"
    )
    gazetteer = bundled_gazetteer()
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/store.db"
        store = open_store(url)
        fill(store)
        group(store)
        context = Context(store, gazetteer, Shares(), ZoneInfo("UTC"))
        for words in ASKED:
            request = requests.parse(words, now=NOW, zone=context.zone)

            def ask(request: requests.TopicRequest = request) -> object:
                return answers.on_topic(context, request, Inquiry(NOW))

            middle, slow = milliseconds(ask, runs=RUNS)
            shown.add_row(f"brief {words}, warm", f"{middle:.0f}", f"{slow:.0f}")
        store.close()
        environment = os.environ | {"BRIEFBOT_DATABASE_URL": url}

        def cold() -> None:
            command = [BRIEFBOT, "brief", "ukraine"]
            subprocess.run(command, env=environment, check=True, capture_output=True)  # noqa: S603  ours

        middle, slow = milliseconds(cold, runs=COLD_RUNS)
        shown.add_row("brief ukraine, from the shell", f"{middle:.0f}", f"{slow:.0f}")
    shown.caption = f"measured {datetime.now(UTC):%Y-%m-%d}"
    return shown


if __name__ == "__main__":
    Console().print(table())
