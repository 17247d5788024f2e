"""Articles become briefs; nothing is fetched or stored here."""

from datetime import datetime

from bot.briefing import compose
from bot.briefing.compose import Shares
from bot.models import Article, Brief, Length


def brief(article: Article, length: Length, as_of: datetime, shares: Shares) -> Brief:
    """A structured brief; raises NothingToBriefError."""
    return compose.brief(article, length, as_of, shares)


def brief_in_sentences(article: Article, count: int, as_of: datetime) -> Brief:
    """A plain summary in `count` sentences; raises NothingToBriefError."""
    return compose.plain_sentences(article, count, as_of)


def brief_in_words(article: Article, most: int, as_of: datetime) -> Brief:
    """A plain summary in at most `most` words; raises NothingToBriefError."""
    return compose.plain_words(article, most, as_of)
