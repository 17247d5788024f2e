"""Pure. One address for one article: what differs without meaning is taken out.

courlan's `normalize_url` was tried: it sorts the query, drops `source`, keeps fragments and leaves
international host names as they came, so two spellings of one address stayed two.
"""

import re
from ipaddress import IPv4Address
from urllib.parse import SplitResult, quote, urljoin, urlsplit

# Set by mail and advertising systems and by feed makers; none of them chooses what a page shows.
# `ref`, `source`, `id`, `p` and the like do on some sites, so they stay.
_TRACKING = re.compile(
    r"(?:utm_\w*|at_(?:medium|campaign|custom\d|link_\w+|format|bbc_team|ptr_name)|mtm_\w+|pk_"
    r"(?:campaign|kwd|source|medium|content)|fbclid|gclid|dclid|gbraid|wbraid|msclkid|twclid|ttclid"
    r"|yclid|igshid|mc_cid|mc_eid|mkt_tok|_hsenc|_hsmi|vero_id|oly_anon_id|oly_enc_id|wt_zmc|xtor"
    r"|ns_mchannel|ns_campaign|ns_source|ns_linkname|ns_fee|ftag|_ga|_gl|__twitter_impression)",
    re.IGNORECASE,
)
_DEFAULT_PORT = {"http": 80, "https": 443}
_SAFE = "!$%&'()*+,/:;=?@-._~"
# Most addresses are written so, and need no parsing; what stands behind it may be a query.
_SIMPLE = re.compile(
    r"https?://(?!xn--|[0-9.]{1,40}/)[a-z0-9-]{1,63}(?:\.(?!xn--)[a-z0-9-]{1,63}){1,20}/[\w!$%&'()*+,/:;=@.~-]*",
    re.ASCII,
)
_SIMPLE_QUERY = re.compile(r"[\w!$%&'()*+,/:;=?@.~-]*", re.ASCII)
_FOUR_NUMBERS = re.compile(r"\d{1,9}(?:\.\d{1,9}){3}")
_SPACE = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029]+")


def canonical(url: str) -> str | None:
    """The address with a lower-case ASCII host, and without default port, fragment or tracking.

    A fragment that opens with "!" stays: a script shows another page by it.

    None for what is no http address. The order of parameters, a trailing slash, and AMP or mobile
    hosts stay: a server may mean something by them. `canonical(canonical(x)) == canonical(x)`.
    A feed reader's `feed://example.org/x` is https, `feed:http://example.org/x` what follows.
    """
    return _simply(url) or _canonical(url)


def _simply(url: str) -> str | None:
    """The canonical address if little has to be done for it, else None."""
    page, _, query = url.partition("?")
    if not _SIMPLE.fullmatch(page) or not _SIMPLE_QUERY.fullmatch(query):
        return None
    return page + _kept(query) if query else page


def _kept(query: str) -> str:
    """A query without tracking."""
    kept = "&".join(pair for pair in query.split("&") if not _is_tracking(pair))
    return f"?{kept}" if kept else ""


def _canonical(url: str) -> str | None:
    try:
        parts = urlsplit(_SPACE.sub("%20", plain(url)))
        host, port = _host(parts), parts.port
    except (ValueError, UnicodeError):
        return None
    if parts.scheme not in _DEFAULT_PORT or not host:
        return None
    where = host if port in (None, _DEFAULT_PORT[parts.scheme]) else f"{host}:{port}"
    path = _quoted(parts.path) or "/"
    route = f"#{_quoted(parts.fragment)}" if parts.fragment.startswith("!") else ""
    return f"{parts.scheme}://{where}{path}{_kept(_quoted(parts.query))}{route}"


def plain(url: str) -> str:
    """The address without white space around it, and without the `feed:` of feed readers."""
    url = url.strip(" \t\r\n\x00")
    if url[:5].lower() != "feed:":
        return url
    rest = url[5:].removeprefix("//")
    return rest if rest.lower().startswith(("http://", "https://")) else f"https://{rest}"


def has_scheme(url: str) -> bool:
    """Whether an address says how it is asked, as `feed://example.org/x` does not."""
    rest = url.strip(" \t\r\n\x00").lower().removeprefix("feed:").removeprefix("//")
    return rest.startswith(("http://", "https://"))


def resolve(base: str, link: str | None) -> str | None:
    """The canonical address of a link found at `base`; None where it leads nowhere on the web."""
    if not link or not link.strip():
        return None
    try:
        return _simply(link) or canonical(urljoin(base, link.strip()))
    except ValueError:
        return None


def _host(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".")
    if ":" in host:
        return f"[{host}]"
    ascii_host = host if host.isascii() else _encoded(host)
    if not all(0 < len(label) <= LONGEST_LABEL for label in ascii_host.split(".")):
        raise ValueError(host)
    if _FOUR_NUMBERS.fullmatch(ascii_host):
        IPv4Address(ascii_host)
    if "xn--" in ascii_host:
        _decoded(ascii_host)
    if not re.fullmatch(r"[a-z0-9_.-]+", ascii_host):
        raise ValueError(host)
    return ascii_host


LONGEST_LABEL = 63  # octets: RFC 1035


def _decoded(host: str) -> str:
    """Raises UnicodeError for what only looks like a host beyond ASCII."""
    import idna  # noqa: PLC0415 — as below

    return idna.decode(host, uts46=True)


def _encoded(host: str) -> str:
    """IDNA 2008, as httpx has it: ß is a letter of its own, not another way to write ss."""
    import idna  # noqa: PLC0415 — its tables cost a cold start, and few hosts need them

    return idna.encode(host, uts46=True).decode("ascii").lower()


def _quoted(text: str) -> str:
    return quote(text, safe=_SAFE, errors="replace")


def _is_tracking(pair: str) -> bool:
    return not pair or bool(_TRACKING.fullmatch(pair.partition("=")[0]))
