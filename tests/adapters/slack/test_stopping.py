"""The adapter in a process of its own, told to stop while somebody waits for an answer."""

import asyncio
import os
import signal
import sys
from pathlib import Path

import pytest

from adapters.slack import app
from adapters.slack.settings import SlackSettings
from tests.standins import slack_payloads
from tests.standins.slack import serving
from tests.standins.slack_run import talking

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


@pytest.mark.parametrize("way", ["command", "mention", "press"])
def test_who_waits_while_it_stops_is_told(monkeypatch: pytest.MonkeyPatch, way: str) -> None:
    monkeypatch.setattr(app, "DRAIN", 0.1)

    async def run() -> None:
        async with talking("http") as talk:
            shown = await talk.slack.shown(await talk.slack.command(text="skerry"))
            talk.desk.pause_before = 60
            if way == "command":
                waiting = await talk.slack.command(text="skerry")
            elif way == "press":
                row = next(one for one in shown["blocks"] if one["type"] == "actions")
                more = next(one for one in row["elements"] if one["action_id"] == "brief_more")
                waiting = await talk.slack.press(
                    {"action_id": "brief_more", "type": "button", "value": more["value"]}, {}
                )
            else:
                await talk.slack.event(slack_payloads.mention("skerry"))
            await asyncio.sleep(0.1)
            talk.stop.set()
            await talk.serving
            told = talk.slack.ephemerals if way == "mention" else talk.slack.answers(waiting)
            assert "I am being restarted" in str(told[-1])

    asyncio.run(run())
