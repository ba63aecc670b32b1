"""The rounds: last year's, which is closed, this year's, in which everything is going on, and small ones beside it."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from sqlmodel import Session, select

from portal.demo.calendar import DUE_IN, LAST_DUE, LAST_OPENED, OPENED
from portal.demo.world import World
from portal.reporting.models import SelfReport
from portal.rounds.models import Round, RoundContract
from portal.rounds.service import choose, open_round, plan_round

FORM: Final = "due_diligence"

Reports = Mapping[UUID, UUID]
"""The id of the self-report of each supplier."""


def open_last_years(session: Session, world: World, suppliers: Collection[UUID]) -> tuple[Round, Reports]:
    """Open last year's round, which was the first and asked only some of the suppliers."""
    round_ = _plan(session, world, FORM, LAST_OPENED, world.calendar.day(LAST_DUE))
    _choose(session, world, round_, suppliers, LAST_OPENED)
    return _open(session, world, round_, LAST_OPENED)


def open_this_years(session: Session, world: World) -> tuple[Round, Reports]:
    """Open this year's round, which asks all."""
    round_ = _plan(session, world, FORM, OPENED, world.calendar.due(DUE_IN))
    _choose(session, world, round_, None, OPENED)
    return _open(session, world, round_, OPENED)


def open_proposed(session: Session, world: World, form_key: str, *, ago: int, due_in: int) -> tuple[Round, Reports]:
    """Open a round of another questionnaire for the contracts that it is proposed for."""
    return _open(session, world, _plan(session, world, form_key, ago, world.calendar.due(due_in)), ago)


def _plan(session: Session, world: World, form_key: str, ago: int, due_on: date) -> Round:
    moment = world.calendar.at(ago)
    ends = moment.date().replace(day=1) - timedelta(days=1)
    starts = ends.replace(day=1, month=ends.month % 12 + 1, year=ends.year if ends.month == 12 else ends.year - 1)
    return plan_round(
        session,
        world.administrator,
        form_key=form_key,
        year=due_on.year,
        period_start_on=starts,
        period_end_on=ends,
        due_on=due_on,
        now=world.calendar.at(ago + 6),
    )


def _open(session: Session, world: World, round_: Round, ago: int) -> tuple[Round, Reports]:
    open_round(session, world.administrator, round_.id, now=world.calendar.at(ago))
    found = session.exec(select(SelfReport.supplier_id, SelfReport.id).where(SelfReport.round_id == round_.id))
    return round_, dict(found.all())


def _choose(session: Session, world: World, round_: Round, suppliers: Collection[UUID] | None, ago: int) -> None:
    """Take in the wanted suppliers, also where the form was not proposed, and leave out all others."""
    rows = session.exec(
        select(RoundContract.id, RoundContract.supplier_id, RoundContract.chosen).where(
            RoundContract.round_id == round_.id
        )
    ).all()
    wanted = [row_id for row_id, supplier_id, _ in rows if suppliers is None or supplier_id in suppliers]
    unwanted = [row_id for row_id, *_ in rows if row_id not in set(wanted)]
    moment = world.calendar.at(ago + 4)
    for ids, chosen in ((wanted, True), (unwanted, False)):
        if ids:
            choose(session, world.administrator, round_.id, ids, chosen=chosen, now=moment)
