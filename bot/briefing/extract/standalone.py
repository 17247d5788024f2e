"""Pure. Can a sentence stand alone, and what must an editor do so that it can?

A sentence that starts in mid-air is introduced by a bracket when it is certain whom it means
("He [Ana Ruiz] said"), loses its leading connective ("But the mayor" -> "The mayor"), or is left
out. So is half a quotation, and a quotation whose speaker is not certain.
"""

import re

from bot.briefing.edits import without_connective
from bot.briefing.extract.speakers import Said
from bot.models import Change, Edit
from bot.text.calendars import MONTH_IN_FULL, WEEKDAY
from bot.text.lexicon import any_of, lexicon
from bot.text.names import FUNCTION_WORD, ROLE
from bot.text.quotations import LOST_PARTNER
from bot.text.sentences import Sentence
from bot.text.whole_words import spelt, whole_words

_THESE = (
    r"It|They|That|This|These|Those|Their|Its|Them|Such|Both|Neither|Another|Others|Instead|"
    r"Otherwise|Therefore|Thus|Then|Hence|Similarly|Likewise|Afterwards?|Thereafter|"
    r"For (?:example|instance)|As an example|By way of example|"
    r"To (?:give|take|name) (?:an|one) example|"
    r"(?:One|Another) example|A case in point|In one (?:case|instance|example)|"
    r"[^,“”\"]{3,80}, for (?:example|instance),|"
    r"So|Nor|Or|And|But|Yet|Also|Again|Too|Yes|No,|Well,|Oh|Indeed|Either|Regardless(?! of\b)|"
    r"None of|Here(?:['’]s)?|"
    r"There(?! (?:is|are|was|were|has|have|will|had|could|may|might|can|should)\b)|Now,|Not so|"
    r"Some of (?:them|these|those)|(?:One|Two|Three|Four|Many|Most|All|Several|Few|Each|Half) "
    r"(?:of (?:them|these|those|the two|the men|the women|which|whom)|other|others|more|was|were|"
    r"said)|"
    r"Among (?:them|those|these)|Of (?:those|these|them)|(?:By|Since|Until|Before|After|Around|At|"
    r"From) (?:then|that|this|now|the time)|In (?:that|this|these|those|doing so|response|return|"
    r"addition|turn|contrast|comparison|the (?:capital|city|town|village|country|region|area|"
    r"meantime|past|process|case|end|letter|video|statement|interview|report|same|first half|"
    r"second half|second|third|film|book))|On (?:that|this)|For (?:that|this|now)|"
    r"With (?:that|this)|To (?:that|this)|Like (?:that|this|many|him|her|them)|As (?:such|"
    r"a result)|"
    r"The (?:latter|former|pair|duo|trio|couple|same|others?|two|three|four|five|six|"
    r"(?:young )?(?:man|woman|boy|girl|teenager|teen)|\d+-year-old(?:['’]s)?|remaining|rest|idea|"
    r"answer|"
    r"reason|result|problem|question|difference|alternative|group|"
    r"move|ensuing|"
    r"resulting)|"
    r"Speaking|Asked|Adding|Speaking there|Despite (?:this|that)|Because of (?:this|that)|"
    r"Earlier|Later|Elsewhere|Meanwhile|However|Nevertheless|Moreover|Furthermore|Besides|"
    r"Additionally|Who|Which|Whose|Where|Because|"
    r"I|I['’]\w+|We|We['’]\w+|You|You['’]\w+|My|Our|Your|Me|Us|"
    r"It['’]s|That['’]s|They['’]re|They['’]ve|"
    r"(?:Maybe|Perhaps|If|When|While|As|After|Before|Because|Although|Though|Since|Once|For|In|"
    r"With|Until|Despite|Unlike|Even if|Even though) (?:it|that['’]s|this|they|these|those|them|"
    r"their|its|such)|Even if there|"
    r"\w+ (?:years?|months?|weeks?|days?|hours?|minutes?) (?:later|earlier|before,|after,)|"
    r"The (?:next|following|previous) (?:day|morning|night|week|month|year)|"
    r"(?:Unlike|Like|Despite|On|In|At|Last|Earlier|By|After|For|This|During|Since|Over|Under|"
    r"From|To|With|Before)\b"
    r"[^,“”\"]{1,50}, (?:(?:it|they|that)(?:['’]\w+)?|this|these|those|their|its)|"
    r"After all,|At least (?:that|it|this)(?:['’]s)?|In reality|\([^()]*\)[.!]?$|"
    r"(?:\w+|Dozens|Hundreds|Thousands) of (?:their|its|his|her) \w+|"
    r"(?:A few|A handful|Many|Most|Some|Several|Few) (?:are|were|have|had|was|is)"
)
_CLEAR_IT = (
    r"It (?:is|was|remains|isn['’]t|wasn['’]t)(?: not| still)?(?: yet|"
    r" immediately)? ?(?:un)?clear\b"
    r"(?! \w+ (?:that|this|it|they|he|she)\b)"
)
# "The company" is named by no sentence that opens with it, but "The company that runs the pier" is.
_UNNAMED = (
    r"The (?:company|firm|club|agency|team|airline|retailer|carmaker|bank|charity|band|group|duo|"
    r"second(?! (?:half|quarter|world|world war|reading|round|phase|stage|largest|biggest)\b))"
    r"(?:['’]s?)?(?! (?:of|that|which|who|whose|behind|for|from|in|at|led|called|named|known|run|"
    r"owned|making|running|hired|based|responsible)\b|, (?:[A-Z]|called|named|known|which)|[\w-])"
    r"(?! (?!(?:said|says|is|was|has|had|will|would|also)\b)[a-z]+ (?:of|that|behind|for|from)\b)"
)
# With these an article may open: its headline has told whom it is about.
_DESCRIPTION = re.compile(
    r"The (?:(?:\d+-year-old|(?:young )?(?:man|woman|boy|girl|teenager|teen)|couple|pair|duo|trio)"
    rf"(?![\w’'-])|(?!second\b){_UNNAMED.removeprefix('The ')})"
)
_MID_AIR = re.compile(rf"(?!{_CLEAR_IT})(?:(?:{_THESE})(?![\w’'-])|{_UNNAMED})")
_QUOTED_MID_AIR = re.compile(
    r"[“\"‘'«]\s?(?:It|They|That|This|These|Those|Their|Its|He|She|His|Her|Them|Him|And|But|So|Or|"
    r"Then|It['’]s|That['’]s|They['’]re|He['’]s|She['’]s|There['’]s|Yes|No|Well|Because|Also|Which|"
    r"Such|Both|Neither|Another|Others|Instead|Otherwise|Here|However|Meanwhile|Moreover|"
    r"Furthermore|Therefore|Besides)\b",
)
_HE_OR_SHE = "[Hh](?:e|is|er|im|ers|imself|erself)|[Ss]he"
_HE_OR_SHE_WORDS = spelt(_HE_OR_SHE)
_PRONOUN = re.compile(f"(?P<word>{whole_words(_HE_OR_SHE)})")
_LEADING_PRONOUN = re.compile(r"(?:He|She|His|Her)\b")
_SPEECH_TAG = re.compile(
    whole_words(
        r"(?:[Ss]he|[Hh]e) (?:\w+ ){0,2}(?:said|says|added|adds|told|wrote|explained|insisted|"
        r"warned|argued|claimed|continued|noted|admitted|recalled|joked)"
    )
)
_SPEECH_TAG_LAST = re.compile(
    r", (?:they|it) (?:said|says|added|adds|wrote|explained|insisted|warned|noted)\b[^,]*$"
)
_OWNED = re.compile(
    r" (?!(?:to|that|and|or|an?|the|in|on|at|as|for|with|by|from|if|when|over|into|out|up|about|"
    r"because|after|before|not|how|what|why|who|where)\b)\w"
)
_POSSESSIVE = frozenset({"his", "hers"})
_ANTECEDENT = re.compile(
    rf"(?<=[\w,;:’”\"] )(?!{WEEKDAY}|{MONTH_IN_FULL})(?:[A-ZÀ-Þ][^\W\d_]+)|"
    rf"\b(?:{ROLE}|man|woman|boy|girl|teenager|suspect|driver|player|"
    r"mother|father|son|daughter|wife|husband|brother|sister|victim|star|patient|pupil|child|"
    r"soldier|worker|passenger|defendant|king|queen|prince|princess|baby|person|someone|anyone|"
    r"everyone|who|youth|teen|minor|toddler|kid|infant|pensioner|neighbo[u]?r|friend|colleague|"
    r"boss|"
    r"widow|bride|groom|cleric|guard|clerk|maid|hero|champion|winner|model|scholar|graduate|lover|"
    r"boyfriend|girlfriend|uncle|aunt|cousin|nephew|niece|refugee|migrant|sailor|veteran|singer|"
    r"rapper|comedian|gunman|attacker|killer|author|writer|artist|musician|"
    r"dancer|doctor|musician|politician|tourist|cyclist|motorist|footballer|golfer|boxer|runner|"
    r"billionaire|celebrity|survivor|applicant|employee|customer|soldier|prisoner|inmate)\b"
)
_ROLES, _SPEECH = lexicon("en").roles, lexicon("en").speech
_FIRST_TOLD = any_of((*_ROLES.first_told, *_SPEECH.tags, *_SPEECH.loose_tags))
_FIRST_REPORT = re.compile(
    rf"\b(?:{any_of(_ROLES.at_first)}),? (?:\w+ ){{0,2}}(?:{_FIRST_TOLD})\b|"
    rf"\b(?:{_FIRST_TOLD}) (?:\w+ ){{0,3}}(?:{any_of(_ROLES.at_first)})\b|"
    rf"\b(?!(?:{any_of(_ROLES.no_first)}) )\w+ first (?:{_FIRST_TOLD})\b|"
    rf"\b(?:{any_of(_ROLES.first_accounts)})\b",
    re.IGNORECASE,
)
_CORRECTED = re.compile(rf"\b(?:{any_of(_ROLES.corrected)})\b", re.IGNORECASE)
# "The crowd in Tolm won't let him": a place is nobody.
_PLACE = re.compile(
    r"\b(?:in|at|near|across|outside|inside|into|around) (?:the )?[A-ZÀ-Þ][^\W\d_]+"
    r"(?:[ -][A-ZÀ-Þ][^\W\d_]+)*(?![\w’'])"
)
_CATAPHORA = re.compile(
    r"(?:Before|After|When|While|As|Since|Although|Though|During|In|With|Despite|By|On|For|At|"
    r"\w+ing)\b"
)
_NO_NAME = re.compile(rf"{FUNCTION_WORD.pattern}|(?:\w+(?:ed|ing|ly)|Born)\b")
_DATELINE = re.compile(
    r"[A-ZÀ-Þ][A-ZÀ-Þ .,'’-]+(?:[A-Z][a-z]+\.?)?(?: ?\([^()]{2,30}\))? ?[—–-]{1,2} "
)
_MARKS = (("«", "»"), ("(", ")"), ("[", "]"), ("「", "」"))
_MID_AIR_ABROAD = {
    "de": "Deren|Dessen|Ähnlich|Solche\\w*|Hierzu|Darauf\\w*|Danach|Dazu|Denn|Allerdings|Jedoch|"
    "Er|Sie|Es|Dies\\w*|Das|Aber|Doch|Und|Dabei|Dort|Damit|Deshalb|Zudem|Außerdem|Ihr\\w*|"
    "Sein\\w*|Auch|Gleichzeitig|Zugleich|Dann|Dennoch|Trotzdem|Stattdessen|Hier|So|Dadurch|Daher|"
    "Dagegen|Daraufhin|Davor|(?:\\w+ ){1,4}davon",
    "fr": "Il|Elle|Ils|Elles|Cela|Ce|Cette|Ces|C['’]est|Mais|Et|Donc|Ainsi|Son|Sa|Ses|Leurs?",
    "es": "Con (?:eso|ello|es[ao]s?)|Por (?:eso|ello)|Él|Ella|Ellos|Ellas|Esto|Este|Esta|Eso|"
    "Pero|Y|Además|Así|Su|Sus|También",
    "uk": "Про це|За (?:його|її|словами)|При цьому|Водночас|Він|Вона|Воно|Вони|Це|Цей|Ця|Але|"
    "Однак|Проте|Також|І|А|Його|Її|Їх|Там|Тоді",
    "ru": "Об этом|По (?:его|её|ее|словам)|При этом|Вместе с тем|Он|Она|Оно|Они|Это|Этот|Эта|Но|"
    "Однако|Также|И|А|Его|Её|Ее|Их|Там|Тогда",
    "ar": "هو|هي|هم|لكن|ولكن|هذا|هذه|ذلك|كما|وأضاف|وقال|وتابع",
}
# Who "we" are, only a quotation or a byline says.
_FIRST_PERSON = {
    "de": "ich|wir|uns|mich|mir|unser\\w*|mein\\w*",
    "fr": "je|j['’]\\w+|nous|notre|nos|mon|mes|moi",
    "es": "yo|nosotr[oa]s|nos|nuestr[oa]s?|mis|m[ií]",
    "uk": "я|ми|нас|нам|наш\\w*|мене|мій|моя|мої",
    "ru": "я|мы|нас|нам|наш\\w*|меня|мой|моя|мои",
}
_SPEAKS = {
    lang: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for lang, words in _FIRST_PERSON.items()
}
_QUOTATION = re.compile('«[^»]*»|»[^«]*«|„[^“”]*[“”]|“[^”]*”|"[^"]*"')
_ABROAD = {
    lang: re.compile(rf"[«„“\"]?\s?(?:{words})\b") for lang, words in _MID_AIR_ABROAD.items()
}


def is_whole(sentence: Sentence) -> bool:
    """Whether the sentence holds no half of a quotation or a parenthesis."""
    if sentence.in_quote or sentence.open_quote:
        return False
    return is_balanced(sentence.text)


def speaks_of_us(text: str, lang: str | None) -> bool:
    """Whether a sentence in another language than English says "I" or "we" outside a quotation."""
    words = _SPEAKS.get(lang or "")
    return words is not None and words.search(_QUOTATION.sub(" ", text)) is not None


def is_balanced(text: str) -> bool:
    """Whether every quotation mark and bracket of `text` has its other half."""
    paired = all(text.count(opening) == text.count(closing) for opening, closing in _MARKS)
    straight = text.count('"') % 2 == 0 or len(LOST_PARTNER.findall(text)) % 2 == 1
    return paired and straight and _curly_balanced(text)


def _curly_balanced(text: str) -> bool:
    low, left, right = (text.count(mark) for mark in "„“”")
    if low:
        return low == left + right  # German, Ukrainian, Polish: „…“ or „…”
    return left == right or (not left and right % 2 == 0)  # Finnish, Swedish: ”…”


def is_mid_air(text: str, lang: str | None = None) -> bool:
    """Whether `text` starts with a word that points back to what stood before it."""
    if lang is not None and lang != "en":
        return lang in _ABROAD and _ABROAD[lang].match(text) is not None
    opening = text[_past_dateline(text) :]
    if _MID_AIR.match(opening) or _QUOTED_MID_AIR.match(opening):
        return True
    lead = _LEADING_PRONOUN.match(opening)
    return lead is not None and not opening.startswith(" [", lead.end())


def opens_article(text: str) -> bool:
    """Whether `text` starts with "The 68-year-old" or the like, as only an article's first sentence
    may, below its headline."""
    return _DESCRIPTION.match(text, _past_dateline(text)) is not None


def is_first_report(told: str) -> bool:
    """Whether a sentence tells what was said at first, which another one may have corrected."""
    first = _FIRST_REPORT.search(told)
    return first is not None and _CORRECTED.search(told) is None


def _is_tagged(said: Said) -> bool:
    """Whether "he said" or the like says whose the sentence is, but not who that is."""
    if not _HE_OR_SHE_WORDS.isdisjoint(said.words) and _SPEECH_TAG.search(said.told):
        return True
    return _SPEECH_TAG_LAST.search(said.told) is not None


def standing(
    body: str, sentence: Sentence, said: Said, *, is_first: bool = False
) -> tuple[Edit, ...] | None:
    """The edits with which an English sentence stands alone; None when it cannot.

    `is_first`: it is the article's first one, which may describe whom the headline is about.
    """
    if not is_whole(sentence) or (said.speaker is None and _is_tagged(said)):
        return None
    if is_first_report(said.told):
        return None
    connective = without_connective(body, sentence.start, sentence.end)
    skipped = connective.end - 1 - sentence.start if connective else _past_dateline(sentence.text)
    opening = (
        connective.text + sentence.text[skipped + 1 :] if connective else sentence.text[skipped:]
    )
    described = is_first and connective is None and opens_article(opening)
    if not described and (_MID_AIR.match(opening) or _QUOTED_MID_AIR.match(opening)):
        return None
    introduced = _introduced(sentence, said, skipped)
    if introduced is None:
        return None
    return (connective, *introduced) if connective else introduced


def _past_dateline(text: str) -> int:
    """Where a sentence begins: behind "DUBLIN —" or "TALLINN (AP) —", which name the place."""
    dateline = _DATELINE.match(text)
    return dateline.end() if dateline else 0


def _introduced(sentence: Sentence, said: Said, skipped: int) -> tuple[Edit, ...] | None:
    """The bracket that says who speaks or who "he" is; none where that is said, None in doubt."""
    if said.quoted and said.speaker is not None and not said.attributed:
        return (_bracket(sentence.end, said.speaker.partition(",")[0]),)
    if _HE_OR_SHE_WORDS.isdisjoint(said.words):
        return ()
    told = said.told[skipped:]
    pronoun = _unresolved(told)
    if pronoun is None:
        return ()
    if said.referent is None:
        return None
    name = _in_case(pronoun, told, said.referent)
    return (_bracket(sentence.start + skipped + pronoun.end(), name),)


def _bracket(at: int, name: str) -> Edit:
    return Edit(Change.INSERT, at, at, f" [{name}]")


def _unresolved(told: str) -> re.Match[str] | None:
    """The first "he" or "she" of a sentence that nobody in the sentence can be."""
    pronoun = _PRONOUN.search(told)
    if pronoun is None or _ANTECEDENT.search(_PLACE.sub("there", told[: pronoun.start()])):
        return None
    if pronoun.start() and told[0].isupper() and not _NO_NAME.match(told):
        return None  # the sentence opens with a name, or with what may be one
    clause, _, main = told.partition(",")
    if _CATAPHORA.match(told) and pronoun.end() <= len(clause) and _ANTECEDENT.search(main):
        return None
    return pronoun


def _in_case(pronoun: re.Match[str], told: str, name: str) -> str:
    word = pronoun["word"].casefold()
    possessive = word in _POSSESSIVE or (word == "her" and _OWNED.match(told, pronoun.end()))
    return f"{name}’s" if possessive else name
