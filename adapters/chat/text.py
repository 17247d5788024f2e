"""Pure. The web's words before any platform's markup: on one line, nothing hidden, short; and how
a moment is given.

What comes out is still the web's: a renderer escapes it.
"""

import re
import unicodedata
from datetime import UTC, date, datetime, time
from functools import lru_cache

from bot.translation import ENGLISH, Translation
from bot.translation.formats import short_date

MOST_READ = 4_000  # characters of a text: nothing that is shown is as long

_JOINERS = "\u200c\u200d"  # Persian, the scripts of India and emoji are misspelt without them
# Letters that show nothing, though Unicode counts them neither as controls nor as format.
_BLANK = {"\u034f", "\u115f", "\u1160", "\u17b4", "\u17b5", "\u2800", "\u3164", "\uffa0"}
_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn"}
_END = re.compile(r"[.!?…。！？؟][\"”’»)\]]*(?=\s)|[。！？]")

Moment = datetime | date  # a date where no time of day was known


def clean(text: str | None) -> str:
    """`text` on one line, without controls, zero-width characters and changes of direction."""
    return _cleaned(text[:MOST_READ]) if text else ""


@lru_cache(maxsize=1024)  # a name stands in several places of a card
def _cleaned(text: str) -> str:
    spaced = " ".join(text.split())
    seen = (one for at, one in enumerate(spaced) if not is_hidden(one) or _joins(spaced, at))
    return " ".join("".join(seen).split())


def is_hidden(one: str) -> bool:
    """Whether a character shows nothing, or changes how others are shown."""
    return one in _BLANK or unicodedata.category(one) in _HIDDEN


def _joins(text: str, at: int) -> bool:
    """Whether a joiner stands between two letters of a script that has joiners, or two emoji."""
    if text[at] not in _JOINERS:
        return False
    beside = text[max(0, at - 1) : at] + text[at + 1 : at + 2]
    return len(beside) == len(_JOINERS) and all(
        one > "\u05ff" and unicodedata.category(one)[0] in "LMS" for one in beside
    )


def reads_from_right(text: str) -> bool:
    """Whether any of a text is in a script that is written from the right."""
    return any(unicodedata.bidirectional(one) in {"R", "AL"} for one in text)


def isolated(text: str, *, is_isolated: bool) -> str:
    """A text that is escaped already, between the marks that keep its direction to itself."""
    return f"\u2068{text}\u2069" if is_isolated and text.strip() else text


def shortened(text: str, most: int, mark: str = "…") -> str:
    """At most `most` characters of `text`: to a sentence's end, else a word's, and then `mark`."""
    if len(text) <= most:
        return text
    room = text[: most - len(mark) - 1]
    ends = [end.end() for end in _END.finditer(room + " ") if end.end() > most // 3]
    if ends:
        return f"{room[: ends[-1]]} {mark}"
    words, blank, _ = room.rpartition(" ")
    return (words if blank and len(words) > most // 3 else room).rstrip() + mark


def shown(text: str | None, most: int) -> str:
    """`text` clean and in at most `most` characters."""
    return shortened(clean(text), most)


def known(moment: datetime) -> Moment:
    """The moment, or its date alone where a source gave no more: that has no time to convert."""
    at = moment.astimezone(UTC)
    return at.date() if at.time() == time(0) else moment


def spelled(moment: Moment, tr: Translation = ENGLISH) -> str:
    """A moment in words, for where the reader's zone is not known."""
    if isinstance(moment, datetime):
        there = moment.astimezone(UTC)
        return f"{short_date(there, tr)}, {there:%H:%M} UTC"
    return short_date(moment, tr)
