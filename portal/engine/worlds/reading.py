"""An expression as a meaning that runs over imagined self-reports, with all that it asks of each fact.

Comparisons with what is written out, choices, counts and rows are run as they stand (comparing.py). What cannot be
followed, such as two amounts compared or an average, is measured (measuring.py).
"""

from collections.abc import Mapping

from portal.engine.syntax import Call, Items, Literal, Loop, Name, Node, Select
from portal.engine.worlds import operators
from portal.engine.worlds.comparing import compare, within
from portal.engine.worlds.facts import RISKS, Fact, Sort
from portal.engine.worlds.measuring import measure
from portal.engine.worlds.terms import NUMBERS, Computed, Scope, Terms, Understood
from portal.engine.worlds.wording import names_in, wording
from portal.engine.worlds.world import Meaning, Probe, Undecided, Value, World

__all__ = ["OUTSIDE", "Computed", "Reader", "Understood"]

OUTSIDE = "outside the form"
"""The world's entry with the keys of the questions that this form, or its short form, never asks."""

MOST_WRITTEN_OUT = 60
"""Computed questions that are written out where one is named; more is not followed."""


class Reader:
    """Reads the expressions of one form."""

    def __init__(self, facts: Mapping[str, Fact], computed: Mapping[str, Computed]) -> None:
        self._facts = facts
        self._computed = computed

    def read(self, tree: Node, row_of: str | None = None) -> Understood:
        """What an expression means. Raises Undecided."""
        reading = _Reading(self._facts, self._computed)
        scope: dict[str, tuple[Fact, Probe]] = {}
        if row_of is not None:
            scope["row"] = (self._facts[row_of], reading.probe("row"))
            reading.probe(row_of)
        meaning = reading.mean(tree, scope)
        return Understood(meaning, reading.probes, reading.measured, row_of, reading.size)


class _Reading(Terms):
    """Reads one expression."""

    def __init__(self, facts: Mapping[str, Fact], computed: Mapping[str, Computed]) -> None:
        super().__init__(facts, computed)
        self._written_out = 0
        self.size = 0

    def mean(self, node: Node, scope: Scope) -> Meaning:
        """The meaning of a node. Raises Undecided."""
        self.size += 1
        match node:
            case Literal(value=value):
                return lambda _: value
            case Name():
                if node.name in self.facts and node.name not in scope:
                    self.probe(node.name).uses.add("=")
                return self._name(node, scope)
            case Select():
                return self._cell(node, scope)
            case Items(items=items):
                return operators.listed([self.mean(item, scope) for item in items])
            case Loop():
                return self._loop(node, scope)
            case Call(function=function, arguments=arguments):
                return self._call(function, arguments, node, scope)
        raise Undecided

    def _call(self, function: str, arguments: tuple[Node, ...], node: Call, scope: Scope) -> Meaning:
        if function in operators.LOGIC:
            return operators.joined(function, [self.mean(part, scope) for part in arguments])
        if function in operators.COMPARING:
            return compare(self, node, arguments[0], arguments[1], scope)
        if function == "@in":
            return within(self, node, arguments[0], arguments[1], scope)
        if function in operators.ARITHMETIC and self.sort(node, scope) is Sort.NUMBER:
            return operators.reckoned(function, [self.mean(part, scope) for part in arguments])
        if function == "count":
            return operators.counted(self.mean(arguments[0], scope))
        if function in {"months_since", "overdue"} and self.is_sort(arguments[0], Sort.DAY, scope):
            return self._day(function, arguments[0], scope)
        if function in NUMBERS:
            least, most = NUMBERS[function]
            return measure(self, node, scope, Fact("", Sort.NUMBER, least=least, most=most))
        if function == "country_risk":
            return measure(self, node, scope, Fact("", Sort.CLOSED, texts=RISKS, unknown=False))
        return measure(self, node, scope, Fact("", Sort.TRUTH, unknown=False))

    def _name(self, node: Name, scope: Scope) -> Meaning:
        name = node.name
        if name in scope or name in self.facts:
            if name not in scope:
                self.probe(name)
            return lambda world: world.get(name)
        if name.startswith("answered."):
            known = self._name(Name(name.removeprefix("answered."), node.at), {})
            return lambda world: known(world) is not None
        if name in self.computed:
            return self._write_out(self.computed[name])
        raise Undecided

    def _write_out(self, computed: Computed) -> Meaning:
        self._written_out += 1
        if self._written_out > MOST_WRITTEN_OUT:
            raise Undecided
        key, value = computed.question.key, self.mean(computed.value, {})
        shown = self.mean(computed.shown, {}) if computed.shown is not None else None

        def known(world: World) -> Value:
            outside = world.get(OUTSIDE)
            hidden = isinstance(outside, frozenset) and key in outside
            return None if hidden or (shown is not None and shown(world) is not True) else value(world)

        return known

    def _cell(self, node: Select, scope: Scope) -> Meaning:
        match node.of:
            case Name(name=row) if row in scope and node.field in scope[row][0].columns:
                scope[row][1].parts.setdefault(node.field, Probe()).uses.add("=")
                return operators.asked(row, node.field) if node.has else operators.cell(row, node.field)
        raise Undecided

    def _day(self, function: str, day: Node, scope: Scope) -> Meaning:
        term = self.term(day, scope)
        if term is None:
            raise Undecided
        months = self.mean(day, scope)
        term[1].uses.add("=")
        if function == "months_since":
            return operators.number(months)
        term[1].numbers.add(0.0)
        return operators.compared("_>_", operators.number(months), lambda _: 0.0)

    def _loop(self, node: Loop, scope: Scope) -> Meaning:
        if isinstance(node.over, Loop) and node.over.kind == "map":
            raise Undecided
        fact, probe = self._walked(node.over, scope)
        over = self.mean(node.over, scope)
        element = fact if fact.sort is Sort.ROWS else Fact("", _ELEMENTS[fact.sort], fact.texts, unknown=False)
        inner = {**scope, node.variable: (element, probe)}
        parts = [self.mean(part, inner) for part in node.parts]
        for part, meaning in zip(node.parts, parts, strict=True):
            outer = set(names_in(part)) - {node.variable}
            if outer & scope.keys():
                raise Undecided
            if outer:
                probe.whole = True
            probe.tests[wording(part, {node.variable: "_"})] = operators.bound(node.variable, meaning)
        return operators.walked(node.kind, node.variable, over, parts)

    def _walked(self, node: Node, scope: Scope) -> tuple[Fact, Probe]:
        if isinstance(node, Items):
            texts = [item.value for item in node.items if isinstance(item, Literal) and isinstance(item.value, str)]
            if len(texts) < len(node.items):
                raise Undecided
            return Fact("", Sort.CLOSED_LIST, tuple(texts)), Probe()
        return self.root(node, scope)


_ELEMENTS = {Sort.CLOSED_LIST: Sort.CLOSED, Sort.OPEN_LIST: Sort.OPEN}
