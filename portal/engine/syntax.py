"""The tree of an expression, for checks and explanations: small frozen nodes read from CEL's serialised CheckedExpr.

Only the wire format of protocol buffers and the field numbers of `cel.expr` (syntax.proto, checked.proto) are used, so
that the tree has types of its own. CEL writes `exists`, `all`, `filter` and `map` out as loops over an accumulator;
here they are loops again. Every node knows where it stands in the author's text.
"""

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from portal.engine.wire import Wire, bytes_of, int_of, messages_of, read, text_of


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
    packed = read(checked)
    return _Tree(read(bytes_of(packed, 2)), original).root


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

    def __init__(self, checked: Wire, original: Callable[[int], int]) -> None:
        self._original = original
        self._names = {int_of(entry, 1): text_of(read(bytes_of(entry, 2)), 1) for entry in messages_of(checked, 2)}
        self._tables = {int_of(entry, 1): text_of(read(bytes_of(entry, 2)), 9) for entry in messages_of(checked, 3)}
        info = read(bytes_of(checked, 5))
        self._places = {int_of(entry, 1): int_of(entry, 2) for entry in messages_of(info, 4)}
        self.root = self._node(read(bytes_of(checked, 4)))

    def _node(self, expression: Wire) -> Node:
        number = int_of(expression, 2)
        at = self._original(self._places.get(number, 0))
        if 3 in expression:
            return Literal(_constant(read(bytes_of(expression, 3))), at)
        if 4 in expression:
            name = self._names.get(number) or text_of(read(bytes_of(expression, 4)), 1)
            before_dot = max(0, name.find("."))  # CEL says where the dot is
            return Name(name, at - before_dot, self._tables.get(number, "").removeprefix("row."))
        if 5 in expression:
            return self._select(number, read(bytes_of(expression, 5)), at)
        if 6 in expression:
            call = read(bytes_of(expression, 6))
            parts = (*messages_of(call, 1), *messages_of(call, 3))
            return Call(text_of(call, 2), tuple(self._node(part) for part in parts), at)
        if 7 in expression:
            return Items(tuple(self._node(part) for part in messages_of(read(bytes_of(expression, 7)), 1)), at)
        if 9 in expression:
            return self._loop(read(bytes_of(expression, 9)), at)
        return Record(at)

    def _select(self, number: int, select: Wire, at: int) -> Node:
        of = self._node(read(bytes_of(select, 1)))
        if name := self._names.get(number):
            return Name(name, start(of))
        return Select(of, text_of(select, 2), bool(int_of(select, 3)), at)

    def _loop(self, loop: Wire, at: int) -> Loop:
        over = self._node(read(bytes_of(loop, 2)))
        step = self._node(read(bytes_of(loop, 6)))
        kind, parts = _macro(step, text_of(loop, 1))
        return Loop(kind, over, text_of(loop, 1), parts, at)


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


def _constant(constant: Wire) -> str | float | bool | None:
    if 2 in constant:
        return bool(int_of(constant, 2))
    if 5 in constant:
        return float(struct.unpack("<d", bytes_of(constant, 5))[0])
    if 6 in constant:
        return text_of(constant, 6)
    if 3 in constant or 4 in constant:
        number = int_of(constant, 3) or int_of(constant, 4)
        return float(number - (1 << 64) if number >> 63 else number)
    return None
