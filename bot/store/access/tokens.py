"""I/O. The tokens that programs and browsers read with; only a digest of each is stored."""

import hashlib
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from bot.errors import UsageError
from bot.ports import Scope
from bot.store.engine import Store, forget, insert
from bot.store.schema import api_tokens

_BYTES = 32  # too many to guess, so that a plain digest needs no salt
PREFIX = "briefbot_"  # by which a scanner for leaked secrets knows it


@dataclass(frozen=True, slots=True)
class ApiToken:
    """A token by the name that the operator gave it, and what it is for."""

    name: str
    scopes: frozenset[Scope]
    made: datetime


def add(store: Store, name: str, scopes: Collection[Scope], *, now: datetime) -> str:
    """Makes a token and returns it, this once. Raises UsageError where the name is taken."""
    secret = PREFIX + secrets.token_urlsafe(_BYTES)
    row = {
        "name": name, "digest": _digest(secret), "scopes": " ".join(sorted(scopes)), "made": now,
    }  # fmt: skip
    with store.writing() as connection:
        new = insert(connection, api_tokens).values(row).on_conflict_do_nothing()
        if connection.execute(new.returning(api_tokens.c.name)).first() is None:
            raise UsageError(
                f"a second token {name!r}",
                advice="There is a token of that name. Remove it first, or choose another name.",
            )
    return secret


def everything(store: Store) -> tuple[ApiToken, ...]:
    """Every token, by name."""
    with store.reading() as connection:
        rows = connection.execute(select(api_tokens).order_by(api_tokens.c.name))
        return tuple(ApiToken(row.name, _scopes(row.scopes), row.made) for row in rows)


def remove(store: Store, name: str) -> bool:
    """Takes a token back; False where there was none of that name."""
    return forget(store, api_tokens, api_tokens.c.name == name) > 0


def admitted(store: Store, secret: str, scope: Scope) -> str | None:
    """The name of the token, if there is such a one for this."""
    query = select(api_tokens).where(api_tokens.c.digest == _digest(secret))
    with store.reading() as connection:
        row = connection.execute(query).first()
    return row.name if row is not None and scope in _scopes(row.scopes) else None


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def _scopes(text: str) -> frozenset[Scope]:
    return frozenset(map(Scope, text.split()))
