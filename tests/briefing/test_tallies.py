import pytest

from bot.briefing.tallies import Tally, are_alike, differ, tallies
from bot.text.numbers import value_of


@pytest.mark.parametrize(
    ("sentence", "counted"),
    [
        (
            "At least 12 people were killed and 30 injured when a bridge fell in Tolm on Monday.",
            {"killed": "at least 12", "injured": "30"},
        ),
        ("A missile strike killed nine people in Tolm.", {"killed": "nine"}),
        ("The death toll from Monday’s collapse rose from 12 to 19.", {"killed": "19"}),
        ("The number of people killed rose to 24, the mayor said.", {"killed": "24"}),
        ("The blast left at least three people dead.", {"killed": "at least three"}),
        ("Two people are still missing.", {"missing": "two"}),
        ("Twelve soldiers were killed.", {"soldiers killed": "twelve"}),
        ("The quake killed 12, injuring 40 others.", {"killed": "12", "injured": "40"}),
        ("More than 1,200 residents were evacuated.", {"residents displaced": "more than 1,200"}),
        ("Some 8,000 Sundrian troops are on Skerry.", {"Sundrian troops": "some 8,000"}),
        ("A magnitude 6.1 earthquake struck the valley.", {"magnitude": "6.1"}),
        ("A 6.1-magnitude earthquake struck the valley.", {"magnitude": "6.1"}),
        ("Turnout was 61.2 percent.", {"turnout": "61.2 percent"}),
        ("Damage was put at $2.1 billion.", {"damage in $": "$2.1 billion"}),
    ],
)
def test_what_is_counted_is_found_as_it_is_written(sentence: str, counted: dict[str, str]) -> None:
    assert {tally.what: tally.figure for tally in tallies(sentence)} == counted


@pytest.mark.parametrize(
    "sentence",
    [
        "About 300 people have been killed since May.",
        "Floods killed 43 people in 2011.",
        "The 2011 flood killed 43 people.",
        "That quake killed at least six people in September.",
        "The strike could have killed 12 people.",
        "The army denied that 12 people were killed.",
        "Rebels claimed that 300 soldiers were killed.",
        "They killed 12 of the hostages.",
        "12 of the passengers died.",
        "A 12-year-old boy was killed.",
        "Ten others died later.",
        "Initial reports said 12 people were killed.",
        "“They killed 12 people,” he said.",
        "Traffic accidents kill 900 people a year.",
        "An aftershock of magnitude 4.8 shook the valley.",
        "Flight 12 killed the mood.",
        "A woman of 54 died, and her son was hurt.",
        "The driver, aged 61, was killed.",
        "Two soldiers killed three people of the village.",
        "Twelve people were reportedly killed.",
        "Inflation will probably not fall to 2 percent, and might be at 3 percent.",
    ],
)
def test_what_is_of_another_time_a_part_a_claim_or_uncertain_is_not_counted(sentence: str) -> None:
    assert tallies(sentence) == ()


def test_other_places_and_other_days_are_other_things_but_the_day_of_speaking_is_none() -> None:
    (monday,) = tallies("Nine people were killed in Lower Marn on Monday.")
    (tuesday,) = tallies("Three people were killed in Lower Marn on Tuesday.")
    (upper,) = tallies("Three people were killed in Upper Marn on Monday.")
    (later,) = tallies("The death toll from Monday’s quake rose to 11, police said on Tuesday.")
    assert not are_alike(monday, tuesday)
    assert not are_alike(monday, upper)
    assert are_alike(monday, later)
    (undated,) = tallies("Eleven people were killed in Lower Marn, police said on Tuesday.")
    assert are_alike(monday, undated)


def test_a_rounded_figure_does_not_differ_from_one_nearby() -> None:
    about = Tally("troops", "about 8,000", 8000)
    assert not differ(about, Tally("troops", "8,200", 8200))
    assert differ(about, Tally("troops", "10,000", 10000))
    assert differ(Tally("killed", "12", 12), Tally("killed", "13", 13))
    assert not differ(Tally("killed", "12", 12), Tally("killed", "at least twelve", 12))


@pytest.mark.parametrize(
    ("figure", "value"), [("at least twelve", 12), ("$1.2 million", 1.2e6), ("8,000", 8000)]
)
def test_a_figures_value_is_read(figure: str, value: float) -> None:
    assert value_of(figure) == value
