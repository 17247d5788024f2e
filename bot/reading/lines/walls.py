"""Pure. Why there is no article in what was read, said in the error that fits."""

import re
from collections.abc import Sequence

from bot.errors import (
    ConsentWallError,
    EmptyPageError,
    MissingPageError,
    PaywallError,
    RobotCheckError,
    SignInError,
    UnreadableError,
)
from bot.reading.lines.forms import WORD, is_sentence
from bot.text.lexicon import every_language, lexicon
from bot.text.lexicon.notation import any_of
from bot.text.words import counted
from bot.translation import translatable

_STUB_WORDS = 120  # a body of fewer words beside a request to subscribe is a stub
_PAID_STUB_LETTERS = 240  # likewise where only the page's data say that it is not free
_CONSENT_MENTIONS = 3
_BELOW = 4  # lines
_LAST = 2  # lines of a body, among which may be the request to pay for the rest
_READ = 100_000  # characters of a page in which it asks for money or leave; few have as many
_NOTICE_WORDS = 60  # of a page that is nothing but a notice

_PAGE = every_language().page
# Texts of patterns: few pages need the last three, which are compiled only then.
_PAYWALL = rf"(?i:{any_of(_PAGE.paywalls)})"
_SUBSCRIPTION = rf"(?i:\b(?:{any_of(_PAGE.subscriptions)})\b)"
_MAILING = rf"(?i:\b(?:{any_of(_PAGE.mailings)})\b)"
_CONSENT = rf"(?i:\b(?:{any_of(_PAGE.consents)})\b)"
_CHOICE = rf"(?i:\b(?:{any_of(_PAGE.choices)})\b)"
# An article may quote what a site says.
_QUOTED = re.compile(r"(?<!\w)[\"'“„«‘][^\"'“”„«»‘’\n]{1,300}[\"'”“»’](?!\w)")
_END = re.compile(r"(?<=[.!?])\s+|\n")
_ADDRESSING = frozenset(
    form for word in lexicon("en").page.addressing for form in (word, word.capitalize())
)
_SIGNS = " !?.…,:;-–—|\"'“”«»()[]¡¿*"

_INSTEAD: tuple[tuple[str, type[UnreadableError], str, str], ...] = (
    (
        any_of(_PAGE.missing_pages),
        MissingPageError,
        "soft 404",
        translatable(
            "The site says that this page is not there. Check the link, or look for it on the site."
        ),
    ),
    (
        any_of(_PAGE.robot_checks),
        RobotCheckError,
        "robot check",
        translatable(
            "The site keeps robots out. Open the article in a browser, and give me its text."
        ),
    ),
    (
        any_of(_PAGE.sign_ins),
        SignInError,
        "page to sign in at",
        translatable(
            "The site asks to sign in first. If you have an account, give me the article's text."
        ),
    ),
)


def is_complete(lines: Sequence[str], body: Sequence[str], *, paid: bool = False) -> bool:
    """Whether all of the article was given to read, for what `refuse` lets pass.

    A page that asks for a subscription may still give the whole, as many do; one that is short too,
    or breaks off in the middle of a sentence, does not.
    """
    words = sum(map(counted, body))
    if words >= _STUB_WORDS and not _breaks_off(body):
        return True
    reported = set(body[:-_LAST])  # may be about such a wall
    beside = [line for line in lines if line not in reported]
    return not paid and not re.search(_PAYWALL, _beginning(beside)) and not _is_sold(lines, body)


def _is_sold(lines: Sequence[str], body: Sequence[str]) -> bool:
    """Whether what stands right below the last of the body speaks of a subscription, and not to a
    newsletter or the like."""
    if not body or body[-1] not in lines:
        return False
    last = len(lines) - 1 - list(reversed(lines)).index(body[-1])
    below = lines[last + 1 : last + 1 + _BELOW]
    return any(re.search(_SUBSCRIPTION, line) and not re.search(_MAILING, line) for line in below)


def _beginning(lines: Sequence[str]) -> str:
    return "\n".join(lines)[:_READ]


def _breaks_off(body: Sequence[str]) -> bool:
    return bool(body) and body[-1].rstrip().endswith(("…", "..."))


def refuse(
    lines: Sequence[str],
    body: Sequence[str],
    *,
    headline: str = "",
    paid: bool = False,
    signed: bool = True,
) -> None:
    """Return if the body is an article; `lines` are all that was read, the body among them.

    `paid` is whether the page declares its article not free to read; a body of some length is an
    article all the same, since many pages that say so are free. `signed` is whether the page states
    a day or an author; a short one that does not, and speaks to its visitor, is no article.

    Otherwise raises the UnreadableError that fits: a page about consent, one that says that the
    article is not there, one for robots, one to sign in at, a stub for subscribers, or nothing.
    """
    words = sum(map(counted, body))
    own = _QUOTED.sub("", _beginning((headline, *(body or lines))))
    for phrases, error, what, advice in _INSTEAD:
        if re.fullmatch(rf"(?i:{phrases})", headline.strip(_SIGNS)) or (
            words < _STUB_WORDS and re.search(rf"(?i:\b(?:{phrases})\b)", own)
        ):
            raise error(f"{what}: {words} words of body", advice=advice)
    if words < _STUB_WORDS:
        whole = _beginning(lines)
        if _is_about_consent(whole, body, words, signed=signed):
            raise ConsentWallError(
                f"consent wall: {words} words of body",
                advice="This is a page about cookies, not the article. Open the article in a "
                "browser, accept or refuse there, and give me its text.",
            )
        letters = sum(len(line) for line in body if not re.search(_PAYWALL, line))
        if letters < _PAID_STUB_LETTERS and (paid or re.search(_PAYWALL, whole)):
            raise PaywallError(
                f"paywall: {words} words of body",
                advice="Only the beginning is free to read; the rest is for subscribers. If you "
                "subscribe, give me the article's text.",
            )
    if words < _NOTICE_WORDS and not signed and _is_spoken_to_visitors(own):
        raise EmptyPageError(
            f"{words} words to visitors",
            advice="This page speaks to its visitors and reports nothing. Give me the article "
            "itself.",
        )
    if not any(is_sentence(line) for line in body) and not (body and len(lines) == 1):
        raise EmptyPageError(
            f"no sentence in {len(lines)} lines",
            advice="There is no running text in it, only lists, links or labels. Give me the "
            "article itself.",
        )


def _is_spoken_to_visitors(text: str) -> bool:
    """Whether every other sentence says "you", "our" or "please"; only English tells."""
    said = [sentence for sentence in _END.split(text) if is_sentence(sentence)]
    spoken = [one for one in said if not _ADDRESSING.isdisjoint(WORD.findall(one))]
    return bool(spoken) and 2 * len(spoken) >= len(said)


def _is_about_consent(whole: str, body: Sequence[str], words: int, *, signed: bool) -> bool:
    """Whether a page speaks of consent again and again, or its few words speak of nothing else.

    What it offers may stand on buttons alone, which are not read. A short article that says nothing
    of consent stands above a banner; a longer one about consent is signed, and says other things.
    """
    insists = len(re.findall(_CONSENT, whole)) >= _CONSENT_MENTIONS
    offers = re.search(_CHOICE, whole) is not None
    asking = sum(bool(re.search(_CONSENT, line) or re.search(_CHOICE, line)) for line in body)
    reports = signed and words >= _NOTICE_WORDS and asking < len(body)
    if insists and offers and not reports and (words < _NOTICE_WORDS or asking):
        return True
    said = body or list(filter(is_sentence, whole.split("\n")))
    return (
        bool(said)
        and words < _NOTICE_WORDS
        and (offers or (insists and not signed))
        and all(re.search(_CONSENT, line) or re.search(_CHOICE, line) for line in said)
    )
