"""Pure. What people write to get a digest by mail: "mail me at ann@example.org at 7, ukraine"."""

import re
from dataclasses import dataclass
from functools import cache

from adapters.chat import digest_text
from adapters.chat.digest_options import DigestAction, DigestOptions
from adapters.chat.times import asking
from bot.text import mailboxes
from bot.text.lexicon.notation import any_of

_WHERE = re.compile(rf"(?:^|(?<=\s))<?(?:mailto:)?(?P<address>{mailboxes.PATTERN})\S{{0,300}}")


@dataclass(frozen=True, slots=True)
class MailOrder:
    """What is wanted by mail; no address where none was given."""

    address: str
    wanted: DigestAction | DigestOptions


def read(text: str) -> MailOrder | None:
    """What somebody wants by mail; None for anything else. Raises UsageError for what makes no
    sense in it."""
    said = " ".join(text[:2_000].split())
    found = _by_mail().match(said)
    return ordered(said[found.end() :]) if found else None


def ordered(text: str) -> MailOrder:
    """An address with what is to come there, or what is to become of that; raises UsageError."""
    found = _WHERE.search(text)
    address = mailboxes.mailbox(found["address"]) if found else None
    if found:
        text = f"{_at().sub('', text[: found.start()])}{text[found.end() :]}"
    rest = text.strip(" ,;:.")
    return MailOrder(address or "", digest_text.action(rest) or digest_text.read(rest))


@cache
def _by_mail() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(asking('by_mail'))})(?=[\s,:]|$)", re.IGNORECASE)


@cache
def _at() -> re.Pattern[str]:
    """What stands before an address."""
    return re.compile(rf"(?:{any_of((*asking('at'), *asking('to')))})\s*$", re.IGNORECASE)
