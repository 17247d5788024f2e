"""Pure. Which words of an English sentence are denied, in doubt, still to come, or somebody's say.

A marker ("not", "may", "will", "said") bears on the few content words behind it, up to the next
comma or "but"; "according to" and "he said" on the whole clause.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.text.likeness import root
from bot.text.stems import is_content, stems

_TOKEN = re.compile(r"[^\W_]+(?:[’'.&][^\W_]+)*|[,;:—–()!?“”\"]|\.(?=\s|$)")
_COMPOUND = re.compile(r"\b(?:[Nn]ever|[Nn]o|[Nn]ot|[Nn]on|[Ss]o)-(?=\w)")
_NEGATING = re.compile(
    r"not|no|never|none|nobody|nothing|neither|nor|nowhere|without|cannot|\w+n['’]t|hardly|barely|"
    r"unable|den(?:y|ies|ied|ying)|refus(?:e|es|ed|ing|al)|reject(?:s|ed|ing)?|fail(?:s|ed|ing)?|"
    r"failure|lack(?:s|ed|ing)?|avoid(?:s|ed|ing)?|prevent(?:s|ed|ing)?|unlikely|ruled|rejection|denial|"
    r"impossible|absence|unconfirmed|false|untrue|declin(?:e|es|ed|ing)"
)
_HEDGING = re.compile(
    r"may|might|could|reportedly|allegedly|alleged|apparently|apparent|appears?|appeared|seems?|"
    r"seemed|suspect(?:s|ed)?|suspicion|suspecting|likely|unlikely|possible|possibly|perhaps|"
    r"maybe|probable|probably|presumed|presumably|purported|purportedly|supposed|supposedly|"
    r"unconfirmed|potential|potentially|if|whether|unless|fears?|feared|believed|thought|"
    r"mulls?|mulling|possibility|risk|risks|rumou?red|rumou?rs?|tentatively|unclear|considering"
)
_COMING = re.compile(
    r"will|shall|won['’]t|plans?|planned|planning|intends?|intended|propos(?:e|es|ed|al)|would|"
    r"expect(?:s|ed)?|scheduled|threaten(?:s|ed)?|vow(?:s|ed)?|promis(?:e|es|ed)|pledg(?:e|es|ed)|"
    r"going|upcoming|aims?|aimed|hopes?|wants?|wanted|demand(?:s|ed|ing)?|set|due|may|might|could|"
    r"tomorrow|seek(?:s|ing)?|try|tries|tried|trying"
)
_SAYING = re.compile(
    r"sa(?:y|ys|id|ying)|tell|tells|told|state[sd]?|stating|announce[sd]?|announcing|argue[sd]?|"
    r"arguing|warn(?:s|ed|ing)?|claim(?:s|ed|ing)?|insist(?:s|ed|ing)?|writes?|wrote|"
    r"tweet(?:s|ed)?|explain(?:s|ed)?|note[sd]?|declare[sd]?|admit(?:s|ted|ting)?|acknowledge[sd]?|"
    r"suggest(?:s|ed|ing)?|concede[sd]?|stress(?:es|ed)?|predict(?:s|ed|ing)?|believe[sd]?|thinks?|"
    r"thought|allege[sd]?|alleging|allegedly|report(?:s|ed|edly)|confirm(?:s|ed|ing)?|testif(?:y|ies|ied)|"
    r"estimate[sd]?|accus(?:e|es|ed|ing|ation|ations)|recall(?:s|ed)?|repl(?:y|ies|ied)|"
    r"according|citing|cited|cites|described?|describes|calls|called|calling|den(?:y|ies|ied)|"
    r"reveal(?:s|ed)?|show(?:s|ed|n)|add(?:s|ed)|quoted|statement|found|finds|assert(?:s|ed)?|criticis(?:e|es|ed)|praised?|"
    r"rejected|dismissed|urged|demanded|quot(?:es?|ing)|reckons?|view|views|opinion|argument|contends?"
)
_ATTRIBUTING = re.compile(
    r"sa(?:y|ys|id|ying)|tells?|told|announce[sd]?|argue[sd]?|warn(?:s|ed|ing)?|insist(?:s|ed)?|"
    r"claim(?:s|ed|ing)?|state[sd]|alleg(?:es?|ed|edly|ing)|reportedly|according|predict(?:s|ed)?|"
    r"believe[sd]?|estimate[sd]?|accus(?:es?|ed|ing)|testif(?:y|ies|ied)|den(?:y|ies|ied)|"
    r"suggest(?:s|ed|ing)?|admit(?:s|ted)?|acknowledge[sd]?|wrote|writes|citing|cited|thinks?|"
    r"concede[sd]?|stress(?:es|ed)|explain(?:s|ed)|assert(?:s|ed)?|contends?"
)
_STOPS = frozenset(',;:—–()!?“”".') | {"but", "and", "or", "while", "although", "though"}
_REACH = 3  # content words that a marker bears on
_QUANTIFYING = frozenset(
    {"all", "every", "most", "majority", "only", "always", "entire", "everyone", "everybody"}
)


@dataclass(frozen=True, slots=True)
class Marked:
    """The content words of a sentence, as roots in order, and what is said of them.

    `denied`, `doubted` and `coming` are the roots that a marker bears on. `says`: somebody is said
    to say it, by any word that can mean so; `attributed`: by one that mostly does. `sweeping` are
    the words that claim a whole ("all", "only").
    """

    content: tuple[str, ...] = ()
    denied: frozenset[str] = frozenset()
    doubted: frozenset[str] = frozenset()
    coming: frozenset[str] = frozenset()
    says: bool = False
    attributed: bool = False
    negates: bool = False
    hedges: bool = False
    sweeping: frozenset[str] = field(default_factory=frozenset)


def marked(text: str) -> Marked:
    """`text` with its markers read."""
    tokens = _TOKEN.findall(_COMPOUND.sub("", text))
    lowered = [token.lower() for token in tokens]
    content = tuple(root(token) for token in lowered if is_content_word(token))
    return Marked(
        content=content,
        denied=_borne(lowered, _NEGATING),
        doubted=_borne(lowered, _HEDGING),
        coming=_borne(lowered, _COMING),
        says=any(_SAYING.fullmatch(token) for token in lowered),
        attributed=any(_ATTRIBUTING.fullmatch(token) for token in lowered),
        negates=any(_NEGATING.fullmatch(token) for token in lowered),
        hedges=any(_HEDGING.fullmatch(token) for token in lowered),
        sweeping=_QUANTIFYING & set(lowered),
    )


def is_content_word(token: str) -> bool:
    """Whether a lower-case token says something of its own and is no marker, number or mark."""
    if not token[0].isalpha() or len(token) == 1 or _is_marker(token):
        return False
    if token in {"year", "years"}:  # too common to weigh a sentence by, but not to lie with
        return True
    found = stems(token)
    return bool(found) and is_content(found[0], "en")


def _is_marker(token: str) -> bool:
    return any(kind.fullmatch(token) for kind in (_NEGATING, _HEDGING, _SAYING)) or token in {
        "will", "shall", "to", "set", "due", "going",
    }  # fmt: skip


def _borne(tokens: Sequence[str], marker: re.Pattern[str]) -> frozenset[str]:
    """The roots of the content words that a marker bears on."""
    found: set[str] = set()
    for place, token in enumerate(tokens):
        if marker.fullmatch(token):
            found |= _behind(tokens, place + 1)
    return frozenset(found)


def _behind(tokens: Sequence[str], start: int) -> set[str]:
    found: set[str] = set()
    for token in tokens[start : start + 3 * _REACH]:
        if token in _STOPS or len(found) == _REACH:
            break
        if is_content_word(token):
            found.add(root(token))
    return found
