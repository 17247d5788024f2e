"""A brief in a language model's words, where the operator chose one; as it is, where not."""

from collections.abc import Awaitable, Callable, Sequence

from bot.briefing.compose import MOST_WORDS, SPARE_WORDS, allowed_words
from bot.briefing.model import Summarizer
from bot.models import Article, Brief, Length
from bot.newsroom.room import Room

Rewrite = Callable[[Brief, Sequence[Article], Length], Awaitable[Brief]]


async def as_it_is(brief: Brief, _articles: Sequence[Article], _length: Length) -> Brief:
    """The extractive brief."""
    return brief


def by_model(summarizer: Summarizer, room: Room) -> Rewrite:
    """By a language model, whose every point is checked; the extractive one where it fails."""

    async def rewrite(brief: Brief, articles: Sequence[Article], length: Length) -> Brief:
        cited = {span.article for point in brief.points for span in point.spans}
        read = [article for article in articles if article.id in cited]
        allowed = sum(allowed_words(article, length, room.shares) for article in read)
        most = min(allowed, MOST_WORDS[length] - SPARE_WORDS)
        return await summarizer.brief(brief, read, length, most)

    return rewrite
