"""Days and clocks: the current day in Norway, Norwegian public holidays, working days, the end of a day.

Rules: deviations.md 6.3. Hours run on the clock and never move; days end at 23.59 in Norway.
"""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

import holidays

NORWAY: Final = ZoneInfo("Europe/Oslo")
LAST_MINUTE: Final = time(23, 59)

_SATURDAY: Final = 5
_DAY: Final = timedelta(days=1)


def now() -> datetime:
    """Give this moment in UTC. Views and jobs ask once and hand it down; services never ask."""
    return datetime.now(UTC)


def today(moment: datetime) -> date:
    """Give the day it is in Norway at that moment."""
    return moment.astimezone(NORWAY).date()


@lru_cache(maxsize=64)
def public_holidays(year: int) -> frozenset[date]:
    """Give the public holidays of a year that are not a Sunday by rule.

    They are New Year's Day, Maundy Thursday, Good Friday, Easter Monday, 1 May, 17 May,
    Ascension Day, Whit Monday, Christmas Day and Boxing Day; a test holds the list against
    dates. Easter Day and Whit Sunday are Sundays anyway.
    """
    return frozenset(holidays.country_holidays("NO", years=year))


def is_working_day(day: date) -> bool:
    """Tell whether offices are open: no Saturday, no Sunday, no public holiday."""
    return day.weekday() < _SATURDAY and day not in public_holidays(day.year)


def next_working_day(day: date) -> date:
    """Give the day itself if it is a working day, else the first one after it."""
    while not is_working_day(day):
        day += _DAY
    return day


def add_working_days(day: date, count: int) -> date:
    """Give the working day that is `count` working days after `day`; the day itself does not count."""
    for _ in range(count):
        day = next_working_day(day + _DAY)
    return next_working_day(day)


def add_days(day: date, count: int) -> date:
    """Give the day `count` calendar days later, moved on to a working day if it is none."""
    return next_working_day(day + timedelta(days=count))


def end_of_day(day: date) -> datetime:
    """Give the last minute of a day in Norway, 23.59, as a moment in UTC."""
    return datetime.combine(day, LAST_MINUTE, NORWAY).astimezone(UTC)
