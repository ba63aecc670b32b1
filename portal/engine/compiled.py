"""A form ready to run: its definition, each of its expressions compiled once, and what depends on which question."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from portal.engine.definition import Check, DeviationRule, Form, Question, Source
from portal.engine.expressions import Environment, Program

Programs = Mapping[tuple[str | None, str], Program]
"""Compiled expressions, by the table whose row they know and their text."""


@dataclass(frozen=True)
class CompiledForm:
    """Made once, never changed, shared by threads; `hash` is the SHA-256 of the canonical form (versions.py).

    `dependents` are, by question, the questions with an expression that names it or with rows that point to its rows.
    `section_checks` are the sections' checks by the question at which they stand.
    """

    form: Form
    environment: Environment
    programs: Programs
    hash: str = ""
    dependents: Mapping[str, frozenset[str]] = field(default_factory=dict)
    section_checks: Mapping[str, tuple[Check, ...]] = field(default_factory=dict)

    def program(self, source: Source, row_of: str | None = None) -> Program:
        """The program of an expression of this form; `row_of` is the table whose row it knows. Raises KeyError."""
        return self.programs[row_of, source.text]


def assemble(
    form: Form, environment: Environment | None = None, *, digest: str = "", programs: Programs | None = None
) -> CompiledForm:
    """Compile every expression of a form that is not among `programs`. Raises ExpressionError at the first fault."""
    environment = environment or Environment(form)
    compiled = dict(programs or {})
    for source, row_of in expressions_of(form):
        if (row_of, source.text) not in compiled:
            compiled[row_of, source.text] = environment.compile(source.text, row_of=row_of)
    checks: dict[str, tuple[Check, ...]] = {}
    for section in form.sections:
        for check in section.checks:
            checks[check.at] = (*checks.get(check.at, ()), check)
    return CompiledForm(form, environment, compiled, digest, _dependents(form, compiled, checks), checks)


def expressions_of(form: Form) -> Iterator[tuple[Source, str | None]]:
    """Every expression of a form, and the table whose row it knows as `row`."""
    for whole in (form.applies_when, form.short_when, *(cap.when for cap in form.caps)):
        if whole is not None:
            yield whole, None
    for section in form.sections:
        for check in section.checks:
            yield check.when, check.for_each
        for question in section.questions:
            yield from _of_question(question)


def _of_question(question: Question) -> Iterator[tuple[Source, str | None]]:
    evidence = question.evidence.when if question.evidence else None
    for source in (question.show_when, question.required_when, question.counts_when, question.value, evidence):
        if source is not None:
            yield source, None
    for line in question.score:
        yield line.when, None
    for check in question.checks:
        yield check.when, check.for_each
    for column in question.columns:
        if column.required_when is not None:
            yield column.required_when, question.key
    for rule in question.deviations:
        yield from _of_rule(rule)


def _of_rule(rule: DeviationRule) -> Iterator[tuple[Source, str | None]]:
    for source in (rule.when, rule.from_theme, rule.place_in_chain, rule.country):
        if source is not None:
            yield source, rule.for_each


def _dependents(
    form: Form, programs: Programs, checks: Mapping[str, tuple[Check, ...]]
) -> Mapping[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    tables = {question.key: _tables_pointed_to(question) for question in form.questions()}
    for question in form.questions():
        sources = [*_of_question(question), *((check.when, check.for_each) for check in checks.get(question.key, ()))]
        for source, row_of in sources:
            for name in programs[row_of, source.text].names:
                found[name].add(question.key)
        for table in tables[question.key]:
            found[table].add(question.key)
        rules: tuple[DeviationRule | Check, ...] = (
            *question.deviations,
            *question.checks,
            *checks.get(question.key, ()),
        )
        for walked in (rule.for_each for rule in rules if rule.for_each is not None):
            for table in (walked, *tables.get(walked, ())):
                found[table].add(question.key)
    return {key: frozenset(questions) for key, questions in found.items()}


def _tables_pointed_to(table: Question) -> tuple[str, ...]:
    return tuple(column.ref for column in table.columns if column.ref)
