"""What a set of answers means for a form: what is shown, what is wrong, what is computed, how far it has come.

One pass in the order of the form: conditions look back only, so whether a question was asked has one answer. A hidden
question, and one outside the short form, is unanswered to every expression.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from portal.engine.circumstances import Circumstances
from portal.engine.compiled import CompiledForm
from portal.engine.definition import Check, Demand, Level, Question, Required, Section, TypeKey
from portal.engine.effort import minutes_of
from portal.engine.expressions import Fault, Unknown
from portal.engine.functions import Reference, months_between
from portal.engine.problems import Problem, of_flaw
from portal.engine.run import Run
from portal.engine.table_rows import form_rows_problem, see_table, table_problems
from portal.engine.types import TYPES
from portal.engine.types.contract import ProblemCode
from portal.engine.types.derived import as_value
from portal.engine.types.table import rows_of
from portal.engine.values import Row, Value, is_filled

__all__ = ["Circumstances", "Evaluation", "Problem", "Progress", "Reference", "evaluate"]

EvidenceDays = Mapping[str, Sequence[date | None]]
"""The files of each question, by the day that each is from; None where the day is not told."""

DERIVED = frozenset({TypeKey.COMPUTED, TypeKey.NOTE})
"""Types that nobody answers."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How many questions of a section are asked and how many of them are answered."""

    answered: int
    asked: int


@dataclass(frozen=True)
class Evaluation:
    """What one evaluation found. `values` holds what expressions saw, computed values and complete rows included."""

    form: CompiledForm
    circumstances: Circumstances
    run: Run
    shown: tuple[str, ...]
    values: Mapping[str, Value]
    computed: Mapping[str, Value]
    found: tuple[Problem, ...]
    progress: Mapping[str, Progress]
    minutes_left: int

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything wrong, in the order of the form, then faults; scores and drafts may add faults of their own."""
        return self.found + self.run.faults

    @property
    def blocks(self) -> bool:
        """True when the self-report cannot be submitted."""
        return any(problem.level is Level.ERROR for problem in self.problems)

    def is_shown(self, key: str) -> bool:
        """True when the question of that key is shown."""
        return key in self.shown


def evaluate(
    form: CompiledForm,
    answers: Mapping[str, Value],
    circumstances: Circumstances,
    *,
    evidence: EvidenceDays | None = None,
    unreadable: Sequence[Problem] = (),
) -> Evaluation:
    """Evaluate answers, by question key; a missing key is unanswered, and `()` is a table declared empty.

    `evidence` None means that evidence is not judged. `unreadable` are problems of answers that could not be read:
    their questions and cells are empty here, and not called missing as well. Never raises for answers of the right
    types.
    """
    run = Run(form, circumstances)
    shown, values, computed = [], {}, {}
    row_problems: dict[str, list[Problem]] = {}
    for question in form.form.questions():
        if not _is_asked(run, question, short=circumstances.short):
            run.see(question, None)
            continue
        shown.append(question)
        value = _value(run, question, answers)
        if question.type is TypeKey.TABLE and value is not None:
            row_problems[question.key] = see_table(run, question, rows_of(value))
            value = tuple(seen.row for seen in run.rows[question.key])
        else:
            run.see(question, value)
        if value is not None:
            values[question.key] = value
        if value is not None and question.type is TypeKey.COMPUTED:
            computed[question.key] = value
    run.settle()
    judged = _Judged(run, answers, values, row_problems, evidence, unreadable, circumstances.today)
    return Evaluation(
        form=form,
        circumstances=circumstances,
        run=run,
        shown=tuple(question.key for question in shown),
        values=values,
        computed=computed,
        found=tuple(judged.problems(form.form.sections, shown)),
        progress={section.key: _progress(section, shown, values) for section in form.form.sections},
        minutes_left=minutes_of(question for question in shown if question.key not in values),
    )


def _is_asked(run: Run, question: Question, *, short: bool) -> bool:
    return (question.core or not short) and run.holds(question.show_when, question.key)


def _value(run: Run, question: Question, answers: Mapping[str, Value]) -> Value | None:
    """The answer that counts: the computed value of a computed question, nothing for what says nothing."""
    if question.type is TypeKey.NOTE:
        return None
    if question.type is TypeKey.COMPUTED:
        outcome = run.outcome(question.value, question.key) if question.value else Unknown.UNKNOWN
        return None if isinstance(outcome, (Unknown, Fault)) else as_value(outcome)
    value = answers.get(question.key)
    return value if question.type is TypeKey.TABLE or is_filled(value) else None


def _progress(section: Section, shown: Iterable[Question], values: Mapping[str, Value]) -> Progress:
    own = {question.key for question in section.questions if question.type not in DERIVED}
    asked = [question.key for question in shown if question.key in own]
    return Progress(sum(key in values for key in asked), len(asked))


@dataclass(frozen=True)
class _Judged:
    """What is looked at to find problems, when the pass is over."""

    run: Run
    answers: Mapping[str, Value]
    values: Mapping[str, Value]
    row_problems: Mapping[str, list[Problem]]
    evidence: EvidenceDays | None
    unreadable: Sequence[Problem]
    today: date

    def problems(self, sections: Iterable[Section], shown: Sequence[Question]) -> Iterator[Problem]:
        keys = {question.key for question in shown}
        tables = [(question, self._rows(question)) for question in shown if question.type is TypeKey.TABLE]
        ids = {table.key: frozenset(row.id for row in rows) for table, rows in tables}
        late = [*form_rows_problem(tables)]
        for section in sections:
            late += [
                problem for check in section.checks for problem in self._check(check, check.at) if check.at in keys
            ]
        for question in shown:
            yield from self._question(question, ids)
            yield from (problem for problem in late if problem.question == question.key)

    def _rows(self, table: Question) -> tuple[Row, ...]:
        return rows_of(self.answers.get(table.key, ()))

    def _question(self, question: Question, ids: Mapping[str, frozenset[str]]) -> Iterator[Problem]:
        unread = [problem for problem in self.unreadable if problem.question == question.key]
        yield from unread
        value = self.values.get(question.key)
        if question.type is TypeKey.TABLE and value is not None:
            places = {(problem.row, problem.column) for problem in unread}
            empty = self.row_problems[question.key]
            yield from (problem for problem in empty if (problem.row, problem.column) not in places)
            yield from table_problems(question, self._rows(question), ids)
        elif value is not None:
            yield from (of_flaw(flaw, question.key) for flaw in TYPES[question.type].flaws(value, question))
        elif question.type not in DERIVED and not unread:
            yield from self._missing(question)
        for check in question.checks:
            yield from self._check(check, question.key)
        yield from self._evidence(question)

    def _missing(self, question: Question) -> Iterator[Problem]:
        demanded = question.required is Required.YES
        if question.required_when is not None:
            demanded = self.run.holds(question.required_when, question.key)
        if demanded:
            yield Problem(question.key, ProblemCode.REQUIRED)
        elif question.required is Required.SOFT:
            yield Problem(question.key, ProblemCode.REQUIRED, Level.WARNING)

    def _check(self, check: Check, at: str) -> Iterator[Problem]:
        if self.run.holds(check.when, at):
            yield Problem(at, ProblemCode.CHECK, check.level, message=check.message)

    def _evidence(self, question: Question) -> Iterator[Problem]:
        asked = question.evidence
        if self.evidence is None or asked is None or asked.demand is not Demand.REQUIRED:
            return
        if not self.run.holds(asked.when, question.key, absent=question.key in self.values):
            return
        days = self.evidence.get(question.key, ())
        if not days:
            yield Problem(question.key, ProblemCode.EVIDENCE_MISSING, Level.WARNING)
        elif asked.max_age_months is not None and all(self._is_old(day, asked.max_age_months) for day in days):
            params = {"limit": str(asked.max_age_months)}
            yield Problem(question.key, ProblemCode.EVIDENCE_OLD, Level.WARNING, params=params)

    def _is_old(self, day: date | None, months: int) -> bool:
        """Too old on the day of the evaluation; a file whose day nobody told is not called old."""
        return day is not None and months_between(day.isoformat(), self.today.isoformat()) > months
