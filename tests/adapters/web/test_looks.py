"""What the preview shows is what was sent, and nothing in it acts."""

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from adapters.web import discord_look, slack_look
from adapters.web.clock import Clock
from bot.translation import translation

UTC = ZoneInfo("UTC")
HOSTILE = '<script>alert(1)</script> <img src=x onerror=alert(1)> " onmouseover="x'
Look = Callable[[str], str]


def in_slack(text: str) -> str:
    blocks = [
        {"type": "header", "text": {"type": "plain_text", "text": text}},
        {"type": "context", "elements": [{"type": "mrkdwn", "text": text}]},
        {"type": "image", "alt_text": text, "image_url": "https://ex.com/a.jpg"},
        {"type": "rich_text", "elements": [
            {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}]},
        {"type": f"unknown {text}"},
    ]  # fmt: skip
    return slack_look.message({"text": text, "blocks": blocks}, Clock(UTC))


def in_discord(text: str) -> str:
    components = [{"type": 17, "components": [
        {"type": 10, "content": text},
        {"type": 11, "description": text},
        {"type": 1, "components": [{"type": 2, "label": text}]},
    ]}]  # fmt: skip
    return discord_look.message({"components": components}, Clock(UTC))


@pytest.mark.parametrize("look", [in_slack, in_discord])
@given(st.text(max_size=200) | st.just(HOSTILE))
def test_no_word_of_a_message_becomes_markup_of_the_page(look: Look, text: str) -> None:
    page = html.document_fromstring(f"<html><body>{look(text)}</body></html>")
    assert not page.xpath("//script | //img | //iframe | //*[@onerror or @onmouseover or @style]")
    assert all((a.get("href") or "").startswith(("http", "mailto:")) for a in page.iter("a"))


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("*bold* and _soft_", "<strong>bold</strong> and <em>soft</em>"),
        ("<https://ex.com/|a &amp; b>", '<a href="https://ex.com/" rel="noreferrer">a &amp; b</a>'),
        ("<!date^1790000000^{date_num} {time}|then>", "2026-09-21 14:13"),
        ("<javascript:alert(1)|x>", "x"),
        ("a < b", "a &lt; b"),
    ],
)
def test_slacks_markup_is_read(sent: str, shown: str) -> None:
    assert slack_look.mrkdwn(sent, Clock(UTC)) == shown


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("**bold** *soft*", '<p dir="auto"><strong>bold</strong> <em>soft</em></p>'),
        (
            "[a](https://ex.com/)",
            '<p dir="auto"><a href="https://ex.com/" rel="noreferrer">a</a></p>',
        ),
        (r"\*not bold\*", '<p dir="auto">*not bold*</p>'),
        ("<t:1790000000:t>", '<p dir="auto">14:13</p>'),
        ("## Head\n-# small", '<h4 dir="auto">Head</h4><small dir="auto">small</small>'),
        ("[a](javascript:alert(1))", '<p dir="auto">[a](javascript:alert(1))</p>'),
        ("@everyone", '<p dir="auto"><b class="mention">@everyone</b></p>'),
    ],
)
def test_discords_markdown_is_read(sent: str, shown: str) -> None:
    assert discord_look.markdown(sent, Clock(UTC)) == shown


@pytest.mark.parametrize(
    ("lang", "discord", "slack"),
    [
        ("en", "24 November 2026 09:00", "November 24, 2026 at 09:00"),
        ("de", "24. November 2026 09:00", "24. November 2026 at 09:00"),
        ("fr", "24 novembre 2026 09:00", "24 novembre 2026 at 09:00"),
        ("es", "24 de noviembre de 2026 9:00", "24 de noviembre de 2026 at 9:00"),
        ("uk", "24 листопада 2026\u202fр. 09:00", "24 листопада 2026\u202fр. at 09:00"),
    ],
)
def test_a_moment_is_spelled_in_the_readers_language(lang: str, discord: str, slack: str) -> None:
    clock = Clock(ZoneInfo("Europe/Berlin"), translation([lang]))
    seconds = int(datetime(2026, 11, 24, 8, tzinfo=UTC).timestamp())
    assert discord_look.markdown(f"<t:{seconds}:f>", clock) == f'<p dir="auto">{discord}</p>'
    sent = f"<!date^{seconds}^{{date}} at {{time}}|x>"
    assert slack_look.mrkdwn(sent, clock) == slack
