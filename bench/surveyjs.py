"""One of our forms as a SurveyJS form, so that both score the same answers.

A condition becomes `visibleIf`; points, checks and rules for deviations become calculated values. A table becomes a
dynamic matrix, and a condition over its rows one registered function that runs a parsed condition on each row: cheaper
for SurveyJS than an expression column, which would make a question of every cell. Evidence is left out.
"""

from collections.abc import Iterator
from typing import Any

from portal.engine.compiled import CompiledForm
from portal.engine.definition import Choice, Column, Question, Required, Source, TypeKey
from portal.engine.functions import FUNCTIONS
from portal.engine.syntax import Call, Items, Literal, Loop, Name, Node, Select, parse

TYPES = {
    TypeKey.LONG_TEXT: "comment",
    TypeKey.YES_NO: "boolean",
    TypeKey.SINGLE_CHOICE: "radiogroup",
    TypeKey.MULTI_CHOICE: "checkbox",
    TypeKey.TABLE: "matrixdynamic",
}
"""SurveyJS's types; every other one is its text question."""

NUMBERS = frozenset({TypeKey.INTEGER, TypeKey.DECIMAL, TypeKey.PERCENT, TypeKey.SCALE})

_OPERATORS = {
    "_&&_": "and", "_||_": "or", "_==_": "=", "_!=_": "<>", "_<_": "<", "_<=_": "<=", "_>_": ">", "_>=_": ">=",
    "_+_": "+", "_-_": "-", "_*_": "*",
}  # fmt: skip
_OURS = frozenset(function.name for function in FUNCTIONS)


class Translation:
    """A form in SurveyJS's JSON, and the conditions that its function `rowsWhere` runs on rows, by number."""

    def __init__(self, form: CompiledForm) -> None:
        self._form = form
        self.row_conditions: list[str] = []
        self._values: list[dict[str, str]] = []
        pages = [
            {"name": section.key, "elements": [self._element(question) for question in section.questions]}
            for section in form.form.sections
        ]
        for section in form.form.sections:
            for number, check in enumerate(section.checks):
                self._calculate(f"check_{section.key}_{number}", self._text(check.when))
        self.json: dict[str, Any] = {"pages": pages, "calculatedValues": self._values}

    def _element(self, question: Question) -> dict[str, Any]:
        element: dict[str, Any] = _typed(question)
        element |= {"name": question.key, "title": question.label, "isRequired": question.required is Required.YES}
        if question.show_when is not None:
            element["visibleIf"] = self._text(question.show_when)
        if question.columns:
            element["columns"] = [_column(column) for column in question.columns]
        if question.scored:
            self._calculate(f"points_{question.key}", _first_of(self._points(question)))
        for number, check in enumerate(question.checks):
            self._calculate(f"check_{question.key}_{number}", self._text(check.when))
        for number, rule in enumerate(question.deviations):
            self._calculate(f"rule_{question.key}_{number}", self._rule(rule.when, rule.for_each))
        return element

    def _calculate(self, name: str, expression: str) -> None:
        self._values.append({"name": name, "expression": expression})

    def _points(self, question: Question) -> Iterator[tuple[str, float]]:
        for line in question.score:
            yield self._text(line.when), float(line.points)
        for choice in question.choices:
            if choice.points is not None and not question.score:
                how = "contains" if question.type is TypeKey.MULTI_CHOICE else "="
                yield f"{{{question.key}}} {how} '{choice.key}'", float(choice.points)
        for key, points in question.points:
            yield f"{{{question.key}}} = {'true' if key == 'yes' else 'false'}", float(points)

    def _rule(self, source: Source, table: str | None) -> str:
        return self._text(source) if table is None else f"{self._rows_where(table, self._tree(source, table))} > 0"

    def _text(self, source: Source) -> str:
        return self._write(self._tree(source, None))

    def _tree(self, source: Source, row_of: str | None) -> Node:
        return parse(self._form.program(source, row_of).checked)

    def _rows_where(self, table: str, condition: Node) -> str:
        self.row_conditions.append(self._write(condition))
        return f"rowsWhere({{{table}}}, {len(self.row_conditions) - 1})"

    def _write(self, node: Node) -> str:
        match node:
            case Name(name=name) if name.startswith("answered."):
                return f"{{{name.removeprefix('answered.')}}} notempty"
            case Name(name=name):
                return f"{{{name.replace('.', '_')}}}"
            case Select(of=Name(), field=field, has=has):
                return f"{{{field}}} notempty" if has else f"{{{field}}}"
            case Literal(value=bool(value)):
                return "true" if value else "false"
            case Literal(value=float(value)):
                return f"{value:g}"
            case Literal(value=value):
                return f"'{value}'"
            case Items(items=items):
                return f"[{', '.join(self._write(item) for item in items)}]"
            case Loop(kind="exists", over=Name(name=name), parts=(condition,)):
                return self._any(name, condition)
            case Call():
                return self._call(node)
        raise NotImplementedError(node)

    def _any(self, name: str, condition: Node) -> str:
        if self._form.form.question(name).type is TypeKey.TABLE:
            return f"{self._rows_where(name, condition)} > 0"
        match condition:
            case Call(function="@in", arguments=(_, Items() as items)):
                return f"{{{name}}} anyof {self._write(items)}"
        raise NotImplementedError(condition)

    def _call(self, call: Call) -> str:
        match call:
            case Call(function="!_", arguments=(part,)):
                return f"!({self._write(part)})"
            case Call(function="@in", arguments=(thing, Items() as items)):
                return f"{self._write(thing)} anyof {self._write(items)}"
            case Call(function="@in", arguments=(thing, several)):
                return f"{self._write(several)} contains {self._write(thing)}"
            case Call(function="count", arguments=(Name(name=name),)):
                return f"{{{name}.length}}"
            case Call(function="count", arguments=(Loop(kind="filter", over=Name(name=name), parts=(condition,)),)):
                return self._rows_where(name, condition)
            case Call(function=function, arguments=arguments) if function in _OURS:
                return f"{function}({', '.join(self._write(argument) for argument in arguments)})"
            case Call(function=function, arguments=(left, right)) if function in _OPERATORS:
                return f"({self._write(left)} {_OPERATORS[function]} {self._write(right)})"
        raise NotImplementedError(call)


def _typed(part: Question | Column) -> dict[str, Any]:
    element: dict[str, Any] = {"type": TYPES.get(part.type, "text")}
    if part.type in NUMBERS:
        element["inputType"] = "number"
    if part.choices:
        element["choices"] = [_choice(choice) for choice in part.choices]
    return element


def _choice(choice: Choice) -> dict[str, str]:
    return {"value": choice.key, "text": choice.label}


def _column(column: Column) -> dict[str, Any]:
    typed = _typed(column)
    kind = "dropdown" if typed["type"] == "radiogroup" else typed["type"]
    return {**typed, "cellType": kind, "name": column.key, "title": column.label, "isRequired": column.required}


def _first_of(lines: Iterator[tuple[str, float]]) -> str:
    said = [*lines]
    expression = "0"
    for condition, points in reversed(said):
        expression = f"iif({condition}, {points:g}, {expression})"
    return expression
