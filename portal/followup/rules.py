"""The calendar of a deviation (deviations.md 6.3): when what is due, what a dispute stops, how far a day may move.

Pure: moments in, moments out. Hours run on the clock and never move. Days end at 23.59 in Norway and move on to the
next working day. Receipt of critical and lesser deviations is counted in working days.
"""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Final

from portal.deadlines import add_days, add_working_days, end_of_day, is_working_day, today
from portal.engine.definition import Severity


@dataclass(frozen=True, slots=True)
class Hours:
    """So many hours on the clock: never moved, never stopped, never extended."""

    count: int


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """So many working days; the day of opening does not count."""

    count: int


@dataclass(frozen=True, slots=True)
class Days:
    """So many calendar days, then on to the next working day."""

    count: int


Term = Hours | WorkingDays | Days


@dataclass(frozen=True, slots=True)
class Terms:
    """One line of the table in deviations.md 6.3; None is what the severity does not ask for."""

    receipt: Term | None
    containment: Term | None
    plan: Term | None
    closing: Days | None
    ladder_step: int


TERMS: Final[dict[Severity, Terms]] = {
    Severity.ZERO_TOLERANCE: Terms(Hours(24), Hours(72), Days(7), Days(30), 5),
    Severity.CRITICAL: Terms(WorkingDays(2), Days(7), Days(14), Days(30), 4),
    Severity.MAJOR: Terms(WorkingDays(5), None, Days(21), Days(90), 3),
    Severity.MINOR: Terms(WorkingDays(10), None, Days(30), Days(180), 2),
    Severity.OBSERVATION: Terms(None, None, None, None, 1),
}

GRAVE: Final = frozenset({Severity.ZERO_TOLERANCE, Severity.CRITICAL})
"""Severities that are contained first, read by two reviewers and verified by a second person."""

LIGHT: Final = frozenset({Severity.MINOR, Severity.OBSERVATION})
"""Severities that may be put right without a plan being approved first."""

FROM_GRAVEST: Final = tuple(Severity)
"""The severities, gravest first, as the engine's enum has them."""

ANSWER_TERM: Final = WorkingDays(15)
"""How long an authority has to answer a plan, evidence or a dispute (scoring-and-risk.md 5.3: 15 working days)."""


DELAYS: Final = ((91, Severity.CRITICAL), (31, Severity.MAJOR), (1, Severity.MINOR))
"""From which day after its due day a missing self-report is how grave (6.1, self_report_missing)."""

CLOSED_AS_MISSING: Final = 91
"""From this day after its due day a self-report no longer waits for an answer (architecture.md, States)."""


@dataclass(frozen=True, slots=True)
class Deadlines:
    """When what is due; None is not asked for."""

    receipt: datetime | None = None
    containment: datetime | None = None
    plan: datetime | None = None
    closing: datetime | None = None

    @property
    def in_one_step(self) -> bool:
        """Plan and closing fall on one day in Norway, so plan and evidence may be sent together."""
        return self.plan is not None and self.closing is not None and today(self.plan) == today(self.closing)


def deadlines(
    severity: Severity, opened_at: datetime, due_in_days: int | None = None, *, no_later_than: date | None = None
) -> Deadlines:
    """Give the deadlines of a deviation opened at a moment.

    `due_in_days` is the rule's own closing day, else the table's. `no_later_than` is the day the next self-report is
    due, which a minor's closing never passes. Receipt, containment and plan are never later than closing.
    """
    terms = TERMS[severity]
    if terms.closing is None:
        return Deadlines()
    closing = _due(Days(terms.closing.count if due_in_days is None else due_in_days), opened_at)
    if severity is Severity.MINOR and no_later_than is not None:
        closing = min(closing, end_of_day(no_later_than))
    return Deadlines(
        receipt=_earliest(_due_or_none(terms.receipt, opened_at), closing),
        containment=_earliest(_due_or_none(terms.containment, opened_at), closing),
        plan=_earliest(_due_or_none(terms.plan, opened_at), closing),
        closing=closing,
    )


def resumed(severity: Severity, before: Deadlines, *, stopped_at: datetime, resumed_at: datetime) -> Deadlines:
    """Give the deadlines after the clocks stood still: what was left on each when it stopped is left again.

    Hours never stop. A deadline that had passed when the clocks stopped stays passed.
    """
    terms = TERMS[severity]

    def move(due: datetime | None, term: Term | None) -> datetime | None:
        return None if due is None or term is None else _moved(due, term, stopped_at, resumed_at)

    after = Deadlines(
        receipt=move(before.receipt, terms.receipt),
        containment=move(before.containment, terms.containment),
        plan=move(before.plan, terms.plan),
        closing=move(before.closing, terms.closing),
    )
    return replace(
        after,
        receipt=_earliest(after.receipt, after.closing),
        containment=_earliest(after.containment, after.closing),
        plan=_earliest(after.plan, after.closing),
    )


def after_waiting(due: datetime, *, sent_at: datetime, answered_at: datetime) -> datetime:
    """Give a day anew when the authority sent something back: what waited for it is not the supplier's time."""
    return _moved(due, Days(0), sent_at, answered_at)


def severity_of_delay(days_late: int) -> Severity | None:
    """Give how grave it is that a self-report is so many days late; None while it is not late."""
    return next((severity for days, severity in DELAYS if days_late >= days), None)


def answer_due(received_at: datetime) -> datetime:
    """Give the moment by which the authority should have answered."""
    return _due(ANSWER_TERM, received_at)


def latest_extension(due: datetime, *, opened_at: datetime) -> date:
    """Give the last day to which a deadline may be extended, once: by at most half the original time.

    It is not moved on to a working day, because that would be more than half. Hours are never extended.
    """
    original = today(due) - today(opened_at)
    return today(due) + timedelta(days=original.days // 2)


def _due(term: Term, moment: datetime) -> datetime:
    match term:
        case Hours(count):
            return moment.astimezone(UTC) + timedelta(hours=count)
        case WorkingDays(count):
            return end_of_day(add_working_days(today(moment), count))
        case Days(count):
            return end_of_day(add_days(today(moment), count))


def _due_or_none(term: Term | None, moment: datetime) -> datetime | None:
    return None if term is None else _due(term, moment)


def _earliest(due: datetime | None, limit: datetime | None) -> datetime | None:
    return due if due is None or limit is None else min(due, limit)


def _moved(due: datetime, term: Term, stopped_at: datetime, resumed_at: datetime) -> datetime:
    if isinstance(term, Hours) or due <= stopped_at:
        return due
    stopped_on, resumed_on, due_on = today(stopped_at), today(resumed_at), today(due)
    if resumed_on == stopped_on:
        return due
    if isinstance(term, WorkingDays):
        return end_of_day(add_working_days(resumed_on, _working_days_between(stopped_on, due_on)))
    return end_of_day(add_days(resumed_on, (due_on - stopped_on).days))


def _working_days_between(first: date, last: date) -> int:
    """Count the working days after `first`, up to and with `last`."""
    days = (first + timedelta(days=number) for number in range(1, (last - first).days + 1))
    return sum(is_working_day(day) for day in days)
