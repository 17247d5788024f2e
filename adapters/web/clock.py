"""Pure. A moment as a chat's own program writes it for its reader: in their zone and language; and
the place of a picture.

Slack and Discord are sent moments, and each reader's program spells them. These pictures of what is
sent do the same for one reader.
"""

from datetime import UTC, datetime, tzinfo
from html import escape
from typing import NamedTuple

from bot.translation import ENGLISH, Translation, formats


class DateForm(NamedTuple):
    """How a moment is spelled in English, and by CLDR's names for a date's and a time's lengths."""

    english: str
    date: str = ""
    time: str = ""


class Clock(NamedTuple):
    """A reader's zone and language."""

    zone: tzinfo
    tr: Translation = ENGLISH

    def spelled(self, seconds: int, form: DateForm) -> str:
        """The moment so many seconds after 1970."""
        moment = datetime.fromtimestamp(seconds, UTC).astimezone(self.zone)
        if self.tr.lang == ENGLISH.lang:
            return moment.strftime(form.english)
        return formats.moment(moment, self.tr, date=form.date, time=form.time)


def picture(words: object) -> str:
    """The picture's place and its words: a preview asks no other site for anything."""
    shown = escape(str(words or "A picture"))
    return f'<span class="picture" role="img" aria-label="{shown}">{shown}</span>'
