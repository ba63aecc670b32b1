"""CEL for one form: its variables and their types, compiling, running, and telling unknown from fault.

Each question is a variable of its own type. What surrounds the report (`contract.risk`), the previous report
(`previous.level`) and `answered.key` are variables with a dot in their name: what nobody says is then missing, and CEL
itself makes the expression unknown unless the rest of it decides.
"""

import math
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final

from cel_expr_python import cel

from portal.engine import circumstances, functions
from portal.engine.cel_types import CEL_TYPES, DECLARED, kind_of_result
from portal.engine.checked import variables_of
from portal.engine.definition import Form, Question, TypeKey
from portal.engine.functions import SURROUNDINGS, Kind, Surroundings
from portal.engine.measures import Measure, take_out
from portal.engine.rewriting import Rewritten, with_doubles
from portal.engine.rows import RowTypes, type_name
from portal.engine.types.kinds import kind_of

LONGEST = 2048
"""Bytes of one expression (form-language.md, bounds)."""


class Unknown(Enum):
    """The outcome of an expression that needed something that is not there."""

    UNKNOWN = "unknown"


UNKNOWN: Final = Unknown.UNKNOWN


@dataclass(frozen=True, slots=True)
class Fault:
    """An expression that failed in a way that no answer explains; never 0 and never false."""

    message: str


Outcome = bool | float | str | tuple[str, ...] | Unknown | Fault


@dataclass(frozen=True, slots=True)
class Complaint:
    """One sentence of CEL about an expression; `offset` counts characters of the author's text from 0."""

    offset: int
    message: str


class ExpressionError(Exception):
    """An expression that CEL does not take."""

    def __init__(self, complaints: tuple[Complaint, ...]) -> None:
        super().__init__("; ".join(complaint.message for complaint in complaints))
        self.complaints = complaints
        self.offset = complaints[0].offset
        self.message = complaints[0].message


@dataclass(frozen=True, slots=True)
class Activation:
    """Values for expressions, ready to be shared by many runs; `measured` when measures are among them."""

    bound: Any
    surroundings: Surroundings
    measured: bool = False


@dataclass(frozen=True, slots=True)
class Program:
    """A compiled expression.

    `kind` is the type of its result (None: none that a form can use); `variables` are all the names it reads, with
    their dots; `names` the keys of the questions among them, `answered.key` included; `checked` is CEL's CheckedExpr,
    serialised. `quick` is the same expression with `measures` as variables, and then reads only `reads` beside them;
    `anywhere`, of an expression that knows a row, asks whether it holds in any row of its table.
    """

    text: str
    kind: Kind | None
    names: frozenset[str]
    variables: frozenset[str]
    rewritten: Rewritten
    checked: bytes
    expression: Any
    quick: Any
    measures: tuple[Measure, ...]
    reads: frozenset[str]
    anywhere: "Program | None" = None

    def run(self, activation: Activation) -> Outcome:
        """The outcome: a value, UNKNOWN when it needed what is not there, or a Fault."""
        token = SURROUNDINGS.set(activation.surroundings)
        try:
            result = (self.quick if activation.measured else self.expression).eval(activation.bound)
            value = result.plain_value()
            if value is True or value is False:
                return value
            return _failure(str(value)) if result.type() == cel.Type.ERROR else _outcome(value)
        except (RuntimeError, ValueError, TypeError) as error:
            return _failure(str(error))
        finally:
            SURROUNDINGS.reset(token)


class Environment:
    """The variables and functions of one form; compiles its expressions. Safe to share between threads once made."""

    def __init__(self, form: Form) -> None:
        self.kinds: dict[str, Kind] = {name.name: name.kind for name in circumstances.NAMES}
        tables = [question for question in form.questions() if question.type is TypeKey.TABLE]
        self.rows = RowTypes(tables)
        self._types = {name: CEL_TYPES[kind] for name, kind in self.kinds.items()}
        self._lists = {name: frozenset[str]() for name, kind in self.kinds.items() if kind is Kind.TEXTS}
        self._questions: set[str] = set()
        self._environments: dict[str | None, Any] = {}
        for question in form.questions():
            self._declare(question)

    def compile(self, text: str, *, row_of: str | None = None) -> Program:
        """Compile an expression; `row_of` is the table whose row it knows as `row`. Raises ExpressionError."""
        if len(text.encode()) > LONGEST:
            raise ExpressionError((Complaint(0, f"longer than {LONGEST} bytes"),))
        return self._program(text, row_of)

    def _program(self, text: str, row_of: str | None) -> Program:
        rewritten = with_doubles(text)
        try:
            expression = self._environment(row_of).compile(rewritten.text)
        except RuntimeError as error:
            raise ExpressionError(tuple(_complaints(str(error), rewritten))) from error
        checked = expression.serialize()
        variables = variables_of(checked) & (self._types.keys() | {"row"})
        measuring, measures = take_out(text, checked, self._lists)
        return Program(
            text=text,
            kind=kind_of_result(expression.return_type()),
            names=frozenset(_question_key(name) for name in variables) & self._questions,
            variables=variables,
            rewritten=rewritten,
            checked=checked,
            expression=expression,
            quick=self._environment(row_of).deserialize(measuring) if measures else expression,
            measures=measures,
            reads=variables_of(measuring) & variables,
            anywhere=self._anywhere(text, row_of) if row_of and "row" in variables else None,
        )

    def tree_with(self, text: str, unknown: Collection[str], *, row_of: str | None = None) -> bytes | None:
        """The CheckedExpr of an expression in which names that there are not stand for anything, so that the rest of it
        can be checked too; None if CEL takes it even so not.
        """
        row = {} if row_of is None else {"row": cel.Type(type_name(row_of))}
        anything = dict.fromkeys(unknown, cel.Type.DYN)
        environment = cel.NewEnv(self.rows.pool, variables={**self._types, **row, **anything}, functions=DECLARED)
        try:
            return bytes(environment.compile(with_doubles(text).text).serialize())
        except RuntimeError:
            return None

    def activation(
        self,
        values: Mapping[str, object],
        surroundings: Surroundings,
        *,
        row_of: str | None = None,
        measured: bool = False,
    ) -> Activation:
        """Bind variables (str, float, bool, list of str, list of messages of self.rows); missing ones are unknown.

        `row_of` is the table of the row that `values` holds as `row`; `measured` when they hold measures by name.
        """
        return Activation(self._environment(row_of).Activation(dict(values)), surroundings, measured)

    def _anywhere(self, text: str, table: str) -> Program | None:
        """The condition asked of all rows at once; a line break ends a comment that the text may end with."""
        try:
            return self._program(f"{table}.exists(row, {text}\n)", None)
        except ExpressionError:
            return None

    def _declare(self, question: Question) -> None:
        if question.type is TypeKey.NOTE:
            return
        self._questions.add(question.key)
        self._put(f"answered.{question.key}", Kind.TRUTH, cel.Type.BOOL)
        kind = self._computed_kind(question) if question.type is TypeKey.COMPUTED else kind_of(question)
        if kind is None:
            return
        declared = cel.Type.List(cel.Type(type_name(question.key))) if kind is Kind.ROWS else CEL_TYPES[kind]
        for name in (question.key, f"previous.{question.key}"):
            if name in _SURROUNDING:
                continue
            self._put(name, kind, declared)
            if kind in (Kind.ROWS, Kind.TEXTS):
                self._lists[name] = frozenset(self.rows.columns(question.key) if kind is Kind.ROWS else ())

    def _put(self, name: str, kind: Kind, declared: Any) -> None:
        self.kinds[name] = kind
        self._types[name] = declared
        self._environments.clear()

    def _computed_kind(self, question: Question) -> Kind:
        """The type of a computed question's expression over the questions before it; anything if it is faulty."""
        if question.value is None:
            return Kind.ANYTHING
        try:
            return self.compile(question.value.text).kind or Kind.ANYTHING
        except ExpressionError:
            return Kind.ANYTHING

    def _environment(self, row_of: str | None) -> Any:
        if row_of not in self._environments:
            row = {} if row_of is None else {"row": cel.Type(type_name(row_of))}
            self._environments[row_of] = cel.NewEnv(
                self.rows.pool, variables={**self._types, **row}, functions=DECLARED
            )
        return self._environments[row_of]


_SURROUNDING = frozenset(name.name for name in circumstances.NAMES)


def _question_key(variable: str) -> str:
    return variable.removeprefix("answered.")


_COMPLAINT = re.compile(r"ERROR: <input>:(\d+):(\d+): (.*)")


def _complaints(text: str, rewritten: Rewritten) -> Iterator[Complaint]:
    """CEL's sentences with their places in the author's text; the whole of it at the start when it names no place."""
    found = _COMPLAINT.findall(text)
    starts = [0]
    for line in rewritten.text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    for line, column, message in found:
        yield Complaint(rewritten.original(starts[int(line) - 1] + int(column) - 1), message)
    if not found:
        yield Complaint(0, text)


_MISSING = re.compile(
    rf"[A-Z_]+: (?:No value with name \"|no such key|Key not found in map|Index error: |{functions.UNKNOWN_PREFIX})"
)


def _failure(text: str) -> Unknown | Fault:
    """CEL's own texts for a missing thing, and our functions' prefix, mean unknown; all else is a fault."""
    return UNKNOWN if _MISSING.match(text) else Fault(text)


def _outcome(value: object) -> Outcome:
    """A result as forms use it: numbers are floats rounded to nothing here, lists of texts are tuples."""
    if isinstance(value, (bool, str)):
        return value
    if isinstance(value, (int, float)):
        return float(value) if math.isfinite(value) else Fault(f"not a number: {value}")
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return tuple(value)
    return UNKNOWN if value is None else Fault(f"a {type(value).__name__} where a form needs a value")
