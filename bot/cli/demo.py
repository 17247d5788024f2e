"""The command for a stranger's first minute: what briefbot does, with bundled articles."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import click

_PAGE = "2-dam-evacuation.html"


@click.command()
def demo() -> None:
    """Brief a small example site on this machine; nothing of it is kept.

    \b
    briefbot demo
    """
    with shown():
        pass


@contextmanager
def shown() -> Iterator[tuple[str, dict[str, str]]]:
    """Runs some commands one after the other; the folder and the settings they ran with.

    The site and the store are there until the end. No `.env` or setting of the user's counts.
    """
    from bot.cli.sample_site import SAMPLES, open_site

    now = datetime.now(UTC)
    with tempfile.TemporaryDirectory() as folder, open_site(now) as site:
        shutil.copy(SAMPLES / _PAGE, folder)
        settings = {
            **{name: one for name, one in os.environ.items() if not name.startswith("BRIEFBOT_")},
            "BRIEFBOT_DATABASE_URL": f"sqlite:///{folder}/briefbot.db",
            "BRIEFBOT_ALLOW_NETWORKS": "127.0.0.0/8",
            "BRIEFBOT_LANGUAGES": "en",
        }
        for words in (
            ("brief", _PAGE),
            ("feeds", "add", site.feed),
            ("refresh",),
            ("brief", "ukraine"),
            ("brief", "ferry", "--length", "flash"),
            ("digest", "--since", f"{now - timedelta(weeks=1):%Y-%m-%d}"),
            ("status",),
        ):
            click.echo(f"\n$ briefbot {' '.join(words)}\n")
            command = [sys.executable, "-m", "bot", *words]
            subprocess.run(command, cwd=folder, env=settings, check=True)  # noqa: S603  ours
        yield folder, settings
