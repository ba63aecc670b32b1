"""The floor of an evaluation: answers bound once, and a bare loop over the same compiled CEL programs.

No order of questions, nothing hidden, no problems, no points, no drafts, nothing said about what is unknown.
"""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from portal.engine.circumstances import Circumstances, known
from portal.engine.compiled import CompiledForm
from portal.engine.definition import TypeKey
from portal.engine.functions import SURROUNDINGS
from portal.engine.rows import Cells
from portal.engine.types import TYPES
from portal.engine.types.table import rows_of
from portal.engine.values import Value


class Floor:
    """One form with one set of answers."""

    def __init__(self, form: CompiledForm, answers: Mapping[str, Value], circumstances: Circumstances) -> None:
        self._form, self._answers, self._circumstances = form, answers, circumstances
        whole = [program for (row_of, _), program in form.programs.items() if row_of is None]
        asked_of_rows = [program.anywhere for program in form.programs.values() if program.anywhere]
        self._programs = [program.quick for program in (*whole, *asked_of_rows)]
        self._measures = {measure for program in (*whole, *asked_of_rows) for measure in program.measures}

    def run(self) -> list[Any]:
        """Bind the answers, and give the value of every program."""
        return self.loop(self._bound())

    def loop(self, bound: Any = None) -> list[Any]:
        """The value of every program, over answers that were bound once."""
        SURROUNDINGS.set(self._circumstances.surroundings)
        return [_value(program, bound or self._once) for program in self._programs]

    @cached_property
    def _once(self) -> Any:
        return self._bound()

    def _bound(self) -> Any:
        SURROUNDINGS.set(self._circumstances.surroundings)
        variables = known(self._circumstances)
        for question in self._form.form.questions():
            value = self._answers.get(question.key)
            variables[f"answered.{question.key}"] = value is not None
            if value is None or question.key not in self._form.environment.kinds:
                continue
            if question.type is TypeKey.TABLE:
                variables[question.key] = self._form.environment.rows.messages(Cells(question, rows_of(value)))
            else:
                variables[question.key] = TYPES[question.type].to_cel(value)
        measured = {measure.name: measure.of(variables) for measure in self._measures}
        variables |= {name: value for name, value in measured.items() if value is not None}
        return self._form.environment.activation(variables, self._circumstances.surroundings).bound


def _value(program: Any, bound: Any) -> object:
    try:
        return program.eval(bound).plain_value()
    except RuntimeError as error:
        return error
