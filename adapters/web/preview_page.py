"""Pure. The preview's page: what was chosen, and each platform's panel, as HTML."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from html import escape
from zoneinfo import ZoneInfo

from bot.models import Length


@dataclass(frozen=True, slots=True)
class PreviewChoice:
    """What is previewed, and how."""

    topics: str = ""
    length: Length = Length.BRIEF
    at: time = time(8)
    zone: str = "UTC"
    channel: str = ""  # its name; the one in which the command is typed where it is empty
    theme: str = "light"  # or "dark"
    width: str = "desk"  # or "phone"
    refused: tuple[str, ...] = ()  # a sentence for each value that makes no sense


@dataclass(frozen=True, slots=True)
class Panel:
    """A platform's rendering, as HTML: of a brief, and of the digest."""

    platform: str
    title: str
    brief: str
    digest: str
    due: datetime | None = None  # when the digest comes; None where there is none


def advice(text: str) -> str:
    """What to do where there is nothing to show."""
    return f'<p class="advice">{escape(text)}</p>'


def page(choice: PreviewChoice, panels: Sequence[Panel]) -> str:
    """The whole page."""
    shown = "\n".join(_panel(panel, choice) for panel in panels)
    in_slack = f", in #{choice.channel}" if choice.channel else ", in the channel"
    in_discord = "" if choice.channel else ", in the channel"
    refused = "".join(f'<p class="refused">{escape(one)}</p>\n' for one in choice.refused)
    return f"""<!doctype html>
<html lang="en" class="{choice.theme} {choice.width}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Briefbot preview</title>
<link rel="stylesheet" href="/style.css">
</head>
<body>
<a class="skip" href="#preview">Skip to the preview</a>
<header>
<h1>What your channel will see</h1>
<p>A brief as somebody asks for it, and the next digest. Nothing is posted from this page.</p>
</header>
<nav aria-label="What is previewed">
{_form(choice)}
{refused}</nav>
<main id="preview" tabindex="-1">
{shown}
</main>
<footer>
<h2>Make it so</h2>
<dl>
<dt>In Slack{escape(in_slack)}</dt><dd><code>{escape(slack_command(choice))}</code></dd>
<dt>In Discord{in_discord}</dt><dd><code>{escape(discord_command(choice))}</code></dd>
</dl>
</footer>
</body>
</html>
"""


def slack_command(choice: PreviewChoice) -> str:
    """What to type in Slack for this digest."""
    return f"/brief digest {_topics(choice)}at {choice.at:%H:%M} {choice.zone}, {choice.length}"


def discord_command(choice: PreviewChoice) -> str:
    """What to type in Discord for this digest."""
    topics = f" topics:{choice.topics}" if choice.topics else ""
    channel = f" channel:#{choice.channel}" if choice.channel else ""
    when = f"at:{choice.at:%H:%M} zone:{choice.zone}"
    return f"/digest set {when}{topics} length:{choice.length}{channel}"


def _topics(choice: PreviewChoice) -> str:
    return f"{choice.topics} " if choice.topics else ""


def _form(choice: PreviewChoice) -> str:
    lengths = {one.value: one.value.capitalize() for one in Length}
    return f"""<form method="get" action="/">
<p><label for="topics">Topics</label>
<input id="topics" name="topics" value="{escape(choice.topics)}" placeholder="ukraine, sudan"
 autocomplete="off"></p>
{_select("length", "Length", lengths, choice.length.value)}
<p><label for="at">Every day at</label>
<input id="at" name="at" type="time" value="{choice.at:%H:%M}"></p>
<p><label for="zone">Time zone</label>
<input id="zone" name="zone" value="{escape(choice.zone)}" autocomplete="off"></p>
<p><label for="channel">Channel</label>
<input id="channel" name="channel" value="{escape(choice.channel)}" placeholder="news"
 autocomplete="off"></p>
{_select("theme", "Colours", {"light": "Light", "dark": "Dark"}, choice.theme)}
{_select("width", "Width", {"desk": "Desk", "phone": "Phone"}, choice.width)}
<p><button type="submit">Show</button></p>
</form>"""


def _select(name: str, label: str, options: dict[str, str], chosen: str) -> str:
    shown = "".join(
        f'<option value="{value}"{" selected" if value == chosen else ""}>{words}</option>'
        for value, words in options.items()
    )
    return (
        f'<p><label for="{name}">{label}</label>'
        f'<select id="{name}" name="{name}">{shown}</select></p>'
    )


def _panel(panel: Panel, choice: PreviewChoice) -> str:
    name = escape(panel.platform)
    due = panel.due.astimezone(ZoneInfo(choice.zone)) if panel.due else None
    when = (
        f"The digest of {due:%A} {due.day} {due:%B}, {due:%H:%M %Z}" if due else "The next digest"
    )
    return f"""<section class="platform {name}" aria-labelledby="{name}-title">
<h2 id="{name}-title">{escape(panel.title)}</h2>
<h3>A brief, asked for</h3>
<article class="message" aria-label="A brief in {escape(panel.title)}">{panel.brief}</article>
<h3>{escape(when)}</h3>
<p class="now">With the news as of now.</p>
<article class="message" aria-label="A digest in {escape(panel.title)}">{panel.digest}</article>
</section>"""
