"""Pure. Whose words a brief is in: the source's own, or a language model's (`model_words`)."""

from collections.abc import Awaitable, Callable, Sequence

from bot.models import Article, Brief, Length

Rewrite = Callable[[Brief, Sequence[Article], Length], Awaitable[Brief]]


async def as_it_is(brief: Brief, _articles: Sequence[Article], _length: Length) -> Brief:
    """The extractive brief."""
    return brief
