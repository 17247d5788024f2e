"""A digest finds room in one message, whatever its addresses are like."""

from dataclasses import replace

import pytest

from adapters.slack.rendering import limits
from adapters.slack.rendering.digests import digest_message
from bot.models import Brief, Headline, Length
from tests.standins.cards import MORNING, SEVERAL, item
from tests.standins.digests import NOW, digest


@pytest.mark.parametrize("letters", [400, 1_500, 2_900])
def test_however_long_its_addresses_a_digest_shows_its_stories(letters: int) -> None:
    address = "https://a.example/" + "%D8%A7" * (letters // 6)
    made = digest("s1", "s2", "s3", "s4", "s5", "s6")
    items = tuple(replace(item, brief=linked(item.brief, address)) for item in made.items)
    lines = tuple(Headline(f"s{n}", f"Line {n}.", address, "Post", 1, NOW) for n in range(10))
    message = digest_message(replace(made, items=items, in_brief=lines))
    assert limits.fits(message.blocks)
    assert str(message.blocks).count("A dam broke on Monday.") >= len(items)


def linked(brief: Brief, address: str) -> Brief:
    points = tuple(
        replace(point, link=f"{address}#:~:text=A%20dam,Monday.") for point in brief.points * 6
    )
    sources = tuple(replace(source, url=address) for source in brief.sources)
    return replace(brief, points=points, sources=sources)


def test_a_digest_of_eight_stories_is_at_most_thirty_blocks() -> None:
    items = tuple(item(replace(SEVERAL, length=Length.FULL), at) for at in range(1, 9))
    message = digest_message(replace(MORNING, items=items), "S0G")
    assert len(message.blocks) <= 30
    assert "Figures differ" in str(message.blocks)
