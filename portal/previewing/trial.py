"""What one author tries: answers, rows, files by name and day, and what surrounds them. In memory, and nowhere else.

One process serves one author who tries one form, so its state is an object of the process: a page of sixty answers with
tables need not travel with every request, and the answers are still there when the form's file has changed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from portal.engine.circumstances import Circumstances
from portal.engine.compiled import CompiledForm
from portal.engine.definition import Form, Question, TypeKey
from portal.engine.inputs import Object, Surrounding, read_circumstances, read_facts
from portal.engine.judgement import Judgement, judge
from portal.engine.types import TYPES
from portal.engine.types.contract import Unreadable
from portal.engine.types.table import CELL_TYPES
from portal.engine.values import Cell, Value
from portal.library.folder import ReferenceTables
from portal.register.service.limits import DEFAULT_LIMITS
from portal.reporting.service.draft import Draft, KeptAnswer, KeptFile, KeptRow
from portal.reporting.service.sites import SiteRow, countries_of

NOBODY = UUID(int=0)
"""Who answered, and the id of the only self-report there is."""


SITES = tuple(
    SiteRow(UUID(int=number), {"name": f"Example site {number}", "country": country, "address": ""})
    for number, country in ((1, "NO"), (2, "CN"))
)
"""A register of sites for columns that point there."""


@dataclass
class Trial:
    """One try of a form. `given` are the objects beside the answers, as `portal forms evaluate` takes them."""

    today: date
    language: str
    given: dict[str, Object] = field(default_factory=dict)
    short: bool = False
    draft: Draft = field(default_factory=lambda: Draft(sites=SITES))

    def judge(self, form: CompiledForm, tables: ReferenceTables) -> Judgement:
        """What the answers give."""
        evidence: dict[str, Sequence[date | None]] = {
            key: [file.dated_on for file in files] for key, files in self.draft.files.items()
        }
        return judge(
            form,
            self.draft.values(form.form),
            self.circumstances(form.form, tables),
            evidence=evidence,
            facts=read_facts(self.given.get("facts", {})),
            unreadable=self.draft.unreadable(),
        )

    def circumstances(self, form: Form, tables: ReferenceTables) -> Circumstances:
        """What conditions read beside the answers; country risk and boycotts are the product's unless a case says."""
        read = read_circumstances(form, Surrounding(**self.given), today=self.today, short=self.short)
        limits = {key: float(value) for key, value in DEFAULT_LIMITS.items()}
        own = read.reference
        held = own if own.country_risk else tables.on(self.today)
        return replace(
            read,
            sites=countries_of(self.draft.sites),
            reference=replace(
                held, country_risk_default=own.country_risk_default, limits={**limits, **dict(own.limits)}
            ),
        )

    def answer(self, question: Question, value: Value | None, unread: Sequence[str] | None, at: datetime) -> None:
        """Keep an answer; None without a raw text that could not be read takes it away."""
        key, revision = question.key, self.draft.revision(question.key) + 1
        if value is None and unread is None:
            self.draft.answers.pop(key, None)
            return
        stored = None if value is None else TYPES[question.type].to_json(value)
        raw = None if unread is None else {"raw": list(unread)}
        self.draft.answers[key] = KeptAnswer(uuid4(), stored, raw, revision, NOBODY, at)

    def save_row(
        self, table: Question, row_id: UUID | None, cells: Mapping[str, Cell], unread: Mapping[str, list[str]]
    ) -> KeptRow:
        """Keep a row, a new one at the end; a table that was declared empty no longer is."""
        rows = self.draft.rows.setdefault(table.key, [])
        place = next((number for number, row in enumerate(rows) if row.id == row_id), len(rows))
        columns = {column.key: column for column in table.columns}
        stored: dict[str, Any] = {key: CELL_TYPES[columns[key].type].to_json(cell) for key, cell in cells.items()}
        row = KeptRow(row_id or uuid4(), place, stored, dict(unread), 1, None, "")
        rows[place:] = [row, *rows[place + 1 :]]
        self.draft.answers.pop(table.key, None)
        return row

    def delete_row(self, table: Question, row_id: UUID) -> None:
        """Take a row away."""
        self.draft.rows[table.key] = [row for row in self.draft.rows.get(table.key, []) if row.id != row_id]

    def add_file(self, question: Question, name: str, dated_on: date | None) -> None:
        """Note that there is a file of that name and day; what is in it is not read."""
        self.draft.files.setdefault(question.key, []).append(KeptFile(uuid4(), name, dated_on))

    def remove_file(self, question: Question, file_id: UUID) -> None:
        """Forget a file."""
        self.draft.files[question.key] = [one for one in self.draft.files.get(question.key, []) if one.id != file_id]

    def fit(self, form: Form) -> None:
        """Leave out what a changed form can no longer read."""
        questions = {question.key: question for question in form.questions()}
        kept = {key: answer for key, answer in self.draft.answers.items() if key in questions}
        self.draft.answers = {key: answer for key, answer in kept.items() if _fits(questions[key], answer.value)}
        tables = {key: question for key, question in questions.items() if question.type is TypeKey.TABLE}
        self.draft.rows = {
            key: [_fitting(tables[key], row) for row in rows] for key, rows in self.draft.rows.items() if key in tables
        }
        self.draft.files = {key: files for key, files in self.draft.files.items() if key in questions}


def _fits(question: Question, stored: Any) -> bool:
    try:
        TYPES[question.type].from_json(stored, question)
    except Unreadable:
        return False
    return True


def _fitting(table: Question, row: KeptRow) -> KeptRow:
    """The row with the cells that the table can still read."""
    columns = {column.key: column for column in table.columns}
    cells: dict[str, Any] = {}
    for key, stored in row.cells.items():
        try:
            if key in columns:
                CELL_TYPES[columns[key].type].from_json(stored, columns[key])
                cells[key] = stored
        except Unreadable:
            continue
    return replace(row, cells=cells, unread={})
