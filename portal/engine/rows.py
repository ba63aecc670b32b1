"""A table's rows as protobuf messages, one message type a table, made when the form is loaded.

Cells are wrappers (StringValue, DoubleValue, BoolValue), so that an unknown column is a compile error and an empty cell
is null; plain maps would accept misspelt columns and plain fields would read empty as 0. Lists are repeated fields.
"""

from collections.abc import Iterable, Mapping
from typing import Protocol

from google.protobuf import descriptor_pb2, descriptor_pool, message_factory, wrappers_pb2

from portal.engine.definition import Column, Question
from portal.engine.functions import ROW_ID, Kind, RowMessage
from portal.engine.types.kinds import kind_of

PACKAGE = "row"
"""The package of the messages: the rows of the table `risks` have the type `row.risks`, which CEL's messages name."""

_Field = descriptor_pb2.FieldDescriptorProto
_WRAPPERS = {
    Kind.TEXT: ".google.protobuf.StringValue",
    Kind.NUMBER: ".google.protobuf.DoubleValue",
    Kind.TRUTH: ".google.protobuf.BoolValue",
}


class _MessageClass(Protocol):
    def __call__(self) -> RowMessage: ...


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

    def message(self, table: str, row_id: str, cells: Mapping[str, object]) -> RowMessage:
        """One row: cells as CEL takes them (str, float, bool, list of str), empty ones left out."""
        message = self._classes[table]()
        getattr(message, ROW_ID).value = row_id
        columns = self._columns[table]
        for column, value in cells.items():
            if column not in columns:
                continue
            if columns[column] is Kind.TEXTS:
                getattr(message, column).extend(value)
            else:
                getattr(message, column).value = value
        return message

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
    number = len(message.field) + 1
    field = message.field.add(name=name, number=number, json_name=f"f{number}")
    if kind is Kind.TEXTS:
        field.label, field.type = _Field.LABEL_REPEATED, _Field.TYPE_STRING
    else:
        field.label, field.type, field.type_name = _Field.LABEL_OPTIONAL, _Field.TYPE_MESSAGE, _WRAPPERS[kind]
