"""Builders of the follow-up: a contract with its people, a deviation in any state it can be in."""

import itertools
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlmodel import Session

from portal.accounts.actor import Actor, Role
from portal.accounts.models import Organisation, Person
from portal.engine.compiling import compile_form
from portal.engine.definition import Severity
from portal.evidence.models import Evidence
from portal.followup import service
from portal.followup.models import Action, Deviation, DeviationStatus, EndReason
from portal.library.current import CurrentForm
from portal.library.folder import ReferenceTables
from portal.library.keeping import freeze_form
from portal.register.models import Agreement, AgreementKind, Contract
from portal.reporting.models import SelfReport, SelfReportStatus
from portal.rounds.models import Round, RoundStatus
from portal.schema import sort_key
from tests.build import NOW, a_person, a_supplier, an_actor, an_authority

S = DeviationStatus
_count = itertools.count(1)

DAY = timedelta(days=1)
LATER = NOW + DAY


@dataclass
class Case:
    """Two sides of one contract, and everybody who acts in it."""

    authority: Organisation
    supplier: Organisation
    contract: Contract
    people: dict[str, Person]
    reviewer: Actor
    buyer: Actor
    second_buyer: Actor
    other_buyer: Actor
    administrator: Actor
    contact: Actor


def a_case(session: Session) -> Case:
    """A contract with a named buyer, a second buyer who sees all contracts, and one who is named elsewhere."""
    authority, supplier = an_authority(session), a_supplier(session)
    people = {
        "reviewer": a_person(session, authority, roles=(Role.REVIEWER,)),
        "buyer": a_person(session, authority, roles=(Role.BUYER,)),
        "second_buyer": a_person(session, authority, roles=(Role.BUYER, Role.ADMINISTRATOR)),
        "other_buyer": a_person(session, authority, roles=(Role.BUYER,)),
        "administrator": a_person(session, authority, roles=(Role.ADMINISTRATOR,)),
        "contact": a_person(session, supplier, roles=(Role.SUPPLIER_CONTACT,)),
    }
    contract = a_contract(session, authority, supplier, people["buyer"])
    return Case(
        authority=authority,
        supplier=supplier,
        contract=contract,
        people=people,
        reviewer=an_actor(people["reviewer"], authority, Role.REVIEWER),
        buyer=an_actor(people["buyer"], authority, Role.BUYER),
        second_buyer=an_actor(people["second_buyer"], authority, Role.BUYER, Role.ADMINISTRATOR),
        other_buyer=an_actor(people["other_buyer"], authority, Role.BUYER),
        administrator=an_actor(people["administrator"], authority, Role.ADMINISTRATOR),
        contact=an_actor(people["contact"], supplier, Role.SUPPLIER_CONTACT),
    )


def a_contract(session: Session, authority: Organisation, supplier: Organisation, buyer: Person) -> Contract:
    number = f"K-{next(_count)}"
    agreement = Agreement(
        authority_id=authority.id,
        number=number,
        title="PCs and screens",
        sort_key=sort_key("PCs and screens"),
        kind=AgreementKind.GOODS,
        goods_included=True,
        value_nok=Decimal(38_000_000),
        start_on=date(2025, 1, 1),
        end_on=date(2028, 12, 31),
    )
    session.add(agreement)
    session.flush()
    contract = Contract(
        authority_id=authority.id,
        agreement_id=agreement.id,
        supplier_id=supplier.id,
        number=number,
        title=agreement.title,
        sort_key=agreement.sort_key,
        buyer_id=buyer.id,
    )
    session.add(contract)
    session.flush()
    return contract


def a_draft(session: Session, case: Case, **values: Any) -> Deviation:
    """An undecided draft, complete enough to be confirmed."""
    facts: dict[str, Any] = {
        "authority_id": case.authority.id,
        "supplier_id": case.supplier.id,
        "contract_id": case.contract.id,
        "year": 2027,
        "type": "supply_chain_opacity",
        "severity": Severity.MAJOR,
        "place": "sub_supplier",
        "clause": "2.2",
        "facts": "The raw material of the cobalt is not named.",
        "action": {"en": "Name the mines.", "nb": "Oppgi gruvene."},
        "grounds": (
            service.NewGround(
                question_key="origin",
                clause="2.2",
                wording={"en": "Where do the goods come from?", "nb": "Hvor kommer varene fra?"},
                answer={"en": "Cobalt: not known", "nb": "Kobolt: ikke kjent"},
            ),
        ),
    }
    return service.draft_deviation(session, service.NewDraft(**{**facts, **values}), at=NOW)


def an_open(session: Session, case: Case, *, now: datetime = NOW, **values: Any) -> Deviation:
    """A deviation opened by the case's reviewer."""
    draft = a_draft(session, case, **values)
    service.confirm(session, case.reviewer, draft.id, now=now)
    return service.open_deviation(session, case.reviewer, draft.id, now=now)


def a_plan(session: Session, case: Case, deviation: Deviation, *, done: bool = False, now: datetime = NOW) -> Action:
    """A cause, a remedy and one action, finished with a file if `done`."""
    service.save_plan_texts(
        session,
        case.contact,
        deviation.id,
        root_cause="The contract gave no right to know.",
        remedy="Those affected were paid.",
        seen_revision=deviation.revision,
        now=now,
    )
    row = service.Row(what="Ask the refinery for its mines", owner="Ingrid Moen", due_on=(now + 19 * DAY).date())
    action = service.add_action(session, case.contact, deviation.id, row, now=now)
    if done:
        finish(session, case, deviation, action, now=now)
    return action


def finish(session: Session, case: Case, deviation: Deviation, action: Action, *, now: datetime = NOW) -> None:
    file = a_file(session, case)
    service.attach_evidence(session, case.contact, deviation.id, action.id, file, now=now)
    service.finish_action(session, case.contact, deviation.id, action.id, note_text="", now=now)


def a_file(session: Session, case: Case, name: str = "letter.pdf") -> Evidence:
    evidence = Evidence(
        supplier_id=case.supplier.id,
        sha256=f"{next(_count):064x}",
        name=name,
        media_type="application/pdf",
        size=1000,
        uploaded_by_id=case.contact.person_id,
        uploaded_at=NOW,
    )
    session.add(evidence)
    session.flush()
    return evidence


def in_status(session: Session, case: Case, status: DeviationStatus, severity: Severity = Severity.MAJOR) -> Deviation:
    """A deviation in that status, with a complete plan whose action is done, brought there by its own acts."""
    if status in {S.DRAFT, S.DISMISSED}:
        draft = a_draft(session, case, severity=severity)
        return (
            service.dismiss(session, case.reviewer, draft.id, reason="No breach", now=NOW)
            if status is S.DISMISSED
            else draft
        )
    deviation = an_open(session, case, severity=severity, due_in_days=30 if severity is Severity.MAJOR else None)
    a_plan(session, case, deviation, done=True)
    for step in ROUTES[status]:
        step(session, case, deviation)
    return deviation


def _acknowledge(session: Session, case: Case, deviation: Deviation) -> None:
    service.acknowledge(session, case.contact, deviation.id, now=NOW)


def _submit_plan(session: Session, case: Case, deviation: Deviation) -> None:
    service.submit_plan(session, case.contact, deviation.id, now=NOW)


def _return_plan(session: Session, case: Case, deviation: Deviation) -> None:
    service.return_plan(session, case.buyer, deviation.id, reason="The cause is missing", now=NOW)


def _approve_plan(session: Session, case: Case, deviation: Deviation) -> None:
    service.approve_plan(session, case.buyer, deviation.id, now=NOW)


def _submit_evidence(session: Session, case: Case, deviation: Deviation) -> None:
    service.submit_evidence(session, case.contact, deviation.id, now=NOW)


def _verify(session: Session, case: Case, deviation: Deviation) -> None:
    service.verify(session, case.second_buyer, deviation.id, method="Documents", result="In order", now=NOW)


def _dispute(session: Session, case: Case, deviation: Deviation) -> None:
    service.dispute(session, case.contact, deviation.id, reason="We did name them", now=NOW)


def _withdraw(session: Session, case: Case, deviation: Deviation) -> None:
    service.withdraw(session, case.buyer, deviation.id, reason="Our mistake", now=NOW)


def _end(session: Session, case: Case, deviation: Deviation) -> None:
    reason = EndReason.CONTRACT_EXPIRED
    service.end_unresolved(session, case.buyer, deviation.id, reason=reason, note_text="", now=NOW)


ROUTES = {
    S.OPEN: (),
    S.ACKNOWLEDGED: (_acknowledge,),
    S.PLAN_SUBMITTED: (_acknowledge, _submit_plan),
    S.PLAN_RETURNED: (_acknowledge, _submit_plan, _return_plan),
    S.IN_PROGRESS: (_acknowledge, _submit_plan, _approve_plan),
    S.EVIDENCE_SUBMITTED: (_acknowledge, _submit_plan, _approve_plan, _submit_evidence),
    S.DISPUTED: (_dispute,),
    S.CLOSED_VERIFIED: (_acknowledge, _submit_plan, _approve_plan, _submit_evidence, _verify),
    S.CLOSED_UNRESOLVED: (_end,),
    S.WITHDRAWN: (_withdraw,),
}


ASKED = """\
form: asked
version: "1"
source_language: en
title: "Asked"
sections: [{key: only, title: "Only", weight: 0, questions: [{key: policy, type: yes_no, label: "A policy?"}]}]
"""


def a_self_report(
    session: Session, case: Case, *, due_on: date, status: SelfReportStatus = SelfReportStatus.DRAFT
) -> SelfReport:
    """A self-report of the contract, on a form of one question."""
    form_key = f"asked_{next(_count)}"
    form = CurrentForm(compile_form(ASKED.replace("asked", form_key)), {}, ReferenceTables())
    form_hash = freeze_form(session, form, now=NOW).hash
    year = due_on.year
    asked = Round(
        authority_id=case.authority.id,
        form_key=form_key,
        year=year,
        status=RoundStatus.OPEN,
        period_start_on=date(year - 1, 1, 1),
        period_end_on=date(year - 1, 12, 31),
        due_on=due_on,
        form_hash=form_hash,
        planned_by_id=case.administrator.person_id,
        planned_at=NOW,
        opened_at=NOW,
    )
    session.add(asked)
    session.flush()
    report = SelfReport(
        authority_id=case.authority.id,
        supplier_id=case.supplier.id,
        contract_id=case.contract.id,
        round_id=asked.id,
        form_hash=form_hash,
        short=False,
        status=status,
        title="Annual self-report",
        year=year,
        due_on=due_on,
        first_due_on=due_on,
        circumstances={},
        created_at=NOW,
        changed_at=NOW,
    )
    session.add(report)
    session.flush()
    return report
