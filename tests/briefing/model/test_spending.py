"""What a language model may cost a day."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.briefing.model.spending import Caps, Prices, Spent, cost, estimate, exceeds
from bot.briefing.model.write_prompt import question
from bot.ports import Completion


def test_money_is_counted_in_millionths() -> None:
    assert cost(Completion("", 700, 90), Prices(3.0, 15.0), Spent()) == Spent(790, 3_450)
    assert cost(Completion("", 700, 90), Prices(), Spent()) == Spent(790, 0)


@pytest.mark.parametrize("counted", [(0, 0), (700, 0), (-5, 90)])
def test_what_is_not_counted_costs_what_was_booked(counted: tuple[int, int]) -> None:
    assert cost(Completion("", *counted), Prices(), Spent(800)) == Spent(800)


def test_an_estimate_is_more_than_it_will_cost() -> None:
    prompt = question([["A ferry caught fire off Tolm on Monday."] * 20], 90)
    words = len(f"{prompt.system} {prompt.user}".split())
    assert estimate(prompt, Prices(1.0, 1.0)).tokens > 1.3 * words + prompt.most_tokens


@pytest.mark.parametrize(
    ("caps", "over"),
    [
        (Caps(), False), (Caps(tokens=100), False), (Caps(tokens=99), True),
        (Caps(money=0.5), False), (Caps(money=0.49), True),
    ],
)  # fmt: skip
def test_each_cap_holds_by_itself(caps: Caps, over: bool) -> None:  # noqa: FBT001 - expected value
    assert exceeds(Spent(100, 500_000), caps) is over


@given(st.integers(), st.integers(), st.integers(), st.integers())
def test_what_was_booked_can_be_given_back(a: int, b: int, c: int, d: int) -> None:
    assert Spent(a, b) + Spent(c, d) - Spent(c, d) == Spent(a, b)
