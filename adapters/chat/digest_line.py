"""Pure. A channel's digest -> what it is in words, as `digest_text` reads them."""

from collections.abc import Callable, Iterator

from adapters.chat import languages, times
from adapters.chat.digest_options import LISTS
from bot.models import Subscription
from bot.text import zones
from bot.text.lexicon import lexicon
from bot.translation import ENGLISH, Translation

MOST_TOPICS_SHOWN = 20


def written(one: Subscription, shown: Callable[[str], str] = str, tr: Translation = ENGLISH) -> str:
    """A digest on a line that `read` understands; `shown` makes what people wrote safe to show."""
    asking = lexicon(tr.lang).asking
    named = ", ".join(shown(topic) for topic in one.topics[:MOST_TOPICS_SHOWN])
    more = len(one.topics) - MOST_TOPICS_SHOWN
    if more > 0:
        named = tr.count("{topics} and {count} more", "{topics} and {count} more", more,
                         topics=named)  # fmt: skip
    first = f"{named or asking.top[0]} {asking.at[0]} {when_written(one, shown, tr)}"
    return ", ".join([first, *_rest_written(one, shown, tr)])


def when_written(
    one: Subscription, shown: Callable[[str], str] = str, tr: Translation = ENGLISH
) -> str:
    """When a digest comes, as `read` understands it."""
    days = f"{_before_days(one.days, tr)}{times.days_words(one.days, tr)}"
    return f"{times.clock_words(one.at)} {shown(zones.written(one.zone))} {days}"


def rest_written(one: Subscription, tr: Translation = ENGLISH) -> str:
    """All else of a digest but its topics, as `rest` understands it."""
    return ", ".join(_rest_written(one, str, tr))


def sources_written(one: Subscription, tr: Translation = ENGLISH) -> str:
    """The outlets and words that a channel wants, or not, as `read` understands them."""
    return "; ".join(_lists_written(one, str, tr))


def _rest_written(one: Subscription, shown: Callable[[str], str], tr: Translation) -> Iterator[str]:
    asking = lexicon(tr.lang).asking
    lengths: tuple[str, ...] = getattr(asking, one.length)
    parts = [lengths[0]]
    if one.quiet.start is not None:
        parts.append(f"{asking.quiet[0]} {times.quiet_words(one.quiet, tr)}")
    if one.languages:
        parts.append(languages.written(one.languages, tr, only=one.only_languages))
    if one.skip_if_nothing_new:
        parts.append(asking.only_news[0])
    if one.alerts:
        parts.append(f"{asking.alerts[0]} {one.alerts}")
    yield from parts
    yield from _lists_written(one, shown, tr)


def _lists_written(
    one: Subscription, shown: Callable[[str], str], tr: Translation
) -> Iterator[str]:
    for name in LISTS:
        if some := getattr(one, name):
            word = getattr(lexicon(tr.lang).asking, name) or getattr(lexicon("en").asking, name)
            yield f"{word[0]} {', '.join(map(shown, some))}"


def _before_days(some: frozenset[int], tr: Translation) -> str:
    """What stands before days; but for English, some are named together with it."""
    is_named = some in {times.WORKDAYS, times.WEEKEND} and tr.lang != ENGLISH.lang
    return "" if some == times.WEEK or is_named else f"{lexicon(tr.lang).asking.on[0]} "
