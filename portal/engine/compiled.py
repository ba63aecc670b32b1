"""A form ready to run: its definition, and each of its expressions compiled once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from portal.engine.definition import DeviationRule, Form, Question, Source
from portal.engine.expressions import Environment, Program


@dataclass(frozen=True)
class CompiledForm:
    """Made once, never changed, shared by threads; `hash` is the SHA-256 of the canonical form (versions.py)."""

    form: Form
    environment: Environment
    programs: Mapping[tuple[str | None, str], Program]
    hash: str = ""

    def program(self, source: Source, row_of: str | None = None) -> Program:
        """The program of an expression of this form; `row_of` is the table whose row it knows. Raises KeyError."""
        return self.programs[row_of, source.text]


def assemble(form: Form, environment: Environment | None = None, *, digest: str = "") -> CompiledForm:
    """Compile every expression of a form. Raises ExpressionError at the first that CEL does not take."""
    environment = environment or Environment(form)
    programs = {
        (row_of, source.text): environment.compile(source.text, row_of=row_of)
        for source, row_of in expressions_of(form)
    }
    return CompiledForm(form, environment, programs, digest)


def expressions_of(form: Form) -> Iterator[tuple[Source, str | None]]:
    """Every expression of a form, and the table whose row it knows as `row`."""
    for whole in (form.applies_when, form.short_when, *(cap.when for cap in form.caps)):
        if whole is not None:
            yield whole, None
    for section in form.sections:
        for check in section.checks:
            yield check.when, None
        for question in section.questions:
            yield from _of_question(question)


def _of_question(question: Question) -> Iterator[tuple[Source, str | None]]:
    evidence = question.evidence.when if question.evidence else None
    for source in (question.show_when, question.required_when, question.counts_when, question.value, evidence):
        if source is not None:
            yield source, None
    for when in (*(line.when for line in question.score), *(check.when for check in question.checks)):
        yield when, None
    for column in question.columns:
        if column.required_when is not None:
            yield column.required_when, question.key
    for rule in question.deviations:
        yield from _of_rule(rule)


def _of_rule(rule: DeviationRule) -> Iterator[tuple[Source, str | None]]:
    for source in (rule.when, rule.from_theme, rule.place_in_chain, rule.country):
        if source is not None:
            yield source, rule.for_each
