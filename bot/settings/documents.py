"""The settings as documents: `.env.example` and the tables of `docs/configuration.md`."""

from collections.abc import Iterable

from pydantic import SecretStr
from pydantic_settings import BaseSettings

from bot.settings.environment import names


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
