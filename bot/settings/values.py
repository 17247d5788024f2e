"""What a setting may be: its text in the environment -> a value, or why it is none."""

from collections.abc import Collection
from ipaddress import ip_network
from typing import Annotated
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr
from pydantic_settings import NoDecode

from bot.translation import code


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise ValueError("not a time zone; write one such as Europe/Kyiv or UTC") from error
    return name


def _listed(value: object) -> object:
    return tuple(value.replace(",", " ").split()) if isinstance(value, str) else value


def _hosts(value: object) -> object:
    return _listed(value.lower() if isinstance(value, str) else value)


def _network(text: str) -> str:
    try:
        return str(ip_network(text))
    except ValueError as error:
        raise ValueError(f"{text} is no network; write one such as 10.1.0.0/16") from error


def _weighed(value: object) -> object:
    if not isinstance(value, str):
        return value
    pairs = (part.rpartition("=") for part in value.split(",") if part.strip())
    return {name.strip(): weight.strip() for name, _, weight in pairs}


def is_address(text: str, schemes: Collection[str] = ("http", "https")) -> bool:
    """Whether it can be asked: one of these schemes, a host, a port that there is, and no sign that
    an address has none of."""
    try:
        parts = urlsplit(text)
        is_whole = parts.scheme in schemes and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    return is_whole and text.isprintable() and not set(text) & set(' "<>\\^`{|}')


def _address(text: str) -> str:
    if not is_address(text):
        raise ValueError("write an address that begins with http:// or https://")
    return text


def _token(secret: SecretStr) -> SecretStr:
    text = secret.get_secret_value().strip()
    if not (text.isascii() and text.isprintable() and " " not in text):
        raise ValueError("it has a blank or a sign that no token has; copy it again")
    return SecretStr(text)


def _header(text: str) -> str:
    if not (text.isascii() and text.isprintable()):
        raise ValueError("write it in ASCII on one line, as it goes into a header of each request")
    return text


def _addressed(value: object) -> object:
    if not isinstance(value, str):
        return value
    pairs = [part.partition("=") for part in value.split()]
    if any(not name or not is_address(url) for name, _, url in pairs):
        raise ValueError("write each as name=https://…, with a blank between two")
    if len({name for name, _, _ in pairs}) < len(pairs):
        raise ValueError("give each address a name of its own")
    return {name: url for name, _, url in pairs}


def _language(text: str) -> str:
    if not (found := code(text)):
        raise ValueError(f"{text} is no language; write a code such as uk or en")
    return found


Address = Annotated[str, AfterValidator(_address)]
Token = Annotated[SecretStr, AfterValidator(_token)]  # sent in a header
Languages = Annotated[
    tuple[Annotated[str, AfterValidator(_language)], ...], NoDecode, BeforeValidator(_listed)
]
Share = Annotated[float, Field(ge=0, le=1)]
Weights = Annotated[
    dict[str, Annotated[float, Field(ge=0, le=100)]], NoDecode, BeforeValidator(_weighed)
]
Addresses = Annotated[dict[str, SecretStr], NoDecode, BeforeValidator(_addressed)]
Hosts = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_hosts)]
Networks = Annotated[
    tuple[Annotated[str, AfterValidator(_network)], ...], NoDecode, BeforeValidator(_listed)
]
Zone = Annotated[str, AfterValidator(_zone)]
Header = Annotated[str, AfterValidator(_header)]
