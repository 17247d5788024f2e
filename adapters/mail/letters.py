"""Pure. A digest, a correction and a question to confirm as mail: HTML, and plain text alike."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from zoneinfo import ZoneInfo

from markupsafe import Markup

from adapters.chat import brief_card, digest_card, lines
from adapters.chat.card import Card
from adapters.chat.lines import Line, MomentRun, TextRun
from adapters.chat.text import local, shown
from adapters.web import digest_page
from adapters.web.hypertext import Hypertext, language
from bot.models import Brief, Digest

SUBJECT = 120  # characters

# No colours: a reader's own, light or dark, are right.
STYLES = {
    "h1": "font-size:20px;line-height:1.3;margin:0 0 8px",
    "h2": "font-size:17px;line-height:1.35;margin:28px 0 4px",
    "h3": "font-size:14px;margin:12px 0 2px",
    "p": "margin:6px 0",
    "p.facts": "margin:6px 0;font-size:13px",
    "p.update": "margin:20px 0 0;font-weight:bold",
    "p.correction": "margin:6px 0;padding:0 10px;font-weight:bold",
    "li": "margin:4px 0",
}
_PAGE = Markup("""<!doctype html>
<html lang="{lang}"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title></head>
<body style="font:16px/1.5 sans-serif;max-width:640px;margin:0 auto;padding:16px">
{body}
{foot}</body></html>
""")
_FOOT = Markup(
    '<p style="margin:28px 0 0;font-size:13px">{why} <a href="{stop}">Stop it</a>.</p>\n'
)
_WHY = "You get this because you asked for it at this address."


@dataclass(frozen=True, slots=True)
class Envelope:
    """Whom a letter is from and to, its name, and where its reader stops what they get.

    `answers` is the name of the letter that it follows.
    """

    sender: str
    to: str
    name: str  # its Message-ID
    date: datetime
    stop: str
    answers: str = ""


def digest(made: Digest, envelope: Envelope) -> EmailMessage:
    """The digest of a day."""
    title = digest_card.of(made).title
    return _letter(
        envelope,
        _subject(made),
        _html(title, digest_page.content(made, _writer(made)), envelope, made.lang),
        "\n".join((title, *_digest(made), *_foot(envelope))),
    )


def correction(made: Digest, envelope: Envelope) -> EmailMessage:
    """What was wrong in a digest that was sent, and the briefs as they are now."""
    wrong = [item.brief for item in made.items if item.brief.corrected]
    write = _writer(made)
    cards = ((brief_card.public(one, write.tr), language(one)) for one in wrong)
    body = Markup().join(write.card(card, lang) for card, lang in cards)
    title = "A correction"
    told = (line for one in wrong for line in (*_brief(one, write), ""))
    text = "\n".join((title, "", *told, *_foot(envelope)))
    html = _html(title, write.element("h1", title) + body, envelope)
    return _letter(envelope, f"Re: {_subject(made)}", html, text)


def question(what: str, confirm: str, envelope: Envelope) -> EmailMessage:
    """Whether the reader wants what somebody ordered to their address."""
    said = f"Somebody asked briefbot to send a news digest to this address: {what}."
    ask = "If that was you, confirm it here; otherwise do nothing, and nothing will be sent:"
    text = f"{said}\n\n{ask}\n{confirm}\n"
    body = Markup('<p>{}</p><p>{}<br><a href="{}">Confirm</a></p>').format(said, ask, confirm)
    html = _html("Confirm", body, None)
    return _unlisted(_letter(envelope, "Please confirm your news digest", html, text))


def trial(envelope: Envelope) -> EmailMessage:
    """A letter to whoever set mail up, which says that it works."""
    said = "Mail works: `briefbot doctor` was asked to send this letter."
    body = Markup("<p>{}</p>").format(said)
    return _unlisted(_letter(envelope, "A trial letter", _html("A trial", body, None), said))


def _unlisted(letter: EmailMessage) -> EmailMessage:
    """Without the head by which a reader stops what they do not get yet."""
    del letter["List-Unsubscribe"], letter["List-Unsubscribe-Post"]
    return letter


def _letter(envelope: Envelope, subject: str, html: str, text: str) -> EmailMessage:
    made = EmailMessage(policy=SMTP)
    made["From"] = envelope.sender
    made["To"] = envelope.to
    made["Subject"] = shown(subject, SUBJECT)
    made["Date"] = format_datetime(envelope.date)
    made["Message-ID"] = envelope.name
    if envelope.answers:
        made["In-Reply-To"] = made["References"] = envelope.answers
    made["Auto-Submitted"] = "auto-generated"
    made["List-Unsubscribe"] = f"<{envelope.stop}>"
    made["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    made.set_content(text, cte="quoted-printable")
    made.add_alternative(html, subtype="html", cte="quoted-printable")
    return made


def message_id(key: str, sender: str) -> str:
    """The name of the letter that a delivery is, however often it is sent."""
    domain = parseaddr(sender)[1].rpartition("@")[2] or "localhost"
    return f"<{key}.briefbot@{domain}>"


def _subject(made: Digest) -> str:
    lead = next((item.brief.headline for item in made.items if item.brief.headline), None)
    title = digest_card.of(made).title
    return f"{title}: {shown(lead, brief_card.HEADLINE)}" if lead else title


def _html(title: str, body: Markup, envelope: Envelope | None, lang: str = "en") -> str:
    foot = _FOOT.format(why=_WHY, stop=envelope.stop) if envelope else ""
    return str(_PAGE.format(lang=lang, title=title, body=body, foot=foot))


def _foot(envelope: Envelope) -> Iterator[str]:
    yield from ("", "-- ", _WHY, f"Stop it: {envelope.stop}", "")


def _writer(made: Digest) -> Hypertext:
    return digest_page.writer(made, ZoneInfo(made.zone), STYLES)


def _digest(made: Digest) -> Iterator[str]:
    card, write = digest_card.of(made), _writer(made)
    yield _plain(lines.between(map(lines.fact, card.facts)), write)
    if card.note:
        yield card.note
    for item in made.items:
        yield ""
        if item.update:
            yield shown(item.update, digest_card.UPDATE)
        yield from _brief(item.brief, write)
        if item.why:
            yield shown(item.why, digest_card.REASON)
    if card.lines:
        yield from ("", card.tr("In brief"))
        for one in card.lines:
            yield f"- {_plain(lines.line(one), write)}"
            yield from [f"  {one.url}"] if one.url else []
    if card.dates.lines:
        yield from ("", card.dates.heading)
        for date in card.dates.lines:
            yield f"- {_plain(date, write)}"
            yield from (
                f"  {run.links[0]}" for run in date if isinstance(run, TextRun) and run.links
            )
    yield from ("", " · ".join(card.counts))


def _brief(brief: Brief, write: Hypertext) -> Iterator[str]:
    card = brief_card.public(brief, write.tr)
    yield card.headline
    yield _plain(lines.between(map(lines.fact, card.facts)), write)
    if card.correction:
        yield _plain(lines.correction(card), write)
    for listing in lines.body(card):
        if listing.heading:
            yield from ("", f"{listing.heading}:")
        yield from (_plain(line, write) for line in listing.lines)
    yield from filter(None, (_plain(lines.photo(card), write), card.voice))
    yield from _links(card)


def _links(card: Card) -> Iterable[str]:
    yield from (f"[{one.number}] {one.links[0]}" for one in card.passages if one.links)


def _plain(line: Line, write: Hypertext) -> str:
    return "".join(_run(run, write) for run in line)


def _run(run: object, write: Hypertext) -> str:
    if isinstance(run, MomentRun):
        return local(run.moment, write.zone, run.tr)
    return run.text if isinstance(run, TextRun) else ""
