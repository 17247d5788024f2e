"""Pure. Words that ask for no topic -> what is asked: of a brief's story, of the days ahead, or of
what was missed."""

import re
from dataclasses import dataclass
from enum import StrEnum

from bot.text.lexicon import every_language
from bot.text.lexicon.notation import any_of

_ASKING = every_language().asking
_AROUND = r"[\s,.!?¿¡…–-]"
_POLITE = re.compile(
    rf"{_AROUND}*+(?:(?:{any_of(_ASKING.polite)})(?!\w){_AROUND}*+)*+"
    rf"(?P<said>(?:.*?(?<!{_AROUND}))?){_AROUND}*+"
    rf"(?:(?<!\w)(?:{any_of(_ASKING.polite)}){_AROUND}*+)?",
    re.IGNORECASE | re.DOTALL,
)


class FollowUpKind(StrEnum):
    """What somebody wants who has read a brief."""

    MORE = "more"
    WHO_SAID = "who_said"
    SINCE_WHEN = "since_when"
    WHAT_IS_NEW = "what_is_new"
    ABOUT = "about"


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What is wanted; `words` are what is asked about."""

    kind: FollowUpKind
    words: str = ""


_WHOLE = {
    one: re.compile(any_of(getattr(_ASKING, one)), re.IGNORECASE)
    for one in FollowUpKind
    if one is not FollowUpKind.ABOUT
}
_MORE_ON = re.compile(rf"(?:{any_of(_ASKING.more_on)})\s+(?P<words>.+)", re.IGNORECASE | re.DOTALL)


def without_courtesy(words: str) -> str:
    """What is said, without "please" and the like around it."""
    found = _POLITE.fullmatch(" ".join(words.split()))
    return found["said"] if found else ""


_AHEAD = re.compile(rf"(?:{any_of(_ASKING.ahead)})(?:[\s,:]+(?P<topic>.+))?", re.IGNORECASE)


def asked_ahead(words: str) -> str | None:
    """The topic where somebody asks what is announced ("week ahead ukraine"), empty for all the
    news; None where they ask something else."""
    asked = _AHEAD.fullmatch(without_courtesy(words))
    return (asked["topic"] or "") if asked else None


_AWAY = re.compile(any_of(_ASKING.away), re.IGNORECASE)


def asked_away(words: str) -> bool:
    """Whether somebody asks for what they missed: "while I was away"."""
    return bool(_AWAY.fullmatch(without_courtesy(words.replace("’", "'"))))


def follow_up(words: str) -> FollowUp:
    """What words ask that were said under a brief; what is no set phrase is asked about."""
    said = without_courtesy(words)
    for kind, pattern in _WHOLE.items():
        if pattern.fullmatch(said):
            return FollowUp(kind)
    about = _MORE_ON.fullmatch(said)
    return FollowUp(FollowUpKind.ABOUT, about["words"] if about else said)
