"""Pure. What is said to the bot and asks for no news -> what is meant, and what it answers.

Most of it is said in a set phrase of some language, and is answered in that language.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from adapters.chat import digest_text, languages
from adapters.chat.digest_options import DigestAction
from adapters.chat.follow_up import FollowUpKind, follow_up, without_courtesy
from adapters.chat.lines import Line, command, filled, said
from adapters.chat.times import asking
from bot.errors import UsageError
from bot.text.lexicon import languages as known_languages
from bot.text.lexicon import lexicon
from bot.text.lexicon.notation import any_of
from bot.translation import ENGLISH, Translation, available

_LONGEST = 200  # characters
_MOST_WORDS = 4  # of what is not to be told; more are a topic: "less than half of all voters"
_OF_NEWS = {FollowUpKind.ABOUT, FollowUpKind.WHAT_IS_NEW}  # also where no brief is above
_MARKS = " ,.!?¿¡…"


class RemarkKind(StrEnum):
    """What somebody means who asks for no news."""

    HELP = "help"
    THANKS = "thanks"
    ACTION = "action"  # with a digest, though none is named
    UNDO = "undo"
    WHY_THIS = "why_this"
    LESS = "less"
    SPEAK = "speak"
    UNDER = "under"  # asks about a brief


@dataclass(frozen=True, slots=True)
class Remark:
    """What is meant; `words` are what it is about, `lang` is the language of the phrase."""

    kind: RemarkKind
    words: str = ""
    lang: str = ""  # or the one that is wanted; where several have the phrase, none


@dataclass(frozen=True, slots=True)
class DigestTyped:
    """How it is typed what a channel's digest is to be, and a person's own."""

    act: str  # before what becomes of it
    change: str  # before what it is to be
    own: str  # before either, of a person's own
    sources: str = ""  # the option for words that no story is to have
    languages: str = ""
    own_option: str = ""

    def acting(self, action: str, tr: Translation, *, personal: bool) -> str:
        """To do something with the digest."""
        return self._own(action, tr) if personal else tr(f"{self.act} {action}")

    def changing(self, option: str, words: str, tr: Translation, *, personal: bool) -> str:
        """To change a part of the digest."""
        return self._own(words, tr) if personal else f"{tr(self.change)} {tr(option)}{words}"

    def _own(self, words: str, tr: Translation) -> str:
        return f"{tr(self.own)} {tr(self.own_option)}{words}"


def remark(words: str) -> Remark | None:
    """What is meant; None for a topic, a link and whatever else asks for news."""
    plain = " ".join(words[: _LONGEST + 1].split()).strip(_MARKS)
    if not plain:
        return Remark(RemarkKind.HELP) if "?" in words else None
    if len(plain) > _LONGEST:
        return None
    bare = without_courtesy(plain)
    found = _set_phrase(plain, bare) or _of_digest(plain, bare)
    if not found and follow_up(plain).kind not in _OF_NEWS:
        return Remark(RemarkKind.UNDER)
    return found or _less_of(bare) or _language(bare)


def in_its_language(one: Remark, tr: Translation) -> Translation:
    """In the language of the phrase; in the reader's where that is English, as many write."""
    is_told = one.lang in available() and one.lang != ENGLISH.lang
    return Translation(one.lang) if is_told else tr


def answered(one: Remark, typed: DigestTyped, tr: Translation, *, personal: bool) -> Line:
    """What is said to it; `personal` where only a person's own digest can be meant. What can be
    asked is told by each platform itself."""
    if one.kind is RemarkKind.THANKS:
        return said(tr("You are welcome."))
    if one.kind is RemarkKind.UNDER:
        return said(
            tr("I don't know which story you mean: write that under a brief, or name a topic.")
        )
    if one.kind is RemarkKind.ACTION:
        return _of_action(one.words, typed, tr, personal=personal)
    show = command(typed.acting(DigestAction.SHOW, tr, personal=personal))
    if one.kind is RemarkKind.UNDO:
        text = tr("I can't take that back. To change or stop the digest, type {command}.")
        return filled(text, command=show)
    if one.kind is RemarkKind.WHY_THIS:
        text = tr(
            "Somebody asked for it here, or the digest has it: “Why these?” under a digest says "
            "why each story is in it, and {command} shows what it is about."
        )
        return filled(text, command=show)
    return _of_change(one, typed, tr, personal=personal)


def _of_action(action: str, typed: DigestTyped, tr: Translation, *, personal: bool) -> Line:
    own = command(typed.acting(action, tr, personal=True))
    if personal:
        return filled(tr("Did you mean {command}?"), command=own)
    text = tr("Did you mean {command}? For a digest of your own, type {own}.")
    return filled(text, command=command(typed.acting(action, tr, personal=False)), own=own)


def _of_change(one: Remark, typed: DigestTyped, tr: Translation, *, personal: bool) -> Line:
    if one.kind is RemarkKind.LESS:
        text = tr("To leave that out of the digest, type {command}.")
        without = (lexicon(tr.lang).asking.without or asking("without"))[0]
        option, words = typed.sources, f"{without} {one.words}"
    else:
        text = tr(
            "I tell the news in the words of its sources. To choose the languages of the digest, "
            "type {command}."
        )
        option, words = typed.languages, languages.written(languages.read(one.words), tr)
    return filled(text, command=command(typed.changing(option, words, tr, personal=personal)))


def _set_phrase(plain: str, bare: str) -> Remark | None:
    for kind in (RemarkKind.HELP, RemarkKind.UNDO, RemarkKind.WHY_THIS, RemarkKind.THANKS):
        if spoken := _spoken(kind, plain, bare):
            return Remark(kind, lang=_only(spoken))
    return None if bare else Remark(RemarkKind.THANKS)


def _of_digest(plain: str, bare: str) -> Remark | None:
    if action := digest_text.action(bare):
        return Remark(RemarkKind.ACTION, action)
    spoken = _spoken("end_it", plain, bare)
    return Remark(RemarkKind.ACTION, DigestAction.STOP, _only(spoken)) if spoken else None


def _spoken(idea: str, *forms: str) -> tuple[str, ...]:
    """The languages in which one of these is a phrase for the idea."""
    return tuple(
        lang
        for lang, pattern in _phrases(idea).items()
        if any(pattern.fullmatch(form) for form in forms)
    )


def _only(spoken: tuple[str, ...]) -> str:
    return spoken[0] if len(spoken) == 1 else ""


def _less_of(bare: str) -> Remark | None:
    for lang, pattern in _less().items():
        if (found := pattern.fullmatch(bare)) and len(found["words"].split()) <= _MOST_WORDS:
            return Remark(RemarkKind.LESS, found["words"], lang)
    return None


def _language(bare: str) -> Remark | None:
    found = _speak().fullmatch(bare)
    words = (found["behind"] or found["named"]) if found else ""
    try:
        wanted = languages.read(words) if words else ()
    except UsageError:
        return None
    return Remark(RemarkKind.SPEAK, words, wanted[0]) if wanted else None


@cache
def _phrases(idea: str) -> Mapping[str, re.Pattern[str]]:
    each = ((lang, getattr(lexicon(lang).asking, idea)) for lang in known_languages())
    return {lang: re.compile(any_of(words), re.IGNORECASE) for lang, words in each if words}


@cache
def _less() -> Mapping[str, re.Pattern[str]]:
    each = ((lang, lexicon(lang).asking.less) for lang in known_languages())
    return {
        lang: re.compile(rf"(?:{any_of(words)})(?:(?<=['’])|\s)(?P<words>.+)", re.IGNORECASE)
        for lang, words in each
        if words
    }


@cache
def _speak() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{any_of(asking('speak'))}) (?P<behind>.+)|(?P<named>{languages.pattern()})",
        re.IGNORECASE,
    )
