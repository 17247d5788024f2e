"""The dates to watch as a calendar that others' programs read."""

from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from icalendar import Calendar

from adapters.archive.calendar import calendar
from adapters.archive.site import ArchiveSite
from bot.models import Agenda
from tests.standins.cards import AGENDAS, HOSTILE, NOW, WATCHED

HOME = ArchiveSite("https://news.example", "installation-1", ZoneInfo("UTC"))


def test_each_date_is_an_event_of_a_day_in_its_source_s_words() -> None:
    found = Calendar.from_ical(calendar(AGENDAS["week"], "Dates to watch: ferry", HOME))
    first, second = found.walk("VEVENT")
    assert str(found["X-WR-CALNAME"]) == "Dates to watch: ferry · briefbot"
    assert first.decoded("DTSTART") == date(2026, 11, 27)
    assert first.decoded("DTEND") == date(2026, 11, 28)
    assert str(first["SUMMARY"]) == WATCHED[2].point.text
    assert str(first["URL"]) == "https://news.example/story/s1"
    link = WATCHED[2].point.link
    assert str(first["DESCRIPTION"]).splitlines() == [WATCHED[2].source.outlet, link]
    assert first["UID"] != second["UID"]
    assert found.errors == []


def test_what_others_wrote_adds_no_line_of_its_own() -> None:
    evil = "Vote\nEND:VEVENT\r\nATTACH:x; one, two \\n"
    one = WATCHED[3].__class__(
        date(2026, 11, 30), "s2", WATCHED[3].point.__class__(
            WATCHED[3].point.kind, evil, WATCHED[3].point.spans), WATCHED[3].source,
    )  # fmt: skip
    raw = calendar(Agenda("", NOW, NOW.date(), NOW.date(), (one,)), HOSTILE, HOME)
    found = Calendar.from_ical(raw)
    (event,) = found.walk("VEVENT")
    assert "ATTACH" not in event
    assert str(event["SUMMARY"]).startswith("Vote\nEND:VEVENT")
    assert str(event["SUMMARY"]).endswith("one, two \\n")


def test_an_event_of_an_undated_source_is_stamped_with_the_calendars_own_moment() -> None:
    undated = replace(WATCHED[2], source=replace(WATCHED[2].source, read=None, published=None))
    made = replace(AGENDAS["week"], dates=(undated,))
    (event,) = Calendar.from_ical(calendar(made, "It", HOME)).walk("VEVENT")
    assert event.decoded("DTSTAMP") == made.as_of


def test_lines_are_folded_between_characters_and_names_stay() -> None:
    long = AGENDAS["long"]
    raw = calendar(long, "й" * 90, HOME)
    lines = raw.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert all(line.decode() or line == b"" for line in lines)
    assert raw == calendar(long, "й" * 90, HOME)
    assert len(Calendar.from_ical(raw).walk("VEVENT")) == 20
