"""Runs of text: the same line on both chats, with nothing in it that acts."""

from datetime import UTC, date, datetime

import pytest

from adapters.chat import lines
from adapters.chat.card import CardLine, Fact, Passage
from adapters.chat.lines import Line, MomentRun, Named, NameRun, TextRun
from adapters.discord.rendering.inert import markdown
from adapters.slack.rendering.elements import mrkdwn, paragraph

AT = datetime(2026, 11, 24, 8, tzinfo=UTC)
SECONDS = int(AT.timestamp())
URL = "https://a1.example/"


@pytest.mark.parametrize(
    ("line", "in_discord", "in_slack"),
    [
        ((TextRun(" a ", is_bold=True), TextRun("b")), " **a** b", " a b"),
        ((TextRun("a", is_italic=True),), "*a*", "a"),
        ((TextRun("/new", is_code=True),), "`/new`", "/new"),
        ((TextRun("*a*", (URL,)),), rf"[\*a\*](<{URL}>)", "∗a∗"),
        ((TextRun("[3]", (URL,)),), rf"\[[3](<{URL}>)\]", "[3]"),
        ((TextRun("[a] [b]", ("javascript:x", URL)),), rf"\[[a］ ［b](<{URL}>)\]", "[a] [b]"),
        ((TextRun("a", ("javascript:x",)),), "a", "a"),
        ((TextRun("", (URL,)), TextRun("  "), TextRun("", is_bold=True)), "  ", "  "),
        ((MomentRun(AT),), f"<t:{SECONDS}:f>", None),
        ((MomentRun(date(2026, 11, 24)),), "24 Nov 2026", "24 Nov 2026"),
        ((NameRun(Named.CHANNEL, "1"),), "<#1>", "<#1>"),
        ((NameRun(Named.PERSON, "1"),), "<@1>", "<@1>"),
        ((NameRun(Named.GROUP, "1"),), "<@&1>", "<!subteam^1>"),
    ],
)
def test_a_line_is_written_as_each_chat_reads_it(
    line: Line, in_discord: str, in_slack: str | None
) -> None:
    assert markdown(line) == in_discord
    if in_slack is not None:
        assert mrkdwn(line) == in_slack


def test_an_address_that_is_too_long_is_not_linked() -> None:
    long = f"{URL}{'a' * 40}"
    assert markdown((TextRun("a", (long, URL)),), 30) == f"[a](<{URL}>)"
    assert markdown((TextRun("a", (long,)),), 30) == "a"


def test_slacks_rich_text_has_looks_names_and_moments_of_its_own() -> None:
    line = (
        TextRun("a", (URL,), is_bold=True),
        TextRun("b", is_italic=True, is_code=True),
        TextRun(""),
        MomentRun(AT),
        MomentRun(AT.date()),
        NameRun(Named.GROUP, "S1"),
    )
    found = paragraph(line)["elements"]
    assert [one["type"] for one in found] == ["link", "text", "date", "text", "usergroup"]
    assert found[0]["style"] == {"bold": True}
    assert found[1]["style"] == {"italic": True, "code": True}
    assert found[2]["timestamp"] == SECONDS
    assert found[3]["text"] == "24 Nov 2026"
    assert found[4]["usergroup_id"] == "S1"
    assert paragraph(())["elements"] == [{"type": "text", "text": "–"}]


def test_lines_are_joined_without_the_empty_ones() -> None:
    joined = lines.between(((), lines.said("a"), (), lines.said("b")), ", ")
    assert joined == (TextRun("a"), TextRun(", "), TextRun("b"))
    assert lines.between(((), ())) == ()


@pytest.mark.parametrize(
    ("one", "shown"),
    [
        (Fact("since", AT), f"since <t:{SECONDS}:f>"),
        (Fact("", AT), f"<t:{SECONDS}:f>"),
        (Fact("two outlets"), "two outlets"),
    ],
)
def test_a_fact_is_words_a_moment_or_both(one: Fact, shown: str) -> None:
    assert markdown(lines.fact(one)) == shown


def test_a_sentence_says_whose_it_is_and_where_it_stands() -> None:
    whole = Passage(2, "It burnt.", (URL,), "Ana Ruiz", is_new=True, is_cut=True)
    assert markdown(lines.passage(whole)) == (
        rf"**New:** **Ana Ruiz:** It burnt. [more](<{URL}>) \[[2](<{URL}>)\]"
    )
    assert markdown(lines.passage(Passage(1, "It burnt.", ()))) == r"It burnt. \[1\]"


def test_a_story_in_a_line_is_its_headline_and_who_reports_it() -> None:
    one = CardLine("A dam broke", URL, (Fact("Harbour Post"), Fact("540 words")), outlet="Wire")
    told = rf"[A dam broke](<{URL}>) · Harbour Post · 540 words"
    assert markdown(lines.line(one)) == told
    assert markdown(lines.source(one)) == f"**Wire:** {told}"
