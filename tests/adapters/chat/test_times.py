"""Times, days and quiet hours as people write them, in several languages, and written back."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as some

from adapters.chat import times
from bot.errors import UsageError
from bot.models import Quiet

CLOCKS = some.times().map(lambda one: one.replace(second=0, microsecond=0))


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("8", "08:00"), ("9", "09:00"), ("08:00", "08:00"), ("8:30", "08:30"), ("8.30", "08:30"),
        ("0830", "08:30"), ("830", "08:30"), ("2359", "23:59"), ("00:00", "00:00"),
        ("17h30", "17:30"), ("17 h 30", "17:30"), ("17h", "17:00"), ("17 heures", "17:00"),
        ("5 pm", "17:00"), ("5PM", "17:00"), ("5 p.m.", "17:00"), ("5:15pm", "17:15"),
        ("8 am", "08:00"), ("8 a.m.", "08:00"), ("8 am.", "08:00"), ("12 am", "00:00"),
        ("12:30 am", "00:30"), ("12pm", "12:00"), ("1 pm", "13:00"), ("11 pm", "23:00"),
        ("830 pm", "20:30"), ("9 in the morning", "09:00"), ("7 in the evening", "19:00"),
        ("noon", "12:00"), ("Midnight", "00:00"), ("midday", "12:00"), ("at 9", "09:00"),
        ("9 o'clock", "09:00"), ("9 o’clock", "09:00"), ("  8:30 , ", "08:30"),
        ("8 Uhr", "08:00"), ("20 Uhr 30", "20:30"), ("20:30 Uhr", "20:30"), ("0830 Uhr", "08:30"),
        ("um 8 Uhr abends", "20:00"), ("7 Uhr morgens", "07:00"), ("Mitternacht", "00:00"),
        ("Mittag", "12:00"), ("à 8h du soir", "20:00"), ("8h du matin", "08:00"), ("midi", "12:00"),
        ("minuit", "00:00"), ("a las 8 de la tarde", "20:00"), ("6 de la mañana", "06:00"),
        ("9 horas", "09:00"), ("mediodía", "12:00"), ("medianoche", "00:00"),
        ("о 8 ранку", "08:00"), ("об 11", "11:00"), ("7 вечора", "19:00"), ("опівдні", "12:00"),
        ("half past seven", "07:30"), ("quarter to 1 pm", "12:45"), ("at eight", "08:00"),
        ("halb acht", "07:30"), ("7 heures et demie", "07:30"), ("a las siete y media", "07:30"),
        ("опівночі", "00:00"), ("8 год", "08:00"), ("в 9 утра", "09:00"), ("9 часов", "09:00"),
        ("9 вечера", "21:00"), ("полдень", "12:00"), ("полночь", "00:00"), ("٨:٣٠", "08:30"),
    ],
)  # fmt: skip
def test_a_time_is_read_as_people_write_it(text: str, at: str) -> None:
    assert times.clock(text) == time.fromisoformat(at)


@pytest.mark.parametrize(
    "text",
    ["", "25pm", "25:00", "13 pm", "0 am", "0:30 am", "8:3", "8:60", "8:99", "8:3:1", "2500",
     "12345",
     "8:30 Uhr 15", "8 8", "pm", "soon", "-8", "8-9", "24:00", "noon pm", "8" * 500],
)  # fmt: skip
def test_a_time_that_is_none_is_explained(text: str) -> None:
    with pytest.raises(UsageError, match="no time") as caught:
        times.clock(text)
    assert caught.value.advice == "Please give the time as 08:00, 17:30 or 5 pm."
    assert len(caught.value.log) < 300


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("every day", "0123456"), ("Daily", "0123456"), ("weekdays", "01234"), ("weekends", "56"),
        ("mon-fri", "01234"), ("Mon – Wed", "012"), ("Monday to Friday", "01234"), ("mon", "0"),
        ("sat-mon", "560"), ("fri-fri", "4"), ("Mon, Wed", "02"), ("mon;wed", "02"),
        ("tuesday and friday", "14"), ("mon-wed and fri", "0124"), ("mon wed fri", "024"),
        ("Saturday and Sunday", "56"), ("Mondays", "0"), ("tues & thurs", "13"), ("wednes", "2"),
        ("every monday", "0"), ("on mon", "0"), ("each Sunday", "6"), ("fri.", "4"),
        ("weekdays, sat", "012345"), ("sun, sun", "6"), ("mon + tue", "01"),
        ("täglich", "0123456"), ("werktags", "01234"), ("Montag bis Mittwoch", "012"),
        ("Mo-Fr", "01234"), ("Di, Do und Sa", "135"), ("montags", "0"), ("Sonnabend", "5"),
        ("so", "6"),
        ("mi", "2"), ("jeden Freitag", "4"), ("am Wochenende", "56"),
        ("lundi, mardi et jeudi", "013"), ("tous les jours", "0123456"), ("le dimanche", "6"),
        ("mer", "2"), ("ven", "4"), ("sam", "5"), ("en semaine", "01234"),
        ("lundi à jeudi", "0123"),
        ("lunes a miércoles", "012"), ("los miercoles", "2"), ("sábado y domingo", "56"),
        ("jueves, viernes", "34"), ("martes", "1"), ("todos los días", "0123456"),
        ("пн-пт", "01234"), ("щодня", "0123456"), ("понеділок, середа", "02"), ("у п’ятницю", "4"),
        ("вівторок і четвер", "13"), ("субота та неділя", "56"), ("у вихідні", "56"), ("нд", "6"),
        ("по понедельникам", "0"), ("вт и чт", "13"), ("среду", "2"), ("в пятницу", "4"),
        ("субботу, вс", "56"), ("ежедневно", "0123456"), ("по будням", "01234"),
    ],
)  # fmt: skip
def test_days_are_read_as_people_write_them(text: str, days: str) -> None:
    assert times.days(text) == frozenset(map(int, days))


@pytest.mark.parametrize(
    "text", ["", ",", "funday", "m", "mo nday", "mon-", "weekdays and more", "8"]
)
def test_days_that_are_none_are_explained(text: str) -> None:
    with pytest.raises(UsageError, match="no day") as caught:
        times.days(text)
    assert "weekdays, weekends, every day, or names such as mon, wed" in caught.value.advice


@pytest.mark.parametrize(
    "text",
    ["22-7", "22:00-07:00", "22:00 to 07:00", "22.00 – 7.00", "10 pm - 7 am", "2200-0700",
     "from 22 to 7", "between 22 and 7", "22 until 7", "von 22 bis 7 Uhr", "zwischen 22 und 7 Uhr",
     "de 22h à 7h", "entre 22 y 7", "з 22 до 7", "с 22 до 7", "від 22 до 7", " 22:00−7:00 "],
)  # fmt: skip
def test_quiet_hours_are_read_as_people_write_them(text: str) -> None:
    assert times.quiet_hours(text) == Quiet(time(22), time(7))


def test_quiet_hours_may_end_at_noon_or_midnight() -> None:
    assert times.quiet_hours("8 pm to midnight") == Quiet(time(20), time(0))
    assert times.quiet_hours("midnight - noon") == Quiet(time(0), time(12))


@pytest.mark.parametrize(
    "text",
    ["none", "None.", "-", "", "off", "`none`", "„keine“", "aucune", "«aucun»", "ninguno",
    "ninguna",
     "немає", "жодних", "нет"],
)  # fmt: skip
def test_nothing_is_said_in_every_language(text: str) -> None:
    assert times.is_nothing(text)
    assert times.quiet_hours(text) == Quiet()


@pytest.mark.parametrize(
    "text", ["22", "22-7-9", "22-25", "22 and", "night", "to 7", "8 Uhr abends"]
)
def test_quiet_hours_that_are_none_are_explained(text: str) -> None:
    with pytest.raises(UsageError, match="no quiet hours") as caught:
        times.quiet_hours(text)
    assert caught.value.advice == "Please write quiet hours as 22:00-07:00, or none."


def test_days_are_written_back_as_people_say_them() -> None:
    assert times.days_words(frozenset(range(7))) == "every day"
    assert times.days_words(frozenset(range(5))) == "weekdays"
    assert times.days_words(frozenset({5, 6})) == "weekends"
    assert times.days_words(frozenset({6, 0, 2})) == "Mon, Wed, Sun"


@given(CLOCKS)
def test_a_time_written_back_is_read_as_the_same(at: time) -> None:
    assert times.clock(times.clock_words(at)) == at
    assert len(times.clock_words(at)) == len("08:00")


@given(some.frozensets(some.integers(0, 6), min_size=1))
def test_days_written_back_are_read_as_the_same(days: frozenset[int]) -> None:
    assert times.days(times.days_words(days)) == days


@given(some.builds(Quiet, CLOCKS, CLOCKS) | some.just(Quiet()))
def test_quiet_hours_written_back_are_read_as_the_same(quiet: Quiet) -> None:
    assert times.quiet_hours(times.quiet_words(quiet)) == quiet


@given(some.text(max_size=300))
def test_whatever_is_written_is_read_or_explained(text: str) -> None:
    for read in (times.clock, times.days, times.quiet_hours):
        try:
            read(text)
        except UsageError as error:
            assert error.advice  # noqa: PT017  either is right
