"""`make bench`: every benchmark, one table after the other.

python -m bench                    all of them
python -m bench summaries reading  only these
python -m bench.postgresql         a store of 500,000 articles, which takes a while
python -m bench.week               a week of the service, which takes minutes
"""

import importlib
import sys

from rich.console import Console

BENCHES = (
    "reading", "metadata", "flat_text", "summaries", "faithfulness", "labels", "genres",
    "model", "speed", "feeds", "fetching", "refresh", "store", "stories", "announced", "dated",
    "translations", "topics", "answers", "archive", "cold_starts", "slack_acks", "discord_acks",
    "hostile",
)  # fmt: skip


def main(chosen: list[str]) -> None:
    console = Console()
    for name in chosen or BENCHES:
        with console.status(f"bench.{name} ..."):
            table = importlib.import_module(f"bench.{name}").table()
        console.print(table)


if __name__ == "__main__":
    main(sys.argv[1:])
