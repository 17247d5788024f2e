"""Pure. What each sentence does in its article: news, voice, doubt, next, unconfirmed, background.

The order of the questions decides: a question and a label are no point at all; a quotation is its
speaker's; the first sentences are the news; then what is denied or open, what is to come, what
somebody with a name says, what speaks against it, what was before; the rest is news.
"""

import re
from collections.abc import Callable, Sequence

from bot.briefing.extract.speakers import HIDDEN, QUOTATION_WORDS, Said
from bot.models import Kind
from bot.text.lexicon import any_of, every_language, lexicon
from bot.text.sentences import Sentence
from bot.text.whole_words import spelt, whole_words
from bot.text.words import counted

SPEAKER_WORDS = 2  # beside a quotation; fewer name nobody
SHORTEST = 5  # words; less is a label or an exclamation
LEDE = 2  # the sentences that tell the news and are never its background

_QUESTION = re.compile(r"[?？؟][\s\"“”'’»)\]]*$")
_ROLES_WORDS = lexicon("en").roles
_LABELS = {
    Kind.NEXT: _ROLES_WORDS.next_labels,
    Kind.BACKGROUND: _ROLES_WORDS.background_labels,
    Kind.DOUBT: _ROLES_WORDS.doubt_labels,
    Kind.NEWS: _ROLES_WORDS.news_labels,
}
_LABEL = re.compile(
    "|".join(f"(?P<{kind}>{any_of(words)})" for kind, words in _LABELS.items()), re.IGNORECASE
)
_LONGEST_LABEL = 60  # characters
_UNCONFIRMED = re.compile(
    whole_words(
        r"(?:did not|didn['’]t|has not|have not|hasn['’]t|haven['’]t) (?:yet |immediately |"
        r"publicly |officially )*(?:respond|repl(?:y|ied)|return(?:ed)?|comment|admitted|"
        r"acknowledged|confirmed|commented|responded|claimed)"
        r"(?! to (?:[\w’'-]+ ){0,3}(?:treatments?|drugs?|medication|medicines?|therap(?:y|ies)|"
        r"chemotherapy|antibiotics|stimul\w+)\b)|"
        r"not (?:yet |immediately |publicly |officially )*(?:admitted|acknowledged|confirmed|"
        r"commented|claimed)|"
        r"(?:declined|refused|would not|wouldn['’]t) (?:\w+ )?(?:to )?comment|no comment|"
        r"could not (?:immediately |independently )*be (?:immediately |independently )*(?:verified|"
        r"confirmed|reached)|(?:not|unable to|could not|cannot|can['’]t|couldn['’]t) (?:been )?"
        r"(?:immediately |independently )*(?:verif(?:y|ied)|confirm(?:ed)?)|unconfirmed|unverified|"
        r"(?:not (?:immediately )?|un)(?:clear|known) (?:whether|how|what|why|who|if|when|where)|"
        r"d(?<!-d)(?<!was d)(?<!were d)(?<!been d)en(?:ied|ies|ying) "
        r"(?!(?:(?:the|an?|his|its|their) )?(?:bail|entry|access|requests?|application|appeal|visa|"
        r"permission|bid|motion|petition|him|her|them|us)\b)|"
        r"pleaded not guilty|no (?:one|group) has claimed|no immediate claim"
    )
)
# Of these, a sentence that matches holds one: to look for them first is fast.
_UNCONFIRMED_WORDS = spelt(
    "respond|responded|reply|replied|return|returned|comment|commented|admitted|acknowledged|"
    "claim|claimed|verify|verified|confirm|confirmed|reached|unconfirmed|unverified|clear|known|"
    "unclear|unknown|den(?:ied|ies|ying)|guilty"
)
_NEXT = re.compile(
    whole_words(
        r"will|won['’]t|(?:is|are) (?:now |also |still |both )?(?:set|due|expected|scheduled|"
        r"likely|planning|slated|going|poised|preparing|hoping|to) (?:to |for |on |in )?|"
        r"plans? to|scheduled (?:to|for)|(?:has|have) (?:threatened|vowed|pledged|promised) to|"
        r"threatens? to|tomorrow|next (?:week|month|year|weekend|season|summer|"
        r"spring|autumn|winter)|upcoming|deadline"
    )
)
_PASSED = re.compile(
    whole_words(r"(?:would|had been|was|were) (?:\w+ly )?(?:due|set|expected|scheduled)|last will")
)
_CONDITION = re.compile(r"(?:But |And |Yet )?(?:If|Once|When(?:ever)?|Unless|No[- ]one|Nobody)\b")
_CLAUSE = re.compile(r"[,;:—–]|--")
_BESIDE = re.compile(  # what is to come only there, or for nobody, or is a noun
    whole_words(r"[Ww]hich|[Ww]ho|whose|whom|where|if|once|when|unless|until|nobody|no[- ]one")
    + r"|\b(?:the|his|her|their|its|free|political|good)\s$|['’]s\s$"
)
_NO_EVENT = re.compile(  # "many will remember", "its aim is to"
    r"(?:will|won['’]t) (?:\w+ly |never |always |still |also )?(?:remember|wonder|recall|have to|"
    r"know|notice|forget|let|recognise|recognize|agree|argue)\b"
)
_AIM_BEFORE = re.compile(
    r"\b(?:aim|job|goal|purpose|idea|task|challenge|point|thing|key|priority|objective|mission|"
    r"role|trick|way|answer|duty|hope|dream|ambition|rule|secret)s?\s$"
)
_IS_TO = re.compile(r"(?:is|are) (?:now |also |still |both )?to\b")
_DOUBT = re.compile(
    whole_words(
        r"s[ck]eptics|s[ck]eptical (?:of|about|that)|s[ck]epticism|"
        r"[Dd]oubts? (?:that|whether|if|about|over)|"
        r"doubted (?:that|whether)|"
        r"(?:in|casts?|raised?|raises) doubts?|doubtful|"
        r"(?:[Cc]ritics(?<!film critics)(?<!literary critics)|[Oo]pponents) "
        r"(?:\w+ )?(?:say|said|argue|warn|claim|accuse|contend|"
        r"complain|fear|point)(?:d|ed)?|"
        r"(?:would|may|might) depend on|depends (?:\w+ )?on|"
        r"is not a (?:\w+ )?member|far from (?:certain|clear|over)|[Uu]nlikely (?:to|that)|unclear|"
        r"remains? (?:uncertain|in doubt|in dispute|disputed|elusive|to be seen)|"
        r"uncertain (?:whether|how|if|what|that)|"
        r"(?:[Aa]nalysts|[Ee]xperts|[Ee]conomists|[Ee]ngineers|[Ss]cientists|"
        r"campaigners) (?:\w+ )?(?:warn|caution|question|doubt)(?:ed)?|"
        r"no evidence|questioned (?:whether|how|why)|"
        r"(?:is|are|was|were|been) (?:\w+ly )?(?:denied|dismissed|rejected|disputed|"
        r"contradicted) by|"
        r"(?:dismiss|reject|disput)(?:ed|es)? (?:the|those|these|such|his|her|their|any) "
        r"(?:\w+ )?(?:claim|allegation|accusation|suggestion|figure|account|version|charge)s?|"
        r"contradicts|complicates"
    )
)
_DOUBT_WORDS = spelt(  # as for _UNCONFIRMED_WORDS
    "s[ck]ep(?:tics|tical|ticism)|[Dd]oubt|[Dd]oubts|doubted|doubtful|[Cc]ritics|[Oo]pponents|"
    "depend|depends|member|far|[Uu]nlikely|unclear|remain|remains|uncertain|[Aa]nalysts|[Ee]xperts|"
    "[Ee]conomists|[Ee]ngineers|[Ss]cientists|campaigners|evidence|questioned|denied|contradicted|"
    "dismiss(?:ed|es)|dismiss|reject(?:ed|es)|reject|disput(?:ed|es)|disput|contradicts|complicates"
)
_NO_DOUBT = re.compile(
    whole_words(r"(?:no|little|without|beyond|response to) (?:\w+ )?(?:doubt|s[ck]eptic)\w*")
)
_TURN = re.compile(
    r"(?:But|However|Yet|Still|Nevertheless|Nonetheless|Even so)\b"
    r"(?!,? (?:don['’]t|do not|never|not before)\b)"
)
_SUBORDINATE = re.compile(
    whole_words(
        r"that|who|which|whose|whom|if|when|while|after|before|because|until|since|as|though|"
        r"although|whether|where|why|how|than|"
        r"lest"
    )
)
_AGAINST = re.compile(
    r"\b(?:(?:not|\w+n['’]t)(?! (?:only|just|alone|until|without|the (?:first|only)|all|least)\b)"
    r"|no(?! (?:doubt|stranger|secret|wonder|longer)\b)|never|few|"
    r"little|cannot|difficult|unlikely)\b"
)
_BACKGROUND = re.compile(
    whole_words(
        r"pact|treaty|[Ss]ince (?:19|20)[0-9]{2}|[Ii]n (?:\w+ )?(?:1[5-9]|20)[0-9]{2}|founded|"
        r"years ago|"
        r"decades?|histor(?:y|ically)|(?:war|conflict|crisis) (?:began|started|broke out)|"
        r"previously|formerly|used to|(?:[Ll]ast|[Ee]arlier this) year|(?:has|have|had) long|"
        r"was born"
    )
)
_BACKGROUND_WORDS = spelt(  # as for _UNCONFIRMED_WORDS
    "pact|treaty|founded|ago|decade|decades|histor(?:y|ically)|began|started|broke|previously|"
    "formerly|used|year|long|born"
) | frozenset(map(str, range(1500, 2100)))
_WRITING = re.compile(r"\b(?:wrote|writes|posted|responded)\b")  # a deed, not a statement
_POINTER = re.compile(
    r"(?:See|Read|Watch|Click|Related|Photos?|Video|Gallery|Listen|Follow|Sign up|Subscribe|"
    r"Thank you for|Get involved|Inspire|Complete coverage|Scroll down|Share|Download|Visit|"
    r"Join us|Let['’]s|Opinion|Correction|Editor['’]s note)\b(?:[^.]{0,40}:| (?:more|also|here|us|"
    r"the full|our)\b)"
    r"|Click here\b|(?:Sign up|Subscribe|Thank you) (?:for|to)\b|Find (?:all|more|out)\b"
)
_CAPTION = re.compile(
    r":\s*\.\s*$|\([LRC]\)|\b(?:is|are) pictured\b|"
    r"\b(?:seen|shown|pictured) (?:here|above|below)\b|"
    r"^[A-Z][\w’'-]*(?: [\w’'-]+){0,3}: .{0,200}"
    r"\((?:left|right|cent(?:re|er)|pictured|file photo|top|bottom|above|below)\)",
    re.DOTALL,
)
_CAPTION_MARKS = (":", "(", "pictured", "seen", "shown")  # no caption is without: it is slow
_FIRST_PERSON = re.compile(
    r"I(?<!\wI)(?<!War I)(?:['’]\w| [a-z])|m(?<!\wm)(?:y|e|yself)\b|M(?<!.M)y\b|"
    + whole_words(r"[Ww]e|[Oo]urs?|us|ourselves"),
    re.DOTALL,
)
_FIRST_PERSON_WORDS = frozenset(
    ("I", "my", "me", "myself", "My", "We", "we", "Our", "Ours", "our", "ours", "us", "ourselves")
)
_SINGLE_QUOTED = re.compile(
    r"(?<!\w)['‘][^'‘’]{0,200}(?:['’]\w[^'‘’]{0,99}){0,4}['’](?!\w)",
)
_QUOTATION_ABROAD = re.compile(r"[«„“\"「”](?P<words>[^«„“”\"»「」]+)[»“”\"」]")
_ENDS_QUOTED = tuple(",.!?…،؟。！？，")
_COLONS = (":", "：")
_LOOK = 200  # characters of a clause before what is to come
_SAYS_ABROAD = re.compile(
    rf"\b(?:{any_of(every_language().speech.quoting)}|teilt\w* .{{0,80}} mit|(?-i:so [A-ZÄÖÜ]))\b"
    r"|[說说表示称述べ語話]",
    re.IGNORECASE,
)
# In German, a verb in this mood is what somebody says, and this sentence does not tell who.
_GERMAN_SPEECH = lexicon("de").speech
_REPORTED_GERMAN = re.compile(rf"\b(?:{any_of(_GERMAN_SPEECH.reported)})\b")
_GERMAN = re.compile(rf"\b(?:{any_of(_GERMAN_SPEECH.common)})\b")
_GERMAN_TELLS = re.compile(rf"\b(?:{any_of(_GERMAN_SPEECH.telling_sign)}|so [A-ZÄÖÜ]\w+)\b")
_GERMAN_WORDS = 2  # different ones, which show that a sentence is German


def roles(sentences: Sequence[Sentence], said: Sequence[Said]) -> tuple[Kind | None, ...]:
    """The kind of each sentence of an English article; None for what is no statement.

    `said` is from `bot.briefing.extract.speakers.speech`, one for each sentence.
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


def roles_in_another_language(sentences: Sequence[Sentence]) -> tuple[Kind | None, ...]:
    """The kinds where the language's words are not known: a quotation is a voice, the rest news."""
    return tuple(_kind_in_another_language(sentence) for sentence in sentences)


def _kind(sentence: Sentence, said: Said, label: Kind | None) -> Kind | None:
    told = said.told
    if _is_no_statement(sentence.text) or _POINTER.match(told) or _is_personal(said):
        return None
    if any(mark in told for mark in _CAPTION_MARKS) and _CAPTION.search(told):
        return None
    if said.quoted and not (sentence.index == 0 and _is_mostly_told(told)):
        return Kind.VOICE
    if sentence.index < LEDE:
        return Kind.NEWS
    return next((kind for kind, does in _ROLES if does(told, said)), label or Kind.NEWS)


def _is_personal(said: Said) -> bool:
    if _FIRST_PERSON_WORDS.isdisjoint(said.words):
        return False
    return _FIRST_PERSON.search(_SINGLE_QUOTED.sub("", said.told)) is not None


def _is_mostly_told(told: str) -> bool:
    return 2 * told.count(HIDDEN) < len(told)


def _is_unconfirmed(told: str, said: Said) -> bool:
    return not _UNCONFIRMED_WORDS.isdisjoint(said.words) and _UNCONFIRMED.search(told) is not None


def _turns_against(told: str, said: Said) -> bool:
    doubted = not _DOUBT_WORDS.isdisjoint(said.words) and _DOUBT.search(told)
    if doubted and not _NO_DOUBT.search(told):
        return True
    turn = _TURN.match(told)
    return turn is not None and _AGAINST.search(_main_clause(told[turn.end() :])) is not None


def _main_clause(told: str) -> str:
    """The words of the sentence's own clause, up to the first that is subordinate."""
    first, comma, rest = told.partition(",")
    opening = _SUBORDINATE.match(first[:1].casefold() + first[1:])
    clause = rest if opening and comma else first
    return _CLAUSE.split(_SUBORDINATE.split(clause)[0])[0]


def _looks_ahead(told: str) -> bool:
    """Whether the sentence's own clause tells of what is to come, whatever else happens."""
    if not any(_is_to_come(told, match) for match in _NEXT.finditer(told)):
        return False
    return _CONDITION.match(told) is None and _PASSED.search(told) is None


def _is_to_come(told: str, match: re.Match[str]) -> bool:
    before = told[max(0, match.start() - _LOOK) : match.start()]
    if _NO_EVENT.match(told, match.start()) or _BESIDE.search(_CLAUSE.split(before)[-1]):
        return False
    return not (_IS_TO.match(told, match.start()) and _AIM_BEFORE.search(before))


def _looks_back(told: str, said: Said) -> bool:
    return not _BACKGROUND_WORDS.isdisjoint(said.words) and _BACKGROUND.search(told) is not None


# In the order in which they are asked.
_ROLES: tuple[tuple[Kind, Callable[[str, Said], bool]], ...] = (
    (Kind.UNCONFIRMED, _is_unconfirmed),
    (Kind.NEXT, lambda told, _: _looks_ahead(told)),
    (Kind.VOICE, lambda told, said: said.named and not _WRITING.search(told)),
    (Kind.DOUBT, _turns_against),
    (Kind.BACKGROUND, _looks_back),
)


def _kind_in_another_language(sentence: Sentence) -> Kind | None:
    """A voice where quoted words are a statement with words around them; alone they are nothing."""
    text = sentence.text
    quotations = tuple(_QUOTATION_ABROAD.finditer(text))
    quoted = sum(counted(match[0]) for match in quotations)
    if _is_no_statement(text) or (quoted and counted(text) - quoted < SPEAKER_WORDS):
        return None
    told = _QUOTATION_ABROAD.sub(" ", text)
    if _is_reported_by_nobody(told):
        return None
    verb = _SAYS_ABROAD.search(told) is not None
    said = any(
        counted(match["words"]) >= QUOTATION_WORDS and (verb or _is_foreign_statement(text, match))
        for match in quotations
    )
    return Kind.VOICE if said else Kind.NEWS


def _is_foreign_statement(text: str, quotation: re.Match[str]) -> bool:
    """Whether marks show that a quotation is what somebody said, and not a title or a term."""
    start, end = quotation.span()
    if start == 0 and text.startswith((",", "，"), end):
        return True  # the words around it come after it
    colon = text[max(0, start - 3) : start].rstrip().endswith(_COLONS)
    return colon or quotation["words"].rstrip().endswith(_ENDS_QUOTED)


def _is_reported_by_nobody(told: str) -> bool:
    """Whether a German sentence tells what somebody said, but not who."""
    if _REPORTED_GERMAN.search(told) is None or _GERMAN_TELLS.search(told) is not None:
        return False
    return len(set(_GERMAN.findall(told))) >= _GERMAN_WORDS


def _is_no_statement(text: str) -> bool:
    return counted(text) < SHORTEST or _QUESTION.search(text) is not None


def _label(text: str) -> Kind | None:
    """The role of a paragraph that "What to watch." stands before."""
    if len(text) > _LONGEST_LABEL:
        return None
    match = _LABEL.fullmatch(text.rstrip(" .:?!—–-").replace(",", ""))
    return Kind(match.lastgroup) if match and match.lastgroup else None


def _ends_paragraph(sentences: Sequence[Sentence], index: int) -> bool:
    after = index + 1
    return after == len(sentences) or sentences[after].paragraph != sentences[index].paragraph
