"""Pure. A story or a teaser in one line of a digest."""

from collections.abc import Sequence

from bot.briefing.extract.candidates import genre_as_written
from bot.briefing.genres.labels import genre_of, unlabelled
from bot.briefing.story import by_fullness, clearest, main_language
from bot.models import Article, Genre, Headline, Story, Teaser
from bot.translation import ENGLISH, Translation

_NEWS_CHARACTERS = 600  # of a body: what a headline is held against


def line_of_story(
    story: Story,
    outlets: int,
    update: str | None,
    tr: Translation = ENGLISH,
    languages: Sequence[str] = (),
) -> Headline | None:
    """A story as one line, its `update` before it; an opinion is its author's. None if untitled.

    It is in the first of the `languages` that there is a headline in, else in any.
    """
    titled = [one for one in story.articles if one.headline]
    if not titled:
        return None
    lang = main_language(titled, languages) if languages else None
    articles = [one for one in titled if not languages or one.lang == lang]
    best = clearest(articles, by_fullness(articles)[0].body[:_NEWS_CHARACTERS])
    text = best.headline or ""
    if is_opinion(story):
        who = best.byline or best.outlet or tr("A column")
        text = tr("{who} argues: {headline}", who=who, headline=unlabelled(text))
    if update:
        text = f"{update} · {text}"
    return Headline(story.id, text, best.url, best.outlet, outlets, best.published, lang=best.lang)


def line_of_teaser(teaser: Teaser, beside: Article) -> Headline | None:
    """A teaser printed beside an article, as a line; its link is all that can be asked for."""
    text = teaser.headline or teaser.text
    if not text or not teaser.url:
        return None
    credit = teaser.image.credit if teaser.image else None
    return Headline("", text, teaser.url, beside.outlet, 1, None, credit=credit, lang=beside.lang)


def is_page(story: Story) -> bool:
    """Whether none of its articles is one, as they are written."""
    return all(genre_as_written(one) is Genre.PAGE for one in story.articles)


def is_opinion(story: Story) -> bool:
    """Whether all its articles say, in their address or headline, that they argue."""
    return all(genre_of(one) is Genre.OPINION for one in story.articles)
