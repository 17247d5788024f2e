"""kill -9 at random during refreshes: nothing lost, nothing doubled, the database sound."""

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.store import backup, feeds
from bot.store.engine import open_store
from tests.newsroom.killed import ENTRIES, FEEDS

KILLS = int(os.environ.get("KILLS", "6"))


def started(*words: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.newsroom.killed", *words]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)  # noqa: S603  ours


def said(program: subprocess.Popen[str]) -> str:
    assert program.stdout is not None
    return program.stdout.readline().strip()


@pytest.mark.slow
def test_refreshes_that_are_killed_lose_and_double_nothing(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'store.db'}"
    chance = random.Random(5)  # noqa: S311  reproducible, no secret
    with started("serve") as site:
        port = said(site)
        for leases in range(KILLS):  # so that each finds what the ones before had claimed
            with started("refresh", url, port, str(leases)) as program:
                said(program)
                time.sleep(chance.uniform(0, 0.6))
                program.kill()
        with started("refresh", url, port, str(KILLS)) as program:
            assert program.wait() == 0
        site.kill()
    store = open_store(url)
    backup.check(store)
    with store.reading() as connection:
        entries = connection.execute(text("SELECT count(*), count(DISTINCT url) FROM entries"))
        articles = connection.execute(text("SELECT count(*), count(DISTINCT url) FROM articles"))
        assert tuple(entries.one()) == tuple(articles.one()) == (FEEDS * ENTRIES,) * 2
    assert all(state.entries_seen == ENTRIES for state in feeds.states(store))
    store.close()
