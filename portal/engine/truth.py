"""What a condition can come to, over all answers: true, false, or unknown because something cannot be there.

The condition's atoms are grouped by the thing they look at, so that `colour == "red" && colour == "blue"` is seen to be
never true; each thing is then tried with every value that makes a difference.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise, product
from typing import Protocol

from portal.engine.syntax import Call, Items, Literal, Name, Node, children, walk

MOST_TRIALS = 4096
"""Combinations tried; a condition with more is taken to be able to come to anything."""

Value = str | float | bool | None
Truth = bool | None
"""None is unknown."""

Judge = Callable[[Mapping[str, Value]], Truth]

ANYTHING: frozenset[Truth] = frozenset({True, False, None})
_ORDERS: dict[str, Callable[[float, float], bool]] = {
    "_<_": lambda left, right: left < right,
    "_<=_": lambda left, right: left <= right,
    "_>_": lambda left, right: left > right,
    "_>=_": lambda left, right: left >= right,
}
_MIRRORED = {"_<_": "_>_", "_<=_": "_>=_", "_>_": "_<_", "_>=_": "_<=_", "_==_": "_==_", "_!=_": "_!=_"}


class Domains(Protocol):
    """What the form says of the values that a part of an expression can have."""

    def texts(self, node: Node) -> Iterable[str]:
        """The only texts it can be; none when it can be any."""
        ...

    def bounds(self, node: Node) -> tuple[float | None, float | None, bool]:
        """Least, greatest, and whether it is whole."""
        ...


@dataclass
class _Thing:
    """Something that atoms look at, and the literals they compare it with."""

    node: Node
    literals: set[str | float] = field(default_factory=set)

    def values(self, domains: Domains) -> list[Value]:
        texts = list(domains.texts(self.node))
        if texts:
            return [*texts]
        numbers = sorted(value for value in self.literals if isinstance(value, float))
        if numbers:
            return [*_points(numbers, *domains.bounds(self.node))]
        words: list[Value] = [value for value in self.literals if isinstance(value, str)]
        return [*words, "something else"] if words else [True, False]


def _points(numbers: list[float], least: float | None, most: float | None, whole: bool) -> list[float]:  # noqa: FBT001 as bounds gives it
    """Each number, one in every gap between them and beyond, within the bounds."""
    gaps = [
        numbers[0] - 1,
        *((low + high) / 2 for low, high in pairwise(numbers)),
        numbers[-1] + 1,
    ]
    points = [*numbers, *(float(int(gap)) if whole else gap for gap in gaps)]
    ends = [end for end in (least, most) if end is not None]
    inside = [
        point for point in {*points, *ends} if (least is None or point >= least) and (most is None or point <= most)
    ]
    return inside or numbers


def outcomes(tree: Node, domains: Domains, missing: frozenset[str] = frozenset()) -> frozenset[Truth]:
    """All that a condition can come to when the questions `missing` are never answered."""
    things: dict[str, _Thing] = {}
    _collect(tree, things, missing)
    choices = {key: thing.values(domains) for key, thing in things.items()}
    trials = 1
    for values in choices.values():
        trials *= max(1, len(values))
    if trials > MOST_TRIALS:
        return ANYTHING
    judge = _judge(tree, missing)
    return frozenset(judge(dict(zip(choices, values, strict=True))) for values in product(*choices.values()))


def shape(node: Node) -> str:
    """The node as text without its places: two that say the same have the same."""
    said = " ".join((type(node).__name__, *_words(node)))
    return f"{said}({','.join(shape(child) for child in children(node))})"


def _words(node: Node) -> list[str]:
    names = ("name", "value", "field", "has", "function", "kind", "variable")
    return [repr(getattr(node, name)) for name in names if hasattr(node, name)]


def _collect(node: Node, things: dict[str, _Thing], missing: frozenset[str]) -> None:
    match node:
        case Call(function="_&&_" | "_||_" | "!_" | "_?_:_", arguments=arguments):
            for argument in arguments:
                _collect(argument, things, missing)
        case Literal():
            pass
        case _:
            if _constant(node, missing) is not None or not _there(node, missing):
                return
            thing, _, literals = _atom(node)
            known = things.setdefault(shape(thing), _Thing(thing))
            known.literals.update(value for value in literals if isinstance(value, (str, float)) and value is not True)


def _there(node: Node, missing: frozenset[str]) -> bool:
    return not any(isinstance(part, Name) and part.name in missing for part in walk(node))


def _constant(node: Node, missing: frozenset[str]) -> bool | None:
    """`answered.x` of a question that is never answered is false, not unknown."""
    if isinstance(node, Name) and node.name.startswith("answered.") and node.name.removeprefix("answered.") in missing:
        return False
    return None


def _atom(node: Node) -> tuple[Node, str, tuple[Value, ...]]:
    """What an atom looks at, how, and the literals it compares with; a thing that is true by itself has none."""
    match node:
        case Call(function="@in", arguments=(thing, Items(items=items))) if all(isinstance(i, Literal) for i in items):
            return thing, "@in", tuple(item.value for item in items if isinstance(item, Literal))
        case Call(function=function, arguments=(Literal(value=value), thing)) if function in _MIRRORED:
            return thing, _MIRRORED[function], (value,)
        case Call(function=function, arguments=(thing, Literal(value=value))) if function in _MIRRORED:
            return thing, function, (value,)
        case _:
            return node, "", ()


def _judge(node: Node, missing: frozenset[str]) -> Judge:
    """What a condition comes to, as a function of the values of its things; made once, because it is asked often."""
    match node:
        case Literal(value=value):
            truth = value if isinstance(value, bool) else None
            return lambda _: truth
        case Call(function="!_" | "_&&_" | "_||_" | "_?_:_", arguments=arguments):
            return _join(node.function, [_judge(part, missing) for part in arguments])
    constant = _constant(node, missing)
    if constant is not None or not _there(node, missing):
        return lambda _: constant
    thing, function, literals = _atom(node)
    key = shape(thing)
    return lambda values: _compare(function, values[key], literals)


def _join(function: str, parts: list[Judge]) -> Judge:
    def negated(values: Mapping[str, Value]) -> Truth:
        truth = parts[0](values)
        return None if truth is None else not truth

    def joined(values: Mapping[str, Value]) -> Truth:
        decisive = function == "_||_"
        truths = {part(values) for part in parts}
        return decisive if decisive in truths else None if None in truths else not decisive

    def chosen(values: Mapping[str, Value]) -> Truth:
        truth = parts[0](values)
        return None if truth is None else parts[1 if truth else 2](values)

    return {"!_": negated, "_?_:_": chosen}.get(function, joined)


def _compare(function: str, value: Value, literals: tuple[Value, ...]) -> Truth:
    if function in {"", "@in"}:
        return value in literals if function else value is True
    if function in {"_==_", "_!=_"}:
        return (value == literals[0]) is (function == "_==_")
    literal = literals[0]
    if isinstance(value, float) and isinstance(literal, float):
        return _ORDERS[function](value, literal)
    return None
