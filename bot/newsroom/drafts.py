"""Pure. What is made by our rules before a language model's hand is in it, if there is one."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.briefing.digest import StoryCandidate
from bot.briefing.extract import compose
from bot.briefing.extract.compose import Shares
from bot.models import Answer, Article, Brief, Length, Subscription

# Gives a brief of these articles in other words, or as it is; `rewriting.by_model` makes one.
Rewrite = Callable[[Brief, Sequence[Article], Length], Awaitable[Brief]]

# Gives the candidates of a digest in another order, where so much time is left for that.
Arrange = Callable[
    [Sequence[StoryCandidate], Subscription, timedelta], Awaitable[Sequence[StoryCandidate]]
]

# Gives a brief of these articles in another language, or None where it stays in its own.
Translate = Callable[[Brief, Sequence[Article], str], Awaitable[Brief | None]]


@dataclass(frozen=True, slots=True)
class AnswerDraft:
    """An answer whose brief, of these articles, is the extractive one and not stored yet."""

    answer: Answer
    articles: tuple[Article, ...] = ()


def of_article(article: Article, length: Length, as_of: datetime, shares: Shares) -> AnswerDraft:
    """The answer to one article handed in; raises NothingToBriefError."""
    brief = compose.brief(article, length, as_of, shares)
    return AnswerDraft(Answer(article.url or article.id, as_of, brief), (article,))


async def as_it_is(brief: Brief, _articles: Sequence[Article], _length: Length) -> Brief:
    """A `Rewrite` where no language model was chosen: the brief stays extractive."""
    return brief


async def as_ranked(
    candidates: Sequence[StoryCandidate], _subscription: Subscription, _left: timedelta
) -> Sequence[StoryCandidate]:
    """An `Arrange` where no language model was chosen: the order stays ours."""
    return candidates


@dataclass(frozen=True, slots=True)
class Editor:
    """Whose hand is in briefs and digests: a language model's, or nobody's but ours. Where nobody
    translates, what is told only in other languages stays a headline."""

    rewrite: Rewrite = as_it_is
    arrange: Arrange = as_ranked
    translate: Translate | None = None
