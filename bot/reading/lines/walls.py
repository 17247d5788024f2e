"""Pure. Why there is no article in what was read, said in the error that fits."""

import re
from collections.abc import Sequence

from bot.errors import ConsentWallError, EmptyPageError, PaywallError
from bot.reading.lines.forms import is_sentence
from bot.text.lexicon import any_of, every_language

_STUB_WORDS = 120  # a body of fewer words beside a request to subscribe is a stub
_PAID_STUB_LETTERS = 240  # likewise where only the page's data say that it is not free
_CONSENT_MENTIONS = 3
_READ = 100_000  # characters of a page in which it asks for money or leave; few have as many

_PAGE = every_language().page
# Texts of patterns: few pages need the last two, which are compiled only then.
_PAYWALL = rf"(?i:{any_of(_PAGE.paywalls)})"
_CONSENT = rf"(?i:\b(?:{any_of(_PAGE.consents)})\b)"
_CHOICE = rf"(?i:\b(?:{any_of(_PAGE.choices)})\b)"


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


def refuse(lines: Sequence[str], body: Sequence[str], *, paid: bool = False) -> None:
    """Return if the body is an article; `lines` are all that was read, the body among them.

    `paid` is whether the page declares its article not free to read; a body of some length is an
    article all the same, since many pages that say so are free.

    Raises ConsentWallError, PaywallError or EmptyPageError otherwise.
    """
    words = sum(len(line.split()) for line in body)
    letters = sum(map(len, body))
    if words < _STUB_WORDS:
        whole = _beginning(lines)
        if len(re.findall(_CONSENT, whole)) >= _CONSENT_MENTIONS and re.search(_CHOICE, whole):
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
