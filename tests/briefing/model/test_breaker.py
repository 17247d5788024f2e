"""When a model's server is asked again, and when it is left alone."""

from datetime import timedelta

from bot.briefing.model.breaker import (
    FAILURES_TO_REST,
    FIRST_REST,
    LONGEST_PAUSE,
    LONGEST_REST,
    MOST_TRIES,
    Breaker,
    failed,
    pause,
    rests,
)


def test_pauses_grow_and_end() -> None:
    pauses = [pause(tries, None, 0.5) for tries in range(1, MOST_TRIES + 1)]
    assert pauses == [0.5, 1.0, None]


def test_a_server_is_waited_for_only_while_somebody_waits() -> None:
    assert pause(1, timedelta(seconds=LONGEST_PAUSE), 0.5) == LONGEST_PAUSE
    assert pause(1, timedelta(seconds=LONGEST_PAUSE + 1), 0.5) is None


def test_it_rests_after_several_failures_and_longer_each_time() -> None:
    health = Breaker()
    for _ in range(FAILURES_TO_REST - 1):
        health = failed(health, 100.0)
        assert not rests(health, 100.0)
    health = failed(health, 100.0)
    assert rests(health, 100.0 + FIRST_REST - 1)
    assert not rests(health, 100.0 + FIRST_REST)
    assert rests(failed(health, 200.0), 200.0 + 2 * FIRST_REST - 1)
    for _ in range(1_000):
        health = failed(health, 0.0)
    assert health.rests_until == LONGEST_REST


def test_it_rests_as_long_as_it_asks_for() -> None:
    assert rests(failed(Breaker(), 0.0, timedelta(seconds=60)), 59.0)
