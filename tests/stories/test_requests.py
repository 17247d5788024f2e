"""What people type is understood, and what can't be is answered with a sentence that helps."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import UsageError
from bot.stories import requests
from bot.stories.requests import TopicRequest

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)  # a Monday, 10:00 in Kyiv
KYIV = ZoneInfo("Europe/Kyiv")


def asked(text: str) -> TopicRequest:
    return requests.parse(text, now=NOW, zone=KYIV)


@pytest.mark.parametrize(
    "text",
    [
        "ukraine",
        "  ukraine ",
        "ukraine?",
        "news about ukraine",
        "what is happening in ukraine?",
        "What's the latest on ukraine",
        "the latest news from ukraine",
        "brief me on ukraine",
        "what's new in ukraine",
        "any developments in ukraine?",
        "\u202eukraine\u202c",
    ],
)
def test_a_topic_is_found_in_what_people_say(text: str) -> None:
    assert asked(text).topics == (("ukraine",),)


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("ukraine grain", (("ukraine", "grain"),)),
        ("ukraine, chad", (("ukraine",), ("chad",))),
        ("ukraine and chad", (("ukraine",), ("chad",))),
        ("ukraine\nchad", (("ukraine",), ("chad",))),
        ('"rapid support forces" sudan', (('"rapid support forces"', "sudan"),)),
        ("“rapid support forces”", (('"rapid support forces"',),)),
        ("الأردن", (("الأردن",),)),
    ],
)
def test_words_are_one_topic_and_commas_part_them(
    text: str, topics: tuple[tuple[str, ...], ...]
) -> None:
    assert asked(text).topics == topics


def test_what_is_not_wanted_and_from_whom() -> None:
    request = asked('ukraine -football -"world cup" from:bbc from:"Le Monde"')
    assert request.topics == (("ukraine",),)
    assert request.unwanted == ("football", "world cup")
    assert request.outlets == ("bbc", "Le Monde")


@pytest.mark.parametrize(
    ("text", "since"),
    [
        ("ukraine 6h", NOW - timedelta(hours=6)),
        ("ukraine last 2 days", NOW - timedelta(days=2)),
        ("ukraine past 2 days", NOW - timedelta(days=2)),
        ("ukraine in the last 6 hours", NOW - timedelta(hours=6)),
        ("ukraine today -football from:bbc", datetime(2026, 11, 22, 22, tzinfo=UTC)),
        ("ukraine 30 min", NOW - timedelta(minutes=30)),
        ("ukraine 1w", NOW - timedelta(weeks=1)),
        ("ukraine since monday", datetime(2026, 11, 15, 22, tzinfo=UTC)),
        ("ukraine since friday", datetime(2026, 11, 19, 22, tzinfo=UTC)),
        ("ukraine since yesterday", datetime(2026, 11, 21, 22, tzinfo=UTC)),
        ("ukraine since 08:00", datetime(2026, 11, 23, 6, tzinfo=UTC)),
        ("ukraine since 23:00", datetime(2026, 11, 22, 21, tzinfo=UTC)),
        ("ukraine since 2026-11-20", datetime(2026, 11, 19, 22, tzinfo=UTC)),
        ("ukraine today", datetime(2026, 11, 22, 22, tzinfo=UTC)),
        ("ukraine this week", datetime(2026, 11, 22, 22, tzinfo=UTC)),
        ("this week in ukraine", datetime(2026, 11, 22, 22, tzinfo=UTC)),
        ("today ukraine", datetime(2026, 11, 22, 22, tzinfo=UTC)),
        ("what happened today in ukraine?", datetime(2026, 11, 22, 22, tzinfo=UTC)),
        ("heute ukraine", datetime(2026, 11, 22, 22, tzinfo=UTC)),
    ],
)
def test_a_span_of_time_is_read_on_the_askers_clock(text: str, since: datetime) -> None:
    request = asked(text)
    assert request.topics == (("ukraine",),)
    assert request.since == since
    assert request.until is None


def test_yesterday_ends_at_midnight() -> None:
    assert asked("ukraine yesterday").until == datetime(2026, 11, 22, 22, tzinfo=UTC)


@pytest.mark.parametrize("text", ["last week ukraine", "ukraine last week", "ukraine letzte Woche"])
def test_last_week_ends_on_sunday(text: str) -> None:
    request = asked(text)
    assert request.topics == (("ukraine",),)
    assert request.since == datetime(2026, 11, 15, 22, tzinfo=UTC)
    assert request.until == datetime(2026, 11, 22, 22, tzinfo=UTC)


@pytest.mark.parametrize(
    "text", ["what happened yesterday", "brief me on yesterday", "qué pasó ayer"]
)
def test_a_day_alone_is_asked_for_without_a_topic(text: str) -> None:
    request = asked(text)
    assert request.topics == ()
    assert request.until == datetime(2026, 11, 22, 22, tzinfo=UTC)


@pytest.mark.parametrize("text", ["news", "the latest news?", "show me the headlines", "новини"])
def test_the_news_alone_is_its_top(text: str) -> None:
    request = asked(text)
    assert (request.topics, request.since) == ((), None)


def test_a_language_behind_the_topic_is_that_of_the_articles() -> None:
    request = asked("ukraine in german")
    assert (request.topics, request.languages) == ((("ukraine",),), ("de",))
    assert asked("ukraine auf Deutsch").languages == ("de",)


def test_a_flag_is_its_country() -> None:
    assert asked("🇺🇦 grain").topics == (("Ukraine", "grain"),)


@pytest.mark.parametrize(
    "text",
    [
        "https://ex.com/a", "<https://ex.com/a>", "<https://ex.com/a|x>", "see https://ex.com/a.",
        "https://ex.com/a https://ex.com/a", "[a page](https://ex.com/a)", "(https://ex.com/a)",
        "ex.com/a", "htps://ex.com/a", "https:/ex.com/a",
    ],
)  # fmt: skip
def test_a_link_is_a_link(text: str) -> None:
    assert asked(text).link == "https://ex.com/a"


def test_a_link_may_be_long_and_have_brackets() -> None:
    long = f"https://ex.com/a_(b)?utm_source={'x' * 900}"
    assert asked(f"({long})").link == long


@pytest.mark.parametrize("text", ["AC/DC", "ex.com", "24/7", "from:https://ex.com ukraine"])
def test_a_slash_or_a_site_is_no_link(text: str) -> None:
    assert asked(text).link is None


def test_two_links_are_not_guessed_between() -> None:
    with pytest.raises(UsageError, match="2 links") as raised:
        asked("https://ex.com/a https://ex.com/b")
    assert "one link" in raised.value.advice


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "Say what"),
        ("   ", "Say what"),
        ("a" * 5_000, "too long"),
        ("ukraine " * 700, "too long"),
        ("🙂🙂", "in letters"),
        ("!!! ???", "in letters"),
        ("the", "in every article"),
        ("what is the", "in every article"),
        ("-football", "football"),
        ("since 2026-13-45", "no date"),
    ],
)
def test_what_asks_for_nothing_gets_a_sentence(text: str, says: str) -> None:
    with pytest.raises(UsageError) as raised:
        asked(text)
    assert says in raised.value.advice or says in raised.value.log


@pytest.mark.parametrize(
    "text",
    [
        "' OR 1=1 --",
        "ukraine; DROP TABLE articles",
        "NEAR(a b) AND *",
        '"unbalanced',
        "a* OR b^2",
        "\u202eukraine\u202c",
        "{}[]()ukraine",
    ],
)
def test_operators_of_databases_are_only_words(text: str) -> None:
    assert asked(text).topics


@given(st.text(max_size=400))
def test_whatever_is_typed_ends_in_a_request_or_a_sentence(text: str) -> None:
    with suppress(UsageError):
        request = asked(text)
        assert request.topics or request.since or request.outlets or request.link


def test_a_language_is_asked_for_by_its_code() -> None:
    request = asked("ukraine lang:uk -football LANG:de-AT 6h")
    assert request.topics == (("ukraine",),)
    assert request.languages == ("uk", "de")
    assert request.unwanted == ("football",)
    assert asked("lang:no today").languages == ("no",)
