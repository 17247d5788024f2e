"""How a timeline is cut to what a message has room for."""

from adapters.chat import timeline_card
from adapters.chat.lines import TextRun
from adapters.chat.timeline_card import TimelineCard


def test_a_smaller_card_keeps_the_first_turn_and_the_last_ones() -> None:
    turns = tuple((TextRun(str(number)),) for number in range(4))
    smaller = [one.turns for one in timeline_card.smaller(TimelineCard((), turns))]
    assert smaller == [turns, (turns[0], *turns[2:]), (turns[0], turns[3]), turns[:1]]
