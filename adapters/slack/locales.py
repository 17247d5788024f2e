"""I/O. Which language a person reads: Slack says it of everybody, for the scope `users:read`."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.calls import FAILURES
from bot.models import Person
from bot.translation import code

SECONDS = 0.7  # that an answer waits for it: a form must open in three
KEPT = 3600.0  # seconds
MOST_PEOPLE = 10_000  # kept


@dataclass(slots=True)
class Locales:
    """Each person's language, kept for an hour by this process; `steady` gives seconds."""

    steady: Callable[[], float]
    _known: dict[Person, tuple[str, float]] = field(default_factory=dict)  # and until when

    async def language(self, client: AsyncWebClient, person: Person) -> str:
        """The code of the person's language; empty where Slack doesn't say it at once."""
        found, until = self._known.get(person, ("", 0.0))
        if self.steady() < until or not person.id:
            return found
        found = ""
        with suppress(*FAILURES):
            async with asyncio.timeout(SECONDS):
                answer = await client.users_info(user=person.id, include_locale=True)
                found = code(str(answer["user"].get("locale") or ""))
        if len(self._known) >= MOST_PEOPLE:
            self._known.clear()
        self._known[person] = (found, self.steady() + KEPT)
        return found
