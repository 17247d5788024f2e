"""The adapter in a process of its own, told to stop while somebody waits for an answer."""

import asyncio
import os
import signal
import sys
from pathlib import Path

import pytest

from adapters.slack.settings import SlackSettings
from tests.standins.slack import serving

ROOT = Path(__file__).resolve().parents[3]
SLOW = "0.7"  # seconds that the desk takes


@pytest.mark.slow
def test_sigterm_with_a_handler_running_ends_after_its_answer() -> None:
    async def run() -> None:
        async with serving() as slack:
            settings = {
                "BRIEFBOT_SLACK_BASE_URL": slack.api,
                "BRIEFBOT_SLACK_BOT_TOKEN": "xoxb-1",
                "BRIEFBOT_SLACK_APP_TOKEN": "xapp-1",
            }
            process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "tests.standins.slack_alone", SLOW,
                cwd=ROOT, env={**os.environ, **settings},
            )  # fmt: skip
            try:
                await slack.connected(SlackSettings().connections)
                pressed = await slack.command(text="skerry")
                process.send_signal(signal.SIGTERM)
                async with asyncio.timeout(8):
                    assert await process.wait() == 0
                assert "Skerry ferries" in str(await slack.shown(pressed))
            finally:
                if process.returncode is None:
                    process.kill()
                    await process.wait()

    asyncio.run(run())
