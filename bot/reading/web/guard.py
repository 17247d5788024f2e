"""I/O. The only door to the web: names are resolved once, and that very address is connected to.

Every connection is checked here, a redirect's as much as a first one's. The Host header and the
TLS name stay the URL's own, since httpx never learns the address.
"""

import asyncio
import functools
import socket
import ssl
import string
from collections.abc import Callable, Iterable, Sequence

import anyio
import anyio.to_thread
import httpcore
import httpx

from bot.errors import NoAnswerError, RefusedError
from bot.reading.web.addresses import Address, Network, is_public, is_within, literal, parse

PORTS = frozenset({80, 443, 8000, 8080, 8443, 8888})  # where web servers usually listen
_ATTEMPTS = 4  # addresses tried for one name, so that a name with hundreds doesn't hold us
_POOLS = 16
_KEPT = 4  # idle connections kept open in a pool
_LOOKUPS = 64  # threads that may wait for the resolver; a stuck one can't be ended
_HOST = frozenset(string.ascii_lowercase + string.digits + "-._:")

Resolve = Callable[[str, int], Sequence[str]]


def resolve(host: str, port: int) -> list[str]:
    """The system's addresses for a name, best first (RFC 6724); OSError where it has none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(answer[4][0]) for answer in found))


def admit(address: str | httpx.URL) -> httpx.URL:
    """The URL, if it is one that may be asked for at all; RefusedError says what is wrong."""
    try:
        url = httpx.URL(address)
        host = url.raw_host.decode("ascii")
        if url.scheme not in {"http", "https"}:
            raise _refused(address, f"not a web address: {url.scheme or 'no scheme'}")
        if url.userinfo:
            raise _refused(address, "a name or password in the address")
        if not host or not _HOST.issuperset(host) or ".." in host:
            raise _refused(address, "no host of letters, digits, dots and hyphens")
        literal(host)
    except (httpx.InvalidURL, ValueError) as error:
        raise _refused(address, f"not spelled as addresses are ({error})") from error
    return url.copy_with(fragment=None)


def _refused(address: str | httpx.URL, reason: str) -> RefusedError:
    return RefusedError(
        f"{address!s:.300} was refused: {reason}",
        advice="That address can't be asked for. Give a plain one that begins with https:// "
        "and names a public site.",
    )


class GuardedNetwork(httpcore.AsyncNetworkBackend):
    """Opens connections to public addresses, and to the networks that the operator allows."""

    def __init__(self, allowed: Iterable[Network], resolve: Resolve) -> None:
        self._allowed = tuple(allowed)
        self._resolve = resolve
        self._network = httpcore.AnyIOBackend()
        self._lookups = anyio.CapacityLimiter(_LOOKUPS)

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 — httpcore's signature
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connects to the first permitted address that answers within `timeout` seconds."""
        permitted = self._permitted(host, port, await self._addresses(host, port))
        trouble = ""
        for address in permitted[:_ATTEMPTS]:
            try:
                return await self._network.connect_tcp(
                    str(address), port, timeout, local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                trouble = f"{type(error).__name__}: {error}"
        raise NoAnswerError(
            f"no connection to {host}:{port}: {trouble}",
            advice="The site's server doesn't take connections. Try again later; if it stays so, "
            "check the address.",
        )

    async def _addresses(self, host: str, port: int) -> list[Address]:
        if address := literal(host):
            return [address]
        try:
            found = await anyio.to_thread.run_sync(
                functools.partial(self._resolve, host, port),
                abandon_on_cancel=True,  # a name server that never answers must not hold us
                limiter=self._lookups,
            )
        except (OSError, UnicodeError) as error:  # UnicodeError: a label of 64 letters or more
            raise NoAnswerError(
                f"no address for {host}: {error}",
                advice="There is no site of that name. Check the spelling of the address.",
            ) from error
        return [parse(text) for text in found]

    def _permitted(self, host: str, port: int, found: Sequence[Address]) -> list[Address]:
        permitted = [
            address
            for address in found
            if is_within(address, self._allowed) or (is_public(address) and port in PORTS)
        ]
        if permitted:
            return permitted
        listed = ", ".join(map(str, found[:_ATTEMPTS]))
        if any(map(is_public, found)):
            raise RefusedError(
                f"{host}:{port} was refused: the web is not read on port {port}",
                advice="That address names an unusual port. Give one without a port.",
            )
        raise RefusedError(
            f"{host}:{port} was refused: {listed or 'no address'} is not on the public Internet",
            advice="That address leads into a private network, which is not read. If it is your "
            "own, the operator can allow it with BRIEFBOT_ALLOW_NETWORKS.",
        )

    async def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,  # noqa: ASYNC109 — httpcore's signature
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Never: the web is not in the file system."""
        del timeout, socket_options
        raise _refused(path, "not a web address")

    async def sleep(self, seconds: float) -> None:
        """Waits; httpcore asks for it between retries."""
        await asyncio.sleep(seconds)


class _GuardedPool(httpx.AsyncHTTPTransport):
    """httpx's transport over a guarded network: no proxies, no HTTP/2, no retries of its own."""

    def __init__(self, network: GuardedNetwork, connections: int) -> None:
        super().__init__(verify=_tls(), trust_env=False)
        self._pool = httpcore.AsyncConnectionPool(  # httpx has no public seam for the network
            ssl_context=_tls(),
            max_connections=connections,
            max_keepalive_connections=_KEPT,
            keepalive_expiry=15.0,
            network_backend=network,
        )


class GuardedTransport(httpx.AsyncBaseTransport):
    """Asks over guarded connections, at most so many at once to one host, and keeps some open.

    There are several pools, since httpcore goes through all of a pool's connections, squared, for
    each request: with one pool of 32 that was two thirds of a fetch's time.
    """

    def __init__(self, allowed: Iterable[Network], resolve: Resolve, connections: int) -> None:
        network = GuardedNetwork(allowed, resolve)
        self._pools = [_GuardedPool(network, connections) for _ in range(_POOLS)]

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Sends one request; a host always has the same pool."""
        pool = self._pools[hash(request.url.raw_host) % _POOLS]
        return await pool.handle_async_request(request)

    async def aclose(self) -> None:
        """Closes every connection."""
        for pool in self._pools:
            await pool.aclose()


@functools.cache
def _tls() -> ssl.SSLContext:
    """One context for the process, since loading the certificates takes tens of milliseconds."""
    return httpx.create_ssl_context()
