"""Framework agreements: entered with every field that expressions name."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from sqlmodel import Session, col, select

from portal import history
from portal.accounts.actor import Actor, Role
from portal.errors import NotFound
from portal.paging import ROWS_A_PAGE, Page, after, page_of
from portal.register.errors import NumberInUse, PeriodBackwards
from portal.register.models import Agreement, AgreementKind, TransparencyLevel
from portal.register.service.changes import apply, plain
from portal.register.service.rights import require, require_staff
from portal.register.sorting import list_key
from portal.schema import Json, sort_key

SUBJECT: Final = "agreement"


@dataclass(frozen=True)
class AgreementFields:
    """What a person enters about an agreement; the defaults are form-language's. Shares and targets are percent."""

    number: str
    title: str
    kind: AgreementKind
    goods_included: bool
    value_nok: Decimal
    start_on: date
    end_on: date
    categories: tuple[str, ...] = ()
    work_types: tuple[str, ...] = ()
    transparency_level: TransparencyLevel = TransparencyLevel.FINAL
    requires_social_dialogue: bool = False
    requires_circular: bool = False
    apprentice_duty: bool = False
    min_apprentice_share: Decimal = Decimal(10)
    min_skilled_share: Decimal = Decimal(50)
    min_permanent_share: Decimal = Decimal(100)
    max_tiers: int = 2
    zero_emission_required: Decimal = Decimal(100)
    machinery_zero_required: Decimal = Decimal(100)
    fair_share_target: Decimal = Decimal(54)
    organic_share_target: Decimal = Decimal(12)
    slow_breed_target: Decimal = Decimal(50)
    min_hourly_wage: Decimal | None = None


def add_agreement(session: Session, actor: Actor, fields: AgreementFields, *, now: datetime) -> Agreement:
    """Enter an agreement. Raises NumberInUse, PeriodBackwards."""
    require(actor, Role.ADMINISTRATOR)
    _refuse_contradictions(session, actor, fields, own_id=None)
    agreement = Agreement(authority_id=actor.organisation_id, **_columns(fields))
    session.add(agreement)
    session.flush()
    detail = {name: plain(value) for name, value in asdict(fields).items()}
    _record(session, actor, agreement, "agreement_added", now, detail)
    return agreement


def change_agreement(
    session: Session, actor: Actor, agreement_id: UUID, fields: AgreementFields, *, now: datetime
) -> Agreement:
    """Change an agreement; rounds that are open keep the facts they were opened with.

    Raises NotFound, NumberInUse, PeriodBackwards.
    """
    require(actor, Role.ADMINISTRATOR)
    own = select(Agreement).where(Agreement.id == agreement_id, Agreement.authority_id == actor.organisation_id)
    agreement = session.exec(own.with_for_update()).one_or_none()
    if agreement is None:
        raise NotFound
    _refuse_contradictions(session, actor, fields, own_id=agreement.id)
    changed = apply(agreement, _columns(fields))
    changed.pop("sort_key", None)
    session.flush()
    _record(session, actor, agreement, "agreement_changed", now, changed)
    return agreement


def get_agreement(session: Session, actor: Actor, agreement_id: UUID) -> Agreement:
    """Give an agreement of the actor's authority. Raises NotFound."""
    require_staff(actor)
    own = select(Agreement).where(Agreement.id == agreement_id, Agreement.authority_id == actor.organisation_id)
    agreement = session.exec(own).one_or_none()
    if agreement is None:
        raise NotFound
    return agreement


def list_agreements(session: Session, actor: Actor, *, search: str = "", seen: str = "") -> Page[Agreement]:
    """Give a page of the authority's agreements by title; `search` is part of a title or number."""
    require_staff(actor)
    wanted = select(Agreement).where(
        Agreement.authority_id == actor.organisation_id, after(Agreement.sort_key, Agreement.id, seen)
    )
    if key := sort_key(search):
        wanted = wanted.where(col(Agreement.sort_key).contains(key, autoescape=True))
    ordered = wanted.order_by(col(Agreement.sort_key), col(Agreement.id)).limit(ROWS_A_PAGE + 1)
    return page_of(session.exec(ordered).all(), lambda agreement: (agreement.sort_key, agreement.id))


def agreement_choices(session: Session, actor: Actor) -> list[tuple[UUID, str]]:
    """Give id and words of all agreements of the authority, by title, for a list to choose from."""
    require_staff(actor)
    own = select(Agreement.id, Agreement.title, Agreement.number).where(Agreement.authority_id == actor.organisation_id)
    rows = session.exec(own.order_by(col(Agreement.sort_key)))
    return [(agreement_id, f"{title} ({number})") for agreement_id, title, number in rows]


def _columns(fields: AgreementFields) -> dict[str, Any]:
    lists = {"categories": list(fields.categories), "work_types": list(fields.work_types)}
    return {**asdict(fields), **lists, "sort_key": list_key(fields.title, fields.number)}


def _refuse_contradictions(session: Session, actor: Actor, fields: AgreementFields, *, own_id: UUID | None) -> None:
    if fields.end_on < fields.start_on:
        raise PeriodBackwards
    same = select(Agreement.id).where(
        Agreement.authority_id == actor.organisation_id, Agreement.number == fields.number, Agreement.id != own_id
    )
    if session.exec(same).first() is not None:
        raise NumberInUse(number=fields.number)


def _record(
    session: Session, actor: Actor, agreement: Agreement, name: str, now: datetime, detail: Mapping[str, Json]
) -> None:
    history.record(
        session,
        subject=SUBJECT,
        subject_id=agreement.id,
        name=name,
        actor=actor,
        at=now,
        authority_id=agreement.authority_id,
        detail=dict(detail),
    )
