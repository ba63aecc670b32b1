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
from portal.engine.reading.type_fields import NEEDED, NO_COLUMN, NO_QUESTION, refused_by

Lists = Mapping[str, tuple[Choice, ...]]


def read_question(reader: Reader, fields: Fields, lists: Lists) -> Question:
    """The question that these fields describe."""
    kind = _type(reader, fields, NO_QUESTION)
    key = fields.key("key")
    choices, list_key = _choices(reader, fields, lists)
    return Question(
        key=key,
        type=kind,
        label=fields.prose("label"),
        help=fields.prose("help"),
        required=Required(fields.word("required")),
        required_when=fields.source("required_when"),
        show_when=fields.source("show_when"),
        counts_when=fields.source("counts_when"),
        lead=fields.flag("lead"),
        core=fields.flag("core"),
        scope=Scope(fields.word("scope")),
        clause=fields.text("clause"),
        weight=fields.number("weight") or Decimal(0),
        pii=fields.flag("pii"),
        discloses=fields.flag("discloses"),
        rubric=fields.word("graded") == "rubric",
        prefill=fields.text("prefill"),
        replaces=fields.key("replaces"),
        unit=fields.prose("unit"),
        currency=fields.text("currency"),
        minimum=fields.number("min"),
        maximum=fields.number("max"),
        max_length=fields.whole("max_length") or None,
        choices=choices,
        list_key=list_key,
        points=_points(reader, fields),
        score=tuple(_score_line(reader, part) for part in fields.each("score")),
        columns=_columns(reader, fields, lists),
        rows=_rows(reader, fields),
        value=fields.source("value"),
        evidence=read_evidence(fields),
        checks=read_checks(reader, fields, at=key),
        deviations=read_deviations(reader, fields),
        place=place_of_key(fields),
    )


def _type(reader: Reader, fields: Fields, never: frozenset[TypeKey]) -> TypeKey:
    """The type, and a report of each field that it does not take or lacks."""
    kind = TypeKey(fields.word("type", also=tuple(never)))
    node = fields.node("type")
    if not isinstance(node, Scalar) or node.value != kind.value:
        return kind
    if kind in never:
        what = "a question" if kind is TypeKey.REF else "a column"
        reader.findings.add(Code.NOT_OF_THIS_TYPE, node.place, length=len(kind), field=f"type: {kind}", type=what)
    for name in sorted(refused_by(kind)):
        if name in fields:
            place = fields.place_of(name)
            reader.findings.add(Code.NOT_OF_THIS_TYPE, place, length=len(name), field=name, type=f"the type {kind}")
    for name in NEEDED.get(kind, ()):
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
    return ScoreLine(source, fields.number("points") or Decimal(0))


def _rows(reader: Reader, fields: Fields) -> Rows:
    part = fields.one("rows")
    if part is None:
        return Rows()
    _check_bounds(reader, part)
    return Rows(part.whole("min"), part.whole("max"))


def _columns(reader: Reader, fields: Fields, lists: Lists) -> tuple[Column, ...]:
    columns = tuple(_column(reader, part, lists) for part in fields.each("columns"))
    keys: list[tuple[str, Place]] = [(column.key, column.place) for column in columns]
    unique(reader, "a column", keys)
    check_column_keys(reader, keys)
    return columns


def _column(reader: Reader, fields: Fields, lists: Lists) -> Column:
    kind = _type(reader, fields, NO_COLUMN)
    choices, list_key = _choices(reader, fields, lists)
    ref = fields.one("ref")
    return Column(
        key=fields.key("key"),
        type=kind,
        label=fields.prose("label"),
        required=fields.flag("required"),
        required_when=fields.source("required_when"),
        help=fields.prose("help"),
        unit=fields.prose("unit"),
        currency=fields.text("currency"),
        minimum=fields.number("min"),
        maximum=fields.number("max"),
        max_length=fields.whole("max_length") or None,
        choices=choices,
        list_key=list_key,
        ref=ref.text("table") if ref else "",
        register=ref.word("register") if ref else "",
        total=fields.flag("total"),
        discloses=fields.flag("discloses"),
        pii=fields.flag("pii"),
        place=place_of_key(fields),
    )
