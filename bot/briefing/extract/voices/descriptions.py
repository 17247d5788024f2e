"""Pure. Whom an English description means: "the minister" is the only minister whom the article has
named, "the bank" its only bank. Where two may be meant, nobody is."""

import re

from bot.briefing.extract.voices.bodies import Bodies
from bot.briefing.extract.voices.subjects import Speaker
from bot.text.lexicon import lexicon
from bot.text.lexicon.english import THE_EITHER_CASE
from bot.text.lexicon.notation import is_any_of
from bot.text.names import People, is_organisation
from bot.text.words import words_in

_DESCRIPTION = re.compile(rf"{THE_EITHER_CASE} (?P<what>[\w’' -]{{3,60}})")
_is_role = is_any_of(lexicon("en").people.roles)
MOST_WORDS = 4


def described(
    source: str, people: People, near: frozenset[str], bodies: Bodies, at: int
) -> Speaker | None:
    """The one person, of those named `near` it, or the one body that a description fits, which
    stands `at` a place of the article."""
    match = _DESCRIPTION.fullmatch(source)
    if match is None:
        return None
    words = match["what"].split()
    if len(words) > MOST_WORDS or any(word[0].isupper() for word in words):
        return None
    offices = {name: _words(office) for name, office in people.offices.items()}
    holders = [name for name, office in offices.items() if words[-1] in office]
    if not holders:
        body = bodies.of_kind(words, at)
        return None if body is None else Speaker(body, is_person=False)
    if len(holders) > 1 or not _is_role(words[-1]) or is_organisation(holders[0]):
        return None
    fits = holders[0] in near and offices[holders[0]].issuperset(words)
    return Speaker(holders[0], is_person=True) if fits else None


def _words(office: str) -> frozenset[str]:
    return frozenset(word.lower() for word in words_in(office))
