"""What cannot be followed is measured: it becomes a fact of its own, which can be anything that its type allows."""

from collections.abc import Iterator
from dataclasses import replace

from portal.engine.syntax import Call, Literal, Loop, Name, Node, Select, walk
from portal.engine.worlds import operators
from portal.engine.worlds.facts import Fact
from portal.engine.worlds.terms import Scope, Terms
from portal.engine.worlds.world import ABSENT, Meaning, Undecided

_FREE = frozenset({"country_risk", "under_boycott", "limit", "share_covered"})
"""Functions of tables that the form does not hold, whose answers go with any others; and a share covered, which rows
can be added to until it is any."""


def measure(terms: Terms, node: Call, scope: Scope, fact: Fact) -> Meaning:
    """A fact of its own for what cannot be followed; unknown when something that it needs is. Raises Undecided."""
    row, key = terms.row_of(node, scope), terms.key_of(node, scope)
    terms.measured[key] = replace(fact, key=key, free=node.function in _FREE)
    terms.place_of(node, scope, key)
    needed = list(_needed(terms, node, scope, row, key))
    return operators.measured(key, row, needed, _without_rows(terms, node, scope))


def _needed(terms: Terms, node: Node, scope: Scope, row: str, key: str) -> Iterator[Meaning]:
    """All that has to be there: the cells of the row, and the names that it reads."""
    read: set[str] = set()
    own = {part.variable for part in walk(node) if isinstance(part, Loop)} | scope.keys()
    for part in walk(node):
        match part:
            case Select(of=Name(name=name), field=column, has=False) if name == row:
                yield terms.mean(part, scope)
                scope[row][1].parts[column].uses.add(key)
            case Name(name=name) if name not in own and not name.startswith("answered."):
                if name in terms.facts:
                    terms.probe(name).uses.update({key, f"{key} again"} if name in read else {key})
                    read.add(name)
                    yield operators.named(name)
                elif name in terms.computed:
                    yield terms.mean(part, {})
                else:
                    raise Undecided


def _without_rows(terms: Terms, node: Call, scope: Scope) -> Meaning:
    """What a function of a table gives when it has no rows: 0 for a sum, unknown for the rest; ABSENT when it has."""
    if node.function not in {"sum", "mean", "largest", "share_covered"}:
        return lambda _: ABSENT
    over = node.arguments[0]
    if node.function == "share_covered" and isinstance(column := node.arguments[1], Literal):
        chosen = Select(Name("_chosen", 0), str(column.value), has=False, at=0)
        over = Loop("filter", over, "_chosen", (chosen,), 0)
    rows = operators.named(over.name) if isinstance(over, Name) else terms.mean(over, scope)
    return operators.without_rows(rows, 0.0 if node.function == "sum" else None)
