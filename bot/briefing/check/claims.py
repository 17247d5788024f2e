"""Pure. Is a model's sentence borne out by the sentences that it cites? In English, word by word.

No model judges a model here: each rule is about something that can be pointed at, a number, a
name, a quotation, a "not". What they can't see is a lie made only of words that the sources have,
in another relation. `bench/faithfulness.py` measures both kinds of error.
"""

import re
from collections.abc import Iterator, Sequence

from bot.briefing.check.copies import copy_faults
from bot.briefing.check.evidence import Evidence, nearest, read, together
from bot.briefing.check.faults import Fault
from bot.briefing.check.meaning import meaning_faults
from bot.briefing.check.mixing import mixing_faults
from bot.briefing.check.names import name_faults
from bot.briefing.check.numbers import number_faults, odd_number_faults
from bot.briefing.check.speech import quotation_faults, speaker_faults, unquoted
from bot.text.lexicon import lexicon
from bot.text.lexicon.notation import any_of
from bot.text.meanings import meanings

# Content words that no cited sentence has, in a form or a synonym: more than one, and more than
# such a share. By bench/faithfulness.py, which varies little around them: 0.4 is best for telling
# true from false over the sets with whole articles (0.3 and 0.5 differ by two points on one or the
# other); 0.2 is best on cliff-cnndm, whose summaries are written as close to the article as a
# brief is to be.
MOST_NEW = 1
NEW_SHARE = 0.4
LOOSE_SHARE = 0.2

_LINK = re.compile(
    r"https?:|www\.|\w\.(?:com|org|net|io|ru|cn|info|biz|co\.uk)\b|(?<!\w)@\w|<[@#!/]?\w|"
    r"\]\(|[\w.]@[\w-]++\.\w|(?<!\w)#\w",
    re.IGNORECASE,
)
_ORDERS = lexicon("en").orders
_INSTRUCTING = re.compile(
    rf"\A(?:{any_of(_ORDERS.to_readers)})\b|\b(?:{any_of(_ORDERS.addressing)})\b", re.IGNORECASE
)


def faults(claim: str, cited: Sequence[str], article: str = "") -> tuple[Fault, ...]:
    """What `claim`, one sentence, does with the sentences it cites; nothing where it may be shown.

    `article` is the text they come from: a name may be given as fully as it stands there.
    """
    mine, sources = read(claim), [read(text) for text in cited]
    near = nearest(mine, sources)
    found = (
        *form_faults(claim),
        *number_faults(mine, sources),
        *odd_number_faults(claim, cited),
        *name_faults(claim, sources, article),
        *quotation_faults(claim, cited),
        *speaker_faults(mine, near),
        *meaning_faults(mine, near),
        *copy_faults(mine, near),
        *mixing_faults(mine, near),
        *_new_faults(mine, sources),
    )
    return tuple(dict.fromkeys(found))


def form_faults(claim: str) -> Iterator[Fault]:
    """What no sentence of a brief may hold, true or not; in any language."""
    if _LINK.search(claim):
        yield Fault.LINK
    if _INSTRUCTING.search(unquoted(claim)):
        yield Fault.INSTRUCTION


def _new_faults(claim: Evidence, sources: Sequence[Evidence]) -> Iterator[Fault]:
    """Whether the claim says more than its sources, or says it too freely."""
    known = together(sources)
    content = claim.marks.content
    new = {word for word in content if meanings(word).isdisjoint(known)}
    if len(new) > max(MOST_NEW, NEW_SHARE * len(content)):
        yield Fault.NEW
    elif len(new) > max(MOST_NEW, LOOSE_SHARE * len(content)):
        yield Fault.LOOSE
