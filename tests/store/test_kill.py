"""kill -9 at any point of a refresh loses nothing, doubles nothing, and leaves the store sound."""

import os
import random
import subprocess
import sys
import time

import pytest
from sqlalchemy import text

from bot.store import articles, backup, feeds
from bot.store.engine import open_store

KILLS = int(os.environ.get("KILLS", "5"))
ENTRIES = 6  # a poll, as `writer` says


@pytest.mark.slow
def test_a_refresh_survives_kill_9(url: str) -> None:
    chance = random.Random(3)  # noqa: S311  reproducible, no secret
    before = 0
    for _ in range(KILLS):
        command = [sys.executable, "-m", "tests.store.writer", url]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as writer:  # noqa: S603  ours
            assert writer.stdout is not None
            writer.stdout.readline()
            time.sleep(chance.uniform(0, 0.2))
            writer.kill()
        store = open_store(url)
        backup.check(store)
        seen = [state.entries_seen for state in feeds.states(store)]
        with store.reading() as connection:
            entries = connection.execute(
                text("SELECT count(*), count(DISTINCT guid), count(article_id) FROM entries")
            ).one()
        assert tuple(entries) == (sum(seen),) * 3
        assert articles.count(store) == sum(seen) > before
        assert not [count for count in seen if count % ENTRIES]
        before = sum(seen)
        if store.engine.dialect.name == "sqlite":
            with store.writing() as connection:
                connection.exec_driver_sql("INSERT INTO search(search) VALUES('integrity-check')")
        store.close()
