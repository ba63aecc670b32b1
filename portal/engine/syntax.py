"""The tree of an expression, for checks and explanations: small frozen nodes read from CEL's serialised CheckedExpr.

The tree has types of its own. CEL writes `exists`, `all`, `filter` and `map` out as loops over an accumulator;
here they are loops again. Every node knows where it stands in the author's text.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from portal.engine.checked import checked_of, loop_of


@dataclass(frozen=True, slots=True)
class Name:
    """A variable: a question, `contract.risk`, `row`, or the variable of a loop. `table` is set when it is a row."""

    name: str
    at: int
    table: str = ""


@dataclass(frozen=True, slots=True)
class Literal:
    """A value written out: a text, number, truth, or None for null."""

    value: str | float | bool | None
    at: int


@dataclass(frozen=True, slots=True)
class Select:
    """A field of something; `has` when the expression only asks whether it is there."""

    of: "Node"
    field: str
    has: bool
    at: int


@dataclass(frozen=True, slots=True)
class Call:
    """A function or operator by CEL's name (`_==_`, `_&&_`, `@in`, `count`); a target comes first in `arguments`."""

    function: str
    arguments: tuple["Node", ...]
    at: int


@dataclass(frozen=True, slots=True)
class Items:
    """A list written out."""

    items: tuple["Node", ...]
    at: int


@dataclass(frozen=True, slots=True)
class Loop:
    """`over.kind(variable, parts…)`: exists, all, filter, map or exists_one."""

    kind: str
    over: "Node"
    variable: str
    parts: tuple["Node", ...]
    at: int


@dataclass(frozen=True, slots=True)
class Record:
    """A map or message written out, which forms have no use for."""

    at: int


Node = Name | Literal | Select | Call | Items | Loop | Record


def parse(checked: bytes, original: Callable[[int], int] = int) -> Node:
    """The tree of a serialised CheckedExpr (packed in an Any); `original` maps its offsets to the author's text."""
    return _Tree(checked_of(checked), original).root


def children(node: Node) -> tuple[Node, ...]:
    """The nodes directly below, in the order they are written."""
    match node:
        case Select(of=of):
            return (of,)
        case Call(arguments=arguments):
            return arguments
        case Items(items=items):
            return items
        case Loop(over=over, parts=parts):
            return (over, *parts)
        case _:
            return ()


def walk(node: Node) -> Iterator[Node]:
    """The node and all below it."""
    yield node
    for child in children(node):
        yield from walk(child)


def start(node: Node) -> int:
    """The offset of the first character of what a node says; `at` of a call is its operator or bracket."""
    match node:
        case Select(of=of):
            return start(of) - (len("has(") if node.has else 0)
        case Loop(over=over):
            return start(over)
        case Call(function=function, arguments=arguments) if function[:1] in "_@" and arguments:
            return min(start(arguments[0]), node.at)
        case Call(function=function):
            return max(0, node.at - len(function)) if function.isidentifier() else node.at
        case _:
            return node.at


class _Tree:
    """Reads one CheckedExpr."""

    def __init__(self, checked: Any, original: Callable[[int], int]) -> None:
        self._original = original
        self._names = {entry.key: entry.value.name for entry in checked.references}
        self._tables = {entry.key: entry.value.message_type for entry in checked.types if entry.value.message_type}
        self._places = {entry.key: entry.value for entry in checked.source.positions}
        self.root = self._node(checked.expression)

    def _node(self, expression: Any) -> Node:
        number = expression.id
        at = self._original(self._places.get(number, 0))
        if expression.HasField("constant"):
            return Literal(_constant(expression.constant), at)
        if expression.HasField("name"):
            name = self._names.get(number) or expression.name.name
            before_dot = max(0, name.find("."))  # CEL says where the dot is
            return Name(name, at - before_dot, self._tables.get(number, "").removeprefix("row."))
        if expression.HasField("select"):
            return self._select(number, expression.select, at)
        if expression.HasField("call"):
            call = expression.call
            parts = (*([call.target] if call.HasField("target") else []), *call.args)
            return Call(call.function, tuple(self._node(part) for part in parts), at)
        if expression.HasField("items"):
            return Items(tuple(self._node(part) for part in expression.items.elements), at)
        if expression.HasField("loop"):
            return self._loop(loop_of(expression.loop), at)
        return Record(at)

    def _select(self, number: int, select: Any, at: int) -> Node:
        of = self._node(select.operand)
        if name := self._names.get(number):
            return Name(name, start(of))
        return Select(of, select.field, select.test_only, at)

    def _loop(self, loop: Any, at: int) -> Loop:
        over = self._node(loop.over)
        step = self._node(loop.step)
        kind, parts = _macro(step, loop.variable)
        return Loop(kind, over, loop.variable, parts, at)


def _macro(step: Node, variable: str) -> tuple[str, tuple[Node, ...]]:
    """Which macro wrote the step of a loop, and what stood in its brackets."""
    match step:
        case Call(function="_||_", arguments=(_, part)):
            return "exists", (part,)
        case Call(function="_&&_", arguments=(_, part)):
            return "all", (part,)
        case Call(function="_+_", arguments=(_, Items(items=(part,)))):
            return "map", (part,)
        case Call(function="_?_:_", arguments=(condition, Call(arguments=(_, Items(items=(part,)))), _)):
            taken = isinstance(part, Name) and part.name == variable
            return ("filter", (condition,)) if taken else ("map", (condition, part))
        case Call(function="_?_:_", arguments=(condition, *_)):
            return "exists_one", (condition,)
        case _:
            return "loop", (step,)


def _constant(constant: Any) -> str | float | bool | None:
    if constant.HasField("truth"):
        return bool(constant.truth)
    if constant.HasField("text"):
        return str(constant.text)
    for kind in ("number", "whole", "natural"):
        if constant.HasField(kind):
            return float(getattr(constant, kind))
    return None
