"""What is shown and what is not: one table, held against both chats as a reader sees them."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from adapters.discord.rendering import digests as discord_digests
from adapters.discord.rendering import layout
from adapters.slack.rendering import blocks
from adapters.slack.rendering import digests as slack_digests
from bot.models import Answer, Brief, Digest, Image, Item, Length
from tests.standins.cards import ANSWERS, DIGESTS, MORNING, NOW, PLAIN, SEVERAL, answer, item

Seen = list[str]

_SEEN = ("text", "content", "label", "alt_text", "description", "placeholder")

ALWAYS = {"More", "Sources", "Wrong"}
OF_A_STORY = {"What is new", "Follow"}
POST = {"Post to channel"}
WHOLE = [name for name, one in ANSWERS.items() if one.brief and name not in {"long", "hostile"}]


def words(sent: object) -> Iterator[str]:
    """Every text, label and picture of a message, in its order."""
    if isinstance(sent, dict):
        shown = [sent[name] for name in _SEEN
                 if isinstance(sent.get(name), str)]  # fmt: skip
        yield from (re.sub(r"\\(\W)", r"\1", one) for one in shown)
        if "image_url" in sent or "media" in sent:
            yield "(picture)"
        for value in sent.values():
            yield from words(value)
    elif isinstance(sent, list | tuple):
        for value in sent:
            yield from words(value)


def both(slack: Callable[[Any], Any], discord: Callable[[Any], Any]) -> Callable[[Any], list[Seen]]:
    return lambda what: [list(words(slack(what).blocks)), list(words(discord(what)))]


private = both(blocks.answer_message, layout.answer)
public = both(blocks.posted_message, layout.posted)
sources = both(blocks.sources_message, layout.sources)
digest = both(slack_digests.digest_message, discord_digests.digest)


@pytest.mark.parametrize("name", WHOLE)
def test_headline_sentences_voices_outlet_and_figures_are_all_there(name: str) -> None:
    brief = ANSWERS[name].brief
    assert brief is not None
    for seen in private(answer(brief)):
        text = " ".join(seen)
        assert (brief.headline or "(no headline)") in text
        for number, point in enumerate(brief.points, start=1):
            assert point.text in text
            assert str(number) in text
            if point.kind.heading:
                assert point.kind.heading in text
        for one in brief.differences:
            assert all(each.figure in text for each in one.reports)
        if brief.sources and brief.sources[0].outlet:
            assert brief.sources[0].outlet in text


@pytest.mark.parametrize(
    ("image", "is_shown"),
    [
        (Image("A ferry.", "Ada Lens", "A", "https://a1.example/f.jpg"), True),
        (Image("A ferry.", None, "A", "https://a1.example/f.jpg"), False),
        (Image("A ferry.", " \u200b ", "A", "https://a1.example/f.jpg"), False),
        (Image("A ferry.", "Ada Lens", "A", None), False),
        (Image("A ferry.", "Ada Lens", "A", "javascript:alert(1)"), False),
        (None, False),
    ],
)
def test_a_photo_is_shown_with_its_credit_or_not_at_all(
    image: Image | None, *, is_shown: bool
) -> None:
    brief = replace(PLAIN, image=image)
    told = replace(MORNING, items=(item(brief, 1), item(brief, 2)))
    for seen in (*private(answer(brief)), *public(brief), *digest(told)):
        assert seen.count("(picture)") == is_shown
        assert any("A ferry. (Ada Lens)" in one for one in seen) == is_shown


@pytest.mark.parametrize("length", Length)
def test_what_is_full_has_no_more(length: Length) -> None:
    brief = replace(PLAIN, length=length)
    for seen in (*private(answer(brief)), *public(brief)):
        assert ("More" in seen) == (length is not Length.FULL)


def test_a_digest_shows_its_lead_in_full_and_a_sentence_of_each_other_story() -> None:
    for seen in digest(DIGESTS["full"]):
        text = " ".join(seen)
        assert len(DIGESTS["full"].items) == 6
        assert text.count(SEVERAL.points[0].text) == 6
        assert text.count("An inquiry opens on Friday") == 1
        assert text.count("Figures differ") <= 1
    for seen in digest(MORNING):
        text = " ".join(seen)
        assert PLAIN.points[0].text in text
        assert PLAIN.points[1].text not in text.replace(SEVERAL.points[1].text, "", 1)
        assert "2 stories · 1 update" in text


def test_a_digest_has_one_row_of_a_menu_of_its_stories_and_why_they_are_in_it() -> None:
    for seen in digest(MORNING):
        assert seen.count("Why these?") == 1
        assert [seen.count(one) for one in ("More", "Sources", "Follow")] == [0, 0, 0]
        assert seen.count("Open a story…") == 1
        for one in MORNING.items:
            assert (one.brief.headline or "") in seen  # as an option of the menu


def test_what_there_is_no_room_for_is_said_in_the_preview_alone() -> None:
    previews = both(slack_digests.preview_message, discord_digests.preview)
    for sent, previewed in zip(digest(DIGESTS["long"]), previews(DIGESTS["long"]), strict=True):
        (said,) = [one for one in previewed if "No room for" in one]
        assert re.search(r"No room for 3 stories, (\d+ sentences, )?\d+ lines", said)
        assert "No room for" not in " ".join(sent)
        assert set(sent) - set(previewed) == set()
    for previewed in previews(MORNING):
        assert "No room for" not in " ".join(previewed)


@pytest.mark.parametrize(
    ("asked", "matched", "shown"),
    [
        ("skerry", ("Skerry",), ()),
        ("Skerry 6h -football", ("skerry",), ()),
        ("skerry, grain", ("Skerry", "Grain"), ()),
        ("skerry", ("Skerry", "Marn Sound"), ("Marn Sound",)),
        ("marn", ("Marn Sound",), ("Marn Sound",)),
        ("bridge", ("bridges", "Bridge"), ()),
        ("x", ("", "A", "B", "A", "C", "D", "E"), ("A", "B", "C", "D")),
    ],
)
def test_names_that_tell_no_more_than_was_asked_are_hidden(
    asked: str, matched: tuple[str, ...], shown: tuple[str, ...]
) -> None:
    wanted = f"Also found by: {', '.join(shown)}"
    for seen in private(answer(PLAIN, asked, matched=matched)):
        found = [
            re.sub(r"^-# ", "", one) for one in "\n".join(seen).split("\n") if "found by" in one
        ]
        assert found == ([wanted] if shown else [])


@pytest.mark.parametrize(
    ("speaker", "text", "shown"),
    [
        ("Ana Ruiz, mayor", "“Help was late.”", True),
        ("Ana Ruiz, mayor", "The mayor, Ana Ruiz, said help was late.", False),
        ("ana ruiz, mayor", "ANA RUIZ said help was late.", False),
        ("Ana Ruiz, mayor", "“Help was late,” the mayor said.", True),
        (", a man", "“Help was late.”", False),
        (None, "“Help was late.”", False),
    ],
)
def test_a_speaker_stands_before_a_sentence_that_does_not_name_them(
    speaker: str | None, text: str, *, shown: bool
) -> None:
    brief = replace(PLAIN, points=(replace(PLAIN.points[0], speaker=speaker, text=text),))
    for seen in private(answer(brief)):
        assert (f"{speaker}:" in " ".join(seen)) == shown


def test_related_stories_stand_under_their_own_heading_and_can_be_asked_for() -> None:
    for seen in private(ANSWERS["see_also"]):
        text = " ".join(seen)
        assert "See also" in text
        assert text.count("Story number 1 opens") == text.count("Story number 2 opens") == 2
        assert text.count("Story number 3 opens") >= 1  # in the menu
    for seen in private(ANSWERS["plain"]):
        assert "See also" not in " ".join(seen)


def test_the_other_languages_of_a_story_are_named() -> None:
    for seen in private(ANSWERS["in_other_languages"]):
        assert "also reported in Ukrainian, Arabic, xx" in " ".join(seen)
    many = replace(PLAIN, also_in=("uk", "ar", "de", "fr", "es", "ru"))
    for seen in (*public(many), *digest(replace(MORNING, items=(item(many, 1),)))):
        assert re.search(r"also reported in (\w+, ){3}\w+($|\n| [·A-Z])", " ".join(seen))
    for seen in public(PLAIN):
        assert "also reported" not in " ".join(seen)


def test_what_one_person_was_told_is_shown_to_nobody_else() -> None:
    brief = ANSWERS["told_before"].brief
    assert brief is not None
    for seen in private(answer(brief)):
        assert "New: " in " ".join(seen).replace("**", "")
        assert "you were told" in " ".join(seen)
    for seen in public(brief):
        assert "New: " not in " ".join(seen).replace("**", "")
        assert "you were told" not in " ".join(seen)


def test_who_reports_it_is_one_outlet_and_how_many_others() -> None:
    for outlets, others in ((1, ""), (2, " and 1 other"), (3, " and 2 others")):
        for seen in public(replace(SEVERAL, outlets=outlets)):
            assert f"Harbour Post{others} ·" in " ".join(seen)
    nameless = replace(SEVERAL, sources=(replace(SEVERAL.sources[0], outlet=None),))
    for seen in public(nameless):
        assert "4 outlets ·" in " ".join(seen)
    for seen in public(replace(nameless, outlets=1)):
        assert "outlets" not in " ".join(seen)


def test_a_date_without_a_time_is_moved_to_no_other_zone() -> None:
    dated = replace(PLAIN, sources=(replace(PLAIN.sources[0], published=NOW.replace(hour=0)),))
    told = replace(MORNING, items=(item(dated, 1),), since=None)
    for seen in (*public(dated), *sources(dated), *digest(told)):
        assert "24 Nov 2026" in " ".join(seen)
        assert not re.search(r"<t:|<!date", " ".join(seen))


def test_a_correction_says_so_and_what_was_wrong() -> None:
    for name, reason in (("corrected", "The toll was 12, not 21."), ("corrected_silently", "")):
        brief = ANSWERS[name].brief
        assert brief is not None
        for seen in public(brief):
            assert "corrected" in " ".join(seen).casefold()
            assert reason in " ".join(seen)


@pytest.mark.parametrize(
    ("change", "offered"),
    [({}, ALWAYS | OF_A_STORY), ({"story": None}, ALWAYS), ({"id": None}, set())],
)
def test_the_buttons_offered(change: dict[str, Any], offered: set[str]) -> None:
    brief: Brief = replace(PLAIN, **change)
    rest = (layout.rest(brief, is_private=True), layout.rest(brief, is_private=False))
    for at, seen in enumerate(private(answer(brief))):
        every = set(seen) | (set(words(rest[0])) if at else set())
        assert (POST | ALWAYS | OF_A_STORY) & every == (offered | POST if offered else set())
    for at, seen in enumerate(public(brief)):
        every = set(seen) | (set(words(rest[1])) if at else set())
        assert (POST | ALWAYS | OF_A_STORY) & every == offered


def test_two_buttons_are_in_sight_and_a_menu() -> None:
    sent = (blocks.answer_message(answer(SEVERAL)), blocks.posted_message(SEVERAL))
    for message in sent:
        (row,) = [one["elements"] for one in message.blocks if one["type"] == "actions"]
        assert [one["type"] for one in row] == ["button", "button", "overflow"]
    for shown in (layout.answer(answer(SEVERAL)), layout.posted(SEVERAL)):
        (row,) = [one["components"] for one in shown["components"] if one["type"] == 1]
        assert len(row) == 3
        assert row[-1]["label"] == "⋯"


def test_a_story_stands_in_a_digest_once() -> None:
    for seen in digest(DIGESTS["twice_the_same"]):
        shown, _, menu = " ".join(seen).partition("Open a story…")
        assert [shown.count("Ferry fire off Skerry"), menu.count("Ferry fire off Skerry")] == [1, 1]
    unstored = Item(replace(PLAIN, id=None), "why")
    for seen in digest(
        replace(MORNING, items=(unstored, unstored))
    ):  # which are not known to be one
        assert " ".join(seen).count("Ferry fire off Skerry") == 2


def test_a_digest_says_what_it_is_on_since_when_and_what_became_of_the_rest() -> None:
    for seen in digest(MORNING):
        text = " ".join(seen)
        assert "News digest · Tuesday 24 November" in text
        assert "skerry, grain · since <" in text
        assert "84 articles read · 5 shown · 31 merged · 44 on other topics · 4 left out" in text
        assert "left out · 2 feeds down" in text
    for seen in digest(DIGESTS["top"]):
        assert "the top of the news" in " ".join(seen)
    for seen in digest(DIGESTS["empty_and_silent"]):
        assert "Nothing to tell this time." in " ".join(seen)
        assert "0 articles read · 1 feed down" in " ".join(seen)
    for seen in digest(DIGESTS["empty"]):
        assert "Nothing to tell this time." not in " ".join(seen)
        assert "1 article read · 1 on other topics" in " ".join(seen)
    for seen in digest(DIGESTS["many_topics"]):
        assert "topic number 5 and 3 more" in " ".join(seen)


def test_a_digests_day_is_its_channels() -> None:
    late: Digest = replace(MORNING, as_of=NOW.replace(hour=23), zone="Asia/Tokyo")
    for seen in digest(late):
        assert "Wednesday 25 November" in " ".join(seen)


def test_where_nothing_was_found_it_says_of_what() -> None:
    for seen in private(Answer("toop", NOW)):
        assert "Nothing was found on toop." in " ".join(seen)
    for seen in private(ANSWERS["nothing"]):
        assert "Nothing on toop." in " ".join(seen)
        assert "top hats" in " ".join(seen)


@pytest.mark.parametrize(
    ("length", "on_slack", "on_discord"),
    [(20, True, True), (2000, True, False), (2001, False, False)],
)
def test_an_id_that_a_chat_can_not_carry_has_no_button(
    length: int, *, on_slack: bool, on_discord: bool
) -> None:
    brief = replace(PLAIN, id="x" * length)
    seen = public(brief)
    assert ["More" in one for one in seen] == [on_slack, on_discord]


@pytest.mark.parametrize(("length", "on_slack"), [(75, True), (76, False)])
def test_a_story_that_a_menu_can_not_carry_is_not_in_it(length: int, *, on_slack: bool) -> None:
    told = item(PLAIN, 1)
    long = replace(told, brief=replace(told.brief, id="x" * length))
    seen, _ = digest(replace(MORNING, items=(long,)))
    assert ("Open a story…" in seen) == on_slack
