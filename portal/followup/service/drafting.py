"""Drafts: what rules and jobs propose, and what a reviewer decides about it; none of it is the supplier's to see."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from portal.accounts.actor import Actor
from portal.engine.definition import Severity
from portal.engine.taxonomy import PLACES, TYPES
from portal.followup.errors import ActNotAllowed, NeedMissing, TypeUnknown
from portal.followup.models import Decision, Deviation, DeviationGround, DeviationStatus, Source
from portal.followup.rules import GRAVE
from portal.followup.service.course import begin, finish, note, text_for
from portal.followup.service.ownership import lock_deviation
from portal.followup.transitions import Act, Need
from portal.schema import Json


@dataclass(frozen=True, slots=True)
class NewGround:
    """One answer that a draft stands on: `wording` and `answer` by language, as they were shown."""

    question_key: str
    rule: int = 0
    row_id: str | None = None
    clause: str = ""
    wording: Mapping[str, str] = field(default_factory=dict)
    answer: Mapping[str, str] = field(default_factory=dict)
    submission_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class NewDraft:
    """What is proposed. `year` is the reporting year, `action` what the supplier is asked to do, by language."""

    authority_id: UUID
    supplier_id: UUID
    contract_id: UUID
    year: int
    type: str
    severity: Severity
    place: str
    self_report_id: UUID | None = None
    country: str | None = None
    clause: str = ""
    facts: str = ""
    source: Source = Source.SELF_REPORT
    self_reported: bool = False
    people_harmed: bool = False
    action: Mapping[str, str] = field(default_factory=dict)
    due_in_days: int | None = None
    grounds: Sequence[NewGround] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """What a reviewer may change on a draft."""

    type: str
    severity: Severity
    place: str
    country: str | None
    clause: str
    facts: str
    due_in_days: int | None
    people_harmed: bool


def draft_deviation(session: Session, draft: NewDraft, *, at: datetime) -> Deviation:
    """Store a proposed deviation with its grounds; nobody has decided anything."""
    deviation = Deviation(
        authority_id=draft.authority_id,
        supplier_id=draft.supplier_id,
        contract_id=draft.contract_id,
        self_report_id=draft.self_report_id,
        year=draft.year,
        type=draft.type,
        severity=draft.severity,
        place=draft.place,
        country=draft.country,
        clause=draft.clause,
        facts=draft.facts,
        source=draft.source,
        self_reported=draft.self_reported,
        people_harmed=draft.people_harmed,
        action=dict(draft.action),
        due_in_days=draft.due_in_days,
        drafted_at=at,
    )
    session.add(deviation)
    session.flush()
    _add_grounds(session, deviation, draft.grounds)
    note(session, None, deviation, "deviation_drafted", now=at, type=deviation.type, severity=deviation.severity)
    return deviation


def change(session: Session, actor: Actor, deviation_id: UUID, facts: Facts, *, now: datetime) -> Deviation:
    """Change what a draft says; a decision stands, but a second reader is asked for again if it became grave.

    Raises TypeUnknown for a type or place that the taxonomy does not have.
    """
    deviation = begin(session, actor, deviation_id, Act.CHANGE)
    if facts.type not in TYPES or facts.place not in PLACES:
        raise TypeUnknown(type=facts.type, place=facts.place)
    old = {name: getattr(deviation, name) for name in Facts.__dataclass_fields__}
    new = {name: getattr(facts, name) for name in Facts.__dataclass_fields__}
    changed: dict[str, Json] = {name: [old[name], new[name]] for name in old if old[name] != new[name]}
    for name in changed:
        setattr(deviation, name, new[name])
    if deviation.decision is Decision.CONFIRM:
        _require_facts(deviation)
        deviation.second_reader_pending = deviation.severity in GRAVE
    finish(session, actor, deviation, Act.CHANGE, now=now, changed=changed)
    return deviation


def confirm(session: Session, actor: Actor, deviation_id: UUID, *, now: datetime) -> Deviation:
    """Decide that a draft is a deviation; it opens when its review is concluded, or at once by `open_now`.

    Zero tolerance and critical wait for a second reader. Raises NeedMissing without clause and facts.
    """
    deviation = begin(session, actor, deviation_id, Act.CONFIRM)
    _require_facts(deviation)
    deviation.decision = Decision.CONFIRM
    deviation.decided_by_id = actor.person_id
    deviation.grounds_changed = False
    deviation.second_reader_pending = deviation.severity in GRAVE
    finish(session, actor, deviation, Act.CONFIRM, now=now, severity=deviation.severity)
    return deviation


def dismiss(session: Session, actor: Actor, deviation_id: UUID, *, reason: str, now: datetime) -> Deviation:
    """Decide that a draft is no deviation. Raises NeedMissing without a reason."""
    deviation = begin(session, actor, deviation_id, Act.DISMISS)
    deviation.dismiss_reason = text_for(Need.REASON, reason)
    deviation.decision = Decision.NONE
    deviation.decided_by_id = actor.person_id
    deviation.grounds_changed = False
    deviation.second_reader_pending = False
    finish(session, actor, deviation, Act.DISMISS, now=now, reason=deviation.dismiss_reason)
    return deviation


def reconsider(session: Session, actor: Actor, deviation_id: UUID, *, now: datetime) -> Deviation:
    """Take back a decision, so that the draft waits again; the caller has checked that its review is not concluded."""
    deviation = begin(session, actor, deviation_id, Act.RECONSIDER)
    deviation.decision = Decision.NONE
    deviation.decided_by_id = None
    deviation.dismiss_reason = None
    deviation.second_reader_pending = False
    finish(session, actor, deviation, Act.RECONSIDER, now=now)
    return deviation


def renew_draft(session: Session, deviation_id: UUID, draft: NewDraft, *, at: datetime) -> Deviation:
    """Bring a draft up to date when its self-report came again.

    An undecided one takes everything from the new draft; a decided one keeps its decision and says, by
    `grounds_changed`, that it stands on other answers than the reviewer saw.
    """
    deviation = lock_deviation(session, None, deviation_id)
    if not deviation.is_draft:
        raise ActNotAllowed(status=deviation.status)
    decided = deviation.decision is not Decision.NONE or deviation.status is DeviationStatus.DISMISSED
    if decided:
        deviation.grounds_changed = deviation.grounds_changed or _differ(grounds_of(session, deviation), draft.grounds)
    else:
        deviation.severity = draft.severity
        deviation.due_in_days = draft.due_in_days
        deviation.action = dict(draft.action)
        deviation.facts = draft.facts or deviation.facts
    session.execute(sa.delete(DeviationGround).where(col(DeviationGround.deviation_id) == deviation.id))
    _add_grounds(session, deviation, draft.grounds)
    note(session, None, deviation, "draft_renewed", now=at, grounds_changed=deviation.grounds_changed)
    return deviation


def withdraw_draft(session: Session, deviation_id: UUID, *, at: datetime) -> None:
    """Remove an undecided draft whose rule no longer fires; its story stays. Raises ActNotAllowed once decided."""
    deviation = lock_deviation(session, None, deviation_id)
    if deviation.status is not DeviationStatus.DRAFT or deviation.decision is not Decision.NONE:
        raise ActNotAllowed(status=deviation.status)
    note(session, None, deviation, "draft_withdrawn", now=at, type=deviation.type)
    session.delete(deviation)
    session.flush()


def grounds_of(session: Session, deviation: Deviation) -> list[DeviationGround]:
    """Give the grounds of a deviation in the order they were stated."""
    own = select(DeviationGround).where(DeviationGround.deviation_id == deviation.id)
    return list(session.exec(own.order_by(col(DeviationGround.id))))


def _add_grounds(session: Session, deviation: Deviation, grounds: Sequence[NewGround]) -> None:
    session.add_all(
        DeviationGround(
            deviation_id=deviation.id,
            authority_id=deviation.authority_id,
            supplier_id=deviation.supplier_id,
            submission_id=ground.submission_id,
            question_key=ground.question_key,
            row_id=ground.row_id,
            rule=ground.rule,
            clause=ground.clause,
            wording=dict(ground.wording),
            answer=dict(ground.answer),
        )
        for ground in grounds
    )
    session.flush()


def _differ(old: Sequence[DeviationGround], new: Sequence[NewGround]) -> bool:
    """Tell whether the answers are others than they were; rows and rules are known by the answer they gave."""
    return sorted((ground.question_key, sorted(ground.answer.items())) for ground in old) != sorted(
        (ground.question_key, sorted(ground.answer.items())) for ground in new
    )


def _require_facts(deviation: Deviation) -> None:
    texts = ((Need.FACTS, deviation.facts), (Need.CLAUSE, deviation.clause))
    needs = tuple(need for need, text in texts if not text.strip())
    if needs:
        raise NeedMissing(needs=needs)
