"""Comparisons that can be run as they stand: what each of them asks of the facts that it compares."""

from portal.engine.syntax import Call, Items, Literal, Loop, Name, Node
from portal.engine.worlds import operators
from portal.engine.worlds.facts import Fact, Sort
from portal.engine.worlds.linear import Line, line_of
from portal.engine.worlds.measuring import measure
from portal.engine.worlds.terms import NUMBERS, Scope, Terms
from portal.engine.worlds.wording import wording
from portal.engine.worlds.world import ABSENT, Meaning, Undecided


def compare(terms: Terms, node: Call, left: Node, right: Node, scope: Scope) -> Meaning:
    """A comparison, run as it stands where its sides can be followed, else measured. Raises Undecided."""
    sorts = {terms.sort(left, scope), terms.sort(right, scope)}
    if sorts == {Sort.NUMBER}:
        followed = _follow_numbers(terms, node, left, right, scope)
        if not followed and (meaning := _difference(terms, node.function, left, right)):
            return meaning
    elif sorts == {Sort.TRUTH}:
        followed = True
    else:
        followed = node.function in operators.EQUALITY and _follow_texts(terms, left, right, scope)
    if not followed:
        return measure(terms, node, scope, Fact("", Sort.TRUTH, unknown=False))
    return operators.compared(node.function, terms.mean(left, scope), terms.mean(right, scope))


def within(terms: Terms, node: Call, left: Node, right: Node, scope: Scope) -> Meaning:
    """`left in right`. Raises Undecided."""
    if isinstance(right, Items):
        same = [compare(terms, Call("_==_", (left, item), node.at), left, item, scope) for item in right.items]
        return operators.joined("_||_", [lambda _: False, *same])
    if isinstance(right, Loop) and right.kind == "map":
        raise Undecided
    fact, probe = terms.root(right, scope)
    if fact.sort not in {Sort.CLOSED_LIST, Sort.OPEN_LIST}:
        raise Undecided
    probe.uses.add("=")
    for one in operators.branches(left):
        for text in _texts_of(terms, one, fact, scope):
            probe.texts.add(text)
            probe.tests[f"in {text}"] = operators.is_text(text)
    return operators.contained(terms.mean(left, scope), terms.mean(right, scope))


def _follow_numbers(terms: Terms, node: Call, left: Node, right: Node, scope: Scope) -> bool:
    lines = _line(terms, left), _line(terms, right)
    if lines[0] is None or lines[1] is None:
        return False
    line = lines[0].minus(lines[1])
    if len(line.terms) > 1 or (node.function in operators.EQUALITY and not line.is_plain):
        return False
    for term, factor in line.terms.values():
        if factor:
            _ask_number(terms, term, scope, -line.constant / factor)
    return True


_MIRRORED = {"_<_": "_>_", "_<=_": "_>=_", "_>_": "_<_", "_>=_": "_<=_"}


def _difference(terms: Terms, function: str, left: Node, right: Node) -> Meaning | None:
    """A comparison of several amounts as one of their difference, which is measured: `a >= b - 10` as `a - b >= -10`.

    None where they are no sums of the form's own amounts.
    """
    lines = _line(terms, left), _line(terms, right)
    if lines[0] is None or lines[1] is None:
        return None
    line = lines[0].minus(lines[1])
    named = {term.name: factor for term, factor in line.terms.values() if isinstance(term, Name) and factor}
    if len(named) < max(2, len(line.terms)) or not named.keys() <= terms.facts.keys():
        return None
    first = named[min(named)]
    key = "?sum " + " ".join(f"{named[name] / first:g}*{name}" for name in sorted(named))
    terms.measured[key] = Fact(key, Sort.NUMBER, unknown=False)
    terms.probe(key).numbers.add(-line.constant / first)
    for name in named:
        terms.probe(name).uses.add(key)
    known = operators.measured(key, "", [operators.named(name) for name in named], lambda _: ABSENT)
    turned = function if first > 0 else _MIRRORED.get(function, function)
    return operators.compared(turned, known, lambda _: -line.constant / first)


def _line(terms: Terms, node: Node) -> Line | None:
    written_out = {key: computed.value for key, computed in terms.computed.items()}
    return line_of(node, written_out, lambda part: wording(part, {}))


def _ask_number(terms: Terms, node: Node, scope: Scope, number: float) -> None:
    match node:
        case Call(function="count", arguments=(over,)):
            probe = terms.root(over, scope)[1]
        case Call(function=function) if function in NUMBERS:
            terms.mean(node, scope)
            key = terms.key_of(node, scope)
            probe = terms.place_of(node, scope, key)
        case _:
            term = terms.term(node, scope)
            if term is None:
                raise Undecided
            probe = term[1]
    probe.numbers.add(number)
    probe.uses.add("=")


def _follow_texts(terms: Terms, left: Node, right: Node, scope: Scope) -> bool:
    """Note what two texts are compared with; False when their values cannot be listed."""
    for one in operators.branches(left):
        for other in operators.branches(right):
            if not (_ask_text(terms, one, other, scope) or _ask_text(terms, other, one, scope)):
                return False
    return True


def _ask_text(terms: Terms, one: Node, other: Node, scope: Scope) -> bool:
    if isinstance(other, Literal) and isinstance(one, Literal):
        return True
    if isinstance(one, Call):
        terms.mean(one, scope)
    term = terms.term(one, scope)
    if term is None or term[0].sort not in {Sort.CLOSED, Sort.OPEN}:
        return False
    terms.mean(one, scope)
    fact, probe = term
    probe.uses.add("=")
    if isinstance(other, Literal) and isinstance(other.value, str):
        probe.texts.add(other.value)
        return True
    if isinstance(other, Call):
        terms.mean(other, scope)
    second = terms.term(other, scope)
    if fact.sort is not Sort.CLOSED or second is None or second[0].sort is not Sort.CLOSED:
        return False
    probe.whole = second[1].whole = True
    second[1].uses.add("=")
    return True


def _texts_of(terms: Terms, node: Node, of: Fact, scope: Scope) -> tuple[str, ...]:
    if isinstance(node, Literal) and isinstance(node.value, str):
        return (node.value,)
    terms.mean(node, scope)
    term = terms.term(node, scope)
    if term is None or term[0].sort is not Sort.CLOSED or of.sort is not Sort.CLOSED_LIST:
        raise Undecided
    term[1].whole = True
    term[1].uses.add("=")
    return tuple(text for text in term[0].texts if text in of.texts)
