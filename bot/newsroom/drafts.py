"""Pure. An answer before its words are final: a model may yet rewrite its extractive brief."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.briefing.extract import compose
from bot.briefing.extract.compose import Shares
from bot.models import Answer, Article, Brief, Length

# Gives a brief of these articles in other words, or as it is; `rewriting.by_model` makes one.
Rewrite = Callable[[Brief, Sequence[Article], Length], Awaitable[Brief]]


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
