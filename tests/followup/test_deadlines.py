"""The calendar of deviations.md 6.3, with the days that are easy to get wrong.

2027: Maundy Thursday 25 March, Good Friday 26, Easter Monday 29; summer time begins 28 March and ends 31 October;
Ascension 6 May, 17 May and Whit Monday are one day; Christmas Day and Boxing Day are a Saturday and a Sunday.
"""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from portal.engine.definition import Severity
from portal.followup.rules import (
    Deadlines,
    after_waiting,
    answer_due,
    deadlines,
    latest_extension,
    resumed,
    severity_of_delay,
)

OSLO = ZoneInfo("Europe/Oslo")
ZERO, CRITICAL, MAJOR, MINOR, OBSERVATION = Severity


def oslo(text: str) -> datetime:
    """A moment as a clock in Norway shows it."""
    return datetime.fromisoformat(text).replace(tzinfo=OSLO)


def written(moment: datetime | None) -> str | None:
    return None if moment is None else moment.astimezone(OSLO).strftime("%Y-%m-%d %H:%M")


def days(severity: Severity, opened: str, due_in_days: int | None = None) -> list[str | None]:
    due = deadlines(severity, oslo(opened), due_in_days)
    return [written(each) for each in (due.receipt, due.containment, due.plan, due.closing)]


@pytest.mark.parametrize(
    ("severity", "expected"),
    [
        (ZERO, ["2027-01-19 10:30", "2027-01-21 10:30", "2027-01-25 23:59", "2027-02-17 23:59"]),
        (CRITICAL, ["2027-01-20 23:59", "2027-01-25 23:59", "2027-02-01 23:59", "2027-02-17 23:59"]),
        (MAJOR, ["2027-01-25 23:59", None, "2027-02-08 23:59", "2027-04-19 23:59"]),
        (MINOR, ["2027-02-01 23:59", None, "2027-02-17 23:59", "2027-07-19 23:59"]),
        (OBSERVATION, [None, None, None, None]),
    ],
)
def test_each_severity_has_its_days(severity, expected):
    assert days(severity, "2027-01-18 10:30") == expected  # a Monday; 18 April and 17 July are weekend days


def test_hours_run_on_the_clock_through_easter_and_summer_time():
    """Opened on Good Friday; the clocks go forward before the 72 hours are over, and show an hour more."""
    assert days(ZERO, "2027-03-26 16:00")[:2] == ["2027-03-27 16:00", "2027-03-29 17:00"]


def test_hours_when_winter_time_begins():
    assert days(ZERO, "2027-10-29 16:00")[:2] == ["2027-10-30 16:00", "2027-11-01 15:00"]


def test_working_days_skip_easter():
    """From Wednesday 24 March: Maundy Thursday, Good Friday, the weekend and Easter Monday do not count."""
    assert days(CRITICAL, "2027-03-24 12:00")[0] == "2027-03-31 23:59"
    assert days(MAJOR, "2027-03-24 12:00")[0] == "2027-04-05 23:59"


@pytest.mark.parametrize(
    ("opened", "closing"),
    [
        ("2027-02-23 12:00", "2027-03-30 23:59"),  # 25 March is Maundy Thursday; Tuesday after Easter Monday
        ("2027-04-01 12:00", "2027-05-03 23:59"),  # 1 May is a Saturday
        ("2027-04-06 12:00", "2027-05-07 23:59"),  # 6 May is Ascension
        ("2027-04-17 12:00", "2027-05-18 23:59"),  # 17 May is a Monday, and Whit Monday too
        ("2027-11-25 12:00", "2027-12-27 23:59"),  # 25 December is a Saturday
        ("2026-12-02 12:00", "2027-01-04 23:59"),  # 1 January is a Friday
    ],
    ids=["Easter", "1 May", "Ascension", "17 May", "Christmas", "New Year"],
)
def test_a_day_that_is_no_working_day_moves_to_the_next(opened, closing):
    assert days(CRITICAL, opened)[3] == closing


def test_a_day_ends_at_23_59_in_norway_winter_and_summer():
    assert deadlines(CRITICAL, oslo("2027-01-04 08:00"), 10).closing == datetime(2027, 1, 14, 22, 59, tzinfo=UTC)
    assert deadlines(CRITICAL, oslo("2027-06-07 08:00"), 10).closing == datetime(2027, 6, 17, 21, 59, tzinfo=UTC)


def test_the_day_of_opening_is_the_day_in_norway():
    """Half past eleven at night in UTC is tomorrow in Norway."""
    late = datetime(2027, 1, 18, 23, 30, tzinfo=UTC)
    assert written(deadlines(CRITICAL, late).receipt) == "2027-01-21 23:59"


def test_a_rule_has_its_own_closing_day_and_nothing_is_later():
    """A major deviation from a lead question is closed after 30 days; a very short one takes everything with it."""
    assert days(MAJOR, "2027-01-18 10:30", 30) == ["2027-01-25 23:59", None, "2027-02-08 23:59", "2027-02-17 23:59"]
    assert days(MAJOR, "2027-01-18 10:30", 3) == ["2027-01-21 23:59", None, "2027-01-21 23:59", "2027-01-21 23:59"]
    assert days(ZERO, "2027-01-18 10:30", 2)[1] == "2027-01-20 23:59"


def test_plan_and_closing_on_one_day_may_be_sent_in_one_step():
    assert deadlines(MAJOR, oslo("2027-01-18 10:30"), 14).in_one_step
    assert not deadlines(MAJOR, oslo("2027-01-18 10:30")).in_one_step
    assert not Deadlines().in_one_step


def test_a_minor_deviation_closes_no_later_than_the_next_self_report():
    opened, next_report = oslo("2027-01-18 10:30"), date(2027, 3, 1)
    assert written(deadlines(MINOR, opened, no_later_than=next_report).closing) == "2027-03-01 23:59"
    assert written(deadlines(MAJOR, opened, no_later_than=next_report).closing) == "2027-04-19 23:59"
    assert written(deadlines(MINOR, opened, no_later_than=date(2027, 1, 25)).plan) == "2027-01-25 23:59"


def after_dispute(severity: Severity, opened: str, stopped: str, answered: str) -> list[str | None]:
    due = resumed(severity, deadlines(severity, oslo(opened)), stopped_at=oslo(stopped), resumed_at=oslo(answered))
    return [written(each) for each in (due.receipt, due.containment, due.plan, due.closing)]


def test_a_dispute_stops_days_and_what_was_left_is_left_again():
    """From Wednesday 20 January to Saturday 30: three working days are left for the receipt, 19 days for the plan."""
    assert after_dispute(MAJOR, "2027-01-18 10:30", "2027-01-20 12:00", "2027-01-30 12:00") == [
        "2027-02-03 23:59",
        None,
        "2027-02-18 23:59",
        "2027-04-29 23:59",
    ]


def test_a_dispute_never_stops_24_and_72_hours():
    before = days(ZERO, "2027-01-18 10:30")
    after = after_dispute(ZERO, "2027-01-18 10:30", "2027-01-18 12:00", "2027-01-25 12:00")
    assert after[:2] == before[:2]
    assert after[2:] == ["2027-02-01 23:59", "2027-02-24 23:59"]


def test_what_had_passed_when_the_clocks_stopped_stays_passed():
    after = after_dispute(MAJOR, "2027-01-18 10:30", "2027-01-27 12:00", "2027-02-10 12:00")
    assert after[0] == "2027-01-25 23:59"
    assert after[2] == "2027-02-22 23:59"


def test_a_dispute_answered_the_same_day_moves_nothing():
    before = days(MAJOR, "2027-01-18 10:30")
    assert after_dispute(MAJOR, "2027-01-18 10:30", "2027-01-20 09:00", "2027-01-20 15:00") == before


def test_what_waited_for_the_authority_is_given_back():
    due = deadlines(MAJOR, oslo("2027-01-18 10:30")).plan
    moved = after_waiting(due, sent_at=oslo("2027-02-01 12:00"), answered_at=oslo("2027-02-11 12:00"))
    assert written(moved) == "2027-02-18 23:59"
    late = after_waiting(due, sent_at=oslo("2027-02-09 12:00"), answered_at=oslo("2027-02-11 12:00"))
    assert late == due, "what was sent too late stays late"


def test_an_authority_answers_within_15_working_days():
    assert written(answer_due(oslo("2027-03-15 12:00"))) == "2027-04-08 23:59"


def test_an_extension_is_at_most_half_the_original_time():
    opened = oslo("2027-01-18 10:30")
    assert latest_extension(oslo("2027-04-18 23:59"), opened_at=opened) == date(2027, 6, 2)
    assert latest_extension(oslo("2027-01-21 23:59"), opened_at=opened) == date(2027, 1, 22)


@pytest.mark.parametrize(
    ("late", "severity"),
    [(0, None), (1, MINOR), (30, MINOR), (31, MAJOR), (90, MAJOR), (91, CRITICAL), (400, CRITICAL)],
)
def test_a_missing_self_report_grows_graver(late, severity):
    assert severity_of_delay(late) is severity
