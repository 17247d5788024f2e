"""I/O. What a worker process does: one piece of work after another, each within its limits.

Its parent writes a pickle of a function with what it is given, and reads the size and the pickle of
what came of it. A worker starts by importing this, so that this imports little: no database, no
HTTP, and in the parent, which imports it too, nothing to read with.
"""

import os
import pickle
import resource
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

from lxml import etree

from bot.errors import BriefbotError

IDLE = 30  # seconds until a worker without work ends
SIZE = 8  # bytes, before an answer

# What came of a piece of work: its result, or an error's kind, what it logs and what it advises.
Answer = tuple[bool, Any]


def serve(seconds: float, memory: int) -> None:
    """Works until its parent has ended, or has asked for nothing for a while.

    The system ends it where a piece takes more seconds of work. Whoever stops the service tells
    every process; this one has its end with its parent.
    """
    # It takes time that is not a page's.
    from bot.reading import article  # noqa: F401, PLC0415
    from bot.reading.feeds import entries  # noqa: F401, PLC0415

    for one in (signal.SIGINT, signal.SIGTERM):
        signal.signal(one, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    asked, answers = sys.stdin.buffer, _own_output()
    with suppress(EOFError, MemoryError):  # of what is too large to be taken in or given back
        while True:
            signal.alarm(IDLE)
            function, given, named = pickle.load(asked)  # noqa: S301  our own parent's
            signal.alarm(0)
            signal.setitimer(signal.ITIMER_PROF, seconds)
            answer = pickle.dumps(_answer(function, given, named), pickle.HIGHEST_PROTOCOL)
            signal.setitimer(signal.ITIMER_PROF, 0)
            answers.write(len(answer).to_bytes(SIZE) + answer)
            answers.flush()


def _own_output() -> BinaryIO:
    """Where answers go, and nothing else that may be printed."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    with Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())
    return answers


def _answer(function: Callable[..., Any], given: tuple[Any, ...], named: dict[str, Any]) -> Answer:
    try:
        return True, function(*given, **named)
    except BriefbotError as error:
        return False, (type(error), error.log, error.advice)
    except (MemoryError, etree.LxmlError):
        # lxml reads any text, so that its own errors, which can't cross over, are of want of memory
        return False, (MemoryError, "", "")
    except Exception as error:  # noqa: BLE001  whatever it is, the parent tells of it
        return False, (RuntimeError, f"{type(error).__name__}: {error}", "")
