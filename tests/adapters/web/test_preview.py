"""The preview: what was chosen is what is shown, for everybody, in a real browser too."""

import asyncio
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path
from urllib.request import urlopen

import pytest
from lxml import html

from adapters.web import preview, preview_page
from adapters.web.preview import Previewer
from adapters.web.preview_page import Panel, PreviewChoice
from bot.errors import UsageError
from bot.models import Length
from tests.picture import previewed

CHOICE = PreviewChoice(
    "ukraine, chad", Length.FULL, time(7, 30), "Europe/Kyiv", "news", "dark", "phone"
)


def test_what_the_address_asks_for_is_chosen() -> None:
    query = {
        "topics": " ukraine, chad ", "length": "full", "at": "07:30", "zone": "Europe/Kyiv",
        "channel": "#news", "theme": "dark", "width": "phone",
    }  # fmt: skip
    assert preview.chosen(query, "UTC") == CHOICE


def test_what_makes_no_sense_in_the_address_is_refused_on_the_page() -> None:
    query = {"length": "novel", "at": "25:99", "zone": "<b>", "theme": "<b>", "topics": " "}
    choice = preview.chosen(query, "UTC")
    assert replace(choice, refused=()) == PreviewChoice()
    page = html.document_fromstring(preview_page.page(choice, []))
    assert [one.text_content() for one in page.find_class("refused")] == [
        "“novel”: Please give the length as flash, brief or full.",
        "“25:99”: Please give the time as 08:00, 17:30 or 5 pm.",
        "“<b>”: There is no time zone of that name; write one such as Europe/Kyiv or UTC+2.",
    ]


def test_a_digest_is_headed_with_when_it_comes() -> None:
    due = datetime(2026, 11, 24, 5, 30, tzinfo=UTC)
    made = preview_page.page(CHOICE, [Panel("slack", "Slack", "", "", due)])
    assert "The digest of Tuesday 24 November, 07:30 EET" in made
    assert "With the news as of now." in made


def test_the_commands_make_it_so() -> None:
    slack, discord = preview_page.slack_command(CHOICE), preview_page.discord_command(CHOICE)
    assert slack == "/brief digest ukraine, chad at 07:30 Europe/Kyiv, full"
    when = "at:07:30 zone:Europe/Kyiv"
    assert discord == f"/digest set {when} topics:ukraine, chad length:full channel:#news"
    assert "In Slack, in #news" in preview_page.page(CHOICE, [])


def test_the_page_can_be_used_without_a_mouse_or_eyes() -> None:
    panel = Panel("slack", "Slack", "<p>b</p>", "<p>d</p>")
    made = preview_page.page(PreviewChoice('"><script>'), [panel])
    page = html.document_fromstring(made)
    assert page.get("lang") == "en"
    assert [len(page.xpath(f"//{tag}")) for tag in ("header", "nav", "main", "footer")] == [1] * 4
    labelled = set(page.xpath("//label/@for"))
    assert set(page.xpath("//input/@id | //select/@id")) == labelled
    levels = [int(head.tag[1]) for head in page.xpath("//h1 | //h2 | //h3")]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert not page.xpath("//script")


def test_a_request_that_fails_shows_what_to_do() -> None:
    async def fails(_: PreviewChoice) -> object:
        raise UsageError("no", advice="Write a place <b>or</b> a name.")

    async def panels() -> list[Panel]:
        made = Previewer(fails, fails, {"slack": None})  # type: ignore[arg-type,dict-item]  # never asked
        return await preview._panels(made, PreviewChoice())  # noqa: SLF001  what the page is made of

    (panel,) = asyncio.run(panels())
    assert "Write a place &lt;b&gt;or&lt;/b&gt; a name." in panel.brief


def luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("theme", [":root", ".dark"])
@pytest.mark.parametrize("ink", ["ink", "dim", "accent", "go"])
@pytest.mark.parametrize("ground", ["paper", "card", "discord"])
def test_words_stand_out_from_their_ground(theme: str, ink: str, ground: str) -> None:
    sheet = Path(preview.__file__).with_name("style.css").read_text(encoding="utf-8")
    block = sheet[sheet.index(f"{theme} {{") :].partition("}")[0]
    colours = {
        name: value if len(value) == 7 else "#" + "".join(c * 2 for c in value[1:])
        for name, value in re.findall(r"--(\w+): (#[0-9a-f]{3,6})", block)
    }
    light, dark = sorted((luminance(colours[ink]), luminance(colours[ground])), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM = next(filter(None, map(shutil.which, _BROWSERS)), None)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with previewed(tmp_path_factory.mktemp("preview")) as found:
        yield found


def browsed(address: str, *flags: str) -> str:
    """The page as Chromium has it when it is loaded."""
    if CHROMIUM is None:
        pytest.skip("no Chromium here: apt-get install chromium")
    done = subprocess.run(  # noqa: S603  the browser found above
        [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=3000",
         "--enable-logging=stderr", "--v=0", *flags, "--dump-dom", address],
        capture_output=True, check=True, encoding="utf-8", timeout=60,
    )  # fmt: skip
    assert "Refused to" not in done.stderr
    assert "CONSOLE" not in done.stderr
    return done.stdout


@pytest.mark.slow
def test_a_browser_shows_both_platforms_as_they_will_be(address: str) -> None:
    page = html.document_fromstring(browsed(f"{address}?topics=bridge&theme=dark"))
    assert page.get("class") == "dark desk"
    for platform in ("slack", "discord"):
        shown = page.xpath(f"//section[contains(@class, '{platform}')]")[0].text_content()
        assert "bridge" in shown.casefold()
        assert "The Varland Courier" in shown
        assert "articles read" in shown


@pytest.mark.slow
def test_the_next_digest_is_shown_with_its_own_date(address: str) -> None:
    before = datetime.now(UTC) - timedelta(minutes=1)
    with urlopen(f"{address}?at={before:%H:%M}&zone=UTC") as answer:  # noqa: S310  this machine
        page = html.document_fromstring(answer.read().decode())
    tomorrow = before + timedelta(days=1)
    for heading in page.xpath("//h3[contains(., 'The digest of')]"):
        assert heading.text_content() == f"The digest of {tomorrow:%A %-d %B, %H:%M} UTC"
    slack = page.xpath("//section[contains(@class, 'slack')]")[0].text_content()
    assert f"News digest · {tomorrow:%A %-d %B}" in slack
