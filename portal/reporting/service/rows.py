"""The rows of a table question: saved one at a time, each by one statement, with a revision of its own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col

from portal.accounts.actor import Actor
from portal.engine.definition import Question, TypeKey
from portal.engine.evaluation import Evaluation
from portal.engine.types import TYPES
from portal.engine.values import Cell
from portal.errors import NotFound
from portal.reporting.errors import AnswerChanged, NotAsked, RowReferredTo, RowsPresent, TooManyRows
from portal.reporting.models import Answer, AnswerRow, SelfReport, new_salt
from portal.reporting.service.answers import Change, Draft, judge, note_progress, read_draft, save_answer
from portal.reporting.service.sealing import salted
from portal.reporting.service.telling import tell
from portal.reporting.service.wording import is_personal
from portal.schema import Json, new_id


@dataclass(frozen=True)
class RowChange:
    """What a page sends for one row: cells by column (an absent one is empty), raw text of what could not be read."""

    question: Question
    row_id: UUID | None
    seen_revision: int
    cells: Mapping[str, Cell]
    unread: Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class SavedRow:
    """A stored row, and the report judged anew."""

    row: AnswerRow
    evaluation: Evaluation
    draft: Draft


def save_row(session: Session, report: SelfReport, change: RowChange, *, actor: Actor, now: datetime) -> SavedRow:
    """Store one row of a table of a locked draft; `row_id` None adds one at the end.

    Raises NotAsked, NotFound (no such row), AnswerChanged (a colleague saved the row meanwhile), TooManyRows.
    """
    draft = read_draft(session, report)
    _require_shown(session, report, draft, change.question, now)
    rows = draft.rows.setdefault(change.question.key, [])
    old = _find(rows, change.row_id)
    if old is None:
        if len(rows) >= change.question.rows.maximum:
            raise TooManyRows(question=change.question.key, maximum=change.question.rows.maximum)
        _begin_table(session, report, change.question, draft, actor, now)
    row = _row(report, change, old, rows, actor, now)
    _upsert(session, row, change)
    if old is not None:
        rows[rows.index(old)] = row
    else:
        rows.append(row)
    _tell(session, report, "row_saved", change.question, row.id, (old, row), actor, now)
    return SavedRow(row, note_progress(session, report, draft, now), draft)


def delete_row(
    session: Session, report: SelfReport, question: Question, row_id: UUID, *, actor: Actor, now: datetime
) -> Evaluation:
    """Take one row of a locked draft away.

    Raises NotAsked, NotFound, RowReferredTo (naming the `table` and the number of the `row` that points to it).
    """
    draft = read_draft(session, report)
    _require_shown(session, report, draft, question, now)
    rows = draft.rows.get(question.key, [])
    row = _find(rows, row_id)
    if row is None:
        raise NotFound
    _require_unreferred(draft, str(row_id))
    session.execute(sa.delete(AnswerRow).where(col(AnswerRow.id) == row_id, col(AnswerRow.self_report_id) == report.id))
    rows.remove(row)
    _tell(session, report, "row_deleted", question, row_id, (row, None), actor, now)
    return note_progress(session, report, draft, now)


def declare_empty(
    session: Session, report: SelfReport, question: Question, *, empty: bool, seen: int, actor: Actor, now: datetime
) -> Evaluation:
    """Say 'none to report' of a table, or take it back. Raises RowsPresent, AnswerChanged, NotAsked."""
    if empty and read_draft(session, report).rows.get(question.key):
        raise RowsPresent(question=question.key)
    change = Change(question, () if empty else None, seen)
    return save_answer(session, report, change, actor=actor, now=now).evaluation


def _begin_table(
    session: Session, report: SelfReport, question: Question, draft: Draft, actor: Actor, now: datetime
) -> None:
    """The first row of a table takes 'none to report' back, and says that the question is being answered."""
    header = draft.answers.get(question.key)
    if header is not None and header.value is None:
        return
    draft.answers[question.key] = answer = Answer(
        id=header.id if header else new_id(),
        self_report_id=report.id,
        supplier_id=report.supplier_id,
        question_key=question.key,
        revision=header.revision + 1 if header else 1,
        answered_by_id=actor.person_id,
        answered_at=now,
    )
    session.merge(answer)
    session.flush()


def _require_shown(session: Session, report: SelfReport, draft: Draft, question: Question, now: datetime) -> None:
    if question.type is not TypeKey.TABLE or question.key not in judge(session, report, draft, now).shown:
        raise NotAsked(question=question.key)


def _require_unreferred(draft: Draft, row_id: str) -> None:
    for key, rows in draft.rows.items():
        for number, row in enumerate(rows, 1):
            if row_id in row.cells.values():
                raise RowReferredTo(table=key, row=number)


def _find(rows: Sequence[AnswerRow], row_id: UUID | None) -> AnswerRow | None:
    if row_id is None:
        return None
    for row in rows:
        if row.id == row_id:
            return row
    raise NotFound


def _row(
    report: SelfReport, change: RowChange, old: AnswerRow | None, rows: Sequence[AnswerRow], actor: Actor, now: datetime
) -> AnswerRow:
    types = {column.key: TYPES[column.type] for column in change.question.columns}
    return AnswerRow(
        id=old.id if old else new_id(),
        self_report_id=report.id,
        supplier_id=report.supplier_id,
        question_key=change.question.key,
        position=old.position if old else max((row.position for row in rows), default=0) + 1,
        revision=change.seen_revision + 1,
        cells={key: types[key].to_json(cell) for key, cell in change.cells.items()},
        unread={key: list(raw) for key, raw in change.unread.items()},
        copied_from_id=old.copied_from_id if old else None,
        salt=new_salt(),
        changed_by_id=actor.person_id,
        changed_at=now,
    )


def _upsert(session: Session, row: AnswerRow, change: RowChange) -> None:
    statement = insert(AnswerRow).values(row.model_dump())
    kept = {"id", "self_report_id", "supplier_id", "question_key", "position", "copied_from_id"}
    upsert = statement.on_conflict_do_update(
        constraint="pk_answer_row",
        set_={name: value for name, value in statement.excluded.items() if name not in kept},
        where=col(AnswerRow.revision) == change.seen_revision,
    )
    if session.execute(upsert.returning(col(AnswerRow.id))).scalar_one_or_none() is None:
        raise AnswerChanged(question=change.question.key)


def _tell(
    session: Session,
    report: SelfReport,
    name: str,
    question: Question,
    row_id: UUID,
    change: tuple[AnswerRow | None, AnswerRow | None],
    actor: Actor,
    now: datetime,
) -> None:
    tell(
        session,
        report,
        name,
        actor=actor,
        at=now,
        detail={
            "question": question.key,
            "row": str(row_id),
            "old": _cells(question, change[0]),
            "new": _cells(question, change[1]),
        },
    )


def _cells(question: Question, row: AnswerRow | None) -> Json:
    """The cells an event tells of; a personal one by its salted hash."""
    if row is None:
        return None
    personal = {column.key for column in question.columns if is_personal(question, column)}
    cells: dict[str, Any] = {
        key: {"salted": salted(row.salt, cell)} if key in personal else cell for key, cell in row.cells.items()
    }
    return cells
