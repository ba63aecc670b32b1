"""Many rows at once, pasted from a spreadsheet: added at the end of a table by one statement, told by one event."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session

from portal.accounts.actor import Actor
from portal.engine.definition import Question
from portal.engine.evaluation import Evaluation
from portal.engine.pasting import PastedRow
from portal.engine.types.table import CELL_TYPES
from portal.reporting.errors import TooManyRows
from portal.reporting.models import AnswerRow, SelfReport, new_salt
from portal.reporting.service.answers import note_progress
from portal.reporting.service.draft import Draft, KeptRow
from portal.reporting.service.rows import begin_table, require_shown, told_cells
from portal.reporting.service.telling import tell
from portal.schema import new_id


def add_pasted(
    session: Session,
    report: SelfReport,
    question: Question,
    rows: Sequence[PastedRow],
    draft: Draft,
    *,
    actor: Actor,
    now: datetime,
) -> Evaluation:
    """Add rows at the end of a table of a locked draft; a cell that could not be read keeps its text.

    `draft` is what was read since the report was locked. Raises NotAsked, TooManyRows.
    """
    require_shown(session, report, draft, question, now)
    known = draft.rows.setdefault(question.key, [])
    if len(known) + len(rows) > question.rows.maximum:
        raise TooManyRows(question=question.key, maximum=question.rows.maximum)
    begin_table(session, report, question, draft, actor, now)
    last = max((row.position for row in known), default=0)
    added = [_row(question, row, last + number) for number, row in enumerate(rows, 1)]
    whose = {
        "self_report_id": report.id,
        "supplier_id": report.supplier_id,
        "question_key": question.key,
        "changed_by_id": actor.person_id,
        "changed_at": now,
    }
    session.execute(insert(AnswerRow), [asdict(row) | whose for row in added])
    known += added
    told = {str(row.id): told_cells(question, row) for row in added}
    tell(session, report, "rows_pasted", actor=actor, at=now, detail={"question": question.key, "rows": told})
    return note_progress(session, report, draft, now)


def _row(question: Question, pasted: PastedRow, position: int) -> KeptRow:
    cells = pasted.values()
    return KeptRow(
        id=new_id(),
        position=position,
        cells={key: CELL_TYPES[question.column(key).type].to_json(cell) for key, cell in cells.items()},
        unread={key: list(texts) for key, texts in pasted.unread().items()},
        revision=1,
        copied_from_id=None,
        salt=new_salt(),
    )
