"""What is said in one language is said in another: with its plural forms, dates and names."""

import pickle
from datetime import date

import pytest

from bot.translation import (
    ENGLISH,
    Translation,
    code,
    formats,
    joined,
    translatable,
    translatable_count,
    translation,
)

UKRAINIAN, GERMAN, FRENCH, SPANISH = map(Translation, ("uk", "de", "fr", "es"))
DAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, "0 новин"),
        (1, "1 новина"),
        (2, "2 новини"),
        (5, "5 новин"),
        (11, "11 новин"),
        (12, "12 новин"),
        (21, "21 новина"),
        (22, "22 новини"),
        (112, "112 новин"),
    ],
)
def test_ukrainian_counts_as_it_is_spoken(count: int, said: str) -> None:
    assert UKRAINIAN.count("{count} story", "{count} stories", count) == said


def test_french_counts_nothing_as_one() -> None:
    assert FRENCH.count("{count} story", "{count} stories", 0) == "0 info"
    assert FRENCH.count("{count} story", "{count} stories", 2) == "2 infos"


def test_what_is_not_translated_is_english() -> None:
    assert GERMAN("Nobody ever said this, {name}.", name="Ann") == "Nobody ever said this, Ann."
    assert Translation("xx")("Sources") == "Sources"
    assert Translation("xx").count("{count} line", "{count} lines", 2) == "2 lines"


def test_nothing_is_said_in_every_language() -> None:
    assert [tr("") for tr in (ENGLISH, GERMAN)] == ["", ""]  # gettext would give its head


def test_braces_in_a_name_are_no_places() -> None:
    assert GERMAN("Nothing was found on {topic}.", topic="{x}") == "Zu {x} wurde nichts gefunden."


def test_a_text_is_english_until_it_is_said_to_somebody() -> None:
    text = translatable_count(
        "Discord is busy: please try again in {count} second.",
        "Discord is busy: please try again in {count} seconds.",
        1,
    )
    assert text == "Discord is busy: please try again in 1 second."
    assert GERMAN.said(text).endswith("in 1 Sekunde noch einmal.")
    assert GERMAN.said("Saved.") == "Gespeichert."
    assert GERMAN.said("{x} is nobody's") == "{x} is nobody's"


def test_a_text_in_a_text_and_texts_together_are_said_too() -> None:
    inner = translatable("the country {name}", name="Georgia")
    outer = translatable("Understood as {meaning}; write {typed} for {other}.", meaning=inner,
                         typed="x", other=translatable("that"))  # fmt: skip
    assert outer == "Understood as the country Georgia; write x for that."
    assert "das Land Georgia" in GERMAN.said(outer)
    both = joined("\n", (translatable("Saved."), "Ann"))
    assert (both, GERMAN.said(both)) == ("Saved.\nAnn", "Gespeichert.\nAnn")


def test_a_text_goes_through_another_process_whole() -> None:
    text = translatable("Nothing was found on {topic}.", topic="x")
    assert GERMAN.said(pickle.loads(pickle.dumps(text))) == "Zu x wurde nichts gefunden."  # noqa: S301  our own


@pytest.mark.parametrize(
    ("locale", "lang"),
    [("es-ES", "es"), ("uk", "uk"), ("en_US", "en"), ("", ""), ("../de", ""), ("DE", "de")],
)
def test_a_locale_names_a_language(locale: str, lang: str) -> None:
    assert code(locale) == lang


def test_the_first_language_with_words_is_spoken() -> None:
    assert translation(("no", "uk", "de")) == UKRAINIAN
    assert translation(("no",)) == translation(()) == ENGLISH


def test_days_are_written_as_a_language_does() -> None:
    languages = (ENGLISH, UKRAINIAN, GERMAN, FRENCH, SPANISH)
    assert [formats.day_and_month(DAY, tr) for tr in languages] == [
        "Tuesday 24 November",
        "вівторок, 24 листопада",
        "Dienstag, 24. November",
        "mardi 24 novembre",
        "martes, 24 de noviembre",
    ]
    assert [formats.short_date(DAY, tr) for tr in languages][:3] == [
        "24 Nov 2026",
        "24 лист. 2026\u202fр.",
        "24.11.2026",
    ]
    assert formats.weekdays(GERMAN)[0] == "Montag"
    assert formats.short_weekdays(FRENCH)[2] == "mer"


def test_numbers_and_languages_too() -> None:
    assert formats.number(2000, ENGLISH) == "2,000"
    assert formats.number(2000, GERMAN) == "2.000"
    assert formats.language_name("no", UKRAINIAN) == "норвезька"
    assert formats.language_name("zz", UKRAINIAN) is None
