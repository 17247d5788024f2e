"""What the benchmarks of acknowledgements have alike: how many commands, and the table."""

import asyncio
import logging
import statistics
from collections.abc import Callable, Coroutine, Iterable

from rich.table import Table

AT_ONCE = 50
ROUNDS = 5
UNACKNOWLEDGED = 3.0  # seconds

Measured = Callable[[str], Coroutine[None, None, tuple[list[float], list[float]]]]


def table(platform: str, modes: Iterable[str], measured: Measured) -> Table:
    """Milliseconds from the stand-in's sending to its reading the acknowledgement.

    `measured` gives the seconds of a mode's first round, and of the later ones.
    """
    logging.disable(logging.INFO)
    found = Table(title=f"{platform}: acknowledgement of {AT_ONCE} commands at once, ms")
    for column in ("mode", "", "median", "99th percentile", "worst"):
        found.add_column(column)
    for mode in modes:
        for name, times in zip(("cold", "warm"), asyncio.run(measured(mode)), strict=True):
            shown = (statistics.median(times), _percentile(times, 0.99), max(times))
            found.add_row(mode, name, *(f"{1000 * one:.0f}" for one in shown))
    return found


def _percentile(times: list[float], share: float) -> float:
    return sorted(times)[min(len(times) - 1, int(share * len(times)))]
