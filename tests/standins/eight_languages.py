"""A day of invented news in eight languages: what several tell, and what one alone does."""

import tomllib
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from bot.models import Article

NOW = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)
LANGUAGES = ("en", "uk", "de", "no", "fr", "es", "ar", "ja")
_FILE = Path(__file__).parent.parent / "data" / "eight_languages.toml"
_APART = timedelta(minutes=20)


def articles() -> list[Article]:
    """All that was written, the newest first; one article a language for each event."""
    told = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    age = count(1)
    return [
        _article(event, lang, text, told["outlets"][lang], NOW - next(age) * _APART)
        for event, by_language in told["events"].items()
        for lang, text in by_language.items()
    ]


def _article(event: str, lang: str, text: str, outlet: str, published: datetime) -> Article:
    headline, _, body = text.strip().partition("\n\n")
    return Article(
        "",
        headline,
        body,
        url=f"https://{lang}.example/{event}",
        outlet=outlet,
        published=published,
        published_offset=timedelta(0),
        lang=lang,
    )
