"""Pure. The words after `/brief` -> what is wanted.

/brief digest ukraine, chad at 08:00 Europe/Kyiv on weekdays, full
"""

import difflib
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from adapters.chat import digest_text
from adapters.chat.digest_options import DigestAction
from adapters.chat.follow_up import asked_ahead, asked_away
from adapters.chat.lines import Typed
from adapters.chat.managing import by_mail, sources, wishes
from adapters.chat.managing.by_mail import MailOrder
from adapters.chat.managing.sources import SourceWish
from adapters.chat.managing.wishes import DigestWish
from adapters.chat.remarks import DigestTyped, Remark, remark, schedule
from adapters.chat.times import asking
from bot.errors import UsageError
from bot.text.lexicon import languages, lexicon
from bot.text.lexicon.notation import any_of
from bot.translation import translatable


class Word(StrEnum):
    """A command of one word; anything else is a topic or a link."""

    TOP = "top"
    NEW = "new"
    HELP = "help"
    TOPICS = "topics"
    DIGEST = "digest"


@dataclass(frozen=True, slots=True)
class Ask:
    """A topic or a link; `near` is the command that may have been meant."""

    words: str
    near: str | None = None


@dataclass(frozen=True, slots=True)
class Topics:
    """What the news is about; with `start`, what begins so."""

    start: str = ""


@dataclass(frozen=True, slots=True)
class Ahead:
    """What is announced for the days ahead, on a topic or in all the news."""

    topic: str = ""


@dataclass(frozen=True, slots=True)
class Away:
    """What the person missed."""


@dataclass(frozen=True, slots=True)
class Own:
    """What is wanted of the person's own digest."""

    wanted: Word | DigestWish


Command = Ask | Word | DigestWish | Topics | Ahead | Away | Own | MailOrder | SourceWish | Remark

TYPED = Typed(
    "/brief new", "/brief digest", "/brief digest resume",
    make_own="/brief my digest", resume_own="/brief my digest resume",
)  # fmt: skip
DIGEST_TYPED = DigestTyped("/brief digest", "/brief digest", "/brief my digest")
_CHANNEL = re.compile(r"(?<!\S)(?:<#[^<>]*>|#[^\W\d][\w-]*)")
_MISSPELT = 0.8  # likewise, where more words follow
_TYPO = 0.65  # how alike a word is to a command that it was meant to be, by difflib's ratio


def parse(text: str) -> Command:
    """What is wanted; raises UsageError where no sense can be made of it."""
    words = " ".join(text.split())
    if asked_away(words):
        return Away()
    return by_mail.read(words) or sources.read(words) or remark(words) or _typed(words)


def _typed(words: str) -> Command:
    if not words:
        return Word.HELP
    if (of_digest := _of_digest(words)) is not None:
        return of_digest
    first, _, rest = words.partition(" ")
    match first.casefold():
        case "topics":
            return Topics(rest)
        case "top" | "new" | "help" if not rest:
            return Word(first.casefold())
    topic = asked_ahead(words)
    if topic is not None:
        return Ahead(topic)
    return schedule(words) or Ask(words, None if rest else _near(first, Word))


def _of_digest(words: str) -> Word | DigestWish | Own | None:
    """What is wanted of a digest; None where nothing is."""
    first, _, rest = words.partition(" ")
    match first.casefold():
        case "digest" | "subscribe":
            return _digest(rest, TYPED.make)
        case "my" if rest.casefold().partition(" ")[0] == "digest":
            return Own(_digest(rest.partition(" ")[2], TYPED.make_own))
        case "my":
            named = wishes.opening(rest)
            return Own(named) if named else None
    return wishes.opening(words) or _in_other_words(first, rest)


def _in_other_words(first: str, rest: str) -> DigestWish | None:
    """A digest with its time that is called otherwise: "resumen de ucrania a las 9". Raises
    UsageError where the word "digest" is misspelt, or a channel is named where none can be."""
    named = asking("digest")
    is_named = first.casefold() in named
    is_near = bool(difflib.get_close_matches(first.casefold(), ["digest"], n=1, cutoff=_MISSPELT))
    if (found := _CHANNEL.search(rest)) and any(one in named for one in rest.casefold().split()):
        raise _elsewhere(found[0])
    if not rest or not (is_named or is_near):
        return None
    wish = wishes.after(_without_of(first, rest))
    if wish.options.at is None:
        return None
    if is_named:
        return wish
    command = f"{TYPED.make} {rest}"
    advice = translatable("Did you mean {command}?", command=command)
    raise UsageError(f"digest: {first}", advice=advice)


def _without_of(digest: str, rest: str) -> str:
    """The topics without what stands before them in the language of the word for a digest."""
    for lang in languages():
        words = lexicon(lang).asking
        if words.digest_of and digest.casefold() in words.digest:
            return re.sub(rf"^(?:{any_of(words.digest_of)}) ", "", rest, flags=re.IGNORECASE)
    return rest


def _digest(rest: str, make: str) -> Word | DigestWish:
    if not rest:
        return Word.DIGEST
    wish = wishes.after(rest)
    for topic in wish.options.topics or ():
        if found := _CHANNEL.search(topic):
            raise _elsewhere(found[0])
    if wish.options.at is None and _one_topic().match(rest):
        raise _all_topics(make)
    is_vague = not isinstance(wish.wanted, DigestAction) and wish.wanted.at is None
    if is_vague and (near := _meant(rest)):
        raise UsageError(
            f"digest: {rest}",
            advice=translatable(
                "Did you mean {command}? For a topic of that name, give a time too: {topic}",
                command=f"{make} {near}",
                topic=f"{make} {rest} at 08:00",
            ),
        )
    return wish


def _elsewhere(channel: str) -> UsageError:
    """A digest is set where it comes."""
    advice = translatable(
        "A digest is set in the channel where it comes: type {command} there.",
        command=f"{TYPED.make} ukraine at 8",
    )
    return UsageError(f"digest: {channel}", advice=advice)


@cache
def _one_topic() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(asking('one_topic'))}) ", re.IGNORECASE)


def _all_topics(make: str) -> UsageError:
    advice = translatable(
        "To change the topics, name all of them: {command}. {form} shows what they are.",
        command=f"{make} ukraine, chad",
        form=f"{make} show",
    )
    return UsageError("digest: one of its topics", advice=advice)


def _meant(rest: str) -> str | None:
    """What becomes of a digest, where that may have been meant and not a topic: "show please"."""
    first, _, more = rest.casefold().partition(" ")
    word = first.strip(",.!?")
    return digest_text.action(word) if more else _near(word, DigestAction)


def _near(word: str, among: type[StrEnum]) -> str | None:
    close = difflib.get_close_matches(word.casefold(), list(among), n=1, cutoff=_TYPO)
    return close[0] if close else None
