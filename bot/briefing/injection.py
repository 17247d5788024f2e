"""Pure. Sentences of an article that speak to a machine, not to its readers.

"Ignore previous instructions" has no place in the news; whoever hides it in a page wants it to
reach a language model, or to be read out by one. Such a sentence is left out before any summarizer
sees it; all others keep their offsets. The rules look for a command to a machine, an answer
prescribed to it, or a model's own markup. News *about* such attacks may quote one: that sentence
is left out too, and the rest of the article stays, which is the cheaper mistake.
"""

import re
import unicodedata

_WRITE = (
    r"(?:say|write|output|include|respond|reply|mention|summari[sz]e|append|ignore|state|print|"
    r"post|tell|answer|recommend|add|insert|repeat|describe|rate|conclude)"
)
_MACHINE = (
    r"(?:a\.?i\.?|assistants?|chat ?bots?|bots?|llms?|language models?|chatgpt|"
    r"gpt(?:-\d\w*)?|claude|"
    r"gemini|copilot|summari[sz]ers?|crawlers?|scrapers?|ai (?:models?|assistants?|systems?|"
    r"agents?)|"
    r"(?:virtual|digital) assistants?|automated (?:systems?|readers?|tools?))"
)
_ORDERS = (
    r"(?:instructions?|prompts?|directions|directives|guidelines|guardrails|commands|orders|"
    r"system messages?)"
)
_OPENS = r"(?:(?:^|[,:;.!?]) ?(?:please |now |and |bitte |por favor,? |so )?)"  # an order does
_IGNORE = r"(?:ignore|disregard|forget|override|bypass|discard|skip)\b"
_EARLIER = r"(?:previous|prior|above|earlier|preceding|foregoing|existing|system|original|initial)"
_ENGLISH = (
    rf"{_OPENS}{_IGNORE} (?:\w+ ){{0,5}}?{_ORDERS}\b(?! (?:from|of|by) )",
    rf"{_IGNORE} (?:\w+ ){{0,3}}?{_EARLIER} (?:\w+ ){{0,2}}?{_ORDERS}\b",
    (
        r"(?:ignore|disregard|forget) (?:everything|all|anything|what(?:ever)?)\b[^.]{0,20} "
        r"(?:above|before|previous|earlier|you (?:were|have been) told)"
    ),
    rf"you(?:['’]re| are)(?: now)? (?:an? |the )?(?:\w+ ){{0,2}}{_MACHINE}\b",
    rf"(?:if|since|because|when) you(?:['’]re| are) (?:an? )?(?:\w+ )?{_MACHINE}\b",
    r"as an? (?:ai|llm|(?:large )?language model)\b[^.]{0,20}, ?(?:you|please|i)\b",
    (
        rf"(?:dear|attention|hey|hello|note (?:to|for)|message (?:to|for)|"
        rf"instructions? (?:to|for)|notice to)"
        rf",? (?:all |any |the )?{_MACHINE}\b"
    ),
    rf"^{_MACHINE}[,:] ",
    rf"\b{_MACHINE} (?:reading|processing|parsing|summari[sz]ing) this\b",
    (
        rf"\b{_MACHINE} (?:must|should|shall|are (?:asked|instructed|required|told) to|"
        rf"please|will now) "
        rf"(?:\w+ )?{_WRITE}\b"
    ),
    r"\b(?:system|developer|hidden) (?:prompt|instruction|message)s?\b ?[:=]",
    (
        r"\b(?:reveal|print|show|repeat|output|leak|disclose|"
        r"send)\b (?:\w+ ){0,3}?(?:system prompt|"
        r"(?:your|the|its) (?:prompt|instructions|api keys?|access tokens?|credentials))"
    ),
    r"\b(?:new|updated|additional|important) instructions?\b(?: for \w+)? ?:",
    r"\b(?:in|for|to|of) your (?:summary|answer|response|reply|output|brief|briefing|digest)\b",
    (
        r"\byour (?:summary|answer|response|reply|output|brief) (?:must|should|has to|needs to|"
        r"is to)\b"
    ),
    (
        r"\bwhen (?:you )?(?:summari[sz]e|summari[sz]ing|asked (?:about|"
        r"to))\b[^.]{0,40}(?:article|page|"
        r"text|story|document|this)\b[^.]{0,20}, ?(?:you |please |do |always |never )?" + _WRITE
    ),
    (
        r"\b(?:summari[sz]e|describe|present|rate|rank) this (?:\w+ )?(?:article|page|text|story|"
        r"product|site|website|company|document) (?:as|by|with|only|positively|favou?rably|in)\b"
    ),
    (
        r"^(?:please )?(?:respond|reply|answer|output|print|say|write)\b (?:only|exactly|"
        r"nothing but|"
        r"instead|with (?:only |just )?(?:the|a) (?:word|phrase|text|following|sentence|link))\b"
    ),
    r"\b(?:only|always|instead,?) (?:respond|reply|answer|output|print) (?:with|in|only)\b",
    (
        r"^(?:please )?do not (?:summari[sz]e|mention|report on|include|repeat|"
        r"translate) (?:this|the|any|"
        r"anything)\b"
    ),
    (
        r"^(?:please )?(?:pretend|act as (?:if|an? )|role-?play|imagine) (?:you|to be|that you|"
        r"\w+ ?bot)"
    ),
    rf"^from now on,? (?:you|always|only|never|{_WRITE})\b",
    r"\b(?:developer|god|dan|debug|jailbreak) mode (?:is )?(?:on|enabled|activated|now)\b",
    (
        r"\b(?:end|start|beginning) of (?:the )?(?:system prompt|prompt|instructions|untrusted|"
        r"context)\b"
    ),
)
_ELSEWHERE = (
    # German, French, Spanish, Portuguese, Italian, Polish, Turkish
    (
        rf"{_OPENS}(?:ignorier|vergiss|vergesst|missacht)\w* (?:\w+ ){{0,4}}?"
        r"(?:anweisung|instruktion|vorgabe|befehl)\w*"
    ),
    r"(?:du bist|sie sind) (?:jetzt |nun )?(?:eine? )?(?:ki|sprachmodell|assistent|chatbot)\b",
    (
        rf"{_OPENS}(?:ignor|oubli)(?:e|ez|er|es)\b (?:\w+ ){{0,4}}?"
        rf"(?:instructions|consignes|directives)"
    ),
    r"(?:tu es|vous êtes) (?:maintenant )?une? (?:ia|assistant|modèle de langage|robot)",
    (
        rf"{_OPENS}(?:ignor|olvid)(?:a|e|en|ad|ar)\b (?:\w+ ){{0,4}}?"
        rf"(?:instrucciones|órdenes|indicaciones)"
    ),
    r"(?:eres|usted es) (?:ahora )?una? (?:ia|asistente|modelo de lenguaje|chatbot)",
    rf"{_OPENS}(?:ignor|esque)(?:e|a|ça|em)\b (?:\w+ ){{0,4}}?(?:instruções|ordens)",
    rf"{_OPENS}(?:ignora|ignorate|dimentica)\b (?:\w+ ){{0,4}}?(?:istruzioni|ordini)",
    r"(?:zignoruj|ignoruj|zapomnij)\w* (?:\w+ ){0,4}?(?:instrukcj|poleceni)\w*",
    r"(?:talimat|komut)\w*ı? (?:yok say|göz ardı|unut)\w*",
    # Russian, Ukrainian
    r"(?:(?:про)?игнорируй|забудь)(?:те)? (?:\w+ ){0,4}?(?:инструкци|указани|команд)\w*",
    r"(?:(?:про)?ігноруй|забудь)(?:те)? (?:\w+ ){0,4}?(?:інструкці|вказівк|команд)\w*",
    (
        r"(?:ты|вы|ти|ви) (?:теперь |тепер )?[-—]? ?(?:ии|ші|языковая модель|мовна модель|"
        r"ассистент|асистент)\b"
    ),
    # Arabic, Hebrew, Hindi, Chinese, Japanese, Korean
    r"تجاهل[ويى]?ا? (?:\w+ ){0,3}?(?:التعليمات|الأوامر|تعليمات)",
    r"התעלמ\w* (?:\w+ ){0,3}?(?:הוראות|ההוראות|מההוראות)",
    r"(?:निर्देशों|निर्देश|आदेशों) (?:को|की) (?:\S+ ){0,2}?(?:अनदेखा|उपेक्षा|नज़रअंदाज़)",
    r"(?:忽略|无视|無視|忘记|忘掉|忽視)(?:你|您|掉)?.{0,8}(?:指令|指示|说明|說明|提示|命令)",
    r"(?:指示|命令|指令|プロンプト).{0,4}(?:無視|忘れ)",
    r"(?:지시|명령|지침|프롬프트)\S{0,4} ?.{0,6}무시",
)
_MARKUP = (
    r"<\|[a-z_]+\|>",
    r"\[/?inst\]",
    r"<</?sys>>",
    r"^#{2,} ?(?:system|instruction|human|assistant|user)",
    r"^(?:system|assistant|user|human) ?: ",
    r"</?(?:system|instructions?|prompt|untrusted)[ >]",
)
_COMMAND = re.compile("|".join((*_ENGLISH, *_ELSEWHERE, *_MARKUP)))
# Unicode's tag characters, which nothing shows, and the override that turns text around.
_INVISIBLE = re.compile("[\U000e0000-\U000e007f\u202d\u202e]")
_FORMAT = re.compile("[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2060-\u206f\ufeff]")
_MARKS = re.compile(r"[\"“”„«»‹›「」]|^['‘(\[*_>\s-]+")
_LOOK = 2_000  # characters; more is no sentence


def addresses_machine(text: str) -> bool:
    """Whether a sentence gives a machine an order, or holds what only a machine would see."""
    if _INVISIBLE.search(text):
        return True
    plain = unicodedata.normalize("NFKC", _FORMAT.sub("", text[:_LOOK])).casefold()
    return _COMMAND.search(" ".join(_MARKS.sub("", plain).split())) is not None
