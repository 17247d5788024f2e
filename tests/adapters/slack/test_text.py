from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as some

from adapters.chat.text import clean, known, shortened
from adapters.slack.payloads import asked_words, links
from adapters.slack.rendering.text import escaped, web_address, when


@given(some.text(max_size=300))
def test_escaped_text_holds_nothing_that_slack_reads(text: str) -> None:
    shown = escaped(text)
    assert not set("<>*_~`\n\u202e\u200b") & set(shown)
    assert "&" not in shown.replace("&amp;", "").replace("&lt;", "").replace("&gt;", "")


@given(some.text(max_size=400), some.integers(30, 200))
def test_shortened_text_is_never_longer_than_it_may_be(text: str, most: int) -> None:
    assert len(shortened(text, most)) <= most


def test_text_is_shortened_at_a_sentence_else_at_a_word() -> None:
    assert shortened("It rains. It pours and pours.", 22) == "It rains. …"
    assert shortened("It rains and pours and floods", 22) == "It rains and pours…"


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "https://ex.com/|x", "https://ex.com/<x>", "https://", "ftp://ex.com",
     "https://ex.com/\u202egpj", "https://ex.com/a b", "", None, "http://["],
)  # fmt: skip
def test_an_address_that_is_none_is_not_linked(url: str | None) -> None:
    assert web_address(url) is None


def test_a_bare_date_stays_a_date_and_a_moment_is_shown_in_each_readers_zone() -> None:
    assert when(known(datetime(2026, 3, 3, tzinfo=UTC))) == "3 Mar 2026"
    assert when(datetime(2026, 3, 3, 8, tzinfo=UTC)).endswith("|3 Mar 2026, 08:00 UTC>")


def test_what_is_hidden_is_taken_out() -> None:
    assert clean("a\u200bb\u202ec\u2066\u00ad\u3164d\n e") == "abcd e"


def test_the_links_of_a_message_are_found_in_its_text_its_blocks_and_its_previews() -> None:
    message = {
        "text": "<https://ex.com/a?b=1&amp;c=2|a> <@U1> <mailto:a@ex.com>",
        "blocks": [{"elements": [{"type": "link", "url": "https://ex.com/b"}]}],
        "attachments": [{"from_url": "https://ex.com/c"}],
    }
    assert links(message) == ["https://ex.com/a?b=1&c=2", "https://ex.com/b", "https://ex.com/c"]


def test_a_mention_is_read_without_the_mention_and_a_link_as_its_address() -> None:
    assert asked_words("<@U0BOT> ukraine &amp; chad") == "ukraine & chad"
    assert asked_words("<@U0BOT|briefbot>: <https://ex.com/a|a>") == ": https://ex.com/a"
