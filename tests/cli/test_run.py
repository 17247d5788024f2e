"""`briefbot run` with its settings changed under it: all of them count, or none."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer

import pytest

BRIEFBOT = str(Path(sys.executable).with_name("briefbot"))
SETTINGS = "BRIEFBOT_HTTP_PORT=0\nBRIEFBOT_LOG_FORMAT=text\nBRIEFBOT_FEEDS=feeds.opml\n"
PATIENCE = 30.0  # seconds until a process that says nothing more is ended
FEEDS = '<opml version="2.0"><body><outline xmlUrl="https://127.0.0.1:1/rss"/></body></opml>'


class Running:
    """The process, and what its log says."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process

    def says(self, words: str) -> None:
        """Waits for a line with these words."""
        assert self.process.stderr is not None
        for line in self.process.stderr:
            if words in line:
                return
        raise AssertionError(f"it ended without {words!r}")


@contextmanager
def running(folder: Path) -> Iterator[Running]:
    with subprocess.Popen(  # noqa: S603  ours
        [BRIEFBOT, "run"], cwd=folder, stderr=subprocess.PIPE, text=True, env=dict(os.environ)
    ) as process:
        end = Timer(PATIENCE, process.kill)
        end.start()
        try:
            yield Running(process)
        finally:
            end.cancel()
            process.kill()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / ".env").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "feeds.opml").write_text(FEEDS, encoding="utf-8")
    return tmp_path


@pytest.mark.slow
def test_new_settings_count_when_all_of_them_make_sense(folder: Path) -> None:
    with running(folder) as briefbot:
        briefbot.says("at work")
        (folder / ".env").write_text(SETTINGS + "BRIEFBOT_TIME_ZONE=Nowhere\n", encoding="utf-8")
        briefbot.process.send_signal(signal.SIGHUP)
        briefbot.says("settings stay as they were: Please correct BRIEFBOT_TIME_ZONE")
        (folder / ".env").write_text(SETTINGS + "BRIEFBOT_TIME_ZONE=Asia/Tokyo\n", encoding="utf-8")
        briefbot.process.send_signal(signal.SIGHUP)
        briefbot.says("new settings")
        briefbot.says("at work")
        briefbot.process.send_signal(signal.SIGTERM)
        assert briefbot.process.wait(timeout=10) == 0


@pytest.mark.slow
def test_a_store_is_run_by_one_process_only(folder: Path) -> None:
    with running(folder) as briefbot:
        briefbot.says("at work")
        second = subprocess.run(  # noqa: S603  ours
            [BRIEFBOT, "run"], cwd=folder, capture_output=True, text=True, check=False
        )
    assert second.returncode == 2
    assert "Another briefbot already runs on this store" in second.stderr
