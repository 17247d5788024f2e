"""The environment, read once into Settings.

Every variable begins with BRIEFBOT_. A `.env` file in the working directory counts as environment,
and a variable with `_FILE` after its name names a file that holds the value, as container secrets
do. `.env.example` is this module's text and the adapters', written by `briefbot config --example`.
"""

import difflib
import os
from collections.abc import Collection, Iterable, Mapping
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dotenv import dotenv_values
from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.errors import UsageError
from bot.translation import code

PREFIX = "BRIEFBOT_"
ENV_FILE = ".env"
_FILE = "_FILE"
RENAMED = {"BRIEFBOT_SLACK_ASKS_PER_MINUTE": "BRIEFBOT_ASKS_PER_MINUTE"}  # still read

Chosen = TypeVar("Chosen", bound=BaseSettings)


def _known_zone(name: str) -> str:
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


class EnvSettings(BaseSettings):
    """A group of settings: read from the environment and `.env`; an empty value counts as unset."""

    model_config = SettingsConfigDict(
        env_file=ENV_FILE, env_ignore_empty=True, extra="ignore", frozen=True
    )

    @property
    def is_wanted(self) -> bool:
        """Whether there is enough to use what they are of."""
        return True

    @property
    def unfinished(self) -> str | None:
        """What is missing, in one sentence; None where nothing is, or it is not wanted."""
        return None


class ServerSettings(EnvSettings):
    """A server that takes posts, and as whom we post there; each kind of server describes both."""

    url: Address | None = None
    token: Token = SecretStr("")

    @property
    def is_wanted(self) -> bool:
        return bool(self.url and self.token.get_secret_value())

    @property
    def unfinished(self) -> str | None:
        name, prefix = self.model_config.get("title"), self.model_config.get("env_prefix")
        if self.url and not self.is_wanted:
            return f"{name} needs {prefix}TOKEN too: the access token of the bot's account."
        if not self.url and self.token.get_secret_value():
            return f"{name} needs {prefix}URL too: the address of the bot's server."
        return None


class Settings(EnvSettings):
    """What the operator chose; the descriptions are the comments of `.env.example`."""

    model_config = SettingsConfigDict(title="Briefbot itself", env_prefix=PREFIX)

    time_zone: Annotated[str, AfterValidator(_known_zone)] = Field(
        default="UTC", description="The IANA name of the time zone in which times are shown."
    )
    languages: Languages = Field(
        default=(),
        description="The codes of the languages you read, such as uk en. Briefbot speaks the first "
        "it can and prefers news in them. Without any, it prefers none.",
    )
    database_url: str = Field(
        default="sqlite:///briefbot.db",
        description="The database: a file, or postgresql://user@host/name.",
    )
    feeds: Path | None = Field(
        default=None,
        description="An OPML file of the feeds to start with. Without one, the bundled feeds.",
    )
    topics: Path | None = Field(
        default=None,
        description="A file of your own names and subjects; docs/topics.md explains its format.",
    )
    outlets: Path | None = Field(
        default=None,
        description="A file of your own facts about outlets; docs/feeds.md explains its format.",
    )
    outlet_weights: Weights = Field(
        default={},
        description="How much outlets count in ranking stories: BBC News=2, The Tattler=0.5.",
    )
    forbidden_sources: Hosts = Field(
        default=(),
        description="Sites that nobody may add in chat, such as rt.com; * forbids all.",
    )
    contact: Annotated[str, AfterValidator(_header)] | None = Field(
        default=None,
        description="An address or page where sites can reach you; sent with each request.",
    )
    allow_networks: Networks = Field(
        default=(),
        description="Private networks that briefbot may read, such as 10.1.0.0/16.",
    )
    proxy: SecretStr = Field(
        default=SecretStr(""),
        description="The proxy for reading feeds and pages. Without one, HTTPS_PROXY.",
    )
    ca_file: Path | None = Field(
        default=None,
        description="A file of certificates (PEM) to trust in addition to the usual ones, such as "
        "your company's CA.",
    )
    largest_answer_mb: Annotated[int, Field(ge=1, le=100)] = Field(
        default=8, description="The largest feed or page to read, in megabytes."
    )
    secret_key: SecretStr = Field(
        default=SecretStr(""),
        description="Keys (Fernet) that encrypt feeds' passwords and headers, newest first.",
    )
    retention_days: Annotated[int, Field(ge=2, le=3650)] = Field(
        default=30, description="How many days to keep articles."
    )
    reread_share: Share = Field(
        default=0.05,
        description="How many pages of known stories to reread, as a share of the feeds polled.",
    )
    amendments: Literal["now", "approve", "off"] = Field(
        default="now",
        description="Whether posts are marked when publishers change what they quote: now, approve "
        "(once you do so with briefbot corrections), or off.",
    )
    alert_outlets: Annotated[int, Field(ge=1, le=20)] = Field(
        default=2,
        description="How many outlets must report a story independently before an alert.",
    )
    brief_share: Share = Field(
        default=0.3,
        description="The share of an article's words that a brief may quote, from 0 to 1.",
    )
    full_share: Share = Field(default=0.5, description="The same for a full brief.")
    http_host: str = Field(
        default="127.0.0.1",
        description="The address on which to serve HTTP: health, metrics, pages, API, platforms.",
    )
    http_port: Annotated[int, Field(ge=0, le=65535)] = Field(
        default=8080, description="The port; 0 picks a free one."
    )
    asks_per_minute: Annotated[int, Field(ge=1, le=600)] = Field(
        default=20, description="How many requests a person may make in a minute, in any chat."
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="info", description="The log level: debug, info, warning or error."
    )
    log_format: Literal["auto", "text", "json"] = Field(
        default="auto",
        description="The log format: text, json, or auto (text on a terminal, JSON elsewhere).",
    )

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)


class ModelSettings(EnvSettings):
    """The language model, if the operator chose one."""

    model_config = SettingsConfigDict(title="A language model", env_prefix=f"{PREFIX}MODEL_")

    url: Address | None = Field(
        default=None,
        description="The language model's address, such as http://localhost:11434. Without one, no "
        "model is used.",
    )
    name: str = Field(default="", description="The model's name on its server.")
    key: Token = Field(default=SecretStr(""), description="The server's API key, if it needs one.")
    api: Literal["openai", "anthropic"] = Field(
        default="openai", description="The server's API: openai (most servers) or anthropic."
    )
    mode: Literal["choose", "write"] = Field(
        default="choose",
        description="choose: the model picks the sources' sentences; write: it writes its own.",
    )
    translate: bool = Field(
        default=False,
        description="true: the model translates a digest's news that is told in none of the "
        "channel's languages.",
    )
    seconds: Annotated[float, Field(gt=0, le=120)] = Field(
        default=20.0, description="How many seconds a brief waits for the model."
    )
    daily_tokens: Annotated[int, Field(ge=0)] | None = Field(
        default=None, description="The most tokens a day (UTC), questions and answers together."
    )
    daily_cost: Annotated[float, Field(ge=0)] | None = Field(
        default=None, description="The most a day (UTC) may cost, in the currency of the prices."
    )
    price_question: Annotated[float, Field(ge=0)] = Field(
        default=0.0, description="The price of a million tokens of questions."
    )
    price_answer: Annotated[float, Field(ge=0)] = Field(
        default=0.0, description="The price of a million tokens of answers."
    )

    @property
    def unfinished(self) -> str | None:
        if self.url is None and (self.name or self.key.get_secret_value()):
            return "A language model needs BRIEFBOT_MODEL_URL too: the address it is asked at."
        return None


def load(kind: type[Chosen]) -> Chosen:
    """One kind of settings from the environment and `.env`.

    Raises UsageError for a value that makes no sense, or for a `_FILE` that can't be read.
    """
    try:
        variables = environment()
        return kind(**_from_files(kind, variables), **_renamed(kind, variables))
    except ValidationError as error:
        advice = _advice(kind, error)
        raise UsageError(f"settings: {advice}", advice=advice) from error


def environment() -> Mapping[str, str]:
    """Every BRIEFBOT_ variable that is set, by its name in capitals; `.env` counts least.

    One that has been renamed stands under its new name too.
    """
    both = {**dotenv_values(ENV_FILE), **os.environ}
    named = {name.upper(): value for name, value in both.items() if value}
    found = {name: value for name, value in named.items() if name.startswith(PREFIX)}
    return {RENAMED[name]: value for name, value in found.items() if name in RENAMED} | found


def refuse_unknown(kinds: Iterable[type[BaseSettings]], variables: Iterable[str]) -> None:
    """Raises UsageError for a variable that is no setting of any of these kinds.

    A typo would otherwise be a setting silently not made.
    """
    known = [name for kind in kinds for name in names(kind)]
    files = [name + _FILE for name in known]
    for variable in sorted(variables):
        if variable not in {*known, *files, *RENAMED}:
            raise _unknown(variable, known)


def names(kind: type[BaseSettings]) -> dict[str, str]:
    """The variables of a kind of settings, and the fields they fill."""
    prefix = kind.model_config.get("env_prefix", "")
    return {f"{prefix}{field}".upper(): field for field in kind.model_fields}


def example(kinds: Iterable[type[BaseSettings]]) -> str:
    """The text of `.env.example`: each variable with its meaning and default, commented out."""
    blocks = [
        f"# {kind.model_fields[field].description}\n"
        f"# {variable}={_written(kind.model_fields[field].default)}\n"
        for kind in kinds
        for variable, field in names(kind).items()
    ]
    return "\n".join(
        ["# Copy to .env and change what you need; every line is optional.\n", *blocks]
    )


def reference(kinds: Iterable[type[BaseSettings]]) -> str:
    """The tables of `docs/configuration.md`: each setting with its default and its meaning."""
    lines = []
    for kind in kinds:
        title = kind.model_config.get("title") or kind.__name__.removesuffix("Settings")
        lines += ["", f"## {title}", "| setting | default | |", "|---|---|---|"]
        for variable, field in names(kind).items():
            default = _written(kind.model_fields[field].default)
            meaning = (kind.model_fields[field].description or "").replace("|", "\\|")
            lines.append(f"| `{variable}` | {f'`{default}`' if default else ''} | {meaning} |")
    return "\n".join([*lines, ""])


def _written(default: object) -> str:
    if default is None or isinstance(default, SecretStr):
        return ""
    if isinstance(default, dict):
        return ", ".join(f"{name}={value}" for name, value in default.items())
    return " ".join(map(str, default)) if isinstance(default, tuple) else str(default)


def _from_files(kind: type[BaseSettings], variables: Mapping[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for variable, field in names(kind).items():
        given = variables.get(variable, "")
        if given != _unquoted(given):
            found[field] = _unquoted(given)
        path = variables.get(variable + _FILE)
        if path and variable not in variables:
            try:
                found[field] = Path(path).read_text(encoding="utf-8").strip()
            except (OSError, UnicodeDecodeError) as error:
                advice = f"Please correct {variable}{_FILE}: that file can't be read."
                raise UsageError(f"settings: {variable}{_FILE}: {error}", advice=advice) from error
    return found


def _renamed(kind: type[BaseSettings], variables: Mapping[str, str]) -> dict[str, Any]:
    """The fields for which only a variable's old name is set."""
    fields = names(kind)
    return {
        fields[new]: variables[old]
        for old, new in RENAMED.items()
        if new in fields and variables.get(old) == variables.get(new, "")
    }


def renamed(variables: Iterable[str]) -> list[str]:
    """What to tell the operator of the variables that have another name now."""
    return [f"{old} is called {RENAMED[old]} now" for old in sorted(variables) if old in RENAMED]


def _unquoted(value: str) -> str:
    """Without blanks and quotes around it, which `docker run --env-file` leaves in."""
    value = value.strip()
    is_quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1].strip() if is_quoted else value


def _unknown(variable: str, known: list[str]) -> UsageError:
    close = difflib.get_close_matches(variable, known, n=len(known))
    likeness = {one: difflib.SequenceMatcher(None, one, variable).ratio() for one in close}
    near = [one for one in known if one in likeness and likeness[one] == max(likeness.values())]
    hint = f" Did you mean {' or '.join(near)}?" if near else " .env.example lists them all."
    return UsageError(
        f"unknown setting {variable}", advice=f"There is no setting {variable}.{hint}"
    )


def _advice(kind: type[BaseSettings], error: ValidationError) -> str:
    first = error.errors(include_url=False, include_input=False)[0]
    prefix = kind.model_config.get("env_prefix", "")
    name = str(first["loc"][0]).upper().removeprefix(prefix.upper()) if first["loc"] else ""
    return f"Please correct {prefix}{name}: {first['msg'].removeprefix('Value error, ')}."
