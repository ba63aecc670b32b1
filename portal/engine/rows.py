"""A table's rows as protobuf messages, one message type a table, made when the form is loaded.

Cells are wrappers (StringValue, DoubleValue, BoolValue), so that an unknown column is a compile error and an empty cell
is null; plain maps would accept misspelt columns and plain fields would read empty as 0. Lists are repeated fields.
"""

import struct
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from google.protobuf import descriptor_pb2, descriptor_pool, message_factory, wrappers_pb2

from portal.engine.definition import Column, Question
from portal.engine.functions import ROW_ID, Kind, RowMessage
from portal.engine.types import TYPES
from portal.engine.types.kinds import kind_of
from portal.engine.values import Cell, Row, is_filled
from portal.engine.wire import number_bytes

PACKAGE = "row"
"""The package of the messages: the rows of the table `risks` have the type `row.risks`, which CEL's messages name."""

ROW_ID_NUMBER = 1
"""The number of the first field, the row's id; columns follow in their order."""

_Field = descriptor_pb2.FieldDescriptorProto
_WRAPPERS = {
    Kind.TEXT: ".google.protobuf.StringValue",
    Kind.NUMBER: ".google.protobuf.DoubleValue",
    Kind.TRUTH: ".google.protobuf.BoolValue",
}


class _MessageClass(Protocol):
    def FromString(self, data: bytes) -> RowMessage: ...  # noqa: N802 protobuf's own spelling


class Cells:
    """The rows of one table by column: `by_column` has a cell a row, `different` each value of a column once.

    A column of many rows holds few different values, so what is said of a value is said once.
    """

    def __init__(self, table: Question, rows: Sequence[Row]) -> None:
        self.table, self.rows = table, rows
        self.by_column = {column.key: [row.cells.get(column.key) for row in rows] for column in table.columns}
        self.different = {key: frozenset(cells) for key, cells in self.by_column.items()}


def _written(column: Column, kind: Kind, number: int, cell: Cell | None) -> bytes:
    """A filled cell as a field of its row's message; nothing for one that says nothing."""
    if cell is None or not is_filled(cell):
        return b""
    value = TYPES[column.type].to_cel(cell)
    if kind is Kind.TEXTS and isinstance(value, list):
        return b"".join(_delimited(number, str(one).encode()) for one in value)
    return _wrapped(number, kind, value)


def _wrapped(number: int, kind: Kind, value: object) -> bytes:
    """A field that holds a wrapper: a StringValue, DoubleValue or BoolValue, whose own field is 1."""
    if kind is Kind.NUMBER:
        inner = b"\x09" + struct.pack("<d", value)
    elif kind is Kind.TRUTH:
        inner = b"\x08\x01" if value else b""
    else:
        inner = _delimited(1, str(value).encode())
    return _delimited(number, inner)


def _delimited(number: int, content: bytes) -> bytes:
    return number_bytes(number << 3 | 2) + number_bytes(len(content)) + content


class RowTypes:
    """The message types of all tables of a form, in a pool of their own."""

    def __init__(self, tables: Iterable[Question]) -> None:
        self._columns = {table.key: _columns(table) for table in tables}
        self.pool = descriptor_pool.DescriptorPool()
        self.pool.AddSerializedFile(wrappers_pb2.DESCRIPTOR.serialized_pb)
        self.pool.AddSerializedFile(self._file().SerializeToString())
        self._classes: dict[str, _MessageClass] = {
            key: message_factory.GetMessageClass(self.pool.FindMessageTypeByName(type_name(key)))
            for key in self._columns
        }

    def columns(self, table: str) -> Mapping[str, Kind]:
        """The columns of a table that expressions can read, with their types."""
        return self._columns[table]

    def messages(self, cells: Cells) -> list[RowMessage]:
        """Rows as expressions see them: their ids, and the cells that are filled and have a value there.

        A row is put together as bytes: setting its cells one by one takes four times as long.
        """
        parts = [[_wrapped(ROW_ID_NUMBER, Kind.TEXT, row.id) for row in cells.rows]]
        for number, (key, kind) in enumerate(self._columns[cells.table.key].items(), ROW_ID_NUMBER + 1):
            column = cells.table.column(key)
            written = {cell: _written(column, kind, number, cell) for cell in cells.different[key]}
            parts.append([written[cell] for cell in cells.by_column[key]])
        make = self._classes[cells.table.key].FromString
        return [make(b"".join(row)) for row in zip(*parts, strict=True)]

    def _file(self) -> descriptor_pb2.FileDescriptorProto:
        file = descriptor_pb2.FileDescriptorProto(
            name="rows.proto", package=PACKAGE, syntax="proto3", dependency=["google/protobuf/wrappers.proto"]
        )
        for key, columns in self._columns.items():
            message = file.message_type.add(name=key)
            _add_field(message, ROW_ID, Kind.TEXT)
            for column, kind in columns.items():
                _add_field(message, column, kind)
        return file


def type_name(table: str) -> str:
    """The message type of a table's rows."""
    return f"{PACKAGE}.{table}"


def _columns(table: Question) -> dict[str, Kind]:
    kinds = {column.key: _column_kind(column) for column in table.columns}
    return {key: kind for key, kind in kinds.items() if kind is not None}


def _column_kind(column: Column) -> Kind | None:
    kind = kind_of(column)
    return kind if kind in _WRAPPERS or kind is Kind.TEXTS else None


def _add_field(message: descriptor_pb2.DescriptorProto, name: str, kind: Kind) -> None:
    """Add a field; its JSON name is its number, because those of `a_b` and `ab` would collide."""
    number = len(message.field) + ROW_ID_NUMBER
    field = message.field.add(name=name, number=number, json_name=f"f{number}")
    if kind is Kind.TEXTS:
        field.label, field.type = _Field.LABEL_REPEATED, _Field.TYPE_STRING
    else:
        field.label, field.type, field.type_name = _Field.LABEL_OPTIONAL, _Field.TYPE_MESSAGE, _WRAPPERS[kind]
