"""Pure. Sentences of an article that speak to a machine, not to its readers.

"Ignore previous instructions" has no place in the news; whoever hides it in a page wants it to
reach a language model, or to be read out by one. Such a sentence is left out before any summarizer
sees it; all others keep their offsets. The rules look for a command to a machine, an answer
prescribed to it, or a model's own markup. News *about* such attacks may quote one: that sentence
is left out too, and the rest of the article stays, which is the cheaper mistake.
"""

import re
import unicodedata
from typing import NamedTuple


class _Rule(NamedTuple):
    """A pattern, and texts of which a sentence must hold one for it: to look for them is fast."""

    needs: tuple[str, ...]
    pattern: re.Pattern[str]


def _rule(needs: str, *pattern: str) -> _Rule:
    return _Rule(tuple(needs.split(", ")), re.compile("".join(pattern)))


_WRITE = (
    r"(?:say|write|output|include|respond|reply|mention|summari[sz]e|append|ignore|state|print|"
    r"post|tell|answer|recommend|add|insert|repeat|describe|rate|conclude)"
)
_MACHINE = (
    r"\b(?:a\.?i\.?|assistants?|chat ?bots?|bots?|llms?|language models?|chatgpt|gpt(?:-\d\w*)?|"
    r"claude|gemini|copilot|summari[sz]ers?|crawlers?|scrapers?|"
    r"ai (?:models?|assistants?|systems?|agents?)|(?:virtual|digital) assistants?|"
    r"automated (?:systems?|readers?|tools?))"
)
_MACHINES = (
    "a.i, assistant, bot, llm, model, gpt, claude, gemini, copilot, summari, crawler, scraper, tool"
)
_ORDERS = (
    r"(?:instructions?|prompts?|directions|directives|guidelines|guardrails|commands|orders|"
    r"system messages?)\b"
)
_OPENS = r"(?:(?:^|[,:;.!?]) ?(?:please |now |and |bitte |por favor,? |so )?)"  # an order does
_IGNORE = r"(?:ignore|disregard|forget|override|bypass|discard|skip)\b"
_IGNORED = "ignor, disregard, forget, override, bypass, discard, skip"
_EARLIER = r"(?:previous|prior|above|earlier|preceding|foregoing|existing|system|original|initial)"

_RULES = (
    _rule(_IGNORED, rf"{_OPENS}{_IGNORE} (?:\w+ ){{0,5}}?{_ORDERS}(?! (?:from|of|by) )"),
    _rule(_IGNORED, rf"{_IGNORE} (?:\w+ ){{0,3}}?{_EARLIER} (?:\w+ ){{0,2}}?{_ORDERS}"),
    _rule(
        _IGNORED,
        rf"{_IGNORE} (?:everything|all|anything|what(?:ever)?)\b[^.]{{0,20}} ",
        r"(?:above|before|previous|earlier|you (?:were|have been) told)",
    ),
    _rule("you", rf"you(?:['’]re| are)(?: now)? (?:an? |the )?(?:\w+ ){{0,2}}?{_MACHINE}\b"),
    _rule("as a", r"as an? (?:ai|llm|(?:large )?language model)\b[^.]{0,20}, ?(?:you|i)\b"),
    _rule(
        f" ai, {_MACHINES}",
        r"\b(?:dear|attention|hey|hello|(?:note|message|instructions?|notice) (?:to|for))",
        rf",? (?:all |any |the )?{_MACHINE}\b",
    ),
    _rule(f"ai, {_MACHINES}", rf"^{_MACHINE}[,:] "),
    _rule(
        f"ai , ai. , {_MACHINES}",
        rf"{_MACHINE} (?:(?:reading|processing|parsing|summari[sz]ing) this|",
        r"(?:must|should|shall|are (?:asked|instructed|required|told) to|please|will now) ",
        rf"(?:\w+ )?{_WRITE})\b",
    ),
    _rule(
        "prompt, instruct, message",
        r"\b(?:system|developer|hidden) (?:prompt|instruction|message)s?\b ?[:=]",
        r"|\b(?:new|updated|additional|important) instructions?\b(?: for \w+)? ?:",
        r"|\b(?:end|start|beginning) of (?:the )?(?:system prompt|prompt|instructions)\b",
        r"|\b(?:reveal|print|show|repeat|output|leak|disclose|send)\b (?:\w+ ){0,3}?system prompt",
    ),
    _rule(
        "your, its",
        r"\b(?:reveal|print|show|repeat|output|leak|disclose|send)\b (?:\w+ ){0,3}?",
        r"(?:your|its) (?:prompt|instructions|api keys?|access tokens?|credentials)",
        r"|\b(?:in|for|to|of) your (?:summary|answer|response|reply|output|brief|digest)\b",
        r"|\byour (?:summary|answer|response|reply|output|brief) (?:must|should|has to|needs to|",
        r"is to)\b",
    ),
    _rule(
        "summari, this",
        r"\bwhen (?:you )?summari[sz](?:e|ing)\b[^.]{0,60}, ?(?:you |please |do |always |never )?",
        rf"{_WRITE}|\b(?:summari[sz]e|describe|present|rate|rank) this (?:\w+ )?(?:article|page|",
        r"text|story|product|site|website|company|document) (?:as|by|with|only|positively|",
        r"favou?rably|in)\b",
    ),
    _rule(
        "only, exactly, nothing, instead, with",
        r"^(?:please )?(?:respond|reply|answer|output|print|say|write)\b (?:only|exactly|",
        r"nothing but|instead|with (?:only |just )?(?:the|a) (?:word|phrase|text|following|",
        r"sentence|link))\b|\b(?:only|always|instead,?) (?:respond|reply|answer|output|print) ",
        r"(?:with|in|only)\b",
    ),
    _rule(
        "do not",
        r"^(?:please )?do not (?:summari[sz]e|mention|report on|include|repeat|translate) ",
        r"(?:this|the|any|anything)\b",
    ),
    _rule(
        "you, to be, bot",
        r"^(?:please )?(?:pretend|act as (?:if|an? )|role-?play|imagine) ",
        r"(?:you|to be|that you|\w+ ?bot)",
    ),
    _rule("from now on", rf"^from now on,? (?:you|always|only|never|{_WRITE})\b"),
    _rule(
        "mode ", r"\b(?:developer|god|dan|debug|jailbreak) mode (?:is )?(?:on|enabled|activated)\b"
    ),
    # A model's own markup
    _rule("<", r"<\|[a-z_]+\|>|<</?sys>>|</?(?:system|instructions?|prompt|untrusted)[ >]"),
    _rule("inst]", r"\[/?inst\]"),
    _rule("##", r"^#{2,} ?(?:system|instruction|human|assistant|user)"),
    _rule(":", r"^(?:system|assistant|user|human) ?: "),
    # German, French, Spanish, Portuguese, Italian, Polish, Turkish
    _rule(
        "ignor, vergiss, vergesst, missacht",
        rf"{_OPENS}(?:ignorier|vergiss|vergesst|missacht)\w* (?:\w+ ){{0,4}}?",
        r"(?:anweisung|instruktion|vorgabe|befehl)\w*",
    ),
    _rule(
        "ignor, oubli, olvid, esque, dimentica",
        rf"{_OPENS}(?:ignor|oubli|olvid|esque|dimentic)(?:e|ez|er|es|a|en|ad|ar|ça|em|ate)\b ",
        r"(?:\w+ ){0,4}?(?:instructions|consignes|directives|instrucciones|órdenes|indicaciones|",
        r"instruções|ordens|istruzioni|ordini)",
    ),
    _rule("gnoruj, zapomnij", r"(?:z?ignoruj|zapomnij)\w* (?:\w+ ){0,4}?(?:instrukcj|poleceni)\w*"),
    _rule("talimat, komut", r"(?:talimat|komut)\w*ı? (?:yok say|göz ardı|unut)\w*"),
    _rule(
        "du bist, sie sind, tu es, vous êtes, eres, usted es",
        r"(?:du bist|sie sind|tu es|vous êtes|eres|usted es) ",
        r"(?:jetzt |nun |maintenant |ahora )?(?:une?|una|eine?)? ?",
        r"(?:ki|ia|sprachmodell|modèle de langage|modelo de lenguaje|assistent|"
        r"assistant|asistente)",
    ),
    # Russian, Ukrainian, Arabic, Hebrew, Hindi, Chinese, Japanese, Korean
    _rule(
        "гнор, забудь",
        r"(?:(?:про)?[иі]гнор(?:ируй|уй)|забудь)(?:те)? (?:\w+ ){0,4}?",
        r"(?:инструкци|указани|команд|інструкці|вказівк)\w*",
    ),
    _rule(
        "модел, сс, асист",
        r"(?:ты|вы|ти|ви) (?:теперь |тепер )?[-—]? ?(?:языковая модель|мовна модель|а[сc]+истент)",
    ),
    _rule("تجاهل", r"تجاهل[ويى]?ا? (?:\w+ ){0,3}?(?:التعليمات|الأوامر|تعليمات)"),
    _rule("התעלמ", r"התעלמ\w* (?:\w+ ){0,3}?(?:הוראות|ההוראות|מההוראות)"),
    _rule(
        "निर्देश, आदेश", r"(?:निर्देशों|निर्देश|आदेशों) (?:को|की) (?:\S+ ){0,2}?", r"(?:अनदेखा|उपेक्षा|नज़रअंदाज़)"
    ),
    _rule(
        "忽, 无视, 無視, 忘",
        r"(?:忽略|无视|無視|忘记|忘掉|忽視)(?:你|您|掉)?.{0,8}(?:指令|指示|说明|說明|提示|命令)",
    ),
    _rule("無視, 忘れ", r"(?:指示|命令|指令|プロンプト).{0,4}(?:無視|忘れ)"),
    _rule("무시", r"(?:지시|명령|지침|프롬프트)\S{0,4} ?.{0,6}무시"),
)
_BY_NEED = {
    need: frozenset(rule.pattern for rule in _RULES if need in rule.needs)
    for need in sorted({need for rule in _RULES for need in rule.needs})
}
_BY_NEED_IN_ASCII = {need: found for need, found in _BY_NEED.items() if need.isascii()}
# Unicode's tag characters, which nothing shows, and the override that turns text around.
_INVISIBLE = re.compile("[\U000e0000-\U000e007f\u202d\u202e]")
_FORMAT = re.compile("[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2060-\u206f\ufeff]")
_MARKS = re.compile(r"[\"“”„«»‹›「」]")
_OPENERS = "'‘([*_>- "
_LOOK = 2_000  # characters; more is no sentence


def addresses_machine(text: str) -> bool:
    """Whether a sentence gives a machine an order, or holds what only a machine would see."""
    shown, by_need = text[:_LOOK].casefold(), _BY_NEED_IN_ASCII
    if not text.isascii():
        if _INVISIBLE.search(text):
            return True
        shown = unicodedata.normalize("NFKC", _FORMAT.sub("", text[:_LOOK])).casefold()
        by_need = _BY_NEED
    plain = " ".join(_MARKS.sub("", shown).split()).lstrip(_OPENERS)
    likely = {pattern for need, found in by_need.items() if need in plain for pattern in found}
    return any(pattern.search(plain) for pattern in likely)
