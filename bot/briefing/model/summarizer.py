"""I/O. The summarizer that asks a language model, and stands back whenever that fails.

    async with model_server(endpoint) as server:
        summarizer = Summarizer(server, cache, ledger)
        better = await summarizer.brief(base, articles, Length.BRIEF, most=88)

The extractive brief exists before the model is asked; what comes back is that one, or one whose
points were each checked against the sentences they cite.
"""

import asyncio
import hashlib
import json
import logging
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Protocol
from weakref import WeakValueDictionary

from bot.briefing.model import prompts, spending
from bot.briefing.model.numbered import numbered
from bot.briefing.model.rewriting import rewritten
from bot.briefing.model.spending import Caps, Prices, Spent
from bot.errors import BriefbotError, ModelBusyError, ModelError, ModelRefusedError
from bot.models import Article, Brief, Length
from bot.ports import Completion, LanguageModel, Prompt
from bot.text.guarded import GUARDED_LANGUAGES

log = logging.getLogger("briefbot")

_UNKNOWN_FAILURES = (ValueError, LookupError, ArithmeticError, TypeError, RecursionError)


class Cache(Protocol):
    """Where answers are kept, so that the same question is paid for once."""

    async def get(self, key: str) -> str | None:
        """The answer kept under `key`."""
        ...

    async def put(self, key: str, answer: str) -> None:
        """Keeps an answer."""
        ...


class Ledger(Protocol):
    """What each day (UTC) cost so far, for all replicas together."""

    async def add(self, day: date, spent: Spent) -> Spent:
        """Adds to a day's sum, or takes from it, in one step; gives the new sum."""
        ...


@dataclass(frozen=True, slots=True)
class Budget:
    """What asking may cost: seconds a brief, questions at once, and tokens and money a day."""

    seconds: float = 20.0
    at_once: int = 4
    caps: Caps = field(default_factory=Caps)
    prices: Prices = field(default_factory=Prices)


def utc_now() -> datetime:
    """The time of day, UTC."""
    return datetime.now(UTC)


class Summarizer:
    """Has briefs rewritten by a language model."""

    def __init__(
        self,
        model: LanguageModel,
        cache: Cache,
        ledger: Ledger,
        budget: Budget = Budget(),
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        self._model = model
        self._cache = cache
        self._ledger = ledger
        self._budget = budget
        self._now = now
        self._places = asyncio.Semaphore(budget.at_once)
        self._asked = WeakValueDictionary[str, asyncio.Lock]()

    async def brief(
        self, base: Brief, articles: Sequence[Article], length: Length, most: int
    ) -> Brief:
        """`base`, of these articles, in the model's words: at most `most` of them.

        Never raises: `base` itself where the model gives nothing of use in time, with one line in
        the log that says why.
        """
        readable = [one for one in articles if one.lang is None or one.lang in GUARDED_LANGUAGES]
        if not readable:
            return base  # what must not be lost is not known in that language
        try:
            async with asyncio.timeout(self._budget.seconds):
                return await self._rewritten(base, readable, length, most)
        except TimeoutError:
            log.warning("extractive brief: no answer within %g seconds", self._budget.seconds)
        except BriefbotError as error:
            log.warning("extractive brief: %s", error.log)
        except _UNKNOWN_FAILURES:
            log.exception("extractive brief: the model's failed in a way briefbot does not know")
        return base

    async def _rewritten(
        self, base: Brief, articles: Sequence[Article], length: Length, most: int
    ) -> Brief:
        reports = numbered(articles)
        prompt = prompts.question([[one.text for one in report] for report in reports], most)
        written = prompts.written(await self._answer(prompt))
        shown = [one for report in reports for one in report]
        better = rewritten(base, written, shown, length, most)
        if better is None:
            raise ModelError(
                "no point of the model's holds against its sources",
                advice="The language model invents too much. Try a larger one.",
            )
        if better.rejected:
            kinds = Counter(flaw.name.lower() for flaw in better.rejected)
            log.info("of the model's points, not shown: %s", dict(kinds))
        return better.brief

    async def _answer(self, prompt: Prompt) -> str:
        """The model's answer, from the cache where it was asked before or is being asked now."""
        key = _key(self._model.name, prompt)
        lock = self._asked.setdefault(key, asyncio.Lock())
        async with lock:
            kept = await self._cache.get(key)
            if kept is not None:
                return kept
            async with self._places:
                reply = await self._paid(prompt)
            await self._cache.put(key, reply.text)
            return reply.text

    async def _paid(self, prompt: Prompt) -> Completion:
        """Asks within the day's caps: the estimate is booked first, then what it really was."""
        day = self._now().date()
        booked = spending.estimate(prompt, self._budget.prices)
        total = await self._ledger.add(day, booked)
        if spending.exceeds(total, self._budget.caps):
            await self._ledger.add(day, -booked)
            raise ModelError(
                "today's budget for the language model is spent",
                advice="Briefs are extractive until midnight UTC; an operator can raise the cap.",
            )
        try:
            reply = await self._model.complete(prompt)
        except (ModelBusyError, ModelRefusedError):
            await self._ledger.add(day, -booked)  # an error costs nothing; all else may have
            raise
        await self._ledger.add(day, spending.cost(reply, self._budget.prices, booked) - booked)
        return reply


async def trial(model: LanguageModel) -> None:
    """Asks a model to shorten two sentences of ours; raises ModelError with what to do about it."""
    sentences = ["A ferry caught fire off Tolm on Monday.", "All 40 passengers were saved."]
    reply = await model.complete(prompts.question([sentences], 30))
    prompts.written(reply.text)


def _key(name: str, prompt: Prompt) -> str:
    """The same for the same question to the same model, whichever server it stands on."""
    asked = [name, prompt.system, prompt.user, prompt.schema, prompt.most_tokens]
    return hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()
