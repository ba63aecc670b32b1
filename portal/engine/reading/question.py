"""One question or column of a form.yaml."""

from collections.abc import Mapping
from decimal import Decimal

from portal.engine.catalogue import Code
from portal.engine.definition import (
    Choice,
    Column,
    Place,
    Question,
    Required,
    Rows,
    Scope,
    ScoreLine,
    TypeKey,
)
from portal.engine.names import REGISTERS
from portal.engine.reading import shapes
from portal.engine.reading.fields import Fields, Reader
from portal.engine.reading.parts import (
    check_column_keys,
    place_of_key,
    read_checks,
    read_choices,
    read_deviations,
    read_evidence,
    unique,
)
from portal.engine.reading.tree import Scalar

MOST_ROWS = 1000
"""Rows of one table, where its form asks for more than the usual 500 (form-language, Expressions)."""

MOST_LENGTH = 20_000
_BOUND = 10**12

Lists = Mapping[str, tuple[Choice, ...]]


def read_question(reader: Reader, fields: Fields, lists: Lists) -> Question:
    """The question that these fields describe."""
    kind = _type(reader, fields, shapes.NO_QUESTION)
    key = fields.key("key")
    choices, list_key = _choices(reader, fields, lists)
    graded = fields.text("graded")
    if graded not in {"", "rubric"}:
        reader.findings.add(
            Code.NOT_ONE_OF, fields.place_of("graded"), hint="write rubric", name="graded", value=graded
        )
    return Question(
        key=key,
        type=kind,
        label=fields.prose("label"),
        help=fields.prose("help"),
        required=fields.one_of("required", Required, Required.NO),
        required_when=fields.source("required_when"),
        show_when=fields.source("show_when"),
        counts_when=fields.source("counts_when"),
        lead=fields.flag("lead"),
        core=fields.flag("core"),
        scope=fields.one_of("scope", Scope, Scope.CONTRACT),
        clause=fields.text("clause"),
        weight=fields.number("weight", 0, 1000) or Decimal(0),
        pii=fields.flag("pii"),
        discloses=fields.flag("discloses"),
        rubric=graded == "rubric",
        prefill=fields.text("prefill"),
        replaces=fields.key("replaces"),
        unit=fields.prose("unit"),
        currency=fields.text("currency"),
        minimum=fields.number("min", -_BOUND, _BOUND),
        maximum=fields.number("max", -_BOUND, _BOUND),
        max_length=fields.whole("max_length", 0, 1, MOST_LENGTH) or None,
        choices=choices,
        list_key=list_key,
        points=_points(reader, fields),
        score=tuple(_score_line(reader, part) for part in fields.each("score", shapes.SCORE_LINE)),
        columns=_columns(reader, fields, lists),
        rows=_rows(reader, fields),
        value=fields.source("value"),
        evidence=read_evidence(reader, fields),
        checks=read_checks(reader, fields, at=key),
        deviations=read_deviations(reader, fields),
        place=place_of_key(fields),
    )


def _type(reader: Reader, fields: Fields, never: frozenset[TypeKey]) -> TypeKey:
    """The type, and a report of each field that it does not take or lacks."""
    kind = fields.one_of("type", TypeKey, TypeKey.TEXT)
    node = fields.node("type")
    if not isinstance(node, Scalar) or node.value != kind.value:
        return kind
    if kind in never:
        what = "a question" if kind is TypeKey.REF else "a column"
        reader.findings.add(Code.NOT_OF_THIS_TYPE, node.place, length=len(kind), field=f"type: {kind}", type=what)
    wrong = (shapes.TYPE_FIELDS - shapes.OF_TYPE[kind]) | shapes.UNASKED.get(kind, frozenset())
    for name in sorted(wrong):
        if name in fields:
            place = fields.place_of(name)
            reader.findings.add(Code.NOT_OF_THIS_TYPE, place, length=len(name), field=name, type=f"the type {kind}")
    for name in shapes.NEEDED.get(kind, ()):
        if name not in fields:
            reader.findings.add(Code.MISSING_FIELD, fields.place, length=1, field=name, of=f"the type {kind}")
    _check_bounds(reader, fields)
    return kind


def _check_bounds(reader: Reader, fields: Fields) -> None:
    low, high = fields.node("min"), fields.node("max")
    if isinstance(low, Scalar) and isinstance(high, Scalar):
        least, most = reader.number(low, "min", None, None), reader.number(high, "max", None, None)
        if least is not None and most is not None and least > most:
            reader.findings.add(
                Code.OUT_OF_RANGE, high.start, length=len(high.raw), name="max", bounds=f"at least {least}, its min"
            )


def _choices(reader: Reader, fields: Fields, lists: Lists) -> tuple[tuple[Choice, ...], str]:
    node = fields.node("choices")
    return read_choices(reader, node, lists) if node else ((), "")


def _points(reader: Reader, fields: Fields) -> tuple[tuple[str, Decimal], ...]:
    points = []
    for key, node in fields.pairs("points"):
        number = reader.number(node, "points", Decimal(0), Decimal(3))
        if number is not None:
            points.append((key.value, number))
    return tuple(points)


def _score_line(reader: Reader, fields: Fields) -> ScoreLine:
    source = fields.source("when") or reader.nothing(fields.place)
    return ScoreLine(source, fields.number("points", 0, 3) or Decimal(0))


def _rows(reader: Reader, fields: Fields) -> Rows:
    node = fields.node("rows")
    if node is None:
        return Rows()
    part = reader.fields(node, shapes.ROWS)
    _check_bounds(reader, part)
    return Rows(part.whole("min", 0, 0, MOST_ROWS), part.whole("max", Rows().maximum, 1, MOST_ROWS))


def _columns(reader: Reader, fields: Fields, lists: Lists) -> tuple[Column, ...]:
    columns = tuple(_column(reader, part, lists) for part in fields.each("columns", shapes.COLUMN))
    keys: list[tuple[str, Place]] = [(column.key, column.place) for column in columns]
    unique(reader, "a column", keys)
    check_column_keys(reader, keys)
    return columns


def _column(reader: Reader, fields: Fields, lists: Lists) -> Column:
    kind = _type(reader, fields, shapes.NO_COLUMN)
    choices, list_key = _choices(reader, fields, lists)
    table, register = _ref(reader, fields)
    return Column(
        key=fields.key("key"),
        type=kind,
        label=fields.prose("label"),
        required=fields.flag("required"),
        required_when=fields.source("required_when"),
        help=fields.prose("help"),
        unit=fields.prose("unit"),
        currency=fields.text("currency"),
        minimum=fields.number("min", -_BOUND, _BOUND),
        maximum=fields.number("max", -_BOUND, _BOUND),
        max_length=fields.whole("max_length", 0, 1, MOST_LENGTH) or None,
        choices=choices,
        list_key=list_key,
        ref=table,
        register=register,
        total=fields.flag("total"),
        discloses=fields.flag("discloses"),
        pii=fields.flag("pii"),
        place=place_of_key(fields),
    )


def _ref(reader: Reader, fields: Fields) -> tuple[str, str]:
    """The table or the register that a column points to; the other is empty."""
    node = fields.node("ref")
    if node is None:
        return "", ""
    part = reader.fields(node, shapes.REF)
    table, register = part.text("table"), part.text("register")
    if ("table" in part) is ("register" in part):
        reader.findings.add(Code.MISSING_FIELD, node.start, length=1, field="table or register (one of them)", of="ref")
    if register and register not in REGISTERS:
        hint = "it is one of " + ", ".join(sorted(REGISTERS))
        place = part.place_of("register")
        reader.findings.add(Code.NOT_ONE_OF, place, length=len("register"), hint=hint, name="register", value=register)
    return table, register
