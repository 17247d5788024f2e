"""What was filled in a form, read back; and how much of a digest is shown where room is short."""

import json
from dataclasses import replace
from datetime import time
from itertools import pairwise
from typing import Any

import pytest

from adapters.chat import card as cards
from adapters.chat import digest_card
from adapters.chat.card import Links
from adapters.discord.rendering import forms
from adapters.discord.rendering.inert import markdown
from adapters.slack.rendering import limits, views
from bot.models import Channel, Length
from tests.standins.cards import DIGESTS, MORNING, SEVERAL, answer
from tests.standins.digests import subscription

Json = dict[str, Any]
PLACE = views.SlackPlace(Channel("slack", "T1", "C1"))


def filled(**changes: Json) -> Json:
    """A modal as Slack sends it."""
    values = {
        "topics": {"topics": {"value": "ukraine, chad\nferries"}},
        "at": {"at": {"selected_time": "07:30"}},
        "zone": {"zone": {"selected_option": {"value": "Europe/Kyiv"}}},
        "days": {"days": {"selected_options": [{"value": "0"}, {"value": "4"}]}},
        "length": {"length": {"selected_option": {"value": "full"}}},
    }
    place = ["T1", "C1", "#news"]
    return {"state": {"values": values | changes}, "private_metadata": json.dumps(place)}


def test_what_was_filled_in_is_read_back() -> None:
    given = views.filled(filled())
    assert given.place == views.SlackPlace(Channel("slack", "T1", "C1"), "#news")
    assert given.options.topics == ("ukraine", "chad", "ferries")
    assert (given.options.at, given.options.zone) == (time(7, 30), "Europe/Kyiv")
    assert (given.options.days, given.options.length) == (frozenset({0, 4}), Length.FULL)
    assert given.options.alerts == 0
    assert views.filled(filled(alerts={"alerts": {"value": "3"}})).options.alerts == 3
    assert views.filled(filled(zone={"zone": {"selected_option": None}})).options.zone is None
    empty = views.filled(filled(topics={"topics": {"value": None}}))
    assert empty.options.topics == ()


def test_outlets_and_words_are_changed_in_the_form_or_stay_as_they_are() -> None:
    some = replace(subscription(), never_from=("rt",), without=("football",))
    many = replace(
        some, never_from=tuple(f"The Outlet of Some Distant Place {n}" for n in range(99))
    )
    shown = {one: block_of(views.digest_view(PLACE, one), "sources") for one in (some, many)}
    assert shown[some]["element"]["initial_value"] == "never from rt; without football"
    assert shown[many] == {}
    written = views.filled(filled(sources={"sources": {"value": "never from rt, tass"}})).options
    assert (written.never_from, written.without) == (("rt", "tass"), ())
    unseen = views.filled(filled()).options
    assert (unseen.never_from, unseen.without) == (None, None)


def test_a_form_opens_with_what_stands_now() -> None:
    now = replace(subscription(), name="weekly", languages=("de", "xx", "fr"))
    another = replace(PLACE, is_new=True)
    name = block_of(views.digest_view(another, now), "name")["element"]
    assert name["initial_value"] == "weekly"
    unnamed = block_of(views.digest_view(another, replace(now, name="")), "name")["element"]
    assert "initial_value" not in unnamed
    menus = [
        one["element"]["initial_options"]
        for one in views.digest_view(PLACE, now)["blocks"]
        if one.get("element", {}).get("type") == "multi_static_select"
    ]
    assert [[one["value"] for one in menu] for menu in menus] == [["de", "fr"]]
    for is_only in (True, False):
        box = block_of(views.digest_view(PLACE, replace(now, only_languages=is_only)), "only")
        assert ("initial_options" in box["element"]) is is_only


def block_of(view: Json, name: str) -> Json:
    return next((one for one in view["blocks"] if one.get("block_id") == name), {})


def test_a_reason_is_read_as_one_line() -> None:
    view = {"state": {"values": {"reason": {"reason": {"value": "Not\u200b so\nat all"}}}}}
    assert views.reason(view) == "Not so at all"
    sent = [
        {"component": {"custom_id": "reason", "value": "Not so\nat all"}},
        {"components": [{"custom_id": "more", "value": "No."}]},
    ]
    assert forms.reason(sent) == "Not so at all No."
    assert forms.reason([{"component": {"value": ["x"]}}, "y", None]) == ""


def test_the_smaller_a_card_the_less_it_says_and_links() -> None:
    whole = answer(SEVERAL).brief
    assert whole is not None
    made = digest_card.of(replace(MORNING, items=MORNING.items[:1])).stories[0].card
    steps = list(cards.smaller(made))
    assert steps[0] == made
    sizes = [len(one.passages) for one in steps]
    assert sizes == [9, *range(9, 0, -1), 3, 2, 1, 1]
    assert all(len(one.links) == 1 for step in steps[1:10] for one in step.passages)
    assert all(one.links == () for step in steps[10:] for one in step.passages)
    assert [bool(one.photo) for one in (steps[-2], steps[-1])] == [True, False]
    assert [bool(one.disagreements) for one in (steps[-2], steps[-1])] == [True, False]
    assert [one.left_out for one in steps[-2:]] == [8, 8]


def test_the_smaller_a_digest_the_less_it_shows() -> None:
    made = digest_card.of(DIGESTS["long"])
    steps = list(digest_card.smaller(made))
    assert steps[0] == made
    assert (len(made.stories), len(made.lines)) == (8, 15)
    counts = [
        (len(one.stories), len(one.stories[0].card.passages), len(one.lines)) for one in steps
    ]
    assert counts[:7] == [
        (8, 18, 15), (8, 18, 15), (8, 8, 15), (8, 5, 8), (8, 3, 8), (8, 3, 8), (8, 3, 0),
    ]  # fmt: skip
    assert counts[7:] == [*((count, 1, 0) for count in range(8, 1, -1)), (2, 1, 0), (2, 0, 0)]
    assert all(later <= earlier for earlier, later in pairwise(counts))
    assert [len(one.card.passages) for one in steps[-2].stories] == [1, 0]
    assert steps[-1].lines == ()
    assert all(not line.url for line in steps[5].lines)
    assert all(line.url for line in steps[4].lines)


@pytest.mark.parametrize(
    ("name", "step", "said"),
    [
        ("morning", 0, ""),
        ("morning", 3, "No room for 4 sentences"),
        ("morning", 6, "No room for 6 sentences, 5 lines"),
        ("long", 0, "No room for 3 stories, 5 lines"),
        ("lead_alone", 2, "No room for 1 sentence"),
    ],
)
def test_what_is_missing_is_counted(name: str, step: int, said: str) -> None:
    made = DIGESTS[name]
    shown = list(digest_card.smaller(digest_card.of(made)))[step]
    assert markdown(digest_card.missing(made, shown)) == said


def test_a_card_leads_as_closely_as_it_may() -> None:
    made = digest_card.of(MORNING).stories[0].card
    assert cards.linked(made, Links.SENTENCE) == made
    page = cards.linked(made, Links.PAGE)
    assert {one.links for one in page.passages if one.number == 1} == {
        ("https://a1.example/story",)
    }
    none = cards.linked(made, Links.NONE)
    assert none.url is None
    assert {each.url for one in none.disagreements for each in one.figures} == {None}


def test_blocks_fit_up_to_their_number_and_their_characters() -> None:
    block = {"type": "divider"}
    assert limits.fits([block] * 50)
    assert not limits.fits([block] * 51)
    text = {"type": "context", "elements": [{"type": "mrkdwn", "text": "x" * 12_000}]}
    assert limits.fits([text])
    assert not limits.fits([text, {"type": "image", "alt_text": "y"}])
    assert limits.characters([{"a": ({"url": "abc"}, {"other": "abcd"})}]) == 3
