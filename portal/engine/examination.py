"""What is wrong with the answer to one question, when the pass over the form is done."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from portal.engine.definition import Check, Demand, Level, Question, Required, TypeKey
from portal.engine.functions import months_between
from portal.engine.problems import Problem, of_flaw
from portal.engine.run import Run
from portal.engine.table_rows import register_key, table_problems
from portal.engine.types import TYPES
from portal.engine.types.contract import ProblemCode
from portal.engine.types.file import files_of
from portal.engine.types.table import rows_of
from portal.engine.values import Row, Value

EvidenceDays = Mapping[str, Sequence[date | None]]
"""The files of each question, by the day that each is from; None where the day is not told."""

DERIVED = frozenset({TypeKey.COMPUTED, TypeKey.NOTE})
"""Types that nobody answers."""


@dataclass(frozen=True)
class Given:
    """What is evaluated. `evidence` None means that evidence is not judged; `unreadable` are problems by question."""

    answers: Mapping[str, Value]
    evidence: EvidenceDays | None = None
    unreadable: Mapping[str, tuple[Problem, ...]] = field(default_factory=dict)

    def rows(self, table: str) -> tuple[Row, ...]:
        """All rows of a table, drafts among them."""
        return rows_of(self.answers.get(table, ()))


@dataclass(frozen=True, slots=True)
class Part:
    """What one question came to: `value` is what expressions see, `row_problems` are its draft rows' empty cells."""

    question: Question
    asked: bool
    value: Value | None = None
    row_problems: tuple[Problem, ...] = ()
    found: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Examination:
    """What is looked at to find problems."""

    run: Run
    given: Given
    parts: Mapping[str, Part]
    today: date
    sites: Mapping[str, str] | None = None
    _ids: dict[str, frozenset[str]] = field(default_factory=dict)

    def problems(self, part: Part) -> tuple[Problem, ...]:
        """Everything wrong with a question that is asked, its section's checks that stand at it among them."""
        return tuple(self._problems(part)) if part.asked else ()

    def _problems(self, part: Part) -> Iterator[Problem]:
        question, value = part.question, part.value
        unread = self.given.unreadable.get(question.key, ())
        yield from unread
        if question.type is TypeKey.TABLE and value is not None:
            places = {(problem.row, problem.column) for problem in unread}
            yield from (problem for problem in part.row_problems if (problem.row, problem.column) not in places)
            yield from table_problems(self.run.cells[question.key], self._rows_pointed_to(question))
        elif value is not None:
            yield from (of_flaw(flaw, question.key) for flaw in TYPES[question.type].flaws(value, question))
        elif question.type not in DERIVED and not unread:
            yield from self._missing(question)
        for check in question.checks:
            yield from self._check(check, question.key)
        yield from self._evidence(question, value)
        for check in self.run.form.section_checks.get(question.key, ()):
            yield from self._check(check, question.key)

    def _rows_pointed_to(self, table: Question) -> Mapping[str, frozenset[str]]:
        """The ids of all rows of the tables and registers that the columns point to, hidden tables left out."""
        for column in table.columns:
            if column.ref and column.ref not in self._ids and self.parts[column.ref].asked:
                self._ids[column.ref] = frozenset(row.id for row in self.given.rows(column.ref))
            if column.register and self.sites is not None:
                self._ids[register_key(column.register)] = frozenset(self.sites)
        return self._ids

    def _missing(self, question: Question) -> Iterator[Problem]:
        demanded = question.required is Required.YES
        if question.required_when is not None:
            demanded = self.run.holds(question.required_when, question.key)
        if demanded:
            yield Problem(question.key, ProblemCode.REQUIRED)
        elif question.required is Required.SOFT:
            yield Problem(question.key, ProblemCode.REQUIRED, Level.WARNING)

    def _check(self, check: Check, at: str) -> Iterator[Problem]:
        if check.for_each is not None:
            for seen in self.run.rows_holding(check.when, at, check.for_each):
                yield Problem(check.for_each, ProblemCode.CHECK, check.level, row=seen.position, message=check.message)
        elif self.run.holds(check.when, at):
            yield Problem(at, ProblemCode.CHECK, check.level, message=check.message)

    def _evidence(self, question: Question, value: Value | None) -> Iterator[Problem]:
        asked, evidence = question.evidence, self.given.evidence
        if evidence is None or asked is None or asked.demand is not Demand.REQUIRED:
            return
        if not self.run.holds(asked.when, question.key, absent=value is not None):
            return
        days = self._days(question, value, evidence)
        if not days:
            if not _speaks_of_missing_files(question):
                yield Problem(question.key, ProblemCode.EVIDENCE_MISSING, Level.WARNING)
        elif asked.max_age_months is not None and all(self._is_old(day, asked.max_age_months) for day in days):
            params = {"limit": str(asked.max_age_months)}
            yield Problem(question.key, ProblemCode.EVIDENCE_OLD, Level.WARNING, params=params)

    def _days(self, question: Question, value: Value | None, evidence: EvidenceDays) -> Sequence[date | None]:
        """The days of the files that prove an answer; of a question of type `file`, its answer is them."""
        if question.type is not TypeKey.FILE:
            return evidence.get(question.key, ())
        return [file.dated_on for file in files_of(value)] if value is not None else ()

    def _is_old(self, day: date | None, months: int) -> bool:
        """Too old on the day of the evaluation; a file whose day nobody told is not called old."""
        return day is not None and months_between(day.isoformat(), self.today.isoformat()) > months


def may_lack_evidence(question: Question) -> bool:
    """Tell whether some answer to a question leaves its evidence missing or too old."""
    asked = question.evidence
    if asked is None or asked.demand is not Demand.REQUIRED:
        return False
    return asked.max_age_months is not None or not _speaks_of_missing_files(question)


def _speaks_of_missing_files(question: Question) -> bool:
    """Tell whether missing files are the missing answer, of which the question's `required` speaks already."""
    demanded = question.required is not Required.NO or question.required_when is not None
    return question.type is TypeKey.FILE and demanded
