"""What one question can give: its points in an imagined self-report (form-language.md, Scoring 1 to 4)."""

from decimal import Decimal

from portal.engine.definition import Question, TypeKey
from portal.engine.types.yes_no import KEYS
from portal.engine.worlds.model import Model
from portal.engine.worlds.operators import is_text
from portal.engine.worlds.reading import Understood
from portal.engine.worlds.search import Facts
from portal.engine.worlds.world import Probe, Value, World

FULL = Decimal(3)
"""Points of the best answer."""

NONE = Decimal(0)


class Marks:
    """The points of one scored question. Raises Undecided when made, if its conditions cannot be followed."""

    def __init__(self, model: Model, question: Question) -> None:
        self.question = question
        self.lines = [model.understood(line.when) for line in question.score]
        self._counts = model.understood(question.counts_when) if question.counts_when else None
        self._points = dict(question.points)
        self._of_choices = {choice.key: choice.points for choice in question.choices if choice.points is not None}
        self._na = frozenset(choice.key for choice in question.choices if choice.na)
        self.read = [*self.lines, *([self._counts] if self._counts else []), self._own()]

    def counts(self, facts: Facts, world: World) -> bool:
        """True when the question is shown and counted, whatever was answered."""
        if not facts.is_shown(self.question.key, world):
            return False
        return self._counts is None or self._counts.meaning(world) is True

    def line(self, world: World) -> int | None:
        """The number of the score line that is taken, from 0; None when there is no answer, or no line is true."""
        if world.get(self.question.key) is None:
            return None
        return next((number for number, line in enumerate(self.lines) if line.meaning(world) is True), None)

    def given(self, facts: Facts, world: World) -> tuple[Decimal | None, ...]:
        """The points; None when it does not count, and both ends where a reviewer decides."""
        value = world.get(self.question.key)
        if not self.counts(facts, world) or self._is_na(value):
            return (None,)
        if value is None:
            return (NONE,)
        if self.question.rubric:
            return (NONE, FULL)
        return (self._answered(value, world),)

    def _answered(self, value: Value, world: World) -> Decimal:
        if self.question.score:
            line = self.line(world)
            return NONE if line is None else self.question.score[line].points
        if isinstance(value, str):
            return self._of_choices.get(value, NONE)
        if isinstance(value, bool):
            return self._points.get(KEYS[value], NONE)
        return self._points.get(f"{value:g}", NONE) if isinstance(value, float) else NONE

    def _is_na(self, value: Value) -> bool:
        keys = value if isinstance(value, frozenset) else {value} if isinstance(value, str) else frozenset()
        return not self._na.isdisjoint(keys)

    def _own(self) -> Understood:
        """What scoring itself asks of the answer: every choice with points of its own, every number that has some."""
        probe = Probe(texts={*self._of_choices, *self._na})
        if self.question.type is TypeKey.SCALE:
            probe.numbers = {float(key) for key in self._points if key.isdecimal()}
        if self.question.type is TypeKey.MULTI_CHOICE:
            probe.tests = {f"in {key}": is_text(key) for key in sorted(self._na)}
        return Understood(lambda _: True, {self.question.key: probe})
