"""What `make demo` shows: a feed is read, and a topic is briefed from it, all on this machine.

A small news site of our own stands in for the web.
"""

import os
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from tests.standins.outlet import SAMPLES, open_site

BRIEFBOT = str(Path(sys.executable).with_name("briefbot"))


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, open_site(datetime.now(UTC)) as site:
        settings = {
            "BRIEFBOT_DATABASE_URL": f"sqlite:///{folder}/briefbot.db",
            "BRIEFBOT_ALLOW_NETWORKS": "127.0.0.0/8",
        }
        for words in (
            ("brief", str(SAMPLES.relative_to(Path.cwd()) / "2-dam-evacuation.html")),
            ("feeds", "add", site.feed),
            ("refresh",),
            ("brief", "ukraine"),
            ("brief", "ferry", "--length", "flash"),
            ("status",),
        ):
            print(f"\n$ briefbot {' '.join(words)}\n", flush=True)  # noqa: T201  the demo's output
            subprocess.run([BRIEFBOT, *words], env=os.environ | settings, check=True)  # noqa: S603  words of ours


if __name__ == "__main__":
    main()
