"""Pure. What kind of piece an article is, as its address and its headline say: news where neither
does."""

import re

from bot.models import Article, Genre
from bot.text.lexicon import every_language
from bot.text.lexicon.notation import any_of

_WORDS = every_language().headlines
_PATH = r"\A[^/?#]*//[^/]+/(?:[^?#]*/)?(?:{})/"
_LABEL = r"\A\s*(?:{})\s?[:|]\s*"
_LABELS = {
    Genre.OPINION: _WORDS.opinion_labels,
    Genre.ANALYSIS: _WORDS.analysis_labels,
    Genre.INTERVIEW: _WORDS.interview_labels,
    Genre.REVIEW: _WORDS.review_labels,
    Genre.LIVE: _WORDS.live_labels,
}
_BY_PATH = {Genre.OPINION: re.compile(_PATH.format(any_of(_WORDS.opinion_paths)), re.IGNORECASE)}
_BY_LABEL = {
    genre: re.compile(_LABEL.format(any_of(words)), re.IGNORECASE)
    for genre, words in _LABELS.items()
}
# "How to …", "7 tips for …", "X vs. Y": what a guide's headline says.
_GUIDE = re.compile(
    rf"\A\s*(?:{any_of(_WORDS.guide_openings)})(?!\w)|(?<!\w)(?:{any_of(_WORDS.guide_words)})(?!\w)",
    re.IGNORECASE,
)


def genre_of(article: Article) -> Genre:
    """What an article is by the section of its address or the label before its headline."""
    for genre, path in _BY_PATH.items():
        if path.search(article.url or ""):
            return genre
    headline = article.headline or ""
    return next((one for one, label in _BY_LABEL.items() if label.match(headline)), Genre.NEWS)


def has_guide_headline(headline: str) -> bool:
    """Whether a headline is a guide's: "How to …", "7 tips for …"."""
    return _GUIDE.search(headline) is not None


def unlabelled(headline: str) -> str:
    """A headline without the label that says what kind of piece it is."""
    found = next(filter(None, (label.match(headline) for label in _BY_LABEL.values())), None)
    return headline[found.end() :] if found else headline
