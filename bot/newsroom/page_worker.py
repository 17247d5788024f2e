"""I/O. What a worker process does: it reads a page, within its limits.

A worker starts by importing this, so that this imports little: no database, no HTTP.
"""

import resource
import signal

from lxml import etree

from bot.errors import UnreadableError
from bot.models import Article
from bot.reading import (
    article,  # noqa: F401  it takes time that is not a page's
    documents,
)

IDLE = 30  # seconds until a worker without work ends

# An error as it crosses from the worker: its kind, what it logs, and what it advises.
Refusal = tuple[type[UnreadableError], str, str]


def read(
    body: bytes, url: str, charset: str | None, address: str, limits: tuple[float, int]
) -> Article | Refusal:
    """The article, or why there is none; the system ends what takes more seconds or bytes."""
    seconds, memory = limits
    signal.alarm(0)
    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        return documents.read_answer(body, url=url, address=address, charset=charset)
    except UnreadableError as error:
        return type(error), error.log, error.advice
    except (MemoryError, etree.LxmlError):
        # lxml reads any text, so that its own errors, which can't cross over, are of want of memory
        return too_much("memory")
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.alarm(IDLE)


def too_much(of: str) -> Refusal:
    """The refusal of a page that took too much time or memory."""
    return (
        UnreadableError,
        f"reading it took too much {of}",
        "That page is too much work to read. Please open it yourself.",
    )
