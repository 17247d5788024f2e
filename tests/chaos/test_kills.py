"""kill -9 at a step of a delivery, of one process or of two on a PostgreSQL that is stopped."""

import asyncio
import itertools
from datetime import timedelta

import pytest

from tests.chaos.kills import IN_A_TRANSACTION, REVEALING, run
from tests.chaos.mutations import MUTATIONS
from tests.chaos.platforms import CHATS, OUTCOMES
from tests.chaos.trials import Plan
from tests.chaos.works import ALERT, AMENDMENT

MOST_RUNS = 4  # for a fault that shows only where two processes race
POINTS = itertools.cycle(("taken", "after intend", "before sent", "after sent"))
OF_ONE = (
    [
        Plan(platform, outcome, next(POINTS))  # each outcome on one of the chats
        for platform, outcome in zip(itertools.cycle(CHATS), OUTCOMES, strict=False)
    ]
    + [Plan("webhook", outcome, "taken") for outcome in ("taken, then reset", "refused")]
    + [Plan("teams", outcome, "taken") for outcome in ("taken, then reset", "429")]
    + [Plan("mattermost", "taken, then reset", "taken"), Plan("matrix", "refused", "taken")]
    + [Plan("matrix", "taken, then 500", "after intend"), Plan("mattermost", "429", "before sent")]
    + [
        Plan("mail", outcome, point, blind=True)
        for outcome, point in (
            ("taken, then reset", "never"),
            ("429", "after intend"),
            ("taken", "after sent"),
        )
    ]
)
FOLLOWING = [
    Plan("discord", "taken", "after decide", work=ALERT),
    Plan("discord", "taken, then reset", "taken", work=ALERT),
    Plan("slack", "taken", "after claim_edits", work=AMENDMENT),
    Plan("mail", "taken", "before edited", work=AMENDMENT),
    Plan("mattermost", "taken", "after claim_edits", work=AMENDMENT),
    Plan("matrix", "taken, then reset", "before edited", work=AMENDMENT),
]
BLIND = [Plan(platform, "taken, then reset", "taken", blind=True) for platform in CHATS]
OF_TWO = [
    Plan("slack", "taken late", "never", pair=True, step=timedelta(minutes=8)),
    Plan("discord", "slow", "after intend", pair=True, step=timedelta(minutes=8)),
    Plan("discord", "taken, then reset", "taken", pair=True),
    Plan("discord", "slow", "never", pair=True, restart="fast"),
    Plan("slack", "slow", "taken", pair=True, restart="immediate"),
    Plan("slack", "taken", "after intend", pair=True, freezes=True),
    Plan("discord", "slow", "taken", pair=True, freezes=True),
    Plan("discord", "slow", IN_A_TRANSACTION, pair=True, freezes=True),
]


@pytest.mark.slow
def test_a_killed_delivery_is_neither_lost_nor_doubled() -> None:
    verdicts = asyncio.run(run(OF_ONE + OF_TWO + FOLLOWING + BLIND))
    assert not [(verdict.fault, verdict) for verdict in verdicts if verdict.fault]
    assert sum(verdict.kills for verdict in verdicts) > len(OF_ONE) // 2
    assert [verdict.state for verdict in verdicts[-2:]] == ["unknown"] * 2


@pytest.mark.slow
def test_the_trials_notice_code_that_is_wrong() -> None:
    assert {plan.mutation for plan in REVEALING} == set(MUTATIONS)
    hidden = list(REVEALING)
    runs = 0
    while hidden and runs < MOST_RUNS:
        hidden = [one.plan for one in asyncio.run(run(hidden)) if one.fault is None]
        runs += 1
    assert [plan.mutation for plan in hidden] == []
