"""CEL's types for the kinds of values that an author knows, and our functions as CEL takes them."""

from typing import Any

from cel_expr_python import cel

from portal.engine.functions import FUNCTIONS, Function, Kind

CEL_TYPES: dict[Kind, Any] = {
    Kind.TRUTH: cel.Type.BOOL,
    Kind.NUMBER: cel.Type.DOUBLE,
    Kind.TEXT: cel.Type.STRING,
    Kind.TEXTS: cel.Type.List(cel.Type.STRING),
    Kind.ROWS: cel.Type.List(cel.Type.DYN),
    Kind.ANYTHING: cel.Type.DYN,
}
"""A table's own type names its rows; this is that of any table, as functions take it."""


def _declaration(function: Function) -> Any:
    takes = [CEL_TYPES[kind] for kind in function.takes]
    overload = cel.Overload(function.name, CEL_TYPES[function.gives], takes, impl=function.run)
    return cel.FunctionDecl(function.name, [overload])


DECLARED = [_declaration(function) for function in FUNCTIONS]
"""Our functions, for every environment."""

_RESULTS = (
    (cel.Type.BOOL, Kind.TRUTH),
    (cel.Type.DOUBLE, Kind.NUMBER),
    (cel.Type.INT, Kind.NUMBER),
    (cel.Type.STRING, Kind.TEXT),
    (cel.Type.List(cel.Type.STRING), Kind.TEXTS),
)
_WRAPPED = {
    "google.protobuf.BoolValue": Kind.TRUTH,
    "google.protobuf.DoubleValue": Kind.NUMBER,
    "google.protobuf.StringValue": Kind.TEXT,
}


def kind_of_result(declared: Any) -> Kind | None:
    """The kind of an expression's result; None for one that a form cannot use."""
    for candidate, kind in _RESULTS:
        if declared == candidate:
            return kind
    return _WRAPPED.get(declared.name())
