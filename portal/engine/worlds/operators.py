"""What the operators, loops and functions of expressions give over the values of an imagined self-report."""

from collections.abc import Callable, Iterator, Sequence

from portal.engine.syntax import Call, Node
from portal.engine.worlds.world import ABSENT, Meaning, Rows, Value, World

LOGIC = frozenset({"_&&_", "_||_", "!_", "_?_:_"})
EQUALITY = frozenset({"_==_", "_!=_"})
ARITHMETIC = frozenset({"_+_", "_-_", "_*_", "_/_", "-_"})
_ORDERS: dict[str, Callable[[float, float], bool]] = {
    "_<_": lambda left, right: left < right,
    "_<=_": lambda left, right: left <= right,
    "_>_": lambda left, right: left > right,
    "_>=_": lambda left, right: left >= right,
}
COMPARING = EQUALITY | _ORDERS.keys()
TRUTHS = LOGIC | COMPARING | {"@in", "overdue", "under_boycott", "contains", "startsWith", "endsWith"}


def branches(node: Node) -> Iterator[Node]:
    """What a node can be: itself, or the two sides of `condition ? a : b`."""
    match node:
        case Call(function="_?_:_", arguments=(_, yes, no)):
            yield from branches(yes)
            yield from branches(no)
        case _:
            yield node


def joined(function: str, parts: Sequence[Meaning]) -> Meaning:
    """CEL's logic: what decides wins over what is unknown."""

    def both(world: World) -> Value:
        truths = [part(world) for part in parts]
        decisive = function == "_||_"
        if any(truth is decisive for truth in truths):
            return decisive
        return not decisive if all(isinstance(truth, bool) for truth in truths) else None

    def negated(world: World) -> Value:
        truth = parts[0](world)
        return not truth if isinstance(truth, bool) else None

    def chosen(world: World) -> Value:
        truth = parts[0](world)
        return parts[1 if truth else 2](world) if isinstance(truth, bool) else None

    return {"!_": negated, "_?_:_": chosen}.get(function, both)


def compared(function: str, left: Meaning, right: Meaning) -> Meaning:
    """`==` and the orders; an empty cell equals nothing."""

    def equal(world: World) -> Value:
        one, other = left(world), right(world)
        return None if one is None or other is None else (one == other) is (function == "_==_")

    def ordered(world: World) -> Value:
        one, other = left(world), right(world)
        if isinstance(one, float) and isinstance(other, float):
            return _ORDERS[function](one, other)
        return None

    return equal if function in EQUALITY else ordered


def reckoned(function: str, parts: Sequence[Meaning]) -> Meaning:
    """Arithmetic; unknown when a part is."""

    def result(world: World) -> Value:
        numbers = [value for part in parts if isinstance(value := part(world), float)]
        if len(numbers) < len(parts):
            return None
        first, last = numbers[0], numbers[-1]
        match function:
            case "-_":
                return -first
            case "_+_":
                return first + last
            case "_-_":
                return first - last
            case "_*_":
                return first * last
            case _:
                return first / last if last else None

    return result


def number(part: Meaning) -> Meaning:
    """The number that a part is; an empty cell is unknown."""

    def known(world: World) -> Value:
        value = part(world)
        return value if isinstance(value, float) else None

    return known


def counted(part: Meaning) -> Meaning:
    """How many rows, choices or texts."""

    def count(world: World) -> Value:
        value = part(world)
        return float(len(value)) if isinstance(value, (Rows, frozenset, tuple)) else None

    return count


def listed(parts: Sequence[Meaning]) -> Meaning:
    """A list written out."""

    def items(world: World) -> Value:
        values = tuple(part(world) for part in parts)
        return None if None in values else values

    return items


def contained(part: Meaning, of: Meaning) -> Meaning:
    """`x in list`."""

    def inside(world: World) -> Value:
        value, several = part(world), of(world)
        return None if value is None or not isinstance(several, (frozenset, tuple)) else value in several

    return inside


def named(name: str) -> Meaning:
    """The fact or variable of that name."""
    return lambda world: world.get(name)


def is_text(text: str) -> Callable[[World, Value], Value]:
    """Whether an element is that text."""
    return lambda _, element: element == text


def cell(row: str, column: str) -> Meaning:
    """A cell of a row; ABSENT when it is empty."""

    def value(world: World) -> Value:
        cells = world.get(row)
        return cells.get(column, ABSENT) if isinstance(cells, dict) else None

    return value


def asked(row: str, column: str) -> Meaning:
    """`has(row.column)`."""
    read = cell(row, column)
    return lambda world: (value := read(world)) is not None and value is not ABSENT and value != frozenset()


def bound(variable: str, part: Meaning) -> Callable[[World, Value], Value]:
    """The part of a loop, as a function of what the loop has reached."""

    def at(world: World, element: Value) -> Value:
        before = world.get(variable)
        world[variable] = element
        value = part(world)
        world[variable] = before
        return value

    return at


def walked(kind: str, variable: str, over: Meaning, parts: Sequence[Meaning]) -> Meaning:
    """A loop over rows, choices or texts."""
    first, last = bound(variable, parts[0]), bound(variable, parts[-1])

    def result(world: World) -> Value:
        several = over(world)
        if not isinstance(several, (Rows, frozenset, tuple)):
            return None
        reached = [(element, number, first(world, element)) for element, number in _elements(several)]
        if kind == "filter":
            return _kept(several, reached)
        if kind == "map":
            return _mapped(world, reached, last, filtered=len(parts) > 1)
        return _quantified(kind, [(number, truth) for _, number, truth in reached])

    return result


def _elements(several: Rows | frozenset[str] | tuple[object, ...]) -> list[tuple[Value, int]]:
    if isinstance(several, Rows):
        return [*several.kinds]
    return [(element, 1) for element in several if isinstance(element, (str, float, bool))]


def _kept(several: Value, reached: list[tuple[Value, int, Value]]) -> Value:
    if any(not isinstance(truth, bool) for *_, truth in reached):
        return None
    if isinstance(several, Rows):
        return Rows(tuple((row, number) for row, number, truth in reached if truth and isinstance(row, dict)))
    return frozenset(str(element) for element, _, truth in reached if truth)


def _mapped(
    world: World, reached: list[tuple[Value, int, Value]], last: Callable[[World, Value], Value], *, filtered: bool
) -> Value:
    values: list[Value] = []
    for element, times, truth in reached:
        if filtered and truth is not True:
            if truth is None:
                return None
            continue
        values += [last(world, element)] * times
    return None if None in values else tuple(values)


def _quantified(kind: str, truths: list[tuple[int, Value]]) -> Value:
    unknown = any(not isinstance(truth, bool) for _, truth in truths)
    holding = sum(number for number, truth in truths if truth is True)
    match kind:
        case "exists":
            return True if holding else None if unknown else False
        case "all":
            return False if any(truth is False for _, truth in truths) else None if unknown else True
        case _:
            return None if unknown else holding == 1


def measured(key: str, row: str, needed: Sequence[Meaning], empty: Meaning) -> Meaning:
    """What is measured, kept in the world or in the row that it is measured of; unknown when what it needs is."""

    def value(world: World) -> Value:
        if any((known := part(world)) is None or known is ABSENT for part in needed):
            return None
        without = empty(world)
        if without is not ABSENT:
            return without
        holder = world.get(row) if row else world
        return holder.get(key) if isinstance(holder, dict) else None

    return value


def without_rows(rows: Meaning, otherwise: Value) -> Meaning:
    """What a function gives of a table without rows; ABSENT when there are some."""

    def value(world: World) -> Value:
        several = rows(world)
        return ABSENT if isinstance(several, Rows) and len(several) else otherwise if several is not None else None

    return value
