"""The adapter's other decisions: custom ids, digests in words, what changed in the commands."""

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.chat.card import Action
from adapters.chat.times import is_nothing
from adapters.discord.addresses import first_address
from adapters.discord.rendering import components
from adapters.discord.rendering.custom_ids import MOST, Click, packed, unpacked
from adapters.discord.rendering.forms import MOST_REASON, reason
from adapters.discord.syncing import is_current
from bench.catalogues import commands
from bot.models import Channel
from bot.translation import Translation, available

NOW = datetime(2026, 3, 3, 8, tzinfo=UTC)
HERE = Channel("discord", "100", "200")


@given(st.sampled_from(Action), st.text(max_size=110), st.text("0123456789abcdef:", max_size=25))
def test_a_custom_id_says_what_was_packed_or_there_is_none(
    action: Action, id: str, key: str
) -> None:
    click = Click(action, id, key)
    custom_id = packed(click)
    if custom_id is None:
        assert len(id) + len(key) > 20
    else:
        assert len(custom_id) <= MOST
        assert unpacked(custom_id) == click


@pytest.mark.parametrize("custom_id", ["", "bb", "bb:post", "bb:fly::1", "other:post::1"])
def test_what_is_not_ours_is_left_alone(custom_id: str) -> None:
    assert unpacked(custom_id) is None


def test_the_words_for_none_are_those_that_the_options_name() -> None:
    said = [Translation(lang)(text) for lang in available()[1:] for text in commands()]
    named = {found for text in said for found in re.findall(r"[„«]\s?(\w+)\s?[“»]", text)}
    assert {"немає", "keine", "aucun", "aucune", "ninguno", "ninguna"} <= named
    assert all(is_nothing(word) for word in named)


def test_every_name_and_text_is_within_its_limit_in_every_language() -> None:
    assert ZoneInfo("Europe/Kyiv").key  # the zone that the texts give as an example
    for lang in available()[1:]:
        for text in commands():
            said = Translation(lang)(text)
            is_name = text.startswith("/") or text.endswith(":")
            assert 0 < len(said) <= (33 if is_name else 100) or " " in text, said
            assert not is_name or said.islower(), said


OURS = [{"name": "top", "type": 1, "options": [], "nsfw": False, "contexts": [0, 1],
         "default_member_permissions": 16}]  # fmt: skip
THEIRS = [{"id": "1", "version": "2", "name": "top", "type": 1, "contexts": [1, 0],
           "default_member_permissions": "16"}]  # fmt: skip


def test_what_discord_adds_or_leaves_out_is_no_change() -> None:
    assert is_current(OURS, THEIRS)


@pytest.mark.parametrize(
    "theirs",
    [
        [],
        [{**THEIRS[0], "contexts": [0]}],
        [{**THEIRS[0], "name": "old"}],
        [*THEIRS, {"name": "x"}],
    ],
)
def test_a_changed_command_is_seen(theirs: list[dict[str, object]]) -> None:
    assert not is_current(OURS, theirs)


def test_a_form_is_read_in_either_shape() -> None:
    old = [{"type": 1, "components": [{"type": 4, "custom_id": "reason", "value": "wrong"}]}]
    new = [{"type": 18, "component": {"type": 4, "custom_id": "reason", "value": "wrong"}}]
    assert reason(old) == reason(new) == "wrong"
    assert not reason(None)


def test_a_complaint_is_one_line_without_signs_that_show_nothing() -> None:
    said = {"value": " The figure\x1b[31m is\n\u202elast year's\u200b.\x00 "}
    assert reason(said) == "The figure[31m is last year's."
    assert len(reason({"value": "x" * 2000})) == MOST_REASON


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("See https://x.org/Foo_(bar).", "https://x.org/Foo_(bar)"),
        ("(see https://x.org/Foo_(bar))", "https://x.org/Foo_(bar)"),
        ("[the harbour](https://x.org/Foo_(bar)), today", "https://x.org/Foo_(bar)"),
        ("[the harbour](<https://x.org/a>)", "https://x.org/a"),
        ('[the harbour](https://x.org/a "Title")', "https://x.org/a"),
        ("[https://x.org/a](https://x.org/b)", "https://x.org/a"),
        ("||https://x.org/a||", "https://x.org/a"),
        ("||https://x.org/a||and more", "https://x.org/a"),
        ("<https://x.org/a?b=c,d&e=f#g>", "https://x.org/a?b=c,d&e=f#g"),
        ("**https://x.org/a**, __https://x.org/b__", "https://x.org/a"),
        ("~~https://x.org/a~~", "https://x.org/a"),
        ("`https://x.org/a`", "https://x.org/a"),
        ("«https://x.org/a», „https://x.org/b“", "https://x.org/a"),
        ("Did you read https://x.org/a?!", "https://x.org/a"),
        ("https://x.org/a…", "https://x.org/a"),
        ("https://x.org/a/ and https://x.org/b", "https://x.org/a/"),
        ("> https://x.org/a_b-c~d:e;f=g'h", "https://x.org/a_b-c~d:e;f=g'h"),
        ("HTTPS://X.org/A", "HTTPS://X.org/A"),
        ("https://x.org/київ", "https://x.org/київ"),
        ("https://… or https://x.org", "https://x.org"),
        ("no address: x.org, http:/x.org", None),
    ],
)
def test_an_address_is_read_without_the_signs_around_it(text: str, address: str | None) -> None:
    assert first_address(text) == address


@given(st.text("([{<|`*_~.)]}>ahtps:/x.org?!\u2026 ", max_size=80))
def test_whatever_is_written_an_address_begins_as_one_and_has_no_blank(text: str) -> None:
    found = first_address(text)
    assert found is None or (found.lower().startswith("http") and not set(found) & set(" <>`"))


def test_labels_and_ids_are_as_long_as_discord_takes_them_and_no_longer() -> None:
    """https://docs.discord.com/developers/components/reference: 80 and 100 characters."""
    named = components.button("a" * 81, Click(Action.MORE, "b1"))
    assert named is not None
    assert named["label"] == "a" * 79 + "…"
    longest = next(n for n in range(200) if packed(Click(Action.MORE, "b" * (n + 1))) is None)
    assert len(packed(Click(Action.MORE, "b" * longest)) or "") == 100
