"""Pure. Which IP addresses belong to the public Internet, wherever a packet to them would end up.

Python's `is_global` answers another question (is it routable?), differs between patch releases,
and says yes to 64:ff9b::7f00:1, which a NAT64 gateway delivers to 127.0.0.1. So the blocks stand
here, from IANA's special-purpose registries (RFC 6890). IPv6 is listed the other way round: only
global unicast space is public, so whatever is not named is refused.
"""

from collections.abc import Iterable
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)
from itertools import zip_longest

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

_NOT_PUBLIC_V4 = tuple(
    map(
        IPv4Network,
        (
            "0.0.0.0/8",  # this network
            "10.0.0.0/8",  # private
            "100.64.0.0/10",  # carrier-grade NAT
            "127.0.0.0/8",  # loopback
            "168.63.129.16/32",  # Azure's host, a public number that only its own machines reach
            "169.254.0.0/16",  # link-local, with the clouds' metadata
            "172.16.0.0/12",  # private
            "192.0.0.0/24",  # protocol assignments, with Oracle's metadata
            "192.0.2.0/24",  # documentation
            "192.88.99.0/24",  # 6to4 relays
            "192.168.0.0/16",  # private
            "198.18.0.0/15",  # benchmarking
            "198.51.100.0/24",  # documentation
            "203.0.113.0/24",  # documentation
            "224.0.0.0/4",  # multicast
            "240.0.0.0/4",  # reserved, broadcast
        ),
    )
)
_GLOBAL_UNICAST = IPv6Network("2000::/3")
_NOT_PUBLIC_V6 = tuple(
    map(
        IPv6Network,
        (
            "2001::/23",  # protocol assignments: Teredo, benchmarking, ORCHID
            "2001:db8::/32",  # documentation
            "2002::/16",  # 6to4
            "3fff::/20",  # documentation
        ),
    )
)
_CARRIES_V4 = (
    IPv6Network("::ffff:0:0/96"),  # IPv4-mapped: some resolvers answer so
    IPv6Network("64:ff9b::/96"),  # NAT64: how an IPv6-only network reaches an IPv4 site
)


def is_public(address: Address) -> bool:
    """Whether a packet to this address ends on the public Internet."""
    address = _destination(address)
    if isinstance(address, IPv4Address):
        return not any(address in block for block in _NOT_PUBLIC_V4)
    return address in _GLOBAL_UNICAST and not any(address in block for block in _NOT_PUBLIC_V6)


def is_within(address: Address, networks: Iterable[Network]) -> bool:
    """Whether a packet to this address ends in one of these networks."""
    address = _destination(address)
    return any(address in network for network in networks)


def _destination(address: Address) -> Address:
    if isinstance(address, IPv6Address) and any(address in block for block in _CARRIES_V4):
        return IPv4Address(int(address) & 0xFFFF_FFFF)
    return address


# Ends of names that lead inside, whoever resolves them (RFC 6761, 6762, 8375; ICANN's reserved).
_INSIDE = tuple(
    ".local .localhost .internal .home.arpa .lan .home .corp .intranet .private".split()
)


def is_inside_name(host: str) -> bool:
    """Whether a name is one of a private network, whoever resolves it."""
    name = host.rstrip(".").lower()
    return "." not in name or name.endswith(_INSIDE)


def alternating(found: Iterable[Address]) -> list[Address]:
    """The addresses with their families in turns, beginning with the first's (RFC 8305, 4)."""
    by_family: dict[int, list[Address]] = {}
    for address in found:
        by_family.setdefault(address.version, []).append(address)
    rounds = zip_longest(*by_family.values())
    return [address for one in rounds for address in one if address is not None]


def literal(host: str) -> Address | None:
    """The address that a URL's host spells out in the one usual way; None for a name.

    Raises ValueError where a host is an address in another way (017700000001, 0x7f.1, 127.1,
    fe80::1%eth0): programs disagree on what these mean (WHATWG URL, "ends in a number").
    """
    if ":" in host:
        if "%" in host:
            raise ValueError(host)
        return IPv6Address(host)
    last = host.rstrip(".").rpartition(".")[2]
    if last.isdecimal() or last.startswith("0x"):
        return IPv4Address(host)
    return None


def networks(cidrs: Iterable[str]) -> tuple[Network, ...]:
    """The networks that an operator names as CIDR; ValueError names the one that is none."""
    return tuple(ip_network(cidr.strip()) for cidr in cidrs)


def parse(text: str) -> Address:
    """An address as a resolver prints it; a zone id (fe80::1%2) is dropped."""
    return ip_address(text.partition("%")[0])
