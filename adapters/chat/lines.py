"""Pure. A card's lines as runs of text: what stands on each, and in which order, before any markup.

A renderer only gives each run its look: an element of Slack's rich text, Discord's markdown.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from adapters.chat.card import Card, CardLine, Disagreement, Fact, NothingCard, Passage
from adapters.chat.text import Moment, reads_from_right
from bot.translation import ENGLISH, Translation, translatable


class Named(StrEnum):
    """What a platform shows by its name, which it keeps itself; none of them is notified."""

    CHANNEL = "channel"
    PERSON = "user"
    GROUP = "usergroup"  # a group of Slack's, a role of Discord's


@dataclass(frozen=True, slots=True)
class TextRun:
    """A stretch of text in one look; `links` lead from it, the closest first."""

    text: str
    links: tuple[str, ...] = ()
    is_bold: bool = False
    is_italic: bool = False
    is_code: bool = False  # a command of ours, to be typed
    is_isolated: bool = False  # its direction turns nothing around it


@dataclass(frozen=True, slots=True)
class MomentRun:
    """A moment, in the reader's own zone where the platform knows it, else in words."""

    moment: Moment
    tr: Translation = ENGLISH


@dataclass(frozen=True, slots=True)
class NameRun:
    """A channel, person or group by its id."""

    what: Named
    id: str


@dataclass(frozen=True, slots=True)
class Typed:
    """How commands are typed on a platform."""

    new: str
    make: str  # a digest
    resume: str  # it
    unmention: str = ""  # takes away the group or role that it notifies
    make_own: str = ""  # a digest for the person alone
    resume_own: str = ""
    called: str = " the {name} digest"  # what is added for one by its name

    def of(self, *, personal: bool) -> "Typed":
        """How they are typed of a person's own digest, or of a channel's."""
        if not personal:
            return self
        return replace(
            self, make=self.make_own, resume=self.resume_own, called=" the {name} digest"
        )


Run = TextRun | MomentRun | NameRun
Line = tuple[Run, ...]

FACTS = " · "  # between them
MORE = translatable("… more")

_PLACE = re.compile(r"\{(\w+)\}")
_NOTIFIED = {Named.GROUP: re.compile(r"S[A-Z0-9]+|\d+"), Named.PERSON: re.compile(r"[UW][A-Z0-9]+")}


@dataclass(frozen=True, slots=True)
class Listing:
    """Lines under their heading; the news itself comes first and has none."""

    heading: str
    lines: tuple[Line, ...]


def said(text: str) -> Line:
    """A line of plain words."""
    return (TextRun(text),)


def filled(template: str, **runs: Run | str) -> Line:
    """A line of ours with runs or plain words where the template names them: "In {channel}"."""
    parts = _PLACE.split(template)
    given = (runs[one] if at % 2 else one for at, one in enumerate(parts))
    return tuple(TextRun(one) if isinstance(one, str) else one for one in given if one)


def words(line: Line) -> str:
    """A line's words alone, without moments and names."""
    return "".join(run.text for run in line if isinstance(run, TextRun))


def command(text: str) -> TextRun:
    """A command as it is typed."""
    return TextRun(text, is_code=True)


def channel(id: str) -> NameRun:
    """A channel by its name."""
    return NameRun(Named.CHANNEL, id)


def notified(id: str | None) -> NameRun | None:
    """Whom a digest notifies, by the form of the id: a group of Slack's or role of Discord's, or a
    person; None for anything else."""
    for what, form in _NOTIFIED.items():
        if form.fullmatch(id or ""):
            return NameRun(what, id or "")
    return None


def bold(line: Line) -> Line:
    """A line that stands out."""
    return tuple(replace(one, is_bold=True) if isinstance(one, TextRun) else one for one in line)


def between(lines: Iterable[Line], mark: str = FACTS) -> Line:
    """Lines as one, with `mark` between them; an empty one is left out. A fact that reads from the
    right leaves the others in their places."""
    shown = [one for one in lines if one]
    if len(shown) > 1 and mark == FACTS:
        shown = [tuple(map(_isolated, one)) for one in shown]
    marked = ((*((TextRun(mark),) if at else ()), *one) for at, one in enumerate(shown))
    return tuple(run for one in marked for run in one)


def _isolated(run: Run) -> Run:
    is_turning = isinstance(run, TextRun) and reads_from_right(run.text)
    return replace(run, is_isolated=True) if is_turning and isinstance(run, TextRun) else run


def headline(card: Card) -> Line:
    """The publisher's own headline, linked."""
    return (_linked(card.headline, card.url),)


def fact(one: Fact) -> Line:
    """One of a line's facts."""
    words = f"{one.words} " if one.words and one.moment else one.words
    return (*said(words), *((MomentRun(one.moment, one.tr),) if one.moment else ()))


def voice(card: Card) -> Line:
    """In whose words it is, where that is not the sources' own, and the way to its page."""
    page = (TextRun(card.tr("In the archive"), (card.permalink,)),) if card.permalink else ()
    return between((said(card.voice) if card.voice else (), page))


def correction(card: Card) -> Line:
    """That it was corrected, when, and what was wrong; nothing where it was not."""
    if card.correction is None:
        return ()
    reason = said(f": {card.correction.reason}") if card.correction.reason else ()
    words = TextRun(f"{card.tr('Corrected')} ", is_bold=True)
    return (words, MomentRun(card.correction.at, card.tr), *reason)


def body(card: Card) -> Iterator[Listing]:
    """Its sentences under their headings, and what outlets count differently."""
    for one in card.sections:
        yield Listing(one.heading, tuple(passage(each, card.tr) for each in one.passages))
    yield from _listed(card.tr("Figures differ"), map(_disagreement, card.disagreements))


def around(
    see_also: Iterable[CardLine], others: Iterable[CardLine], tr: Translation = ENGLISH
) -> Iterator[Listing]:
    """Stories that have to do with what was asked for, and the next ones."""
    yield from _listed(tr("See also"), map(line, see_also))
    yield from _listed(tr("Other stories"), map(line, others))


def passage(one: Passage, tr: Translation = ENGLISH) -> Line:
    """A sentence, who says it where it doesn't tell, and the number that leads to its source."""
    return (
        *((TextRun(tr("New: "), is_bold=True),) if one.is_new else ()),
        *((TextRun(f"{one.speaker}: ", is_bold=True),) if one.speaker else ()),
        TextRun(f"{one.text} "),
        *((TextRun(tr("more"), one.links), TextRun(" ")) if one.is_cut else ()),
        TextRun(f"[{one.number}]", one.links),
    )


def line(one: CardLine) -> Line:
    """A story in one line: its headline, linked, and who reports it."""
    return between(((_linked(one.text, one.url),), *map(fact, one.facts)))


def source(one: CardLine) -> Line:
    """An article that a brief rests on: its outlet and who is behind it, its title, moment, byline
    and length."""
    name = f"{one.outlet} " if one.behind else f"{one.outlet}: "
    behind = said(f"({one.behind}): ") if one.behind else ()
    return (TextRun(name, is_bold=True), *behind, *line(one))


def photo(card: Card) -> Line:
    """What stands under its photo."""
    return said(card.tr("Photo: {words}", words=card.photo.words)) if card.photo else ()


def found_by(card: Card) -> Line:
    """The names that a topic was found by."""
    names = ", ".join(card.also_found_by)
    return said(card.tr("Also found by: {names}", names=names)) if names else ()


def nothing(card: NothingCard) -> Line:
    """Why there is no brief."""
    if card.since is None:
        return said(card.said)
    return (*said(f"{card.said} "), MomentRun(card.since, card.tr), *said("."))


def rest(card: Card) -> Line:
    """The link to what there was no room for."""
    return (TextRun(card.tr(MORE), _web(card.url), is_italic=True),) if card.left_out else ()


def around_blanks(text: str, shown: str) -> str:
    """`shown` between the blanks that stood around `text`: escaping takes them away."""
    ahead = len(text) - len(text.lstrip())
    return f"{text[:ahead]}{shown}{text[len(text.rstrip()) :] if text.strip() else ''}"


def _listed(heading: str, some: Iterable[Line]) -> Iterator[Listing]:
    if found := tuple(some):
        yield Listing(heading, found)


def _disagreement(one: Disagreement) -> Line:
    """What outlets count differently, each figure with its outlet."""
    figures = (
        (TextRun(f"{each.figure} ("), _linked(each.outlet, each.url), TextRun(")"))
        for each in one.figures
    )
    return (TextRun(f"{one.what}: "), *between(figures, ", "))


def _linked(text: str, url: str | None) -> TextRun:
    return TextRun(text, _web(url))


def _web(url: str | None) -> tuple[str, ...]:
    return (url,) if url else ()
