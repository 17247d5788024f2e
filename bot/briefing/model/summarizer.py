"""I/O. The summarizer that asks a language model, and stands back whenever that fails.

    async with model_server(endpoint) as server:
        summarizer = Summarizer(server, cache, ledger)
        better = await summarizer.brief(base, [article], Length.BRIEF, {article.id: 88})

The extractive brief exists before the model is asked. What comes back is that one; or, where the
model chooses, one of the sentences that it named by number; or, where it writes, one whose points
were each checked against the sentences they cite.
"""

import asyncio
import hashlib
import json
import logging
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Literal, Protocol, TypeVar
from weakref import WeakValueDictionary

from bot.briefing.check.translations import Hear
from bot.briefing.model import (
    arrange_prompt,
    choose_prompt,
    spending,
    translate_prompt,
    trial,
    write_prompt,
)
from bot.briefing.model.arrange_prompt import Arrangement, Lineup
from bot.briefing.model.chosen import chosen
from bot.briefing.model.menu import menu
from bot.briefing.model.numbered import numbered
from bot.briefing.model.spending import Caps, Prices, Spent
from bot.briefing.model.translated import lines_to_translate, translated
from bot.briefing.model.written import rewritten
from bot.errors import (
    BriefbotError,
    ModelBudgetError,
    ModelBusyError,
    ModelError,
    ModelPositionError,
    ModelRefusedError,
)
from bot.models import Article, Brief, Length, Story
from bot.ports import Completion, LanguageModel, Prompt
from bot.text.guarded import GUARDED_LANGUAGES
from bot.translation import ENGLISH
from bot.translation.formats import language_name

log = logging.getLogger("briefbot")

Made = TypeVar("Made")
Mode = Literal["choose", "write"]

Cause = Literal["slow", "busy", "refused", "budget", "by_position", "unusable", "broken"]

_CAUSES: Sequence[tuple[type[BriefbotError], Cause]] = (
    (ModelBusyError, "busy"),
    (ModelRefusedError, "refused"),
    (ModelBudgetError, "budget"),
    (ModelPositionError, "by_position"),
    (ModelError, "unusable"),
)
_LONGEST_ARRANGING = 20.0  # seconds: the briefs of a digest come after its order
_UNKNOWN_FAILURES = (ValueError, LookupError, ArithmeticError, TypeError, RecursionError)


class Cache(Protocol):
    """Where answers are kept, so that the same question is paid for once."""

    async def get(self, key: str) -> str | None:
        """The answer kept under `key`."""

    async def put(self, key: str, answer: str) -> None:
        """Keeps an answer."""


class Ledger(Protocol):
    """What each day (UTC) cost so far, for all replicas together."""

    async def add(self, day: date, spent: Spent) -> Spent:
        """Adds to a day's sum, or takes from it, in one step; gives the new sum."""

    async def fell_back(self, day: date, cause: Cause) -> None:
        """Counts a brief, or the order of a digest, that was made without the model."""


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
    """Has briefs chosen, written or translated by a language model, and digests put in order."""

    def __init__(  # noqa: PLR0913 -- what it asks, what that may cost, and how it is used
        self,
        model: LanguageModel,
        cache: Cache,
        ledger: Ledger,
        budget: Budget = Budget(),
        *,
        now: Callable[[], datetime] = utc_now,
        mode: Mode = "choose",
    ) -> None:
        self._model = model
        self._cache = cache
        self._ledger = ledger
        self._budget = budget
        self._now = now
        self._mode = mode
        self._places = asyncio.Semaphore(budget.at_once)
        self._asked = WeakValueDictionary[str, asyncio.Lock]()
        self._trials: dict[date, bool] = {}

    async def brief(
        self,
        base: Brief,
        articles: Sequence[Article],
        length: Length,
        quotable: Mapping[str, int],
    ) -> Brief:
        """`base`, of these articles, as the model would have it; of each, by its id, at most so
        many words are quoted.

        `base` itself where the model gives nothing of use in time. Raises StoreError where that
        can't be counted.
        """
        make = self._chosen if self._mode == "choose" else self._written
        work = make(base, articles, length, quotable)
        return await self._in_time(work, self._budget.seconds, "extractive brief") or base

    async def arrangement(self, stories: Sequence[Story], left: timedelta) -> Arrangement | None:
        """The order in which a digest has these stories; None for the order that they are in.

        A digest never waits for it past its time: the model is not asked where too little is
        `left` to ask it, and then for the briefs. Raises StoreError where it can't be counted that
        it gives nothing of use.
        """
        shown = arrange_prompt.lineup(stories)
        seconds = min(self._budget.seconds, _LONGEST_ARRANGING)
        is_late = left.total_seconds() < seconds + self._budget.seconds
        if len(shown.headlines) < 2 or is_late:  # noqa: PLR2004  an order takes two
            return None
        return await self._in_time(self._arranged(shown), seconds, "digest in our own order")

    async def translation(
        self, base: Brief, articles: Sequence[Article], to: str, hear: Hear
    ) -> Brief | None:
        """`base`, of these articles, in the language `to`; None where the model gives nothing in
        time that holds. Raises StoreError where that can't be counted."""
        work = self._translated(base, articles, to, hear)
        return await self._in_time(work, self._budget.seconds, "headline in its own language")

    async def _translated(
        self, base: Brief, articles: Sequence[Article], to: str, hear: Hear
    ) -> Brief:
        lines = lines_to_translate(base)
        prompt = translate_prompt.question(lines, language_name(to, ENGLISH) or to)
        answer = await self._answer(prompt)
        better = translated(base, translate_prompt.lines_of(answer), articles, to, hear)
        if better is None:
            raise ModelError(
                "the model's translation does not have the original's numbers, days and names",
                advice="The language model translates badly. Try a larger one.",
            )
        return better

    async def _in_time(self, work: Awaitable[Made], seconds: float, instead: str) -> Made | None:
        """What comes of asking the model; None where it gives nothing of use in time, with one line
        in the log that says why, counted by its cause."""
        try:
            async with asyncio.timeout(seconds):
                return await work
        except TimeoutError:
            log.warning("%s: no answer within %g seconds", instead, seconds)
            cause: Cause = "slow"
        except BriefbotError as error:
            log.warning("%s: %s", instead, error.log)
            cause = next((one for kind, one in _CAUSES if isinstance(error, kind)), "broken")
        except _UNKNOWN_FAILURES:
            log.exception("%s: the model failed in a way briefbot does not know", instead)
            cause = "broken"
        await self._ledger.fell_back(self._now().date(), cause)
        return None

    async def _arranged(self, shown: Lineup) -> Arrangement:
        await self._passed_today()
        return arrange_prompt.arrangement(await self._answer(arrange_prompt.question(shown)), shown)

    async def _chosen(
        self,
        base: Brief,
        articles: Sequence[Article],
        length: Length,
        quotable: Mapping[str, int],
    ) -> Brief:
        await self._passed_today()
        offered = menu(base.headline, articles)
        answer = await self._answer(choose_prompt.question(offered, max(quotable.values())))
        made = chosen(base, choose_prompt.ranking(answer), offered, length, quotable)
        if made is None:
            raise ModelError(
                "no sentence of the model's choice can be shown",
                advice="The language model chooses badly. Try a larger one.",
            )
        if made.refused:
            log.info("of the model's choices, %d can't be shown", made.refused)
        return made.brief

    async def _passed_today(self) -> None:
        """Raises ModelError for a model that picks by position; it is tried once a day (UTC)."""
        today = self._now().date()
        if today not in self._trials:
            asked = trial.questions(today.isoformat())
            answers = [await self._answer(one.prompt) for one in asked]
            self._trials = {today: trial.passes(asked, answers)}
        if not self._trials[today]:
            raise by_position(self._model.name)

    async def _written(
        self,
        base: Brief,
        articles: Sequence[Article],
        length: Length,
        quotable: Mapping[str, int],
    ) -> Brief:
        most = max(quotable.values())
        readable = [one for one in articles if one.lang is None or one.lang in GUARDED_LANGUAGES]
        if not readable:
            return base  # what must not be lost is not known in that language
        reports = numbered(readable)
        prompt = write_prompt.question([[one.text for one in report] for report in reports], most)
        points = write_prompt.written(await self._answer(prompt))
        shown = [one for report in reports for one in report]
        better = rewritten(base, points, shown, length, most)
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
            raise ModelBudgetError(
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


async def tried(model: LanguageModel, mode: Mode, seed: str) -> None:
    """Asks a model about little reports of ours; raises ModelError with what to do about it."""
    if mode == "choose":
        asked = trial.questions(seed)
        answers = [(await model.complete(one.prompt)).text for one in asked]
        if not trial.passes(asked, answers):
            raise by_position(model.name)
        return
    sentences = ["A ferry caught fire off Tolm on Monday.", "All 40 passengers were saved."]
    reply = await model.complete(write_prompt.question([sentences], 30))
    write_prompt.written(reply.text)


def by_position(name: str) -> ModelPositionError:
    """What to say of a model that gives the same numbers whatever stands behind them."""
    return ModelPositionError(
        f"the model {name} picks by position, not by content",
        advice=f"{name or 'The model'} picks by position, not by content: a larger one is needed. "
        "Briefs stay extractive.",
    )


def _key(name: str, prompt: Prompt) -> str:
    """The same for the same question to the same model, whichever server it stands on."""
    asked = [name, prompt.system, prompt.user, prompt.schema, prompt.most_tokens]
    return hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()
