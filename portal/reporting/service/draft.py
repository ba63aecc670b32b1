"""The answers, rows and files of a self-report as they stand: plain values, read by one statement.

The supplier's sites are one more, where the form points to them. A question of type `file` is answered by its files.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session

from portal.engine.definition import Form, Question, TypeKey
from portal.engine.evaluation import Problem
from portal.engine.types import TYPES
from portal.engine.types.contract import ProblemCode
from portal.engine.types.table import CELL_TYPES
from portal.engine.values import Cell, File, Row, Value
from portal.reporting.models import SelfReport
from portal.reporting.service.sites import SITES, SiteRow, StoredRow, read_sites


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """An answer as it is stored: `value`, `unread` and `revision` as in the table `answer`."""

    id: UUID
    value: Any
    unread: dict[str, Any] | None
    revision: int
    answered_by_id: UUID
    answered_at: datetime
    offered_from_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class KeptRow:
    """A row of a table question as it is stored: `cells` and `unread` by column."""

    id: UUID
    position: int
    cells: dict[str, Any]
    unread: dict[str, Any]
    revision: int
    copied_from_id: UUID | None
    salt: str


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file that supports an answer; `dated_on` is the day that the document itself carries."""

    id: UUID
    name: str
    dated_on: date | None


@dataclass
class Draft:
    """What a self-report holds, by question: rows in their order, files oldest first.

    `sites` are the supplier's, where the form's columns point to them.
    """

    answers: dict[str, KeptAnswer] = field(default_factory=dict)
    rows: dict[str, list[KeptRow]] = field(default_factory=dict)
    files: dict[str, list[KeptFile]] = field(default_factory=dict)
    sites: tuple[SiteRow, ...] = ()

    def revision(self, key: str) -> int:
        """The revision of an answer; 0 when there is none."""
        return self.answers[key].revision if key in self.answers else 0

    @property
    def pointed(self) -> Mapping[str, Sequence[StoredRow]]:
        """All rows that `ref` columns can point to: those of tables, and the registers' under keys of their own."""
        return {**self.rows, SITES: self.sites}

    def values(self, form: Form) -> dict[str, Value]:
        """The answers as the engine takes them; what could not be read is unanswered."""
        found: dict[str, Value] = {}
        for question in form.questions():
            value = self._rows(question) if question.type is TypeKey.TABLE else self._value(question)
            if value is not None:
                found[question.key] = value
        return found

    def _value(self, question: Question) -> Value | None:
        if question.type is TypeKey.FILE:
            return tuple(File(file.name, file.dated_on) for file in self.files.get(question.key, ())) or None
        answer = self.answers.get(question.key)
        if answer is None or answer.value is None:
            return None
        return TYPES[question.type].from_json(answer.value, question)

    def _rows(self, question: Question) -> tuple[Row, ...] | None:
        rows = self.rows.get(question.key)
        if not rows:
            answer = self.answers.get(question.key)
            return None if answer is None or answer.value is None else ()
        return tuple(Row(str(row.id), read_cells(question, row.cells)) for row in rows)

    def unreadable(self) -> list[Problem]:
        """A problem for each answer and cell that could not be read."""
        alone = [Problem(key, ProblemCode.UNREADABLE) for key, answer in self.answers.items() if answer.unread]
        return alone + [
            Problem(key, ProblemCode.UNREADABLE, row=position, column=column)
            for key, rows in self.rows.items()
            for position, row in enumerate(rows)
            for column in row.unread
        ]


def read_draft(session: Session, report: SelfReport) -> Draft:
    """Read all that a self-report holds, as it stands now."""
    draft = Draft(sites=tuple(read_sites(session, report)))
    for part in session.execute(_READ, {"report": report.id}):
        if part.kind == "answer":
            draft.answers[part.question_key] = KeptAnswer(
                part.id, part.content, part.unread, part.revision, part.by_id, part.at, part.source_id
            )
        elif part.kind == "row":
            row = KeptRow(part.id, part.place, part.content, part.unread, part.revision, part.source_id, part.salt)
            draft.rows.setdefault(part.question_key, []).append(row)
        else:
            dated_on = part.content["dated_on"]
            file = KeptFile(part.source_id, part.content["name"], dated_on and date.fromisoformat(dated_on))
            draft.files.setdefault(part.question_key, []).append(file)
    return draft


_READ: Final = sa.text("""
    SELECT 'answer' AS kind, question_key, id, CAST(NULL AS integer) AS place, value AS content, unread, revision,
           answered_by_id AS by_id, answered_at AS at, offered_from_id AS source_id, NULL AS salt
    FROM answer WHERE self_report_id = :report
    UNION ALL
    SELECT 'row', question_key, id, position, cells, unread, revision, NULL, NULL, copied_from_id, salt
    FROM answer_row WHERE self_report_id = :report
    UNION ALL
    SELECT 'file', tie.question_key, tie.id, NULL,
           jsonb_build_object('name', evidence.name, 'dated_on', evidence.dated_on),
           NULL, 0, NULL, tie.added_at, evidence.id, NULL
    FROM answer_evidence AS tie JOIN evidence ON evidence.id = tie.evidence_id WHERE tie.self_report_id = :report
    ORDER BY place, at, id
""")


def read_cells(question: Question, stored: Mapping[str, Any]) -> dict[str, Cell]:
    """The cells of a stored row as the engine takes them."""
    cells: dict[str, Cell] = {}
    for column in question.columns:
        cell = CELL_TYPES[column.type].from_json(stored.get(column.key), column)
        if cell is not None:
            cells[column.key] = cell  # type: ignore[assignment] # a cell type gives no rows
    return cells
