"""Articles become briefs; nothing is fetched or stored here."""

from dataclasses import dataclass
from datetime import datetime

from bot.briefing.extract import compose
from bot.briefing.extract.compose import Shares
from bot.models import Answer, Article, Brief, Length


@dataclass(frozen=True, slots=True)
class AnswerDraft:
    """An answer whose brief, of these articles, is the extractive one and not stored yet."""

    answer: Answer
    articles: tuple[Article, ...] = ()


def drafted(article: Article, length: Length, as_of: datetime, shares: Shares) -> AnswerDraft:
    """The answer to one article handed in; raises NothingToBriefError."""
    made = brief(article, length, as_of, shares)
    return AnswerDraft(Answer(article.url or article.id, as_of, made), (article,))


def brief(article: Article, length: Length, as_of: datetime, shares: Shares) -> Brief:
    """A structured brief; raises NothingToBriefError."""
    return compose.brief(article, length, as_of, shares)


def brief_in_sentences(article: Article, count: int, as_of: datetime) -> Brief:
    """A plain summary in `count` sentences; raises NothingToBriefError."""
    return compose.plain_sentences(article, count, as_of)


def brief_in_words(article: Article, most: int, as_of: datetime) -> Brief:
    """A plain summary in at most `most` words; raises NothingToBriefError."""
    return compose.plain_words(article, most, as_of)
