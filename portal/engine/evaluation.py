"""What a set of answers means for a form: what is shown, what is wrong, what is computed, how far it has come.

One pass in the order of the form: conditions look back only, so whether a question was asked has one answer. A hidden
question, and one outside the short form, is unanswered to every expression. After a change only what depends on it is
looked at again.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from portal.engine.circumstances import Circumstances
from portal.engine.compiled import CompiledForm
from portal.engine.definition import Level, Question, Section, TypeKey
from portal.engine.effort import minutes_of
from portal.engine.examination import DERIVED, EvidenceDays, Examination, Given, Part
from portal.engine.expressions import Fault, Unknown
from portal.engine.functions import Reference
from portal.engine.problems import Problem
from portal.engine.run import Run
from portal.engine.table_rows import form_rows_problem, see_table
from portal.engine.types.derived import as_value
from portal.engine.types.table import rows_of
from portal.engine.values import Value, is_filled

__all__ = [
    "DERIVED",
    "Circumstances",
    "Evaluation",
    "EvidenceDays",
    "Problem",
    "Progress",
    "Reference",
    "change",
    "evaluate",
]


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
    given: Given
    run: Run
    parts: Mapping[str, Part]
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
        return key in self.parts and self.parts[key].asked


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
    given = Given(answers, evidence, _by_question(unreadable))
    short = circumstances.short
    parts = {question.key: _see(run, question, given, short=short) for question in form.form.questions()}
    run.settle()
    return _examined(run, circumstances, given, parts, parts)


def change(evaluation: Evaluation, key: str, value: Value | None, *, unreadable: Sequence[Problem] = ()) -> Evaluation:
    """The evaluation of the same answers but for one, as `evaluate` would give it; None takes the answer away.

    `unreadable` are the problems of the new answer. Only the questions that depend on it are looked at again: the
    parts of all others are the same objects as before.
    """
    before, form, short = evaluation.parts, evaluation.form, evaluation.circumstances.short
    given = _given_anew(evaluation.given, key, value, unreadable)
    run = evaluation.run.copy()
    stale, seen = {key, *form.dependents.get(key, ())}, dict[str, Part]()
    for question in form.form.questions():
        if question.key in stale:
            seen[question.key] = part = _see_again(run, question, given, short=short)
            if (part.asked, part.value) != (before[question.key].asked, before[question.key].value):
                stale |= form.dependents.get(question.key, frozenset())
    for question in form.form.questions():
        if question.key in stale and question.key not in seen:
            seen[question.key] = _see_again(run, question, given, short=short)
    return _examined(run, evaluation.circumstances, given, {**before, **seen}, seen)


def _see_again(run: Run, question: Question, given: Given, *, short: bool) -> Part:
    run.forget(question.key)
    return _see(run, question, given, short=short)


def _see(run: Run, question: Question, given: Given, *, short: bool) -> Part:
    """Ask one question and let later expressions see what counts as its answer."""
    if not ((question.core or not short) and run.holds(question.show_when, question.key)):
        run.see(question, None)
        return Part(question, asked=False)
    value = _value(run, question, given.answers)
    if question.type is not TypeKey.TABLE or value is None:
        run.see(question, value)
        return Part(question, asked=True, value=value)
    row_problems = see_table(run, question, rows_of(value))
    complete = value if not row_problems else tuple(seen.row for seen in run.rows[question.key])
    return Part(question, True, complete, tuple(row_problems))


def _value(run: Run, question: Question, answers: Mapping[str, Value]) -> Value | None:
    """The answer that counts: the computed value of a computed question, nothing for what says nothing."""
    if question.type is TypeKey.NOTE:
        return None
    if question.type is TypeKey.COMPUTED:
        outcome = run.outcome(question.value, question.key) if question.value else Unknown.UNKNOWN
        return None if isinstance(outcome, (Unknown, Fault)) else as_value(outcome)
    value = answers.get(question.key)
    return value if question.type is TypeKey.TABLE or is_filled(value) else None


def _examined(
    run: Run, circumstances: Circumstances, given: Given, parts: dict[str, Part], anew: Mapping[str, Part]
) -> Evaluation:
    """Look for problems in the parts `anew`, and put all parts together."""
    examination = Examination(run, given, parts, circumstances.today, circumstances.sites)
    for key, part in anew.items():
        found = examination.problems(part)
        if found:
            parts[key] = replace(part, found=found)
    shown = {key: part for key, part in parts.items() if part.asked}
    values = {key: part.value for key, part in shown.items() if part.value is not None}
    return Evaluation(
        form=run.form,
        circumstances=circumstances,
        given=given,
        run=run,
        parts=parts,
        shown=tuple(shown),
        values=values,
        computed={key: value for key, value in values.items() if shown[key].question.type is TypeKey.COMPUTED},
        found=tuple(_found(run, shown.values())),
        progress={section.key: _progress(section, shown) for section in run.form.form.sections},
        minutes_left=minutes_of(part.question for part in shown.values() if part.value is None),
    )


def _found(run: Run, shown: Iterable[Part]) -> list[Problem]:
    keys = [part.question.key for part in shown if part.question.columns and part.value is not None]
    tables = [run.cells[key] for key in keys]
    too_many = {problem.question: problem for problem in form_rows_problem(tables)}
    found: list[Problem] = []
    for part in shown:
        found += part.found
        if part.question.key in too_many:
            found.append(too_many[part.question.key])
    return found


def _progress(section: Section, shown: Mapping[str, Part]) -> Progress:
    asked = [shown[question.key] for question in section.questions if question.key in shown]
    answered = [part.value is not None for part in asked if part.question.type not in DERIVED]
    return Progress(sum(answered), len(answered))


def _by_question(problems: Sequence[Problem]) -> dict[str, tuple[Problem, ...]]:
    ordered = sorted(problems, key=_question_of)
    return {key: tuple(group) for key, group in groupby(ordered, key=_question_of)}


def _question_of(problem: Problem) -> str:
    return problem.question


def _given_anew(given: Given, key: str, value: Value | None, unreadable: Sequence[Problem]) -> Given:
    answers = {other: answer for other, answer in given.answers.items() if other != key}
    if value is not None:
        answers[key] = value
    return replace(given, answers=answers, unreadable={**given.unreadable, key: tuple(unreadable)})
