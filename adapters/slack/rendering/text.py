"""Pure. Text from the web, made safe and short enough for Slack.

docs.slack.dev/messaging/formatting-message-text: `&`, `<` and `>` are escaped, which also defuses
`<!channel>` and `<@U…>`; what else formats is replaced by a sign that looks alike.
"""

import re
from datetime import datetime
from urllib.parse import urlsplit

from adapters.chat.text import Moment, clean, is_hidden, spelled
from bot.translation import ENGLISH, Translation

LONGEST_URL = 3000

_ALIKE = str.maketrans({"*": "∗", "_": "＿", "~": "∼", "`": "ˋ"})
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_EMOJI = re.compile(r":(?=[a-z][\w+'’-]*:)", re.IGNORECASE)
_QUOTE = re.compile(r"^[>\s]+")


def escaped(text: str | None) -> str:
    """`text` as mrkdwn that can neither format, link, mention nor show an emoji."""
    plain = _QUOTE.sub("", clean(text)).translate(_ALIKE).replace("://", ": //")
    return _EMOJI.sub("∶", plain).translate(_ESCAPES)


def web_address(url: str | None) -> str | None:
    """`url` where Slack may link to it: http or https, with a host, and not too long."""
    if not url or any(one.isspace() or is_hidden(one) or one in '<>|"' for one in url):
        return None
    if len(url) > LONGEST_URL:
        url = url.partition("#")[0]
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    is_web = parts.scheme in {"http", "https"} and parts.hostname and len(url) <= LONGEST_URL
    return url if is_web else None


def when(moment: Moment, tr: Translation = ENGLISH) -> str:
    """A moment as mrkdwn, shown in each reader's own zone; a date alone has no time to convert."""
    if not isinstance(moment, datetime):
        return spelled(moment, tr)
    seconds = int(moment.timestamp())
    return f"<!date^{seconds}^{date_form(tr)}|{spelled(moment, tr)}>"


def date_form(tr: Translation) -> str:
    """How Slack is to write a moment; it puts the day into the reader's language itself."""
    return tr("{day} at {time}", day="{date_short_pretty}", time="{time}")
