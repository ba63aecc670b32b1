"""Earlier answers offered again: the supplier's latest to the same question, unanswered here until it is confirmed.

Scope decides how far an answer reaches (form-language.md, Scope and offers): `supplier` across contracts and
authorities, `contract` and `site` from earlier years of the same contract. Changing it here changes nothing elsewhere.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import distinct_on, insert
from sqlmodel import Session, col, select

from portal.accounts.actor import Actor
from portal.engine.definition import Column, Question, Scope, TypeKey
from portal.engine.evaluation import Evaluation
from portal.engine.types import TYPES
from portal.engine.types.contract import Unreadable
from portal.engine.values import Value
from portal.reporting.errors import OfferGone
from portal.reporting.models import Answer, AnswerRow, SelfReport, SelfReportStatus
from portal.reporting.service.answers import Change, Draft, note_progress, read_draft, save_answers
from portal.reporting.service.telling import tell
from portal.schema import new_id


@dataclass(frozen=True)
class Offer:
    """An earlier answer: where it comes from, when it was given, and its value (for a table, its rows)."""

    answer: Answer
    title: str
    year: int
    value: Value | None
    rows: tuple[AnswerRow, ...] = ()


def find_offers(session: Session, report: SelfReport, questions: Iterable[Question], draft: Draft) -> dict[str, Offer]:
    """The offers for those of the questions that are unanswered here, by key: at most two statements."""
    asked = {question.key: question for question in questions if _open(draft, question)}
    if not asked:
        return {}
    found = session.execute(_latest(report, asked.values())).all()
    tables = [answer for answer, _, _ in found if asked[answer.question_key].type is TypeKey.TABLE]
    rows = _rows_of(session, tables)
    offers = (
        Offer(answer, title, year, _value(asked[answer.question_key], answer), tuple(rows.get(answer.id, ())))
        for answer, title, year in found
    )
    return {
        offer.answer.question_key: offer for offer in offers if _still_fits(asked[offer.answer.question_key], offer)
    }


def proposal(report: SelfReport, question: Question) -> Value | None:
    """What the contract says itself to a question that names where (`prefill`): a proposal until it is confirmed."""
    root, _dot, name = question.prefill.partition(".")
    stored = report.circumstances.get(root, {}).get(name) if question.prefill else None
    return _readable(question, stored)


def confirm_proposal(
    session: Session, report: SelfReport, question: Question, *, actor: Actor, now: datetime
) -> Evaluation:
    """Take what the contract says over into a locked draft. Raises OfferGone, NotAsked, AnswerChanged."""
    value = proposal(report, question)
    if value is None:
        raise OfferGone(question=question.key)
    seen = read_draft(session, report).revision(question.key)
    return save_answers(session, report, [Change(question, value, seen)], actor=actor, now=now).evaluation


def confirm_offer(
    session: Session, report: SelfReport, question: Question, answer_id: UUID, *, actor: Actor, now: datetime
) -> Evaluation:
    """Take an offered answer over into a locked draft: 'still true'. Raises OfferGone, NotAsked, AnswerChanged."""
    draft = read_draft(session, report)
    offer = find_offers(session, report, [question], draft).get(question.key)
    if offer is None or offer.answer.id != answer_id:
        raise OfferGone(question=question.key)
    change = Change(question, offer.value, draft.revision(question.key), offered_from_id=answer_id)
    saved = save_answers(session, report, [change], actor=actor, now=now)
    if not offer.rows:
        return saved.evaluation
    _copy_rows(session, report, question, offer.rows, saved.draft, actor, now)
    return note_progress(session, report, read_draft(session, report), now)


def _open(draft: Draft, question: Question) -> bool:
    answer = draft.answers.get(question.key)
    untouched = answer is None or (answer.value is None and answer.unread is None)
    return untouched and not draft.rows.get(question.key)


def _latest(report: SelfReport, questions: Iterable[Question]) -> sa.Select[Answer, str, int]:
    """The newest answered row of each key: within reach of its scope, in another self-report of this supplier."""
    wide = [question.key for question in questions if question.scope is Scope.SUPPLIER]
    near = [question.key for question in questions if question.scope is not Scope.SUPPLIER]
    in_reach = sa.or_(
        col(Answer.question_key).in_(wide),
        sa.and_(col(Answer.question_key).in_(near), col(SelfReport.contract_id) == report.contract_id),
    )
    rows = (
        col(AnswerRow.self_report_id) == col(Answer.self_report_id),
        col(AnswerRow.question_key) == col(Answer.question_key),
    )
    has_rows = sa.exists().where(*rows)
    # A table is as new as its newest row; GREATEST passes over the null of an answer without rows.
    newest = sa.func.greatest(
        col(Answer.answered_at), sa.select(sa.func.max(col(AnswerRow.changed_at))).where(*rows).scalar_subquery()
    )
    return (
        sa.select(Answer, col(SelfReport.title), col(SelfReport.year))
        .join(SelfReport, col(SelfReport.id) == col(Answer.self_report_id))
        .where(col(Answer.supplier_id) == report.supplier_id, col(Answer.self_report_id) != report.id)
        .where(col(SelfReport.status) != SelfReportStatus.CANCELLED, in_reach)
        .where(sa.or_(col(Answer.value).is_not(None), has_rows))
        .ext(distinct_on(col(Answer.question_key)))
        .order_by(col(Answer.question_key), newest.desc(), col(Answer.id).desc())
    )


def _rows_of(session: Session, answers: Sequence[Answer]) -> dict[UUID, list[AnswerRow]]:
    if not answers:
        return {}
    ids = {(answer.self_report_id, answer.question_key): answer.id for answer in answers}
    wanted = sa.tuple_(col(AnswerRow.self_report_id), col(AnswerRow.question_key)).in_(list(ids))
    found: dict[UUID, list[AnswerRow]] = {}
    for row in session.exec(select(AnswerRow).where(wanted).order_by(col(AnswerRow.position))):
        found.setdefault(ids[row.self_report_id, row.question_key], []).append(row)
    return found


def _value(question: Question, answer: Answer) -> Value | None:
    """The answer as this form takes it; None when it was of another type there."""
    if question.type is TypeKey.TABLE:
        return () if answer.value == [] else None
    return _readable(question, answer.value)


def _readable(part: Question | Column, stored: Any) -> Value | None:
    """A stored value by the reader of its type now, if it can be read and nothing is wrong with it."""
    try:
        value = TYPES[part.type].from_json(stored, part)
    except Unreadable:
        return None
    return None if value is None or any(TYPES[part.type].flaws(value, part)) else value


def _still_fits(question: Question, offer: Offer) -> bool:
    """A choice or number that this form no longer takes is not offered; a file stays where it was given."""
    if question.type is TypeKey.FILE:
        return False
    return bool(offer.rows) or offer.value is not None


def _copy_rows(
    session: Session,
    report: SelfReport,
    question: Question,
    rows: Sequence[AnswerRow],
    draft: Draft,
    actor: Actor,
    now: datetime,
) -> None:
    """Copy rows under new ids; a `ref` cell points to the copy of its row here, or is left empty."""
    here = {str(row.copied_from_id): str(row.id) for table in draft.rows.values() for row in table}
    copies = [_copy(report, row, _cells(row.cells, question, here), actor, now) for row in rows]
    session.execute(insert(AnswerRow).values([copy.model_dump() for copy in copies]))
    tell(
        session,
        report,
        "rows_copied",
        actor=actor,
        at=now,
        detail={"question": question.key, "rows": {str(copy.id): str(copy.copied_from_id) for copy in copies}},
    )


def _cells(cells: Mapping[str, Any], question: Question, here: Mapping[str, str]) -> dict[str, Any]:
    """The cells that this form takes; the others are left empty, and the row says what is missing."""
    kept: dict[str, Any] = {}
    for column in question.columns:
        cell = cells.get(column.key)
        if column.type is TypeKey.REF:
            cell = here.get(str(cell))
        elif column.type is TypeKey.FILE or _readable(column, cell) is None:
            continue
        if cell is not None:
            kept[column.key] = cell
    return kept


def _copy(report: SelfReport, row: AnswerRow, cells: dict[str, Any], actor: Actor, now: datetime) -> AnswerRow:
    return AnswerRow(
        id=new_id(),
        self_report_id=report.id,
        supplier_id=report.supplier_id,
        question_key=row.question_key,
        position=row.position,
        cells=cells,
        copied_from_id=row.id,
        changed_by_id=actor.person_id,
        changed_at=now,
    )
