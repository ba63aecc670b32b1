"""The facts and rules of one form, from which imagined self-reports are made."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from portal.engine.definition import Check, Form, Level, Question, Required, Source, TypeKey
from portal.engine.functions import Kind
from portal.engine.syntax import Node
from portal.engine.worlds.facts import Fact, facts_of
from portal.engine.worlds.reading import Computed, Reader, Understood
from portal.engine.worlds.world import Probe, Undecided

Trees = Mapping[tuple[str | None, str], Node]
"""The trees of a form's expressions, by the table whose row they know and their text."""


MOST_STEPS = 1_000_000
"""Steps of all searches of one form together, about a second: a fact given a value, or a part of an expression looked
at. What is asked after that is not decided."""


@dataclass(frozen=True)
class Rule:
    """What decides about one question: its conditions as far as they could be followed, and whether it is demanded."""

    question: Question
    shown: Understood | None
    demanded: Understood | None
    required: bool


class Model:
    """One form as facts and rules; expressions that did not compile are left out, and so is what needs them."""

    def __init__(self, form: Form, trees: Trees, kinds: Mapping[str, Kind]) -> None:
        self.form = form
        self.facts: Mapping[str, Fact] = facts_of(form, kinds)
        self.questions = {question.key: question for question in form.questions()}
        self.rank = {name: number for number, name in enumerate(self._ordered())}
        self._trees = trees
        self._reader = Reader(self.facts, self._computed())
        self._understood: dict[tuple[str | None, str], Understood | None] = {}
        self._rules: dict[str, Rule] = {}
        self._left = MOST_STEPS
        self.stops = tuple(self._stopping())

    def understood(self, source: Source, row_of: str | None = None) -> Understood:
        """What an expression means. Raises Undecided, also for one that did not compile."""
        key = (row_of, source.text)
        if key not in self._understood:
            self._understood[key] = self._read(key)
        found = self._understood[key]
        if found is None:
            raise Undecided
        return found

    def rule(self, key: str) -> Rule:
        """What decides about a question. Raises Undecided when one of its conditions cannot be followed."""
        if key not in self._rules:
            question = self.questions[key]
            shown = self.understood(question.show_when) if question.show_when else None
            demanded = self.understood(question.required_when) if question.required_when else None
            required = question.required is Required.YES and demanded is None
            self._rules[key] = Rule(question, shown, demanded, required)
        return self._rules[key]

    def spend(self, steps: int) -> None:
        """Count steps of a search. Raises Undecided when all have been spent, so that any form is checked soon."""
        self._left -= steps
        if self._left < 0:
            raise Undecided

    def _read(self, key: tuple[str | None, str]) -> Understood | None:
        row_of, text = key
        tree = self._trees.get((row_of, text))
        if tree is None:
            return None
        try:
            return self._reader.read(tree, row_of)
        except Undecided:
            return None

    def _ordered(self) -> Iterable[str]:
        yield from (name for name in self.facts if name not in self.questions)
        yield from self.questions

    def _computed(self) -> dict[str, Computed]:
        found = {}
        for question in self.form.questions():
            value = self._trees.get((None, question.value.text)) if question.value else None
            shown = self._trees.get((None, question.show_when.text)) if question.show_when else None
            lost = question.show_when is not None and shown is None
            if question.type is TypeKey.COMPUTED and value is not None and not lost:
                found[question.key] = Computed(question, value, shown)
        return found

    def _stopping(self) -> Iterable[tuple[str, Understood]]:
        """Checks that stop a submission while they hold, each with the question at which it is shown."""
        for section in self.form.sections:
            checks: list[tuple[str, Check]] = [(check.at, check) for check in section.checks]
            checks += [(question.key, check) for question in section.questions for check in question.checks]
            for at, check in checks:
                if check.level is Level.ERROR and check.for_each is None and at in self.questions:
                    try:
                        yield at, self.understood(check.when)
                    except Undecided:
                        continue


def merged(several: Iterable[Understood]) -> tuple[dict[str, Probe], dict[str, Fact]]:
    """What several expressions ask together, and what they measure."""
    probes: dict[str, Probe] = {}
    measured: dict[str, Fact] = {}
    for one in several:
        measured.update(one.measured)
        for key, probe in one.probes.items():
            probes.setdefault(key, Probe()).add(probe)
    return probes, measured
