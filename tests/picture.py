"""The picture in the README: `python -m tests.picture` takes it anew, with a Chromium.

Our made-up stories, told as if they had just happened, as the preview shows them.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.newsroom.grouping import Grouper
from bot.store import articles
from bot.store.articles import FETCHED
from bot.store.engine import open_store
from tests.standins.stories import stories

BRIEFBOT = str(Path(sys.executable).with_name("briefbot"))
PICTURE = Path(__file__).parents[1] / "docs" / "preview.png"


def fill(url: str) -> None:
    """Puts the stories into a store."""
    store, now = open_store(url), datetime.now(UTC)
    made = [article for story in stories() for article in story.articles]
    newest = max(one.published for one in made if one.published)
    passed = (now - newest) // timedelta(days=1) * timedelta(days=1)  # the time of day stays
    for one in made:
        moment = (one.published or newest) + passed
        articles.save(store, replace(one, published=moment), FETCHED, now=now)
    Grouper(store).group_new(now)
    store.close()


@contextmanager
def previewed(folder: Path) -> Iterator[str]:
    """The address of a running preview over the stories."""
    url = f"sqlite:///{folder / 'store.db'}"
    fill(url)
    command = [BRIEFBOT, "preview", "--port", "0"]
    environment = {**os.environ, "BRIEFBOT_DATABASE_URL": url, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(  # noqa: S603  ours
        command, env=environment, cwd=folder, stdout=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout is not None
        yield running.stdout.readline().split()[2]
        running.terminate()


def main() -> None:
    chromium = shutil.which("chromium") or shutil.which("google-chrome") or "chromium-browser"
    with tempfile.TemporaryDirectory() as folder, previewed(Path(folder)) as address:
        subprocess.run(  # noqa: S603  a browser of this machine
            [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
             "--window-size=1100,900", f"--screenshot={PICTURE}", f"{address}?topics=bridge"],
            check=True, capture_output=True,
        )  # fmt: skip


if __name__ == "__main__":
    main()
