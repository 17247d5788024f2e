"""Pure. The links by which a reader starts and stops a digest by mail.

A link holds a key made from the address, so that nothing has to be stored for it, and nobody can
make one for another's address.
"""

import hmac
from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import urlencode


class Wish(StrEnum):
    """What a link is for."""

    CONFIRM = "confirm"
    STOP = "stop"


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
