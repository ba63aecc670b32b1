"""The facts that the parts of an expression are, and what is asked of each of them."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from portal.engine.definition import Question
from portal.engine.syntax import Call, Literal, Loop, Name, Node, Select
from portal.engine.worlds import operators
from portal.engine.worlds.facts import Fact, Sort
from portal.engine.worlds.wording import names_in, wording
from portal.engine.worlds.world import Meaning, Probe, Undecided

LISTS = frozenset({Sort.CLOSED_LIST, Sort.OPEN_LIST, Sort.ROWS})
NUMBERS: Mapping[str, tuple[float | None, float | None]] = {
    "sum": (None, None),
    "mean": (None, None),
    "largest": (None, None),
    "share": (None, None),
    "share_covered": (0.0, 100.0),
    "months_between": (None, None),
    "limit": (0.0, None),
}
"""Functions whose numbers are measured, with the least and the most that they give."""

Scope = Mapping[str, tuple[Fact, Probe]]
"""The variables of loops, and `row`: what each is, and where what is asked of it is kept."""


@dataclass(eq=False)
class Understood:
    """A meaning, what it asks of each fact by name, and the facts that had to be measured.

    `row_of` is the table whose row it knows as `row`, `size` how many parts it has.
    """

    meaning: Meaning
    probes: dict[str, Probe] = field(default_factory=dict)
    measured: dict[str, Fact] = field(default_factory=dict)
    row_of: str | None = None
    size: int = 1


@dataclass(frozen=True)
class Computed:
    """A computed question: the tree of its value, and of its condition."""

    question: Question
    value: Node
    shown: Node | None


class Terms(ABC):
    """The terms of one expression that is being read."""

    def __init__(self, facts: Mapping[str, Fact], computed: Mapping[str, Computed]) -> None:
        self.facts = facts
        self.computed = computed
        self.probes: dict[str, Probe] = {}
        self.measured: dict[str, Fact] = {}

    @abstractmethod
    def mean(self, node: Node, scope: Scope) -> Meaning:
        """The meaning of a node. Raises Undecided."""

    def probe(self, key: str) -> Probe:
        """What is asked of the fact of that name."""
        return self.probes.setdefault(key, Probe())

    def sort(self, node: Node, scope: Scope) -> Sort | None:
        """How the values of a node are told apart."""
        term = self.term(node, scope)
        if term is not None:
            return term[0].sort
        match node:
            case Literal(value=bool()):
                return Sort.TRUTH
            case Literal(value=float()):
                return Sort.NUMBER
            case Literal(value=str()):
                return Sort.OPEN
            case Name(name=name) if name in self.computed:
                return self.sort(self.computed[name].value, {})
            case Name(name=name) if name.startswith("answered."):
                return Sort.TRUTH
            case Loop(kind="filter", over=over):
                return self.sort(over, scope)
            case Loop(kind="exists" | "all" | "exists_one"):
                return Sort.TRUTH
            case Call(function="_?_:_", arguments=(_, yes, _)):
                return self.sort(yes, scope)
            case Call(function="_+_", arguments=(left, _)):
                return self.sort(left, scope)
            case Call(function=function) if function in operators.ARITHMETIC or function in {*NUMBERS, "count"}:
                return Sort.NUMBER
            case Call(function=function) if function in operators.TRUTHS:
                return Sort.TRUTH
        return None

    def is_sort(self, node: Node, sort: Sort, scope: Scope) -> bool:
        return self.sort(node, scope) is sort

    def term(self, node: Node, scope: Scope) -> tuple[Fact, Probe] | None:
        """The fact that a node is, and where what is asked of it is kept; None for anything that is made of facts."""
        match node:
            case Name(name=name) if name in scope:
                return scope[name]
            case Name(name=name) if name in self.facts:
                return self.facts[name], self.probe(name)
            case Select(of=Name(name=row), field=column, has=False) if row in scope:
                table, probe = scope[row]
                if column in table.columns:
                    return table.columns[column], probe.parts.setdefault(column, Probe())
            case Call(function="months_since", arguments=(day,)) if self.is_sort(day, Sort.DAY, scope):
                if known := self.term(day, scope):
                    return replace(known[0], sort=Sort.NUMBER), known[1]
            case Call(function="country_risk"):
                key = self.key_of(node, scope)
                return (self.measured[key], self.place_of(node, scope, key)) if key in self.measured else None
        return None

    def root(self, node: Node, scope: Scope) -> tuple[Fact, Probe]:
        """The list or table that a node is, or is a part of."""
        while isinstance(node, Loop) and node.kind in {"filter", "map"}:
            node = node.over
        term = self.term(node, scope)
        if term is None or term[0].sort not in LISTS:
            raise Undecided
        term[1].uses.add("=")
        return term

    def row_of(self, node: Node, scope: Scope) -> str:
        """The one row that a node looks at, or the empty text. Raises Undecided for two, and for a list's element."""
        read = set(names_in(node)) & scope.keys()
        if len(read) > 1 or any(scope[name][0].sort is not Sort.ROWS for name in read):
            raise Undecided
        return next(iter(read), "")

    def key_of(self, node: Node, scope: Scope) -> str:
        return f"?{wording(node, dict.fromkeys(scope, '_'))}"

    def place_of(self, node: Node, scope: Scope, key: str) -> Probe:
        row = self.row_of(node, scope)
        return scope[row][1].parts.setdefault(key, Probe()) if row else self.probe(key)
