"""What a person reads on a terminal."""

import io
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from rich.console import Console

from adapters import terminal
from bot.models import Brief, Image, Kind, Point, Source, Span

BRIEF = Brief(
    headline="Bridge [bold]opens[/bold]",
    topic=None,
    as_of=datetime(2026, 11, 17, tzinfo=UTC),
    words=9,
    summarizer="extractive",
    points=(
        Point(Kind.NEWS, "The bridge opened.", (Span("a", 0, 18),), link="https://e.org/#:~:text=The"),
        Point(Kind.VOICE, "“It holds,” she said.", (Span("a", 20, 41),), "Ada Roe, engineer"),
    ),
    image=Image("The bridge at dawn", "Meridian/J. Doe", url="https://e.org/dawn.jpg"),
    sources=(
        Source(
            "a", "The Meridian Desk", "Bridge opens", "https://e.org/",
            datetime(2026, 11, 16, 7, 30, tzinfo=UTC), "en", "Ines Calloway", 210,
        ),
    ),
)  # fmt: skip


def shown(brief: Brief, *, terminal_: bool = False, zone: str = "UTC") -> str:
    out = io.StringIO()
    terminal.show(brief, Console(file=out, force_terminal=terminal_, width=80), ZoneInfo(zone))
    return out.getvalue()


def test_a_piped_brief_has_all_its_parts_and_no_escape_codes() -> None:
    text = shown(BRIEF)
    for part in (
        "210 words → 9", "Ines Calloway", "Who says what", "Ada Roe, engineer", "[2]",
        "The bridge at dawn (Meridian/J. Doe)", "16 Nov 2026, 07:30 UTC",
        "[1] https://e.org/#:~:text=The", "[2] characters 20–41",
    ):  # fmt: skip
        assert part in text
    assert "\x1b" not in text


def test_news_comes_first_and_without_a_heading() -> None:
    text = shown(BRIEF)
    assert text.index("The bridge opened.") < text.index("Who says what")


def test_on_a_terminal_a_sentence_number_links_to_the_sentence() -> None:
    text = shown(BRIEF, terminal_=True)
    assert "https://e.org/#:~:text=The\x1b\\" in text


def test_words_of_the_article_are_never_markup() -> None:
    assert "[bold]opens[/bold]" in shown(BRIEF)


def test_times_are_in_the_readers_zone() -> None:
    assert "16 Nov 2026, 09:30 EET" in shown(BRIEF, zone="Europe/Kyiv")
