"""Builders of the supplier's side: a self-report on a form of a few lines, and its people."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from textwrap import dedent
from uuid import UUID

from sqlmodel import Session, select

from portal.accounts.actor import Actor, Role
from portal.accounts.models import Organisation, Person
from portal.engine.compiling import compile_form
from portal.engine.definition import Question
from portal.evidence.models import Evidence
from portal.evidence.service import store
from portal.evidence.storage import Storage
from portal.library.current import CurrentForm
from portal.library.folder import ReferenceTables
from portal.library.keeping import freeze_form
from portal.register.models import Contract
from portal.register.service.facts import contract_facts
from portal.reporting.models import AnswerRow, SelfReport
from portal.reporting.service.answers import Change, save_answers
from portal.reporting.service.draft import Draft, read_draft
from portal.reporting.service.files import add_evidence
from portal.reporting.service.reports import form_of, start_reports
from portal.reporting.service.rows import RowChange, save_row
from portal.rounds.models import Round, RoundContract, RoundStatus
from tests.build import NOW, a_person, a_supplier, an_actor, an_authority
from tests.register.build import a_contract

FORM = """\
form: small
version: "1"
source_language: en
title: "Small"
levels: {A: 85, B: 70, C: 50, D: 0}
lists:
  themes: [{key: wages, label: "Wages"}, {key: hse, label: "Safety"}]
sections:
  - key: policy
    title: "Policy"
    weight: 100
    questions:
      - {key: has_policy, type: yes_no, label: "Have you a policy?", required: true, core: true, scope: supplier,
         points: {"yes": 3, "no": 0}, weight: 3,
         evidence: {demand: required, when: has_policy, what: "The policy"}}
      - {key: adopted_on, type: date, label: "When was it adopted?", show_when: has_policy, required: true,
         scope: supplier}
      - {key: person, type: text, label: "Who is responsible?", pii: true, scope: supplier}
      - {key: coverage, type: percent, label: "How large a share?"}
  - key: risks
    title: "Risks"
    weight: 0
    questions:
      - key: risks_found
        type: table
        label: "Which risks did you find?"
        rows: {min: 0, max: 3}
        columns:
          - {key: theme, type: single_choice, choices: themes, label: "Theme", required: true}
          - {key: people, type: integer, label: "People"}
      - key: measures
        type: table
        label: "Which measures?"
        rows: {min: 0, max: 3}
        columns:
          - {key: risk, type: ref, ref: {table: risks_found}, label: "Risk"}
          - {key: what, type: text, label: "What", required: true}
      - {key: confirmed, type: yes_no, label: "Is it true?", required: true, core: true}
"""


@dataclass
class Started:
    """A self-report that was just asked for, and the people on both sides."""

    authority: Organisation
    supplier: Organisation
    contract: Contract
    round: Round
    report: SelfReport
    contact: Actor
    signatory: Actor
    reviewer: Actor
    administrator: Actor
    people: dict[str, Person]

    def question(self, session: Session, key: str) -> Question:
        return form_of(session, self.report).compiled.form.question(key)


def a_report(
    session: Session,
    form: str | CurrentForm = FORM,
    *,
    short: bool = False,
    year: int = 2027,
    like: Started | None = None,
) -> Started:
    """A self-report on a form; with `like`, for the same contract and people in another year."""
    authority = like.authority if like else an_authority(session)
    supplier = like.supplier if like else a_supplier(session)
    contract = like.contract if like else a_contract(session, authority, supplier, title="PCs and screens")
    people = like.people if like else _people(session, authority, supplier)
    round_ = a_round(session, authority, people["administrator"], form, year)
    line = RoundContract(
        round_id=round_.id,
        authority_id=authority.id,
        supplier_id=supplier.id,
        contract_id=contract.id,
        chosen=True,
        short=short,
        facts=contract_facts(session, contract.id).as_json(),
    )
    session.add(line)
    session.flush()
    administrator = an_actor(people["administrator"], authority, Role.ADMINISTRATOR)
    start_reports(session, round_, [line], administrator, NOW)
    report = session.exec(select(SelfReport).where(SelfReport.round_id == round_.id)).one()
    return Started(
        authority=authority,
        supplier=supplier,
        contract=contract,
        round=round_,
        report=report,
        contact=an_actor(people["contact"], supplier, Role.SUPPLIER_CONTACT),
        signatory=an_actor(people["signatory"], supplier, Role.SUPPLIER_CONTACT, Role.SIGNATORY),
        reviewer=an_actor(people["reviewer"], authority, Role.REVIEWER),
        administrator=administrator,
        people=people,
    )


def a_round(
    session: Session, authority: Organisation, administrator: Person, form: str | CurrentForm, year: int
) -> Round:
    """An open round on a form of a few lines, or a shipped one, due 15 April of its year."""
    whole = form if isinstance(form, CurrentForm) else CurrentForm(compile_form(dedent(form)), {}, ReferenceTables())
    frozen = freeze_form(session, whole, now=NOW)
    round_ = Round(
        authority_id=authority.id,
        form_key=whole.key,
        year=year,
        status=RoundStatus.OPEN,
        period_start_on=date(year, 1, 1),
        period_end_on=date(year, 12, 31),
        due_on=date(year, 4, 15),
        form_hash=frozen.hash,
        planned_by_id=administrator.id,
        planned_at=NOW,
        opened_at=NOW,
    )
    session.add(round_)
    session.flush()
    return round_


def _people(session: Session, authority: Organisation, supplier: Organisation) -> dict[str, Person]:
    return {
        "administrator": a_person(session, authority, roles=(Role.ADMINISTRATOR,)),
        "reviewer": a_person(session, authority, roles=(Role.REVIEWER,)),
        "contact": a_person(session, supplier, roles=(Role.SUPPLIER_CONTACT,)),
        "signatory": a_person(session, supplier, roles=(Role.SUPPLIER_CONTACT, Role.SIGNATORY)),
    }


def answer(session: Session, started: Started, /, *, now: datetime = NOW, **values: object) -> Draft:
    """Answer questions by their key, as the contact, seeing the newest revisions."""
    draft = read_draft(session, started.report)
    changes = [
        Change(started.question(session, key), value, draft.revision(key))  # type: ignore[arg-type]
        for key, value in values.items()
    ]
    save_answers(session, started.report, changes, actor=started.contact, now=now)
    return read_draft(session, started.report)


def a_row(
    session: Session,
    started: Started,
    table: str = "risks_found",
    /,
    *,
    row_id: UUID | None = None,
    seen: int = 0,
    unread: Mapping[str, Sequence[str]] | None = None,
    now: datetime = NOW,
    **cells: object,
) -> AnswerRow:
    """Save a row by its cells, as the contact; with `row_id` and `seen`, change one."""
    typed = {key: Decimal(cell) if isinstance(cell, int) else cell for key, cell in cells.items()}
    change = RowChange(started.question(session, table), row_id, seen, typed, unread or {})  # type: ignore[arg-type]
    return save_row(session, started.report, change, actor=started.contact, now=now).row


def a_file(
    session: Session,
    started: Started,
    question: str,
    storage: Storage,
    /,
    *,
    name: str = "policy.txt",
    content: bytes = b"Our policy.",
    dated_on: date | None = None,
) -> Evidence:
    """Store a file and tie it to a question, as the contact."""
    evidence = store(
        session,
        started.contact,
        storage=storage,
        name=name,
        stream=io.BytesIO(content),
        dated_on=dated_on,
        now=NOW,
    )
    add_evidence(session, started.report, started.question(session, question), evidence, actor=started.contact, now=NOW)
    return evidence
