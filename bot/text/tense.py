"""Pure. Is a date in an English sentence past or to come? What the verbs around it say.

"The council said Monday", "will meet on Monday"; where verbs say neither ("may meet", "agreed to
meet", "was due to begin") there is no answer.
"""

import re
from enum import Enum


class Tense(Enum):
    PAST = "past"
    FUTURE = "future"


_MORE = r"(?: (?!said\b|announced\b|told\b|says\b)[\w’'-]+)"
_VERB = r"(?: [\w’'-]+(?:(?<= be) [\w’'-]+)?)?"  # "will be announced", whatever the verb
_PLANNED = r"(?:scheduled|planned|arranged|agreed|called|set|booked|ordered)"  # for which day?
_OWNER = r"(?:the|an?|his|her|their|its|our|my|your|this|that|these|those)"
# "was reported to the police": no verb follows, so the one before tells.
_TO = (
    rf"(?:to(?! {_OWNER}\b| [A-Z])|(?<!ed )(?<!went )(?<!came )(?<!flew )(?<!drove )(?<!sent )"
    r"(?<!spoke )(?<!back )to)"
)
_CUES = re.compile(
    rf"\b(?:(?P<no_was>(?:was|were|had|been) (?:\w+ly )?(?:expected|scheduled|due|set|"
    rf"supposed|planned|meant|going|planning|to){_VERB}{_MORE}{{0,4}})"
    rf"|(?P<future>(?:will|shall|(?:is|are) (?:now |also |still )?(?:expected|scheduled|due|set|"
    rf"slated|going|planning|likely|poised|about|preparing|to)|plans? to"
    rf"|(?:scheduled|slated|due) (?:for|on)"
    rf"|upcoming|expected){_VERB}{_MORE}{{0,4}})"
    rf"|(?P<no_plan>(?:(?:has|have|having) (?:\w+ )?{_PLANNED}|(?:scheduled|planned|arranged))"
    rf"{_MORE}{{0,4}})"
    rf"|(?P<no_modal>(?:would|could|may|might|must|should|can|{_TO}|be|being|if|is|are|am)"
    rf"{_VERB}{_MORE}{{0,3}})"
    r"|(?<! be )(?P<past>was|were|had|did|(?:has|have) (?:\w+ )?(?:been|\w+(?:ed|en|wn))|said|"
    r"told|came|went|made|took|gave|found|held|left|met|won|"
    r"lost|shot|struck|hit|began|rose|fell|saw|got|became|brought|led|kept|sent|paid|spoke|wrote|"
    r"heard|felt|caught|bought|thought|built|fled|slept|drove|rode|chose|stole|spent|woke|hung|hid|"
    r"swept|blew|broke|drew|flew|fought|grew|knew|ran|sat|sold|stood|swore|threw|set|sank|burst|"
    r"beat|cut|put|"
    r"(?!need|speed|indeed|hundred|united|exceed|proceed|succeed|bleed|breed|sacred|naked|wicked)"
    r"[a-z]{2,}ed))\b"
)
# "the scheme, dubbed Q-2, on Monday": its verb is not the sentence's. "…, reported the Post," is.
_INSERTION = re.compile(
    r", (?:also |now |then )?(?!said|told|announced|reported|added|claimed|argued|confirmed|warned|"
    r"insisted|stated|noted|declared|explained|suggested|revealed|tweeted|posted|according)"
    r"(?:[a-z]{2,}ed|known|built|held|led|made|run|set|seen|given|taken|born|written)\b"
    r"(?! (?:him|them|it|us|me)\b)[^,]{0,80}(?=,)"
)
_ENDS = re.compile(r"[;:—–(]|, (?:which|who|where|when|while|as|after|before|but)\b")
_AFTER_ENDS = re.compile(r"[;:—–()\"“”]|\b(?:which|who|that|after|when|as|since|before|while|if)\b")
_AFTER_WORDS = 60  # characters within which the verb of "On Monday, the company …" must come
_TENSES = {"past": Tense.PAST, "future": Tense.FUTURE}


def tense_of(before: str, after: str) -> Tense | None:
    """The tense of the verb nearest `before` a date in its clause, else of the first `after`."""
    clause = _INSERTION.sub("", _ENDS.split(before)[-1])
    cue = max(_CUES.finditer(clause), key=re.Match.start, default=None)
    if cue is None:
        ahead = _AFTER_ENDS.split(after.removeprefix(","), maxsplit=1)[0][:_AFTER_WORDS]
        cue = _CUES.search(ahead)
    return _TENSES.get(cue.lastgroup or "") if cue else None
