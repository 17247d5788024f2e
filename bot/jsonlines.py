"""JSON lines: one answer for each line, in order; a bad line fails alone and the rest go on."""

import json
import logging
from collections.abc import Callable, Iterable
from typing import TextIO

from bot.contract.lines import Request, parse
from bot.contract.records import Record
from bot.errors import BriefbotError
from bot.text.visible import escaped

log = logging.getLogger("briefbot")


def answer_all(
    lines: Iterable[bytes],
    kind: type[Request],
    answer: Callable[[Request], Record],
    out: TextIO,
) -> bool:
    """Write the answer to each request on `out`; say whether all were good."""
    good = True
    for line in lines:
        if line.strip():
            record = _answer(line, kind, answer)
            good = good and "error" not in record
            write(record, out)
    return good


def read_all(
    lines: Iterable[bytes], kind: type[Request]
) -> tuple[dict[int, Request], dict[int, Record]]:
    """The good requests and the answers to the bad ones, each by its place among all."""
    good: dict[int, Request] = {}
    bad: dict[int, Record] = {}
    for place, line in enumerate(line for line in lines if line.strip()):
        try:
            good[place] = parse(kind, line)
        except BriefbotError as error:
            bad[place] = failed(line, error)
    return good, bad


def failed(line: bytes, error: BriefbotError) -> Record:
    """The answer to a line that failed."""
    log.info("a line failed: %s", error.log)
    return {"id": _id(line), "error": error.advice}


def write(record: Record, out: TextIO, *, indent: int | None = None) -> None:
    out.write(escaped(json.dumps(record, ensure_ascii=False, indent=indent)) + "\n")
    out.flush()


def _answer(line: bytes, kind: type[Request], answer: Callable[[Request], Record]) -> Record:
    try:
        return answer(parse(kind, line))
    except BriefbotError as error:
        return failed(line, error)
    except Exception:  # a fault of ours in one line must not cost the caller the others
        log.exception("a line failed in a way briefbot does not know")
        return {"id": _id(line), "error": "Briefbot failed on this line; please report it."}


def _id(line: bytes) -> str | int | None:
    """The line's id as far as it can be told from something malformed."""
    try:
        found = json.loads(line).get("id")
    except (ValueError, AttributeError, RecursionError):
        return None
    return found if isinstance(found, str | int) else None
