"""I/O. The tokens of the workspaces the app is installed in, encrypted where they are kept."""

import json
import logging
from dataclasses import dataclass
from typing import Any, Protocol

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from slack_bolt.authorization import AuthorizeResult

from adapters.slack.settings import SlackSettings
from bot.errors import PostRefusedError, UsageError

log = logging.getLogger(__name__)


class Installs(Protocol):
    """Keeps a workspace's installation; what it is given is encrypted already."""

    async def save(self, team: str, secret: bytes) -> None:
        """Keeps it in the place of the one before."""

    async def find(self, team: str) -> bytes | None:
        """A workspace's installation; None where there is none."""

    async def remove(self, team: str) -> bool:
        """Forgets it; False where there was none."""


class NoInstalls:
    """For one workspace, whose token stands in the settings."""

    async def save(self, team: str, secret: bytes) -> None:
        raise UsageError(f"slack: {team} and {len(secret)} bytes: no store", advice=_NO_KEY)

    async def find(self, team: str) -> bytes | None:  # noqa: ARG002 -- the port's signature
        return None

    async def remove(self, team: str) -> bool:  # noqa: ARG002 -- the port's signature
        return False


_NO_KEY = "Please set BRIEFBOT_SLACK_TOKEN_KEY; briefbot doctor says how to make one."


@dataclass(frozen=True, slots=True)
class Tokens:
    """Finds the token for a workspace: the settings' own, or that of its installation."""

    settings: SlackSettings
    installs: Installs

    async def of(self, team: str) -> str | None:
        """A workspace's bot token; None where the app is not installed there."""
        if own := self.settings.bot_token.get_secret_value():
            return own
        secret = await self.installs.find(team)
        return str(_opened(self.settings, secret)["token"]) if secret else None

    async def required(self, team: str) -> str:
        """As `of`; raises PostRefusedError where the app is not installed."""
        token = await self.of(team)
        if token is None:
            raise PostRefusedError(
                f"slack: not installed in {team}",
                advice="I am no longer installed in that workspace; please install me again.",
            )
        return token

    async def keep(self, team: str, token: str) -> None:
        """Keeps what a new installation gave."""
        sealed = _sealer(self.settings).encrypt(json.dumps({"token": token}).encode())
        await self.installs.save(team, sealed)

    async def forget(self, team: str) -> None:
        """The app was removed from a workspace."""
        await self.installs.remove(team)

    async def authorize(
        self, enterprise_id: str | None, team_id: str | None, user_id: str | None
    ) -> AuthorizeResult | None:
        """For Bolt: without asking Slack, which would make people wait."""
        team = team_id or enterprise_id or ""
        token = await self.of(team)
        if token is None:
            log.info("slack: not installed in %s", team)
            return None
        return AuthorizeResult(
            enterprise_id=enterprise_id, team_id=team_id, user_id=user_id, bot_token=token
        )


def _opened(settings: SlackSettings, secret: bytes) -> dict[str, Any]:
    try:
        opened: dict[str, Any] = json.loads(_sealer(settings).decrypt(secret))
    except InvalidToken as error:
        raise UsageError(
            "slack: an installation was encrypted with another key",
            advice="BRIEFBOT_SLACK_TOKEN_KEY has changed. Put the old key after the new one.",
        ) from error
    return opened


def _sealer(settings: SlackSettings) -> MultiFernet:
    keys = settings.token_key.get_secret_value().replace(",", " ").split()
    try:
        return MultiFernet([Fernet(key) for key in keys])
    except ValueError as error:
        raise UsageError(f"slack: token key: {error}", advice=_NO_KEY) from error


@dataclass(frozen=True, slots=True)
class States:
    """Short-lived proofs that an installation was begun here, which only we can make."""

    settings: SlackSettings

    def issue(self, nonce: str) -> str:
        """A state for Slack to bring back, bound to a browser by its `nonce`."""
        return _sealer(self.settings).encrypt(nonce.encode()).decode()

    def is_ours(self, state: str, nonce: str, *, seconds: int) -> bool:
        """Whether it was issued to this browser, not longer ago than `seconds`."""
        try:
            return _sealer(self.settings).decrypt(state.encode(), ttl=seconds) == nonce.encode()
        except (InvalidToken, UnicodeEncodeError):
            return False
