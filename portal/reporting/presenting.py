"""A section as a page shows it: each question with its boxes, its error, what was offered, its rows and files.

Pure: reads what the service gives and the engine judged, in the reader's language; templates only draw it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Final

from flask_babel.speaklater import LazyString

from portal.engine.definition import Column, Form, Level, Question, Section, TypeKey
from portal.engine.evaluation import Evaluation, Problem
from portal.engine.filling import fill
from portal.engine.table_rows import register_key
from portal.engine.types import TYPES
from portal.engine.types.contract import ProblemCode, Unreadable
from portal.engine.types.table import CELL_TYPES, total
from portal.engine.values import Cell
from portal.reporting.models import SelfReport
from portal.reporting.service.draft import Draft, KeptAnswer, KeptRow, read_cells
from portal.reporting.service.offers import Offer, proposal
from portal.reporting.service.sites import site_words
from portal.reporting.service.wording import cell_words, row_name
from portal.reporting.shown import CellShown, QuestionShown, RowShown
from portal.reporting.words import PROBLEM_WORDS, why_unread

LATE_PROBLEMS: Final = frozenset({ProblemCode.REQUIRED, ProblemCode.TOO_FEW_ROWS, ProblemCode.EVIDENCE_MISSING})
"""What is not wrong before one has come to it: said on the check page, and afterwards in the section."""

CELLS_IN_LIST: Final = 4
"""Columns of a table in the list of its rows: as many as a page of reading width takes."""

ROWS_IN_LIST: Final = 100
"""Rows of a table on a section's page; buttons below lead to those before and after."""


@dataclass(frozen=True)
class Drawing:
    """What one page knows of a self-report, in one language."""

    report: SelfReport
    worded: Form
    draft: Draft
    evaluation: Evaluation
    language: str
    offers: Mapping[str, Offer] = field(default_factory=dict)
    flags: Mapping[str, str] = field(default_factory=dict)
    strict: bool = False
    first_rows: Mapping[str, int] = field(default_factory=dict)

    def section(self, section: Section) -> list[QuestionShown | str]:
        """The questions of a section in order; one that is not shown now is only its key, where it may appear."""
        return [
            self.question(question) if self.evaluation.is_shown(question.key) else question.key
            for question in section.questions
        ]

    def question(self, question: Question) -> QuestionShown:
        """One shown question."""
        answer = self.draft.answers.get(question.key)
        error, warning = self._problems(question)
        offer, proposed = self._offer(question, answer)
        value = self.evaluation.computed.get(question.key)
        return QuestionShown(
            question=self._filled(question),
            raw=self._raw(question),
            revision=self.draft.revision(question.key),
            error=error,
            warning=warning,
            flag=self.flags.get(question.key, ""),
            offer=offer,
            offered_words=self._offered(question, offer),
            proposed=proposed,
            **self._list_of(question),
            totals=self._totals(question),
            declared_empty=answer is not None and answer.value == [],
            files=self.draft.files.get(question.key, ()),
            wants_files=self._wants_files(question),
            answered_at=answer.answered_at if answer else None,
            computed="" if value is None else TYPES[question.type].show(value, question, self.language),
        )

    def _filled(self, question: Question) -> Question:
        label, help_ = self.fill(question.label), self.fill(question.help)
        same = label == question.label and help_ == question.help
        return question if same else replace(question, label=label, help=help_)

    def fill(self, text: str) -> str:
        """A text of the form with its placeholders filled."""
        evaluation = self.evaluation
        return fill(text, evaluation.circumstances, minutes=evaluation.minutes_left, locale=self.language)

    def _list_of(self, table: Question) -> dict[str, Any]:
        """The rows of a table from the one on that was asked for, and what the list says of the others."""
        if table.type is not TypeKey.TABLE:
            return {}
        wrong: dict[int, list[Problem]] = {}
        for problem in self._problems_by_question.get(table.key, ()):
            if problem.row is not None:
                wrong.setdefault(problem.row, []).append(problem)
        rows = self.draft.rows.get(table.key, [])
        asked = self.first_rows.get(table.key, 0)
        first = asked if asked < len(rows) else 0
        listed = range(first, min(first + ROWS_IN_LIST, len(rows)))
        return {
            "rows": tuple(self.row(table, rows[position], wrong.get(position, ())) for position in listed),
            "first_row": first,
            "row_count": len(rows),
            "wrong_elsewhere": sum(position not in listed for position in wrong),
        }

    def row_choices(self, column: Column) -> list[tuple[str, str]]:
        """What a `ref` column can point to: the rows of its table or register, by id."""
        rows = self.draft.pointed
        if column.register:
            sites = rows[register_key(column.register)]
            return [(str(site.id), site_words(site.cells, self.language)) for site in sites]
        return [
            (str(r.id), row_name(self.worded, rows, column.ref, r, self.language)) for r in rows.get(column.ref, [])
        ]

    def row(self, table: Question, row: KeptRow, problems: Sequence[Problem] = ()) -> RowShown:
        """A row of a list, with its first filled columns in words; `problems` are what is wrong with it."""
        cells = read_cells(table, row.cells)
        shown = tuple(
            CellShown(column.label, self.cell_words(column, cells.get(column.key))) for column in _listed(table)
        )
        wrong = [problem for problem in problems if problem.level is Level.ERROR]
        note = " ".join(str(self.sentence(problem)) for problem in problems if problem.message is not None)
        return RowShown(row.id, row.revision, shown, str(self.sentence(wrong[0], row)) if wrong else "", note)

    def _totals(self, table: Question) -> tuple[CellShown, ...]:
        """The sums of the columns that the form marks, over all rows that have something there."""
        marked = [column for column in table.columns if column.total]
        rows = [read_cells(table, row.cells) for row in self.draft.rows.get(table.key, ())] if marked else []
        sums = {column.key: total(row[column.key] for row in rows if column.key in row) for column in marked}
        return tuple(CellShown(column.label, self._amounts(column, sums[column.key])) for column in marked)

    def _amounts(self, column: Column, amounts: Sequence[Cell]) -> str:
        """Sums of one column; money has one for each currency."""
        return ", ".join(CELL_TYPES[column.type].show(amount, column, self.language) for amount in amounts)

    def cell_words(self, column: Column, cell: Cell | None) -> str:
        """A cell in words; one that points to a row is that row's name."""
        return cell_words(self.worded, self.draft.pointed, column, cell, self.language)

    def words_of(self, question: Question) -> str:
        """The stored answer in words; empty when there is none or it could not be read."""
        value = self.evaluation.values.get(question.key)
        if value is None or question.type is TypeKey.TABLE:
            return ""
        return TYPES[question.type].show(value, question, self.language)

    def _raw(self, question: Question) -> list[str]:
        answer = self.draft.answers.get(question.key)
        if answer is not None and answer.unread:
            return [str(text) for text in answer.unread["raw"]]
        if answer is None or answer.value is None or question.type is TypeKey.TABLE:
            return []
        value = TYPES[question.type].from_json(answer.value, question)
        return [] if value is None else TYPES[question.type].write(value, question, self.language)

    @cached_property
    def _problems_by_question(self) -> Mapping[str, Sequence[Problem]]:
        found: dict[str, list[Problem]] = {}
        for problem in self.evaluation.problems:
            found.setdefault(problem.question, []).append(problem)
        return found

    def _problems(self, question: Question) -> tuple[str, str]:
        """The sentence of the first error and of the first warning at a question; what comes late only when asked."""
        own = self._problems_by_question.get(question.key, ())
        seen = [p for p in own if p.row is None and (self.strict or p.code not in LATE_PROBLEMS)]
        errors = [problem for problem in seen if problem.level is Level.ERROR]
        warnings = [problem for problem in seen if problem.level is Level.WARNING]
        return (
            str(self.sentence(errors[0])) if errors else "",
            str(self.sentence(warnings[0])) if warnings else "",
        )

    def sentence(self, problem: Problem, row: KeptRow | None = None) -> str | LazyString:
        """What is wrong and how to mend it, in the reader's language; `row` is the row whose cell it is about."""
        question = self.worded.question(problem.question)
        if problem.code is ProblemCode.UNREADABLE and row is not None and problem.column is not None:
            return self._why_unread(question.column(problem.column), row.unread.get(problem.column, []))
        if problem.code is ProblemCode.UNREADABLE and problem.column is None:
            return self._why_unread(question, (self.draft.answers[question.key].unread or {}).get("raw", []))
        if problem.message is not None:
            return self._check_words(problem.message)
        return str(PROBLEM_WORDS[problem.code]) % dict(problem.params)

    def _why_unread(self, part: Question | Column, raw: Sequence[str]) -> str | LazyString:
        try:
            TYPES[part.type].read(raw, part, self.language)
        except Unreadable as no:
            return why_unread(no.code)
        return PROBLEM_WORDS[ProblemCode.UNREADABLE]

    def _check_words(self, message: str) -> str:
        """A check's text in the reader's language, found by its place in the form."""
        source = self.evaluation.form.form
        for ours, theirs in zip(source.sections, self.worded.sections, strict=True):
            pairs = [(ours.checks, theirs.checks)]
            pairs += [(q.checks, w.checks) for q, w in zip(ours.questions, theirs.questions, strict=True)]
            for checks, worded in pairs:
                for check, same in zip(checks, worded, strict=True):
                    if check.message == message:
                        return same.message
        return message

    def _offer(self, question: Question, answer: KeptAnswer | None) -> tuple[Offer | None, str]:
        """The earlier answer or the proposal that stands at an unanswered question.

        What the contract says is older than an earlier answer, and what this report's own answers give is newer.
        """
        offer = self.offers.get(question.key)
        from_contract = "." in question.prefill
        if answer or (offer and from_contract):
            return offer, ""
        proposed = self._proposed(question)
        return (None if proposed else offer), proposed

    def _offered(self, question: Question, offer: Offer | None) -> str:
        if offer is None or offer.value is None or question.type is TypeKey.TABLE:
            return ""
        return TYPES[question.type].show(offer.value, question, self.language)

    def _proposed(self, question: Question) -> str:
        value = proposal(self.report, question, self.evaluation.computed)
        return "" if value is None else TYPES[question.type].show(value, question, self.language)

    def _wants_files(self, question: Question) -> bool:
        """Whether to ask for files now: where they are demanded, and what was answered makes the demand hold."""
        if question.evidence is None:
            return False
        demand = question.evidence.when
        own = self.evaluation.form.form.question(question.key)
        return demand is None or self.evaluation.run.holds(own.evidence.when, question.key)  # type: ignore[union-attr]


def _listed(table: Question) -> tuple[Column, ...]:
    """The columns by which a row is known in a list: those that every row has, then others, in the table's order."""
    known = sorted(table.columns, key=lambda column: not column.required)[:CELLS_IN_LIST]
    return tuple(column for column in table.columns if column in known)
