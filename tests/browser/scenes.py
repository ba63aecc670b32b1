"""One thing of every kind, and the people who may look at it: what the pages show when all of them are visited."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from textwrap import dedent
from typing import Any
from uuid import UUID

from sqlmodel import Session

from portal.accounts.actor import ROLES_OF, Role
from portal.accounts.links import make_link
from portal.accounts.models import Organisation, Person
from portal.deadlines import now
from portal.engine.definition import Severity, TypeKey
from portal.followup.models import DeviationStatus
from portal.followup.service.ownership import actions_of
from portal.register.models import Contract
from portal.register.service import SiteFields, add_site
from portal.reporting.models import AnswerRow
from portal.reporting.service.reports import form_of
from portal.reviewing.service.concluding import conclude
from portal.reviewing.service.deciding import confirm_draft, dismiss_draft
from portal.reviewing.service.grading import grade
from portal.schema import new_id
from tests.browser.forms import EVERY_TYPE_TEXT
from tests.browser.shipped import an_earlier_version, answered
from tests.build import NOW, a_person, a_supplier, an_actor, an_authority, somebody
from tests.followup.build import a_case, a_draft, a_plan, in_status
from tests.register.build import a_contract
from tests.reporting.build import Started, a_report, answer
from tests.reviewing.build import Case, a_review, drafts, the_draft
from tests.rounds.build import a_planned_round, an_open_round

Pages = Sequence[tuple[str, dict[str, Any]]]


@dataclass(frozen=True)
class Scene:
    """People by role (None: a stranger), and pages: an endpoint with the values of its address."""

    people: Mapping[Role | None, Person | None]
    pages: Pages


def public(session: Session) -> Scene:
    link = make_link(session, a_person(session).id, next_path="/", now=now())
    pages: Pages = [("sign_in", {}), ("link_sent", {}), ("open_link", {"token": link})]
    names = [(f"accounts.{name}", values) for name, values in pages]
    return Scene({None: None}, [*names, ("home.start", {}), ("components.gallery", {})])


def people(session: Session) -> Scene:
    """Pages about oneself and one's colleagues, and everybody's start page, on both sides."""
    case = a_case(session)
    in_status(session, case, DeviationStatus.OPEN)
    names = ("profile", "organisations", "people", "invite")
    pages = [(f"accounts.{name}", {}) for name in names]
    return Scene(everybody(session, case.authority, case.supplier), [*pages, ("home.start", {})])


def sites(session: Session) -> Scene:
    """A supplier's register of sites, with one in it."""
    supplier = a_supplier(session)
    mill = add_site(session, somebody(session, supplier), SiteFields("Narayan Mill", "BD", "Plot 7, Gazipur"), now=NOW)
    pages: Pages = [("sites", {}), ("new_site", {}), ("site", {"site_id": mill.id})]
    return Scene(everybody(session, supplier), [(f"register.{name}", values) for name, values in pages])


def register(session: Session) -> Scene:
    authority = an_authority(session)
    contract = a_contract(session, authority)
    supplier, agreement = {"supplier_id": contract.supplier_id}, {"agreement_id": contract.agreement_id}
    own = {"contract_id": contract.id}
    pages: Pages = [
        ("suppliers", {}),
        ("supplier", supplier),
        ("new_supplier", {}),
        ("agreements", {}),
        ("agreement", agreement),
        ("new_agreement", {}),
        ("edit_agreement", agreement),
        ("contracts", {}),
        ("contract", own),
        ("new_contract", {}),
        ("edit_contract", own),
        ("limits", {}),
    ]
    return Scene(
        everybody(session, authority, names=contract), [(f"register.{name}", values) for name, values in pages]
    )


def rounds(session: Session) -> Scene:
    authority = an_authority(session)
    is_open = {"round_id": an_open_round(session, authority, year=2027).id}
    planned = {"round_id": a_planned_round(session, authority).id}
    pages: Pages = [
        ("rounds.rounds", {}),
        ("rounds.round", planned),
        ("rounds.round", is_open),
        ("rounds.new_round", {}),
        ("rounds.edit_round", planned),
        ("rounds.opening", planned),
        ("reporting.progress", is_open),
    ]
    return Scene(everybody(session, authority), pages)


def new_version(session: Session) -> Scene:
    """A round that is open on an earlier version of the questionnaire, with answers, and one that is planned."""
    started = a_report(session, an_earlier_version())
    answer(session, started, s1_lead_policy=True, topics_of_policy=("hse",))
    pages: Pages = [
        ("reviewing.version", {"round_id": started.round.id}),
        ("rounds.round", {"round_id": started.round.id}),
        ("rounds.opening", {"round_id": a_planned_round(session, started.authority).id}),
    ]
    return Scene(everybody(session, started.authority, started.supplier), pages)


def reporting(session: Session) -> Scene:
    """A self-report with every type of question: half answered, and one that was sent."""
    started = a_report(session, dedent(EVERY_TYPE_TEXT))
    answer(session, started, has_policy=True, long_text="A text\n\nin parts", percent=None)
    row = a_row(session, started)
    sent = a_review(session, like=started, year=2026)
    one = {"report_id": started.report.id}
    section, table = one | {"section_key": "every"}, one | {"table_key": "rows"}
    pages: Pages = [
        ("reports", {}),
        ("report", one),
        ("section", section),
        ("section", section | {"mend": ""}),
        ("new_row", table),
        ("row", table | {"row_id": row}),
        ("paste", table),
        ("check", one),
        ("sign", one),
        ("report", {"report_id": sent.report.id}),
        ("receipt", {"report_id": sent.report.id, "number": 1}),
        ("standing", one),
    ]
    found = everybody(session, started.authority, started.supplier, names=started.contract)
    return Scene(found, [(f"reporting.{name}", values) for name, values in pages])


def questionnaire(session: Session) -> Scene:
    """The shipped questionnaire, answered and in bokmål: the longest words and the most questions there are."""
    authority = an_authority(session)
    contract = a_contract(session, authority, title="Arbeidstøy og verneutstyr")
    supplier = session.get_one(Organisation, contract.supplier_id)
    signatory = a_person(session, supplier, roles=(Role.SUPPLIER_CONTACT, Role.SIGNATORY), language="nb")
    report = answered(session, an_open_round(session, authority, [contract]), an_actor(signatory, supplier))
    form = form_of(session, report).compiled.form
    one = {"report_id": report.id}
    tables = [question.key for question in form.questions() if question.type is TypeKey.TABLE]
    pages: Pages = [
        ("report", one),
        *(("section", one | {"section_key": section.key, "mend": ""}) for section in form.sections),
        *(("new_row", one | {"table_key": key}) for key in tables),
        ("check", one),
        ("sign", one),
    ]
    return Scene({Role.SIGNATORY: signatory}, [(f"reporting.{name}", values) for name, values in pages])


def reviewing(session: Session) -> Scene:
    """A review with a question that waits, drafts open and decided, and one that is finished."""
    case = a_review(session, harms=[("child_labour", "actual"), ("wages", "actual")], with_policy=True)
    done = a_review(session, like=case.started, year=2026)
    finish(session, done)
    dismissed, open_draft = drafts(session, case)[:2]
    dismiss_draft(
        session, case.reviewer, case.review.id, dismissed.id, reason="It is told twice, once in each table", now=NOW
    )
    one = {"review_id": case.review.id}
    pages: Pages = [
        ("queue", {}),
        ("queue", {"show": "concluded"}),
        ("review", one),
        ("review", {"review_id": done.review.id}),
        ("question", one | {"question_key": "has_policy"}),
        ("question", one | {"question_key": "how"}),
        ("question", one | {"question_key": "harms"}),
        ("draft", one | {"draft_id": open_draft.id}),
        ("draft", one | {"draft_id": dismissed.id}),
        ("conclusion", one),
        ("return_page", one),
        ("outcome", {"report_id": done.report.id}),
    ]
    started = case.started
    found = everybody(session, started.authority, started.supplier, names=started.contract)
    return Scene(found, [(f"reviewing.{name}", values) for name, values in pages])


def finish(session: Session, case: Case) -> None:
    draft = the_draft(session, case, "documentation_missing")
    confirm_draft(session, case.reviewer, case.review.id, draft.id, now=NOW)
    grade(
        session,
        case.reviewer,
        case.review.id,
        "how",
        points=Decimal(2),
        reason="It is written down, and nobody has looked whether it is done",
        now=NOW,
    )
    conclude(session, case.reviewer, case.review.id, now=NOW)


def following_up(session: Session) -> Scene:
    """A deviation in every state that has pages of its own."""
    case = a_case(session)
    states = DeviationStatus
    cases = {status: in_status(session, case, status) for status in states if status is not states.DRAFT}
    grave = in_status(session, case, states.OPEN, Severity.ZERO_TOLERANCE).id
    planning, draft = in_status(session, case, states.ACKNOWLEDGED), a_draft(session, case, type="self_report_missing")
    action = a_plan(session, case, planning)
    shared = actions_of(session, cases[states.IN_PROGRESS])[0]

    def at(status: DeviationStatus, **more: Any) -> dict[str, Any]:
        return {"deviation_id": cases[status].id, **more}

    pages: Pages = [
        ("deviations", {}),
        *(("deviation", at(status)) for status in cases if status is not states.DISMISSED),
        ("plan", {"deviation_id": planning.id}),
        ("row", {"deviation_id": planning.id, "action_id": action.id}),
        ("action", at(states.IN_PROGRESS, action_id=shared.id)),
        ("new_action", at(states.IN_PROGRESS)),
        ("act", {"deviation_id": grave, "act": "contain"}),
        ("act", at(states.IN_PROGRESS, act="submit_evidence")),
        ("act", at(states.PLAN_SUBMITTED, act="return_plan")),
        ("act", at(states.EVIDENCE_SUBMITTED, act="reject_evidence")),
        ("act", at(states.EVIDENCE_SUBMITTED, act="verify")),
        ("act", at(states.OPEN, act="withdraw")),
        ("act", at(states.OPEN, act="end_unresolved")),
        ("act", at(states.CLOSED_VERIFIED, act="reopen")),
        ("drafts", {}),
        ("draft", {"deviation_id": draft.id}),
    ]
    named = {Role.BUYER: case.people["buyer"]}
    found = everybody(session, case.authority, case.supplier) | named
    return Scene(found, [(f"followup.{name}", values) for name, values in pages])


def everybody(
    session: Session, *sides: Organisation, names: Contract | None = None
) -> dict[Role | None, Person | None]:
    """Somebody of each role, and with no other, at each of these organisations; the contract names the buyer."""
    found: dict[Role | None, Person | None] = {
        role: a_person(session, side, roles=(role,)) for side in sides for role in Role if role in ROLES_OF[side.kind]
    }
    if names is not None:
        names.buyer_id = found[Role.BUYER].id
    return found


def a_row(session: Session, started: Started) -> UUID:
    """A row with a cell that nobody can read."""
    row = AnswerRow(
        id=new_id(),
        self_report_id=started.report.id,
        supplier_id=started.supplier.id,
        question_key="rows",
        position=0,
        cells={"name": "Shenzhen"},
        unread={"people": ["many"]},
        changed_by_id=started.contact.person_id,
        changed_at=NOW,
    )
    session.add(row)
    session.flush()
    return row.id


SCENES = {
    scene.__name__: scene
    for scene in (
        public,
        people,
        register,
        sites,
        rounds,
        new_version,
        reporting,
        questionnaire,
        reviewing,
        following_up,
    )
}
