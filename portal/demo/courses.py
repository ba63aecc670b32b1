"""How a deviation gets to where it is: act by act, each on its own day, by the people whose act it is."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from sqlmodel import Session

from portal.accounts.actor import Actor
from portal.deadlines import today
from portal.demo.calendar import Calendar
from portal.demo.files import store_file
from portal.demo.goods import Words
from portal.demo.remedies import CONTAINED, DISPUTED, MAKING_GOOD, remedy_for
from portal.demo.world import Delivery
from portal.followup import service
from portal.followup.models import Deviation, DeviationStatus, EndReason
from portal.followup.rules import GRAVE

S = DeviationStatus

WHY_PLAN_RETURNED: Final = "Tiltakene sier hva som skal gjøres, men ikke hvordan dere vil se at det virker."
WHY_WITHDRAWN: Final = "Leverandøren har vist at kravet ikke gjaldt denne leveransen."
WHY_UNRESOLVED: Final = "Underleverandøren ble byttet ut uten at årsaken ble funnet."
HOW_VERIFIED: Final = "Gjennomgang av dokumenter og samtale med leverandøren"
WHAT_WAS_FOUND: Final = "Tiltakene er gjennomført, og dokumentene viser det som ble lovet."


@dataclass
class Case:
    """One opened deviation on its way.

    `pace` stretches the days of its course (1 is the usual one), so that the last act of a case that is going on is
    not long ago.
    """

    session: Session
    calendar: Calendar
    deviation: Deviation
    delivery: Delivery
    second_buyer: Actor
    pace: float = 1.0

    def at(self, days: float) -> datetime:
        """Give a moment so many days of the usual course after opening, never later than now."""
        opened = self.deviation.opened_at or self.calendar.now
        return min(opened + timedelta(days=days * self.pace), self.calendar.now)

    def words(self, words: Words) -> str:
        """Give a text in the supplier's language."""
        return self.delivery.write(words)


def planned(cases: Iterable[tuple[Case, DeviationStatus]]) -> list[Callable[[], None]]:
    """Give the acts that take deviations to their statuses, in the order of time."""
    acts = [(case.at(DAYS[act]), partial(act, case)) for case, target in cases for act in COURSES[target]]
    return [act for _, act in sorted(acts, key=lambda one: one[0])]


def _acknowledge(case: Case) -> None:
    service.acknowledge(case.session, case.delivery.contact, case.deviation.id, now=case.at(DAYS[_acknowledge]))


def _contain(case: Case) -> None:
    if case.deviation.severity in GRAVE:
        facts = case.words(CONTAINED)
        service.contain(
            case.session, case.delivery.contact, case.deviation.id, facts=facts, now=case.at(DAYS[_contain])
        )


def _write_plan(case: Case) -> None:
    deviation, contact, remedy = case.deviation, case.delivery.contact, remedy_for(case.deviation.type)
    service.save_plan_texts(
        case.session,
        contact,
        deviation.id,
        root_cause=case.words(remedy.cause),
        remedy=case.words(MAKING_GOOD) if deviation.people_harmed else "",
        seen_revision=deviation.revision,
        now=case.at(DAYS[_write_plan]),
    )
    opened, closing = deviation.opened_at or case.calendar.now, deviation.closing_due_at
    for what, days in ((remedy.first, 20), (remedy.second, 28)):
        due = opened + timedelta(days=days)
        row = service.Row(case.words(what), contact.name, today(min(due, closing) if closing else due))
        service.add_action(case.session, contact, deviation.id, row, now=case.at(DAYS[_write_plan] + 1))


def _send_plan(case: Case) -> None:
    service.submit_plan(case.session, case.delivery.contact, case.deviation.id, now=case.at(DAYS[_send_plan]))


def _return_plan(case: Case) -> None:
    buyer = case.delivery.buyer
    service.return_plan(
        case.session, buyer, case.deviation.id, reason=WHY_PLAN_RETURNED, now=case.at(DAYS[_return_plan])
    )


def _approve_plan(case: Case) -> None:
    service.approve_plan(case.session, case.delivery.buyer, case.deviation.id, now=case.at(DAYS[_approve_plan]))


def _start(case: Case) -> None:
    first, *_ = service.actions_of(case.session, case.deviation)
    service.start(case.session, case.delivery.contact, case.deviation.id, first.id, now=case.at(DAYS[_start]))


def _finish(case: Case) -> None:
    contact, remedy = case.delivery.contact, remedy_for(case.deviation.type)
    for action in service.actions_of(case.session, case.deviation):
        moment = case.at(DAYS[_finish])
        title = case.words(remedy.file)
        file = store_file(case.session, contact, title, dated_on=today(moment), now=moment)
        service.attach_evidence(case.session, contact, case.deviation.id, action.id, file, now=moment)
        service.finish_action(case.session, contact, case.deviation.id, action.id, note_text="", now=moment)


def _send_evidence(case: Case) -> None:
    service.submit_evidence(case.session, case.delivery.contact, case.deviation.id, now=case.at(DAYS[_send_evidence]))


def _verify(case: Case) -> None:
    """What is grave is verified by somebody else than who approved the plan."""
    verifier = case.second_buyer if case.deviation.severity in GRAVE else case.delivery.buyer
    said = {"method": HOW_VERIFIED, "result": WHAT_WAS_FOUND}
    service.verify(case.session, verifier, case.deviation.id, **said, now=case.at(DAYS[_verify]))


def _dispute(case: Case) -> None:
    reason = case.words(DISPUTED)
    service.dispute(
        case.session, case.delivery.signatory, case.deviation.id, reason=reason, now=case.at(DAYS[_dispute])
    )


def _withdraw(case: Case) -> None:
    service.withdraw(
        case.session, case.delivery.buyer, case.deviation.id, reason=WHY_WITHDRAWN, now=case.at(DAYS[_withdraw])
    )


def _end(case: Case) -> None:
    service.end_unresolved(
        case.session,
        case.delivery.buyer,
        case.deviation.id,
        reason=EndReason.SUB_SUPPLIER_REPLACED,
        note_text=WHY_UNRESOLVED,
        now=case.at(DAYS[_end]),
    )


Course = Sequence[Callable[[Case], None]]

DAYS: Final[Mapping[Callable[[Case], None], float]] = {
    _acknowledge: 1,
    _contain: 2,
    _dispute: 6,
    _write_plan: 8,
    _send_plan: 10,
    _return_plan: 15,
    _approve_plan: 15,
    _start: 17,
    _withdraw: 20,
    _finish: 30,
    _send_evidence: 32,
    _verify: 44,
    _end: 49,
}
"""On which day of the usual course each act begins."""

_RECEIVED: Final[Course] = (_acknowledge, _contain)
_PLANNED: Final[Course] = (*_RECEIVED, _write_plan, _send_plan)
_WORKING: Final[Course] = (*_PLANNED, _approve_plan, _start)
_SHOWN: Final[Course] = (*_WORKING, _finish, _send_evidence)

COURSES: Final[Mapping[DeviationStatus, Course]] = {
    S.OPEN: (),
    S.ACKNOWLEDGED: _RECEIVED,
    S.PLAN_SUBMITTED: _PLANNED,
    S.PLAN_RETURNED: (*_PLANNED, _return_plan),
    S.IN_PROGRESS: _WORKING,
    S.EVIDENCE_SUBMITTED: _SHOWN,
    S.DISPUTED: (*_RECEIVED, _dispute),
    S.CLOSED_VERIFIED: (*_SHOWN, _verify),
    S.CLOSED_UNRESOLVED: (*_WORKING, _end),
    S.WITHDRAWN: (_acknowledge, _dispute, _withdraw),
}
"""The acts that lead to each status of an opened deviation, in their order."""


def lasts(target: DeviationStatus) -> float:
    """Give the day of the usual course on which a status is reached."""
    return max((DAYS[act] for act in COURSES[target]), default=1)


def pace_for(target: DeviationStatus, elapsed: float, since: float) -> float:
    """Give the pace at which a status is reached so many days ago, of the days that have passed since opening."""
    return max(elapsed - since, elapsed / 2) / lasts(target)
