"""The adapter's other decisions: allowances, custom ids, wishes, what changed in the commands."""

import re
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.discord.addresses import first_address
from adapters.discord.allowance import MOST_PEOPLE, Allowance
from adapters.discord.custom_ids import MOST, Action, Click, packed, unpacked
from adapters.discord.forms import MOST_REASON, reason
from adapters.discord.locales import LOCALES, NAMES, TEXTS, translated
from adapters.discord.syncing import is_current
from adapters.discord.wishes import NONE, Asked, clock, described, quiet_hours, wish
from bot.errors import UsageError
from bot.models import Channel, Length, Person, Quiet

NOW = datetime(2026, 3, 3, 8, tzinfo=UTC)
HERE = Channel("discord", "100", "200")
OWNER = Person("discord", "100", "500")


def test_a_burst_is_allowed_and_then_one_each_refill() -> None:
    allowance = Allowance(burst=3, refill=6.0)
    assert [allowance.wait("ann", 0.0) for _ in range(4)] == [0, 0, 0, 6.0]
    assert allowance.wait("bob", 0.0) == 0
    assert allowance.wait("ann", 5.0) == pytest.approx(1.0)
    assert allowance.wait("ann", 6.0) == 0


def test_the_allowances_of_a_crowd_are_bounded() -> None:
    allowance = Allowance()
    for number in range(MOST_PEOPLE + 50):
        allowance.wait(str(number), float(number))
    assert allowance.people <= MOST_PEOPLE


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


@pytest.mark.parametrize(
    ("text", "at"), [("8", time(8)), ("8:30", time(8, 30)), ("0815", time(8, 15)), ("18h", None)]
)
def test_a_time_is_read_as_people_write_it(text: str, at: time | None) -> None:
    if at is None:
        at = time(18)
    assert clock(text) == at


@pytest.mark.parametrize("text", ["", "noon", "25:00", "8:99", "8:3:1"])
def test_a_time_that_is_none_is_explained(text: str) -> None:
    with pytest.raises(UsageError, match="no time") as caught:
        clock(text)
    assert "08:00" in caught.value.advice


def test_what_is_not_given_stays_as_it_was() -> None:
    asked = Asked("8:30", "Europe/Kyiv", "Monday to Friday", "kyiv, ,ferries", "in full")
    first = wish(asked, None, HERE, OWNER, NOW)
    assert first.topics == ("kyiv", "ferries")
    second = wish(Asked("9"), first, HERE, OWNER, NOW)
    assert (second.at, second.zone, second.days) == (time(9), "Europe/Kyiv", frozenset(range(5)))
    assert second.length is Length.FULL
    assert any("Monday to Friday at 09:00, Europe/Kyiv" in line for line in described(second, NOW))


@pytest.mark.parametrize("word", ["none", "None", "-", "немає", "„keine“", "aucun", "ninguno"])
def test_topics_and_quiet_hours_end_with_none_in_every_language(word: str) -> None:
    standing = wish(Asked(topics="kyiv", quiet="22-7"), None, HERE, OWNER, NOW)
    changed = wish(Asked(topics=word, quiet=word), standing, HERE, OWNER, NOW)
    assert changed.topics == ()
    assert changed.quiet == Quiet()
    assert any("the top of the news" in line for line in described(changed, NOW))


def test_the_words_for_none_are_those_that_the_options_name() -> None:
    named = {found for texts in TEXTS.values() for text in texts
             for found in re.findall(r"[„«]\s?(\w+)\s?[“»]", text)}  # fmt: skip
    assert {"немає", "keine", "aucun", "aucune", "ninguno", "ninguna"} <= named <= NONE


def test_a_role_that_is_notified_can_be_taken_away() -> None:
    standing = wish(Asked(role="42"), None, HERE, OWNER, NOW)
    assert wish(Asked("9"), standing, HERE, OWNER, NOW).mention == "42"
    assert any("no_role" in line for line in described(standing, NOW))
    assert wish(Asked(no_role=True), standing, HERE, OWNER, NOW).mention is None


def test_a_digest_whose_time_is_not_said_keeps_it_or_comes_at_eight() -> None:
    standing = wish(Asked("7"), None, HERE, OWNER, NOW)
    assert wish(Asked(topics="kyiv"), standing, HERE, OWNER, NOW).at == time(7)
    assert wish(Asked(), None, HERE, OWNER, NOW).at == time(8)


def test_quiet_hours_are_read_and_ended() -> None:
    quiet = quiet_hours("22:00-07:00", Quiet())
    assert (quiet.start, quiet.end) == (time(22), time(7))
    assert quiet_hours("none", quiet) == Quiet()


def test_every_name_and_text_is_in_every_language_and_within_its_limit() -> None:
    assert ZoneInfo("Europe/Kyiv").key  # the zone that the texts give as an example
    for text in NAMES:
        shown = [translated(text, locale) for locale in LOCALES]
        assert all(one and len(one) <= 32 for one in shown), text
    for text in TEXTS:
        shown = [translated(text, locale) for locale in (*LOCALES, "es-419")]
        assert all(one and len(one) <= 100 for one in shown), text
    assert translated("brief", "ja") is None


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
