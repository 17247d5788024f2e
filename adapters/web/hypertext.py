"""Pure. A card -> HTML, for pages, feeds and mail: the card's lines in order, each in its element.

The web's words are escaped where they are put in, and a link leads only to http or https. `Styles`
gives elements their look where no style sheet reaches, which is in mail.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo

from markupsafe import Markup

from adapters.chat import lines
from adapters.chat.brief_card import is_web
from adapters.chat.card import Card
from adapters.chat.lines import Line, Listing, MomentRun, Run, TextRun
from adapters.chat.text import Moment, local, spelled
from bot.models import Brief
from bot.translation import ENGLISH, RIGHT_TO_LEFT, Translation

NOTHING = Markup()

Styles = Mapping[str, str]  # by the element's name, or "p.facts"
NO_STYLES: Styles = {}


@dataclass(frozen=True, slots=True)
class Hypertext:
    """How cards are written: times in `zone`, headlines as headings of `level`, our words `tr`."""

    zone: tzinfo
    level: int = 2
    styles: Styles = field(default_factory=dict)
    tr: Translation = ENGLISH

    def card(self, card: Card, lang: str | None, href: str | None = None) -> Markup:
        """A brief in its own language, its headline leading to `href` or else to the publisher."""
        head = self.element(f"h{self.level}", self._link(card.headline, href or card.url))
        return self.article(
            lang,
            head,
            self.facts(lines.between(map(lines.fact, card.facts))),
            self.facts(lines.correction(card), "correction"),
            *(self.listing(one) for one in lines.body(card)),
            self.facts(lines.photo(card)),
            self.facts(lines.said(card.voice) if card.voice else ()),
            self.facts(lines.rest(card)),
        )

    def article(self, lang: str | None, *parts: Markup) -> Markup:
        """Parts that are in one language."""
        return Markup("<article{}>\n{}</article>\n").format(spoken(lang), NOTHING.join(parts))

    def listing(self, listing: Listing) -> Markup:
        """Lines under their heading."""
        head = self.element(f"h{self.level + 1}", listing.heading) if listing.heading else NOTHING
        return head + NOTHING.join(self.element("p", self.line(one)) for one in listing.lines)

    def facts(self, line: Line, kind: str = "facts") -> Markup:
        """A line beside the news itself; nothing for an empty one."""
        return self.element("p", self.line(line), kind) if line else NOTHING

    def items(self, some: Iterable[Markup]) -> Markup:
        """A list; nothing for an empty one."""
        shown = NOTHING.join(self.element("li", one) for one in some)
        return self.element("ul", Markup("\n") + shown) if shown else NOTHING

    def element(self, name: str, content: str, kind: str = "") -> Markup:
        """An element with its look."""
        look = self.styles.get(f"{name}.{kind}" if kind else name)
        styled = Markup(' style="{}"').format(look) if look else NOTHING
        named = Markup(' class="{}"').format(kind) if kind else NOTHING
        return Markup("<{0}{1}{2}>{3}</{0}>\n").format(name, named, styled, content)

    def line(self, line: Line) -> Markup:
        """Runs of text, each in its look."""
        return NOTHING.join(map(self._run, line))

    def moment(self, moment: Moment) -> Markup:
        """A moment in the zone, or a date as it is."""
        if not isinstance(moment, datetime):
            return Markup('<time datetime="{}">{}</time>').format(moment, spelled(moment, self.tr))
        here = moment.astimezone(self.zone)
        shown = local(moment, self.zone, self.tr)
        return Markup('<time datetime="{}">{}</time>').format(here.isoformat("T", "minutes"), shown)

    def _run(self, run: Run) -> Markup:
        if isinstance(run, MomentRun):
            return self.moment(run.moment)
        if not isinstance(run, TextRun):
            return NOTHING  # a platform's own name for somebody
        shown = self._link(run.text, run.links[0]) if run.links else Markup.escape(run.text)
        for name, wanted in (("strong", run.is_bold), ("em", run.is_italic), ("code", run.is_code)):
            shown = Markup("<{0}>{1}</{0}>").format(name, shown) if wanted else shown
        return Markup("<bdi>{}</bdi>").format(shown) if run.is_isolated else shown

    def _link(self, text: str, url: str | None) -> Markup:
        look = self.styles.get("a")
        styled = Markup(' style="{}"').format(look) if look else NOTHING
        return link(text, url, styled)


def link(text: str, url: str | None, more: Markup = NOTHING) -> Markup:
    """Text that leads to a page of ours or of the web's; plain where `url` leads nowhere."""
    if not url or not (is_web(url) or (url.startswith("/") and not url.startswith("//"))):
        return Markup.escape(text)
    return Markup('<a href="{}"{}>{}</a>').format(url, more, text)


def spoken(lang: str | None) -> Markup:
    """The attributes that say which language an element is in, and where its lines begin."""
    if not lang:
        return Markup(' dir="auto"')
    side = "rtl" if lang.partition("-")[0] in RIGHT_TO_LEFT else "ltr"
    return Markup(' lang="{}" dir="{}"').format(lang, side)


def language(brief: Brief) -> str | None:
    """The language that a brief is in: its first source's that has one."""
    return next((one.lang for one in brief.sources if one.lang), None)
