"""Pure. The signature of a request: https://www.standardwebhooks.com, symmetric, version 1.

HMAC-SHA256 over "id.timestamp.body". Every secret in use signs, so that a receiver may change from
the old one to the new one at any moment.
"""

import hmac
from base64 import b64decode, b64encode
from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256

PREFIX = "whsec_"
FEWEST_BYTES, MOST_BYTES = 24, 64  # of a secret, by the standard


def is_secret(text: str) -> bool:
    """Whether this is a secret that signs."""
    return FEWEST_BYTES <= len(_bytes(text)) <= MOST_BYTES


def headers(id: str, at: datetime, body: bytes, secrets: Iterable[str]) -> dict[str, str]:
    """What goes with the request `id` sent at the aware moment `at`; its body is signed as is."""
    timestamp = str(int(at.timestamp()))
    told = f"{id}.{timestamp}.".encode() + body
    return {
        "webhook-id": id,
        "webhook-timestamp": timestamp,
        "webhook-signature": " ".join(_signature(told, secret) for secret in secrets),
    }


def _signature(told: bytes, secret: str) -> str:
    return f"v1,{b64encode(hmac.digest(_bytes(secret), told, sha256)).decode()}"


def _bytes(secret: str) -> bytes:
    if not secret.startswith(PREFIX):
        return b""
    try:
        return b64decode(secret.removeprefix(PREFIX), validate=True)
    except ValueError:
        return b""
