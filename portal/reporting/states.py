"""The states of a self-report: who may do what from where (architecture.md, States). Data only; the service asks it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from portal.accounts.actor import Actor, Role
from portal.errors import Refused
from portal.reporting.models import SelfReportStatus

S = SelfReportStatus


class ReportAct(StrEnum):
    """What can be done to a self-report as a whole."""

    SUBMIT = "submit"
    RETURN = "return"
    CONCLUDE = "conclude"
    REOPEN = "reopen"
    CLOSE_MISSING = "close_missing"
    REOPEN_MISSING = "reopen_missing"
    CANCEL = "cancel"


@dataclass(frozen=True)
class Transition:
    """One line of the table; `role` is None for what only a job does."""

    from_: frozenset[SelfReportStatus]
    to: SelfReportStatus
    role: Role | None
    event: str


TRANSITIONS: Final[dict[ReportAct, Transition]] = {
    ReportAct.SUBMIT: Transition(frozenset({S.DRAFT, S.RETURNED}), S.SUBMITTED, Role.SIGNATORY, "report_submitted"),
    ReportAct.RETURN: Transition(frozenset({S.SUBMITTED}), S.RETURNED, Role.REVIEWER, "report_returned"),
    ReportAct.CONCLUDE: Transition(frozenset({S.SUBMITTED}), S.REVIEWED, Role.REVIEWER, "report_reviewed"),
    ReportAct.REOPEN: Transition(frozenset({S.REVIEWED}), S.SUBMITTED, Role.ADMINISTRATOR, "report_reopened"),
    ReportAct.CLOSE_MISSING: Transition(frozenset({S.DRAFT, S.RETURNED}), S.MISSING, None, "report_closed_as_missing"),
    ReportAct.REOPEN_MISSING: Transition(frozenset({S.MISSING}), S.DRAFT, Role.ADMINISTRATOR, "report_reopened"),
    ReportAct.CANCEL: Transition(frozenset({S.DRAFT, S.RETURNED}), S.CANCELLED, Role.ADMINISTRATOR, "report_cancelled"),
}

WRITABLE: Final = frozenset({S.DRAFT, S.RETURNED})
"""Where the supplier may change answers."""


class ActNotAllowed(Refused):
    """The self-report is not where this act starts from."""

    code = "report_act_not_allowed"


class RoleMissing(Refused):
    """The person may see the self-report but not do this."""

    code = "report_role_missing"
    status = 403


def transition(act: ReportAct, status: SelfReportStatus, actor: Actor | None) -> Transition:
    """Give the line of the table for an act. Raises ActNotAllowed for a wrong state, RoleMissing for a wrong person.

    `actor` is None for a job, which may do only what is a job's.
    """
    line = TRANSITIONS[act]
    if (line.role is None) != (actor is None) or (actor and line.role and not actor.has(line.role)):
        raise RoleMissing(role=line.role)
    if status not in line.from_:
        raise ActNotAllowed(act=act, status=status)
    return line
