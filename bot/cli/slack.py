"""Commands about Slack: `slack manifest`."""

import sys

import click

from bot.cli import wiring


@click.group()
def slack() -> None:
    """Print the manifest that Slack needs."""


@slack.command()
def manifest() -> None:
    """Print the manifest from which Slack makes the app, with the least it needs.

    \b
    briefbot slack manifest > manifest.json
    """
    from adapters.slack.manifest import manifest as made
    from bot import jsonlines

    jsonlines.write(made(wiring.all_chosen().slack.public_url), sys.stdout, indent=2)
