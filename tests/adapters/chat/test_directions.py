"""What reads from the right stands beside what reads from the left without turning it about."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from adapters.chat import lines
from adapters.chat.lines import MomentRun, said
from adapters.discord.rendering.inert import markdown
from adapters.slack.rendering.elements import mrkdwn
from adapters.web import digest_page, discord_look
from adapters.web.clock import Clock
from bot.models import Counts, Digest, Headline

ARABIC = "صحيفة الرملة"
DAY = date(2026, 11, 28)
ISOLATED = f"\u2068{ARABIC}\u2069"


def test_an_outlets_name_leaves_the_date_beside_it_in_its_place() -> None:
    facts = lines.between((said(ARABIC), (MomentRun(DAY),)))
    assert markdown(facts) == f"{ISOLATED} · 28 Nov 2026"
    assert mrkdwn(facts) == f"{ISOLATED} · 28 Nov 2026"


def test_what_stands_alone_or_reads_from_the_left_has_no_marks() -> None:
    alone = lines.between((said(ARABIC),))
    assert markdown(alone) == mrkdwn(alone) == ARABIC
    latin = lines.between((said("Harbour Post"), said("news")))
    assert markdown(latin) == "Harbour Post · news"


def test_a_name_cannot_end_what_keeps_it_to_itself() -> None:
    shown = markdown(lines.between((said(f"{ARABIC}\u2069\u202e"), said("news"))))
    assert shown == f"{ISOLATED} · news"


def test_the_preview_lets_each_line_begin_where_its_script_does() -> None:
    assert discord_look.markdown(ARABIC, Clock(UTC)) == f'<p dir="auto">{ARABIC}</p>'


def test_a_page_is_in_the_language_of_its_digest_and_names_that_of_others() -> None:
    at = datetime(2026, 11, 24, 7, tzinfo=UTC)
    line = Headline("s", ARABIC, "https://ar.example/1", "Ramla", 1, at, lang="ar")
    page = digest_page.page(
        Digest(
            at, "Europe/Kyiv", (), (), (line,), Counts(2, shown=1, other_languages=1), lang="uk"
        ),
        ZoneInfo("Europe/Kyiv"),
    )
    assert '<html lang="uk">' in page
    assert "Дайджест новин · вівторок, 24 листопада" in page
    assert "головні новини" in page
    assert "<h2>Коротко</h2>" in page
    assert f'lang="ar" dir="rtl"><a href="https://ar.example/1">{ARABIC}</a>' in page
    assert "мова: арабська" in page
    assert "прочитано 2 статті · 1 показано · 1 іншими мовами" in page
