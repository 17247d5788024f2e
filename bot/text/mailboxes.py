"""Pure. Addresses of mail, and where the digests of one go."""

import re

from bot.models import Channel

LONGEST = 254  # characters of an address, by RFC 5321
UNCONFIRMED = "not confirmed yet"  # the reason for which such a subscription is paused
PLATFORM = "mail"
PATTERN = r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}"
_ADDRESS = re.compile(PATTERN)


def mailbox(text: str) -> str | None:
    """The address, its domain in small letters; None for what is none."""
    said = text.strip()
    if len(said) > LONGEST or not _ADDRESS.fullmatch(said):
        return None
    name, _, domain = said.rpartition("@")
    return f"{name}@{domain.lower()}"


def inbox(address: str) -> Channel:
    """Where the digests of an address go: a workspace of its own, so that it can be forgotten."""
    return Channel(PLATFORM, address, "inbox")
