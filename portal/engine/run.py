"""The values of one evaluation as expressions see them, and the running of expressions over them.

During the pass only what stands before is known, so each condition gets just the variables that it names. When the pass
is over `settle` binds everything once, and scores, deviations, checks and caps share it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from portal.engine.circumstances import Circumstances, known
from portal.engine.compiled import CompiledForm
from portal.engine.definition import Column, Question, Source, TypeKey
from portal.engine.expressions import Activation, Fault, Outcome
from portal.engine.functions import RowMessage
from portal.engine.problems import Problem
from portal.engine.types import TYPES
from portal.engine.types.contract import ProblemCode, Type
from portal.engine.types.kinds import kind_of
from portal.engine.types.table import rows_of
from portal.engine.values import Row, Value


@dataclass(frozen=True, slots=True)
class SeenRow:
    """A complete row: its position among all the table's rows from 0, its cells, and its message for expressions."""

    position: int
    row: Row
    message: RowMessage


class Run:
    """One evaluation: the variables, filled question by question, and the faults met on the way."""

    def __init__(self, form: CompiledForm, circumstances: Circumstances) -> None:
        self.form = form
        self.surroundings = circumstances.surroundings
        self.rows: dict[str, tuple[SeenRow, ...]] = {}
        self._variables = known(circumstances)
        self._faults: dict[tuple[str, str], Problem] = {}
        self._settled: Activation | None = None
        self._cell_types: dict[str, dict[str, Type]] = {}
        for question in form.form.questions():
            value = (circumstances.previous or {}).get(question.key)
            if value is not None and f"previous.{question.key}" not in self._variables:
                self._put(f"previous.{question.key}", question, value)

    @property
    def faults(self) -> tuple[Problem, ...]:
        """Every expression that failed so far, once each."""
        return tuple(self._faults.values())

    def see(self, question: Question, value: Value | None) -> None:
        """Let later expressions see a question's value; None is unanswered, and unanswered is unknown."""
        if question.type is TypeKey.NOTE:
            return
        self._variables[f"answered.{question.key}"] = value is not None
        if value is not None:
            self._put(question.key, question, value)

    def see_rows(self, question: Question, rows: Sequence[SeenRow]) -> None:
        """Let later expressions see an answered table's complete rows."""
        self.rows[question.key] = tuple(rows)
        self._variables[f"answered.{question.key}"] = True
        self._variables[question.key] = [seen.message for seen in rows]

    def message(self, table: Question, row: Row) -> RowMessage:
        """A row as expressions see it: the cells that are filled and that have a value there."""
        types = self._cell_types.get(table.key)
        if types is None:
            readable = [column for column in table.columns if kind_of(column) is not None]
            types = self._cell_types[table.key] = {column.key: TYPES[column.type] for column in readable}
        cells = {key: types[key].to_cel(cell) for key, cell in row.cells.items() if key in types and is_filled(cell)}
        return self.form.environment.rows.message(table.key, row.id, cells)

    def settle(self) -> None:
        """The pass is over: bind all variables once."""
        self._settled = self.form.environment.activation(self._variables, self.surroundings)

    def outcome(self, source: Source, question: str) -> Outcome:
        """What an expression of that question gives; a fault is noted and given back."""
        program = self.form.program(source)
        if self._settled is not None:
            return self._noted(program.run(self._settled), source, question)
        values = {name: self._variables[name] for name in program.variables if name in self._variables}
        activation = self.form.environment.activation(values, self.surroundings)
        return self._noted(program.run(activation), source, question)

    def holds(self, source: Source | None, question: str, *, absent: bool = True) -> bool:
        """True when a condition is true, and not when it is unknown or failed; without one, `absent`."""
        return absent if source is None else self.outcome(source, question) is True

    def row_outcome(self, source: Source, question: str, table: str, message: RowMessage) -> Outcome:
        """What an expression that knows a `row` of the table gives for it."""
        program = self.form.program(source, table)
        values = {name: self._variables[name] for name in program.variables if name in self._variables}
        activation = self.form.environment.row_activation(table, {**values, "row": message}, self.surroundings)
        return self._noted(program.run(activation), source, question)

    def rows_holding(self, source: Source, question: str, table: str) -> Iterator[SeenRow]:
        """The complete rows of a table for which a condition is true."""
        for seen in self.rows.get(table, ()):
            if self.row_outcome(source, question, table, seen.message) is True:
                yield seen

    def fail(self, question: str, rule: str, said: str) -> None:
        """Note a fault: the draft stays, submission is refused, and the caller logs it."""
        params = {"rule": rule, "said": said}
        self._faults.setdefault((question, rule), Problem(question, ProblemCode.FAULT, params=params))

    def _noted(self, outcome: Outcome, source: Source, question: str) -> Outcome:
        if isinstance(outcome, Fault):
            self.fail(question, source.text, outcome.message)
        return outcome

    def _put(self, name: str, question: Question, value: Value) -> None:
        if name not in self.form.environment.kinds:
            return
        if question.type is TypeKey.TABLE:
            self._variables[name] = [self.message(question, row) for row in rows_of(value)]
        else:
            self._variables[name] = TYPES[question.type].to_cel(value)


def is_filled(value: Value | None) -> bool:
    """False for what says nothing: no value, an empty text, no choice, no file. Not asked of a whole table."""
    return value is not None and value not in ("", ())


def ref_columns(table: Question) -> tuple[Column, ...]:
    """The columns of a table that point to rows of another."""
    return tuple(column for column in table.columns if column.type is TypeKey.REF)
