"""Days, numbers and names of languages and countries as a language writes them: English by the
rules of this house, other languages by Babel's."""

from datetime import date
from typing import Any

from bot.translation import Translation

# A weekday with its day and month, which CLDR has no form for; English is written without them.
_DAY_AND_MONTH = {
    "de": "EEEE, d. MMMM",
    "es": "EEEE, d 'de' MMMM",
    "fr": "EEEE d MMMM",
    "uk": "EEEE, d MMMM",
}
_A_WEEK = [date(2024, 1, day) for day in range(1, 8)]  # from a Monday


def short_date(day: date, tr: Translation) -> str:
    """24 Nov 2026"""
    if tr.lang == "en":
        return f"{day:%-d %b %Y}"
    return str(_dates().format_date(day, "medium", locale=tr.lang))


def long_date(day: date, tr: Translation) -> str:
    """Tuesday 24 November 2026"""
    if tr.lang == "en":
        return f"{day:%A %-d %B %Y}"
    return str(_dates().format_date(day, "full", locale=tr.lang))


def day_and_month(day: date, tr: Translation) -> str:
    """Tuesday 24 November"""
    if tr.lang == "en":
        return f"{day:%A %-d %B}"
    form = _DAY_AND_MONTH.get(tr.lang, "EEEE d MMMM")
    return str(_dates().format_date(day, form, locale=tr.lang))


def short_day(day: date, tr: Translation) -> str:
    """4 Nov"""
    if tr.lang == "en":
        return f"{day:%-d %b}"
    return str(_dates().format_skeleton("MMMd", day, locale=tr.lang))


def weekday(day: date, tr: Translation) -> str:
    """Tue"""
    if tr.lang == "en":
        return f"{day:%a}"
    return str(_dates().format_date(day, "EEE", locale=tr.lang))


def short_weekdays(tr: Translation) -> tuple[str, ...]:
    """The days of the week from Monday, as short as in a list of them: Mon."""
    return tuple(weekday(day, tr).rstrip(".") for day in _A_WEEK)


def weekdays(tr: Translation) -> tuple[str, ...]:
    """The days of the week in full, from Monday, each as it stands alone."""
    if tr.lang == "en":
        return tuple(f"{day:%A}" for day in _A_WEEK)
    names = _dates().get_day_names("wide", "stand-alone", locale=tr.lang)
    return tuple(str(names[day.weekday()]).capitalize() for day in _A_WEEK)


def number(value: int, tr: Translation) -> str:
    """2,000"""
    if tr.lang == "en":
        return f"{value:,}"
    from babel.numbers import format_decimal  # noqa: PLC0415  heavy, and seldom needed

    return format_decimal(value, locale=tr.lang)


def language_name(lang: str, tr: Translation) -> str | None:
    """Norwegian; None where it is not known."""
    from babel import Locale  # noqa: PLC0415  heavy, and seldom needed

    return Locale.parse(tr.lang).languages.get(lang)


def country_name(code: str, tr: Translation) -> str | None:
    """Qatar; None where it is not known."""
    from babel import Locale  # noqa: PLC0415  heavy, and seldom needed

    return Locale.parse(tr.lang).territories.get(code)


def _dates() -> Any:  # noqa: ANN401  the module, of which the types are not known
    import babel.dates  # noqa: PLC0415  heavy, and not needed for English

    return babel.dates
