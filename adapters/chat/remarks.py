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
from adapters.chat.lines import Line, command, filled
from adapters.chat.times import asking
from bot.errors import UsageError
from bot.text.lexicon import languages as known_languages
from bot.text.lexicon import lexicon
from bot.text.lexicon.notation import any_of
from bot.translation import ENGLISH, Translation, available, translatable

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
    SOURCE = "source_of"
    LESS = "less"
    SPEAK = "speak"
    MANAGE = "manage"  # asks for the settings of a digest
    SCHEDULE = "schedule"  # a digest that is not called so
    UNDER = "under"  # asks about a brief


_BY_PHRASE = (
    RemarkKind.HELP,
    RemarkKind.UNDO,
    RemarkKind.WHY_THIS,
    RemarkKind.SOURCE,
    RemarkKind.THANKS,
    RemarkKind.MANAGE,
)  # fmt: skip


_TOLD = {
    RemarkKind.THANKS: translatable("You are welcome."),
    RemarkKind.UNDER: translatable(
        "I don't know which story you mean: write that under a brief, or name a topic."
    ),
    RemarkKind.SOURCE: translatable(
        "Each number in a brief leads to its sentence on the source's page, and “Sources” under it "
        "lists them all. I tell what they say, and don't judge whether it is true."
    ),
    RemarkKind.MANAGE: translatable("To see, change or stop the digest, type {command}."),
    RemarkKind.UNDO: translatable(
        "I can't take that back. To change or stop the digest, type {command}."
    ),
    RemarkKind.WHY_THIS: translatable(
        "Somebody asked for it here, or the digest has it: “Why these?” under a digest says why "
        "each story is in it, and {command} shows what it is about."
    ),
}


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
    in_a_line: bool = True  # whether a channel's is set by what a person's own is

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


def schedule(words: str) -> Remark | None:
    """Topics with a time and days, which nobody asks for at once, or with a time in a sentence
    about a digest: "send me ukraine every day at 8"."""
    bare = without_courtesy(words) if len(words) <= _LONGEST else ""
    opening = _send_me().match(bare)
    wanted = bare[opening.end() :] if opening else bare
    try:
        said = digest_text.read(wanted)
    except UsageError:
        return None
    is_digest = said.days or (opening and opening["digest"])
    return Remark(RemarkKind.SCHEDULE, wanted) if said.topics and said.at and is_digest else None


def in_its_language(one: Remark, tr: Translation) -> Translation:
    """In the language of the phrase; in the reader's where that is English, as many write."""
    is_told = one.lang in available() and one.lang != ENGLISH.lang
    return Translation(one.lang) if is_told else tr


def answered(one: Remark, typed: DigestTyped, tr: Translation, *, personal: bool) -> Line:
    """What is said to it; `personal` where only a person's own digest can be meant. What can be
    asked is told by each platform itself."""
    if one.kind is RemarkKind.ACTION:
        return _of_action(one.words, typed, tr, personal=personal)
    if told := _TOLD.get(one.kind):
        show = command(typed.acting(DigestAction.SHOW, tr, personal=personal))
        return filled(tr(told), command=show)
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
    elif one.kind is RemarkKind.SCHEDULE:
        text = tr("For a digest at that time, type {command}.")
        option, words, personal = "", one.words, personal or not typed.in_a_line
    else:
        text = tr(
            "I tell the news in the words of its sources. To choose the languages of the digest, "
            "type {command}."
        )
        option, words = typed.languages, languages.written(languages.read(one.words), tr)
    return filled(text, command=command(typed.changing(option, words, tr, personal=personal)))


def _set_phrase(plain: str, bare: str) -> Remark | None:
    for kind in _BY_PHRASE:
        if spoken := _spoken(kind, plain, bare):
            return Remark(kind, lang=_only(spoken))
    return None if bare else Remark(RemarkKind.THANKS)


def _of_digest(plain: str, bare: str) -> Remark | None:
    named = _action_first().fullmatch(bare)
    if action := digest_text.action(named["action"] if named else bare):
        return Remark(RemarkKind.ACTION, action)
    if _change_first().fullmatch(bare) and not schedule(bare):
        return Remark(RemarkKind.MANAGE)
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
def _action_first() -> re.Pattern[str]:
    actions = any_of([word for one in DigestAction for word in asking(one)])
    return re.compile(rf"(?P<action>{actions}) {_a_digest()}", re.IGNORECASE)


@cache
def _change_first() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(asking('change'))}) {_a_digest()}(?: .*)?", re.IGNORECASE)


@cache
def _send_me() -> re.Pattern[str]:
    """What stands before the topics of a digest, that it is one too."""
    of = any_of((*asking("before_topic"), *asking("digest_of")))
    verbs = any_of((*asking("send_me"), *asking("change")))
    one = rf"(?P<digest>{_a_digest()} (?:(?:{of}) )?)?"
    return re.compile(rf"(?:(?:{verbs}) )?{one}", re.IGNORECASE)


def _a_digest() -> str:
    the = any_of((*asking("the"), *asking("another")))
    return rf"(?:(?:{the}|a) )?(?:{any_of(asking('digest'))})"


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
