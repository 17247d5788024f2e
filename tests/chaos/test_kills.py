"""kill -9 of a real process, at a step of a delivery, while the platform answers as it likes."""

import asyncio
import itertools

import pytest

from tests.chaos.kills import Plan, run
from tests.chaos.platforms import LEADS, OUTCOMES

POINTS = itertools.cycle(("taken", "after intend", "before sent", "after sent"))
PLANS = [
    Plan(platform, outcome, next(POINTS))
    for platform, outcome in itertools.product(LEADS, OUTCOMES)
]
PLANS += [Plan("slack", "taken late", point) for point in ("never", "after look_again")]
BLIND = [Plan(platform, "taken, then reset", "taken", blind=True) for platform in LEADS]


@pytest.mark.slow
def test_a_killed_delivery_is_neither_lost_nor_doubled() -> None:
    verdicts = asyncio.run(run(PLANS + BLIND))
    assert not [(verdict.fault, verdict) for verdict in verdicts if verdict.fault]
    assert sum(verdict.killed for verdict in verdicts) > len(PLANS) // 2
    assert [verdict.state for verdict in verdicts[-2:]] == ["unknown"] * 2
