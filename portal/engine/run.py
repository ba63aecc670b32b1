"""The values of one evaluation as expressions see them, and the running of expressions over them.

During the pass only what stands before is known, so each condition gets just the variables that it names. When the pass
is over `settle` binds everything once, and scores, deviations, checks and caps share it.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from portal.engine.circumstances import Circumstances, known
from portal.engine.compiled import CompiledForm
from portal.engine.definition import Column, Question, Source, TypeKey
from portal.engine.expressions import Activation, Fault, Outcome, Program
from portal.engine.functions import Kind, RowMessage
from portal.engine.measures import Measure
from portal.engine.problems import Problem
from portal.engine.rows import Cells
from portal.engine.types import TYPES
from portal.engine.types.contract import ProblemCode
from portal.engine.types.derived import kept_as
from portal.engine.types.table import rows_of
from portal.engine.values import Row, Value


class SeenRow(NamedTuple):
    """A complete row: its position among all the table's rows from 0, its cells, and its message for expressions."""

    position: int
    row: Row
    message: RowMessage


class Run:
    """One evaluation: the variables, filled question by question, and the faults met on the way."""

    def __init__(self, form: CompiledForm, circumstances: Circumstances) -> None:
        self.form = form
        self.surroundings = circumstances.surroundings
        self.cells: dict[str, Cells] = {}
        self.rows: dict[str, tuple[SeenRow, ...]] = {}
        self._variables = known(circumstances)
        self._measured: dict[Measure, object | None] = {}
        self._faults: dict[tuple[str, str], Problem] = {}
        self._settled: Activation | None = None
        for question in form.form.questions() if circumstances.previous else ():
            value = (circumstances.previous or {}).get(question.key)
            if value is not None and f"previous.{question.key}" not in self._variables:
                self._put_previous(f"previous.{question.key}", question, value)

    def copy(self) -> "Run":
        """The same variables and faults, to be seen again in part; faults of the form's own caps are left out."""
        copy = object.__new__(Run)
        copy.form, copy.surroundings = self.form, self.surroundings
        copy.cells, copy.rows = dict(self.cells), dict(self.rows)
        copy._variables, copy._measured = dict(self._variables), dict(self._measured)
        copy._faults = {place: fault for place, fault in self._faults.items() if place[0]}
        copy._settled = None
        return copy

    def forget(self, question: str) -> None:
        """Forget what was seen of a question, what was measured of it, and which of its expressions failed."""
        self.rows.pop(question, None)
        for name in (question, f"answered.{question}"):
            self._variables.pop(name, None)
        for measure in [measure for measure in self._measured if question in measure.variables]:
            del self._measured[measure]
        for place in [place for place in self._faults if place[0] == question]:
            del self._faults[place]

    @property
    def faults(self) -> tuple[Problem, ...]:
        """Every expression that failed so far, once each, in one order whatever was looked at first."""
        return tuple(self._faults[place] for place in sorted(self._faults))

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

    def messages(self, cells: Cells) -> list[RowMessage]:
        """Rows as expressions see them; their cells are kept for those who look at them later."""
        self.cells[cells.table.key] = cells
        return self.form.environment.rows.messages(cells)

    def settle(self) -> None:
        """The pass is over: bind all variables once."""
        self._settled = self.form.environment.activation(self._variables, self.surroundings, measured=True)

    def outcome(self, source: Source, question: str) -> Outcome:
        """What an expression of that question gives; a fault is noted and given back."""
        program = self.form.program(source)
        return self._noted(program.run(self._activation(program)), source, question)

    def holds(self, source: Source | None, question: str, *, absent: bool = True) -> bool:
        """True when a condition is true, and not when it is unknown or failed; without one, `absent`."""
        return absent if source is None else self.outcome(source, question) is True

    def row_outcome(self, source: Source, question: str, table: str, message: RowMessage) -> Outcome:
        """What an expression that knows a `row` of the table gives for it."""
        program = self.form.program(source, table)
        values = {**self._named(program), "row": message}
        activation = self.form.environment.activation(values, self.surroundings, row_of=table, measured=True)
        return self._noted(program.run(activation), source, question)

    def rows_holding(self, source: Source, question: str, table: str) -> Iterator[SeenRow]:
        """The complete rows of a table for which a condition is true."""
        rows = self.rows.get(table, ())
        return (rows[number] for number in self.holding(source, question, table, [seen.message for seen in rows]))

    def holding(self, source: Source, question: str, table: str, messages: Sequence[RowMessage]) -> Iterator[int]:
        """Which of a table's rows a condition is true for, by their numbers in `messages`.

        All rows are asked at once first: most rules hold for no row, and then none is asked by itself.
        """
        program = self.form.program(source, table)
        if not messages or (program.anywhere and self._is_false_everywhere(program.anywhere, table, messages)):
            return
        if "row" not in program.variables:
            held = self.row_outcome(source, question, table, messages[0]) is True
            yield from range(len(messages) if held else 0)
            return
        for number, message in enumerate(messages):
            if self.row_outcome(source, question, table, message) is True:
                yield number

    def _is_false_everywhere(self, anywhere: Program, table: str, messages: Sequence[RowMessage]) -> bool:
        if self._settled is not None and not anywhere.measures:
            return anywhere.run(self._settled) is False
        values = {**self._named(anywhere), table: messages}
        activation = self.form.environment.activation(values, self.surroundings, measured=True)
        return anywhere.run(activation) is False

    def fail(self, question: str, rule: str, said: str) -> None:
        """Note a fault: the draft stays, submission is refused, and the caller logs it."""
        params = {"rule": rule, "said": said}
        self._faults.setdefault((question, rule), Problem(question, ProblemCode.FAULT, params=params))

    def _activation(self, program: Program) -> Activation:
        """What is bound for a program: all together once the pass is over, else what it names."""
        if self._settled is not None and not program.measures:
            return self._settled
        return self.form.environment.activation(self._named(program), self.surroundings, measured=True)

    def _named(self, program: Program) -> dict[str, object]:
        """The variables and measures that a program reads, as far as they are known."""
        values = {name: self._variables[name] for name in program.reads if name in self._variables}
        for measure in program.measures:
            value = self._measure(measure)
            if value is not None:
                values[measure.name] = value
        return values

    def _measure(self, measure: Measure) -> object | None:
        """A measure of what is known; remembered once the tables that it measures have been seen."""
        if measure not in self._measured:
            if not all(name in self._variables for name in measure.variables):
                return None
            self._measured[measure] = measure.of(self._variables)
        return self._measured[measure]

    def _noted(self, outcome: Outcome, source: Source, question: str) -> Outcome:
        if isinstance(outcome, Fault):
            self.fail(question, source.text, outcome.message)
        return outcome

    def _put_previous(self, name: str, question: Question, value: Value) -> None:
        """An earlier answer; a computed value only where it is of the kind that it is computed as now."""
        if question.type is not TypeKey.COMPUTED:
            self._put(name, question, value)
        elif (kept := kept_as(value, self.form.environment.kinds.get(name, Kind.ANYTHING))) is not None:
            self._variables[name] = kept

    def _put(self, name: str, question: Question, value: Value) -> None:
        if name not in self.form.environment.kinds:
            return
        if question.type is TypeKey.TABLE:
            self._variables[name] = self.form.environment.rows.messages(Cells(question, rows_of(value)))
        else:
            self._variables[name] = TYPES[question.type].to_cel(value)


def ref_columns(table: Question) -> tuple[Column, ...]:
    """The columns of a table that point to rows of another, or of a register."""
    return tuple(column for column in table.columns if column.type is TypeKey.REF)
