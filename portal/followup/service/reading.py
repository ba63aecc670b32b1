"""A case as one person may see it: the deviation, the plan, the files, the grounds and the story."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final
from uuid import UUID

from sqlmodel import Session, col, select

from portal import history
from portal.accounts.actor import Actor, OrganisationKind
from portal.accounts.models import Organisation
from portal.errors import NotFound
from portal.evidence.models import Evidence
from portal.followup.models import Action, ActionEvidence, ActionStatus, Deviation, DeviationGround
from portal.followup.service.course import SUBJECT
from portal.followup.service.drafting import grounds_of
from portal.followup.service.ownership import actions_of, get_deviation
from portal.history import Event
from portal.register.models import Contract

AUTHORITYS_ONLY: Final = frozenset(
    {
        "deviation_drafted",
        "deviation_changed",
        "deviation_confirmed",
        "deviation_dismissed",
        "decision_taken_back",
        "draft_renewed",
        "draft_raised",
    }
)
"""Events before the deviation opened: a supplier sees no draft and no decision."""


@dataclass(frozen=True, slots=True)
class ShownAction:
    """One action as it is shown; `action` is None in a plan that was sent and is being rewritten."""

    what: str
    owner: str
    due_on: date
    status: ActionStatus
    action: Action | None = None
    files: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan as the reader may see it."""

    root_cause: str | None = None
    remedy: str | None = None
    actions: tuple[ShownAction, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """Everything the page of a deviation shows."""

    deviation: Deviation
    contract: Contract
    supplier: str
    authority: str
    plan: Plan | None
    grounds: Sequence[DeviationGround] = ()
    story: Sequence[Event] = field(default=())


def get_case(session: Session, actor: Actor, deviation_id: UUID) -> Case:
    """Give an opened deviation with all that belongs to it. Raises NotFound, for a draft too."""
    deviation = get_deviation(session, actor, deviation_id)
    if deviation.is_draft:
        raise NotFound
    contract = session.exec(select(Contract).where(Contract.id == deviation.contract_id)).one()
    sides = (deviation.supplier_id, deviation.authority_id)
    named = select(Organisation.id, Organisation.name).where(col(Organisation.id).in_(sides))
    names = dict(session.exec(named).all())
    return Case(
        deviation=deviation,
        contract=contract,
        supplier=names[deviation.supplier_id],
        authority=names[deviation.authority_id],
        plan=visible_plan(session, actor, deviation),
        grounds=grounds_of(session, deviation),
        story=[event for event in history.story(session, SUBJECT, deviation.id) if is_shown(event, actor)],
    )


def visible_plan(session: Session, actor: Actor, deviation: Deviation) -> Plan | None:
    """Give the plan: to the supplier as it stands, to the authority as it was sent, None if it never was."""
    if actor.kind is OrganisationKind.AUTHORITY and not deviation.plan_shared:
        return sent_plan(deviation)
    actions = actions_of(session, deviation)
    files = _files(session, actions)
    if actor.kind is OrganisationKind.AUTHORITY:
        files = {action.id: files.get(action.id, ()) for action in actions if files_are_shared(deviation, action)}
    return Plan(
        root_cause=deviation.root_cause,
        remedy=deviation.remedy,
        actions=tuple(
            ShownAction(a.what, a.owner, a.due_on, a.status, action=a, files=tuple(files.get(a.id, ())))
            for a in actions
        ),
    )


def sent_plan(deviation: Deviation) -> Plan | None:
    """Give the plan as it was last sent, while the supplier rewrites it."""
    sent = deviation.sent_plan
    if sent is None:
        return None
    actions = (
        ShownAction(each["what"], each["owner"], date.fromisoformat(each["due_on"]), ActionStatus(each["status"]))
        for each in sent["actions"]
    )
    return Plan(root_cause=sent["root_cause"], remedy=sent["remedy"], actions=tuple(actions))


def get_file(session: Session, actor: Actor, deviation_id: UUID, action_id: UUID, evidence_id: UUID) -> Evidence:
    """Give a file of an action that the actor may read. Raises NotFound."""
    deviation = get_deviation(session, actor, deviation_id)
    wanted = (
        select(Evidence, Action)
        .join(ActionEvidence, col(ActionEvidence.evidence_id) == Evidence.id)
        .join(Action, col(Action.id) == ActionEvidence.action_id)
        .where(Evidence.id == evidence_id, Action.id == action_id, Action.deviation_id == deviation.id)
    )
    found = session.exec(wanted).one_or_none()
    if found is None or (actor.kind is OrganisationKind.AUTHORITY and not files_are_shared(deviation, found[1])):
        raise NotFound
    return found[0]


def files_are_shared(deviation: Deviation, action: Action) -> bool:
    """Tell whether the authority sees an action's files: the plan is sent, and the action is said to be done."""
    return deviation.plan_shared and action.status in {ActionStatus.DONE, ActionStatus.VERIFIED}


def is_shown(event: Event, actor: Actor) -> bool:
    """Tell whether an event is part of the story for this side."""
    if actor.kind is OrganisationKind.SUPPLIER:
        return event.name not in AUTHORITYS_ONLY
    return bool(event.detail.get("shared", True))


def _files(session: Session, actions: Sequence[Action]) -> dict[UUID, tuple[Evidence, ...]]:
    """Give the files of each action, in the order they came, in one statement."""
    wanted = (
        select(ActionEvidence.action_id, Evidence)
        .join(Evidence, col(Evidence.id) == ActionEvidence.evidence_id)
        .where(col(ActionEvidence.action_id).in_([action.id for action in actions]))
        .order_by(col(ActionEvidence.id))
    )
    files: dict[UUID, tuple[Evidence, ...]] = {}
    for action_id, evidence in session.exec(wanted):
        files[action_id] = (*files.get(action_id, ()), evidence)
    return files
