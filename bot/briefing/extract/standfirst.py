"""Pure. The publisher's own line under the headline, where it tells the news better than the body.

It does where it is a whole sentence, clear by itself, borne out by the body, and has more of the
headline's words than what a brief would open with: it is then in the source's own words all the
same, and its span says which part of the article it is from.
"""

from collections.abc import Sequence
from dataclasses import replace

from bot.briefing.extract.candidates import Candidate, as_point, candidates
from bot.models import Article, Kind, Part, Point
from bot.text.openings import addresses_reader
from bot.text.sentences import Sentence, is_ended, split
from bot.text.stems import content, stems
from bot.text.words import words_in

SHORTEST = 8  # words
CLEAR = -0.5  # in log-odds; less than of a brief's other sentences, as it tells the news
BORNE_OUT = 0.7  # of its words that say something


def opening_line(
    article: Article, first: Candidate | None, most: int, lost: Candidate | None = None
) -> Point | None:
    """The standfirst of `article` as a point of at most `most` words; None where it is no better
    than what the brief would open with, and where that is the writer's opinion.

    It is better where it says again what `lost` says, the main news that is too long to be shown.
    """
    if not article.standfirst or not article.headline:
        return None
    if first is not None and first.kind is Kind.OPINION:
        return None
    line = replace(article, body=article.standfirst)
    sentences = split(line.body, line.lang)
    found = candidates(line, sentences, plain=True)
    if not found or not _is_telling(found[0], article, most):
        return None
    point = as_point(line, replace(found[0], kind=Kind.NEWS))
    says_it = lost is not None and repeats(point, lost, article.lang)
    if not says_it and not _is_closer(sentences, first, article):
        return None
    return replace(point, spans=tuple(replace(one, part=Part.STANDFIRST) for one in point.spans))


def _is_closer(line: Sequence[Sentence], first: Candidate | None, article: Article) -> bool:
    """Whether the first sentence of a line has most of the headline, and more than `first`."""
    told = [_of_headline(one.text, article) for one in line]
    less = _of_headline(first.sentence.text, article) if first else -1
    return told[0] == max(told) and told[0] > less


def repeats(point: Point, other: Candidate, lang: str | None) -> bool:
    """Whether most of what one of them says stands in the other."""
    told = content(frozenset(stems(point.text)), lang)
    said = content(frozenset(stems(other.sentence.text)), lang)
    return 2 * len(told & said) > min(len(told), len(said))


def _is_telling(one: Candidate, article: Article, most: int) -> bool:
    """Whether it opens the standfirst and is whole, clear, borne out and not said to the reader."""
    text = one.sentence.text
    if one.sentence.index or one.kind is Kind.VOICE or one.clarity < CLEAR:
        return False
    if addresses_reader(text, article.lang):
        return False
    return SHORTEST <= one.words <= most and is_ended(text) and _is_borne_out(text, article)


def _is_borne_out(line: str, article: Article) -> bool:
    """Whether the body has every name and number of a line, and most of its words."""
    marked = {word for word in words_in(line) if not word.islower()} - {line.split(maxsplit=1)[0]}
    if not marked <= words_in(f"{article.body} {article.headline}"):
        return False
    words = content(frozenset(stems(line)), article.lang)
    return len(words.intersection(stems(article.body))) >= BORNE_OUT * len(words)


def _of_headline(text: str, article: Article) -> int:
    """How many of the headline's words a text has."""
    wanted = content(frozenset(stems(article.headline or "")), article.lang)
    return len(wanted.intersection(stems(text)))
