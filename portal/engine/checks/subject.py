"""What every check looks at: a form, its expressions as they were compiled, and where faults go."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from portal.engine.catalogue import Code
from portal.engine.definition import DeviationRule, Form, Question, ScoreLine, Source, TypeKey
from portal.engine.diagnostics import Findings
from portal.engine.expressions import Environment
from portal.engine.functions import Kind
from portal.engine.loader import Reading
from portal.engine.syntax import Node
from portal.engine.worlds.model import Model


@dataclass(frozen=True, slots=True)
class Use:
    """An expression in its role. `wanted` is the type of its result, None for any; `question` where it stands.

    `sees` says which questions it may name: "nothing", "earlier" ones, "own" (earlier and its own), or "all".
    """

    source: Source
    role: str
    wanted: Kind | None = Kind.TRUTH
    question: Question | None = None
    row_of: str | None = None
    sees: str = "all"
    line: ScoreLine | None = None


@dataclass(frozen=True, slots=True)
class Compiled:
    """An expression that CEL took; `kind` is the type of its result, None for none that a form can use."""

    use: Use
    kind: Kind | None
    tree: Node


@dataclass
class Subject:
    """One form under check."""

    form: Form
    reading: Reading
    environment: Environment
    compiled: list[Compiled] = field(default_factory=list)
    faulty: set[Source] = field(default_factory=set)
    unclear: set[str] = field(default_factory=set)
    """Questions whose points are faulty, of which nothing more is said."""

    @property
    def findings(self) -> Findings:
        return self.reading.findings

    def table(self, key: str) -> Question | None:
        """The table of that key, if there is one."""
        found = next((question for question in self.form.questions() if question.key == key), None)
        return found if found and found.type is TypeKey.TABLE else None

    def question(self, key: str) -> Question | None:
        """The question of that key, if there is one."""
        return next((question for question in self.form.questions() if question.key == key), None)

    @cached_property
    def model(self) -> Model:
        """The form as facts and rules, of the expressions in which nothing was found by the time it is first asked."""
        trees = {
            (compiled.use.row_of, compiled.use.source.text): compiled.tree
            for compiled in self.compiled
            if compiled.use.source not in self.faulty
        }
        return Model(self.form, trees, self.environment.kinds)

    def report(self, code: Code, use: Use, offset: int, /, *, length: int = 0, hint: str = "", **words: object) -> None:
        """Note a fault at a character of an expression."""
        self.faulty.add(use.source)
        self.findings.note(code, self.reading.place_in(use.source, offset), length, hint, words)


def uses_of(form: Form) -> Iterator[Use]:
    """Every expression of a form, in its role."""
    for source, role in ((form.applies_when, "applies_when"), (form.short_when, "short_when")):
        if source is not None:
            yield Use(source, role, sees="nothing")
    for cap in form.caps:
        yield Use(cap.when, "a cap's when")
    for section in form.sections:
        for check in section.checks:
            yield Use(check.when, "a check's when", row_of=check.for_each)
        for question in section.questions:
            yield from _of_question(question)


def _of_question(question: Question) -> Iterator[Use]:
    if question.show_when:
        yield Use(question.show_when, "show_when", question=question, sees="earlier")
    if question.required_when:
        yield Use(question.required_when, "required_when", question=question, sees="earlier")
    if question.counts_when:
        yield Use(question.counts_when, "counts_when", question=question)
    if question.value:
        yield Use(question.value, "value", wanted=None, question=question, sees="earlier")
    if question.evidence and question.evidence.when:
        yield Use(question.evidence.when, "evidence's when", question=question, sees="own")
    for line in question.score:
        yield Use(line.when, "a score line's when", question=question, line=line)
    for check in question.checks:
        yield Use(check.when, "a check's when", question=question, row_of=check.for_each)
    for column in question.columns:
        if column.required_when:
            yield Use(column.required_when, "required_when", question=question, row_of=question.key, sees="earlier")
    for rule in question.deviations:
        yield from _of_rule(question, rule)


def _of_rule(question: Question, rule: DeviationRule) -> Iterator[Use]:
    yield Use(rule.when, "a deviation's when", question=question, row_of=rule.for_each)
    texts = ((rule.from_theme, "from_theme"), (rule.place_in_chain, "place"), (rule.country, "country"))
    for source, role in texts:
        if source is not None:
            yield Use(source, role, wanted=Kind.TEXT, question=question, row_of=rule.for_each)
