"""The rows of a table question: saved one at a time, each by one statement, with a revision of its own."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import Executable
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, SQLModel, col

from portal.accounts.actor import Actor
from portal.engine.definition import Question, TypeKey
from portal.engine.evaluation import Evaluation
from portal.engine.types import TYPES
from portal.engine.values import Cell
from portal.errors import NotFound
from portal.reporting.errors import AnswerChanged, NotAsked, RowReferredTo, RowsPresent, TooManyRows
from portal.reporting.models import AnswerRow, SelfReport, new_salt
from portal.reporting.service.answers import Change, judge, kept, note_progress, row_of, save_answer, upsert
from portal.reporting.service.draft import Draft, KeptRow, read_draft
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

    row: KeptRow
    evaluation: Evaluation
    draft: Draft


def save_row(
    session: Session, report: SelfReport, change: RowChange, *, actor: Actor, now: datetime, draft: Draft | None = None
) -> SavedRow:
    """Store one row of a table of a locked draft; `row_id` None adds one at the end.

    `draft` is what was read since the report was locked, if it was read already.
    Raises NotAsked, NotFound (no such row), AnswerChanged (a colleague saved the row meanwhile), TooManyRows.
    """
    draft = draft or read_draft(session, report)
    require_shown(session, report, draft, change.question, now)
    rows = draft.rows.setdefault(change.question.key, [])
    old = _find(rows, change.row_id)
    if old is None:
        if len(rows) >= change.question.rows.maximum:
            raise TooManyRows(question=change.question.key, maximum=change.question.rows.maximum)
        begin_table(session, report, change.question, draft, actor, now)
    row = _row(change, old, rows)
    _upsert(session, report, change.question, row, actor, now)
    if old is not None:
        rows[rows.index(old)] = row
    else:
        rows.append(row)
    _tell(session, report, "row_saved", change.question, row.id, (old, row), actor, now)
    return SavedRow(row, note_progress(session, report, draft, now), draft)


def delete_row(
    session: Session,
    report: SelfReport,
    question: Question,
    row_id: UUID,
    *,
    actor: Actor,
    now: datetime,
    draft: Draft | None = None,
) -> Evaluation:
    """Take one row of a locked draft away.

    Raises NotAsked, NotFound, RowReferredTo (naming the `table` and the number of the `row` that points to it).
    """
    draft = draft or read_draft(session, report)
    require_shown(session, report, draft, question, now)
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
    session: Session,
    report: SelfReport,
    question: Question,
    *,
    empty: bool,
    seen: int,
    actor: Actor,
    now: datetime,
    draft: Draft | None = None,
) -> Evaluation:
    """Say 'none to report' of a table, or take it back. Raises RowsPresent, AnswerChanged, NotAsked."""
    draft = draft or read_draft(session, report)
    if empty and draft.rows.get(question.key):
        raise RowsPresent(question=question.key)
    change = Change(question, () if empty else None, seen)
    return save_answer(session, report, change, actor=actor, now=now, draft=draft).evaluation


def begin_table(
    session: Session, report: SelfReport, question: Question, draft: Draft, actor: Actor, now: datetime
) -> None:
    """The first row of a table takes 'none to report' back, and says that the question is being answered."""
    header = draft.answers.get(question.key)
    if header is not None and header.value is None:
        return
    row = row_of(report, Change(question, None, draft.revision(question.key)), draft, actor, now)
    upsert(session, [row])
    draft.answers[question.key] = kept(row)


def require_shown(session: Session, report: SelfReport, draft: Draft, question: Question, now: datetime) -> None:
    """Let only a table pass that is asked now. Raises NotAsked."""
    if question.type is not TypeKey.TABLE or question.key not in judge(session, report, draft, now).shown:
        raise NotAsked(question=question.key)


def _require_unreferred(draft: Draft, row_id: str) -> None:
    for key, rows in draft.rows.items():
        for number, row in enumerate(rows, 1):
            if row_id in row.cells.values():
                raise RowReferredTo(table=key, row=number)


def _find(rows: Sequence[KeptRow], row_id: UUID | None) -> KeptRow | None:
    if row_id is None:
        return None
    for row in rows:
        if row.id == row_id:
            return row
    raise NotFound


def _row(change: RowChange, old: KeptRow | None, rows: Sequence[KeptRow]) -> KeptRow:
    types = {column.key: TYPES[column.type] for column in change.question.columns}
    return KeptRow(
        id=old.id if old else new_id(),
        position=old.position if old else max((row.position for row in rows), default=0) + 1,
        cells={key: types[key].to_json(cell) for key, cell in change.cells.items()},
        unread={key: list(raw) for key, raw in change.unread.items()},
        revision=change.seen_revision + 1,
        copied_from_id=old.copied_from_id if old else None,
        salt=new_salt(),
    )


def _upsert(
    session: Session, report: SelfReport, question: Question, row: KeptRow, actor: Actor, now: datetime
) -> None:
    """Write a row that nobody else has written since the page was read. Raises AnswerChanged."""
    values = asdict(row) | {
        "self_report_id": report.id,
        "supplier_id": report.supplier_id,
        "question_key": question.key,
        "changed_by_id": actor.person_id,
        "changed_at": now,
    }
    if session.execute(_UPSERT, [values]).scalar_one_or_none() is None:
        raise AnswerChanged(question=question.key)


def _upsert_statement() -> Executable:
    table = SQLModel.metadata.tables["answer_row"]
    statement = insert(table)
    lasting = {"id", "self_report_id", "supplier_id", "question_key", "position", "copied_from_id"}
    upsert_row = statement.on_conflict_do_update(
        constraint="pk_answer_row",
        set_={name: value for name, value in statement.excluded.items() if name not in lasting},
        where=table.c.revision == statement.excluded.revision - 1,
    )
    return upsert_row.returning(table.c.id)


_UPSERT: Final = _upsert_statement()


def _tell(
    session: Session,
    report: SelfReport,
    name: str,
    question: Question,
    row_id: UUID,
    change: tuple[KeptRow | None, KeptRow | None],
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
            "old": told_cells(question, change[0]),
            "new": told_cells(question, change[1]),
        },
    )


def told_cells(question: Question, row: KeptRow | None) -> Json:
    """The cells an event tells of; a personal one by its salted hash."""
    if row is None:
        return None
    personal = {column.key for column in question.columns if is_personal(question, column)}
    cells: dict[str, Any] = {
        key: {"salted": salted(row.salt, cell)} if key in personal else cell for key, cell in row.cells.items()
    }
    return cells
