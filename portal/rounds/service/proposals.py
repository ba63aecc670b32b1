"""Which contracts a form is proposed to, with the reason, and which of them the administrator chose."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from portal import history
from portal.accounts.actor import Actor, Role
from portal.accounts.models import Organisation
from portal.engine.circumstances import Circumstances
from portal.engine.compiled import CompiledForm
from portal.engine.functions import Reference
from portal.paging import ROWS_A_PAGE, Page, after, page_of
from portal.register.models import Contract
from portal.register.service import ContractFacts, facts_of_current, require
from portal.rounds import forms
from portal.rounds.errors import RoundNotPlanned
from portal.rounds.models import Round, RoundContract, RoundStatus
from portal.rounds.reasons import Decision, decide
from portal.rounds.service.reading import get_round, lock_round
from portal.schema import sort_key


@dataclass(frozen=True)
class Proposal:
    """One line of the proposals page."""

    row: RoundContract
    contract: Contract
    supplier_name: str


@dataclass(frozen=True)
class Counts:
    """How many contracts of a round are proposed, chosen, and chosen with the short form."""

    total: int
    proposed: int
    chosen: int
    short: int

    @property
    def long(self) -> int:
        """How many are chosen with the full form."""
        return self.chosen - self.short


class Only(StrEnum):
    """What part of the proposals a page shows."""

    ALL = "all"
    CHOSEN = "chosen"
    LEFT_OUT = "left_out"


def propose(session: Session, round_: Round, *, today: date) -> None:
    """Make or renew the row of every contract that runs in the round's period.

    A decision that the administrator made against the proposal stays; a row that only followed the proposal
    follows the new one. Contracts that no longer run leave the round.
    """
    form = forms.current(round_.form_key)
    reference = forms.reference(session, round_.authority_id, round_.form_key, today)
    known = {row.contract_id: row for row in _rows(session, round_.id)}
    for facts in facts_of_current(session, round_.authority_id, round_.period_start_on, round_.period_end_on):
        row = known.pop(facts.contract_id, None)
        applies, short = judge(form, round_, facts, reference=reference, today=today)
        if row is None:
            session.add(_row(round_, facts, applies, short))
        else:
            _renew(row, facts, applies, short)
    for gone in known.values():
        session.delete(gone)
    session.flush()


def judge(
    form: CompiledForm, round_: Round, facts: ContractFacts, *, reference: Reference, today: date
) -> tuple[Decision, Decision]:
    """Ask the form whether it applies to a contract, and whether its short form does."""
    circumstances = Circumstances(
        today=today,
        contract=facts.contract,
        supplier=facts.supplier,
        round={
            "year": round_.year,
            "period_start_on": round_.period_start_on,
            "period_end_on": round_.period_end_on,
            "due_on": round_.due_on,
        },
        reference=reference,
    )
    short = decide(form, form.form.short_when, circumstances) if form.form.short_when else Decision(holds=False)
    return decide(form, form.form.applies_when, circumstances), short


def choose(
    session: Session,
    actor: Actor,
    round_id: UUID,
    row_ids: Collection[UUID] | None,
    *,
    chosen: bool | None = None,
    short: bool | None = None,
    now: datetime,
) -> int:
    """Choose contracts or leave them out, or change the length of their form; None leaves a thing as it is.

    `row_ids` None means all contracts of the round. Gives how many rows changed. Raises NotFound, RoundNotPlanned.
    """
    require(actor, Role.ADMINISTRATOR)
    round_ = lock_round(session, actor, round_id)
    if round_.status is not RoundStatus.PLANNED:
        raise RoundNotPlanned(status=round_.status)
    values = {name: value for name, value in (("chosen", chosen), ("short", short)) if value is not None}
    differs = sa.or_(*(getattr(RoundContract, name) != value for name, value in values.items()))
    if not values:
        return 0
    change = sa.update(RoundContract).where(col(RoundContract.round_id) == round_.id, differs).values(values)
    if row_ids is not None:
        change = change.where(col(RoundContract.id).in_(row_ids))
    changed = session.scalars(change.returning(col(RoundContract.contract_id))).all()
    if changed:
        history.record(
            session,
            subject="round",
            subject_id=round_.id,
            name="contracts_chosen",
            actor=actor,
            at=now,
            authority_id=round_.authority_id,
            detail={**values, "count": len(changed), "contract_ids": [str(contract_id) for contract_id in changed]},
        )
    return len(changed)


def list_proposals(
    session: Session, actor: Actor, round_id: UUID, *, only: Only = Only.ALL, search: str = "", seen: str = ""
) -> Page[Proposal]:
    """Give a page of a round's contracts by title; `search` is part of a title, a number or a supplier's name."""
    round_ = get_round(session, actor, round_id)
    wanted = (
        select(RoundContract, Contract, col(Organisation.name))
        .join(Contract, col(Contract.id) == RoundContract.contract_id)
        .join(Organisation, col(Organisation.id) == RoundContract.supplier_id)
        .where(RoundContract.round_id == round_.id, after(Contract.sort_key, Contract.id, seen))
    )
    if only is not Only.ALL:
        wanted = wanted.where(col(RoundContract.chosen).is_(only is Only.CHOSEN))
    if key := sort_key(search):
        in_title = col(Contract.sort_key).contains(key, autoescape=True)
        wanted = wanted.where(in_title | col(Organisation.sort_key).contains(key, autoescape=True))
    ordered = wanted.order_by(col(Contract.sort_key), col(Contract.id)).limit(ROWS_A_PAGE + 1)
    proposals = [Proposal(*row) for row in session.exec(ordered)]
    return page_of(proposals, lambda proposal: (proposal.contract.sort_key, proposal.contract.id))


def count_contracts(session: Session, actor: Actor, round_id: UUID) -> Counts:
    """Count the contracts of a round. Raises NotFound."""
    round_ = get_round(session, actor, round_id)
    chosen = col(RoundContract.chosen)
    counted = sa.select(
        sa.func.count(),
        sa.func.count().filter(col(RoundContract.applies).is_(True)),
        sa.func.count().filter(chosen),
        sa.func.count().filter(chosen & col(RoundContract.short)),
    ).where(col(RoundContract.round_id) == round_.id)
    return Counts(*session.execute(counted).one())


def chosen_rows(session: Session, round_: Round) -> Sequence[RoundContract]:
    """Give the chosen contracts of a round in the order of the list, locked until the request ends."""
    chosen = (
        select(RoundContract)
        .join(Contract, col(Contract.id) == RoundContract.contract_id)
        .where(RoundContract.round_id == round_.id, col(RoundContract.chosen))
        .order_by(col(Contract.sort_key), col(Contract.id))
        .with_for_update(of=RoundContract)
    )
    return session.exec(chosen).all()


def _rows(session: Session, round_id: UUID) -> Iterable[RoundContract]:
    return session.exec(select(RoundContract).where(RoundContract.round_id == round_id))


def _row(round_: Round, facts: ContractFacts, applies: Decision, short: Decision) -> RoundContract:
    row = RoundContract(
        round_id=round_.id,
        authority_id=round_.authority_id,
        supplier_id=facts.supplier_id,
        contract_id=facts.contract_id,
        chosen=applies.holds is True,
        short=short.holds is True,
    )
    _tell(row, facts, applies, short)
    return row


def _renew(row: RoundContract, facts: ContractFacts, applies: Decision, short: Decision) -> None:
    if row.chosen == (row.applies is True):
        row.chosen = applies.holds is True
    if row.short == (row.short_applies is True):
        row.short = short.holds is True
    _tell(row, facts, applies, short)


def _tell(row: RoundContract, facts: ContractFacts, applies: Decision, short: Decision) -> None:
    """Write what was found into the row, which says nothing about what was chosen."""
    row.applies, row.short_applies = applies.holds, short.holds
    row.facts = facts.as_json()
    row.reasons = [reason.as_json() for reason in applies.reasons]
    row.short_reasons = [reason.as_json() for reason in short.reasons]
