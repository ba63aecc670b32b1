"""What can be done to a deviation and to an action: from where, to where, by whom (deviations.md 6.4). Data only.

What an act needs besides (a root cause, a reason, evidence) is checked by its own service function; `needs` names it,
so that pages and tests know. Services ask `transition`, which refuses; pages ask `possible`, which does not.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from portal.accounts.actor import Actor, OrganisationKind, Role
from portal.engine.definition import Severity
from portal.followup.errors import ActNotAllowed, RoleMissing
from portal.followup.models import ActionStatus, DeviationStatus
from portal.followup.rules import GRAVE, LIGHT

S = DeviationStatus
A = ActionStatus


class Act(StrEnum):
    """What can be done to a deviation."""

    CHANGE = "change"
    CONFIRM = "confirm"
    DISMISS = "dismiss"
    RECONSIDER = "reconsider"
    OPEN = "open"
    ACKNOWLEDGE = "acknowledge"
    CONTAIN = "contain"
    SUBMIT_PLAN = "submit_plan"
    SUBMIT_PLAN_AND_EVIDENCE = "submit_plan_and_evidence"
    RETURN_PLAN = "return_plan"
    APPROVE_PLAN = "approve_plan"
    SUBMIT_EVIDENCE = "submit_evidence"
    REJECT_EVIDENCE = "reject_evidence"
    VERIFY = "verify"
    SETTLE = "settle"
    DISPUTE = "dispute"
    UPHOLD = "uphold"
    WITHDRAW = "withdraw"
    END_UNRESOLVED = "end_unresolved"
    REOPEN = "reopen"


class Who(StrEnum):
    """Who may do it. Any member of the supplier answers for the supplier; a job acts without a person."""

    REVIEWER = "reviewer"
    BUYER = "buyer"
    SUPPLIER = "supplier"
    JOB = "job"

    def includes(self, actor: Actor | None) -> bool:
        """Tell whether the actor is one of them; None is a job."""
        if actor is None or self is Who.JOB:
            return actor is None and self is Who.JOB
        if self is Who.SUPPLIER:
            return actor.kind is OrganisationKind.SUPPLIER
        return actor.kind is OrganisationKind.AUTHORITY and actor.has(Role(self.value))


class Need(StrEnum):
    """What an act asks for, checked by its service function."""

    FACTS = "facts"
    CLAUSE = "clause"
    REASON = "reason"
    REASON_FROM_LIST = "reason_from_list"
    ROOT_CAUSE = "root_cause"
    ACTIONS = "actions"
    ACTIONS_IN_TIME = "actions_in_time"
    REMEDY = "remedy"
    ACTIONS_DONE = "actions_done"
    EVIDENCE = "evidence"
    ONE_STEP = "one_step"
    SECOND_PERSON = "second_person"
    METHOD_AND_RESULT = "method_and_result"
    CLOSING_DAY = "closing_day"
    CONFIRMED = "confirmed"


ACTIVE: Final = frozenset(
    {S.OPEN, S.ACKNOWLEDGED, S.PLAN_SUBMITTED, S.PLAN_RETURNED, S.IN_PROGRESS, S.EVIDENCE_SUBMITTED, S.DISPUTED}
)
PLANNING: Final = frozenset({S.OPEN, S.ACKNOWLEDGED, S.PLAN_RETURNED})
"""Where the supplier writes its plan, for its own eyes."""

_ANY: Final = frozenset(Severity)
_WHAT: Final = (Need.FACTS, Need.CLAUSE)
_PLAN: Final = (Need.ROOT_CAUSE, Need.ACTIONS, Need.ACTIONS_IN_TIME, Need.REMEDY)
_EVIDENCE: Final = (Need.ACTIONS_DONE, Need.EVIDENCE)


@dataclass(frozen=True, slots=True)
class Transition:
    """One line of the table.

    `to` is None where the status stays, or is what it was before the dispute. `only` narrows a source status to some
    severities: `{acknowledged: minor, observation}`.
    """

    sources: frozenset[DeviationStatus]
    to: DeviationStatus | None
    who: Who
    event: str
    severities: frozenset[Severity] = _ANY
    only: dict[DeviationStatus, frozenset[Severity]] = field(default_factory=dict)
    needs: tuple[Need, ...] = ()

    def starts_from(self, status: DeviationStatus, severity: Severity) -> bool:
        """Tell whether a deviation of that status and severity is where the act begins."""
        return status in self.sources and severity in self.severities and severity in self.only.get(status, _ANY)


ACTS: Final[dict[Act, Transition]] = {
    Act.CHANGE: Transition(frozenset({S.DRAFT}), None, Who.REVIEWER, "deviation_changed", needs=_WHAT),
    Act.CONFIRM: Transition(frozenset({S.DRAFT}), S.DRAFT, Who.REVIEWER, "deviation_confirmed", needs=_WHAT),
    Act.DISMISS: Transition(
        frozenset({S.DRAFT}), S.DISMISSED, Who.REVIEWER, "deviation_dismissed", needs=(Need.REASON,)
    ),
    Act.RECONSIDER: Transition(frozenset({S.DRAFT, S.DISMISSED}), S.DRAFT, Who.REVIEWER, "decision_taken_back"),
    Act.OPEN: Transition(frozenset({S.DRAFT}), S.OPEN, Who.REVIEWER, "deviation_opened", needs=(Need.CONFIRMED,)),
    Act.ACKNOWLEDGE: Transition(frozenset({S.OPEN}), S.ACKNOWLEDGED, Who.SUPPLIER, "receipt_acknowledged"),
    Act.CONTAIN: Transition(ACTIVE, None, Who.SUPPLIER, "containment_reported", severities=GRAVE, needs=(Need.FACTS,)),
    Act.SUBMIT_PLAN: Transition(PLANNING, S.PLAN_SUBMITTED, Who.SUPPLIER, "plan_submitted", needs=_PLAN),
    Act.SUBMIT_PLAN_AND_EVIDENCE: Transition(
        PLANNING,
        S.EVIDENCE_SUBMITTED,
        Who.SUPPLIER,
        "plan_and_evidence_submitted",
        needs=(Need.ONE_STEP, *_PLAN, *_EVIDENCE),
    ),
    Act.RETURN_PLAN: Transition(
        frozenset({S.PLAN_SUBMITTED}), S.PLAN_RETURNED, Who.BUYER, "plan_returned", needs=(Need.REASON,)
    ),
    Act.APPROVE_PLAN: Transition(frozenset({S.PLAN_SUBMITTED}), S.IN_PROGRESS, Who.BUYER, "plan_approved"),
    Act.SUBMIT_EVIDENCE: Transition(
        frozenset({S.IN_PROGRESS, S.ACKNOWLEDGED}),
        S.EVIDENCE_SUBMITTED,
        Who.SUPPLIER,
        "evidence_submitted",
        only={S.ACKNOWLEDGED: LIGHT},
        needs=_EVIDENCE,
    ),
    Act.REJECT_EVIDENCE: Transition(
        frozenset({S.EVIDENCE_SUBMITTED}),
        S.IN_PROGRESS,
        Who.BUYER,
        "evidence_rejected",
        needs=(Need.SECOND_PERSON, Need.REASON),
    ),
    Act.VERIFY: Transition(
        frozenset({S.EVIDENCE_SUBMITTED}),
        S.CLOSED_VERIFIED,
        Who.BUYER,
        "deviation_verified",
        needs=(Need.SECOND_PERSON, Need.METHOD_AND_RESULT),
    ),
    Act.SETTLE: Transition(
        frozenset({S.OPEN, S.ACKNOWLEDGED, S.EVIDENCE_SUBMITTED}),
        S.CLOSED_VERIFIED,
        Who.JOB,
        "observation_settled",
        severities=frozenset({Severity.OBSERVATION}),
    ),
    Act.DISPUTE: Transition(PLANNING, S.DISPUTED, Who.SUPPLIER, "deviation_disputed", needs=(Need.REASON,)),
    Act.UPHOLD: Transition(frozenset({S.DISPUTED}), None, Who.BUYER, "deviation_upheld", needs=(Need.REASON,)),
    Act.WITHDRAW: Transition(ACTIVE, S.WITHDRAWN, Who.BUYER, "deviation_withdrawn", needs=(Need.REASON,)),
    Act.END_UNRESOLVED: Transition(
        ACTIVE, S.CLOSED_UNRESOLVED, Who.BUYER, "deviation_ended_unresolved", needs=(Need.REASON_FROM_LIST,)
    ),
    Act.REOPEN: Transition(
        frozenset({S.CLOSED_VERIFIED}),
        S.IN_PROGRESS,
        Who.BUYER,
        "deviation_reopened",
        needs=(Need.FACTS, Need.CLOSING_DAY),
    ),
}


class ActionAct(StrEnum):
    """What can be done to one action of a plan."""

    START = "start"
    FINISH = "finish"
    SEND_BACK = "send_back"
    CANCEL = "cancel"
    ASK_TO_CANCEL = "ask_to_cancel"
    ACCEPT_CANCEL = "accept_cancel"
    REFUSE_CANCEL = "refuse_cancel"


@dataclass(frozen=True, slots=True)
class ActionTransition:
    """One line of an action's table; `within` is where its deviation must stand. `to` None: the status stays."""

    sources: frozenset[ActionStatus]
    to: ActionStatus | None
    who: Who
    event: str
    within: frozenset[DeviationStatus]
    needs: tuple[Need, ...] = ()


_BEGUN: Final = frozenset({A.PLANNED, A.IN_PROGRESS})
WORKING: Final = PLANNING | {S.IN_PROGRESS}
"""Where the supplier may work on actions: also before a plan is approved, because harm does not wait."""

ACTION_ACTS: Final[dict[ActionAct, ActionTransition]] = {
    ActionAct.START: ActionTransition(
        frozenset({A.PLANNED}), A.IN_PROGRESS, Who.SUPPLIER, "action_started", within=WORKING
    ),
    ActionAct.FINISH: ActionTransition(
        _BEGUN, A.DONE, Who.SUPPLIER, "action_finished", within=WORKING, needs=(Need.EVIDENCE,)
    ),
    ActionAct.SEND_BACK: ActionTransition(
        frozenset({A.DONE}),
        A.IN_PROGRESS,
        Who.BUYER,
        "action_sent_back",
        within=frozenset({S.IN_PROGRESS}),
        needs=(Need.REASON,),
    ),
    ActionAct.CANCEL: ActionTransition(
        _BEGUN, A.CANCELLED, Who.SUPPLIER, "action_cancelled", within=PLANNING, needs=(Need.REASON,)
    ),
    ActionAct.ASK_TO_CANCEL: ActionTransition(
        _BEGUN, None, Who.SUPPLIER, "action_cancel_asked", within=frozenset({S.IN_PROGRESS}), needs=(Need.REASON,)
    ),
    ActionAct.ACCEPT_CANCEL: ActionTransition(
        _BEGUN, A.CANCELLED, Who.BUYER, "action_cancelled", within=frozenset({S.IN_PROGRESS})
    ),
    ActionAct.REFUSE_CANCEL: ActionTransition(
        _BEGUN, None, Who.BUYER, "action_cancel_refused", within=frozenset({S.IN_PROGRESS})
    ),
}


def transition(act: Act, status: DeviationStatus, severity: Severity, actor: Actor | None) -> Transition:
    """Give the line of the table for an act.

    `actor` is None for a job. Raises RoleMissing when the actor may not do it, ActNotAllowed when the deviation is not
    where it begins.
    """
    line = ACTS[act]
    if not line.who.includes(actor):
        raise RoleMissing(act=act)
    if not line.starts_from(status, severity):
        raise ActNotAllowed(act=act, status=status)
    return line


def action_transition(
    act: ActionAct, status: ActionStatus, within: DeviationStatus, actor: Actor | None
) -> ActionTransition:
    """Give the line of an action's table for an act. Raises RoleMissing, ActNotAllowed."""
    line = ACTION_ACTS[act]
    if not line.who.includes(actor):
        raise RoleMissing(act=act)
    if status not in line.sources or within not in line.within:
        raise ActNotAllowed(act=act, status=status)
    return line


def possible(status: DeviationStatus, severity: Severity, actor: Actor) -> Iterator[Act]:
    """Give the acts that this person could begin, whatever they need besides."""
    return (act for act, line in ACTS.items() if line.who.includes(actor) and line.starts_from(status, severity))
