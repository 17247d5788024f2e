"""I/O. The log: a line a person can read on a terminal, a JSON object a line in a container.

A secret never gets in: what the settings hold as secret is replaced wherever it stands, and so is
whatever looks like a token of a platform we speak to.
"""

import json
import logging
import sys
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any, TextIO

from bot import masking
from bot.text.visible import escaped, visible

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


class _Masking(logging.Formatter):
    def __init__(self, secrets: Iterable[str]) -> None:
        super().__init__()
        self._secrets = tuple(secrets)

    def masked(self, value: object) -> Any:  # noqa: ANN401  whatever JSON holds
        """The value as JSON can have it, with no secret in any of its texts."""
        if value is None or isinstance(value, bool | int | float):
            return value
        if isinstance(value, Mapping):
            return {str(self.masked(name)): self.masked(one) for name, one in value.items()}
        if isinstance(value, list | tuple | set | frozenset):
            return [self.masked(one) for one in value]
        return masking.masked(str(value), self._secrets)


class Readable(_Masking):
    """08:00:01 WARNING a feed failed: …"""

    def format(self, record: logging.LogRecord) -> str:
        moment = datetime.fromtimestamp(record.created, UTC)
        message = " ".join(record.getMessage().splitlines())  # a feed's text begins no line
        line = f"{moment:%H:%M:%S} {record.levelname} {message}"
        if record.exc_info:
            line += "\n" + self.formatException(record.exc_info)
        return visible(masking.masked(line, self._secrets))


class JsonLines(_Masking):
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
        return escaped(json.dumps(self.masked(said), ensure_ascii=False))
