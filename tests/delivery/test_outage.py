"""An outage of the store is said once a minute, and for as long as it lasts."""

import logging

import pytest

from bot.delivery.outage import BETWEEN_LINES, Outage
from bot.errors import StoreError

GONE = StoreError("store: no connection", advice="Look whether it runs.")


def meet(outage: Outage, work: str) -> None:
    with outage.noting(work):
        raise GONE


def test_what_many_meet_is_one_line_a_minute_until_all_can_work(
    caplog: pytest.LogCaptureFixture,
) -> None:
    seconds = 0.0
    outage = Outage(lambda: seconds)
    with caplog.at_level(logging.INFO, logger="briefbot"):
        while seconds < 2 * BETWEEN_LINES:
            for work in ("news", "digests"):
                meet(outage, work)
            seconds += 10
        troubles = [outage.trouble]
        for work in ("news", "digests"):
            outage.over(work)
            troubles.append(outage.trouble)
        meet(outage, "news")
    assert troubles == [GONE.advice, GONE.advice, None]
    said = "the store can't be used: store: no connection"
    again = "digests: the store can be used again"
    assert caplog.messages == [f"news: {said}"] * 2 + [again, f"news: {said}"]


def test_another_error_is_not_its_business() -> None:
    outage = Outage()
    with pytest.raises(ValueError, match="a bug"), outage.noting("news"):
        raise ValueError("a bug")
    assert outage.trouble is None
