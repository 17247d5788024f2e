"""Pure. Addresses of mail, and the links by which a reader starts and stops a digest.

A link holds a key made from the address, so that nothing has to be stored for it, and nobody can
make one for another's address.
"""

import hmac
import re
from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import urlencode

from bot.models import Channel

LONGEST = 254  # characters of an address, by RFC 5321
UNCONFIRMED = "not confirmed yet"  # the reason for which such a subscription is paused
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")


class Wish(StrEnum):
    """What a link is for."""

    CONFIRM = "confirm"
    STOP = "stop"


def mailbox(text: str) -> str | None:
    """The address, its domain in small letters; None for what is none."""
    said = text.strip()
    if len(said) > LONGEST or not _ADDRESS.fullmatch(said):
        return None
    name, _, domain = said.rpartition("@")
    return f"{name}@{domain.lower()}"


def channel(address: str) -> Channel:
    """Where the digests of an address go: a workspace of its own, so that it can be forgotten."""
    return Channel("mail", address, "inbox")


@dataclass(frozen=True, slots=True)
class ReaderLinks:
    """Links at our own address (without a slash); `secret` is the installation's."""

    public_url: str
    secret: str = field(repr=False)

    def link(self, wish: Wish, address: str) -> str:
        """Where the reader at an address says what they want."""
        query = urlencode({"to": address, "key": self._key(wish, address)})
        return f"{self.public_url}/mail/{wish}?{query}"

    def is_right(self, wish: Wish, address: str, key: str) -> bool:
        """Whether the key is the one that was sent there."""
        return hmac.compare_digest(
            self._key(wish, address), key.encode("ascii", "replace").decode()
        )

    def _key(self, wish: Wish, address: str) -> str:
        said = f"{wish}\0{address}".encode()
        return hmac.new(self.secret.encode(), said, "sha256").hexdigest()
