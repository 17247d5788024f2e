"""Pure. What each sentence does in its article: news, voice, doubt, next, unconfirmed, background,
or its writer's opinion.

Rules give a first answer, which the learned tagger weighs with all else that it sees. Of the rules
the order of the questions decides: a question and a label are no point at all; a quotation is its
speaker's; the first sentences are the news; then what is denied or open, what is to come, what
somebody with a name says, what speaks against it, what was before; the rest is news.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from bot.briefing.extract import tagger
from bot.briefing.extract.coming import looks_ahead
from bot.briefing.extract.doubts import is_unconfirmed, turns_against
from bot.briefing.extract.statements import is_no_statement, tells_nothing
from bot.briefing.extract.voices.saying import HIDDEN
from bot.briefing.extract.voices.speakers import Said
from bot.models import Kind
from bot.text.lexicon import lexicon
from bot.text.lexicon.notation import any_of, whole_words
from bot.text.sentences import Sentence, is_ended
from bot.text.words import counted

Hints = tuple[str, ...]  # the rules' role or NOTHING, then marks
NOTHING = "none"
# The rules' answer stands where the tagger's own is likelier by no more than so many log-odds. On
# unseen folds, F1 with them: unconfirmed 0.43, doubt 0.21, next 0.52; without: 0.11, 0.13, 0.49.
_TRUSTED = {Kind.UNCONFIRMED.value: 3.0, Kind.DOUBT.value: 3.0, Kind.NEXT.value: 1.0}
# A heading is a promise: what stands under it is likelier that than news by so much, in log-odds.
_SURE = {Kind.BACKGROUND: 1.0, Kind.NEXT: 0.5}
_LINE = 10  # words that a standfirst has at least
LEDE = 2  # the sentences that tell the news and are never its background

_WORDS = lexicon("en").roles
_LABELS = {
    Kind.NEXT: _WORDS.next_labels,
    Kind.BACKGROUND: _WORDS.background_labels,
    Kind.DOUBT: _WORDS.doubt_labels,
    Kind.NEWS: _WORDS.news_labels,
}
_LABEL = re.compile(
    "|".join(f"(?P<{kind}>{any_of(words)})" for kind, words in _LABELS.items()), re.IGNORECASE
)
_LONGEST_LABEL = 60  # characters
_BACKGROUND = re.compile(whole_words(_WORDS.background))

# In the order in which they are asked.
_ROLES: tuple[tuple[Kind, Callable[[str, Said], bool]], ...] = (
    (Kind.UNCONFIRMED, is_unconfirmed),
    (Kind.NEXT, lambda told, _: looks_ahead(told)),
    (Kind.VOICE, lambda _, said: said.named),
    (Kind.DOUBT, turns_against),
    (Kind.BACKGROUND, lambda told, _: _BACKGROUND.search(told) is not None),
)


class Tagged(NamedTuple):
    """What the tagger sees: the kind of each sentence, the kind to show it as (news, where its own
    is not sure), how much likelier than news it is opinion, in log-odds, and its log-odds of each
    tag."""

    kinds: tuple[Kind | None, ...]
    shown: tuple[Kind | None, ...]
    leans: tuple[float, ...] = ()
    odds: Sequence[Mapping[str, float]] = ()


def is_line(sentence: Sentence) -> bool:
    """Whether it is a standfirst above the body, which need not end as a sentence does.

    Of first lines with so many words and no full stop, 15 of 16 in bench/labels are the news.
    """
    text = sentence.text
    return sentence.index == 0 and not is_ended(text) and counted(text) >= _LINE


def tagged(sentences: Sequence[Sentence], hinted: Sequence[Hints], lang: str) -> Tagged:
    """The kind of each sentence as the tagger sees it, with `hinted` by rules."""
    odds = tagger.tags(sentences, hinted, lang)
    told = [decided(*each) for each in zip(hinted, odds, strict=True)]
    if told and told[0] == NOTHING and is_line(sentences[0]):
        told[0] = hinted[0][0]
    kinds = tuple(None if tag == NOTHING else Kind(tag) for tag in told)
    shown = tuple(map(_shown, kinds, hinted, odds))
    leans = tuple(one[Kind.OPINION] - one[Kind.NEWS] for one in odds)
    return Tagged(kinds, shown, leans, odds)


def _shown(kind: Kind | None, hinted: Hints, odds: Mapping[str, float]) -> Kind | None:
    """`kind`, or news where it is none of which we are sure.

    On unseen folds, 0.81 of what is shown as background by so much and 0.79 of what is to come are
    that; of all that is tagged so, 0.64 and 0.76.
    """
    if kind not in _SURE or (kind is Kind.BACKGROUND and hinted[0] == kind):
        return kind
    return kind if odds[kind] - odds[Kind.NEWS] >= _SURE[kind] else Kind.NEWS


def decided(hinted: Hints, odds: Mapping[str, float]) -> str:
    """The tag that is likeliest, but for what rules find better."""
    best, rule = max(odds, key=odds.__getitem__), hinted[0]
    return rule if odds[best] - odds[rule] <= _TRUSTED.get(rule, 0.0) else best


def hints(kinds: Sequence[Kind | None], said: Sequence[Said] | None = None) -> list[Hints]:
    """What the tagger is told of each sentence: what rules take it for, and who speaks in it."""
    rules: list[Hints] = [(f"{kind}" if kind else NOTHING,) for kind in kinds]
    if said is None:
        return rules
    return [(*rule, *_heard(one)) for rule, one in zip(rules, said, strict=True)]


def _heard(said: Said) -> Iterator[str]:
    if said.speaker or said.source:
        yield "has speaker"
    if said.attributed:
        yield "attributed"
    if said.named:
        yield "named"


def by_rules(sentences: Sequence[Sentence], said: Sequence[Said]) -> tuple[Kind | None, ...]:
    """The kind of each English sentence by rules alone; None for what is no statement.

    `said` is from `bot.briefing.extract.voices.speakers.speech`, one for each sentence.
    """
    kinds: list[Kind | None] = []
    label, labelled = None, -1
    for sentence, speech in zip(sentences, said, strict=True):
        if (found := _label(sentence.text)) is not None:
            label, labelled = found, sentence.paragraph
            alone = _ends_paragraph(sentences, sentence.index)
            labelled += alone
        elif sentence.paragraph != labelled:
            label = None
        inline = _label(sentence.text.partition(":")[0])
        kinds.append(None if found else _kind(sentence, speech, inline or label))
    return tuple(kinds)


def _kind(sentence: Sentence, said: Said, label: Kind | None) -> Kind | None:
    if is_no_statement(sentence.text) or tells_nothing(said):
        return None
    if said.quoted and not (sentence.index == 0 and _is_mostly_told(said.told)):
        return Kind.VOICE
    if sentence.index < LEDE:
        return Kind.NEWS
    return next((kind for kind, does in _ROLES if does(said.told, said)), label or Kind.NEWS)


def _is_mostly_told(told: str) -> bool:
    return 2 * told.count(HIDDEN) < len(told)


def _label(text: str) -> Kind | None:
    """The role of a paragraph that "What to watch." stands before."""
    if len(text) > _LONGEST_LABEL:
        return None
    match = _LABEL.fullmatch(text.rstrip(" .:?!—–-").replace(",", ""))
    return Kind(match.lastgroup) if match and match.lastgroup else None


def _ends_paragraph(sentences: Sequence[Sentence], index: int) -> bool:
    after = index + 1
    return after == len(sentences) or sentences[after].paragraph != sentences[index].paragraph
