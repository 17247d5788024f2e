"""Which proxy a request goes through, as HTTPS_PROXY, HTTP_PROXY and NO_PROXY have it."""

from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address, ip_network

from httpx import URL, InvalidURL

from bot.errors import UsageError


@dataclass(frozen=True, slots=True)
class Proxies:
    """The proxy for each scheme, and the hosts that are asked directly."""

    http: URL | None = None
    https: URL | None = None
    direct: tuple[str, ...] = ()

    def of(self, url: URL) -> URL | None:
        """The proxy for an address; None where there is none, or none is to be used."""
        proxy = self.https if url.scheme == "https" else self.http
        return None if proxy is None or self._is_direct(url) else proxy

    def _is_direct(self, url: URL) -> bool:
        host = url.raw_host.decode("ascii").strip("[]").rstrip(".")
        port = url.port or (443 if url.scheme == "https" else 80)
        return any(_matches(pattern, host, port) for pattern in self.direct)


NO_PROXIES = Proxies()


def chosen(setting: str, environment: Mapping[str, str]) -> Proxies:
    """The proxies as the operator's setting has them, else the environment in either case.

    Raises UsageError for what is no proxy's address. HTTP_PROXY in capitals does not count where
    REQUEST_METHOD is set: there it is a visitor's header (httpoxy).
    """
    named = {name.lower(): value for name, value in environment.items() if value}
    if "REQUEST_METHOD" in environment:
        named.pop("http_proxy", None)
    every = setting or named.get("all_proxy", "")
    http, https = (setting or named.get(f"{kind}_proxy", every) for kind in ("http", "https"))
    direct = named.get("no_proxy", "").replace(",", " ").lower().split()
    return Proxies(_proxy(http), _proxy(https), tuple(direct))


def _proxy(text: str) -> URL | None:
    if not text.strip():
        return None
    try:
        url = URL(text.strip() if "://" in text else f"http://{text.strip()}")
        is_proxy = url.scheme in {"http", "https"} and bool(url.raw_host)
    except (InvalidURL, ValueError):
        is_proxy = False
    if not is_proxy:
        raise UsageError(
            "the proxy's address is none of http or https",
            advice="Please correct the proxy (BRIEFBOT_PROXY, or HTTPS_PROXY and HTTP_PROXY): "
            "write it as http://proxy.example:3128.",
        )
    return url


def _matches(pattern: str, host: str, port: int) -> bool:
    """One entry of NO_PROXY: `*`, a domain with all below it, an address, a network, or a port."""
    if pattern == "*":
        return True
    name, colon, wanted = pattern.rpartition(":")
    if colon and wanted.isdecimal() and ":" not in name:
        return int(wanted) == port and _matches(name, host, port)
    try:
        return ip_address(host) in ip_network(pattern.strip("[]"), strict=False)
    except ValueError:
        domain = pattern.removeprefix("*").strip(".")
        return bool(domain) and (host == domain or host.endswith(f".{domain}"))
