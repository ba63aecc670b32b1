"""A round opens with a frozen form, and closes when nobody has anything left to do in it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlmodel import Session, col, func, select

from portal import history
from portal.accounts.actor import Actor, Role
from portal.accounts.models import Membership, Organisation
from portal.deadlines import today
from portal.register.service import facts_of, require
from portal.rounds import forms, hooks
from portal.rounds.errors import DueTooSoon, NothingChosen, ReportsUnfinished, RoundNotOpen, RoundNotPlanned
from portal.rounds.models import Round, RoundContract
from portal.rounds.service.proposals import chosen_rows
from portal.rounds.service.reading import get_round, lock_round
from portal.rounds.service.versions import find_new_version, require_acceptance
from portal.rounds.transitions import ACTS, Act, Need, Transition
from portal.schema import Json


@dataclass(frozen=True)
class Outlook:
    """What opening a round would do: self-reports made, people invited, and suppliers whom nobody would tell."""

    reports: int
    suppliers: int
    invitations: int
    unreachable: tuple[str, ...]


def foresee_opening(session: Session, actor: Actor, round_id: UUID) -> Outlook:
    """Say what opening would do, for the page that asks for confirmation. Raises NotFound."""
    round_ = get_round(session, actor, round_id)
    chosen = select(RoundContract.supplier_id).where(RoundContract.round_id == round_.id, col(RoundContract.chosen))
    reports, suppliers = session.exec(
        select(func.count(), func.count(func.distinct(RoundContract.supplier_id))).where(
            RoundContract.round_id == round_.id, col(RoundContract.chosen)
        )
    ).one()
    contacts = select(Membership.organisation_id, Membership.person_id).where(
        col(Membership.organisation_id).in_(chosen), Membership.role == Role.SUPPLIER_CONTACT
    )
    told = list(session.exec(contacts))
    silent = (
        select(col(Organisation.name))
        .where(col(Organisation.id).in_(chosen), col(Organisation.id).not_in([supplier for supplier, _ in told]))
        .order_by(col(Organisation.sort_key))
    )
    return Outlook(reports, suppliers, len({person for _, person in told}), tuple(session.exec(silent)))


def open_round(session: Session, actor: Actor, round_id: UUID, *, accepted: str = "", now: datetime) -> Round:
    """Freeze the form, keep the facts of the chosen contracts, and have their self-reports made.

    `accepted` is the hash of a version of the form that the administrator has said yes to, where it is a new one.
    Raises NotFound, RoundNotPlanned, FormNotUsable, NothingChosen, DueTooSoon, VersionNotAccepted, and library's
    FrozenFormDiffers.
    """
    transition = ACTS[Act.OPEN]
    require(actor, transition.who)
    round_ = lock_round(session, actor, round_id)
    if round_.status is not transition.before:
        raise RoundNotPlanned(status=round_.status)
    rows = chosen_rows(session, round_)
    _refuse_what_lacks(session, round_, rows, transition, now)
    version = find_new_version(session, round_, now=now)
    require_acceptance(version, accepted)
    round_.form_hash = forms.freeze(session, round_.form_key, now=now)
    round_.status, round_.opened_at = transition.after, now
    facts = facts_of(session, [row.contract_id for row in rows])
    for row in rows:
        row.facts = facts[row.contract_id].as_json()
    session.flush()
    detail: dict[str, Json] = {"form_hash": round_.form_hash, "contracts": len(rows)}
    if version is not None:
        detail["form_before"] = version.old.hash
    _record(session, actor, round_, "round_opened", now, detail)
    for opened in hooks.opened:
        opened(session, round_, rows, actor, now)
    return round_


def close_round(session: Session, actor: Actor, round_id: UUID, *, now: datetime) -> Round:
    """Close a round whose self-reports are all reviewed, missing or cancelled.

    Raises NotFound, RoundNotOpen, ReportsUnfinished.
    """
    transition = ACTS[Act.CLOSE]
    require(actor, transition.who)
    round_ = lock_round(session, actor, round_id)
    if round_.status is not transition.before:
        raise RoundNotOpen(status=round_.status)
    _refuse_what_lacks(session, round_, (), transition, now)
    round_.status, round_.closed_at = transition.after, now
    session.flush()
    _record(session, actor, round_, "round_closed", now, {})
    return round_


def _refuse_what_lacks(
    session: Session, round_: Round, rows: Sequence[RoundContract], transition: Transition, now: datetime
) -> None:
    for need in transition.needs:
        NEEDS[need](session, round_, rows, now)


def _need_form(_session: Session, round_: Round, _rows: Sequence[RoundContract], _now: datetime) -> None:
    forms.current(round_.form_key)


def _need_contracts(_session: Session, _round: Round, rows: Sequence[RoundContract], _now: datetime) -> None:
    if not rows:
        raise NothingChosen


def _need_days(_session: Session, round_: Round, _rows: Sequence[RoundContract], now: datetime) -> None:
    if round_.due_on <= today(now):
        raise DueTooSoon(due_on=round_.due_on)


def _need_finished(session: Session, round_: Round, _rows: Sequence[RoundContract], _now: datetime) -> None:
    unfinished = sum(count(session, round_.id) for count in hooks.unfinished)
    if unfinished:
        raise ReportsUnfinished(count=unfinished)


NEEDS: Final[Mapping[Need, Callable[[Session, Round, Sequence[RoundContract], datetime], None]]] = {
    Need.FORM: _need_form,
    Need.CONTRACTS: _need_contracts,
    Need.DAYS: _need_days,
    Need.FINISHED: _need_finished,
}
"""The test of each need; it raises what the act refuses."""


def _record(session: Session, actor: Actor, round_: Round, name: str, now: datetime, detail: dict[str, Json]) -> None:
    history.record(
        session,
        subject="round",
        subject_id=round_.id,
        name=name,
        actor=actor,
        at=now,
        authority_id=round_.authority_id,
        detail=detail,
    )
