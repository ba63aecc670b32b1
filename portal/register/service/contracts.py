"""Contracts: each supplier's part of an agreement."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import Select

from portal import history
from portal.accounts.actor import Actor, Role
from portal.accounts.models import Membership, Organisation, Person
from portal.errors import NotFound
from portal.paging import ROWS_A_PAGE, Page, after, page_of
from portal.register.errors import BuyerUnknown, NumberInUse, PeriodBackwards
from portal.register.models import Agreement, Contract
from portal.register.service.agreements import get_agreement
from portal.register.service.changes import apply, plain
from portal.register.service.rights import SEES_ALL, require, require_staff
from portal.register.service.suppliers import get_supplier
from portal.register.sorting import list_key
from portal.schema import Json, sort_key

SUBJECT: Final = "contract"


@dataclass(frozen=True)
class ContractFields:
    """What a person enters about a contract; risk 1–5, band 1–4."""

    agreement_id: UUID
    supplier_id: UUID
    number: str
    title: str
    risk: int = 3
    band: int = 2
    buyer_id: UUID | None = None
    end_on: date | None = None


@dataclass(frozen=True)
class ContractEntry:
    """A contract with what stands beside it in a list."""

    contract: Contract
    agreement: Agreement
    supplier: Organisation
    buyer: Person | None

    @property
    def end_on(self) -> date:
        """The day it ends: its own, or the agreement's."""
        return self.contract.end_on or self.agreement.end_on


def add_contract(session: Session, actor: Actor, fields: ContractFields, *, now: datetime) -> Contract:
    """Enter a contract. Raises NotFound for an agreement or supplier of others, BuyerUnknown, NumberInUse,
    PeriodBackwards.
    """
    require(actor, Role.ADMINISTRATOR)
    _refuse_contradictions(session, actor, fields, own_id=None)
    contract = Contract(authority_id=actor.organisation_id, **_columns(fields))
    session.add(contract)
    session.flush()
    detail = {name: plain(value) for name, value in asdict(fields).items()}
    _record(session, actor, contract, "contract_added", now, detail)
    return contract


def change_contract(
    session: Session, actor: Actor, contract_id: UUID, fields: ContractFields, *, now: datetime
) -> Contract:
    """Change a contract; rounds that are open keep the facts they were opened with. Raises as add_contract."""
    require(actor, Role.ADMINISTRATOR)
    own = select(Contract).where(Contract.id == contract_id, Contract.authority_id == actor.organisation_id)
    contract = session.exec(own.with_for_update()).one_or_none()
    if contract is None:
        raise NotFound
    _refuse_contradictions(session, actor, fields, own_id=contract.id)
    changed = apply(contract, _columns(fields))
    changed.pop("sort_key", None)
    session.flush()
    _record(session, actor, contract, "contract_changed", now, changed)
    return contract


def get_contract(session: Session, actor: Actor, contract_id: UUID) -> Contract:
    """Give a contract that the actor may see: reviewers and administrators all, a buyer where named.

    Raises NotFound.
    """
    return get_contract_entry(session, actor, contract_id).contract


def get_contract_entry(session: Session, actor: Actor, contract_id: UUID) -> ContractEntry:
    """Give a contract that the actor may see, with its agreement, supplier and buyer. Raises NotFound."""
    row = session.exec(_visible(actor).where(Contract.id == contract_id)).one_or_none()
    if row is None:
        raise NotFound
    return ContractEntry(*row)


def list_contracts(
    session: Session,
    actor: Actor,
    *,
    search: str = "",
    seen: str = "",
    agreement_id: UUID | None = None,
    supplier_id: UUID | None = None,
) -> Page[ContractEntry]:
    """Give a page of the contracts that the actor may see, by title.

    `search` is part of a title, a number or the supplier's name; the ids narrow the list to one agreement or supplier.
    """
    wanted = _visible(actor).where(after(Contract.sort_key, Contract.id, seen))
    if key := sort_key(search):
        in_title = col(Contract.sort_key).contains(key, autoescape=True)
        wanted = wanted.where(in_title | col(Organisation.sort_key).contains(key, autoescape=True))
    if agreement_id is not None:
        wanted = wanted.where(Contract.agreement_id == agreement_id)
    if supplier_id is not None:
        wanted = wanted.where(Contract.supplier_id == supplier_id)
    ordered = wanted.order_by(col(Contract.sort_key), col(Contract.id)).limit(ROWS_A_PAGE + 1)
    entries = [ContractEntry(*row) for row in session.exec(ordered)]
    return page_of(entries, lambda entry: (entry.contract.sort_key, entry.contract.id))


def buyer_choices(session: Session, actor: Actor) -> list[tuple[UUID, str]]:
    """Give id and name of the buyers of the authority, by name, for a list to choose from."""
    require_staff(actor)
    held = (
        select(Person.id, Person.name)
        .join(Membership, col(Membership.person_id) == Person.id)
        .where(Membership.organisation_id == actor.organisation_id, Membership.role == Role.BUYER)
    )
    return sorted(session.exec(held), key=lambda choice: sort_key(choice[1]))


def _visible(actor: Actor) -> Select[Contract, Agreement, Organisation, Person | None]:
    """The contracts of the authority; for somebody who is only a buyer those where they are named."""
    require_staff(actor)
    wanted = (
        select(Contract, Agreement, Organisation, Person)
        .join(Agreement, col(Agreement.id) == Contract.agreement_id)
        .join(Organisation, col(Organisation.id) == Contract.supplier_id)
        .join(Person, col(Person.id) == Contract.buyer_id, isouter=True)
        .where(Contract.authority_id == actor.organisation_id)
    )
    return wanted if actor.has(*SEES_ALL) else wanted.where(Contract.buyer_id == actor.person_id)


def _columns(fields: ContractFields) -> dict[str, Any]:
    return {**asdict(fields), "sort_key": list_key(fields.title, fields.number)}


def _refuse_contradictions(session: Session, actor: Actor, fields: ContractFields, *, own_id: UUID | None) -> None:
    agreement = get_agreement(session, actor, fields.agreement_id)
    get_supplier(session, actor, fields.supplier_id)
    if fields.end_on is not None and fields.end_on < agreement.start_on:
        raise PeriodBackwards
    if fields.buyer_id is not None and fields.buyer_id not in dict(buyer_choices(session, actor)):
        raise BuyerUnknown
    same = select(Contract.id).where(
        Contract.authority_id == actor.organisation_id, Contract.number == fields.number, Contract.id != own_id
    )
    if session.exec(same).first() is not None:
        raise NumberInUse(number=fields.number)


def _record(
    session: Session, actor: Actor, contract: Contract, name: str, now: datetime, detail: Mapping[str, Json]
) -> None:
    history.record(
        session,
        subject=SUBJECT,
        subject_id=contract.id,
        name=name,
        actor=actor,
        at=now,
        authority_id=contract.authority_id,
        detail=dict(detail),
    )
