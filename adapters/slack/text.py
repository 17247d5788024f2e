"""Pure. Text from the web, made safe and short enough for Slack.

docs.slack.dev/messaging/formatting-message-text: `&`, `<` and `>` are escaped, which also defuses
`<!channel>` and `<@U…>`; what else formats is replaced by a sign that looks alike.
"""

import re
import unicodedata
from datetime import UTC, datetime, time
from functools import lru_cache
from urllib.parse import urlsplit

LONGEST_URL = 3000
MORE = "… more"
MOST_READ = 4_000  # characters of a text: nothing that is shown is as long

# Letters that show nothing, though Unicode counts them neither as controls nor as format.
_BLANK = {"\u034f", "\u115f", "\u1160", "\u17b4", "\u17b5", "\u2800", "\u3164", "\uffa0"}
_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn"}
_ALIKE = str.maketrans({"*": "∗", "_": "＿", "~": "∼", "`": "ˋ"})
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_EMOJI = re.compile(r":(?=[a-z][\w+'’-]*:)", re.IGNORECASE)
_QUOTE = re.compile(r"^[>\s]+")
_END = re.compile(r"[.!?…。！？؟][\"”’»)\]]*(?=\s)|[。！？]")


def clean(text: str | None) -> str:
    """`text` on one line, without controls, zero-width characters and changes of direction."""
    return _cleaned(text[:MOST_READ]) if text else ""


@lru_cache(maxsize=1024)  # a message is made several times over, with fewer points each
def _cleaned(text: str) -> str:
    visible = (one for one in text if one.isspace() or not _is_hidden(one))
    return " ".join("".join(visible).split())


def _is_hidden(one: str) -> bool:
    return one in _BLANK or unicodedata.category(one) in _HIDDEN


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


def escaped(text: str | None) -> str:
    """`text` as mrkdwn that can neither format, link, mention nor show an emoji."""
    plain = _QUOTE.sub("", clean(text)).translate(_ALIKE).replace("://", ": //")
    return _EMOJI.sub("∶", plain).translate(_ESCAPES)


def web_address(url: str | None) -> str | None:
    """`url` where Slack may link to it: http or https, with a host, and not too long."""
    if not url or any(one.isspace() or _is_hidden(one) or one in '<>|"' for one in url):
        return None
    if len(url) > LONGEST_URL:
        url = url.partition("#")[0]
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    is_web = parts.scheme in {"http", "https"} and parts.hostname and len(url) <= LONGEST_URL
    return url if is_web else None


def when(moment: datetime) -> str:
    """A moment as mrkdwn, shown in each reader's own zone; a bare date has no time to convert."""
    if is_bare_date(moment):
        return spelled(moment)
    seconds = int(moment.timestamp())
    return f"<!date^{seconds}^{{date_short_pretty}} at {{time}}|{spelled(moment)}>"


def spelled(moment: datetime) -> str:
    """A moment in words, for where the reader's zone is not known."""
    day = f"{moment.astimezone(UTC):%-d %b %Y}"
    return day if is_bare_date(moment) else f"{day}, {moment.astimezone(UTC):%H:%M} UTC"


def is_bare_date(moment: datetime) -> bool:
    """Whether only a date was known."""
    return moment.astimezone(UTC).time() == time(0)
