"""Self-reports filled in, signed, sent, returned and let lie, by the services that a supplier's pages call."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Any, Final
from uuid import UUID

from sqlmodel import Session

from portal.demo.answering import Answering, answers
from portal.demo.files import store_file
from portal.demo.world import Delivery
from portal.engine.definition import Question, TypeKey
from portal.engine.evaluation import evaluate
from portal.engine.inputs import read_answers
from portal.reporting.models import SelfReport, Submission
from portal.reporting.service.answers import Change, save_answers
from portal.reporting.service.draft import read_cells, read_draft
from portal.reporting.service.files import add_evidence
from portal.reporting.service.reports import circumstances_of, form_of, lock_draft
from portal.reporting.service.rows import RowChange, declare_empty, save_row
from portal.reporting.service.submission import Signature, show_report, submit_report

FILES: Final[Mapping[str, tuple[str, str]]] = {
    "s1_lead_policy": ("Policy for ansvarlig næringsliv", "Policy for responsible business"),
    "requirements_cascaded": ("Signerte etiske retningslinjer", "Signed code of conduct"),
    "s2_lead_risk_mapping": ("Risikovurdering", "Risk assessment"),
    "conflict_minerals_report": ("Konfliktmineraler", "Conflict minerals"),
    "tax_certificate": ("Skatteattest", "Tax certificate"),
    "corrective_action_process": ("Rutine for avvik", "Routine for breaches"),
}

NUMBER: Final = "supply_chain_coverage"


@dataclass(frozen=True)
class Written:
    """What a supplier means to answer to the questions it is asked, in their order."""

    values: Mapping[str, Any]
    shown: Sequence[Question]


def fill_in(session: Session, report_id: UUID, about: Answering, *, share: float = 1.0) -> None:
    """Answer the questions of a draft in their order, from the first up to that share of them."""
    delivery = about.delivery
    report = lock_draft(session, delivery.contact, report_id)
    written = _write(session, report, about)
    asked = list(islice(written.shown, round(share * len(written.shown))))
    alone = [question for question in asked if question.type not in {TypeKey.TABLE, TypeKey.FILE}]
    _answer(session, report, alone, written, about)
    _tell(session, report, [question for question in asked if question.type is TypeKey.TABLE], written, delivery)
    _support(session, report, asked, about)


def send(session: Session, report_id: UUID, delivery: Delivery, *, now: datetime) -> Submission:
    """Sign what is shown, and send it."""
    report = lock_draft(session, delivery.signatory, report_id)
    showing = show_report(session, report, language=delivery.language, now=now)
    title = delivery.write(("daglig leder", "managing director"))
    signature = Signature(showing.hash, showing.hashes(), delivery.signatory.name, title)
    return submit_report(session, delivery.signatory, report_id, signature, language=delivery.language, now=now)


def leave_unread(session: Session, report_id: UUID, delivery: Delivery, *, now: datetime) -> None:
    """Type words where a number is asked for, as people do: they stay in the box until they are mended."""
    report = lock_draft(session, delivery.contact, report_id)
    question = form_of(session, report).compiled.form.question(NUMBER)
    seen = read_draft(session, report).revision(NUMBER)
    change = Change(question, None, seen, unread=("omtrent halvparten",))
    save_answers(session, report, [change], actor=delivery.contact, now=now)


def _write(session: Session, report: SelfReport, about: Answering) -> Written:
    form = form_of(session, report).compiled
    made = answers(form.form, about)
    read = read_answers(form.form, made)
    circumstances = circumstances_of(session, report, about.today)
    shown = set(evaluate(form, read.values, circumstances).shown) & (made.keys() | FILES.keys())
    values = {**read.values, **{key: made[key] for key in shown if form.form.question(key).type is TypeKey.TABLE}}
    return Written(values, [question for question in form.form.questions() if question.key in shown])


def _answer(
    session: Session, report: SelfReport, questions: Sequence[Question], written: Written, about: Answering
) -> None:
    changes = [Change(question, written.values[question.key], 0) for question in questions]
    if changes:
        save_answers(session, report, changes, actor=about.delivery.contact, now=about.calendar.at(about.ago))


def _tell(session: Session, report: SelfReport, tables: Sequence[Question], written: Written, by: Delivery) -> None:
    """Save tables row by row; a cell that points to another table's row takes the id which that row was given."""
    given: dict[str, list[str]] = {}
    for minute, table in enumerate(tables, start=20):
        now = report.changed_at + timedelta(minutes=minute)
        rows = written.values[table.key]
        if not rows:
            declare_empty(session, report, table, empty=True, seen=0, actor=by.contact, now=now)
        for row in rows:
            pointed = {
                column.key: given[column.ref][row[column.key]]
                for column in table.columns
                if column.key in row and column.ref
            }
            cells = read_cells(table, {**row, **pointed})
            saved = save_row(session, report, RowChange(table, None, 0, cells, {}), actor=by.contact, now=now)
            given.setdefault(table.key, []).append(str(saved.row.id))


def _support(session: Session, report: SelfReport, questions: Sequence[Question], about: Answering) -> None:
    """Put a file to the answers that must have one; a weak supplier forgets some."""
    delivery, moment = about.delivery, report.changed_at + timedelta(minutes=30)
    for question in questions:
        if question.key in FILES and about.profile.happens(about.profile.evidence, about.dice):
            title = delivery.write(FILES[question.key])
            months = about.dice.randint(*about.profile.months)
            dated_on = about.today - timedelta(days=30 * min(months, 20))
            file = store_file(session, delivery.contact, title, dated_on=dated_on, now=moment)
            add_evidence(session, report, question, file, actor=delivery.contact, now=moment)
