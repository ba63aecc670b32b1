"""A round is planned: a form, a year, a period, a day; the proposals follow."""

from datetime import date, datetime
from uuid import UUID

from sqlmodel import Session, select

from portal import history
from portal.accounts.actor import Actor, Role
from portal.deadlines import today
from portal.register.service import require
from portal.rounds import forms
from portal.rounds.errors import DaysContradict, DueTooSoon, RoundExists, RoundNotPlanned
from portal.rounds.models import Round, RoundStatus
from portal.rounds.service.proposals import propose
from portal.rounds.service.reading import lock_round
from portal.rounds.transitions import ACTS, Act
from portal.schema import Json


def plan_round(
    session: Session,
    actor: Actor,
    *,
    form_key: str,
    year: int,
    period_start_on: date,
    period_end_on: date,
    due_on: date,
    now: datetime,
) -> Round:
    """Plan a round and propose every contract that runs in its period.

    Raises FormNotUsable, RoundExists, DaysContradict, DueTooSoon.
    """
    require(actor, Role.ADMINISTRATOR)
    forms.current(form_key)
    same = select(Round.id).where(
        Round.authority_id == actor.organisation_id,
        Round.form_key == form_key,
        Round.year == year,
        Round.status != RoundStatus.DISCARDED,
    )
    if session.exec(same).first() is not None:
        raise RoundExists(year=year)
    refuse_impossible_days(period_start_on, period_end_on, due_on, today(now))
    round_ = Round(
        authority_id=actor.organisation_id,
        form_key=form_key,
        year=year,
        period_start_on=period_start_on,
        period_end_on=period_end_on,
        due_on=due_on,
        planned_by_id=actor.person_id,
        planned_at=now,
    )
    session.add(round_)
    session.flush()
    propose(session, round_, today=today(now))
    _record(session, actor, round_, "round_planned", now)
    return round_


def change_round(
    session: Session,
    actor: Actor,
    round_id: UUID,
    *,
    period_start_on: date,
    period_end_on: date,
    due_on: date,
    now: datetime,
) -> Round:
    """Change the days of a planned round, and renew its proposals from the register as it is now.

    Raises NotFound, RoundNotPlanned, FormNotUsable, DaysContradict, DueTooSoon.
    """
    require(actor, Role.ADMINISTRATOR)
    round_ = lock_round(session, actor, round_id)
    if round_.status is not RoundStatus.PLANNED:
        raise RoundNotPlanned(status=round_.status)
    refuse_impossible_days(period_start_on, period_end_on, due_on, today(now))
    round_.period_start_on, round_.period_end_on, round_.due_on = period_start_on, period_end_on, due_on
    session.flush()
    propose(session, round_, today=today(now))
    _record(session, actor, round_, "round_changed", now)
    return round_


def discard_round(session: Session, actor: Actor, round_id: UUID, *, now: datetime) -> Round:
    """Give up a planned round; nobody was told of it, and the same questionnaire and year can be planned anew.

    Raises NotFound, RoundNotPlanned.
    """
    transition = ACTS[Act.DISCARD]
    require(actor, transition.who)
    round_ = lock_round(session, actor, round_id)
    if round_.status is not transition.before:
        raise RoundNotPlanned(status=round_.status)
    round_.status = transition.after
    session.flush()
    _record(session, actor, round_, "round_discarded", now)
    return round_


def refuse_impossible_days(period_start_on: date, period_end_on: date, due_on: date, today_: date) -> None:
    """Raise DaysContradict when the period runs backwards or is due before it begins, DueTooSoon for a day gone by."""
    if period_end_on < period_start_on or due_on <= period_start_on:
        raise DaysContradict
    if due_on <= today_:
        raise DueTooSoon(due_on=due_on)


def _record(session: Session, actor: Actor, round_: Round, name: str, now: datetime) -> None:
    detail: dict[str, Json] = {
        "form_key": round_.form_key,
        "year": round_.year,
        "period_start_on": round_.period_start_on.isoformat(),
        "period_end_on": round_.period_end_on.isoformat(),
        "due_on": round_.due_on.isoformat(),
    }
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
