"""What is secret in the store: encrypted where the operator gave a key, else as it is.

The file of an SQLite store is its owner's alone either way; a key also keeps backups and PostgreSQL
from telling. Keys are Fernet's, the newest first, so that one can be changed for another.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.errors import StoreError, UsageError

if TYPE_CHECKING:
    from cryptography.fernet import MultiFernet

_SEALED = b"gAAAA"  # how every Fernet token begins
_OPEN = b"-"


def sealed(keys: Sequence[str], text: str) -> bytes:
    """The text as it is kept; raises UsageError for a key that is none."""
    return _box(keys).encrypt(text.encode()) if keys else _OPEN + text.encode()


def opened(keys: Sequence[str], kept: bytes) -> str:
    """The text again; raises StoreError where the key is missing or another."""
    if not is_sealed(kept):
        return kept.removeprefix(_OPEN).decode()
    from cryptography.fernet import InvalidToken  # noqa: PLC0415 — slow to import, seldom needed

    try:
        return _box(keys).decrypt(kept).decode() if keys else _locked()
    except InvalidToken:
        return _locked()


def is_sealed(kept: bytes) -> bool:
    """Whether it is encrypted, and tells nothing to whoever has it without the key."""
    return kept.startswith(_SEALED)


def require_keys(keys: Sequence[str]) -> None:
    """Raises UsageError where one of them is no key."""
    if keys:
        _box(keys)


def _locked() -> str:
    raise StoreError(
        "store: a secret was encrypted with another key",
        advice="BRIEFBOT_SECRET_KEY is missing or has changed. Put the old key after the new one.",
    )


def _box(keys: Sequence[str]) -> "MultiFernet":
    from cryptography.fernet import Fernet, MultiFernet  # noqa: PLC0415 — likewise

    try:
        return MultiFernet([Fernet(key) for key in keys])
    except ValueError as error:
        raise UsageError(
            "the secret key is none of Fernet's",
            advice="Please correct BRIEFBOT_SECRET_KEY; docs/deploying.md says how to make one.",
        ) from error
