"""Pure. A moment as a reader in a zone says it: 06:40, Tue 06:40, Nov. 4, 06:40."""

from datetime import datetime, timedelta, tzinfo

from bot.text.calendars import printed_day, printed_weekday

_WEEK = timedelta(days=6)  # a weekday further off could be this week's or last week's


def local_time(moment: datetime, as_of: datetime, zone: tzinfo) -> str:
    """`moment` read on a clock in `zone` at `as_of`: with its day unless that is today."""
    there, today = moment.astimezone(zone), as_of.astimezone(zone).date()
    time = f"{there:%H:%M}"
    if there.date() == today:
        return time
    if abs(there.date() - today) <= _WEEK:
        return f"{printed_weekday(there)} {time}"
    year = "" if there.year == today.year else f" {there.year},"
    return f"{printed_day(there)},{year} {time}"
