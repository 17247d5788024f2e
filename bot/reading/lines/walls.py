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
from bot.reading.lines.forms import is_sentence
from bot.text.lexicon import every_language
from bot.text.lexicon.notation import any_of
from bot.translation import translatable

_STUB_WORDS = 120  # a body of fewer words beside a request to subscribe is a stub
_PAID_STUB_LETTERS = 240  # likewise where only the page's data say that it is not free
_CONSENT_MENTIONS = 3
_READ = 100_000  # characters of a page in which it asks for money or leave; few have as many
_NOTICE_WORDS = 60  # of a page that is nothing but a notice about cookies

_PAGE = every_language().page
# Texts of patterns: few pages need the last two, which are compiled only then.
_PAYWALL = rf"(?i:{any_of(_PAGE.paywalls)})"
_CONSENT = rf"(?i:\b(?:{any_of(_PAGE.consents)})\b)"
_CHOICE = rf"(?i:\b(?:{any_of(_PAGE.choices)})\b)"
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
    words = sum(len(line.split()) for line in body)
    if words >= _STUB_WORDS and not _breaks_off(body):
        return True
    return not paid and re.search(_PAYWALL, _beginning(lines)) is None


def _beginning(lines: Sequence[str]) -> str:
    return "\n".join(lines)[:_READ]


def _breaks_off(body: Sequence[str]) -> bool:
    return bool(body) and body[-1].rstrip().endswith(("…", "..."))


def refuse(
    lines: Sequence[str], body: Sequence[str], *, headline: str = "", paid: bool = False
) -> None:
    """Return if the body is an article; `lines` are all that was read, the body among them.

    `paid` is whether the page declares its article not free to read; a body of some length is an
    article all the same, since many pages that say so are free.

    Otherwise raises the UnreadableError that fits: a page about consent, one that says that the
    article is not there, one for robots, one to sign in at, a stub for subscribers, or nothing.
    """
    words = sum(len(line.split()) for line in body)
    letters = sum(map(len, body))
    own = _beginning((headline, *(body or lines)))
    for phrases, error, what, advice in _INSTEAD:
        if re.fullmatch(rf"(?i:{phrases})", headline.strip(_SIGNS)) or (
            words < _STUB_WORDS and re.search(rf"(?i:\b(?:{phrases})\b)", own)
        ):
            raise error(f"{what}: {words} words of body", advice=advice)
    if words < _STUB_WORDS:
        whole = _beginning(lines)
        if _is_about_consent(whole, body, words):
            raise ConsentWallError(
                f"consent wall: {words} words of body",
                advice="This is a page about cookies, not the article. Open the article in a "
                "browser, accept or refuse there, and give me its text.",
            )
        if (paid and letters < _PAID_STUB_LETTERS) or re.search(_PAYWALL, whole):
            raise PaywallError(
                f"paywall: {words} words of body",
                advice="Only the beginning is free to read; the rest is for subscribers. If you "
                "subscribe, give me the article's text.",
            )
    if not any(is_sentence(line) for line in body) and not (body and len(lines) == 1):
        raise EmptyPageError(
            f"no sentence in {len(lines)} lines",
            advice="There is no running text in it, only lists, links or labels. Give me the "
            "article itself.",
        )


def _is_about_consent(whole: str, body: Sequence[str], words: int) -> bool:
    """Whether a page speaks of consent again and again, or its few words speak of nothing else."""
    if not re.search(_CHOICE, whole):
        return False
    if len(re.findall(_CONSENT, whole)) >= _CONSENT_MENTIONS:
        return True
    said = body or list(filter(is_sentence, whole.split("\n")))
    return (
        bool(said)
        and words < _NOTICE_WORDS
        and all(re.search(_CONSENT, line) or re.search(_CHOICE, line) for line in said)
    )
