"""Builders of rounds: planned and opened as people do it, on the shipped questionnaire on due diligence."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlmodel import Session

from portal.accounts.actor import Role
from portal.accounts.models import Organisation
from portal.register.models import Contract
from portal.rounds import service
from portal.rounds.models import Round
from tests.build import NOW, somebody
from tests.register.build import a_contract

FORM = "due_diligence"
DAYS = {"period_start_on": date(2026, 1, 1), "period_end_on": date(2026, 12, 31), "due_on": date(2027, 4, 16)}


def a_planned_round(session: Session, authority: Organisation, *, now: datetime = NOW, **values: object) -> Round:
    """A round for 2026, due on Friday 16 April 2027; every contract that runs in 2026 is proposed or left out."""
    actor = somebody(session, authority, Role.ADMINISTRATOR)
    return service.plan_round(session, actor, **({"form_key": FORM, "year": 2026, **DAYS} | values), now=now)


def an_open_round(
    session: Session,
    authority: Organisation,
    contracts: Sequence[Contract] = (),
    *,
    short: bool = False,
    **values: object,
) -> Round:
    """A round that is open with exactly these contracts (a new one unless named), all with the full or short form."""
    chosen = {contract.id for contract in contracts or [a_contract(session, authority)]}
    round_ = a_planned_round(session, authority, **values)
    actor = somebody(session, authority, Role.ADMINISTRATOR)
    now = values.get("now", NOW)
    assert isinstance(now, datetime)
    rows = service.list_proposals(session, actor, round_.id).rows
    service.choose(session, actor, round_.id, None, chosen=False, short=short, now=now)
    marked = [proposal.row.id for proposal in rows if proposal.contract.id in chosen]
    service.choose(session, actor, round_.id, marked, chosen=True, now=now)
    return service.open_round(session, actor, round_.id, now=now)
