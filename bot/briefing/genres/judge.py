"""Pure. What kind of piece an article is, as it is written: news, an argument, a guide, or no
article at all.

Linear scores of what the tagger sees of its sentences, of whom they address, of its headline and of
its address. The weights in `genre_weights.json` are written by `bench/train_genres.py`, with the
figures of unseen articles beside them.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from math import exp, log

from bot.briefing.extract import weights
from bot.briefing.genres.labels import genre_of, has_guide_headline
from bot.models import Article, Genre
from bot.text.lexicon import lexicon
from bot.text.lexicon.notation import whole_words
from bot.text.openings import addresses_reader, speaks_as_writer
from bot.text.sentences import Sentence, is_ended
from bot.text.words import counted

JUDGED = (Genre.PAGE, Genre.GUIDE, Genre.OPINION)  # the first that an article may be
FEWEST = 100  # words of a page: what has less may be what a feed says of an article
_FEWEST_TOLD = 300  # words: a text of less is no likelier to be a report
_FIRST, _LAST = 3, 4  # sentences
_NEVER = 0.005  # a chance that no share is taken to be below, nor as near to 1
_DAY = re.compile(r"/(?:19|20)\d\d[/-]?\d\d")
_PARTS = re.compile("[-_]")

Tags = Sequence[Mapping[str, float]]  # of each sentence the log-odds of what it does


def judged(article: Article, sentences: Sequence[Sentence], tags: Tags) -> Genre:
    """The genre of an article; a label in its headline or address is believed."""
    labelled = genre_of(article)
    if labelled is not Genre.NEWS or not sentences:
        return labelled
    found = features(article, sentences, tags)
    return next((one for one in JUDGED if _may_be(article, one) and odds(found, one) > 0), labelled)


def _may_be(article: Article, genre: Genre) -> bool:
    """A text that came from no address is never called a page, nor is one of a few sentences."""
    if genre is not Genre.PAGE:
        return True
    return article.url is not None and counted(article.body) >= FEWEST


def odds(found: Mapping[str, float], genre: Genre) -> float:
    """How much likelier than its threshold this genre is, in log-odds."""
    return sum(weight * found.get(name, 0.0) for name, weight in weights.genres()[genre].items())


def features(article: Article, sentences: Sequence[Sentence], tags: Tags) -> dict[str, float]:
    """What tells of an article what kind of piece it is, by name."""
    return {
        "always": 1.0,
        **_tagged([_chances(one) for one in tags]),
        **_written(article, sentences),
        **_headed(article),
        **_addressed(article.url or ""),
    }


def _chances(odds: Mapping[str, float]) -> dict[str, float]:
    best = max(odds.values())
    likely = {tag: exp(one - best) for tag, one in odds.items()}
    whole = sum(likely.values())
    return {tag: one / whole for tag, one in likely.items()}


def _tagged(chances: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """The shares of sentences that do this and that, in expectation."""

    def share(tag: str, some: Sequence[Mapping[str, float]]) -> float:
        return sum(one[tag] for one in some) / len(some)

    return {
        **{tag: share(tag, chances) for tag in chances[0]},
        "opinion odds": _log_odds(share("opinion", chances)),
        "opinion at last": _log_odds(share("opinion", chances[-_LAST:])),
        "news at first": share("news", chances[:_FIRST]),
    }


def _log_odds(share: float) -> float:
    share = min(max(share, _NEVER), 1 - _NEVER)
    return log(share / (1 - share))


def _written(article: Article, sentences: Sequence[Sentence]) -> dict[str, float]:
    many, lang = len(sentences), article.lang
    paragraphs = article.body.split("\n\n")
    words = counted(article.body)
    return {
        "first person": sum(speaks_as_writer(one.text, lang) for one in sentences) / many,
        "second person": sum(addresses_reader(one.text, lang) for one in sentences) / many,
        "says": sum(_says(one.text, lang) for one in sentences) / many,
        "asks": sum("?" in one.text for one in sentences) / many,
        "exclaims": sum("!" in one.text for one in sentences) / many,
        "not ended": sum(not is_ended(one) for one in paragraphs) / len(paragraphs),
        "words": log(1 + max(words, _FEWEST_TOLD)),
        "sentence's words": log(1 + words / many),
    }


def _says(text: str, lang: str | None) -> bool:
    """Whether somebody says something, in so many words."""
    words = _saying(lang or "en")
    return words is not None and words.search(text) is not None


@cache
def _saying(lang: str) -> re.Pattern[str] | None:
    speech = lexicon(lang).speech
    words = speech.plain_tags or speech.quoting
    return re.compile(whole_words(words)) if words else None


def _headed(article: Article) -> dict[str, float]:
    headline = article.headline or ""
    return {
        "headline's words": log(1 + len(headline.split())),
        "headline of a guide": float(has_guide_headline(headline)),
        "headline says I": float(speaks_as_writer(headline, article.lang)),
        "headline says you": float(addresses_reader(headline, article.lang)),
        "headline asks": float("?" in headline),
        "byline": float(article.byline is not None),
        "dated": float(article.published is not None),
    }


def _addressed(url: str) -> dict[str, float]:
    address, _, query = url.partition("?")
    path = address.partition("//")[2].partition("/")[2].strip("/")
    parts = path.split("/") if path else []
    return {
        "address's parts": len(parts) / 5,
        "address's words": log(1 + len(_PARTS.split(parts[-1]))) if parts else 0.0,
        "address has a day": float(_DAY.search(address) is not None),
        "address has a query": float(bool(query)),
    }
