"""I/O. The only door to sites and feeds: a name is resolved once, and connected to is that address.

Every connection is checked here, a redirect's as much as a first one's. The Host header and the
TLS name stay the URL's own, since httpx never learns the address. Where the operator has a proxy,
what it is asked for is checked before.
"""

import asyncio
import functools
import socket
import ssl
import string
from collections.abc import Awaitable, Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path

import anyio
import anyio.to_thread
import httpcore
import httpx

from bot import masking
from bot.errors import NoAnswerError, RefusedError, UsageError
from bot.reading.web.addresses import (
    Address,
    Network,
    alternating,
    is_inside_name,
    is_public,
    is_within,
    literal,
    parse,
)
from bot.reading.web.proxies import NO_PROXIES, Proxies

PORTS = frozenset({80, 443, 8000, 8080, 8443, 8888})  # where web servers usually listen
_ATTEMPTS = 4  # addresses tried for one name, so that a name with hundreds doesn't hold us
_POOLS = 64
_KEPT = 2  # idle connections kept open in a pool
_LOOKUPS = 64  # threads that may wait for the resolver; a stuck one can't be ended
_LOCAL_LOOKUP = 2.0  # seconds that a name may take here where a proxy resolves it anyway
_HEAD_START = 0.25  # seconds until the next address is tried beside the last
_REMEMBERED = 10_000  # hosts whose address that answered is tried first
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
        raise _refused(address, f"not spelled as addresses are ({type(error).__name__})") from error
    return url.copy_with(fragment=None) if url.fragment else url


def _refused(address: str | httpx.URL, reason: str) -> RefusedError:
    return RefusedError(
        f"{masking.address(str(address)):.300} was refused: {reason}",
        advice="That address can't be asked for. Give a plain one that begins with https:// "
        "and names a public site.",
    )


class GuardedNetwork(httpcore.AsyncNetworkBackend):
    """Opens connections to public addresses, and to the networks that the operator allows."""

    def __init__(self, allowed: Iterable[Network], resolve: Resolve) -> None:
        self._allowed = tuple(allowed)
        self._resolve = resolve
        self._network = httpcore.AnyIOBackend()
        self._worked: dict[str, Address] = {}
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
        found = alternating(self._permitted(host, port, await self._addresses(host, port)))
        found.sort(key=lambda address: address != self._worked.get(host))  # stable

        async def connect(address: Address) -> httpcore.AsyncNetworkStream:
            stream = await self._network.connect_tcp(
                str(address), port, timeout, local_address, socket_options
            )
            self._remember(host, address)
            return stream

        return await _first(host, port, found[:_ATTEMPTS], connect)

    async def admit_to_proxy(self, host: str, port: int) -> None:
        """Refuses what a proxy must not be asked for on our behalf.

        A name that leads inside from here is refused as it would be without a proxy. One that is
        not known here is the proxy's to resolve, as in networks that have no other way out; what
        looks like a private network's own is refused all the same.
        """
        found: list[Address] = []
        with anyio.move_on_after(_LOCAL_LOOKUP):
            with suppress(NoAnswerError):
                found = await self._addresses(host, port)
        if found:
            self._permitted(host, port, found)
        elif is_inside_name(host):
            raise _inside(f"{host}:{port}", "its name is one of a private network")
        elif port not in PORTS:
            raise _odd_port(host, port)

    def _remember(self, host: str, address: Address) -> None:
        if len(self._worked) >= _REMEMBERED:
            self._worked.clear()
        self._worked[host] = address

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
        if any(map(is_public, found)):
            raise _odd_port(host, port)
        listed = ", ".join(map(str, found[:_ATTEMPTS])) or "no address"
        raise _inside(f"{host}:{port}", f"{listed} is not on the public Internet")

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


async def _first(
    host: str,
    port: int,
    addresses: Sequence[Address],
    connect: Callable[[Address], Awaitable[httpcore.AsyncNetworkStream]],
) -> httpcore.AsyncNetworkStream:
    """The first connection that comes about (RFC 8305).

    Each attempt begins when the one before it has failed, or has not succeeded for a while.
    """
    connected: list[httpcore.AsyncNetworkStream] = []
    trouble = ""

    async def attempt(address: Address, ended: anyio.Event) -> None:
        nonlocal trouble
        try:
            connected.append(await connect(address))
            attempts.cancel_scope.cancel()
        except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
            trouble = f"{type(error).__name__}: {error}"
        finally:
            ended.set()

    try:
        async with anyio.create_task_group() as attempts:
            for address in addresses:
                ended = anyio.Event()
                attempts.start_soon(attempt, address, ended)
                with anyio.move_on_after(_HEAD_START):
                    await ended.wait()
        if connected:
            return connected.pop(0)
    finally:
        with anyio.CancelScope(shield=True):  # whoever asked may have given up meanwhile
            for unused in connected:
                await unused.aclose()
    raise NoAnswerError(
        f"no connection to {host}:{port}: {trouble}",
        advice="The site's server doesn't take connections. Try again later; if it stays so, "
        "check the address.",
    )


def _inside(where: str, reason: str) -> RefusedError:
    return RefusedError(
        f"{where} was refused: {reason}",
        advice="That address leads into a private network, which is not read. If it is your "
        "own, the operator can allow it with BRIEFBOT_ALLOW_NETWORKS.",
    )


def _odd_port(host: str, port: int) -> RefusedError:
    return RefusedError(
        f"{host}:{port} was refused: the web is not read on port {port}",
        advice="That address names an unusual port. Give one without a port.",
    )


class _ToProxy(httpcore.AnyIOBackend):
    """Connects to the operator's own proxy, which may be anywhere, and to nothing else."""

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 — httpcore's signature
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        try:
            return await super().connect_tcp(host, port, timeout, local_address, socket_options)
        except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
            raise NoAnswerError(
                f"no connection to the proxy {host}:{port}: {error}",
                advice="The proxy can't be reached. Check BRIEFBOT_PROXY, or HTTPS_PROXY and "
                "HTTP_PROXY, and whether the proxy is up.",
            ) from error


class _Pool(httpx.AsyncHTTPTransport):
    """httpx's transport over connections of ours: no HTTP/2, no retries of its own."""

    def __init__(
        self, network: GuardedNetwork, proxy: httpx.URL | None, connections: int, ca: Path | None
    ) -> None:
        super().__init__(verify=trusting(ca), trust_env=False)
        self._pool = httpcore.AsyncConnectionPool(  # httpx has no public seam for the network
            ssl_context=trusting(ca),
            proxy=_as_httpcore_has_it(proxy, ca) if proxy else None,
            max_connections=connections,
            max_keepalive_connections=_KEPT,
            keepalive_expiry=15.0,
            network_backend=_ToProxy() if proxy else network,
        )


def _as_httpcore_has_it(proxy: httpx.URL, ca: Path | None) -> httpcore.Proxy:
    return httpcore.Proxy(
        str(proxy.copy_with(userinfo=b"")),
        auth=(proxy.username, proxy.password) if proxy.userinfo else None,
        ssl_context=trusting(ca) if proxy.scheme == "https" else None,
    )


class GuardedTransport(httpx.AsyncBaseTransport):
    """Asks over guarded connections, at most so many at once to one host, and keeps some open.

    There are several pools, since httpcore goes through all of a pool's connections, squared, for
    each request: with one pool of 32 that was two thirds of a fetch's time.
    """

    def __init__(
        self,
        allowed: Iterable[Network],
        resolve: Resolve,
        connections: int,
        proxies: Proxies = NO_PROXIES,
        ca: Path | None = None,
    ) -> None:
        self._network = GuardedNetwork(allowed, resolve)
        self._proxies = proxies
        self._open = functools.partial(_Pool, self._network, connections=connections, ca=ca)
        self._pools: dict[tuple[httpx.URL | None, int], _Pool] = {}
        trusting(ca)  # a file of certificates that is none is named at once

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Sends one request; a host always has the same pool."""
        url = request.url
        proxy = self._proxies.of(url)
        if proxy is not None:
            port = url.port or (443 if url.scheme == "https" else 80)
            await self._network.admit_to_proxy(url.raw_host.decode("ascii"), port)
        place = (proxy, hash(url.raw_host) % _POOLS)
        pool = self._pools.get(place) or self._pools.setdefault(place, self._open(proxy))
        return await pool.handle_async_request(request)

    async def aclose(self) -> None:
        """Closes every connection."""
        for pool in self._pools.values():
            await pool.aclose()


@functools.cache
def trusting(ca: Path | None) -> ssl.SSLContext:
    """One context for the process, since loading the certificates takes tens of milliseconds.

    Raises UsageError where the operator's own can't be read.
    """
    context = httpx.create_ssl_context()  # certifi's, or what SSL_CERT_FILE names
    if ca is not None:
        try:
            context.load_verify_locations(cafile=ca)
        except (OSError, ssl.SSLError) as error:
            raise UsageError(
                f"certificates: {ca}: {error}",
                advice=f"Please correct BRIEFBOT_CA_FILE: {ca} holds no certificates in PEM.",
            ) from error
    return context
