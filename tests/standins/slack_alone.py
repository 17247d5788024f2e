"""The Slack adapter over the in-memory desk, in a process of its own until SIGTERM.

    BRIEFBOT_SLACK_BASE_URL=… python -m tests.standins.slack_alone 0.5

The number is how many seconds the desk takes for each question.
"""

import asyncio
import signal
import sys

from adapters.slack.app import opened
from adapters.slack.settings import SlackSettings
from tests.standins.desk import InMemoryDesk


async def _main() -> None:
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    desk = InMemoryDesk(pause_before=float(sys.argv[1]))
    async with opened(SlackSettings(), desk) as slack:
        await slack.serve(stop)


if __name__ == "__main__":
    asyncio.run(_main())
