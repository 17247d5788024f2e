"""Days, numbers and names of languages and countries as a language writes them: English by the
rules of this house, other languages by Babel's."""

from datetime import date, datetime
from functools import cache
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


def moment(at: datetime, tr: Translation, *, date: str, time: str) -> str:
    """A date, a time or both in CLDR's lengths ("short", "medium", "long", "full"), not in English;
    a time has 24 hours."""
    told = []
    if date:
        told.append(str(_dates().format_date(at, date, locale=tr.lang)))
    if time:
        told.append(str(_dates().format_time(at, time, locale=tr.lang)))
    return " ".join(told)


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


@cache
def scales(lang: str) -> dict[str, float]:
    """What a word behind a number multiplies it by, in any language: "million", "tusen", "万"."""
    forms = _locale(lang).compact_decimal_formats
    found: dict[str, float] = {}
    for form in forms.values():
        for plural in form.values():
            for size, pattern in plural.items():
                written = pattern.pattern
                word = written.strip("0\u00a0\u200f ").replace("'", "").casefold()
                if word:
                    found[word] = float(size) / 10 ** (written.count("0") - 1)
    return found


@cache
def decimal_point(lang: str) -> str:
    """What stands before the decimals of a number."""
    return str(_locale(lang).number_symbols["latn"]["decimal"])


@cache
def calendar_words(lang: str) -> dict[str, str]:
    """The names of months and weekdays in any language, in all their forms, each with which one it
    is: "m11", "d0"."""
    locale = _locale(lang)
    found: dict[str, str] = {}
    for kind, forms in (("m", locale.months), ("d", locale.days)):
        for context in forms.values():
            for width in ("wide", "abbreviated"):
                for at, name in context.get(width, {}).items():
                    if not name.isdecimal():
                        plain = name.rstrip(".").replace("ʼ", "'").casefold()
                        found[plain] = f"{kind}{at}"
    return found


def _locale(lang: str) -> Any:  # noqa: ANN401  the class, of which the types are not known
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415  heavy, and seldom needed

    try:
        return Locale.parse(lang)
    except (UnknownLocaleError, ValueError):
        return Locale("en")


def _dates() -> Any:  # noqa: ANN401  the module, of which the types are not known
    import babel.dates  # noqa: PLC0415  heavy, and not needed for English

    return babel.dates
