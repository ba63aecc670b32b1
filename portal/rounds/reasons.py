"""Why a form applies to a contract: which names decided its condition, and what their values were.

The engine says whether the condition holds. The tree of the expression says which of its parts decided: all
parts of a true `a && b`, the false ones of a false one, and the other way round for `||`.
"""

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from portal.engine.circumstances import Circumstances, known
from portal.engine.compiled import CompiledForm
from portal.engine.definition import Source
from portal.engine.syntax import Call, Items, Literal, Loop, Name, Node, parse, walk
from portal.schema import Json

COMPARISONS: Final[Mapping[str, Callable[[Any, Any], bool]]] = {
    "_==_": operator.eq,
    "_!=_": operator.ne,
    "_<_": operator.lt,
    "_<=_": operator.le,
    "_>_": operator.gt,
    "_>=_": operator.ge,
}
"""CEL's names of comparisons; how the sides change places stands in MIRRORED."""

MIRRORED: Final = {"_<_": "_>_", "_<=_": "_>=_", "_>_": "_<_", "_>=_": "_<=_"}


@dataclass(frozen=True)
class Reason:
    """One part of a condition. `met` is whether it held, None when it needed what is not known.

    `limit` is what the value was compared with, and `comparison` how, in CEL's words without underscores (`>=`);
    `limit_key` is the key of an authority's limit, when it was one.
    """

    name: str
    value: Json
    met: bool | None
    comparison: str = ""
    limit: Json = None
    limit_key: str = ""

    def as_json(self) -> dict[str, Json]:
        """Give it as a round keeps it; empty parts are left out."""
        said = {"comparison": self.comparison, "limit": self.limit, "limit_key": self.limit_key}
        more = {name: value for name, value in said.items() if value not in (None, "")}
        return {"name": self.name, "value": self.value, "met": self.met, **more}


@dataclass(frozen=True)
class Decision:
    """Whether a condition holds, None when it is unknown, and the parts that decided."""

    holds: bool | None
    reasons: tuple[Reason, ...] = ()


def decide(form: CompiledForm, condition: Source | None, circumstances: Circumstances) -> Decision:
    """Ask a form's own condition; one that the form does not have holds for every contract, without reasons."""
    if condition is None:
        return Decision(holds=True)
    program = form.program(condition)
    facts = known(circumstances)
    outcome = program.run(form.environment.activation(facts, circumstances.surroundings))
    holds = outcome if isinstance(outcome, bool) else None
    tree = parse(program.checked, program.rewritten.original)
    judged, reasons = _Judge(facts, circumstances).judge(tree)
    if judged is not holds:  # a part that the tree's reader does not know: then every name is told, and none is blamed
        reasons = tuple(Reason(name, _json(facts.get(name)), None) for name in sorted(_named(tree)))
    return Decision(holds, tuple(reason for at, reason in enumerate(reasons) if reason not in reasons[:at]))


class _Judge:
    """Reads a tree with the facts of one contract."""

    def __init__(self, facts: Mapping[str, object], circumstances: Circumstances) -> None:
        self._facts = facts
        self._limits = circumstances.reference.limits

    def judge(self, node: Node) -> tuple[bool | None, tuple[Reason, ...]]:
        """Give the outcome of a part by CEL's three-valued rules, and what decided it."""
        match node:
            case Call(function="_&&_" | "_||_" as function, arguments=parts):
                return self._joined(parts, decisive=function == "_||_")
            case Call(function="!_", arguments=(part,)):
                outcome, reasons = self.judge(part)
                return (None if outcome is None else not outcome), reasons
            case _:
                return self._leaf(node)

    def _joined(self, parts: tuple[Node, ...], *, decisive: bool) -> tuple[bool | None, tuple[Reason, ...]]:
        """Join by && (one false decides) or by || (one true decides)."""
        judged = [self.judge(part) for part in parts]
        outcomes = [outcome for outcome, _ in judged]
        if decisive in outcomes:
            joined: bool | None = decisive
        else:
            joined = None if None in outcomes else not decisive
        return joined, tuple(reason for outcome, reasons in judged if outcome is joined for reason in reasons)

    def _leaf(self, node: Node) -> tuple[bool | None, tuple[Reason, ...]]:
        match node:
            case Name(name=name):
                value = self._facts.get(name)
                met = value if isinstance(value, bool) else None
                return met, (Reason(name, _json(value), met),)
            case Call(function=function, arguments=(Name(name=name), other)) if function in COMPARISONS:
                return self._compared(name, function, other)
            case Call(function=function, arguments=(other, Name(name=name))) if function in COMPARISONS:
                return self._compared(name, MIRRORED.get(function, function), other)
            case Call(function=function, arguments=(Call(function="count", arguments=(Name(name=name),)), other)) if (
                function in COMPARISONS
            ):
                return self._counted(name, function, other)
            case Loop(kind="exists", over=Name(name=name), variable=variable, parts=(test,)):
                return self._any_of(name, variable, test)
            case Call(function="@in", arguments=(Literal(value=sought), Name(name=name))):
                return self._contained(name, lambda list_: isinstance(list_, list) and sought in list_, sought)
            case Call(function="@in", arguments=(Name(name=name), Items(items=items))):
                listed = [item.value for item in items if isinstance(item, Literal)]
                return self._contained(name, lambda value: value in listed, listed)
            case _:
                return None, tuple(Reason(name, _json(self._facts.get(name)), None) for name in sorted(_named(node)))

    def _compared(self, name: str, function: str, other: Node) -> tuple[bool | None, tuple[Reason, ...]]:
        value = self._facts.get(name)
        limit, limit_key = self._right_side(other)
        met = None if value is None or limit is None else COMPARISONS[function](value, limit)
        return met, (Reason(name, _json(value), met, function.strip("_"), _json(limit), limit_key),)

    def _contained(
        self, name: str, is_in: Callable[[object], bool], sought: object
    ) -> tuple[bool | None, tuple[Reason, ...]]:
        value = self._facts.get(name)
        met = None if value is None else is_in(value)
        return met, (Reason(name, _json(value), met, "in", _json(sought)),)

    def _counted(self, name: str, function: str, other: Node) -> tuple[bool | None, tuple[Reason, ...]]:
        """`count(list) > 0`: the list itself says more than how long it is."""
        value, (limit, _) = self._facts.get(name), self._right_side(other)
        if not isinstance(value, list) or limit is None:
            return None, (Reason(name, _json(value), None),)
        met = COMPARISONS[function](float(len(value)), limit)
        return met, (Reason(name, _json(value), met),)

    def _any_of(self, name: str, variable: str, test: Node) -> tuple[bool | None, tuple[Reason, ...]]:
        """`list.exists(x, x in [...])`: one of those keys is in the list."""
        match test:
            case Call(function="@in", arguments=(Name(name=tested), Items(items=items))) if tested == variable:
                listed = [item.value for item in items if isinstance(item, Literal)]
                return self._contained(
                    name, lambda value: isinstance(value, list) and bool({*value} & {*listed}), listed
                )
            case _:
                return None, (Reason(name, _json(self._facts.get(name)), None),)

    def _right_side(self, node: Node) -> tuple[object, str]:
        """Give what a name is compared with, and the key when it is an authority's limit."""
        match node:
            case Literal(value=value):
                return value, ""
            case Call(function="limit", arguments=(Literal(value=str(key)),)):
                limit = self._limits.get(key)
                return None if limit is None else float(limit), key
            case Name(name=name):
                return self._facts.get(name), ""
            case _:
                return None, ""


def _named(node: Node) -> set[str]:
    return {part.name for part in walk(node) if isinstance(part, Name)}


def _json(value: object) -> Json:
    """Give a value of the engine as JSON; its numbers are floats, and most of ours are whole."""
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    if isinstance(value, list | tuple):
        return [_json(part) for part in value]
    return value if isinstance(value, str | bool | int) or value is None else str(value)
