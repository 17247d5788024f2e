"""I/O. A language model's hand in briefs and digests; what it answers and costs is stored.

Imported only where the operator chose a model: the checks of its sentences take memory.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.briefing import digest
from bot.briefing.digest import StoryCandidate
from bot.briefing.extract.compose import allowed_words
from bot.briefing.model.client import model_server
from bot.briefing.model.protocols import Endpoint
from bot.briefing.model.spending import Spent
from bot.briefing.model.summarizer import Budget, Cause, Mode, Summarizer
from bot.models import Article, Brief, Length, Subscription
from bot.newsroom.context import Context
from bot.newsroom.drafts import Editor
from bot.store import model
from bot.store.engine import Store
from bot.stories.crosslingual.hearing import heard


@asynccontextmanager
async def by_model(  # noqa: PLR0913  what it works on, and what the operator chose
    context: Context,
    endpoint: Endpoint,
    budget: Budget,
    mode: Mode,
    clock: Callable[[], datetime],
    *,
    translates: bool = False,
) -> AsyncIterator[Editor]:
    """A language model that chooses the sentences of briefs, or writes its own, which are checked,
    and puts digests in order; where it fails, all stays as our rules have it."""
    async with model_server(endpoint) as server:
        answers, ledger = _StoredAnswers(context.store, clock), _StoredLedger(context.store)
        summarizer = Summarizer(server, answers, ledger, budget, now=clock, mode=mode)

        async def rewrite(brief: Brief, articles: Sequence[Article], length: Length) -> Brief:
            if not articles or brief.told_before is not None:
                return brief  # a model may tell again what its reader knows
            cited = [span.article for point in brief.points for span in point.spans]
            told_in = {one.lang for one in articles if one.id in cited}
            own = (one for one in articles if one.lang in told_in)  # a brief is in one language
            read = sorted(own, key=lambda article: article.id not in cited[:1])
            quotable = {one.id: allowed_words(one, length, context.shares) for one in read}
            return await summarizer.brief(brief, read, length, quotable)

        async def arrange(
            candidates: Sequence[StoryCandidate], subscription: Subscription, left: timedelta
        ) -> Sequence[StoryCandidate]:
            found = await summarizer.arrangement(digest.leading(candidates, subscription), left)
            return digest.arranged(candidates, found.order, found.opinion) if found else candidates

        async def translate(brief: Brief, articles: Sequence[Article], to: str) -> Brief | None:
            return await summarizer.translation(brief, articles, to, heard)

        yield Editor(rewrite, arrange, translate if translates else None)


@dataclass(frozen=True, slots=True)
class _StoredAnswers:
    """A `bot.briefing.model.summarizer.Cache` for all replicas."""

    store: Store
    clock: Callable[[], datetime]

    async def get(self, key: str) -> str | None:
        return await asyncio.to_thread(model.answer, self.store, key)

    async def put(self, key: str, answer: str) -> None:
        await asyncio.to_thread(model.keep, self.store, key, answer, now=self.clock())


@dataclass(frozen=True, slots=True)
class _StoredLedger:
    """A `bot.briefing.model.summarizer.Ledger` for all replicas."""

    store: Store

    async def add(self, day: date, spent: Spent) -> Spent:
        added = await asyncio.to_thread(
            model.add, self.store, day, tokens=spent.tokens, millionths=spent.millionths
        )
        return Spent(added.tokens, added.millionths)

    async def fell_back(self, day: date, cause: Cause) -> None:
        await asyncio.to_thread(model.fell_back, self.store, day, cause)
