"""When everything happened: days counted back from today, so that clocks and stories are right whenever one looks."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from portal.deadlines import NORWAY, is_working_day, next_working_day, today

YEAR: Final = 365

OPENED: Final = 120  # days ago this year's round opened
DUE_IN: Final = 14  # days until it is due
REGISTERED: Final = 560  # days ago the register was filled
SMALL_OPENED: Final = 26  # days ago the small rounds opened
SMALL_DUE_IN: Final = 21  # days until they are due
LAST_OPENED: Final = OPENED + YEAR
LAST_DUE: Final = LAST_OPENED - 45
LAST_CLOSED: Final = LAST_DUE - 110


@dataclass(frozen=True)
class Calendar:
    """The demo's days, seen from one moment."""

    now: datetime

    @property
    def today(self) -> date:
        """The day it is in Norway."""
        return today(self.now)

    def day(self, ago: int) -> date:
        """Give the day that many days ago; a negative number is a day to come."""
        return self.today - timedelta(days=ago)

    def due(self, ahead: int) -> date:
        """Give a working day, at least that many days ahead."""
        return next_working_day(self.day(-ahead))

    def at(self, ago: float, *, minute: int = 0) -> datetime:
        """Give a moment in office hours about that many days ago, never later than now; fractions are of a day."""
        day = self.day(int(ago))
        while not is_working_day(day):
            day -= timedelta(days=1)
        minutes = 8 * 60 + int((ago - int(ago)) * 7 * 60) + minute
        moment = datetime.combine(day, time(), NORWAY) + timedelta(minutes=minutes)
        return min(moment.astimezone(self.now.tzinfo), self.now)
