"""What is stored comes back as it was, whatever is in it."""

from dataclasses import replace
from datetime import date, time

from hypothesis import given
from hypothesis import strategies as st

from bot.models import Brief, Digest, Quiet, Subscription, SubscriptionState
from bot.store.packing import pack, unpack
from tests.standins import digests


def test_the_nouns_come_back_equal() -> None:
    quiet = Quiet(time(22), time(7, 30), frozenset({date(2024, 12, 25)}), hold=False)
    subscription = replace(
        digests.subscription(), quiet=quiet, days=frozenset({0, 4}), topics=("ukraine", "-golf")
    )
    assert unpack(Subscription, pack(subscription)) == subscription
    assert unpack(Digest, pack(digests.digest("a", "b"))) == digests.digest("a", "b")
    found = unpack(Subscription, pack(replace(subscription, state=SubscriptionState.PAUSED)))
    assert found.state is SubscriptionState.PAUSED


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_comes_back(text: str) -> None:
    brief = digests.brief(text=text)
    assert unpack(Brief, pack(brief)) == brief


def test_half_a_surrogate_is_stored_as_a_question_mark() -> None:
    assert unpack(Brief, pack(digests.brief(text="a\ud800b"))).points[0].text == "a?b"


def test_what_an_older_or_a_later_briefbot_packed_can_be_read() -> None:
    packed = pack(digests.brief())
    assert unpack(Brief, packed.replace('"outlets":1,', "")) == digests.brief()
    assert unpack(Brief, packed.replace('"outlets":1', '"outlets":1,"mood":3')) == digests.brief()
