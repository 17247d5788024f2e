"""Pure. A moment as a reader in a zone says it: 06:40 EET, Tue 06:40 EET, Nov. 4, 06:40 EET."""

from datetime import datetime, timedelta, tzinfo

from bot.text.calendars import printed_day
from bot.translation import ENGLISH, Translation
from bot.translation.formats import short_day, weekday

_WEEK = timedelta(days=6)  # a weekday further off could be this week's or last week's


def local_time(moment: datetime, as_of: datetime, zone: tzinfo, tr: Translation = ENGLISH) -> str:
    """`moment` read on a clock in `zone` at `as_of`: with its day unless that is today."""
    there, today = moment.astimezone(zone), as_of.astimezone(zone).date()
    time = f"{there:%H:%M %Z}"
    if there.date() == today:
        return time
    if abs(there.date() - today) <= _WEEK:
        return f"{weekday(there, tr)} {time}"
    day = printed_day(there) if tr.lang == ENGLISH.lang else short_day(there, tr)
    year = "" if there.year == today.year else f" {there.year},"
    return f"{day},{year} {time}"
