"""What an expression measures of whole tables, such as `count(risks)` or `mean(origin, "share")`, taken out of it.

CEL would hand every row to the function as an object of its own (4 µs a row), once for each expression that asks. What
is asked of a whole table is the same everywhere, so it is measured once an evaluation and is a variable to CEL; where
it cannot be measured the variable is missing, and CEL calls the expression unknown as it would have.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from portal.engine.functions import FUNCTIONS, Function, Kind, Unmeasured
from portal.engine.wire import Wire, bytes_of, int_of, messages_of, read, text_of, write

_MEASURING: Mapping[str, Function] = {function.name: function for function in FUNCTIONS if Kind.ROWS in function.takes}
_NAMED = re.compile(rf"\b(?:{'|'.join(_MEASURING)})\s*\(")

_EXPRESSIONS: Mapping[int, tuple[int, ...]] = {5: (1,), 6: (1, 3), 7: (1,), 9: (2, 4, 5, 6, 7)}
"""Where expressions stand in an expression of cel.expr: in a select, a call, a list and a loop."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One call: `name` is how its variable is called, `arguments` are names of variables and literal texts.

    `variables` are the tables and lists among the arguments.
    """

    name: str
    function: str
    arguments: tuple[str, ...]
    variables: tuple[str, ...]

    def of(self, variables: Mapping[str, object]) -> object | None:
        """What is measured; None when it cannot be, because a table is not there or has nothing to measure."""
        if any(name not in variables for name in self.variables):
            return None
        function = _MEASURING[self.function]
        given = [
            variables[word] if kind is Kind.ROWS else word
            for word, kind in zip(self.arguments, function.takes, strict=True)
        ]
        try:
            return function.run(*given)
        except Unmeasured:
            return None


def take_out(text: str, checked: bytes, lists: Mapping[str, frozenset[str]]) -> tuple[bytes, tuple[Measure, ...]]:
    """The serialised CheckedExpr with variables for its measures, and these; the same bytes when there are none.

    `lists` are the variables that can be measured: tables with their columns, other lists with none.
    """
    if not _NAMED.search(text):
        return checked, ()
    packed = read(checked)
    tree = _Tree(read(bytes_of(packed, 2)), lists)
    return (write({**packed, 2: [tree.rewritten]}), tuple(tree.measures.values())) if tree.measures else (checked, ())


class _Tree:
    """One CheckedExpr, rewritten."""

    def __init__(self, checked: Wire, lists: Mapping[str, frozenset[str]]) -> None:
        self.measures: dict[str, Measure] = {}
        self._lists = lists
        self._taken: dict[int, str] = {}
        references = messages_of(checked, 2)
        self._names = {int_of(entry, 1): text_of(read(bytes_of(entry, 2)), 1) for entry in references}
        root = self._expression(bytes_of(checked, 4))
        named = [write(entry) for entry in references if int_of(entry, 1) not in self._taken]
        named += [write({1: [number], 2: [write({1: [name.encode()]})]}) for number, name in self._taken.items()]
        self.rewritten = write({**checked, 2: [*named], 4: [root]})

    def _expression(self, data: bytes) -> bytes:
        fields = read(data)
        measure = self._measure(fields)
        if measure is not None:
            number = int_of(fields, 2)
            self.measures[measure.name] = measure
            self._taken[number] = measure.name
            return write({2: [number], 4: [write({1: [measure.name.encode()]})]})
        for kind, places in _EXPRESSIONS.items():
            if kind in fields:
                inner = read(bytes_of(fields, kind))
                parts: Wire = {place: [*self._expressions(inner, place)] for place in places if place in inner}
                return write({**fields, kind: [write({**inner, **parts})]})
        return data

    def _expressions(self, fields: Wire, place: int) -> Iterator[bytes]:
        return (self._expression(part) for part in fields[place] if isinstance(part, bytes))

    def _measure(self, fields: Wire) -> Measure | None:
        """The measure that an expression is, if it is a call whose arguments are whole tables and written columns."""
        call = read(bytes_of(fields, 6)) if 6 in fields else {}
        function = _MEASURING.get(text_of(call, 2))
        if function is None:
            return None
        given = messages_of(call, 3)
        words = [self._word(part, kind) for part, kind in zip(given, function.takes, strict=True)]
        columns = frozenset[str]()
        for word, kind in zip(words, function.takes, strict=True):
            if word is None or (kind is not Kind.ROWS and word not in columns):
                return None
            columns = self._lists.get(word, columns) if kind is Kind.ROWS else columns
        said = tuple(word for word in words if word is not None)
        lists = tuple(word for word, kind in zip(said, function.takes, strict=True) if kind is Kind.ROWS)
        return Measure(f"{function.name}({', '.join(said)})", function.name, said, lists)

    def _word(self, fields: Wire, kind: Kind) -> str | None:
        """The name of a table or list, or the text written out, as the parameter's kind is."""
        if kind is Kind.ROWS:
            name = self._names.get(int_of(fields, 2), "")
            return name if name in self._lists else None
        constant = read(bytes_of(fields, 3)) if 3 in fields else {}
        return text_of(constant, 6) if 6 in constant else None
