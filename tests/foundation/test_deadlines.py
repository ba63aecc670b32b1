"""Days end in Norway; deadlines move over week-ends and Norwegian public holidays (deviations.md 6.3)."""

from datetime import UTC, date, datetime

import pytest

from portal import deadlines

YEAR_2027 = {
    date(2027, 1, 1),  # New Year's Day
    date(2027, 3, 25),  # Maundy Thursday
    date(2027, 3, 26),  # Good Friday
    date(2027, 3, 28),  # Easter Day
    date(2027, 3, 29),  # Easter Monday
    date(2027, 5, 1),
    date(2027, 5, 6),  # Ascension
    date(2027, 5, 16),  # Whit Sunday
    date(2027, 5, 17),  # Constitution Day, and Whit Monday this year
    date(2027, 12, 25),
    date(2027, 12, 26),
}


def test_the_public_holidays_are_exactly_these():
    assert deadlines.public_holidays(2027) == YEAR_2027


@pytest.mark.parametrize("year", range(2024, 2041))
def test_every_year_has_the_ten_and_two_sundays(year):
    fixed = {date(year, 1, 1), date(year, 5, 1), date(year, 5, 17), date(year, 12, 25), date(year, 12, 26)}
    found = deadlines.public_holidays(year)
    assert fixed <= found
    moving = sorted(found - fixed)
    names = [day.strftime("%a") for day in moving]
    whit_monday_is_17_may = "Mon" not in names[4:]
    assert names[:5] == ["Thu", "Fri", "Sun", "Mon", "Thu"]
    assert whit_monday_is_17_may or names[5:] in (["Sun", "Mon"], ["Mon"])


@pytest.mark.parametrize("day", ["2027-12-24", "2027-12-31", "2027-03-24"])
def test_eves_are_working_days(day):
    assert deadlines.is_working_day(date.fromisoformat(day))


@pytest.mark.parametrize(
    ("day", "working_day"),
    [
        ("2027-04-16", "2027-04-16"),  # a Friday
        ("2027-04-17", "2027-04-19"),  # a Saturday
        ("2027-03-25", "2027-03-30"),  # Maundy Thursday: over Easter
        ("2027-05-15", "2027-05-18"),  # a Saturday before 17 May
        ("2027-12-25", "2027-12-27"),
    ],
)
def test_a_day_off_moves_to_the_next_working_day(day, working_day):
    assert deadlines.next_working_day(date.fromisoformat(day)) == date.fromisoformat(working_day)


@pytest.mark.parametrize(
    ("day", "count", "then"),
    [
        ("2027-04-16", 2, "2027-04-20"),
        ("2027-04-17", 1, "2027-04-19"),
        ("2027-03-23", 2, "2027-03-30"),
        ("2027-05-14", 1, "2027-05-18"),
        ("2026-12-30", 2, "2027-01-04"),
    ],
)
def test_working_days_are_counted_from_the_day_after(day, count, then):
    assert deadlines.add_working_days(date.fromisoformat(day), count) == date.fromisoformat(then)


def test_calendar_days_end_on_a_working_day():
    assert deadlines.add_days(date(2027, 3, 4), 21) == date(2027, 3, 30)  # Maundy Thursday


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2027, 1, 1, 22, 59, tzinfo=UTC), date(2027, 1, 1)),
        (datetime(2027, 1, 1, 23, 0, tzinfo=UTC), date(2027, 1, 2)),
        (datetime(2027, 7, 1, 21, 59, tzinfo=UTC), date(2027, 7, 1)),
        (datetime(2027, 7, 1, 22, 0, tzinfo=UTC), date(2027, 7, 2)),
    ],
)
def test_today_is_the_day_in_norway(moment, day):
    assert deadlines.today(moment) == day


@pytest.mark.parametrize(
    ("day", "moment"),
    [
        (date(2027, 1, 15), datetime(2027, 1, 15, 22, 59, tzinfo=UTC)),
        (date(2027, 7, 15), datetime(2027, 7, 15, 21, 59, tzinfo=UTC)),
        (date(2027, 3, 28), datetime(2027, 3, 28, 21, 59, tzinfo=UTC)),  # the clock moved that morning
        (date(2028, 2, 29), datetime(2028, 2, 29, 22, 59, tzinfo=UTC)),
    ],
)
def test_a_day_ends_at_23_59_in_norway(day, moment):
    assert deadlines.end_of_day(day) == moment
