"""Pure. Who is who in an English article: names, and the office each is introduced with.

"Eurasia Group analyst Jeremy Chan", "Ana Ruiz, the mayor of Vell, said", "the mayor, Ana Ruiz":
a person is a name of two words or more, and known by its last word from then on. Where two people
share that word, it names nobody.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from string import ascii_letters
from typing import NamedTuple

from bot.text.calendars import MONTH_IN_FULL, WEEKDAY

_UPPER = "A-ZÀ-ÖØ-ÞĄĆČĎĐĘĚĞİŁŃŇŐŘŚŠŞŢŤŮŰŹŻŽ"
WORD = rf"[{_UPPER}][^\W\d_]*(?:[-’'](?!s\b)[^\W\d_]+)*"
_PARTICLE = r"(?:de|del|della|der|den|van|von|bin|ibn|al|el|la|le|di|da|dos|du|ben|abu|ter|zu)"
_INITIALS = r"(?!U\.[SKN]|E\.U)(?:[A-Z]\.){2,3}"
NAME = (
    rf"(?:{_INITIALS}|{WORD}\.?)(?: (?:{_PARTICLE} ){{0,2}}(?:[A-Z]\.(?= )|{WORD}|[A-Z]\.)){{1,6}}"
)
ROLE = (
    r"(?:[Cc]hief (?:[a-z]+ ){1,2}[Oo]fficer|(?:[Vv]ice[ -])?[Pp]resident|[Mm]inister|"
    r"[Ss]ecretary(?: of State|[ -][Gg]eneral)?|"
    r"[Cc]hancellor|[Pp]remier|"
    r"[Gg]overnor|[Mm]ayor|[Ss]enator|[Cc]ongress(?:man|woman)|[Ll]awmaker|MP|MEP|"
    r"[Rr]epresentative|"
    r"[Aa]mbassador|[Ee]nvoy|[Dd]iplomat|[Ss]pokes(?:man|woman|person)|[Dd]irector|[Cc]hief|"
    r"[Hh]ead|"
    r"[Ll]eader|[Cc]hair(?:man|woman|person)?|CEO|CFO|[Ee]xecutive|[Oo]fficer|[Aa]nalyst|"
    r"[Ee]conomist|[Ss]trategist|[Pp]rofessor|[Rr]esearcher|[Ss]cientist|[Ee]xpert|[Hh]istorian|"
    r"[Aa]uthor|[Jj]ournalist|[Rr]eporter|[Ee]ditor|[Cc]olumnist|[Cc]oach|[Mm]anager|[Cc]aptain|"
    r"[Ss]triker|[Mm]idfielder|[Gg]oalkeeper|[Dd]efender|[Pp]layer|[Aa]ctor|[Aa]ctress|[Ss]inger|"
    r"[Pp]roducer|[Ll]awyer|[Aa]ttorney(?: [Gg]eneral)?|[Pp]rosecutor|[Jj]udge|[Jj]ustice|"
    r"[Ss]heriff|[Dd]etective|[Ii]nspector|[Ss]uperintendent|[Cc]ommissioner|[Ss]ergeant|"
    r"[Ll]ieutenant|"
    r"[Cc]olonel|[Gg]eneral|[Mm]ajor|[Aa]dmiral|[Cc]ommander|[Ss]urgeon|[Nn]urse|[Pp]hysician|"
    r"[Ee]pidemiologist|[Pp]riest|[Bb]ishop|[Aa]rchbishop|[Cc]ardinal|[Pp]ope|[Ii]mam|[Rr]abbi|"
    r"[Aa]ctivist|[Cc]ampaigner|(?:[Cc]o-)?[Ff]ounder|[Oo]wner|[Pp]artner|[Rr]esident|[Ww]itness|"
    r"[Ff]armer|[Tt]eacher|[Ss]tudent|[Pp]rincipal|[Aa]dvis[eo]r|[Aa]ide|[Oo]fficial|[Cc]andidate|"
    r"[Mm]ember|[Ff]ellow|[Cc]onsultant|[Ii]nvestor|[Tt]rader|[Ee]ngineer|[Pp]ilot|[Aa]stronaut|"
    r"[Ss]pecialist|[Vv]olunteer|[Ll]ecturer|[Cc]onservationist|[Gg]eologist|[Ss]eismologist|"
    r"[Bb]iologist|[Mm]eteorologist|[Cc]oordinator|[Pp]hotographer|[Hh]ead(?:master|teacher)|"
    r"[Dd]rummer|[Gg]uitarist|[Cc]ouncillor|[Nn]ovelist|"
    r"[Ww]riter|"
    r"[Ff]ilm-?maker|[Cc]omedian|[Rr]apper|[Mm]usician|[Pp]ainter|[Aa]rtist|[Dd]esigner|"
    r"[Aa]rchitect|"
    r"[Cc]hef|[Bb]roadcaster|[Pp]resenter|[Bb]logger|[Cc]ritic|[Pp]astor|[Rr]eferee|[Uu]mpire|"
    r"[Oo]rganiser|[Oo]rganizer)"
)
_TITLE = r"(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady|Prof|Sen|Rep|Gov|Gen|Sgt|Lt|Col|Capt|Rev)\.?"
_MODIFIER = (
    r"(?:former|ex-\w+|deputy|vice|senior|chief|executive|foreign|prime|interim|acting|lead|head|"
    r"general|managing|assistant|associate|political|military|economic|financial|opposition|health|"
    r"police|government|state|army|navy|national|international|presidential|defen[cs]e|finance|"
    r"interior|justice|trade|energy|environment|education|climate|security|communications|press|"
    r"party|union|club|team|research|policy|market|markets|legal|medical|science|district|city|"
    r"county|regional|federal|local|veteran|longtime|fellow|rights|human|fire|coast|guard|weather|"
    r"aid|investment|equity|commodities|oil|technology|principal|emergency|election|campaign)"
)
_ORGANISATION = (
    r"(?:Organi[sz]ation|Ministry|Department|Agency|Office|Bank|Group|Council|Committee|Commission|"
    r"University|College|School|Institute|Party|Union|Association|Court|House|Police|Service|"
    r"Services|Forces?|Army|Navy|Company|Corp|Inc|Ltd|Limited|Watch|International|Times|Post|News|"
    r"Authority|Board|Cent(?:er|re)|Foundation|League|Club|United|City|County|FC|Airlines?|Airways|"
    r"Motors|Media|Fund|Survey|Administration|Parliament|Senate|Congress|Assembly|Republic|States|"
    r"Kingdom|Nations|Network|Alliance|Federation|Trust|Society|Hospital|Church|Museum|Press|"
    r"Street|Road|Avenue|Bridge|River|Lake|Mount|Mountains?|Island|Islands|Sea|Ocean|Bay|Valley|"
    r"Tribunal|Check|Research|Studies|Analytics|Consulting|Partners|Holdings|Capital|Securities|"
    r"Index|Economics|"
    r"Europe|Trade|Systems|Technologies|Industries|Energy|Insurance|Entertainment|Pictures|Records|"
    r"Science|Sciences|Academy|Laboratory|Observatory|Cathedral|Palace|Beach|Hill|Hills|City|Coast|"
    r"Park|Airport|Station|Stadium|Square|York|Angeles|Francisco|Korea|Africa|America|Zealand|"
    r"Arabia|Lanka|East|West|North|South|Cup|Championship|Games|War|Day|Act|Treaty|Prize|Award|"
    rf"{WEEKDAY}|(?!May){MONTH_IN_FULL})"
)
FUNCTION_WORD = re.compile(
    r"(?:But|And|The|An?|On|In|At|For|As|When|While|After|Before|If|Although|However|Meanwhile|"
    rf"Yesterday|Today|{WEEKDAY}|{MONTH_IN_FULL}|Then|So|Yet|Still|Also|Now|Later|"
    r"Earlier|Last|Next|This|That|These|Those|He|She|They|Its?|His|Her|Their|We|I|You|Our|My|With|"
    r"From|By|To|Of|Or|Not?|Both|Another|Other|Some|Many|Most|Since|Until|Despite|During|Following|"
    r"According|Because|Though|Where|Who|What|Why|How|Here|There|Once|Even|Only|Just|Under|Over|"
    r"Like|Unlike|Said|Says|Asked|Meet|Dear|Thank|Thanks|Congratulations|New|Former|Ex|Is|Are|"
    r"Was|Did|"
    r"Police|Officers|Officials|Authorities|Prosecutors|Witnesses)\b"
)
_CONNECTIVE = re.compile(
    r"(?:But|And|On|In|At|For|As|When|While|After|Before|If|Although|However|Meanwhile|Yesterday|"
    r"Today|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Then|So|Yet|Still|Also|Now|Later|Earlier|"
    r"With|From|By|To|Of|Or|Not?|Since|Until|Despite|During|Because|Though|Where|Who|What|Why|How|"
    r"Here|There|Once|Even|Only|Just|Like|Unlike)"
)
_ROLE_AS_NAME = re.compile(
    r"Sergeant|Major|Judge|Bishop|Pope|Cardinal|Priest|Farmer|Painter|Head|Justice|Nurse|Singer|"
    r"Player|Fellow|Partner|Mayor|Chambers|Pilot"
)
_CAPITAL = re.compile(f"[{_UPPER}]")
_TWO_WORDS = re.compile(rf"[{_UPPER}]\S* (?:[{_UPPER}]|{_PARTICLE} )")  # every name opens so
_NAMED = re.compile(rf"(?<![\w’'-])(?<!\w\.)(?:{_TITLE} )?(?P<name>{NAME})(?![\w-])")
_ORGANISED = re.compile(rf"\b{_ORGANISATION}\b")
_ENDS_ROLE = re.compile(rf"(?:{ROLE}|State|maker)")  # "Secretary of State", "film-maker"
_ROLE_BEFORE = re.compile(rf"(?:^|[\s\"“(—–-])({ROLE})$")
_BACK = re.compile(rf"(?:^|(?<=[\s“\"(—–]))(?P<word>{WORD}(?:['’]s?)?|{_MODIFIER}|and|of)\s$")
_ENDS_ORGANISATION = re.compile(rf"\b{_ORGANISATION}$")
_APPOSITION = re.compile(
    rf",(?: \d{{1,3}},)? (?P<office>(?:an? |the |its |their |one of )?[^,;:“”\"()]{{0,60}}?"
    rf"\b{ROLE}\b(?:[^,;:“”\"().]|(?<=[A-Z])\.){{0,70}})(?=[,;]|\.(?:\s|$)|$)"
)
_DESCRIPTION = re.compile(
    r",(?: \d{1,3},)? (?P<office>an? (?!day|week|month|year|move|decision|sign|time|reference|bid|"
    r"blow|claim|charge|result|few|lot|total|record|place|feat|first|role|figure|step)"
    r"[a-z](?:[^,;:“”\"().]|(?<=[A-Z])\.){2,60})(?=[,;]|\.(?:\s|$)|$)"
)
_AFTER_QUOTATION = re.compile(
    r"[”\"»] (?P<words>(?:(?!the\b|an?\b|of\b|in\b|and\b|as\b|to\b|when\b|said\b|says\b)"
    r"[a-z][\w’'-]+ ){1,3})$"
)
_OFFICE_NAME = re.compile(rf"{ROLE} {WORD}")
_VERBAL = re.compile(
    r"\b(?:said|says|told|was|were|is|are|has|had|have|will|would|who|which|that|and the|he|she|"
    r"they)\b"
)
_HONORIFIC = re.compile(rf"^(?:{_TITLE} )+")
_BEFORE_COMMA = re.compile(
    rf"(?:^|[“”\"(,;:—–] ?|\bto |\b(?:said|says) )"
    rf"(?P<office>(?:[Tt]he|[Ii]ts|[Tt]heir|An?|(?:{WORD} )?{WORD}['’]s?) "
    rf"(?:[\w'’-]+ ){{0,3}}?{ROLE}(?: (?:of|for|at|in) [^,;:“”\"()]{{2,50}})?), $"
)
_ROLE = re.compile(ROLE)
_DEPARTMENT = re.compile(
    r"(?:State|Defen[cs]e|Finance|Home|Foreign|External|Affairs|Health|Education|Interior|Justice|"
    r"Trade|Energy|Transport|Culture|Environment|Labou?r|Treasury|Agriculture)"
)
_WORDS = re.compile(WORD)
_HONORED = re.compile(_TITLE)
LONGEST_ROLE = 48  # characters
MOST_PEOPLE = 300  # more is a list, not an article
MOST_OFFICE_WORDS = 14
NAME_WORDS = range(2, 5)


class Mention(NamedTuple):
    """A name in a sentence: where its noun phrase, office and all, starts; where it ends."""

    start: int
    name_start: int
    end: int
    name: str
    office: str | None


@dataclass(frozen=True, slots=True)
class People:
    """The people introduced so far."""

    offices: dict[str, str] = field(default_factory=dict)
    known_as: dict[str, str | None] = field(default_factory=dict)  # last word -> name, None for two

    def full_name(self, name: str) -> str | None:
        """The full name that `name` is known by: None when unknown, or shared by two people."""
        words = name.split()
        while len(words) > 1 and _CONNECTIVE.fullmatch(words[0]):  # "But Cho", "And Mr Cho"
            words.pop(0)
        name = " ".join(words)
        bare = _HONORIFIC.sub("", name)
        last = bare.rpartition(" ")[2]
        if _is_role(last) and not _ROLE_AS_NAME.fullmatch(last):
            return None  # "Foreign Secretary" is an office
        if " " in bare:
            return bare
        if bare in self.known_as:
            return self.known_as[bare]
        return name if name != bare else None


def persons(text: str, named: tuple[Mention, ...], people: People) -> frozenset[str]:
    """The people in `text`, named in full or by the word they are known by."""
    near = {word for word in people.known_as if word in text}  # few are: that is asked fast
    known = near.intersection(_WORDS.findall(text)) if near else near
    names = (people.known_as[word] for word in known)
    return frozenset(name for name in (*names, *(one.name for one in named)) if name)


@lru_cache(maxsize=4096)
def is_organisation(name: str) -> bool:
    """Whether a capitalised name is an organisation's or a place's by one of its words."""
    return _ORGANISED.search(name) is not None


def introduced(people: People, mentions: tuple[Mention, ...]) -> People:
    """`people` and those whom `mentions` introduce; an article has no more than `MOST_PEOPLE`."""
    if not mentions or len(people.known_as) > MOST_PEOPLE:
        return people
    offices, known_as = dict(people.offices), dict(people.known_as)
    for mention in mentions:
        last = mention.name.split()[-1]
        if known_as.get(last, mention.name) != mention.name:
            known_as[last] = None
        else:
            known_as[last] = mention.name
        if mention.office and mention.name not in offices:
            offices[mention.name] = mention.office
    return People(offices, known_as)


def found_at_capitals(
    pattern: re.Pattern[str], text: str, opening: re.Pattern[str] = _CAPITAL
) -> Iterator[re.Match[str]]:
    """`pattern.finditer(text)`, in less time, of a pattern that begins with a capital, or as
    `opening` does."""
    at = 0
    while (opened := opening.search(text, at)) is not None:
        match = pattern.match(text, opened.start())
        if match is not None:
            yield match
        at = match.end() if match else opened.start() + 1


def mentions(text: str) -> tuple[Mention, ...]:
    """The people that `text` names in full, in order."""
    return tuple(_mentions(text))


def _mentions(text: str) -> Iterator[Mention]:
    for match in found_at_capitals(_NAMED, text, _TWO_WORDS):
        yield from _mention(text, match.start(), match.start("name"), match["name"])


def _mention(text: str, start: int, name_start: int, name: str) -> Iterator[Mention]:
    """The person in a run of capitalised words, which may open with an office or a connective."""
    end = name_start + len(name)
    words = name.split()
    while words and FUNCTION_WORD.fullmatch(words[0]):
        name_start += len(words.pop(0)) + 1
        start = name_start
    while len(words) > 1 and _DEPARTMENT.fullmatch(words[0]):  # "Secretary of State Ana Ruiz"
        name_start += len(words.pop(0)) + 1
        start = name_start
    for place in range(len(words), 0, -1):
        if _is_role(words[place - 1]):  # "President Ian Bremmer" in one run
            name_start += len(" ".join(words[:place])) + 1
            start, words = name_start, words[place:]
            break
    if words and _HONORED.fullmatch(words[0]):
        name_start += len(words.pop(0)) + 1
    full = " ".join(words)
    if len(words) not in NAME_WORDS or is_organisation(full):
        return
    office_start = _office_start(text, start)
    office = text[office_start:start].strip() or _apposed(text, end) or _before_comma(text, start)
    yield Mention(office_start, name_start, end, full, office)


@lru_cache(maxsize=4096)
def _is_role(word: str) -> bool:
    return _ROLE.fullmatch(word) is not None


@lru_cache(maxsize=4096)
def _ends_role(word: str) -> bool:
    return _ENDS_ROLE.fullmatch(word) is not None


def _office_start(text: str, start: int) -> int:
    """Where the office that stands right before a name begins; `start` when there is none."""
    floor = max(0, start - 120)
    near = max(0, start - LONGEST_ROLE)
    before = text[near:start].rstrip()
    last = before[len(before.rstrip(ascii_letters)) :]
    role = _ROLE_BEFORE.search(before) if _ends_role(last) else None
    if role is None:
        return start
    at = near + role.start(1)
    while (word := _BACK.search(text[floor:at])) is not None:
        if FUNCTION_WORD.fullmatch(word["word"]) or (
            word["word"] in {"and", "of"}
            and not _ENDS_ORGANISATION.search(text[floor : floor + word.start("word")].rstrip())
        ):
            break
        at = floor + word.start("word")
    if text.startswith("and ", at):
        return at + len("and ")
    tagged = _AFTER_QUOTATION.search(text[floor:at])
    return at if tagged is None else floor + tagged.start("words")


def _apposed(text: str, end: int) -> str | None:
    """The office in ", the mayor of Vell," after a name."""
    match = _APPOSITION.match(text, end, end + 160) or _DESCRIPTION.match(text, end, end + 90)
    if match is None:
        return None
    office = match["office"].strip()
    if len(office.split()) > MOST_OFFICE_WORDS or _VERBAL.search(office):
        return None
    return None if _OFFICE_NAME.search(office) else office


def _before_comma(text: str, start: int) -> str | None:
    """The office in "The bank's chief economist, Jane Doe"."""
    if not text.endswith(", ", 0, start):
        return None
    match = _BEFORE_COMMA.search(text[max(0, start - 130) : start])
    return None if match is None or _VERBAL.search(match["office"]) else match["office"]
