"""I/O. The log: a line a person can read on a terminal, a JSON object a line in a container.

A secret never gets in: what the settings hold as secret is replaced wherever it stands, and so is
whatever looks like a token of a platform we speak to.
"""

import json
import logging
import re
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TextIO

MASK = "•••"

# Slack's tokens and webhooks, Discord's bot tokens, keys of model vendors, any Bearer or Basic
# header, and a password in an address.
_TOKENS = re.compile(
    r"xox[a-z]-[\w-]{8,}|xapp-[\w-]{8,}|\b[\w-]{23,28}\.[\w-]{6}\.[\w-]{27,}|\bsk-[\w-]{16,}"
    r"|(?<=Bearer )\S+|(?<=Bot )\S{20,}|(?<=Basic )\S+|(?<=://)[^/\s:@]+:[^/\s@]+(?=@)"
)
_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime"}


def set_up(level: str, form: str, secrets: Iterable[str], out: TextIO | None = None) -> None:
    """Sends everything of `level` or worse to `out` (standard error).

    `form` is "text", "json", or "auto": text on a terminal, JSON elsewhere.
    """
    stream = out or sys.stderr
    as_json = form == "json" or (form == "auto" and not stream.isatty())
    handler = logging.StreamHandler(stream)
    handler.setFormatter((JsonLines if as_json else Readable)(secrets))
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    for chatty in ("httpx", "httpcore", "aiohttp.access", "discord", "slack_bolt", "alembic"):
        logging.getLogger(chatty).setLevel(max(logging.WARNING, logging.getLogger().level))


def redacted(text: str, secrets: Iterable[str]) -> str:
    """The text with each secret, and whatever looks like one, replaced by MASK."""
    for secret in filter(None, secrets):  # one that is not set is empty, and stands everywhere
        text = text.replace(secret, MASK)
    return _TOKENS.sub(MASK, text)


class _Redacting(logging.Formatter):
    def __init__(self, secrets: Iterable[str]) -> None:
        super().__init__()
        self._secrets = sorted(filter(None, secrets), key=len, reverse=True)

    def redacted(self, text: str) -> str:
        return redacted(text, self._secrets)


class Readable(_Redacting):
    """08:00:01 WARNING a feed failed: …"""

    def format(self, record: logging.LogRecord) -> str:
        moment = datetime.fromtimestamp(record.created, UTC)
        line = f"{moment:%H:%M:%S} {record.levelname} {record.getMessage()}"
        if record.exc_info:
            line += "\n" + self.formatException(record.exc_info)
        return self.redacted(line)


class JsonLines(_Redacting):
    """{"time": …, "level": …, "message": …} and what the call gave as `extra`."""

    def format(self, record: logging.LogRecord) -> str:
        moment = datetime.fromtimestamp(record.created, UTC)
        said = {
            "time": moment.isoformat().replace("+00:00", "Z"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        said |= {name: value for name, value in vars(record).items() if name not in _STANDARD}
        if record.exc_info:
            said["traceback"] = self.formatException(record.exc_info)
        return self.redacted(json.dumps(said, ensure_ascii=False, default=str))
