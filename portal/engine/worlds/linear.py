"""Sums of one unknown: where `staff / 2 + 1 > 10` changes its answer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from portal.engine.syntax import Call, Literal, Name, Node

DEEPEST = 40
"""Computed questions within computed questions that are followed."""


@dataclass(frozen=True, slots=True)
class Line:
    """`factor * term + … + constant`, the terms by their wording."""

    terms: Mapping[str, tuple[Node, float]]
    constant: float

    @property
    def is_plain(self) -> bool:
        """True when the term stands alone, so that equality is not a matter of rounding."""
        return all(abs(factor) == 1 for _, factor in self.terms.values())

    def times(self, factor: float) -> "Line":
        return Line({key: (term, by * factor) for key, (term, by) in self.terms.items()}, self.constant * factor)

    def minus(self, other: "Line") -> "Line":
        return self.plus(other.times(-1))

    def plus(self, other: "Line") -> "Line":
        terms = dict(self.terms)
        for key, (term, by) in other.terms.items():
            terms[key] = (term, by + (terms[key][1] if key in terms else 0))
        return Line(terms, self.constant + other.constant)


def line_of(node: Node, written_out: Mapping[str, Node], say: Callable[[Node], str], depth: int = 0) -> Line | None:
    """The line that a number is; a name in `written_out` stands for its expression. None for what is no line."""
    match node:
        case Literal(value=bool()) | Literal(value=str()) | Literal(value=None) | Call(function="_?_:_"):
            return None
        case Literal(value=float() as value):
            return Line({}, value)
        case Name(name=name) if name in written_out and depth < DEEPEST:
            return line_of(written_out[name], written_out, say, depth + 1)
        case Call(function="-_", arguments=(part,)):
            line = line_of(part, written_out, say, depth)
            return line.times(-1) if line else None
        case Call(function="_+_" | "_-_" | "_*_" | "_/_" as operator, arguments=(left, right)):
            first, second = (line_of(part, written_out, say, depth) for part in (left, right))
            return _joined(operator, first, second) if first and second else None
        case _:
            return Line({say(node): (node, 1.0)}, 0.0)


def _joined(operator: str, first: Line, second: Line) -> Line | None:
    match operator:
        case "_+_":
            return first.plus(second)
        case "_-_":
            return first.minus(second)
        case "_*_" if not second.terms:
            return first.times(second.constant)
        case "_*_" if not first.terms:
            return second.times(first.constant)
        case "_/_" if not second.terms and second.constant:
            return first.times(1 / second.constant)
        case _:
            return None
