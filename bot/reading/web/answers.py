"""Pure. What a server's status and headers mean: when to ask again, and why there is no page."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus

from bot.errors import FetchError, GoneError, RateLimitedError, StatusError
from bot.translation import translatable

_LONGEST = timedelta(days=365)  # RFC 9111 asks for no more; it also keeps dates from overflowing


def fresh_until(headers: Mapping[str, str], now: datetime) -> datetime | None:
    """Until when the server asks not to be asked again; None where it does not say (RFC 9111).

    `headers` has lower-case names; `now` and the answer are UTC.
    """
    directives = _directives(headers.get("cache-control", ""))
    if "no-store" in directives or "no-cache" in directives:
        return None
    if (lifetime := _seconds(directives.get("max-age", ""))) is not None:
        age = _seconds(headers.get("age", "")) or timedelta()
        return now + max(lifetime - age, timedelta())
    expires = _date(headers.get("expires", ""))
    if expires is None:
        return None
    sent = _date(headers.get("date", "")) or now
    return now + min(max(expires - sent, timedelta()), _LONGEST)


def retry_after(value: str, now: datetime) -> timedelta | None:
    """How long to wait: Retry-After as seconds or as a date (RFC 9110, 10.2.3)."""
    if (wait := _seconds(value)) is not None:
        return wait
    date = _date(value)
    return min(max(date - now, timedelta()), _LONGEST) if date else None


def failure(status: int, headers: Mapping[str, str], now: datetime) -> FetchError:
    """Why an answer with this status is no page, and what to do about it."""
    wait = retry_after(headers.get("retry-after", ""), now)
    if status == HTTPStatus.GONE:
        return GoneError(
            "410: gone for good",
            advice="The site says that this address is gone for good. Remove it.",
        )
    if status == HTTPStatus.TOO_MANY_REQUESTS or (
        status == HTTPStatus.SERVICE_UNAVAILABLE and wait is not None
    ):
        asked = f"in {wait}" if wait is not None else "later"
        return RateLimitedError(
            f"{status}: asked to come back {asked}",
            advice="The site asks to be left alone for a while. Try again later.",
            retry_after=wait,
        )
    return StatusError(f"status {status}", advice=_advice(status), status=status)


ADVICE = {
    HTTPStatus.UNAUTHORIZED: translatable(
        "The site wants a name and a password. For a feed, give them in its "
        "address (https://name:password@…) or as a header; else read it in a browser."
    ),
    HTTPStatus.PAYMENT_REQUIRED: translatable(
        "The site lets only subscribers read this. Read it in a browser, or use another feed."
    ),
    HTTPStatus.FORBIDDEN: translatable(
        "The site doesn't let briefbot read this. Read it in a browser, give the "
        "feed a header that the site wants, or use another feed."
    ),
    HTTPStatus.NOT_FOUND: translatable(
        "There is nothing at that address. Check it, or look for the site's current one."
    ),
    HTTPStatus.NOT_ACCEPTABLE: translatable(
        "The site refuses what briefbot says of itself. Give the feed a "
        "User-Agent or Accept header of its own."
    ),
    HTTPStatus.PROXY_AUTHENTICATION_REQUIRED: translatable(
        "The proxy wants a name and a password: write them as http://name:password@host."
    ),
    HTTPStatus.UNAVAILABLE_FOR_LEGAL_REASONS: translatable(
        "The site may not show this here, for legal reasons. Use another source."
    ),
}


def _advice(status: int) -> str:
    if status in ADVICE:
        return ADVICE[HTTPStatus(status)]
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return translatable("The site has a fault of its own. Try again later.")
    return translatable(
        "The site gave no page at that address. Open it in a browser to see what it says."
    )


def _directives(header: str) -> dict[str, str]:
    pairs = (part.strip().partition("=") for part in header.lower().split(","))
    return {name.strip(): value.strip(' "') for name, _, value in pairs}


def _seconds(value: str) -> timedelta | None:
    value = value.strip()
    if not (value.isascii() and value.isdecimal()):
        return None
    longest = int(_LONGEST.total_seconds())
    return timedelta(seconds=min(int(value[:12]), longest))


def _date(value: str) -> datetime | None:
    try:
        date = parsedate_to_datetime(value)
        return date.astimezone(UTC) if date.tzinfo else date.replace(tzinfo=UTC)
    except (ValueError, OverflowError):  # "0" and "-1" are common: no date, so no advice
        return None
